"""A teacher's link: what it locks and hides stays, answers wait until they are revealed, and it opens at a step."""

import pytest

from pages.ui import controls, text
from pages.ui.address import held_answers, link_notes
from pages.ui.controls import locks
from pages.ui.controls.choices import Choice
from pages.ui.shell import navigation
from tests.ui.running import live, run

LESSONS = [lesson for lesson in navigation.written() if lesson.id != "home"]
IDS = [lesson.id for lesson in LESSONS]


def fixable(lesson):
    return [control for control in lesson.controls() if control.fixable]


def words_on(page):
    return "\n".join(element.value for element in (*page.markdown, *page.caption))


def drawn(page):
    """The keys of all widgets on the page."""
    kinds = ("selectbox", "slider", "select_slider", "number_input", "toggle", "button_group", "text_input")
    return {element.key for kind in kinds for element in page.get(kind)}


def keys_of(page, lesson, id):
    return {key for key in drawn(page) if key and (f"{key}.").startswith(f"{lesson}.{id}.")}


@pytest.mark.parametrize("lesson", LESSONS, ids=IDS)
def test_what_a_link_fixes_nothing_on_the_page_can_change(lesson):
    these = fixable(lesson)
    locked, hidden = ([control.id for control in these[part::2]] for part in (0, 1))
    asked = {"lock": ",".join(locked), "hide": ",".join(hidden)}
    page = run(lesson.id, lang="en", step="try", answers="held", **asked)
    assert not page.exception
    values = dict(page.session_state[f"{lesson.id}:values"])
    assert not [key for id in hidden for key in keys_of(page, lesson.id, id)]
    for id in locked:
        assert keys_of(page, lesson.id, id) <= {f"{lesson.id}.{id}.locked"}
    fields = [field for field in page.text_input if field.key.endswith(".locked")]
    assert fields
    assert all(field.disabled and field.value for field in fields)
    assert {name: page.query_params[name] for name in asked} == {name: word for name, word in asked.items() if word}
    # What presets, drags and a lesson's own buttons do: every choice and number elsewhere.
    other = {
        control.id: next(name for name in control.options if name != values[control.id])
        for control in these
        if isinstance(control, Choice) and len(control.options) > 1
    }
    page.session_state[f"{lesson.id}:pending"] = other | {"seed": 77, "learning_rate": 0.5}
    page.run()
    assert not page.exception
    ids = {control.id for control in these}
    after = page.session_state[f"{lesson.id}:values"]
    assert {id: after[id] for id in ids} == {id: values[id] for id in ids}


@pytest.mark.parametrize("lesson", IDS)
def test_answers_held_back_wait_until_they_are_revealed(lesson):
    page = run(lesson, lang="en", answers="held", step="read")
    assert not page.exception
    first = text.sections("en", lesson)["read"].split("\n")[0][:40]
    told = words_on(page)
    assert first not in told
    assert "material/check_circle" not in told
    assert held_answers.WAITING.en in told
    assert page.query_params["answers"] == "held"
    page.button(key=f"{lesson}.reveal_answers").click().run()
    told = words_on(page)
    assert first in told
    assert "material/check_circle" in told
    assert "answers" not in page.query_params


def test_answers_are_held_back_in_korean_too():
    told = words_on(run("loss", lang="ko", answers="held", step="read"))
    assert held_answers.WAITING.ko in told
    assert "material/check_circle" not in told


def asks(page, lesson):
    """Tell whether the page offers the answers of its question."""
    keys = {button.key for button in page.button if str(button.key).startswith(f"{lesson}.predict")}
    return any(not key.endswith(".again") for key in keys)


@pytest.mark.parametrize("lesson", LESSONS, ids=IDS)
def test_a_link_to_a_later_step_passes_the_prediction_and_one_to_the_prediction_does_not(lesson):
    asked, passed = (run(lesson.id, lang="en", step=step) for step in ("predict", "mathematics"))
    assert asks(asked, lesson.id)
    assert not asks(passed, lesson.id)
    folded = next(fold for fold in passed.expander if fold.icon == ":material/function:")
    assert folded.proto.expanded
    assert not asked.exception
    assert not passed.exception


def learning_rate(**link):
    return run("learning_rate", lang="en", predict="skip", **link)


def test_a_locked_control_shows_its_value_and_a_hidden_one_keeps_that_of_the_link():
    page = learning_rate(learning_rate="1.9", steps="60", lock="learning_rate", hide="steps,schedule")
    slider = live(page, "learning_rate.learning_rate")
    assert (slider["label"], slider["value"], slider["locked"]) == ("Learning rate η", 1.9, True)
    values = page.session_state["learning_rate:values"]
    assert (values["learning_rate"], values["steps"], values["schedule"]) == (1.9, 60, "constant")
    assert "Fixed: Learning rate η. Hidden: Steps, Learning-rate schedule." in words_on(page)


def test_what_is_not_fixed_moves_as_ever_and_the_link_goes_on_saying_what_is():
    page = learning_rate(learning_rate="1.9", lock="learning_rate", hide="seed", answers="held", step="try", frame="3")
    page.slider(key="learning_rate.curvature").set_value(2.0).run()
    asked = dict(page.query_params)
    assert asked["curvature"] == "2"
    assert (asked["lock"], asked["hide"], asked["answers"]) == ("learning_rate", "seed", "held")
    assert not {"step", "frame"} & set(asked)
    page.query_params["lang"] = "ko"
    page.run()
    assert live(page, "learning_rate.learning_rate")["label"] == "학습률 η"
    assert page.session_state["learning_rate:values"]["learning_rate"] == 1.9


def test_reset_leads_back_to_what_the_teacher_had_set():
    page = learning_rate(learning_rate="1.9", curvature="2", steps="60", lock="learning_rate")
    page.slider(key="learning_rate.curvature").set_value(4.0).run()
    page.button(key="learning_rate.reset").click().run()
    values = page.session_state["learning_rate:values"]
    assert (values["learning_rate"], values["curvature"], values["steps"]) == (1.9, 2.0, 60)


def test_presets_that_would_change_what_is_fixed_are_not_offered():
    free, held = (learning_rate(**link) for link in ({}, {"lock": "learning_rate", "learning_rate": "1.9"}))
    offered = [{b.key.rpartition(".")[2] for b in page.button if ".preset." in str(b.key)} for page in (free, held)]
    assert offered == [{"crawls", "swings", "diverges", "trapped"}, {"swings"}]


def test_a_link_that_fixes_what_is_not_there_says_so_and_fixes_the_rest():
    page = learning_rate(lock="learning_rate,nonsense", hide="<b>,steps", answers="kept", step="later")
    notes = "\n".join(note.value for note in page.info)
    for name in ("nonsense", "<b>"):
        assert locks.UNKNOWN.en.format(name=f"`{name}`") in notes
    for name, word in (("answers", "kept"), ("step", "later")):
        assert link_notes.FRAME_OWN[name].en.format(word=f"`{word}`") in notes
    assert page.query_params["lock"] == "learning_rate"
    assert page.query_params["hide"] == "steps"
    assert not page.exception


def test_the_dialog_offers_the_controls_of_the_page_by_their_names():
    page = learning_rate()
    page.button(key="for_class").click().run()
    lock = page.multiselect(key="class.learning_rate.lock")
    shown = [c for c in navigation.by_id("learning_rate").controls() if c.id != "seed"]
    assert lock.options == [control.label.en for control in shown]
    assert not page.exception


def test_the_dialog_leaves_out_what_is_not_shown_and_what_has_no_widget():
    page = run("training", lang="en")
    page.button(key="for_class").click().run()
    offered = page.multiselect(key="class.training.hide").options
    assert "Learning rate η" in offered
    assert not {"Stopped after update", "Strength λ", "Your points"} & set(offered)


@pytest.mark.parametrize("link", [{"lock": "steps"}, {"hide": "steps"}, {"answers": "held"}])
def test_where_a_teacher_has_set_the_page_there_is_no_dialog(link):
    page = learning_rate(**link)
    assert "for_class" not in [button.key for button in page.button]
    assert "for_class" not in [button.key for button in page.run().button]


def test_pages_without_a_lesson_have_no_dialog():
    for name in ("home", "plans"):
        assert "for_class" not in [button.key for button in run(name, lang="en").button]


@pytest.mark.parametrize("lesson", LESSONS, ids=IDS)
@pytest.mark.parametrize("lang", text.LANGUAGES)
def test_no_two_controls_offered_at_once_have_one_name(lesson, lang):
    value, _ = controls.settle(lesson.controls(), {})
    labels = [getattr(control.label, lang) for control in fixable(lesson) if control.shown(value)]
    assert labels
    assert len(labels) == len(set(labels))
