"""Fixtures of the load tests: one server for all that may be warm, and the app that does nothing beside it."""

from collections.abc import Iterator

import pytest

from tests.load.server import NOTHING, Server, serve


@pytest.fixture(scope="package")
def server() -> Iterator[Server]:
    with serve() as running:
        yield running
        assert not running.complaints()


@pytest.fixture(scope="package")
def nothing() -> Iterator[Server]:
    with serve(NOTHING) as running:
        yield running
