"""docs/privacy.md names whatever stays in the browser and whoever is asked: looked up in a browser that has used it."""

import re
from urllib.parse import urlsplit

import pytest

from pages.ui.room import words
from pages.ui.shell import privacy
from tests.browser.harness import ROOT

LANGUAGES = ("en", "ko")


def named(lang):
    """Return the names in the table of cookies, and those of storage, each up to its first varying letter."""
    text = privacy.text(lang)
    cookies = set(re.findall(r"^\| `(\w+)` \| \S", text, re.M))
    storage = re.findall(r"`(stActiveTheme-|room )…`", text)
    return cookies, storage


def test_both_languages_name_the_same():
    english, korean = map(named, LANGUAGES)
    assert english == korean
    assert len(english[0]) == len(english[1]) == 2


def test_the_page_names_the_cookie_that_nginx_sets():
    text = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    set_by_nginx = set(re.findall(r'"(\w+)=\$answered;', text))
    assert set_by_nginx == named("en")[0] - {"_streamlit_xsrf"}
    assert len(re.findall("Set-Cookie", text)) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_stays_in_the_browser_but_what_the_page_on_privacy_names(visit, app, lang):
    visitor = visit(app, width=1280, height=800)
    page, hosts = visitor.page, set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("websocket", lambda socket: hosts.add(urlsplit(socket.url).netloc))
    visitor.open(f"training?lang={lang}")
    visitor.open(f"loss?lang={lang}")
    page.get_by_role("button", name=getattr(words.CLASS, lang), exact=True).click()
    page.get_by_role("button", name=getattr(words.OPEN, lang), exact=True).click()
    page.locator(".st-key-room-strip").wait_for()
    page.wait_for_function("sessionStorage.length > 0")
    cookies, (local, session) = named(lang)
    kept = page.context.cookies()
    assert {cookie["name"] for cookie in kept} == cookies - {"seat"}
    assert all(cookie["expires"] == -1 for cookie in kept)
    found = [page.evaluate(f"Object.keys({place}Storage)") for place in ("local", "session")]
    assert all(key.startswith(local) for key in found[0])
    assert [key.startswith(session) for key in found[1]] == [True]
    assert page.evaluate("indexedDB.databases()") == page.evaluate("caches.keys()") == []
    assert hosts - {""} == {urlsplit(app).netloc}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_on_privacy_is_read_in_the_app(visit, app, lang):
    visitor = visit(app, width=390, height=844)
    page = visitor.open(f"loss?lang={lang}")
    page.get_by_role("button", name=getattr(words.CLASS, lang), exact=True).click()
    page.locator(".st-key-privacy button").click()
    dialog = page.get_by_role("dialog").filter(has_text="_streamlit_xsrf")
    dialog.wait_for()
    assert dialog.get_by_text("stActiveTheme").count()
    assert dialog.evaluate("d => d.scrollWidth <= d.clientWidth + 1")
