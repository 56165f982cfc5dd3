"""An evening's rehearsal: a teacher and two students, each in a browser, go through the plan on the learning rate."""

import re
import sqlite3

import pytest

from pages.lessons.learning_rate.page import LESSON
from pages.ui.parts import class_experiment, drawn_prediction, strip, vote
from pages.ui.room import location, words
from pages.ui.room.refusals import Refusal
from pages.ui.shell import navigation
from tests.browser.test_drawn_curve import draw, playable
from tests.browser.test_room import choose, open_room, press, query, right_answer

WITHIN = 60_000
CHART = "[data-testid=stVegaLiteChart] :is(canvas, svg)"

NAVIGATION = "document.querySelectorAll('[data-testid=stTopNavSection]:not([inert] *)').length > 2"


def shows(visitor, text):
    visitor.page.get_by_text(text).first.wait_for(timeout=WITHIN)


def goes_to(visitor, name, word):
    visitor.page.wait_for_function(
        "([name, word]) => new URL(location.href).searchParams.get(name) === word", arg=[name, word], timeout=WITHIN
    )
    visitor.wait(WITHIN)


def rows_of(code):
    """Count the rows that the database holds of a room."""
    with sqlite3.connect(location.url().removeprefix("sqlite:///")) as connection:
        columns = {"rooms": "code", "questions": "room", "seats": "room", "votes": "room", "contributions": "room"}
        counts = [
            connection.execute(f"SELECT count(*) FROM {table} WHERE {column} = ?", (code,)).fetchone()[0]
            for table, column in columns.items()
        ]
    connection.close()
    return counts


def test_a_whole_plan_with_a_teacher_and_two_students(visit, app):
    teacher, anna, minji = (
        visit(app, width=1280, height=720),
        visit(app, width=390, height=844),
        visit(app, width=1280, height=720, locale="ko-KR"),
    )
    students = ((anna, "en"), (minji, "ko"))
    # The plan is the teacher's: a room opened beside it leads nobody to it, and its links open where the room is.
    teacher.open(f"plans?lang=en&lesson={LESSON}", WITHIN)
    code = open_room(teacher)
    teacher.page.locator(".st-key-plan").get_by_role("link", name="the question, answers held back").click()
    teacher.page.wait_for_url(re.compile(f"/{LESSON}"), timeout=WITHIN)
    teacher.wait(WITHIN)
    assert query(teacher.page)["room"] == code
    assert query(teacher.page)["answers"] == "held"
    assert len(teacher.page.context.pages) == 1
    anna.open(f"?room={code}&lang=en", WITHIN)
    minji.open("?lang=ko", WITHIN)
    minji.page.get_by_role("button", name=words.CLASS.ko, exact=True).click()
    minji.page.get_by_label(words.CODE.ko).fill(code)
    minji.page.get_by_label(words.CODE.ko).press("Enter")
    for student, _ in students:
        student.page.wait_for_url(re.compile(f"/{LESSON}"), timeout=WITHIN)
        student.wait(WITHIN)
    shows(teacher, words.JOINED.en.format(count=2))

    # In presentation size: a first vote, talk, a second vote, both, and the answer.
    teacher.page.locator(".st-key-presentation_button button").click()
    teacher.wait(WITHIN)
    press(teacher, vote.START)
    for round_, letters in (("one", "AB"), ("two", "BB")):
        for (student, lang), letter in zip(students, letters, strict=True):
            student.page.get_by_text(getattr(vote.STAGES[round_], lang), exact=True).first.wait_for(timeout=WITHIN)
            choose(student, letter)
            press(student, vote.VOTE, lang)
        shows(teacher, vote.VOTED.en.format(voted=2, joined=2))
        if round_ == "one":
            press(teacher, vote.CLOSE_FIRST)
            for student, lang in students:
                shows(student, getattr(vote.STAGES["talk"], lang))
            press(teacher, vote.SECOND)
    press(teacher, vote.SHOW_BOTH)
    shows(anna, vote.FEW.en.format(first=2, second=2))
    press(teacher, vote.REVEAL)
    for student, lang in students:
        shows(student, right_answer(lang).reply[0])
    teacher.wait(WITHIN)

    # Every stop, from its link in the plan on: page, settings and stop, for all who follow.
    teacher.page.locator(".st-key-presentation_button button").click()
    teacher.wait(WITHIN)
    stops = strip.stops("en", LESSON)
    assert len(stops) >= 4
    for number, stop in enumerate(stops, 1):
        if number == 1:
            teacher.page.wait_for_function(NAVIGATION, timeout=WITHIN)
            teacher.go(navigation.PLANS.title.en)
            teacher.page.wait_for_url(re.compile("/plans"), timeout=WITHIN)
            teacher.page.locator(".st-key-plan").get_by_role("link", name=stop.title, exact=True).click()
            teacher.page.wait_for_url(re.compile(f"/{LESSON}"), timeout=WITHIN)
        else:
            teacher.page.get_by_role("button", name=re.compile(f"^{strip.NEXT.en}")).click()
        goes_to(teacher, "stop", str(number))
        for student, lang in students:
            goes_to(student, "stop", str(number))
            asked = query(student.page)
            assert {name: asked.get(name) for name in stop.query} == dict(stop.query)
            told = student.page.locator(".st-key-stage-strip").get_by_text(strip.stops(lang, LESSON)[number - 1].title)
            told.first.wait_for(timeout=WITHIN)
            assert student.exceptions == 0
    assert query(anna.page)["lang"] == "en"
    assert query(minji.page)["lang"] == "ko"

    # A student goes away, misses a stop, and comes back to the same seat, where the class is now.
    seat, link = query(anna.page)["seat"], anna.page.url
    anna.page.goto("about:blank")
    teacher.open(f"{LESSON}?lang=en&learning_rate=1.9&predict=skip&room={code}&seat=teacher", WITHIN)
    teacher.page.locator(".st-key-room-strip").wait_for(timeout=WITHIN)
    goes_to(minji, "learning_rate", "1.9")
    anna.page.goto(link)
    goes_to(anna, "learning_rate", "1.9")
    assert query(anna.page)["seat"] == seat
    shows(teacher, words.JOINED.en.format(count=2))

    # Each draws the loss of this run; the teacher sees both drawings over it.
    teacher.page.get_by_role("button", name=drawn_prediction.FIRST.en).click()
    shows(teacher, class_experiment.COME.en.format(count=0, joined=2))
    for (student, lang), height in zip(students, (0.8, 0.4), strict=True):
        student.page.locator(".drawn-area svg rect").first.wait_for(timeout=WITHIN)
        student.wait(WITHIN)
        student.page.locator(".drawn-area").scroll_into_view_if_needed()
        draw(student.page, (0.0, height), (1.0, 0.2))
        playable(student.page)
        press(student, drawn_prediction.PLAY, lang)
        press(student, class_experiment.SEND, lang)
        shows(student, getattr(class_experiment.SENT, lang))
    shows(teacher, class_experiment.COME.en.format(count=2, joined=2))
    teacher.page.get_by_text(class_experiment.SHOW.en).click()
    shows(teacher, "2 drew the loss at η = 1.9")
    assert teacher.page.locator(f".st-key-stage {CHART}").count() == 1
    assert anna.page.get_by_text("2 drew the loss").count() == 0

    # All look up; and the room is closed: nothing of it is left.
    teacher.page.get_by_text(words.LOOK_UP.en, exact=True).click()
    for student, lang in students:
        shows(student, getattr(words.PLEASE_LOOK_UP, lang))
    teacher.page.get_by_text(words.LOOK_UP.en, exact=True).click()
    anna.page.get_by_text(words.PLEASE_LOOK_UP.en).wait_for(state="detached", timeout=WITHIN)
    assert rows_of(code) == [1, 1, 2, 4, 2]
    teacher.page.get_by_role("button", name=words.CLASS.en, exact=True).click()
    press(teacher, words.CLOSE)
    press(teacher, words.DELETE)
    for student, lang in students:
        shows(student, getattr(words.REFUSED[Refusal.UNKNOWN], lang))
        assert "room" not in query(student.page)
        assert student.exceptions == 0
    assert rows_of(code) == [0, 0, 0, 0, 0]


@pytest.mark.parametrize("lesson", ["estimators", "search"])
def test_a_class_samples_and_searches_together(visit, app, lesson):
    teacher, anna, minji = (
        visit(app, width=1280, height=720),
        visit(app, width=390, height=844),
        visit(app, width=1280, height=720, locale="ko-KR"),
    )
    teacher.open(f"{lesson}?lang=en&predict=skip&experiment={'by_hand' if lesson == 'estimators' else 'own'}", WITHIN)
    code = open_room(teacher)
    shows(teacher, class_experiment.COME.en.format(count=0, joined=0))
    for student, lang in ((anna, "en"), (minji, "ko")):
        student.open(f"?room={code}&lang={lang}", WITHIN)
        student.page.wait_for_url(re.compile(f"/{lesson}"), timeout=WITHIN)
        student.wait(WITHIN)
        if lesson == "estimators":
            student.page.locator(".st-key-estimators-draw button").click()
            name = "draws"
        else:
            plane = student.page.locator(".landscape canvas")
            plane.scroll_into_view_if_needed()
            box = plane.bounding_box()
            student.page.mouse.click(box["x"] + 0.5 * box["width"], box["y"] + 0.6 * box["height"])
            name = "picks"
        student.page.wait_for_function(f"new URL(location.href).searchParams.get('{name}')", timeout=WITHIN)
        student.wait(WITHIN)
        press(student, class_experiment.SEND, lang)
        shows(student, getattr(class_experiment.SENT, lang))
        # A reload keeps the seat, and what was drawn.
        before = query(student.page)
        student.page.reload()
        student.wait(WITHIN)
        assert {query(student.page).get(part) for part in (name, "seat")} == {before[name], before["seat"]}
    shows(teacher, class_experiment.COME.en.format(count=2, joined=2))
    shows(
        teacher,
        "samples of n = 10, each drawn by one of you: 2" if lesson == "estimators" else "The class, 2 of its picks",
    )
    teacher.page.locator(f".st-key-stage-body {CHART}").first.wait_for(timeout=WITHIN)
    for visitor in (teacher, anna, minji):
        assert visitor.exceptions == 0
