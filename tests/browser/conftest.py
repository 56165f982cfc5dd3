"""Fixtures of the browser tests. Without Chromium they are skipped, except where CI is set: there they fail."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.browser import harness

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="package")
def browser() -> Iterator[object]:
    if harness.chromium() is None:
        if os.environ.get("CI"):
            pytest.fail(harness.HINT)
        pytest.skip(harness.HINT)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = harness.launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def app() -> Iterator[str]:
    with harness.serve() as address:
        yield address


@pytest.fixture(scope="package")
def gallery() -> Iterator[str]:
    with harness.serve(harness.ROOT / "tests/ui/gallery.py") as address:
        yield address


@pytest.fixture(scope="package")
def walker(browser, app) -> Iterator[harness.Visitor]:
    """One visitor who goes from page to page: a page costs half as much where another stood before it."""
    with harness.visit(browser, app) as visitor:
        yield visitor


@pytest.fixture
def visit(browser) -> Iterator[Callable[..., harness.Visitor]]:
    """Make visitors: `visit(app, width=390, theme="dark", locale="ko-KR")`. A traceback on the page fails the test."""
    with ExitStack() as stack:
        visitors: list[harness.Visitor] = []

        def come(address: str, **how: object) -> harness.Visitor:
            visitors.append(stack.enter_context(harness.visit(browser, address, **how)))
            return visitors[-1]

        yield come
        assert not [v.page.url for v in visitors if v.exceptions]
