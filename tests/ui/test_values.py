"""The typed values of every lesson name exactly its controls: so a renamed one is an error of the type checker."""

from importlib import import_module
from inspect import get_annotations, getmembers, isclass

import pytest

from pages.ui import controls
from pages.ui.controls.control import Values
from pages.ui.shell import navigation

LESSONS = [lesson for lesson in (*navigation.written(), navigation.PLANS) if lesson.controls()]
SIMPLE = (bool, int, float, str)


def typed(lesson):
    """The class that types the values of a lesson."""
    module = import_module(f"pages.lessons.{lesson.id}.values")
    [found] = [one for _, one in getmembers(module, isclass) if issubclass(one, Values) and one is not Values]
    return found


def test_every_lesson_with_controls_is_looked_at():
    assert len(LESSONS) == len(list(navigation.written())) + 1  # the plans have one, too


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_the_values_of_a_lesson_name_its_controls(lesson):
    assert set(get_annotations(typed(lesson))) == {control.id for control in lesson.controls()}


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_a_control_holds_what_its_type_says(lesson):
    value, _ = controls.settle(lesson.controls(), {})
    kinds = {id: kind for id, kind in get_annotations(typed(lesson)).items() if kind in SIMPLE}
    assert kinds
    assert {id: type(getattr(value, id)) for id in kinds} == kinds


def test_values_are_equal_when_they_hold_the_same():
    assert Values(n=3, hidden=(8,)) == Values(hidden=(8,), n=3)
    assert Values(n=3) != Values(n=4)
    assert vars(Values(n=3)) == {"n": 3}
    assert repr(Values(n=3)) == "Values(n=3)"
