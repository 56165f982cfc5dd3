"""A lesson with a class, rehearsed: a teacher and two students, each in a browser of their own."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from pages.lessons.learning_rate.page import PRESETS
from pages.ui import host
from pages.ui.parts import quiz, vote
from pages.ui.room import words
from pages.ui.room.refusals import Refusal
from pages.ui.shell import navigation
from pages.ui.text import sections

WITHIN = 15_000


def query(page):
    return {name: found[0] for name, found in parse_qs(urlsplit(page.url).query).items()}


def press(visitor, text, lang="en"):
    visitor.page.get_by_role("button", name=getattr(text, lang), exact=True).first.click()
    visitor.wait()


def open_room(visitor):
    """Open a room from the panel, and return its code."""
    visitor.page.get_by_role("button", name=words.CLASS.en, exact=True).click()
    press(visitor, words.OPEN)
    visitor.page.locator(".st-key-room-strip").wait_for()
    return query(visitor.page)["room"]


def choose(visitor, letter):
    visitor.page.locator("[data-testid=stRadio] label").filter(has_text=re.compile(f"^{letter}")).click()


def right_answer(lang):
    return next(a for a in quiz.parsed(sections(lang, "learning_rate")["question"]).answers if a.correct)


@pytest.fixture
def classroom_of_three(visit, app):
    """Open a room as a teacher and let two students join: one by the link, one in Korean by typing the code."""
    teacher, anna, minji = (
        visit(app, width=1280, height=720),
        visit(app, width=390, height=800),
        visit(app, locale="ko-KR"),
    )
    teacher.open("learning_rate?lang=en")
    code = open_room(teacher)
    anna.open(f"?room={code}&lang=en")
    minji.open("loss?lang=ko")
    minji.page.get_by_role("button", name=words.CLASS.ko, exact=True).click()
    minji.page.get_by_label(words.CODE.ko).fill(code.lower())
    minji.page.get_by_label(words.CODE.ko).press("Enter")
    for student in (anna, minji):
        student.page.wait_for_url(re.compile("/learning_rate"), timeout=WITHIN)
        student.wait()
    return teacher, anna, minji


def test_a_whole_vote(classroom_of_three):
    teacher, anna, minji = classroom_of_three
    teacher.page.get_by_text(words.JOINED.en.format(count=2)).wait_for(timeout=WITHIN)
    press(teacher, vote.START)
    anna.page.get_by_text(vote.STAGES["one"].en, exact=True).first.wait_for(timeout=WITHIN)
    minji.page.get_by_text(vote.STAGES["one"].ko, exact=True).first.wait_for(timeout=WITHIN)
    # The run is not shown, and no right answer is.
    assert anna.page.locator(".film-player").count() == 0
    choose(anna, "A")
    press(anna, vote.VOTE)
    anna.page.get_by_text("Your vote: A").wait_for()
    choose(minji, "B")
    press(minji, vote.VOTE, "ko")
    teacher.page.get_by_text(vote.VOTED.en.format(voted=2, joined=2)).wait_for(timeout=WITHIN)
    # A reload keeps the seat and the vote.
    before = query(anna.page)["seat"]
    anna.page.reload()
    anna.wait()
    anna.page.get_by_text("Your vote: A").wait_for(timeout=WITHIN)
    assert query(anna.page)["seat"] == before
    press(teacher, vote.CLOSE_FIRST)
    anna.page.get_by_text(vote.STAGES["talk"].en).wait_for(timeout=WITHIN)
    press(teacher, vote.SECOND)
    anna.page.get_by_text(vote.STAGES["two"].en, exact=True).first.wait_for(timeout=WITHIN)
    choose(anna, "B")
    press(anna, vote.VOTE)
    teacher.page.get_by_text(vote.VOTED.en.format(voted=1, joined=2)).wait_for(timeout=WITHIN)
    press(teacher, vote.SHOW_BOTH)
    anna.page.get_by_text(vote.FEW.en.format(first=2, second=1)).wait_for(timeout=WITHIN)
    press(teacher, vote.REVEAL)
    for visitor, lang in ((anna, "en"), (minji, "ko"), (teacher, "en")):
        visitor.page.get_by_text(right_answer(lang).reply[0]).first.wait_for(timeout=WITHIN)
    assert query(anna.page)["predict"] == "border"
    # The run that was asked about is played; controls that were not drawn meanwhile have kept their values.
    assert query(anna.page)["learning_rate"] == "1.9"
    anna.page.get_by_role("slider", name="Curvature λ").wait_for()
    assert anna.page.get_by_role("slider", name="Curvature λ").get_attribute("aria-valuenow") in ("1", "1.0", None)
    assert teacher.page.get_by_role("slider", name="Steps").input_value() == "30"


def test_those_who_follow_go_where_the_teacher_goes_and_others_stay(classroom_of_three):
    teacher, anna, minji = classroom_of_three
    press(teacher, vote.START)  # and stop it, so that the page is the plain one
    press(teacher, vote.STOP)
    teacher.page.get_by_role("button", name="Skip").click()
    teacher.wait()
    minji.page.get_by_text(words.FOLLOWING.ko).click()
    minji.wait()
    teacher.page.get_by_role("button", name="Examples").click()
    teacher.page.get_by_role("button", name=PRESETS[2].label.en).click()
    teacher.wait()
    teacher.page.keyboard.press("Escape")
    anna.page.wait_for_function("location.search.includes('learning_rate=2.5')", timeout=WITHIN)
    teacher.page.get_by_role("banner").get_by_text("2 Loss").click()
    teacher.page.locator("a[href*='bias_variance']").first.click()
    anna.page.wait_for_url(re.compile("/bias_variance"), timeout=WITHIN)
    anna.wait()
    assert "/learning_rate" in minji.page.url
    assert "learning_rate=2.5" not in minji.page.url
    minji.page.get_by_text(words.FOLLOWING.ko).click()
    minji.page.wait_for_url(re.compile("/bias_variance"), timeout=WITHIN)
    teacher.wait()
    teacher.page.get_by_text(words.LOOK_UP.en, exact=True).click()
    anna.page.get_by_text(words.PLEASE_LOOK_UP.en).wait_for(timeout=WITHIN)
    teacher.page.get_by_text(words.LOOK_UP.en, exact=True).click()
    anna.page.get_by_text(words.PLEASE_LOOK_UP.en).wait_for(state="detached", timeout=WITHIN)


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_field_of_the_code_says_nothing_in_english_on_a_korean_page(visit, app, lang):
    page = visit(app).open(f"learning_rate?lang={lang}")
    page.get_by_role("button", name=getattr(words.CLASS, lang), exact=True).click()
    page.get_by_label(getattr(words.CODE, lang)).fill("abc")
    told = page.locator(host.SELECTORS["input_instructions"])
    told.wait_for(state="attached")
    assert told.is_visible() == (lang == "en")


def test_the_teachers_link_leads_to_what_is_shown(visit, app):
    teacher = visit(app)
    page = teacher.open("plans?lang=en&lesson=backprop")
    code = open_room(teacher)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name=words.CLASS.en, exact=True).click()
    page.get_by_role("button", name=words.TEACHER_LINK.en).click()
    copied = page.evaluate("navigator.clipboard.readText()")
    other = visit(app)
    other.page.goto(copied)
    other.page.get_by_text(words.LEADING.en).wait_for(timeout=WITHIN)
    assert query(other.page)["lesson"] == "backprop"
    assert query(other.page)["seat"] == "teacher"
    other.page.locator(".st-key-plan h2").get_by_text(navigation.by_id("backprop").title.en).wait_for(timeout=WITHIN)
    assert code in copied


def test_the_film_of_the_class_stands_where_the_teachers_rests(classroom_of_three):
    teacher, anna, minji = classroom_of_three
    for visitor, name in ((teacher, "Skip"), (anna, "Skip"), (minji, "건너뛰기")):
        visitor.page.get_by_role("button", name=name).click()
        visitor.page.locator("[data-frame]").wait_for()
        visitor.wait()
    slider = teacher.page.locator("[data-frame] [data-part=slider]")
    teacher.page.wait_for_timeout(1500)
    slider.evaluate("node => { node.value = 7; node.dispatchEvent(new Event('input', { bubbles: true })); }")
    for student in (anna, minji):
        student.page.wait_for_function("document.querySelector('[data-frame]')?.dataset.frame === '7'", timeout=WITHIN)


def test_the_secret_is_in_no_address_and_its_tab_comes_back_as_the_teacher(visit, app):
    teacher = visit(app)
    page = teacher.open("learning_rate?lang=en")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    code = open_room(teacher)
    assert query(page)["seat"] == "teacher"
    secret = page.evaluate(f"sessionStorage.getItem('room {code}')")
    assert len(secret) >= 22
    page.reload()
    teacher.wait()
    page.get_by_role("button", name=vote.START.en).wait_for(timeout=WITHIN)
    assert secret not in page.url
    # On another device the teacher's link does the same, and its secret leaves the address.
    other = visit(app)
    other.open(f"learning_rate?lang=en&room={code}&seat=teacher#{secret}")
    other.page.get_by_role("button", name=vote.START.en).wait_for(timeout=WITHIN)
    assert secret not in other.page.url
    assert not [url for url in asked if secret in url]
    # A copied link leads to the page, and to no seat.
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "room=" not in copied
    assert "seat=" not in copied
    # Who only knows the code and says to be the teacher is not.
    stranger = visit(app)
    stranger.open(f"learning_rate?lang=en&room={code}&seat=teacher")
    stranger.page.get_by_text(words.NO_KEY.en.format(code=code)).wait_for(timeout=WITHIN)
    press(stranger, words.AS_STUDENT)
    stranger.page.get_by_text(words.FOLLOWING.en).wait_for(timeout=WITHIN)
    assert stranger.page.get_by_role("button", name=vote.START.en).count() == 0


def test_the_code_is_large_and_a_closed_room_lets_everybody_go(classroom_of_three):
    teacher, anna, _ = classroom_of_three
    code = query(teacher.page)["room"]
    press(teacher, words.SHOW_CODE)
    shown = teacher.page.get_by_role("dialog").get_by_text(code, exact=True)
    assert shown.bounding_box()["height"] > 60
    assert teacher.page.get_by_role("dialog").locator("img").bounding_box()["width"] > 200
    teacher.page.keyboard.press("Escape")
    teacher.page.get_by_role("button", name=words.CLASS.en, exact=True).click()
    press(teacher, words.CLOSE)
    press(teacher, words.DELETE)
    anna.page.get_by_text(words.REFUSED[Refusal.UNKNOWN].en).wait_for(timeout=WITHIN)
    assert "room" not in query(anna.page)
    anna.page.get_by_role("button", name="Skip").wait_for()


def test_hands_are_counted_twice_and_shown_together(visit, app):
    from pages.ui.parts import hands

    visitor = visit(app)
    page = visitor.open("learning_rate?lang=en")
    press(visitor, hands.OPEN)
    for counts in ((3, 10, 2, 0), (1, 12, 2, 0)):
        for box, number in zip(page.get_by_role("spinbutton").all(), counts, strict=True):
            box.fill(str(number))
        press(visitor, hands.KEEP)
    assert page.locator(".st-key-learning_rate-hands [data-testid=stVegaLiteChart]").count() == 0
    press(visitor, hands.SHOW)
    page.get_by_text("12 · 80% · second").wait_for()
    assert query(page)["hands"] == "3.10.2.0-1.12.2.0*"
    again = visit(app)
    again.open(f"learning_rate?lang=en&hands={query(page)['hands']}").get_by_text("12 · 80% · second").wait_for()
