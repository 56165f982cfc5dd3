"""What all visitors share is kept for long: nothing in it may hold on to memory that is not asked for."""

import gc
from types import FunctionType, ModuleType

import numpy as np
import pytest

from pages.ui.serving.once import Slot
from pages.ui.shell import navigation
from tests.ui.running import run

LESSONS = [lesson.id for lesson in navigation.written() if lesson.id != "home"]
SPARE = 200_000
"""Bytes beyond what is asked for that one result may hold."""


def arrays(place):
    """Find the arrays of a result, whatever it is made of."""
    seen, found, ahead = set(), [], [place.result]
    while ahead:
        part = ahead.pop()
        if id(part) in seen or isinstance(part, type | FunctionType | ModuleType | Slot):
            continue
        seen.add(id(part))
        if isinstance(part, np.ndarray):
            found.append(part)
        else:
            ahead += gc.get_referents(part)
    return found


def owner(array):
    while isinstance(array.base, np.ndarray):
        array = array.base
    return array


def held_in_vain(place):
    """Count the bytes that a result holds beyond those of its own arrays."""
    asked, held = {}, {}
    for array in arrays(place):
        whole = owner(array)
        held[id(whole)] = whole.nbytes
        asked[id(whole)] = asked.get(id(whole), 0) + array.nbytes
    return sum(max(held[key] - asked[key], 0) for key in held)


@pytest.mark.parametrize("lesson", LESSONS)
def test_no_result_holds_on_to_more_than_is_asked_of_it(lesson):
    run(lesson, predict="skip")
    gc.unfreeze()  # what was there when a library was imported is out of sight
    slots = [thing for thing in gc.get_objects() if type(thing) is Slot and thing.there]
    assert len(slots) > 3
    most = max(slots, key=held_in_vain)
    assert held_in_vain(most) < SPARE, [(array.shape, owner(array).shape) for array in arrays(most)]


def test_a_view_on_a_large_array_is_found():
    place = Slot()
    assert place.look(lambda: {"few": np.zeros((10**5, 8))[:, 0]})
    assert held_in_vain(place) == 7 * 8 * 10**5
