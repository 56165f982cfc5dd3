"""The store of the rooms, and the rights in it: a seat votes and draws, the teacher's secret does the rest."""

import json
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import isfinite
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from pages.ui.room import codes, counts
from pages.ui.room.codes import Tries
from pages.ui.room.counts import Ballot, Result
from pages.ui.room.database import Database
from pages.ui.room.refusals import Refusal, RefusedError
from pages.ui.room.tables import LONGEST_LINK, contributions, questions, rooms, seats, votes

LIFETIME = 3 * 3600.0
"""Seconds that a room lives after its last vote, drawing or step of the teacher."""

EMPTY_LIFETIME = 900.0
"""Seconds after which a room that nobody has joined makes room for another, when there are too many."""

MOST_ROOMS, MOST_SEATS, MOST_NUMBERS = 100, 300, 200
PAUSE = 1.0
"""Seconds between two writes of one seat."""

LARGEST = 1e9

WRONG_CODES = 60
"""How many wrong codes all visitors of a process may try at once; later one a second."""

ROUND_ONE, TALK, ROUND_TWO, SHOWN, REVEALED = STAGES = ("one", "talk", "two", "shown", "revealed")
"""What may be done with a question: vote, talk, vote again, see both votes, see the right answer."""

ROUNDS = {ROUND_ONE: 1, ROUND_TWO: 2}

_ID = re.compile(r"[a-z0-9_]{1,40}(\.[a-z0-9_]{1,39})?")
_LINK = re.compile(r"[a-z_]{0,40}(\?[\w.~%&=+,:;!*'()-]*)?", re.ASCII)


@dataclass(frozen=True)
class Room:
    """The public state of a room. `number` rises with every step of the teacher."""

    code: str
    number: int
    locked: bool
    paused: bool
    link: str
    question: str | None
    stage: str | None
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Presence:
    """The number of those who have joined, and of those who have voted in each round of the question."""

    joined: int
    voted: tuple[int, int]


class RoomStore:
    """The rooms of a database. Whatever is not allowed, or cannot be done, raises `RefusedError` and writes nothing."""

    def __init__(self, url: str, clock: Callable[[], float] = time.time) -> None:
        self._database, self._now, self._swept = Database(url), clock, float("-inf")
        self._wrong = Tries(WRONG_CODES, 1.0)

    # Everyone

    def room(self, code: str) -> Room | None:
        """Return the room, None when there is none. One look-up by the primary key: pages ask for it on every run."""
        is_asked = (questions.c.room == rooms.c.code) & (questions.c.question == rooms.c.question)
        of_room = select(rooms, questions.c.stage, questions.c.answers).join_from(
            rooms, questions, is_asked, isouter=True
        )
        with self._database.reading() as reads:
            found = reads.execute(of_room.where(rooms.c.code == code)).mappings().first()
        if found is None or not self._alive(found):
            return None
        return Room(
            answers=tuple((found["answers"] or "").split(",")) if found["stage"] else (),
            **{name: found[name] for name in ("code", "number", "locked", "paused", "link", "question", "stage")},
        )

    # A seat

    def enter(self, code: str, seat: str, own: Tries) -> Room:
        """Find the room of a code and take a seat in it. Wrong codes are counted, for this visitor and for all."""
        buckets = (self._wrong, own)
        if not all(bucket.left(self._now()) for bucket in buckets):
            raise RefusedError(Refusal.TOO_MANY_TRIES)
        room = self.room(code)
        if room is None:
            for bucket in buckets:
                bucket.spend(self._now())
            raise RefusedError(Refusal.UNKNOWN)
        self.join(code, seat)
        return room

    def join(self, code: str, seat: str) -> None:
        """Take a seat, or come back to it: who has one keeps it, also in a locked room."""
        if not codes.is_seat(seat):
            raise RefusedError(Refusal.NONSENSE)
        with self._room(code) as (writes, room):
            if writes.execute(_this_seat(code, seat)).first():
                return
            if room["locked"]:
                raise RefusedError(Refusal.LOCKED)
            if _number_of_seats(writes, code) >= MOST_SEATS:
                raise RefusedError(Refusal.FULL)
            writes.execute(insert(seats).values(room=code, seat=seat))

    def vote(self, code: str, seat: str, question: str, round_: int, answer: str) -> None:
        """Vote, while the round is open. Whoever votes again in it has changed their vote."""
        with self._seat(code, seat) as (writes, may_write):
            asked = writes.execute(_this_question(code, question)).mappings().first()
            if asked is None or ROUNDS.get(asked["stage"]) != round_:
                raise RefusedError(Refusal.NOT_OPEN)
            if answer not in asked["answers"].split(","):
                raise RefusedError(Refusal.NONSENSE)
            if self.own_vote_in(writes, code, seat, question, round_) != answer:
                may_write()
                _put(writes, votes, {"room": code, "question": question, "round": round_, "seat": seat}, answer=answer)

    def own_vote(self, code: str, seat: str, question: str, round_: int) -> str | None:
        """Return what this seat has voted."""
        with self._database.reading() as reads:
            return self.own_vote_in(reads, code, seat, question, round_)

    @staticmethod
    def own_vote_in(reads: Connection, code: str, seat: str, question: str, round_: int) -> str | None:
        """Return what this seat has voted, over a connection that is there."""
        given: str | None = reads.execute(
            select(votes.c.answer).filter_by(room=code, question=question, round=round_, seat=seat)
        ).scalar()
        return given

    def contribute(self, code: str, seat: str, experiment: str, numbers: Sequence[float]) -> None:
        """Keep what a seat has drawn, picked or sampled: numbers, nothing else. A second time replaces the first."""
        _check_id(experiment)
        kept = [float(f"{number:.6g}") for number in numbers]
        if not 0 < len(kept) <= MOST_NUMBERS or not all(isfinite(n) and abs(n) <= LARGEST for n in kept):
            raise RefusedError(Refusal.NONSENSE)
        with self._seat(code, seat) as (writes, may_write):
            may_write()
            key = {"room": code, "experiment": experiment, "seat": seat}
            _put(writes, contributions, key, numbers=json.dumps(kept))

    # The teacher

    def open(self) -> tuple[str, str]:
        """Open a room and return its code and the teacher's secret, which is nowhere else."""
        self.sweep()
        secret = codes.new_secret()
        with self._database.writing(alone=True) as writes:
            if _number_of(writes, rooms) >= MOST_ROOMS:
                nobody = rooms.c.code.not_in(select(seats.c.room))
                writes.execute(delete(rooms).where(nobody, rooms.c.used < self._now() - EMPTY_LIFETIME))
            if _number_of(writes, rooms) >= MOST_ROOMS:
                raise RefusedError(Refusal.TOO_MANY_ROOMS)
            code = codes.new_code()
            while writes.execute(select(rooms.c.code).filter_by(code=code)).first():
                code = codes.new_code()
            writes.execute(insert(rooms).values(code=code, secret=codes.hashed(secret), used=self._now()))
        return code, secret

    def is_teacher(self, code: str, secret: str) -> bool:
        """Return whether this is the secret of the room."""
        with self._database.reading() as reads:
            found = reads.execute(select(rooms).filter_by(code=code)).mappings().first()
        return found is not None and self._alive(found) and codes.matches(secret, found["secret"])

    def lock(self, code: str, secret: str, locked: bool = True) -> None:
        """Let nobody else join, or let them join again."""
        with self._teacher(code, secret) as step:
            step(locked=locked)

    def close(self, code: str, secret: str) -> None:
        """Delete the room and all that was in it, at once."""
        with self._room(code, secret) as (writes, _):
            writes.execute(delete(rooms).filter_by(code=code))
        self._database.forget()

    def lead(self, code: str, secret: str, link: str) -> None:
        """Send those who follow to a page, its settings and its frame: `page?name=word&…`."""
        if len(link) > LONGEST_LINK or not _LINK.fullmatch(link):
            raise RefusedError(Refusal.NONSENSE)
        with self._teacher(code, secret) as step:
            step(link=link, paused=False)

    def pause(self, code: str, secret: str, paused: bool = True) -> None:
        """Ask all to look up, or to go on."""
        with self._teacher(code, secret) as step:
            step(paused=paused)

    def ask(self, code: str, secret: str, question: str, answers: Sequence[str], stage: str = ROUND_ONE) -> None:
        """Bring a question to a stage and make it the one that the class answers. Its votes stay."""
        for id in (question, *answers):
            _check_id(id)
        if stage not in STAGES or len(set(answers)) != len(answers) or not 2 <= len(answers) <= 8:
            raise RefusedError(Refusal.NONSENSE)
        with self._room(code, secret) as (writes, room):
            _put(writes, questions, {"room": code, "question": question}, stage=stage, answers=",".join(answers))
            self._step(writes, room, question=question)

    def put_aside(self, code: str, secret: str) -> None:
        """Ask nothing. Votes that were given stay."""
        with self._teacher(code, secret) as step:
            step(question=None)

    def presence(self, code: str, secret: str, question: str | None = None) -> Presence:
        """Count who has joined and who has voted; of the votes themselves nothing is told."""
        with self._looking(code, secret) as reads:
            told = [_number_of(reads, votes, room=code, question=question, round=k) for k in (1, 2)]
            return Presence(_number_of_seats(reads, code), (told[0], told[1]))

    def result(self, code: str, question: str, secret: str | None = None) -> Result:
        """Count the votes on a question: for the teacher at any time, for others once they are shown."""
        with self._looking(code, secret) as reads:
            asked = reads.execute(_this_question(code, question)).mappings().first()
            if asked is None or (secret is None and asked["stage"] not in (SHOWN, REVEALED)):
                raise RefusedError(Refusal.NOT_SHOWN)
            return counts.count(asked["answers"].split(","), _ballots(reads, code, question))

    def results(self, code: str, secret: str) -> dict[str, Result]:
        """Count the votes on all questions of the room, by question."""
        with self._looking(code, secret) as reads:
            asked = reads.execute(select(questions).filter_by(room=code).order_by(questions.c.question)).mappings()
            return {
                one["question"]: counts.count(one["answers"].split(","), _ballots(reads, code, one["question"]))
                for one in asked.all()
            }

    def contributed(self, code: str, experiment: str, secret: str) -> list[tuple[float, ...]]:
        """Return what all seats have drawn, picked or sampled, in no order of seats."""
        with self._looking(code, secret) as reads:
            found = reads.execute(select(contributions.c.numbers).filter_by(room=code, experiment=experiment)).scalars()
            return sorted(tuple(json.loads(numbers)) for numbers in found)

    # The house

    def sweep(self, every: float = 0.0) -> None:
        """Delete the rooms whose time is over, at most once in `every` seconds."""
        if self._now() - self._swept < every:
            return
        self._swept = self._now()
        with self._database.writing() as writes:
            over = writes.execute(delete(rooms).where(rooms.c.used < self._now() - LIFETIME)).rowcount
        if over:
            self._database.forget()

    def dispose(self) -> None:
        """Give back the connections that are kept."""
        self._database.close()

    def _alive(self, room: RowMapping) -> bool:
        return bool(room["used"] >= self._now() - LIFETIME)

    @contextmanager
    def _room(self, code: str, secret: str | None = None) -> Iterator[tuple[Connection, RowMapping]]:
        """Hold the room for a write, as the teacher where a secret is given: others who write in it wait."""
        with self._database.writing() as writes:
            yield writes, self._found(writes, code, secret)

    def _found(self, connection: Connection, code: str, secret: str | None, hold: bool = True) -> RowMapping:
        wanted = select(rooms).filter_by(code=code)
        room = connection.execute(wanted.with_for_update() if hold else wanted).mappings().first()
        if room is None or not self._alive(room):
            raise RefusedError(Refusal.UNKNOWN)
        if secret is not None and not codes.matches(secret, room["secret"]):
            raise RefusedError(Refusal.NOT_THE_TEACHER)
        return room

    @contextmanager
    def _looking(self, code: str, secret: str | None) -> Iterator[Connection]:
        with self._database.reading() as reads:
            self._found(reads, code, secret, hold=False)
            yield reads

    @contextmanager
    def _teacher(self, code: str, secret: str) -> Iterator[Callable[..., None]]:
        with self._room(code, secret) as (writes, room):
            yield lambda **changed: self._step(writes, room, **changed)

    def _step(self, writes: Connection, room: RowMapping, **changed: Any) -> None:
        changed |= {"number": room["number"] + 1, "used": self._now()}
        writes.execute(update(rooms).filter_by(code=room["code"]).values(changed))

    @contextmanager
    def _seat(self, code: str, seat: str) -> Iterator[tuple[Connection, Callable[[], None]]]:
        """Hold the room for a seat, which calls what is yielded before it writes."""
        with self._room(code) as (writes, _):
            written = writes.execute(_this_seat(code, seat)).scalar()
            if written is None:
                raise RefusedError(Refusal.NO_SEAT)

            def may_write() -> None:
                if 0 <= self._now() - written < PAUSE:
                    raise RefusedError(Refusal.TOO_SOON)
                writes.execute(update(seats).filter_by(room=code, seat=seat).values(written=self._now()))
                writes.execute(update(rooms).filter_by(code=code).values(used=self._now()))

            yield writes, may_write


def _this_seat(code: str, seat: str) -> Any:
    return select(seats.c.written).filter_by(room=code, seat=seat)


def _this_question(code: str, question: str) -> Any:
    return select(questions).filter_by(room=code, question=question)


def _number_of(reads: Connection, table: Any, **where: object) -> int:
    return int(reads.execute(select(func.count()).select_from(table).filter_by(**where)).scalar_one())


def _number_of_seats(reads: Connection, code: str) -> int:
    return _number_of(reads, seats, room=code)


def _put(writes: Connection, table: Any, key: dict[str, Any], **values: Any) -> None:
    """Change the row of this key, or add it. The room is held, so nobody else adds it meanwhile."""
    if not writes.execute(update(table).filter_by(**key).values(**values)).rowcount:
        writes.execute(insert(table).values(**key, **values))


def _ballots(reads: Connection, code: str, question: str) -> list[Ballot]:
    given: dict[str, dict[int, str]] = {}
    for vote in reads.execute(select(votes).filter_by(room=code, question=question)).mappings():
        given.setdefault(vote["seat"], {})[vote["round"]] = vote["answer"]
    return [(rounds.get(1), rounds.get(2)) for rounds in given.values()]


def _check_id(id: str) -> None:
    if not _ID.fullmatch(id):
        raise RefusedError(Refusal.NONSENSE)
