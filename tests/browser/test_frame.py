"""What only a browser can show of the frame: cold links, language, theme, and who is asked for what."""

from urllib.parse import urlsplit

import pytest

from pages.ui.shell import navigation as contents
from tests.browser import harness

LESSONS = [lesson for lesson in contents.written() if lesson.id != "home"]


@pytest.mark.skipif(not LESSONS, reason="no lesson has been written yet")
def test_the_first_visitor_of_a_process_may_come_by_a_link_to_a_lesson(visit):
    lesson = LESSONS[-1]
    with harness.serve() as address:
        visitor = visit(address, locale="ko-KR")
        page = visitor.open(lesson.id)
        page.get_by_role("dialog").wait_for(state="detached", timeout=2000)
        assert page.title() == f"{lesson.title.ko} · {contents.NAME.ko}"
        visitor.go(contents.LESSONS[0].title.ko)
        visitor.wait()
        assert page.locator("h1").first.inner_text() == contents.NAME.ko


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_a_link_to_a_lesson_opens_it_within_the_frame(visit, app, lesson):
    visitor = visit(app)
    page = visitor.open(f"{lesson.id}?lang=en")
    assert page.title() == f"{lesson.title.en} · {contents.NAME.en}"
    assert page.locator("h1").first.inner_text() == lesson.title.en
    assert page.get_by_role("dialog").count() == 0


@pytest.mark.skipif(not LESSONS, reason="no lesson has been written yet")
def test_the_language_goes_along_when_the_page_is_changed_and_back_leads_back(visit, app):
    visitor = visit(app)
    page = visitor.open()
    visitor.speak("한국어")
    visitor.wait()
    visitor.go(LESSONS[-1].title.ko)
    page.wait_for_url(f"**/{LESSONS[-1].id}?lang=ko*")
    visitor.wait()
    assert page.title().startswith(LESSONS[-1].title.ko)
    page.go_back()
    visitor.wait()
    assert urlsplit(page.url).path == "/"
    assert page.locator("h1").first.inner_text() == contents.NAME.ko


def test_an_address_that_is_no_page_is_said_to_be_none(visit, app):
    visitor = visit(app)
    page = visitor.open("nowhere")
    page.get_by_role("dialog").wait_for()
    assert page.locator("h1").first.inner_text() == contents.NAME.en


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_document_says_its_language(visit, app, lang):
    page = visit(app).open(f"?lang={lang}")
    assert page.evaluate("document.documentElement.lang") == lang


def test_light_and_dark_follow_the_visitor_and_can_be_chosen(visit, app):
    colours = set()
    for theme in ("light", "dark"):
        page = visit(app, theme=theme).open()
        colours.add(page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"))
        page.get_by_test_id("stMainMenu").click()
        page.get_by_text("dark_mode", exact=True).wait_for()
    assert colours == {"rgb(255, 255, 255)", "rgb(16, 22, 29)"}


def test_on_a_phone_the_sidebar_does_not_cover_the_page_and_nothing_sticks_out(visit, app):
    page = visit(app, width=390, height=844).open()
    sidebar = page.get_by_test_id("stSidebar").bounding_box()
    assert sidebar is None or sidebar["x"] + sidebar["width"] <= 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("h1").first.click()


def test_a_visit_asks_no_other_server_and_leaves_the_console_quiet(visit, app):
    visitor = visit(app)
    hosts = set()
    visitor.page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    visitor.open()
    visitor.page.wait_for_timeout(500)
    assert hosts - {""} == {urlsplit(app).netloc}
    assert not visitor.complaints
