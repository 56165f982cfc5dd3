"""The visitor's own search: the plane to click on, or sliders, each setting trained at once."""

from functools import partial

import streamlit as st

from dlcore.search.trials import Trial
from pages.lessons.search import pictures, race, words
from pages.lessons.search.race import Race, Setup
from pages.lessons.search.values import SearchValues
from pages.ui import controls
from pages.ui.controls import locks
from pages.ui.number_format import short
from pages.ui.parts import landscape
from pages.ui.text import say

LESSON = "search"
KEY = f"{LESSON}.{{}}".format


def planar(this: Setup) -> bool:
    """Tell whether two hyperparameters are searched, so that a setting is a place of a plane."""
    return len(this.space.searched) == 2


def show_board(chosen: SearchValues, this: Setup, ground: str, height: int) -> None:
    """Draw the plane on which settings are picked, over a picture of it."""
    count = len(this.picks)
    shut = "picks" in locks.of(LESSON) or count >= this.budget
    landscape.show(
        ground,
        pictures.extent(this.space),
        [],
        list(range(this.budget)),
        say(words.OWN_ALT, count=count),
        KEY("own"),
        start=pictures.position(this.space, this.picks[-1] if count else (0.5, 0.5)),
        titles=[say(words.AXES[name]) for name in this.space.searched],
        on_start=None if shut else partial(pick_at, chosen, this),
        marks=pictures.own_marks(this),
        ticks=pictures.numbers_on(this.space),
        words=words.OWN_WORDS,
        height=height,
    )


def show_sliders(chosen: SearchValues, this: Setup) -> None:
    """Draw a slider for each hyperparameter, and the button that trains their setting."""
    shut = "picks" in locks.of(LESSON) or len(this.picks) >= this.budget
    places = [slider(name, number) for number, name in enumerate(this.space.searched)]
    st.button(say(words.TRY), key=KEY("try"), disabled=shut, on_click=pick, args=(chosen, this, tuple(places)))


def show_clear(result: Race) -> None:
    """Draw the button that takes all own trials back."""
    shut = not result.ways["manual"] or "picks" in locks.of(LESSON)
    st.button(say(words.CLEAR), key=KEY("clear"), disabled=shut, on_click=controls.change(LESSON, picks=None))


def show_so_far(result: Race) -> None:
    """Tell the last of the visitor's trials, what is left of the budget, and what there is to beat."""
    this, done = result.setup, result.ways["manual"]
    used = {"count": len(done), "budget": this.budget}
    st.markdown(say(words.OWN if planar(this) else words.OWN_SLIDERS, **used))
    if done:
        said = loss(done[-1]) if done[-1].diverged_at else say(words.LOSS_OF, loss=loss(done[-1]))
        st.markdown(say(words.LAST, setting=setting(result, done[-1].values), loss=said))
    if len(done) >= this.budget:
        st.info(say(words.SPENT))
    others = ", ".join(f"{say(words.WAYS[way])} {loss(result.best(way))}" for way in race.WAYS[1:])
    st.markdown(say(words.GOAL, budget=this.budget, others=others))
    show_clear(result)


def loss(trial: Trial) -> str:
    """Say the validation loss of a trial, or where it diverged."""
    return pictures.loss_words(trial, say(words.TOLD["diverged"], step=trial.diverged_at))


def setting(result: Race, values: tuple[float, ...]) -> str:
    """A setting as one reads it."""
    named = zip(result.setup.space.searched, values, strict=True)
    return ", ".join(f"{say(words.SYMBOLS[name])} {short(value)}" for name, value in named)


def slider(name: str, number: int) -> float:
    """A slider over the range of a hyperparameter; its place from 0 to 1."""
    return st.select_slider(
        say(words.AXES[name]),
        options=pictures.PLACES,
        value=0.5,
        format_func=partial(pictures.value_at, name),
        key=KEY(f"place.{name}.{number}"),
    )


def pick_at(chosen: SearchValues, this: Setup, x: float, y: float) -> None:
    """Try the setting at a place of the plane."""
    pick(chosen, this, pictures.place_of(this.space, x, y))


def pick(chosen: SearchValues, this: Setup, point: tuple[float, ...]) -> None:
    """Try a setting next."""
    if len(this.picks) < this.budget:
        controls.change(LESSON, picks=(chosen.space, (*this.picks, point)))()
