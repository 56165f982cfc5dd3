"""A line to be dragged: points, residuals, formula, and the loss surface or the losses, live in the browser.

Slope, intercept and the free point are dragged, slid or moved by keys; all that depends on them is worked out in the
browser, as `dlcore.regression` does. The server hears of it when they are let go.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import numpy as np
import streamlit as st

from dlcore.regression.lines import Measure
from pages.ui import reported
from pages.ui.charts import contour
from pages.ui.component import Component
from pages.ui.theme import NEGATIVE, POSITIVE, PRESENTATION, SERIES, chart_config

DASHES: Mapping[str, str] = {"squared": "9 5", "absolute": "2 4", "huber": "10 4 2 4"}
"""The drawing of the best line and of the cost of a miss for each loss."""

HEIGHT = 276

BOARD = Component("line_board", __file__)


class Compared(NamedTuple):
    """A line to compare with: its letter in the picture, what its button says, slope and intercept."""

    name: str
    label: str
    line: tuple[float, float]


def show(
    points: tuple[np.ndarray, np.ndarray],
    line: tuple[float, float],
    measure: Measure,
    key: str,
    *,
    words: Mapping[str, str],
    ends: tuple[float, float],
    reach: float,
    three: Sequence[Compared],
    best: Mapping[str, str],
    names: Mapping[str, tuple[str, str]],
    area: bool,
    beside: Literal["surface", "cost"],
    locked: Sequence[str] = (),
    on_place: Callable[[tuple[float, float], tuple[float, float]], None],
) -> None:
    """Show points (n,), the last of them free to be moved, and a line to be moved within ± `ends`.

    `best` names the losses whose best lines are drawn, each with what its button says; `names` are those of all
    losses, whole and short. `beside` it is the loss of every line as a surface, or the loss of a residual with a table
    of all losses. `on_place` is called before the next run with the line and the free point as they were let go.
    """
    presentation = bool(st.session_state.get(PRESENTATION, False))
    places = [[float(a), float(b)] for a, b in zip(*points, strict=True)]
    data: dict[str, Any] = {
        "points": places[:-1],
        "free": places[-1],
        "line": list(line),
        "loss": measure.loss,
        "delta": measure.delta,
        "distance": measure.distance,
        "area": area,
        "beside": beside,
        "locked": list(locked),
        "best": [{"loss": loss, "label": label, "dash": DASHES[loss]} for loss, label in best.items()],
        "three": [one._asdict() for one in three],
        "curves": [
            {"loss": loss, "label": label, "head": head, "dash": DASHES[loss]} for loss, (label, head) in names.items()
        ],
        "ends": list(ends),
        "reach": reach,
        "words": dict(words),
        "colours": {"negative": NEGATIVE, "positive": POSITIVE, "series": SERIES},
        "shades": contour.palette().tolist(),
        "deepest": contour.DEEPEST,
        "height": HEIGHT,
        "font": chart_config(presentation)["axis"]["labelFontSize"] + 1,
    }

    def placed(place: Any) -> None:
        slope, intercept, x, y = map(float, reported.numbers(place, 4))
        on_place((slope, intercept), (x, y))

    BOARD.mount(key, data, place=placed)
