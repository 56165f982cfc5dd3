"""Plans: the same in both languages; every link opens as it says, with the numbers in bold on its page."""

import json
import re
from functools import cache
from urllib.parse import parse_qsl, urlencode

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from pages.lessons.plans import page as page_of_plans
from pages.lessons.plans import plan as plans
from pages.lessons.plans import thumbnails
from pages.ui import controls, text
from pages.ui.address import link_notes
from pages.ui.controls import locks
from pages.ui.parts import strip
from pages.ui.shell import navigation
from tests.ui.running import APP, run

LESSONS = list(page_of_plans.LESSONS)
STEP = re.compile(r"^\d+\. ", re.MULTILINE)
LINK = re.compile(r"\]\((\w+)\?([^)]*)\)")
BOLD = re.compile(r"\*\*(.+?)\*\*")
NOTES = (
    controls.NOT_UNDERSTOOD,
    controls.NOT_POSSIBLE,
    link_notes.UNKNOWN,
    locks.UNKNOWN,
    *link_notes.FRAME_OWN.values(),
)
NOTED = re.compile("|".join(re.sub(r"\\{\w+\\}", ".+", re.escape(note.en)) for note in NOTES))


def plan(lang, lesson):
    return text.sections(lang, lesson, "plan")


def shown(lang, lesson):
    page = AppTest.from_file(APP, default_timeout=60)
    page._page_hash = calc_hash("plans")
    page.query_params["lang"], page.query_params["lesson"] = lang, lesson
    return page.run()


@cache
def opened(lesson, query):
    """The page that a link of a plan opens, after its prediction."""
    return run(lesson, **{"lang": "en", "predict": "skip", **dict(parse_qsl(query))})


def words_on(page):
    """Return all words of a page, those of its tables and the descriptions of its pictures too."""
    kinds = ("markdown", "caption", "info", "warning", "success", "html")
    told = [element.value for kind in kinds for element in page.get(kind)]
    return re.sub(r"<[^>]+>", " ", " ".join([*told, *described(page)]))


def described(page):
    """Return the descriptions of the pictures that are components: what a screen reader reads of them."""
    given = [json.loads(element.proto.json)[0] for element in page.get("bidi_component") if element.proto.json]
    return [data["alt"] for data in given if isinstance(data, dict) and "alt" in data]


@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.parametrize("lang", text.LANGUAGES)
def test_a_plan_is_shown_whole_and_its_links_stay_in_the_language(lesson, lang):
    page = shown(lang, lesson)
    assert not page.exception
    assert not page.info
    told = "\n".join(element.value for element in page.markdown)
    title = next(known.title for known in navigation.LESSONS if known.id == lesson)
    assert f"## {getattr(title, lang)}" in told
    assert re.findall(r"^### (.+)$", told, re.MULTILINE) == [
        getattr(heading, lang) for heading in (plans.OUTCOME, *(heading for heading, _ in plans.ROWS.values()))
    ]
    links = [link for link in re.findall(r"\]\((.*?)\)", told) if not link.startswith("data:")]
    assert links
    assert all(link.startswith(f"./{lesson}?lang={lang}&") for link in links)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_plan_is_the_same_in_both_languages(lesson):
    english, korean = (plan(lang, lesson) for lang in text.LANGUAGES)
    assert list(english) == list(korean) == ["minutes", "outcome", "items", "ask", "show", "students", "twin", "wrong"]
    assert english["minutes"] == korean["minutes"]
    for name in english:
        assert LINK.findall(english[name]) == LINK.findall(korean[name]), name
        assert len(STEP.findall(english[name])) == len(STEP.findall(korean[name])), name
        assert english[name].count("\n- ") == korean[name].count("\n- "), name
        assert sorted(BOLD.findall(english[name])) == sorted(BOLD.findall(korean[name])), name
        assert sorted(re.findall(r"\$.+?\$", english[name])) == sorted(re.findall(r"\$.+?\$", korean[name])), name


def check(lesson, query, said):
    """Open a link, the strip at its question, and look for each number in bold on the page that it opens."""
    page = opened(lesson, query)
    assert not page.exception, query
    assert not [note.value for note in page.info if NOTED.search(note.value)], query
    words = words_on(page).replace("−", "-")
    for told in BOLD.findall(said):
        pattern = rf"(?<![\d.,]){re.escape(told.replace('−', '-'))}(?!\d|,\d{{3}}|\.\d)"
        assert re.search(pattern, words), f"{query}: {told}"


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_link_opens_without_a_note_and_every_number_in_bold_is_on_that_page(lesson):
    name, *rest = LINK.split(plan("en", lesson)["show"])[1:] or [lesson]
    for linked, query, said in zip([name, *rest[2::3]], rest[::3], rest[1::3], strict=True):
        assert linked == lesson
        check(lesson, query, said)
    for stop in strip.stops("en", lesson):
        check(lesson, urlencode(stop.query), stop.sentence)


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_stops_are_the_same_in_both_languages_and_the_plan_has_a_remark_to_each(lesson):
    english, korean = (strip.stops(lang, lesson) for lang in text.LANGUAGES)
    assert [stop.query for stop in english] == [stop.query for stop in korean]
    for one, other in zip(english, korean, strict=True):
        assert sorted(BOLD.findall(one.sentence)) == sorted(BOLD.findall(other.sentence))
    if english:
        assert 4 <= len(english) <= 6
        assert len(strip.items(plan("en", lesson)["show"])) == len(english)


@pytest.mark.parametrize("lang", text.LANGUAGES)
def test_the_minutes_of_the_rows_are_those_of_the_lesson(lang):
    told = "\n".join(element.value for element in shown(lang, "loss").markdown)
    word = plans.MINUTES.en if lang == "en" else plans.MINUTES.ko
    whole, *rows = map(int, re.findall(word.format(minutes=r"(\d+)"), told))
    assert whole == sum(rows) == int(plan(lang, "loss")["minutes"])
    assert len(rows) == 3


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_stop_has_a_picture_of_its_settings(lesson):
    """`python -m tests.browser.portrait --stops LESSON` takes them again."""
    known = strip.stops("en", lesson)
    for number, stop in enumerate(known, 1):
        with Image.open(thumbnails.path(lesson, number)) as picture:
            assert picture.getexif()[thumbnails.DESCRIPTION] == urlencode(stop.query)
            assert picture.width >= 150
            assert len(set(picture.convert("RGB").get_flattened_data())) > 50  # something is drawn
    assert not thumbnails.path(lesson, len(known) + 1).exists()
    told = "".join(element.value for element in shown("en", lesson).markdown)
    assert told.count("](data:image/webp;base64,") == len(known)


def test_the_pictures_of_the_stops_are_small():
    sizes = [path.stat().st_size for path in text.LESSONS.glob("*/stops/*.webp")]
    assert len(sizes) == sum(len(strip.stops("en", lesson)) for lesson in LESSONS)
    assert sum(sizes) < 500_000
    assert max(sizes) < 30_000


def test_a_plan_opens_its_links_in_presentation_size_when_that_is_on():
    page = shown("en", "loss")
    assert "size=presentation" not in "".join(element.value for element in page.markdown)
    page.session_state["presentation"] = True
    told = "".join(element.value for element in page.run().markdown)
    links = [link for link in re.findall(r"\]\((.*?)\)", told) if not link.startswith("data:")]
    assert links
    assert all(link.endswith("&size=presentation") for link in links)


def test_every_lesson_has_a_plan_and_every_plan_a_lesson():
    for lang in text.LANGUAGES:
        found = {path.parent.name for path in text.LESSONS.glob(f"*/plan.{lang}.md")}
        assert found == {lesson.id for lesson in navigation.written()} - {"home"}
