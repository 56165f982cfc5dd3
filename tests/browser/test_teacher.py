"""What only a browser can show of teaching: a link made by hand, components at rest, a step in view, a printed page."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest

from pages.lessons.plans.page import LESSONS
from pages.ui import text
from pages.ui.address import opening_step
from pages.ui.shell import class_link

PAGE = re.compile(rb"/Type\s*/Page\b")
TOP = "document.querySelector('{}').getBoundingClientRect().top"


def query(address):
    return dict(parse_qsl(urlsplit(address).query))


def test_a_link_made_in_the_dialog_opens_the_page_as_it_was_decided(visit, app):
    teacher = visit(app)
    page = teacher.open("learning_rate?lang=en&learning_rate=1.9")
    page.get_by_role("button", name=class_link.OPEN.en).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name=re.compile("^Locked")).click()
    page.get_by_role("option", name="Learning rate η").click()
    page.keyboard.press("Escape")
    teacher.wait()
    dialog.get_by_text(class_link.HOLD.en).click()
    teacher.wait()
    link = dialog.get_by_role("link", name=class_link.TRY.en)
    page.wait_for_function("node => node.href.includes('answers')", arg=link.element_handle())
    asked = query(link.get_attribute("href"))
    assert asked == {"lang": "en", "learning_rate": "1.9", "lock": "learning_rate", "answers": "held"}
    student = visit(app)
    page = student.open("learning_rate?" + urlsplit(link.get_attribute("href")).query)
    page.get_by_role("button", name="Skip").click()
    student.wait()
    assert page.get_by_role("slider", name="Learning rate η").is_disabled()
    assert page.get_by_role("slider", name="Learning rate η").get_attribute("aria-valuetext").startswith("1.9")
    assert page.get_by_text(class_link.OPEN.en).count() == 0
    reply = page.get_by_text("On a parabola everything hangs on one number")
    assert reply.count() == 0
    page.get_by_role("button", name="Reveal the answers").click()
    reply.wait_for()
    assert "answers" not in query(page.url)


@pytest.mark.parametrize("step", list(opening_step.STEPS))
def test_a_link_brings_its_step_into_view_and_the_visitor_may_scroll_away(visit, app, step):
    visitor = visit(app, height=700)
    page = visitor.open(f"learning_rate?lang=en&step={step}")
    key = opening_step.PLACES.get(step, (f"learning_rate-{step}",))[0].format(page="learning_rate")
    place = f".st-key-{key}"
    page.wait_for_function(f"() => {{ const top = {TOP.format(place)}; return top > 0 && top < 460; }}", timeout=15_000)
    brought = page.evaluate(TOP.format("h1"))
    page.mouse.move(800, 400)
    for _ in range(5):
        page.mouse.wheel(0, -4_000)
        page.wait_for_timeout(200)
    page.wait_for_timeout(500)
    assert page.evaluate(TOP.format("h1")) > brought or brought > 0


def test_bars_that_are_locked_stay_where_they_are_under_the_finger_and_the_keys(visit, app):
    visitor = visit(app)
    page = visitor.open("entropy?lang=en&experiment=costs&step=try&lock=bag&bag=5-3-1-1-1")
    counts = "els => els.map(el => el.getAttribute('aria-valuenow'))"
    bars = page.locator(".count-bars").first.get_by_role("slider")
    free = page.locator(".count-bars").nth(1).get_by_role("slider")
    before = free.evaluate_all(counts)
    for bar in (bars.first, free.first):
        bar.scroll_into_view_if_needed()
        bar.locator(".bar-track").click(position={"x": 5, "y": 5})
        bar.focus()
        page.keyboard.press("ArrowRight")
        visitor.wait()
        page.wait_for_timeout(800)
    assert bars.evaluate_all(counts) == ["5", "3"]
    assert free.evaluate_all(counts) != before
    assert "bag=5-3-1-1-1" in page.url


def test_a_line_that_is_locked_stays_while_the_outlier_moves(visit, app):
    visitor = visit(app)
    page = visitor.open("loss?lang=en&step=try&lock=line")
    board = page.locator(".line-board")
    assert board.locator("input").first.is_disabled()
    formula = board.locator(".formula").inner_text().split("\n")[0]
    for grip in ("intercept", "slope", "free"):
        board.locator(f".grip[data-grip={grip}]").focus()
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(900)
        visitor.wait()
    assert board.locator(".formula").inner_text().split("\n")[0] == formula
    assert "outlier=" in page.url
    assert "line=" not in urlsplit(page.url).query.replace("lock=line", "")


@pytest.mark.parametrize("lang", text.LANGUAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_plan_is_printed_on_one_page_black_on_white(visit, app, lang, theme):
    visitor = visit(app, theme=theme)
    for lesson in LESSONS if theme == "light" else list(LESSONS)[:1]:
        page = visitor.open(f"plans?lang={lang}&lesson={lesson}")
        page.locator(".st-key-toolbar").wait_for()
        page.emulate_media(media="print", color_scheme=theme)
        assert len(PAGE.findall(page.pdf(prefer_css_page_size=True))) == 1, lesson
        assert not page.locator(".st-key-toolbar").is_visible()
        assert not page.get_by_test_id("stHeader").is_visible()
        assert not page.locator(".st-key-plans-choice").is_visible()
        plan = page.locator(".st-key-plan")
        assert len(plan.inner_text()) > 500
        colours = "el => [getComputedStyle(el).color, getComputedStyle(document.body).backgroundColor]"
        assert plan.locator("p").first.evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
        page.emulate_media(media="screen", color_scheme=theme)
    assert not visitor.exceptions


def test_the_print_button_asks_the_browser_to_print(visit, app):
    visitor = visit(app)
    page = visitor.open("plans?lang=en")
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")
