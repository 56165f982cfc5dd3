"""Estimates that fall and pile up as a film: a growing histogram for each estimator."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import numpy as np

from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import EDGE, INK, NEGATIVE, POSITIVE

TALL = 0.68
"""The share of its row that the highest bar takes."""


def other(prefix: str, name: str) -> str:
    """Return the expression for the number at the frame of a second film in the same row, its columns so prefixed."""
    expression = film.decoded(name)
    for column in ("film", "bottom", "step"):
        expression = expression.replace(f"datum.{column}", f"datum.{prefix}_{column}")
    return expression


def prefixed(prefix: str, values: np.ndarray) -> dict[str, object]:
    """Return the columns of such a second film."""
    return {f"{prefix}_{column}": written for column, written in film.encoded(values).items()}


@once
def spec(x_title: str, name: str = "frame", height: int = 212) -> film.Spec:
    """Return the chart: datasets `bars`, a row a bar, and `rows`, a row an estimator.

    What lies below the truth is orange, what lies above it blue. Estimates outside the picture are counted at its ends.
    """
    ends = film.fixed("rows", "low", "high")
    up = film.fixed("rows", "ground", "top")
    axis = film.plain(grid=False, tickCount=8)
    y = alt.Y("bottom_y:Q", title=None, scale=up, axis=None)
    sign = f"datum.sign < 0 ? '{NEGATIVE}' : '{POSITIVE}'"
    bars = (
        alt.Chart(film.named("bars"))
        .transform_calculate(top=f"datum.bottom_y + {TALL} * ({film.decoded(name)})")
        .transform_calculate(fill=sign)
    )
    rows = alt.Chart(film.named("rows"))
    falling = (
        rows.transform_calculate(at=film.decoded(name))
        .transform_calculate(height=other("fall", name))
        .transform_calculate(fill=f"datum.at < datum.truth ? '{NEGATIVE}' : '{POSITIVE}'")
    )
    layers = [
        rows.mark_rule(color=INK, opacity=0.5).encode(y=y),
        bars.mark_rect(clip=True).encode(
            x=alt.X("left:Q", title=x_title, scale=ends, axis=axis), x2="right:Q", y=y, y2="top:Q",
            fill=alt.Fill("fill:N", scale=None),
        ),
        rows.transform_filter("datum.row === 0").mark_rule(color=INK, strokeWidth=2).encode(
            x=alt.X("truth:Q", title=x_title, scale=ends, axis=axis)
        ),
        rows.mark_text(align="left", baseline="top", fontWeight=700, dy=4, color=film.letters(INK)).encode(
            x=alt.value(4), y=alt.Y("top_y:Q", scale=up, axis=None), text="name:N"
        ),
        falling.mark_point(shape="diamond", size=150, stroke=EDGE, strokeWidth=1.2, opacity=1, clip=True).encode(
            x=alt.X("at:Q", title=x_title, scale=ends, axis=axis), y=alt.Y("height:Q", scale=up, axis=None),
            fill=alt.Fill("fill:N", scale=None),
        ),
        *(
            rows.transform_calculate(out=f"round({other(side, name)})")
            .transform_filter("datum.out > 0")
            .transform_calculate(words=words)
            .mark_text(**film.style(align=align), baseline="bottom", dy=-3, fontWeight=700, color=film.letters(ink))
            .encode(x=alt.value(place), y=y, text="words:N")
            for side, words, align, place, ink in (
                ("left", "'◀ ' + format(datum.out, ',')", "left", 4, NEGATIVE),
                ("right", "format(datum.out, ',') + ' ▶'", "right", alt.expr("width - 4"), POSITIVE),
            )
        ),
    ]  # fmt: skip
    return film.finish(alt.layer(*layers), name, height=height)


@dataclass(frozen=True, eq=False)
class Schedule:
    """The samples of each frame: those piled (T,), the sample that falls (T,), and how far it has (T,), 0 to 1."""

    piled: np.ndarray
    current: np.ndarray
    fallen: np.ndarray


SLOW, STEPS, FAST = 8, (0.0, 0.0, 0.3, 0.6, 0.85, 1.0), 48
"""The first samples fall one by one, in so many steps; then ever more of them arrive with each of the other frames."""


@once
def schedule(replications: int) -> Schedule:
    """Return the frames of a film of so many samples."""
    slow = min(SLOW, replications)
    counts = np.unique(np.rint(np.geomspace(slow, replications, FAST + 1)).astype(int))[1:]
    one, step = np.repeat(np.arange(slow), len(STEPS)), np.tile(STEPS, slow)
    return Schedule(
        np.concatenate([one + (step == 1), counts]),
        np.concatenate([one, counts - 1]),
        np.concatenate([step, np.ones(len(counts))]),
    )


def bins(extent: tuple[float, float], truth: float, least: float, lattice: float = 0.0) -> np.ndarray:
    """Return edges of bins over the extent, none narrower than `least`, one edge at the truth.

    Where values lie on a lattice each bin holds as many of its points, and an edge is the nearest below the truth.
    """
    width = max(1, round(least / lattice)) * lattice if lattice else least
    middle = (np.ceil(truth / lattice - 1e-9) - 0.5) * lattice if lattice else truth
    low, high = np.ceil((middle - extent[0]) / width), np.ceil((extent[1] - middle) / width)
    return np.asarray(middle + width * np.arange(-low, high + 1))


def piles(estimates: np.ndarray, edges: np.ndarray, frames: Schedule) -> np.ndarray:
    """Return how many estimates (R,) lie in each bin at each frame, (T, bins + 2), the outer two beyond the edges."""
    place = np.searchsorted(edges, estimates, side="right")
    arrives = np.searchsorted(frames.piled, np.arange(len(estimates)) + 1)
    size = len(edges) + 1
    counts = np.bincount(arrives * size + place, minlength=len(frames.piled) * size)
    return counts.reshape(len(frames.piled), size).cumsum(axis=0)


def datasets(
    names: Sequence[str],
    estimates: Sequence[np.ndarray],
    truth: float,
    extent: tuple[float, float],
    frames: Schedule,
    lattice: float = 0.0,
) -> film.Datasets:
    """Return what `spec` takes: an estimator's name and its estimates (R,), for each row."""
    edges = bins(extent, truth, (extent[1] - extent[0]) / 88, lattice)
    low, high = float(edges[0]), float(edges[-1])
    count = len(names)
    counts = np.stack([piles(each, edges, frames) for each in estimates])  # (rows, T, bins + 2)
    inside = counts[:, :, 1:-1]
    # On a lattice a bar is a point, not a density: the heights of two rows then have nothing to do with each other.
    most = inside.max(axis=2, keepdims=True) if lattice else inside.max(axis=(0, 2), keepdims=True)[..., :1]
    shares = inside / np.maximum(most.reshape(-1, len(frames.piled), 1), SLOW)
    row, place = np.nonzero(counts[:, -1, 1:-1])
    if not len(row):
        row, place = np.zeros(1, int), np.zeros(1, int)
    ground = np.arange(count)[::-1].astype(float)
    at = np.stack([np.clip(each[frames.current], low, high) for each in estimates], axis=1)
    fall = count - (count - ground) * frames.fallen[:, None]
    gap = (edges[1] - edges[0]) * 0.06
    return {
        "bars": film.rows(
            **film.encoded(shares[row, :, place].T), bottom_y=ground[row], left=edges[place] + gap,
            right=edges[place + 1] - gap, sign=np.where((edges[place] + edges[place + 1]) / 2 < truth, -1, 1),
        ),
        "rows": film.rows(
            row=np.arange(count), name=list(names), bottom_y=ground, top_y=ground + 1, truth=np.full(count, truth),
            low=np.full(count, low), high=np.full(count, high), ground=np.zeros(count),
            top=np.full(count, float(count)), **film.encoded(at), **prefixed("fall", fall),
            **prefixed("left", counts[:, :, 0].T), **prefixed("right", counts[:, :, -1].T),
        ),
    }  # fmt: skip
