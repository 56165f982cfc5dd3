"""The headers that stand in deploy/headers.conf: every page works under them, and asks no other host for anything."""

import re
import urllib.request
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from pages.ui.shell import navigation
from tests.browser import behind_headers, harness

PAGES = [lesson.id for lesson in navigation.written()]


@pytest.fixture(scope="module")
def guarded(browser):
    with harness.serve(harness.ROOT / "tests/browser/behind_headers.py") as address:
        yield address


@pytest.fixture
def guest(visit, guarded):
    """A visitor of whom it is known which hosts their browser asks, and what it refuses or finds missing."""
    visitor = visit(guarded)
    visitor.hosts = set()
    visitor.page.on("request", lambda request: visitor.hosts.add(urlsplit(request.url).netloc))
    visitor.page.on("websocket", lambda socket: visitor.hosts.add(urlsplit(socket.url).netloc))
    yield visitor
    assert not visitor.complaints
    assert visitor.hosts - {""} == {urlsplit(guarded).netloc}


def scroll(visitor):
    """Go through the whole page, so that what is drawn only when it is seen is drawn."""
    visitor.page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, main.scrollHeight / 2)")
    visitor.page.wait_for_timeout(150)
    visitor.page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, main.scrollHeight)")
    visitor.wait()


def test_every_header_arrives_and_nothing_may_be_loaded_that_is_not_named(guarded):
    with urllib.request.urlopen(guarded) as answer:
        assert {name: answer.headers[name] for name in behind_headers.HEADERS} == behind_headers.HEADERS
    assert {"X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy"} <= set(behind_headers.HEADERS)
    policy = behind_headers.HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe-eval" not in policy.replace("wasm-unsafe-eval", "")
    assert not re.search(r"\*|https?:|script-src[^;]*'unsafe-inline'", policy)


def test_the_policy_does_refuse(visit, guarded):
    visitor = visit(guarded)
    page = visitor.open()
    page.evaluate("document.body.append(Object.assign(new Image(), { src: 'http://127.0.0.1:9/x.png' }))")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), { text: 'window.ran = 1' }))")
    page.evaluate("fetch('http://127.0.0.1:9/').catch(() => 0)")
    page.wait_for_timeout(200)
    assert {kind for kind in ("img-src", "script-src", "connect-src") if kind in " ".join(visitor.complaints)} == {
        "img-src",
        "script-src",
        "connect-src",
    }
    assert page.evaluate("window.ran") is None


@pytest.mark.parametrize("page", PAGES)
def test_a_page_works_under_the_headers_and_asks_no_other_host(guest, page):
    guest.open(f"{'' if page == 'home' else page}?predict=skip&predict_update=skip", timeout=90_000)
    scroll(guest)
    assert guest.page.locator("canvas, svg.marks, [data-testid=stVegaLiteChart], .graph-view .parameter").count()
    assert not guest.exceptions


@pytest.mark.parametrize(
    "link", ["dataset=drawn", "tool=compare&compare=settings", "tool=slow", "dataset=digits&epochs=5"]
)
def test_the_tools_of_the_laboratory_work_under_the_headers(guest, link):
    guest.open(f"training?predict=skip&{link}", timeout=90_000)
    scroll(guest)


def test_what_leaves_and_enters_the_page_works_under_the_headers(guest):
    page = guest.open("training?dataset=own&epochs=3&predict=skip", timeout=90_000)
    page.get_by_role("button", name="Start with an example").click()
    guest.wait()
    page.get_by_role("button", name="Edit the cells").click()
    guest.wait()
    expect(page.get_by_role("dialog").locator("canvas").first).to_be_visible(timeout=20_000)
    page.keyboard.press("Escape")
    table = "a,b,y\n" + "\n".join(f"{i},{i * i % 7},{i % 2}" for i in range(30))
    page.locator("input[type=file]").set_input_files(
        {"name": "t.csv", "mimeType": "text/csv", "buffer": table.encode()}
    )
    guest.wait()
    expect(page.get_by_text(re.compile("30 rows, 3 columns"))).to_be_visible()
    page.get_by_text("Take it along").click()
    guest.wait()
    with page.expect_download() as data:
        page.get_by_test_id("stDownloadButton").first.get_by_role("button").click()
    assert data.value.path().stat().st_size
    expect(page.locator(".save-picture [data-part=picture]")).to_have_value("training.stage/plane", timeout=20_000)
    for kind in ("PNG", "SVG"):
        if kind == "SVG":  # of the stage there are pixels only
            page.locator(".save-picture [data-part=picture]").select_option("training.losses")
        with page.expect_download() as picture:
            page.locator(".save-picture").get_by_role("button", name=kind).click()
        assert picture.value.path().stat().st_size
