"""Histograms side by side that grow block by block: every block is one sample, its place the number found there."""

from collections.abc import Sequence
from math import ceil
from typing import Any

import altair as alt
import numpy as np

from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import INK, SERIES

BINS = 21
COLUMNS = 3
LEFT, WIDE, TALL = 0.06, 0.86, 0.66
"""The place of a histogram in its cell of 1 × 1."""

ROUNDING = 1e-9
"""Values that lie no farther apart, against their size, are one."""


@once
def spec(name: str = "frame", height: int = 380) -> film.Spec:
    """Return the chart: datasets `blocks` (one a sample and histogram) and `titles` (one a histogram)."""
    x_scale, y_scale = film.fixed("titles", "x0", "x1"), film.fixed("titles", "y0", "y1")
    blocks = alt.Chart(film.named("blocks"))
    place: film.Options = {
        "x": alt.X("left:Q", scale=x_scale, axis=None),
        "x2": "right:Q",
        "y": alt.Y("bottom:Q", scale=y_scale, axis=None),
        "y2": "top:Q",
        "tooltip": alt.Tooltip("told:N", title="θ"),
    }
    colour = alt.Color("colour:N", scale=None)
    titles = alt.Chart(film.named("titles"))

    def words(field: str, x: str, y: str, **style: Any) -> alt.Chart:
        return titles.mark_text(**style).encode(
            x=alt.X(f"{x}:Q", scale=x_scale, axis=None), y=alt.Y(f"{y}:Q", scale=y_scale, axis=None), text=f"{field}:N"
        )

    ground = titles.mark_rule(color=INK, opacity=0.6).encode(
        x=alt.X("left:Q", scale=x_scale, axis=None),
        x2="right:Q",
        y=alt.Y("bottom:Q", scale=y_scale, axis=None),
    )
    own = titles.mark_rule(
        color=INK, strokeWidth=2, strokeDash=[4, 3]
    ).encode(
        x=alt.X("own:Q", scale=x_scale, axis=None), y=alt.Y("bottom:Q", scale=y_scale, axis=None), y2="top:Q"
    )  # fmt: skip
    layers = [
        blocks.transform_filter(film.until(name)).mark_rect(opacity=0.75, clip=True).encode(**place, color=colour),
        blocks.transform_filter(film.now(name)).mark_rect(stroke=INK, strokeWidth=2, fillOpacity=1).encode(
            **place, color=colour
        ),
        ground,
        own,
        words("title", "left", "head", align="left", fontWeight=700),
        words("low", "left", "foot", align="left", baseline="top"),
        words("high", "right", "foot", align="right", baseline="top"),
    ]  # fmt: skip
    return film.finish(alt.layer(*layers), name, height=height)


def tall(count: int) -> int:
    """The height of a chart of so many histograms: a fourth row needs room between its titles and the numbers above."""
    return max(380, 140 * ceil(count / COLUMNS))


def alike(low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Tell whether values from `low` to `high` differ by rounding alone."""
    return high - low <= ROUNDING * np.maximum(1, np.abs(low))


def datasets(titles: Sequence[str], values: np.ndarray, own: np.ndarray, found: Sequence[bool]) -> film.Datasets:
    """Return what `spec` takes: values (T, P) of P histograms, your own (P,), and which of them are found from data."""
    frames, count = values.shape
    low, high = np.minimum(values.min(axis=0), own), np.maximum(values.max(axis=0), own)
    # Where all values are one, they stand in the middle, and one number stands below.
    one = alike(low, high)
    room = np.where(~one, 0, np.maximum(np.abs(low), 1) / 2)
    low, high = low - room, high + room
    column, row = np.arange(count) % COLUMNS, np.arange(count) // COLUMNS
    bins = np.clip((values - low) / (high - low) * BINS, 0, BINS - 1).astype(int)
    # How many samples before it fell into the same bin.
    earlier = np.tril(np.ones((frames, frames), bool), -1)[..., None]
    level = ((bins[:, None] == bins) & earlier).sum(axis=1)
    step = TALL / (level.max(axis=0) + 1)
    left, bottom = column + LEFT, -row.astype(float)
    blocks = film.rows(
        left=(left + WIDE * bins / BINS).ravel(),
        right=(left + WIDE * (bins + 0.94) / BINS).ravel(),
        bottom=(bottom + step * level).ravel(),
        top=(bottom + step * (level + 1)).ravel(),
        frame=np.repeat(np.arange(frames), count),
        colour=[SERIES if kind else INK for kind in found] * frames,
        told=[f"{titles[p]} = {shown(values[t, p])}" for t in range(frames) for p in range(count)],
    )
    rows = ceil(count / COLUMNS)
    ends = {"x0": 0.0, "x1": float(COLUMNS), "y0": -rows + 0.85, "y1": 1.0}
    heads = film.rows(
        title=list(titles), left=left, right=left + WIDE,
        low=[f"= {shown(round(values[0, p], 9) + 0.0)}" if one[p] else shown(v, 2) for p, v in enumerate(low)],
        high=["" if one[p] else shown(v, 2) for p, v in enumerate(high)],
        bottom=bottom, top=bottom + TALL, head=bottom + TALL + 0.08, foot=bottom - 0.03,
        own=left + WIDE * (own - low) / (high - low), **{name: np.full(count, value) for name, value in ends.items()},
    )  # fmt: skip
    return {"blocks": blocks, "titles": heads}


def shown(value: float, digits: int = 3) -> str:
    """A number with so many digits."""
    rounded = float(f"{value:.{digits}g}")
    return f"{rounded:g}".replace("e-0", "e-").replace("e+0", "e").replace("-", "−")
