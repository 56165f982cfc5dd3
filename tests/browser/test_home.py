"""The first page in a browser: what it offers is in sight, can be changed, and all of a card leads on."""

import pytest

from pages.lessons.home import page as home


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_network_its_controls_and_where_to_go_are_on_the_first_screen(visit, app, lang):
    page = visit(app, height=720).open(f"?lang={lang}")
    page.wait_for_selector(".stage[data-shown]")
    parts = [".stage", ".film-player", *(f".st-key-stage-controls > :nth-child({i})" for i in (1, 2, 3, 4))]
    for part in parts:
        box = page.locator(part).first.bounding_box()
        assert 0 <= box["y"] < box["y"] + box["height"] <= 720, part
    for label in (home.LABORATORY, home.FIRST):
        assert page.get_by_role("link", name=getattr(label, lang)).count() == 1
    words = "누구에게" if lang == "ko" else "For whom"
    assert page.get_by_text(words).bounding_box()["y"] < 720


def test_other_data_are_learned_by_another_network(visit, app):
    visitor = visit(app, height=720)
    page = visitor.open("?lang=en")
    page.wait_for_selector(".stage[data-shown]")
    before = page.locator(".stage").first.text_content()
    page.get_by_role("combobox", name="Data").click()
    page.get_by_role("option", name="Circles").click()
    page.wait_for_url("**/?*dataset=circles*", wait_until="commit")
    page.wait_for_function("before => document.querySelector('.stage').textContent !== before", arg=before)


def test_a_click_on_the_picture_of_a_card_opens_its_lesson(visit, app):
    visitor = visit(app)
    page = visitor.open("?lang=en")
    card = page.locator(".st-key-home-cards .stVerticalBlock").filter(has_text="Bias–variance trade-off").last
    card.scroll_into_view_if_needed()
    visitor.wait()
    box = card.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 0.55 * box["height"])
    page.wait_for_url("**/bias_variance*", wait_until="commit")


def test_each_of_the_six_questions_leads_to_its_lesson(visit, app):
    page = visit(app).open("?lang=en")
    links = page.locator(".st-key-home-path a")
    links.nth(5).wait_for()
    assert [link.get_attribute("href").split("/")[-1].split("?")[0] for link in links.all()] == list(home.QUESTIONS)
    assert len(home.QUESTIONS) == 6
