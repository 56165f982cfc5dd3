"""Every page in every language, and prose that is the same in both."""

import re

import pytest

from pages.ui import text
from pages.ui.shell import navigation
from tests.ui.running import run

LESSONS = [lesson.id for lesson in navigation.written()]
LANGUAGES = list(text.LANGUAGES)
REQUIRED = {"home": {"claim", "begin", "read", "teachers"}}
EVERY_LESSON = {"claim", "question", "read", "mathematics", "challenge", "task"}
FORMULA = re.compile(r"\$\$.+?\$\$|(?<!\\)\$[^$\n]+\$", re.DOTALL)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("lesson", LESSONS)
def test_a_page_opens_in_a_language_without_exception(lesson, lang):
    page = run(lesson, lang=lang)
    assert not page.exception
    assert page.title
    assert page.query_params["lang"] == lang


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("lesson", LESSONS)
def test_a_page_survives_a_link_of_nonsense(lesson, lang):
    words = {"seed": "x", "learning_rate": "nan", "batch_size": "-1e9", "predict": "<b>", "frame": "-3", "nobody": "1"}
    page = run(lesson, lang=lang, **words)
    assert not page.exception


@pytest.mark.parametrize("lesson", LESSONS)
def test_prose_has_the_same_sections_in_both_languages(lesson):
    english, korean = (text.sections(lang, lesson) for lang in LANGUAGES)
    assert list(english) == list(korean)
    assert REQUIRED.get(lesson, EVERY_LESSON) <= set(english)
    assert all(english.values())
    assert all(korean.values())


@pytest.mark.parametrize("lesson", LESSONS)
def test_prose_has_the_same_formulas_in_both_languages(lesson):
    english, korean = (text.sections(lang, lesson) for lang in LANGUAGES)
    for name in english:
        assert sorted(FORMULA.findall(english[name])) == sorted(FORMULA.findall(korean[name])), name


def test_every_lesson_written_is_in_the_table_of_contents():
    assert {path.parent.name for path in text.LESSONS.glob("*/page.py")} == {
        lesson.id for lesson in (*navigation.LESSONS, navigation.PLANS)
    }


def test_every_prose_belongs_to_a_lesson():
    known = {lesson.id for lesson in navigation.LESSONS}
    assert {path.parent.name for path in text.LESSONS.glob("*/*.md")} == known


def test_the_browser_language_is_used_until_one_is_chosen():
    from streamlit.testing.v1 import AppTest

    from tests.ui.running import APP

    titles = set()
    for locale in ("ko-KR", "en-GB", "fr"):
        page = AppTest.from_file(APP, default_timeout=60)
        page.context = {"locale": locale}
        titles.add(page.run().title[0].value)
    assert titles == {navigation.NAME.ko, navigation.NAME.en}


def test_a_label_without_a_translation_fails_where_it_is_written():
    with pytest.raises(ValueError, match="both languages"):
        text.Text("Loss", "")


def test_every_card_of_the_first_page_has_its_small_picture():
    page = run("home")
    pictures = [element.value for element in page.get("html") if "<img" in element.value and "10rem" in element.value]
    maps = [part.proto.bytes for part in page.get("bidi_component") if "-card-" in part.proto.id]
    assert len(pictures) + len(maps) == len({*pictures, *maps}) == len(LESSONS) - 1
    assert len(maps) == 3  # the networks of the laboratory, the batch sizes, and linearity


@pytest.mark.parametrize("lesson", ["optimizers", "learning_rate", "batch_size"])
def test_an_experiment_that_asks_for_no_prediction_has_its_question_in_the_strip(lesson):
    screens = [screen for screen in navigation.by_id(lesson).module().PAGE.screens if not screen.question]
    assert screens
    for screen in screens:
        shown = run(lesson, predict="skip", experiment=screen.id, lang="ko").markdown
        assert text.sections("ko", lesson)[f"begin_{screen.id}"] in [element.value for element in shown]
