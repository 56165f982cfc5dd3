"""What a room keeps, for whom, and for how long; on SQLite and on PostgreSQL."""

import random
import re

import pytest
from sqlalchemy import create_engine, inspect, select, text

from pages.ui.room import codes
from pages.ui.room import store as stores
from pages.ui.room.codes import Tries
from pages.ui.room.refusals import Refusal, RefusedError
from pages.ui.room.store import REVEALED, ROUND_ONE, ROUND_TWO, SHOWN, TALK, RoomStore
from pages.ui.room.tables import metadata, rooms

ANSWERS = ("falls", "swings", "leaves", "stays")
QUESTION = "learning_rate"


def refused(refusal):
    return pytest.raises(RefusedError, match=f"^{refusal.value}$")


def many():
    return Tries(10_000, 1.0)


# Votes


def test_a_vote_is_counted_once_however_often_it_is_given(store, room, seated, clock):
    code, secret = room
    (seat, *others) = seated(6)
    store.ask(code, secret, QUESTION, ANSWERS)
    for answer in ("falls", "falls", "swings"):
        store.vote(code, seat, QUESTION, 1, answer)
        clock.pass_by(1)
    for other in others:
        store.vote(code, other, QUESTION, 1, "leaves")
    assert store.result(code, QUESTION, secret).counts == ((0, 1, 5, 0), None)
    assert store.own_vote(code, seat, QUESTION, 1) == "swings"
    assert store.own_vote(code, seat, QUESTION, 2) is None


def test_who_moved_where_is_what_was_sent(store, room, seated):
    code, secret = room
    chance, taken = random.Random(7), seated(40)
    sent = {seat: (chance.choice(ANSWERS), chance.choice(ANSWERS)) for seat in taken}
    for k, stage in enumerate((ROUND_ONE, ROUND_TWO)):
        store.ask(code, secret, QUESTION, ANSWERS, stage)
        for seat in chance.sample(taken, 40):
            store._now.pass_by(1)
            store.vote(code, seat, QUESTION, k + 1, sent[seat][k])
    result = store.result(code, QUESTION, secret)
    assert result.voted == (40, 40)
    for i, first in enumerate(ANSWERS):
        for j, second in enumerate(ANSWERS):
            assert result.moves[i][j] == list(sent.values()).count((first, second))
    assert result.counts[0] == tuple(map(sum, result.moves))
    assert result.counts[1] == tuple(map(sum, zip(*result.moves, strict=True)))
    assert result.moved() == sum(a != b for a, b in sent.values())


def test_a_vote_counts_in_the_round_for_which_it_was_given_or_not_at_all(store, room, seated):
    code, secret = room
    [seat] = seated(1)
    with refused(Refusal.NOT_OPEN):
        store.vote(code, seat, QUESTION, 1, "falls")
    for stage, open_round in ((ROUND_ONE, 1), (TALK, None), (ROUND_TWO, 2), (SHOWN, None), (REVEALED, None)):
        store.ask(code, secret, QUESTION, ANSWERS, stage)
        for round_ in (1, 2, 3):
            if round_ != open_round:
                with refused(Refusal.NOT_OPEN):
                    store.vote(code, seat, QUESTION, round_, "falls")
    assert store.presence(code, secret, QUESTION).voted == (0, 0)


def test_only_an_answer_of_the_question_is_a_vote(store, room, seated):
    code, secret = room
    [seat] = seated(1)
    store.ask(code, secret, QUESTION, ANSWERS)
    for word in ("", "other", "falls,swings", "I am Kim"):
        with refused(Refusal.NONSENSE):
            store.vote(code, seat, QUESTION, 1, word)


def test_who_comes_for_the_second_round_only_is_in_its_bar_and_in_no_pair(store, room, seated):
    code, secret = room
    early, late = seated(5), seated(2)
    store.ask(code, secret, QUESTION, ANSWERS)
    for seat in early:
        store.vote(code, seat, QUESTION, 1, "falls")
    store.ask(code, secret, QUESTION, ANSWERS, ROUND_TWO)
    store._now.pass_by(5)
    for seat in (*early, *late):
        store.vote(code, seat, QUESTION, 2, "swings")
    result = store.result(code, QUESTION, secret)
    assert result.counts == ((5, 0, 0, 0), (0, 7, 0, 0))
    assert sum(map(sum, result.moves)) == 5


def test_questions_keep_their_votes_while_another_is_asked(store, room, seated):
    code, secret = room
    for k, seat in enumerate(seated(5)):
        store.ask(code, secret, "search", ("grid", "random"))
        store.vote(code, seat, "search", 1, "grid")
        store._now.pass_by(1)
        store.ask(code, secret, "search.second", ("grid", "random"))
        store.vote(code, seat, "search.second", 1, "random")
        assert store.room(code).question == "search.second", k
    results = store.results(code, secret)
    assert results["search"].counts[0] == (5, 0)
    assert results["search.second"].counts[0] == (0, 5)
    store.put_aside(code, secret)
    assert store.room(code).question is None
    assert store.room(code).stage is None


# Seats


def test_who_joins_in_the_middle_votes_like_the_others_and_who_returns_keeps_the_vote(store, room, seated):
    code, secret = room
    [seat] = seated(1)
    store.ask(code, secret, QUESTION, ANSWERS)
    store.vote(code, seat, QUESTION, 1, "falls")
    late = codes.new_seat()
    assert store.enter(code, late, many()).stage == ROUND_ONE
    store.vote(code, late, QUESTION, 1, "falls")
    store.enter(code, seat, many())
    assert store.presence(code, secret, QUESTION) == stores.Presence(2, (2, 0))


def test_a_locked_room_takes_nobody_new_and_keeps_who_is_there(store, room, seated):
    code, secret = room
    [seat] = seated(1)
    store.lock(code, secret)
    with refused(Refusal.LOCKED):
        store.enter(code, codes.new_seat(), many())
    store.enter(code, seat, many())
    store.lock(code, secret, False)
    store.enter(code, codes.new_seat(), many())
    assert store.presence(code, secret).joined == 2


def test_a_room_has_three_hundred_seats(store, room, seated, monkeypatch):
    monkeypatch.setattr(stores, "MOST_SEATS", 12)
    first, *_ = seated(12)
    with refused(Refusal.FULL):
        store.join(room[0], codes.new_seat())
    store.join(room[0], first)


def test_the_limits_are_those_that_the_design_names():
    assert (stores.MOST_SEATS, stores.MOST_ROOMS, stores.PAUSE, stores.LIFETIME) == (300, 100, 1.0, 10_800)


def test_a_seat_writes_once_a_second(store, room, seated, clock):
    code, secret = room
    one, other = seated(2)
    store.ask(code, secret, QUESTION, ANSWERS)
    store.vote(code, one, QUESTION, 1, "falls")
    store.vote(code, one, QUESTION, 1, "falls")  # nothing to write
    clock.pass_by(0.9)
    for write in (
        lambda: store.vote(code, one, QUESTION, 1, "stays"),
        lambda: store.contribute(code, one, "curve", [1.0]),
    ):
        with refused(Refusal.TOO_SOON):
            write()
    store.vote(code, other, QUESTION, 1, "stays")
    clock.pass_by(0.2)
    store.contribute(code, one, "curve", [1.0])
    assert store.own_vote(code, one, QUESTION, 1) == "falls"


def test_a_clock_that_was_set_back_stops_nobody(store, room, seated, clock):
    code, secret = room
    [seat] = seated(1)
    store.ask(code, secret, QUESTION, ANSWERS)
    store.vote(code, seat, QUESTION, 1, "falls")
    clock.pass_by(-60)
    store.vote(code, seat, QUESTION, 1, "stays")


# What seats draw


def test_what_a_seat_draws_comes_back_as_it_was_and_once(store, room, seated, clock):
    code, secret = room
    taken, chance = seated(7), random.Random(3)
    drawn = {seat: [round(chance.uniform(-3, 3), 4) for _ in range(12)] for seat in taken}
    for _ in range(2):
        for seat in taken:
            store.contribute(code, seat, "learning_rate.curve", drawn[seat])
        clock.pass_by(2)
    assert store.contributed(code, "learning_rate.curve", secret) == sorted(map(tuple, drawn.values()))
    assert store.contributed(code, "learning_rate.other", secret) == []


@pytest.mark.parametrize(
    "numbers", [[], [float("nan")], [float("inf")], [1e12], [0.0] * 201], ids=["none", "nan", "inf", "large", "many"]
)
def test_only_a_few_finite_numbers_are_a_drawing(store, room, seated, numbers):
    with refused(Refusal.NONSENSE):
        store.contribute(room[0], seated(1)[0], "curve", numbers)


def test_text_is_no_drawing(store, room, seated):
    with pytest.raises((TypeError, ValueError)):
        store.contribute(room[0], seated(1)[0], "curve", ["Kim", "Lee"])
    with refused(Refusal.NONSENSE):
        store.contribute(room[0], seated(1)[0], "I am Kim", [1.0])


# The teacher leads


def test_every_step_of_the_teacher_raises_the_number_and_no_vote_does(store, room, seated, clock):
    code, secret = room
    [seat] = seated(1)
    steps = [
        lambda: store.lead(code, secret, "search?budget=20&frame=3"),
        lambda: store.pause(code, secret),
        lambda: store.ask(code, secret, QUESTION, ANSWERS),
        lambda: store.lock(code, secret),
    ]
    for step in steps:
        before = store.room(code).number
        step()
        assert store.room(code).number == before + 1
    store.vote(code, seat, QUESTION, 1, "falls")
    found = store.room(code)
    assert (found.number, found.link, found.paused, found.locked) == (4, "search?budget=20&frame=3", True, True)
    assert (found.question, found.stage, found.answers) == (QUESTION, ROUND_ONE, ANSWERS)
    store.lead(code, secret, "search")
    assert not store.room(code).paused


@pytest.mark.parametrize(
    "link",
    [
        "//elsewhere.org",
        "https://elsewhere.org",
        "search?a=<b>",
        "search/..",
        "search?a=1#x",
        "S",
        "a?b=c d",
        "?" + "a" * 8000,
    ],
)
def test_only_a_page_of_the_app_and_its_settings_can_be_led_to(store, room, link):
    with refused(Refusal.NONSENSE):
        store.lead(*room, link)


# Safety


def test_a_student_cannot_do_what_the_teacher_does(store, room, seated):
    code, secret = room
    [seat] = seated(1)
    store.ask(code, secret, QUESTION, ANSWERS)
    before = store.room(code)
    for word in ("", seat, code, secret[:-1], secret + "A", secret.swapcase(), codes.hashed(secret)):
        for act in (
            lambda w: store.lock(code, w),
            lambda w: store.close(code, w),
            lambda w: store.lead(code, w, "search"),
            lambda w: store.pause(code, w),
            lambda w: store.ask(code, w, QUESTION, ANSWERS, REVEALED),
            lambda w: store.put_aside(code, w),
            lambda w: store.presence(code, w),
            lambda w: store.result(code, QUESTION, w),
            lambda w: store.results(code, w),
            lambda w: store.contributed(code, "curve", w),
        ):
            with refused(Refusal.NOT_THE_TEACHER):
                act(word)
        assert not store.is_teacher(code, word)
    assert store.is_teacher(code, secret)
    assert store.room(code) == before


def test_votes_are_read_by_others_only_once_they_are_shown(store, room, seated):
    code, secret = room
    taken = seated(6)
    for stage in (ROUND_ONE, TALK, ROUND_TWO):
        store.ask(code, secret, QUESTION, ANSWERS, stage)
        with refused(Refusal.NOT_SHOWN):
            store.result(code, QUESTION)
        if stage == ROUND_ONE:
            for seat in taken:
                store.vote(code, seat, QUESTION, 1, "falls")
    for stage in (SHOWN, REVEALED):
        store.ask(code, secret, QUESTION, ANSWERS, stage)
        assert store.result(code, QUESTION).counts[0] == (6, 0, 0, 0)
    with refused(Refusal.NOT_SHOWN):
        store.result(code, "another")


def test_a_seat_of_another_room_or_of_none_cannot_vote(store, room, seated):
    code, secret = room
    other, _ = store.open()
    stranger = codes.new_seat()
    store.join(other, stranger)
    store.ask(code, secret, QUESTION, ANSWERS)
    for seat in (stranger, codes.new_seat(), "", "' OR 1=1 --"):
        with refused(Refusal.NO_SEAT):
            store.vote(code, seat, QUESTION, 1, "falls")
        with refused(Refusal.NO_SEAT):
            store.contribute(code, seat, "curve", [1.0])
    for seat in ("", "Kim", "a" * 23, "' OR 1=1 --"):
        with refused(Refusal.NONSENSE):
            store.join(code, seat)


def test_wrong_codes_are_limited_for_a_visitor_and_for_all(store, room, clock):
    own, seat = Tries(5, 60.0), codes.new_seat()
    for _ in range(5):
        with refused(Refusal.UNKNOWN):
            store.enter(codes.new_code(), seat, own)
    with refused(Refusal.TOO_MANY_TRIES):
        store.enter(room[0], seat, own)
    clock.pass_by(61)
    store.enter(room[0], seat, own)
    for _ in range(stores.WRONG_CODES):
        with refused(Refusal.UNKNOWN):
            store.enter(codes.new_code(), seat, many())
    with refused(Refusal.TOO_MANY_TRIES):
        store.enter(room[0], seat, many())


def test_the_secret_is_kept_as_a_hash_only(room, url):
    _, secret = room
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect() as connection:
        row = connection.execute(select(rooms)).mappings().one()
    engine.dispose()
    assert secret not in "".join(map(str, row.values()))
    assert row["secret"] == codes.hashed(secret)
    assert len(secret) >= 22


def test_no_column_could_hold_a_name_or_an_address(room, url):
    """Words are ids, codes, hashes and links; the column of a seat's drawing holds numbers, as tests above show."""
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    seen = {table: {c["name"] for c in inspect(engine).get_columns(table)} for table in metadata.tables}
    engine.dispose()
    assert seen == {
        "rooms": {"code", "secret", "used", "number", "locked", "paused", "link", "question"},
        "questions": {"room", "question", "answers", "stage"},
        "seats": {"room", "seat", "written"},
        "votes": {"room", "question", "round", "seat", "answer"},
        "contributions": {"room", "experiment", "seat", "numbers"},
    }


# The end of a room


def counted(store):
    with store._database.reading() as reads:
        return {name: reads.execute(text(f"select count(*) from {name}")).scalar() for name in metadata.tables}


def test_closing_deletes_everything_of_the_room_and_nothing_of_another(store, room, seated, clock):
    code, secret = room
    other, other_secret = store.open()
    for where, key, taken in ((code, secret, seated(3)), (other, other_secret, [codes.new_seat()])):
        store.ask(where, key, QUESTION, ANSWERS)
        for seat in taken:
            store.join(where, seat)
            store.vote(where, seat, QUESTION, 1, "falls")
            clock.pass_by(2)
            store.contribute(where, seat, "curve", [1.0, 2.0])
    store.close(code, secret)
    assert store.room(code) is None
    assert counted(store) == dict.fromkeys(metadata.tables, 1)
    with refused(Refusal.UNKNOWN):
        store.join(code, codes.new_seat())


def test_a_room_dies_three_hours_after_the_last_vote(store, room, seated, clock):
    code, secret = room
    [seat] = seated(1)
    store.ask(code, secret, QUESTION, ANSWERS)
    clock.pass_by(2 * 3600)
    store.vote(code, seat, QUESTION, 1, "falls")
    clock.pass_by(3 * 3600 - 1)
    store.enter(code, seat, many())  # reading and joining do not keep it alive
    assert store.is_teacher(code, secret)
    clock.pass_by(2)
    assert store.room(code) is None
    assert not store.is_teacher(code, secret)
    for act in (
        lambda: store.vote(code, seat, QUESTION, 1, "stays"),
        lambda: store.join(code, seat),
        lambda: store.result(code, QUESTION, secret),
        lambda: store.pause(code, secret),
    ):
        with refused(Refusal.UNKNOWN):
            act()
    store.sweep()
    assert counted(store) == dict.fromkeys(metadata.tables, 0)


def test_the_broom_comes_no_oftener_than_asked(store, room, clock):
    store.sweep()
    clock.pass_by(4 * 3600)
    store.sweep(every=5 * 3600)
    assert counted(store)["rooms"] == 1
    store.open()
    assert counted(store)["rooms"] == 1


def test_there_are_a_hundred_rooms_and_one_that_nobody_joined_makes_room(store, clock, monkeypatch):
    monkeypatch.setattr(stores, "MOST_ROOMS", 4)
    opened = [store.open() for _ in range(4)]
    for code, _ in opened[1:]:
        store.join(code, codes.new_seat())
    with refused(Refusal.TOO_MANY_ROOMS):
        store.open()
    clock.pass_by(stores.EMPTY_LIFETIME + 1)
    code, _ = store.open()
    assert store.room(opened[0][0]) is None
    assert store.room(code)
    assert all(store.room(code) for code, _ in opened[1:])


def test_rooms_have_codes_that_nobody_misreads(store):
    drawn = {store.open()[0] for _ in range(50)}
    assert len(drawn) == 50
    assert all(re.fullmatch(r"[2-9A-HJKMNP-Z]{6}", code) for code in drawn)
    assert len(set(codes.LETTERS)) == 31
    code = sorted(drawn)[0]
    assert codes.tidy_code(f" {code[:3].lower()} {code[3:]}\n") == code
    assert codes.tidy_code("O1I0L2") is None
    assert codes.tidy_code("") is None


def test_two_stores_on_one_database_are_one_class(store, room, seated, url, clock):
    code, secret = room
    second = RoomStore(url, clock)
    store.ask(code, secret, QUESTION, ANSWERS)
    for k, seat in enumerate(seated(6)):
        (store, second)[k % 2].vote(code, seat, QUESTION, 1, ANSWERS[k % 2])
    assert second.result(code, QUESTION, secret).counts[0] == (3, 3, 0, 0)
    assert second.room(code) == store.room(code)
    second.dispose()
