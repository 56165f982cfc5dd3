"""Questions stand in the lessons' prose, the same in both languages."""

import re

import pytest

from pages.ui import text
from pages.ui.parts import quiz
from pages.ui.shell import navigation

ASKED = [
    (lesson.id, section)
    for lesson in navigation.written()
    for section in text.sections("en", lesson.id)
    if section.startswith("question")
]

FIELD = re.compile(r"{[^}]*}")

WRITTEN = """What
happens?

- up: It grows: a lot
  It does not.
  See.
- not_at_all (right): Nothing
  Nothing does.
  It is -1.
"""


def test_a_question_is_read_from_prose():
    assert quiz.parsed(WRITTEN) == quiz.Question(
        "What happens?",
        (
            quiz.Answer("up", "It grows: a lot", ("It does not.", "See.")),
            quiz.Answer("not_at_all", "Nothing", ("Nothing does.", "It is -1."), correct=True),
        ),
    )


@pytest.mark.parametrize(
    ("words", "instead", "says"),
    [
        ("  See.\n", "", "two indented lines"),
        ("  See.\n", "  See.\n  And see.\n", "two indented lines"),
        ("  See.\n", "See.\n", "two indented lines"),
        ("up: It", "up It", "two indented lines"),
        ("(right)", "(wrong)", "two indented lines"),
        (" (right)", "", "one of them correct"),
        ("up:", "up (right):", "one of them correct"),
        ("up:", "not_at_all:", "distinct"),
        ("up:", "skip:", "distinct"),
    ],
)
def test_a_question_written_wrongly_fails(words, instead, says):
    with pytest.raises(ValueError, match=says):
        quiz.parsed(WRITTEN.replace(words, instead, 1))


def test_every_lesson_asks_first():
    lessons = {lesson.id for lesson in navigation.written()} - {"home"}
    assert {lesson for lesson, section in ASKED if section == "question"} == lessons
    assert len(ASKED) > len(lessons)  # some ask more than once


@pytest.mark.parametrize(("lesson", "section"), ASKED)
def test_a_question_has_the_same_answers_in_both_languages(lesson, section):
    english, korean = (quiz.parsed(text.sections(lang, lesson)[section]) for lang in text.LANGUAGES)
    assert len(english.answers) >= 3
    assert [(a.id, a.correct) for a in english.answers] == [(a.id, a.correct) for a in korean.answers]


@pytest.mark.parametrize("lesson", sorted({lesson for lesson, _ in ASKED}))
def test_a_task_names_the_same_numbers_in_both_languages(lesson):
    english, korean = (text.sections(lang, lesson)["task"] for lang in text.LANGUAGES)
    assert sorted(FIELD.findall(english)) == sorted(FIELD.findall(korean))
