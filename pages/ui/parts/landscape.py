"""A landscape seen from above, with a start that a visitor may move, and the trajectories of a race as a film.

The start is clicked, dragged or moved by keys, and reports to the server when it is let go. The film follows the
player, as every chart does.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from pages.ui import names, reported
from pages.ui.charts.racing_losses import COLOURS, DASHES, SHAPES
from pages.ui.component import Component
from pages.ui.parts.point_legend import OUTLINES
from pages.ui.text import Text, say
from pages.ui.theme import LARGER, PRESENTATION, chart_config

WORDS: Mapping[str, Text] = {
    "label": Text(
        "Start at ({x}, {y}). Drag it, click on the picture, or press the arrow keys.",
        "출발점 ({x}, {y}). 끌거나, 그림을 클릭하거나, 화살표 키로 옮깁니다.",
    ),
    "left": names.LEFT,
}

LANDSCAPE = Component("landscape", __file__)


@dataclass(frozen=True, eq=False)
class Trail:
    """A racer's trajectory (t, 2), a point a step, and its memory at each frame as shares of its largest, or None."""

    place: int
    trajectory: np.ndarray
    velocity: np.ndarray | None = None
    squares: np.ndarray | None = None


def show(
    image: str,
    extent: Sequence[float],
    trails: Sequence[Trail],
    steps: Sequence[int],
    alt: str,
    key: str,
    *,
    start: Sequence[float],
    titles: Sequence[str],
    minima: Sequence[Sequence[float]] = (),
    on_start: Callable[[float, float], None] | None = None,
    counted: Sequence[int] | None = None,
    marks: Sequence[tuple[float, float, str]] = (),
    ticks: Sequence[Sequence[tuple[float, str]]] | None = None,
    words: Mapping[str, Text] = WORDS,
    name: str = "frame",
    height: int = 440,
) -> None:
    """Show the picture `image` of `extent` (x0, x1, y0, y1), and the trajectories up to steps[frame].

    With `on_start` the start can be moved: it is called with the new place before the next run. minima are crossed.
    Where points are not one a step, `counted` says at which step each is. `marks` (x, y, colour) come one a
    frame, as a cross where the colour is "". `ticks` are the numbers of both axes, each a place and what is written.
    """
    presentation = bool(st.session_state.get(PRESENTATION, False))
    data: dict[str, Any] = {
        "image": image,
        "extent": list(extent),
        "racers": [_racer(trail) for trail in trails],
        "steps": list(steps),
        "alt": alt,
        "start": list(start),
        "titles": list(titles),
        "counted": None if counted is None else list(counted),
        "marks": [list(mark) for mark in marks],
        "ticks": None if ticks is None else [[list(tick) for tick in axis] for axis in ticks],
        "minima": [list(point) for point in minima],
        "movable": on_start is not None,
        "name": name,
        "height": round(height * LARGER) if presentation else height,
        "font": chart_config(presentation)["axis"]["labelFontSize"],
        **{part: say(word) for part, word in words.items()},
    }

    def moved(place: Any) -> None:
        x, y = map(float, reported.numbers(place, 2))
        if on_start is not None:
            on_start(x, y)

    LANDSCAPE.mount(key, data, start=moved)


def _racer(trail: Trail) -> dict[str, Any]:
    dash = DASHES[trail.place]
    return {
        "trajectory": short(trail.trajectory),
        "velocity": None if trail.velocity is None else short(trail.velocity, 4),
        "squares": None if trail.squares is None else short(trail.squares, 4),
        "shown": len(next((m for m in (trail.velocity, trail.squares) if m is not None), trail.trajectory)),
        "colour": COLOURS[trail.place],
        "dash": [] if dash == (1, 0) else list(dash),
        "outline": OUTLINES[SHAPES[trail.place]],
    }


def short(values: np.ndarray, digits: int = 5) -> list[float]:
    """Return numbers in a row, each with as many digits as can be seen."""
    return [float(f"{value:.{digits}g}") for value in values.ravel().tolist()]
