"""A room as its visitors meet it on a page: who may do what, what is said when it cannot be done."""

import re

import numpy as np
import pytest

from dlcore.estimation.populations import normal
from pages.lessons.estimators.studies import generators
from pages.lessons.search import race
from pages.lessons.search.page import CONTROLS as SEARCH
from pages.ui import controls
from pages.ui.parts import class_experiment, hands, quiz, vote
from pages.ui.room import codes, location, session, words
from pages.ui.room.refusals import Refusal, RefusedError
from pages.ui.room.store import REVEALED, ROUND_ONE, ROUND_TWO, SHOWN, TALK, RoomStore
from tests.ui.running import moved, run

LESSON = "learning_rate"
TEACHERS = re.compile(r"vote\.(start|stop|talk|two|shown|revealed)$|room\.(close|show_code)")
ANSWERS = tuple(quiz.ballot(LESSON).answers)


@pytest.fixture
def rooms(tmp_path, monkeypatch):
    made = RoomStore(f"sqlite:///{tmp_path}/rooms.sqlite")
    monkeypatch.setattr(location, "store", lambda: made)
    yield made
    made.dispose()


@pytest.fixture
def gone(monkeypatch):
    """Let the database be out of reach."""
    made = RoomStore("sqlite:////proc/nowhere/rooms.sqlite")
    monkeypatch.setattr(location, "store", lambda: made)
    return made


def said(page):
    return "\n".join(element.value for kind in ("markdown", "caption", "warning", "info") for element in page.get(kind))


def buttons(page):
    return {button.key for button in page.button}


def member(page):
    return page.session_state["room.mine"]


def open_room(page):
    page.button(key="room.open").click().run()
    return member(page)


def test_without_a_room_no_page_touches_the_database(monkeypatch):
    monkeypatch.setattr(location, "store", lambda: pytest.fail("the database was asked for"))
    page = run(LESSON, predict="skip")
    assert page.get("vega_lite_chart")
    page.run()
    assert not page.exception
    assert "room" not in page.query_params


def test_in_a_room_a_run_looks_once(rooms, monkeypatch):
    code, _ = rooms.open()
    page = run(LESSON, room=code, predict="skip")
    looks = []
    look = rooms.room
    monkeypatch.setattr(rooms, "room", lambda code: looks.append(code) or look(code))
    page.run()
    assert len(looks) == 2, "once for the page, once for the part that looks by itself"


def test_opening_a_room_makes_a_teacher_whose_secret_is_in_no_address(rooms):
    page = run(LESSON)
    teacher = open_room(page)
    assert page.query_params["room"] == teacher.code
    assert page.query_params["seat"] == session.TEACHER
    assert teacher.secret not in str(page.query_params)
    assert rooms.is_teacher(teacher.code, teacher.secret)


def test_a_student_sees_no_button_of_the_teacher_in_any_stage_and_no_count_before_it_is_shown(rooms):
    code, secret = rooms.open()
    for _ in range(6):
        rooms.join(code, seat := codes.new_seat())
        rooms.ask(code, secret, LESSON, ANSWERS, ROUND_ONE)
        rooms.vote(code, seat, LESSON, 1, ANSWERS[0])
    page = run(LESSON, room=code)
    for stage in (ROUND_ONE, TALK, ROUND_TWO, SHOWN, REVEALED):
        rooms.ask(code, secret, LESSON, ANSWERS, stage)
        page.run()
        assert not page.exception
        assert not [key for key in buttons(page) if TEACHERS.search(key)]
        pictures = len(page.get("vega_lite_chart"))
        assert (pictures > 0) == (stage in (SHOWN, REVEALED)), stage


def test_who_only_says_to_be_the_teacher_gets_nothing(rooms):
    code, secret = rooms.open()
    page = run(LESSON, room=code, seat=session.TEACHER)
    assert not page.exception
    assert words.COMING_BACK.en.format(code=code) in said(page)
    assert "room.mine" not in page.session_state
    assert not [key for key in buttons(page) if "vote" in key]
    with pytest.raises(RefusedError):
        rooms.pause(code, "none")
    assert rooms.is_teacher(code, secret)


def test_a_student_votes_in_both_rounds_and_the_revealed_answer_is_their_prediction(rooms):
    code, secret = rooms.open()
    page = run(LESSON, room=code)
    for round_, stage, answer in ((1, ROUND_ONE, ANSWERS[0]), (2, ROUND_TWO, ANSWERS[1])):
        rooms.ask(code, secret, LESSON, ANSWERS, stage)
        page.run()
        assert page.button(key=f"{LESSON}.vote.{stage}.send").disabled
        page.radio(key=f"{LESSON}.vote.{stage}").set_value(answer).run()
        page.button(key=f"{LESSON}.vote.{stage}.send").click().run()
        assert not page.exception
        assert rooms.own_vote(code, member(page).seat, LESSON, round_) == answer
        assert f"**{'AB'[round_ - 1]}**" in said(page)
    rooms.ask(code, secret, LESSON, ANSWERS, REVEALED)
    page.run()
    assert page.query_params["predict"] == ANSWERS[1]


def test_a_vote_that_comes_too_late_is_said_to_be_not_counted(rooms):
    code, secret = rooms.open()
    page = run(LESSON, room=code)
    rooms.ask(code, secret, LESSON, ANSWERS, ROUND_ONE)
    page.run()
    page.radio(key=f"{LESSON}.vote.one").set_value(ANSWERS[0]).run()
    rooms.ask(code, secret, LESSON, ANSWERS, TALK)
    page.button(key=f"{LESSON}.vote.one.send").click().run()
    assert words.REFUSED[Refusal.NOT_OPEN].en in said(page)
    assert rooms.presence(code, secret, LESSON).voted == (0, 0)


def test_korean_and_english_seats_answer_the_same_question(rooms):
    code, secret = rooms.open()
    rooms.ask(code, secret, LESSON, ANSWERS, ROUND_ONE)
    for lang in ("en", "ko"):
        page = run(LESSON, room=code, lang=lang)
        assert page.radio(key=f"{LESSON}.vote.one").options == [
            f"**{letter}** {answer.text}"
            for letter, answer in zip("ABCDEFGH", quiz._question(lang, LESSON, "question").answers, strict=False)
        ]
        page.radio(key=f"{LESSON}.vote.one").set_value(ANSWERS[2]).run()
        page.button(key=f"{LESSON}.vote.one.send").click().run()
    assert rooms.presence(code, secret, LESSON).voted == (2, 0)


def test_the_teacher_leads_by_a_link_without_what_is_everyones_own(rooms):
    page = run(LESSON, lang="en", size="presentation", predict="border", learning_rate="1.9")
    teacher = open_room(page)
    assert rooms.room(teacher.code).link == f"{LESSON}?learning_rate=1.9"
    student = run("loss", room=teacher.code, lang="ko")
    assert student.session_state["page"] == LESSON
    assert student.query_params["learning_rate"] == "1.9"
    assert student.query_params["lang"] == "ko"
    assert "size" not in student.query_params


def test_who_leaves_the_lead_stays_and_a_step_of_the_teacher_asks_for_the_page_once(rooms):
    code, secret = rooms.open()
    rooms.lead(code, secret, f"{LESSON}?learning_rate=1.9")
    page = run(LESSON, room=code)
    assert page.query_params["learning_rate"] == "1.9"
    page.toggle(key="room.following_switch").set_value(False).run()
    rooms.lead(code, secret, f"{LESSON}?learning_rate=0.01")
    page.run()
    assert page.query_params["learning_rate"] == "1.9"
    page.toggle(key="room.following_switch").set_value(True).run()
    page.run()
    assert page.query_params["learning_rate"] == "0.01"


def test_leaving_and_closing_take_the_room_out_of_the_address(rooms):
    page = run(LESSON)
    teacher = open_room(page)
    student = run(LESSON, room=teacher.code)
    assert "room.mine" in student.session_state
    page.button(key="room.close").click().run()
    page.button(key="room.close.really").click().run()
    assert rooms.room(teacher.code) is None
    assert "room" not in page.query_params
    student.run()
    assert words.REFUSED[Refusal.UNKNOWN].en in said(student)
    assert "room" not in student.query_params
    assert "seat" not in student.query_params


@pytest.mark.parametrize("typed", ["nothing", "AAAAAA", "<script>", "", "ＡＢＣ２３４"])
def test_a_wrong_code_is_said_once_and_the_page_goes_on(rooms, typed):
    page = run(LESSON, room=typed)
    assert not page.exception
    assert not typed or words.REFUSED[Refusal.UNKNOWN].en in said(page)
    assert "room" not in page.query_params
    page.run()
    assert words.REFUSED[Refusal.UNKNOWN].en not in said(page)


def test_a_visitor_who_tries_codes_is_stopped(rooms):
    code, _ = rooms.open()
    page = run(LESSON)
    for _ in range(session.OWN_TRIES):
        page.text_input(key="room.typed").set_value(codes.new_code())
        page.button(key="FormSubmitter:room.join-Join").click().run()
        assert words.REFUSED[Refusal.UNKNOWN].en in said(page)
    page.text_input(key="room.typed").set_value(code)
    page.button(key="FormSubmitter:room.join-Join").click().run()
    assert words.REFUSED[Refusal.TOO_MANY_TRIES].en in said(page)
    assert "room.mine" not in page.session_state


def test_when_the_database_is_out_of_reach_the_lesson_goes_on(gone):
    page = run(LESSON, predict="skip")
    page.button(key="room.open").click().run()
    assert not page.exception
    assert words.REFUSED[Refusal.UNAVAILABLE].en in said(page)
    assert page.get("vega_lite_chart")


def test_when_it_is_lost_in_the_middle_the_lesson_goes_on_and_the_seat_comes_back(rooms, monkeypatch):
    code, secret = rooms.open()
    page = run(LESSON, room=code, predict="skip")
    seat = member(page).seat

    lost = RoomStore("sqlite:////proc/nowhere/rooms.sqlite")
    with monkeypatch.context() as patch:
        patch.setattr(location, "store", lambda: lost)
        page.run()
        assert not page.exception
        assert words.REFUSED[Refusal.UNAVAILABLE].en in said(page)
        assert page.get("vega_lite_chart")
    rooms.ask(code, secret, LESSON, ANSWERS)
    page.run()
    assert member(page).seat == seat
    assert page.radio(key=f"{LESSON}.vote.one")


def test_the_panel_says_what_a_room_keeps_and_for_how_long(rooms):
    for lang, hours in (("en", "three hours"), ("ko", "세 시간")):
        page = run("home", lang=lang)
        assert getattr(words.KEPT, lang) in said(page)
        assert hours in said(page)


# Hands


def test_hands_are_in_the_link_held_until_they_are_shown(monkeypatch):
    monkeypatch.setattr(location, "store", lambda: pytest.fail("nothing is stored"))
    held = run(LESSON, hands="3.10.2.0-1.12.2.0")
    assert hands.KEPT.en.format(name=hands.ROUNDS[0].en, count=15) in said(held)
    assert not held.get("vega_lite_chart")
    held.button(key=f"{LESSON}:hands.show").click().run()
    assert held.query_params["hands"] == "3.10.2.0-1.12.2.0*"
    assert len(held.get("vega_lite_chart")) == 1
    held.button(key=f"{LESSON}:hands.done").click().run()
    assert held.button(key=f"{LESSON}.predict.skip")


def test_the_vote_says_the_same_in_both_languages():
    for text in (*vote.STAGES.values(), *words.REFUSED.values()):
        assert text.en != text.ko
    assert set(words.REFUSED) == set(Refusal)


def test_what_seats_draw_comes_to_the_teacher_over_the_run(rooms):
    level = ".".join(["67"] * 12)
    teacher = run(LESSON, predict="skip", learning_rate="1.9", drawn=level)
    code = open_room(teacher).code
    for rate in ("1.9", "1.9", "0.3"):
        seat = run(LESSON, room=code, predict="skip")
        moved(seat, f"{LESSON}.learning_rate", float(rate)).button(f"{LESSON}.drawn.first").click().run()
        seat.session_state[f"{LESSON}:drawn_prediction"]["knots"] = (67,) * 12  # As the component reports it.
        seat.run()
        seat.button(f"{LESSON}.drawn.play").click().run()
        assert f"class.{LESSON}.drawn" in buttons(seat)
        seat.button(key=f"class.{LESSON}.drawn").click().run()
        assert not seat.exception
        assert "drew the loss at" not in said(seat)
    assert not [toggle for toggle in teacher.toggle if toggle.key.startswith("class.")]
    teacher.run()
    assert not teacher.exception
    assert "### 3 of 3 sent" in said(teacher)
    assert "2 drew" not in said(teacher)
    pictures = len(teacher.get("vega_lite_chart"))
    teacher.toggle(key=f"class.{LESSON}.drawn.shown").set_value(True).run()
    assert len(teacher.get("vega_lite_chart")) == 1 < pictures, "the class's picture stands in place of the run's"
    assert "2 drew the loss at η = 1.9." in said(teacher)
    assert f"class.{LESSON}.drawn" not in buttons(teacher)


def test_two_curves_of_one_run_come_to_the_teacher_each_over_its_own(rooms):
    lesson, link = "batch_size", {"predict": "skip", "experiment": "costs", "batch_size": "100"}
    teacher = run(lesson, **link)
    code = open_room(teacher).code
    seat = run(lesson, room=code, **link)
    seat.button(f"{lesson}.drawn.first").click().run()
    for cost in ("updates", "epochs"):
        seat.session_state[f"{lesson}:drawn_prediction"]["knots"] = (67,) * 12  # As the component reports it.
        seat.run()
        seat.button(f"{lesson}.drawn.play").click().run()
        seat.button(key=f"class.{lesson}.drawn_{cost}").click().run()
        assert not seat.exception
        teacher.run()
        teacher.toggle(key=f"class.{lesson}.drawn_{cost}.shown").set_value(True).run()
        assert said(teacher).count("1 drew the loss of B = 100.") == ("updates", "epochs").index(cost) + 1


def test_a_teachers_drawing_is_not_led_to_but_the_drawing_area_is(rooms):
    page = run(LESSON, predict="skip", drawn="ask")
    teacher = open_room(page)
    assert "drawn=ask" in rooms.room(teacher.code).link
    page.session_state[f"{LESSON}:drawn_prediction"]["knots"] = (67,) * 12
    page.run()
    page.button(f"{LESSON}.drawn.play").click().run()
    page.run()
    assert "drawn" in page.query_params
    assert "drawn" not in rooms.room(teacher.code).link


def test_each_seat_draws_one_sample_and_the_teacher_sees_the_estimates_of_all(rooms):
    by_hand = {"predict": "skip", "experiment": "by_hand"}
    teacher = run("estimators", **by_hand)
    code = open_room(teacher).code
    drawn = []
    for _ in range(5):
        seat = run("estimators", room=code, **by_hand)
        assert not seat.exception
        assert seat.button(key="class.estimators.sample").disabled
        seat.button(key="estimators.draw").click().run()
        assert seat.button(key="estimators.draw").disabled, "one sample of each seat"
        seat.button(key="class.estimators.sample").click().run()
        assert not seat.exception
        drawn.append(int(seat.query_params["draws"]))
    assert rooms.contributed(code, "estimators.sample", member(teacher).secret) == sorted((float(n),) for n in drawn)
    teacher.run()
    assert not teacher.exception
    assert "### 5 of 5 sent" in said(teacher)
    made = np.array([normal(1.0).draw(generators(number)[0], (1, 10)).mean() for number in drawn])
    off = made.mean() - 1
    [told] = [words for words in said(teacher).splitlines() if "each drawn by one of you" in words]
    bias, variance, mse = (float(found.replace("−", "-")) for found in re.findall(r"([−\d.]+) ±", told))
    assert bias == pytest.approx(off, abs=0.01)
    assert variance == pytest.approx(made.var(), abs=0.01)
    assert mse == pytest.approx(np.mean((made - 1) ** 2), abs=0.01)
    assert "class.estimators.sample" not in buttons(teacher)
    korean = run("estimators", room=code, lang="ko", **by_hand)
    assert not korean.exception
    assert korean.button(key="class.estimators.sample").label == class_experiment.SEND.ko


def test_the_first_settings_of_all_seats_stand_beside_the_three_searches(rooms):
    own = {"predict": "skip", "experiment": "own", "budget": "9"}
    teacher = run("search", **own)
    code = open_room(teacher).code
    picks = {"strength~0.5_0.25~0.1_0.1": (0.5, 0.25), "strength~0.55_0.4": (0.55, 0.4), "rate~0.5": None}
    for word, first in picks.items():
        space = {} if first else {"space": "rate"}
        seat = run("search", room=code, picks=word, **own, **space)
        if space:
            seat.toggle(key="room.following_switch").set_value(False).run()
            seat.selectbox(key="search.space").set_value("rate").run()
            seat.button(key="search.try").click().run()
        seat.button(key="class.search.picked").click().run()
        assert not seat.exception
    assert rooms.contributed(code, "search.picked", member(teacher).secret) == [
        (0, 0.5),
        (1, 0.5, 0.25),
        (1, 0.55, 0.4),
    ]
    teacher.run()
    assert not teacher.exception
    assert "### 3 of 3 sent" in said(teacher)
    setting = race.setup(controls.settle(SEARCH, {"budget": "9"})[0])
    losses = [race.tried(setting.space, first).validation for first in picks.values() if first]
    assert f"best of all picks (2), {min(losses):.3f}" in said(teacher)
    teacher.toggle(key="class.search.picked.shown").set_value(False).run()
    assert "best of all picks" not in said(teacher)
    assert not teacher.exception


def test_what_each_does_for_themselves_is_not_led_to_and_whoever_follows_keeps_it(rooms):
    teacher = run("estimators", predict="skip", experiment="by_hand", draws="7")
    code = open_room(teacher).code
    assert rooms.room(code).link == "estimators?experiment=by_hand"
    seat = run("estimators", room=code, predict="skip", experiment="by_hand", draws="48213")
    assert seat.query_params["draws"] == "48213"
    moved(teacher, "estimators.n", 50)
    assert "n=50" in rooms.room(code).link
    seat.run()
    assert seat.query_params["n"] == "50"
    assert seat.query_params["draws"] == "48213"


@pytest.mark.parametrize(("lesson", "experiment"), [("estimators", "by_hand"), ("search", "own")])
def test_a_class_experiment_goes_on_without_its_database_and_sends_once_a_second(
    rooms, monkeypatch, lesson, experiment
):
    link = (
        {"predict": "skip", "experiment": experiment, "budget": "9"}
        if lesson == "search"
        else {"predict": "skip", "experiment": experiment}
    )
    code, _ = rooms.open()
    more = {"picks": "strength~0.5_0.25"} if lesson == "search" else {"draws": "5"}
    seat, key = run(lesson, room=code, **link, **more), f"class.{lesson}.{'picked' if lesson == 'search' else 'sample'}"
    told = []
    monkeypatch.setattr(rooms, "contribute", lambda *words: told.append(words) or refuse(Refusal.TOO_SOON))
    monkeypatch.setattr(session, "sleep", lambda seconds: None)
    seat.button(key=key).click().run()
    assert words.REFUSED[Refusal.TOO_SOON].en in said(seat)
    assert len(told) == 2, "again after a second, and no more"
    lost = RoomStore("sqlite:////proc/nowhere/rooms.sqlite")
    monkeypatch.setattr(location, "store", lambda: lost)
    seat.button(key=key).click().run()
    assert not seat.exception
    assert words.REFUSED[Refusal.UNAVAILABLE].en in said(seat)
    assert seat.get("vega_lite_chart")


def refuse(refusal):
    raise RefusedError(refusal)


def test_a_plan_is_read_by_the_teacher_and_not_led_to(rooms):
    teacher = run("plans")
    code = open_room(teacher).code
    assert rooms.room(code).link == ""
    student = run("loss", room=code)
    assert student.session_state["page"] == "loss"
