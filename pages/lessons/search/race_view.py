"""The race as pictures: trained trial by trial while it is watched, then a film; and what came out of it."""

from itertools import islice
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dlcore.search import strategies
from pages.lessons.search import own_search, pictures, race, words
from pages.lessons.search.charts import trial_film
from pages.lessons.search.own_search import KEY
from pages.lessons.search.race import WAYS, Race
from pages.lessons.search.values import SearchValues
from pages.ui.address import address, presentation
from pages.ui.charts import racing_losses
from pages.ui.parts import chart, lesson, player, standings
from pages.ui.serving.progressive import Pace
from pages.ui.text import say

PANELS = ("grid", "random", "bayesian", "manual")
"""The planes of the race, from left to right; the fourth is the one to click on."""

TALL, LOW = 270, 200
"""Pixels that a plane is high; and in letters as large as a projector wants, with the best so far below the planes."""


def watch(chosen: SearchValues, waits: bool = False, on_surface: bool = False) -> Race:
    """Train the race, drawing each round as it comes, and then show it as a film, the best so far beside it.

    While the question waits for its answer there are only the trials before which no method had seen anything.
    Streamlit leaves this loop wherever a picture is drawn, when a control is moved meanwhile.
    """
    this, large = race.setup(chosen), presentation.chosen()
    places: list[DeltaGenerator] = [st.container(), *lesson.body(*((1, 1, 1, 1) if large else (5, 5, 5, 5, 4)))]
    seen, pace, emptied = st.session_state.get(KEY("seen")) == race.by_others(this), Pace(), False
    count = strategies.drawn_first(this.budget) if waits else this.budget
    for number, result in enumerate(islice(race.rounds(this), count), 1):
        if pace.due and number < count and not seen:
            if not emptied:
                # Only here: a place that is emptied first would build all its pictures anew.
                places, emptied = [place.empty() for place in places], True
            with pace.drawing():
                told = say(words.TRAINING, number=number, budget=this.budget)
                places[0].progress(number / this.budget, told)
                for place, way in zip(places[1:], PANELS, strict=False):
                    with place.container():
                        show_plane(result, way, number, trial_film.CLEAR)
    ground = pictures.surface_picture(uncover(result), result.guess) if on_surface else trial_film.CLEAR
    places = [place.container() for place in places] if emptied else places
    with places[0]:
        show_player(count, -1 if waits else 0, not waits)
    for place, way in zip(places[1:], PANELS, strict=False):
        with place:
            if way == "manual" and own_search.planar(this):
                show_own_panel(chosen, result, ground)
            else:
                show_plane(result, way, count, ground)
    if not large:
        with places[-1]:
            show_best(result, TALL)
    elif not on_surface:
        show_best(result, 140)
    if not waits:
        st.session_state[KEY("seen")] = race.by_others(this)
    return result


def finished(this: race.Setup) -> Race:
    """Train the race, with a progress bar while it lasts."""
    waiting, pace = None, Pace()
    for number, _ in enumerate(race.rounds(this), 1):
        if pace.due and number < this.budget:
            waiting = waiting or st.empty()
            with pace.drawing():
                waiting.progress(number / this.budget, say(words.TRAINING, number=number, budget=this.budget))
    if waiting:
        waiting.empty()
    return race.after(this, this.budget)


def uncover(result: Race) -> Any:
    """Train the surface row by row, with a progress bar while it lasts."""
    space, cut = result.setup.space, race.others(result)
    count, waiting, pace = race.surface_rows(space), None, Pace()
    for row in range(count):
        race.surface_row(space, cut, row)
        if pace.due:
            waiting = waiting or st.empty()
            with pace.drawing():
                waiting.progress((row + 1) / count, say(words.REVEALING, row=row + 1, rows=count))
    if waiting:
        waiting.empty()
    return race.surface(space, cut)


def show_player(count: int, first: int, autoplay: bool) -> None:
    """Draw the player of the trials; the film begins at the frame `first` if the link says nothing else."""
    start = address.frame()
    captions = [say(words.TRIAL, number=number) for number in range(1, count + 1)]
    player.show(
        count, captions, KEY("film"), start=first if start is None else start, autoplay=autoplay and start is None
    )


def show_plane(result: Race, way: str, frames: int, ground: str) -> None:
    """Draw the plane of a method with its trials up to the film's."""
    across, up = (*result.setup.space.searched, "loss")[:2]
    axes = (say(words.AXES[across]), say(words.AXES[up]), pictures.ticks(up))
    patterns = {name: say(text) for name, text in (words.TOLD | words.WAYS).items()}
    best = own_search.loss(result.best(way)) if result.ways[way] else say(words.NOTHING)
    told = say(words.PLANE_ALT, way=say(words.WAYS[way]), count=len(result.ways[way]), loss=best)
    said = f"{axes[0]} × {axes[1]}. {told}"
    data = pictures.plane(result, way, patterns, ground, frames)
    chart.show(trial_film.spec(*axes, LOW if presentation.chosen() else TALL), data, said, KEY(way))


def show_own_panel(chosen: SearchValues, result: Race, ground: str) -> None:
    """Draw the visitor's plane beside the three others, with its head."""
    done = result.ways["manual"]
    head = say(words.TOLD["best"], loss=own_search.loss(result.best("manual"))) if done else say(words.CLICK)
    st.markdown(f"**{say(words.WAYS['manual'])}**: {head}")
    own_search.show_board(chosen, result.setup, ground, 250)
    if done:
        own_search.show_clear(result)


def show_best(result: Race, height: int) -> None:
    """Draw the best so far of every method."""
    ways = ", ".join(f"{say(words.WAYS[way])} {own_search.loss(result.best(way))}" for way in result.ran)
    spec = racing_losses.spec(say(words.TRIALS), say(words.BEST), height=height)
    chart.show(spec, pictures.best_so_far(result), say(words.BEST_ALT, ways=ways), KEY("best"))


def show_standings(result: Race) -> None:
    """Tell the best of every method, and what there is to say about this race."""
    rows = []
    for way in result.ran:
        best = result.best(way)
        found = result.ways[way].index(best) + 1
        cells = [say(words.WAYS[way]), own_search.loss(best), str(found), own_search.setting(result, best.values)]
        rows.append((WAYS.index(way), cells))
    standings.show([say(word) for word in words.HEAD], rows)
    budget, searched = result.setup.budget, result.setup.space.searched
    if len(result.ways["grid"]) < budget:
        st.caption(say(words.FEWER, count=len(result.ways["grid"]), budget=budget))
    if len(searched) > 2:
        st.caption(say(words.THIRD, axis=say(words.AXES[searched[2]])))
