"""The choices of Bayesian search: the Gaussian process before each trial, and the acquisition function, as a film."""

from collections.abc import Iterable
from math import exp

import streamlit as st

from dlcore.search import strategies
from pages.lessons.search import own_search, pictures, words
from pages.lessons.search.charts import gaussian_process
from pages.lessons.search.own_search import KEY
from pages.lessons.search.race import Race
from pages.ui.parts import chart, lesson
from pages.ui.text import say


def show(result: Race) -> None:
    """Draw what Bayesian search predicts before each trial, and where it goes."""
    this, last = result.setup, result.beliefs[-1]
    alone = len(this.space.searched) == 1
    drawn = say(words.DRAWN, first=strategies.drawn_first(this.budget))
    if last is None:
        [place] = lesson.body(1)
        place.info(say(words.NO_BELIEF))
    elif alone:
        show_curve(result)
    else:
        show_maps(result)
    st.markdown(say(words.BELIEF_ALONE if alone else words.BELIEF) + " " + drawn)
    if last is not None and this.length is None:
        named = zip(last.lengths, this.space.searched, strict=True)
        lengths = ", ".join(say(words.SCALE, length=length, axis=say(words.AXES[name])) for length, name in named)
        st.caption(say(words.SCALES, lengths=lengths))


def show_curve(result: Race) -> None:
    """Draw the curve in its band over one hyperparameter, and the acquisition function below."""
    this, last = result.setup, result.beliefs[-1]
    title, promise = say(words.AXES[this.space.searched[0]]), say(words.PROMISES[this.acquisition])
    [place] = lesson.body(1)
    with place:
        said = said_of(result, say(words.AXES["loss"]), [exp(value) for value in last.mean] if last else [0])
        spec = gaussian_process.line_spec(title, say(words.AXES["loss"]), pictures.ticks("loss"), 210)
        chart.show(spec, pictures.band(this), said, KEY("line"))
        told = said_of(result, promise, last.acquisition if last else [0])
        spec = gaussian_process.promise_spec(title, promise, 110)
        chart.show(spec, pictures.promises(this), told, KEY("promise"))
    st.caption(say(words.BELIEF_LINE))


def show_maps(result: Race) -> None:
    """Draw the prediction, its uncertainty and the acquisition function over the plane."""
    this, last = result.setup, result.beliefs[-1]
    across, up = this.space.searched[:2]
    titles, numbers = (say(words.AXES[across]), say(words.AXES[up])), pictures.ticks(up)
    headings = {name: say(text) for name, text in words.MAPS.items()}
    headings["promise"] = say(words.PROMISES[this.acquisition])
    values: dict[str, Iterable[float]] = (
        {"mean": [exp(value) for value in last.mean], "deviation": last.deviation, "promise": last.acquisition}
        if last
        else {name: [0] for name in headings}
    )
    for column, (name, heading) in zip(lesson.body(1, 1, 1), headings.items(), strict=True):
        with column:
            told = said_of(result, heading, values[name])
            spec = gaussian_process.map_spec(*titles, numbers, heading, 280)
            chart.show(spec, pictures.maps(this)[name], told, KEY(f"map.{name}"))
    st.caption(say(words.BELIEF_MAPS) + (" " + say(words.BELIEF_CUT) if len(this.space.searched) > 2 else ""))


def said_of(result: Race, what: str, values: Iterable[float]) -> str:
    """Say a picture of the last belief in words."""
    setting = own_search.setting(result, result.ways["bayesian"][-1].values)
    count = result.setup.budget - 1
    return say(words.BELIEF_ALT, count=count, what=what, low=min(values), high=max(values), setting=setting)
