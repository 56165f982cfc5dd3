"""A table brought in a real browser: uploaded, refused, pasted, edited; no link carries it."""

import re

import pytest
from playwright.sync_api import expect

from pages.lessons.training.own_data import own_data_words

TABLE = "키;몸무게;성별\n" + "\n".join(f"{150 + i},5;{50 + i * i % 7};{'남' if i % 2 else '여'}" for i in range(24))


def upload(visitor, name, content):
    visitor.page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
    visitor.wait()


def test_a_file_is_read_a_picture_refused_and_the_cells_edited(app, visit):
    visitor = visit(app, locale="en-US")
    page = visitor.open("training?dataset=own&epochs=3")
    expect(page.get_by_text("There is no table here yet")).to_be_visible()
    upload(visitor, "자료.csv", TABLE.encode("cp949"))
    expect(page.get_by_text(re.compile("semicolon.*decimal comma.*CP949"))).to_be_visible()
    expect(page.get_by_text("There is no table here yet")).to_be_hidden()
    expect(page.get_by_text(re.compile("24 rows, 3 columns"))).to_be_visible()
    upload(visitor, "picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(99))
    expect(page.get_by_text(re.compile("kind.*PNG.*What was in use before stays"))).to_be_visible()
    page.get_by_role("button", name="Edit the cells").click()
    visitor.wait()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_test_id("stDataFrame")).to_be_visible(timeout=20_000)
    dialog.get_by_role("button", name="Use this table").click()
    expect(dialog).to_be_hidden()
    visitor.wait()
    expect(page.get_by_text(re.compile("자료.csv.*24 rows, 3 columns.*decimal comma"))).to_be_visible()
    assert "dataset=own" in page.url
    assert not visitor.complaints


def test_pasted_cells_are_used_and_the_page_is_as_wide_as_a_phone(app, visit):
    visitor = visit(app, width=390, locale="ko-KR")
    page = visitor.open("training?dataset=own&epochs=3")
    page.get_by_role("tab", name="붙여넣기").click()
    page.locator(".st-key-own-text textarea").fill(TABLE.replace(";", "\t"))
    page.get_by_role("button", name="이 내용 쓰기").click()
    visitor.wait()
    expect(page.get_by_text(re.compile("24행 3열.*탭.*소수 쉼표"))).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not visitor.complaints


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_on_a_phone_nothing_covers_the_panel_and_what_stays_in_sight_lets_nothing_through(app, visit, theme):
    visitor = visit(app, width=390, height=844, theme=theme)
    page = visitor.open("training?dataset=own&epochs=3&predict=skip&lang=ko")
    upload(visitor, "자료.csv", TABLE.encode("cp949"))
    expect(page.get_by_text(re.compile("24행 3열"))).to_be_visible()
    covered = """() => [...document.querySelectorAll(".st-key-own-table :is(button, label, li, input[role=combobox])")]
      .filter((part) => part.checkVisibility()).flatMap((part) => {
        part.scrollIntoView({ block: "center", behavior: "instant" });
        const { x, y, width, height } = part.getBoundingClientRect();
        const seen = document.elementFromPoint(x + width / 2, y + height / 2);
        return seen?.closest(".st-key-own-table") ? [] : [part.outerHTML.slice(0, 120)];
      })"""
    assert page.locator(".st-key-own-table button:visible").count() > 3
    assert page.evaluate(covered) == []
    player, paper = page.locator(".st-key-stage-player").locator(".."), page.get_by_test_id("stApp")
    colour = "(part) => getComputedStyle(part).backgroundColor"
    assert player.evaluate(colour) == paper.evaluate(colour) != "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_uploader_speaks_the_language_of_the_page_and_says_when_a_file_is_not_taken(app, visit, lang):
    visitor = visit(app, width=390)
    page = visitor.open(f"training?dataset=own&epochs=3&predict=skip&lang={lang}")
    uploader = page.get_by_test_id("stFileUploader")
    choose, refused = (getattr(text, lang) for text in (own_data_words.CHOOSE_FILE, own_data_words.NOT_TAKEN))
    expect(uploader.get_by_role("button", name=choose)).to_be_visible()
    expect(uploader.get_by_text("Upload", exact=True)).to_be_hidden()
    expect(uploader.get_by_text("per file")).to_be_hidden()
    low = uploader.bounding_box()["height"]
    visitor.page.locator("input[type=file]").set_input_files(
        {"name": "big.csv", "mimeType": "text/csv", "buffer": b"1,2\n" * 700_000}
    )
    expect(uploader.locator("[aria-invalid=true]")).to_be_visible()
    assert uploader.evaluate("e => getComputedStyle(e, '::after').content") == f'"{refused}"'
    assert uploader.bounding_box()["height"] > low + 30
