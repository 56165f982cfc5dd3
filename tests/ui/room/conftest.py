"""Every test of the store on both databases: an SQLite file and a PostgreSQL of our own."""

import os
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import create_engine

from pages.ui.room import codes
from pages.ui.room.store import RoomStore
from pages.ui.room.tables import metadata
from tests.ui.room import postgres


@dataclass
class Clock:
    """A clock that the test sets."""

    now: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    if postgres.programs() is None:
        if os.environ.get("CI"):
            pytest.fail(postgres.HINT)
        pytest.skip(postgres.HINT)
    with postgres.serve() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'rooms' / 'rooms.sqlite'}"
    else:
        yield request.getfixturevalue("postgres_url")
        engine = create_engine(request.getfixturevalue("postgres_url").replace("://", "+psycopg://"))
        metadata.drop_all(engine)
        engine.dispose()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(url, clock) -> Iterator[RoomStore]:
    made = RoomStore(url, clock)
    yield made
    made.dispose()


@pytest.fixture
def room(store) -> tuple[str, str]:
    return store.open()


@pytest.fixture
def seated(store, room):
    """Let so many join the room, and return their seats."""

    def come(number: int) -> list[str]:
        taken = [codes.new_seat() for _ in range(number)]
        for seat in taken:
            store.join(room[0], seat)
        return taken

    return come
