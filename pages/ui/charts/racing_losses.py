"""A race as loss against step on a logarithmic axis: a line for each racer, or a median in its band over the seeds."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import numpy as np
import pyarrow as pa

from pages.ui.charts import film, log_ticks
from pages.ui.serving.once import once
from pages.ui.theme import INK, PAPER

COLOURS = ("#7a4fd6", "#12908e", "#c43a8b", "#94701c")
DASHES = ((1, 0), (7, 4), (2, 3), (10, 3, 2, 3))
SHAPES = ("circle", "square", "triangle-up", "diamond")
PLACES = ("0", "1", "2", "3")
"""Racers differ in colour, dash and shape; none of the colours is that of a sign, and no two are red and green."""

FIVE_COLOURS = ("#2f9c8c", "#b0489c", "#8a6be0", "#9a7a45", "#7b8794")
"""One for each of five sizes, the smallest first. None is orange or blue: a size has no sign."""

FIVE_DASHES = ([1, 0], [8, 3], [1, 0], [3, 3], [8, 3, 2, 3])

LEAST = 1e-16
"""Losses below this part of the first are rounding, or 0; they stand at the foot of the picture."""

ROOM = 0.02


@dataclass(frozen=True, eq=False)
class Track:
    """A place's loss (t,) at steps (t,), with the ends (t,) of its band over the seeds, or without."""

    place: int
    step: np.ndarray
    loss: np.ndarray
    low: np.ndarray | None = None
    high: np.ndarray | None = None


@once
def spec(x_title: str, y_title: str, name: str = "frame", height: int = 240) -> film.Spec:
    """Return the chart: datasets `race` (a row a racer and step), `racers` (a racer), `pace` (a frame).

    What is still to come is veiled. Pressing on the chart moves the film there.
    """
    along, up = film.fixed("racers", "start", "end"), film.fixed("racers", "low", "high", type="log")
    x = alt.X("step:Q", title=x_title, scale=along, axis=alt.Axis(grid=False))
    y = alt.Y("value:Q", title=y_title, scale=up, axis=log_ticks.axis("racers"))
    colour: film.Options = {"scale": alt.Scale(domain=PLACES, range=COLOURS), "legend": None}
    dash = alt.StrokeDash("place:N", scale=alt.Scale(domain=PLACES, range=DASHES), legend=None)
    shape = alt.Shape("place:N", scale=alt.Scale(domain=PLACES, range=SHAPES), legend=None)
    rows = alt.Chart(film.named("race"))
    pace = f"data('pace')[min({name}, datum.frames - 1)]"
    now = alt.Chart(film.named("racers")).transform_calculate(step=f"{pace}.step")
    now = now.transform_calculate(value=f"data('race')[datum.first + min({pace}.row, datum.last)].value")
    cursor = now.transform_filter("datum.first === 0")
    seen = now.transform_filter("isValid(datum.value) && datum.value >= datum.low && datum.value <= datum.high")
    layers = [
        rows.mark_area(opacity=0.2, clip=True).encode(
            x=x, y=alt.Y("bottom:Q", scale=up), y2="top:Q", color=alt.Color("place:N", **colour)
        ),
        rows.mark_line(strokeWidth=2.4, clip=True).encode(
            x=x, y=y, color=alt.Color("place:N", **colour), strokeDash=dash
        ),
        cursor.mark_rect(color=alt.expr("background"), opacity=0.7).encode(x=x, x2=alt.value(alt.expr("width"))),
        cursor.mark_rule(color=INK, strokeWidth=1).encode(x=x),
        seen.mark_point(size=90, stroke=PAPER, strokeWidth=1.5, opacity=1, filled=True).encode(
            x=x, y=y, fill=alt.Fill("place:N", **colour), shape=shape
        ),
        alt.Chart(film.named("pace"))
        .transform_calculate(seek=repr(name))
        .mark_rect(opacity=0, cursor="col-resize")
        .encode(x=alt.X("left:Q", scale=along), x2="right:Q"),
    ]
    return film.finish(alt.layer(*layers), name, height=height)


def datasets(tracks: Sequence[Track], pace: np.ndarray, row: np.ndarray) -> film.Datasets:
    """Return what `spec` takes. Frame i of the film stands at step pace[i], which is row[i] of each track.

    A loss of no finite size is left empty, and one that grows a thousandfold is seen to leave the picture.
    """
    steps = np.concatenate([track.step for track in tracks])
    highest = max(float(track.loss[0]) for track in tracks)
    losses = np.maximum(np.concatenate([track.loss for track in tracks]), LEAST * highest)
    lows, highs = (
        np.concatenate([np.full(len(t.loss), np.nan) if (end := getattr(t, side)) is None else end for t in tracks])
        for side in ("low", "high")
    )
    racers = [PLACES[track.place] for track in tracks for _ in track.loss]
    race = film.rows(step=steps, place=racers, value=_known(losses), bottom=_known(lows), top=_known(highs))
    counts = np.array([len(track.loss) for track in tracks])
    shown = np.concatenate([losses, lows, highs])
    low, high = ends(shown[np.isfinite(shown) & (shown > 0)], highest)
    start, end = float(steps.min()), float(max(steps.max(), steps.min() + 1))
    # Room at the end for half a mark.
    same = {"low": low, "high": high, "start": start, "end": end + ROOM * (end - start), "frames": len(pace)}
    every = {name: [value] * len(tracks) for name, value in same.items()}
    first = np.cumsum(counts) - counts
    middle = (pace[1:] + pace[:-1]) / 2
    return {
        "race": race,
        "racers": film.rows(place=[PLACES[t.place] for t in tracks], first=first, last=counts - 1, **every),
        "pace": film.rows(
            frame=np.arange(len(pace)),
            step=pace,
            row=row,
            left=np.r_[pace[:1], middle].astype(float),
            right=np.r_[middle, pace[-1:]].astype(float),
        ),
    }


def ends(positive: np.ndarray, first: float) -> tuple[float, float]:
    """Return the ends of the axis: from the least loss, but not from rounding, to the largest, but not to infinity."""
    if not len(positive) or first <= 0:
        return 0.1, 1.0
    high = min(float(positive.max()), 1000 * first)
    return max(float(positive.min()), LEAST * first) / 1.5, 1.5 * high


def _known(values: np.ndarray) -> pa.Array:
    return film.numbers(values, np.isfinite(values) & (values > 0))


def five_colours() -> alt.Color:
    """Return the colour by the place of a size among the five."""
    return alt.Color("place:O", scale=alt.Scale(domain=list(range(5)), range=list(FIVE_COLOURS)), legend=None)


def five_dashes() -> alt.StrokeDash:
    """Return the dashes by the place of a size among the five."""
    return alt.StrokeDash("place:O", scale=alt.Scale(domain=list(range(5)), range=list(FIVE_DASHES)), legend=None)
