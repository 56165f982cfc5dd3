"""What a visitor has asked of the machine is honoured: less motion, forced colours; and the page says its language."""

from pages.ui.shell import navigation

MOVING = """() => {
  const seconds = (words) => Math.max(...words.split(", ").map(parseFloat));
  return [...document.querySelectorAll("[data-testid=stMain] *")].filter((node) => {
    const { transitionDuration, animationDuration, animationName, scrollBehavior } = getComputedStyle(node);
    const moves = animationName !== "none" && seconds(animationDuration) > 0.05;
    return moves || seconds(transitionDuration) > 0.05 || scrollBehavior === "smooth";
  }).map((node) => node.outerHTML.slice(0, 120));
}"""


def test_who_asks_for_less_motion_finds_films_at_rest_and_nothing_that_glides(visit, app):
    page = visit(app, reduced_motion="reduce").open()
    page.wait_for_timeout(1000)
    film = page.locator(".film-player")
    assert film.get_attribute("data-playing") == "false"
    assert film.get_attribute("data-frame") == film.locator("[data-part=slider]").get_attribute("max"), "its outcome"
    assert page.evaluate(MOVING) == []
    page.locator(".film-player [data-part=play]").click()
    assert film.get_attribute("data-playing") == "true", "asked for, it plays"


def test_the_film_of_the_first_page_plays_by_itself_for_everybody_else(visit, app):
    page = visit(app).open()
    page.wait_for_function("Number(document.querySelector('.film-player').dataset.frame) > 0")


def test_document_title_and_switch_say_their_language_also_after_it_is_changed(visit, app):
    visitor = visit(app)
    page = visitor.open("entropy?lang=en&predict=skip", 60_000)
    switch = page.locator(".st-key-language_switch button")
    assert [button.get_attribute("lang") for button in switch.all()] == ["en", "ko"]
    lesson = next(lesson for lesson in navigation.LESSONS if lesson.id == "entropy")
    for name, lang in (("한국어", "ko"), ("English", "en")):
        switch.get_by_text(name, exact=True).click()
        visitor.wait()
        page.wait_for_function("(lang) => document.documentElement.lang === lang", arg=lang)
        assert page.title() == f"{getattr(lesson.title, lang)} · {getattr(navigation.NAME, lang)}"
        assert [button.get_attribute("lang") for button in switch.all()] == ["en", "ko"]


def test_with_forced_colours_the_focus_is_seen_and_bars_keep_their_length(visit, app):
    visitor = visit(app, forced_colors="active")
    page = visitor.open("entropy?lang=en&predict=skip", 60_000)
    page.locator(".film-player [data-part=first]").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    fill = page.locator(".count-bars .bar-fill").first
    assert "gradient" in fill.evaluate("node => getComputedStyle(node).backgroundImage")


def test_sections_without_room_are_announced_in_the_language_of_the_page(visit, app):
    page = visit(app, width=1280).open("linearity?lang=ko")
    rest = page.locator(".rc-overflow-item-rest button")
    page.wait_for_function("document.querySelector('.rc-overflow-item-rest button').ariaLabel === '더 보기'")
    assert "더 보기" in rest.aria_snapshot()
    assert "more" not in rest.inner_text()
    rest.click()
    page.get_by_test_id("stTopNavDropdownLink").first.wait_for()
