"""A saved film: every experiment, saved from its page, played from the disk without a network, against the page."""

import re

import pytest

from tests.browser import harness
from tests.browser.parts import PAGES

SCREENS = [(lesson, f"{page.selector}={screen.id}") for lesson, page in PAGES.items() for screen in page.screens]

SHOWN = """() => {
  const all = (within, selector) => [...document.querySelectorAll(`.st-key-stage ${within}`)]
    .map((part) => [...part.querySelectorAll(selector)].map((found) => found.textContent.trim()).filter(Boolean));
  const found = (selector) => [...document.querySelectorAll(`.st-key-stage ${selector}`)];
  const said = (selector) => found(selector).map((part) => part.textContent);
  return {
    captions: said(".film-player [data-part=caption]"),
    spoken: found(".film-player input").map((slider) => slider.ariaValueText),
    charts: all("[data-testid=stVegaLiteChart] svg.marks", ".role-mark text"),
    labels: found("[data-testid=stVegaLiteChart]").map((chart) => chart.ariaLabel),
    stages: said(".stage figcaption"),
    boards: all(".stBidiComponent :is(.line-board, .count-bars, .nets, .operations, .network-diagram)", "text, span"),
    scales: all(".stBidiComponent .landscape", "text"),
  };
}"""
PLAIN = """() => {
  const said = ".st-key-stage-body [data-testid=stMarkdownContainer]";
  const isWidget = (line) => line.querySelector(".katex, math") || line.closest("button, label, summary");
  const lines = [...document.querySelectorAll(`${said} p, ${said} li`)].filter((line) => line.offsetParent);
  const words = lines.filter((line) => !isWidget(line)).map((line) => line.textContent);
  return words.map((line) => line.replace(/\\s+/g, " ").trim()).filter(Boolean);
}"""
DRAWN = """() => [...document.querySelectorAll(".st-key-stage [data-testid=stVegaLiteChart]")]
  .every((chart) => chart.querySelector("svg.marks"))"""

LAST = """() => {
  const player = document.querySelector(".film-player");
  return player && player.dataset.frame === player.querySelector("[data-part=slider]").max;
}"""


def at_frame(page, share):
    """Put all players of a page at a frame, and return what the page then shows, once it shows it twice."""
    page.wait_for_function(DRAWN, timeout=30_000)
    for player in page.locator(".st-key-stage .film-player").all():
        slider = player.locator("[data-part=slider]")
        slider.evaluate(
            "(slider, share) => { slider.value = Math.floor(slider.max * share);"
            " slider.dispatchEvent(new Event('input', {bubbles: true})); }",
            share,
        )
    before = None
    for _ in range(40):
        page.wait_for_timeout(250)
        if (now := page.evaluate(SHOWN)) == before:
            return now
        before = now
    return before


def save(visitor, path, folder):
    """Open a page, and return it with the film that it saves."""
    page = visitor.open(path, 90_000)
    page.locator("[class*='-files'] summary").click()
    visitor.wait(60_000)
    with page.expect_download(timeout=60_000) as download:
        page.locator("[class*='file-'][class*='-html'] button").click()
    file = folder / "film.html"
    download.value.save_as(file)
    return page, file


@pytest.fixture
def offline(browser):
    """Open files in a browser that has no network; a complaint of its console, or a request, fails the test."""
    contexts, complaints = [], []

    def look(file, **how):
        context = browser.new_context(offline=True, **{"viewport": {"width": 1280, "height": 900}, **how})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: m.type in ("error", "warning") and complaints.append(m.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda r: r.url.startswith(("file:", "data:", "blob:")) or complaints.append(r.url))
        page.goto(file.as_uri())
        return page

    yield look
    for context in contexts:
        context.close()
    assert not complaints


@pytest.mark.parametrize(("lesson", "part"), SCREENS)
def test_every_experiment_shows_from_the_disk_what_its_page_shows(app, visit, offline, tmp_path, lesson, part):
    visitor = visit(app)
    page, file = save(visitor, f"{lesson}?lang=en&predict=skip&{part}", tmp_path)
    assert file.stat().st_size < 1_500_000
    film = offline(file)
    for share in (1, 0.5):
        shown = at_frame(page, share)
        assert at_frame(film, share) == shown
    said = film.evaluate(PLAIN)
    assert [words for words in page.evaluate(PLAIN) if words not in said] == []
    assert any(shown.values())
    live = film.locator(".film-links a").get_attribute("href")
    assert live.startswith(f"{app}/{lesson}?")


@pytest.fixture(scope="module")
def saved(browser, app, tmp_path_factory):
    """A film of a network, in Korean."""
    with harness.visit(browser, app) as visitor:
        return save(visitor, "training?lang=ko&predict=skip&batch_size=30", tmp_path_factory.mktemp("film"))[1]


def test_the_keyboard_plays_a_film_and_the_screen_reader_is_told_its_frame(saved, offline):
    page = offline(saved)
    player = page.locator(".film-player")
    page.wait_for_function("document.querySelector('.film-player')?.dataset.playing === 'true'")
    page.keyboard.press("Space")
    page.wait_for_function("document.querySelector('.film-player').dataset.playing === 'false'")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    assert player.get_attribute("data-frame") == "1"
    told = player.locator("[role=status]").inner_text()
    assert re.match(r"에포크 .*훈련 손실", told)
    page.wait_for_function("document.querySelector('.stage').dataset.shown === '1'")
    assert re.search("손실", page.locator("[data-testid=stVegaLiteChart]").first.get_attribute("aria-label"))


def test_who_asks_for_less_motion_sees_the_last_frame(saved, offline):
    page = offline(saved, reduced_motion="reduce")
    page.wait_for_function(LAST)
    assert page.locator(".film-player").get_attribute("data-playing") == "false"


def test_the_paper_has_the_last_frame_with_its_words(saved, offline):
    page = offline(saved)
    page.wait_for_function(DRAWN)
    page.keyboard.press("Space")
    page.keyboard.press("Home")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".film-player").is_hidden()
    assert page.locator(".film-printed").inner_text() == page.locator(".film-player output").text_content()
    assert page.evaluate(LAST)
    shown = page.locator(".stage").get_attribute("data-shown")
    assert shown == page.locator(".film-player [data-part=slider]").get_attribute("max") != "0"


def test_a_film_is_dark_where_the_page_would_be_and_plays_in_a_frame_without_rights(saved, offline, tmp_path):
    page = offline(saved, color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 22, 29)"
    around = tmp_path / "around.html"
    around.write_text(f'<iframe sandbox="allow-scripts" width="1200" height="800" src="{saved.as_uri()}"></iframe>')
    frame = offline(around).frame_locator("iframe")
    frame.locator("svg.marks").first.wait_for()
    assert frame.locator(".film-player").count() == 1
