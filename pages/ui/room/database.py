"""The database of the rooms: an SQLite file that the processes of one machine share, or PostgreSQL by its URL."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from pages.ui.room.refusals import Refusal, RefusedError
from pages.ui.room.tables import metadata

PATIENCE = 5.0
"""Seconds that one writer waits for another."""

_ONE_AT_A_TIME = 20260119
"""The number of PostgreSQL's lock under which tables are made and rooms are opened."""


class Database:
    """Calls to the database, each in a transaction of its own. What goes wrong with it is one refusal."""

    def __init__(self, url: str) -> None:
        """Remember where it is. The first call makes the tables."""
        self._url, self._ready = make_url(url), False
        self._making, self._writing = Lock(), Lock()
        self._kept: sqlite3.Connection | None = None
        self._engine = _sqlite(url) if self._is_file else create_engine(self._with_driver(), pool_pre_ping=True)

    @property
    def _is_file(self) -> bool:
        return self._url.get_backend_name() == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection that reads."""
        with self._connected() as connection:
            yield connection

    @contextmanager
    def writing(self, alone: bool = False) -> Iterator[Connection]:
        """Yield a connection that writes; all of it is kept or, after an exception, nothing.

        In a file all writers wait for each other; in PostgreSQL only those `alone` do, and those who lock the same row.
        """
        with self._queue(), self._connected() as connection, connection.execution_options(writes=True).begin():
            if alone:
                self._wait_for_others(connection)
            yield connection

    def forget(self) -> None:
        """Overwrite what has been deleted, where it would stay in a file for a while."""
        if self._is_file:
            with self._connected() as connection:
                connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Give back the connections that are kept."""
        self._engine.dispose()
        if self._kept:
            self._kept.close()
            self._kept = None

    def _with_driver(self) -> Any:
        plain = self._url.drivername in ("postgresql", "postgres")
        return self._url.set(drivername="postgresql+psycopg") if plain else self._url

    @contextmanager
    def _queue(self) -> Iterator[None]:
        """Let the writers of this process come one after the other: SQLite has no queue, some would wait long."""
        if not self._is_file:
            yield
            return
        if not self._writing.acquire(timeout=2 * PATIENCE):
            raise RefusedError(Refusal.UNAVAILABLE)
        try:
            yield
        finally:
            self._writing.release()

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        try:
            self._make_tables()
            with self._engine.connect() as connection:
                yield connection
        except (SQLAlchemyError, sqlite3.Error, OSError) as wrong:
            # The file may have been taken away: then the next call makes another.
            self._ready = self._ready and not (self._is_file and "no such table" in str(wrong))
            raise RefusedError(Refusal.UNAVAILABLE) from wrong

    def _make_tables(self) -> None:
        if self._ready:
            return
        with self._making:
            if self._ready:
                return
            if self._is_file:
                _make_file(self._url.database or "")
            with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
                self._wait_for_others(connection)
                metadata.create_all(connection)
            if self._is_file:
                self._keep_open()
            self._ready = True

    def _keep_open(self) -> None:
        """Keep one connection open, and idle: SQLite deletes its log whenever the last one is closed."""
        if self._kept:
            self._kept.close()
        self._kept = sqlite3.connect(self._url.database or "", check_same_thread=False, isolation_level=None)
        self._kept.execute("SELECT count(*) FROM sqlite_schema").fetchone()

    def _wait_for_others(self, connection: Connection) -> None:
        if not self._is_file:
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _ONE_AT_A_TIME})


def _sqlite(url: str) -> Engine:
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": PATIENCE})

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # this module begins transactions, not the driver
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA synchronous = NORMAL")  # a killed process loses nothing; one fsync a vote is saved

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A writer that began by reading could not wait: it would be refused, since what it has read is old.
        immediate = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def _make_file(name: str) -> None:
    """Make the file, for its owner's eyes only, and let readers and a writer not wait for each other in it."""
    Path(name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(name, os.O_RDWR | os.O_CREAT, 0o600))
    until = time.monotonic() + PATIENCE
    while True:
        connection = sqlite3.connect(name, timeout=PATIENCE)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:  # another process is at it: the one pragma that does not wait
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        finally:
            connection.close()
