"""Many at once: threads, processes, a process that is killed, a teacher who closes the round in the middle of it."""

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from pages.ui.room import codes
from pages.ui.room import store as stores
from pages.ui.room.refusals import Refusal, RefusedError
from pages.ui.room.store import ROUND_ONE, ROUND_TWO, TALK, RoomStore

ROOT = Path(__file__).parents[3]
QUESTION, ANSWERS = "batch_size", ("a", "b", "c")


@pytest.fixture
def now(url):
    """Make a store whose clock is the machine's, as that of the other processes is."""
    made = RoomStore(url)
    yield made
    made.dispose()


@contextmanager
def voters(url, code, lines, round_=1):
    """Start a process that votes; yield it and close its pipe."""
    words = [sys.executable, "-W", "ignore", "-m", "tests.ui.room.voters", url, code, QUESTION, str(round_)]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as started:
        started.stdin.write("\n".join(lines))
        started.stdin.close()
        yield started


def test_no_vote_of_a_hundred_over_two_processes_is_lost_or_counted_twice(now, url):
    code, secret = now.open()
    now.ask(code, secret, QUESTION, ANSWERS)
    chance = random.Random(11)
    sent = {codes.new_seat(): chance.choice(ANSWERS) for _ in range(100)}
    lines = [f"{seat} {answer}" for seat, answer in sent.items()]
    # Every fifth seat is at work in both: a page that reconnected while its old process still served it.
    with voters(url, code, lines[:60]) as one, voters(url, code, [*lines[60:], *lines[:60:5]]) as other:
        told = [line for process in (one, other) for line in process.stdout.read().splitlines()]
    assert (one.returncode, other.returncode) == (0, 0)
    assert set(told) == set(lines)
    assert now.presence(code, secret, QUESTION) == stores.Presence(100, (100, 0))
    assert now.result(code, QUESTION, secret).counts[0] == tuple(list(sent.values()).count(a) for a in ANSWERS)


def test_a_process_killed_in_the_middle_loses_no_vote_that_it_has_acknowledged(now, url):
    code, secret = now.open()
    now.ask(code, secret, QUESTION, ANSWERS)
    sent = [f"{codes.new_seat()} {random.choice(ANSWERS)}" for _ in range(200)]
    with voters(url, code, sent) as killed:
        told = [killed.stdout.readline().strip() for _ in range(40)]
        killed.send_signal(signal.SIGKILL)
        told += [line.strip() for line in killed.stdout if line.endswith("\n")]
    assert killed.returncode == -signal.SIGKILL
    kept = {line for line in sent if now.own_vote(code, line.split()[0], QUESTION, 1) == line.split()[1]}
    assert set(told) <= kept
    assert len(kept) < 200
    time.sleep(1.1)
    # Their pages come back at another process with the same seats, and vote again.
    with voters(url, code, sent) as again:
        assert set(again.stdout.read().splitlines()) == set(sent)
    assert again.returncode == 0
    assert now.presence(code, secret, QUESTION) == stores.Presence(200, (200, 0))


def test_one_seat_that_votes_from_many_threads_has_one_vote(now):
    code, secret = now.open()
    now.ask(code, secret, QUESTION, ANSWERS)
    seat = codes.new_seat()

    def vote(k):
        now.join(code, seat)
        try:
            now.vote(code, seat, QUESTION, 1, ANSWERS[k % 3])
        except RefusedError as refused:
            return refused.refusal
        return None

    with ThreadPoolExecutor(12) as several:
        outcomes = list(several.map(vote, range(24)))
    assert set(outcomes) <= {None, Refusal.TOO_SOON}
    assert now.presence(code, secret, QUESTION) == stores.Presence(1, (1, 0))


def test_a_vote_that_is_acknowledged_is_in_the_count_made_after_the_round_was_closed(now):
    """What the teacher reads once the round is closed does not change any more, whoever was voting at that moment."""
    code, secret = now.open()
    now.ask(code, secret, QUESTION, ANSWERS)
    taken = [codes.new_seat() for _ in range(60)]
    for seat in taken:
        now.join(code, seat)

    def vote(seat):
        try:
            now.vote(code, seat, QUESTION, 1, "a")
        except RefusedError as refused:
            return refused.refusal
        return None

    with ThreadPoolExecutor(8) as several:
        outcomes = [several.submit(vote, seat) for seat in taken]
        while now.presence(code, secret, QUESTION).voted[0] < 10:
            time.sleep(0.005)
        now.ask(code, secret, QUESTION, ANSWERS, TALK)
        closed = now.presence(code, secret, QUESTION).voted[0]
        told = [outcome.result() for outcome in outcomes]
    assert set(told) <= {None, Refusal.NOT_OPEN}
    assert 10 <= closed == told.count(None) == now.presence(code, secret, QUESTION).voted[0]


def test_neither_seats_nor_rooms_exceed_their_limit_when_all_come_at_once(now, url, monkeypatch):
    monkeypatch.setattr(stores, "MOST_SEATS", 20)
    monkeypatch.setattr(stores, "MOST_ROOMS", 6)
    code, secret = now.open()

    def join(_):
        try:
            now.join(code, codes.new_seat())
        except RefusedError as refused:
            return refused.refusal
        return None

    def open_(_):
        try:
            return now.open()
        except RefusedError as refused:
            return refused.refusal

    with ThreadPoolExecutor(12) as several:
        joined = list(several.map(join, range(40)))
        opened = list(several.map(open_, range(20)))
    assert joined.count(None) == 20
    assert joined.count(Refusal.FULL) == 20
    assert now.presence(code, secret).joined == 20
    assert opened.count(Refusal.TOO_MANY_ROOMS) == 15


def test_processes_that_come_first_at_the_same_moment_make_the_tables_once(url):
    program = "import sys; from pages.ui.room.store import RoomStore; print(RoomStore(sys.argv[1]).room('AAAAAA'))"
    words = [sys.executable, "-W", "ignore", "-c", program, url]
    several = [subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert [one.communicate()[0].strip() for one in several] == ["None"] * 4


def test_two_rounds_and_two_hundred_writes_take_no_longer_than_a_class_has(now, url):
    """Every write waits for its disk: what stands here is what a class of a hundred may need in ten seconds."""
    code, secret = now.open()
    taken = [codes.new_seat() for _ in range(100)]
    with ThreadPoolExecutor(8) as several:
        list(several.map(lambda seat: now.join(code, seat), taken))
        began = time.perf_counter()
        for k, stage in enumerate((ROUND_ONE, ROUND_TWO)):
            now.ask(code, secret, QUESTION, ANSWERS, stage)
            time.sleep(1.05)
            list(several.map(lambda seat, k=k: now.vote(code, seat, QUESTION, k + 1, "b"), taken))
        seconds = time.perf_counter() - began - 2.1
    print(f"{os.path.basename(url)[:8]}: {seconds / 200 * 1e3:.1f} ms a vote")
    assert now.result(code, QUESTION, secret).counts == ((0, 100, 0), (0, 100, 0))
    assert seconds < 10


def test_three_hundred_join_at_the_same_moment_and_the_next_finds_the_room_full(now):
    code, secret = now.open()

    def joins(_):
        now.enter(code, codes.new_seat(), codes.Tries(5, 30.0))

    with ThreadPoolExecutor(stores.MOST_SEATS) as class_:
        list(class_.map(joins, range(stores.MOST_SEATS)))
    assert now.presence(code, secret).joined == stores.MOST_SEATS == 300
    with pytest.raises(RefusedError) as full:
        joins(0)
    assert full.value.refusal is Refusal.FULL
