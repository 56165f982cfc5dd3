"""The search of a class: the first setting that each seat picks, as a random search beside the three others."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import streamlit as st

from dlcore.search.expected_best import expected_best
from dlcore.search.trials import Point, Trial
from pages.lessons.search import own_search, pictures, race, words
from pages.lessons.search.charts import trial_film
from pages.lessons.search.own_search import KEY
from pages.lessons.search.race import SPACES, Race
from pages.ui.charts import class_pictures, film, racing_losses
from pages.ui.parts import chart, class_experiment, lesson, standings
from pages.ui.text import say

EXPERIMENT = KEY("picked")


def offer(result: Race) -> None:
    """Draw the button that sends the first pick of this seat: of those that follow chance alone would say less."""
    this = result.setup
    first = (float(space_number(this)), *this.picks[0]) if this.picks else None
    class_experiment.offer(EXPERIMENT, first, say(words.FIRST_PICK))


def space_number(this: race.Setup) -> int:
    """The place of what is searched among the spaces, as a room keeps it."""
    return list(SPACES.values()).index(this.space.searched)


def picked(this: race.Setup, sent: Sequence[class_experiment.Numbers]) -> list[Point]:
    """The settings that seats have picked in this space."""
    number, axes = space_number(this), len(this.space.searched)
    mine = [seat[1:] for seat in sent if len(seat) == axes + 1 and seat[0] == number]
    return [point for point in mine if all(0 <= place <= 1 for place in point)]


def show(result: Race, sent: Sequence[class_experiment.Numbers]) -> None:
    """Draw the settings of all seats, each trained, and the class as a search beside the others."""
    done = race.together(result.setup.space, picked(result.setup, sent))
    first, second = lesson.body(1, 1)
    with first:
        show_plane(result, done)
    with second:
        rows = standing(result, done)
        said = ", ".join(": ".join(cells) for _, cells in rows)
        standings.show([say(words.HEAD[0]), say(words.AFTER_TRIALS, budget=result.setup.budget)], rows)
        spec = racing_losses.spec(say(words.TRIALS), say(words.BEST), height=150)
        chart.show(spec, best_of_class(result, done), say(words.BEST_ALT, ways=said), KEY("class.best"))
    if done:
        best = min(done, key=lambda trial: trial.validation)
        st.caption(say(words.CLASS_BEST, count=len(done), best=own_search.loss(best)))


def standing(result: Race, done: Sequence[Trial]) -> list[tuple[int, list[str]]]:
    """The lowest loss of each method after its trials, and that to be expected of as many settings of the class."""
    rows = [(race.WAYS.index(way), [say(words.WAYS[way]), own_search.loss(result.best(way))]) for way in race.WAYS[1:]]
    if done:
        count = min(len(done), result.setup.budget)
        average = float(expected(done, result.guess)[count - 1])
        rows.insert(0, (0, [say(words.CLASS_OF, count=count), f"{average:.3f}"]))
    return rows


def show_plane(result: Race, done: Sequence[Trial]) -> None:
    """Draw the plane of the class."""
    space = result.setup.space
    across, up = (*space.searched, "loss")[:2]
    spec = class_pictures.points_spec(say(words.AXES[across]), say(words.AXES[up]), (True, True), 250)
    best = own_search.loss(min(done, key=lambda trial: trial.validation)) if done else say(words.NOTHING)
    said = say(words.PLANE_ALT, way=say(words.CLASS), count=len(done), loss=best)
    chart.show(spec, plane(result, done), said, KEY("class.plane"))


def plane(result: Race, done: Sequence[Trial]) -> film.Datasets:
    """The trials of the class on their plane, darker the lower their loss."""
    left, right, low, high = pictures.ends(result.setup.space, result.guess)
    loss = np.array([trial.validation for trial in done], float)
    flat = len(result.setup.space.searched) == 1
    up = [float(np.clip(trial.validation, low, high)) if flat else trial.values[1] for trial in done]
    places = np.array([(trial.values[0], y) for trial, y in zip(done, up, strict=True)], float)
    return class_pictures.points(places, loss, (left, right), (low, high), trial_film.colours(loss, result.guess))


def expected(done: Sequence[Trial], guess: float) -> np.ndarray:
    """The lowest loss to be expected of 1, 2, … settings drawn from the class; never above that of guessing."""
    return expected_best(np.minimum([trial.validation for trial in done], guess))


def best_of_class(result: Race, done: Sequence[Trial]) -> film.Datasets:
    """The best so far of every other method, and what is to be expected of as many settings of the class."""
    others = replace(result, ways={**result.ways, "manual": ()})
    return pictures.best_so_far(others, expected(done, result.guess)[: result.setup.budget] if done else None)
