"""Pictures of a class's answers, each seat a mark: curves drawn, points picked, a sampling distribution.

Data comes in, datasets go out. `pages.ui.parts.class_experiment` collects what comes in.
"""

from collections.abc import Sequence

import altair as alt
import numpy as np
import pyarrow as pa

from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import INK, POSITIVE, SERIES

HEIGHT = 300
LEVELS = 10
"""Dots upon each other for which there is always room."""

DIVERGED = "#c43a8b"


@once
def curves_spec(x_title: str, y_title: str, log: bool = False, height: int = HEIGHT) -> film.Spec:
    """Return the drawn curves: datasets `drawn` (seat, x, y), `median` and `real` (x, y), `ends` of the axes."""
    across = film.fixed("ends", "left", "right")
    up = film.fixed("ends", "low", "high", **({"type": "log"} if log else {}))
    place = {"x": alt.X("x:Q", title=x_title, scale=across), "y": alt.Y("y:Q", title=y_title, scale=up)}
    drawn = alt.Chart(film.named("drawn")).mark_line(color=SERIES, opacity=0.3, strokeWidth=1.5, clip=True)
    middle = alt.Chart(film.named("median")).mark_line(color=SERIES, strokeWidth=4, strokeDash=[8, 4], clip=True)
    real = alt.Chart(film.named("real")).mark_line(color=POSITIVE, strokeWidth=3, clip=True)
    corner = _corner(alt.X("left:Q", title=x_title, scale=across), alt.Y("low:Q", title=y_title, scale=up))
    layers = (corner, drawn.encode(**place, detail="seat:N"), middle.encode(**place), real.encode(**place))
    return film.finish(alt.layer(*layers), height=height)


def curves(x: Sequence[float], drawn: np.ndarray, real: tuple[np.ndarray, np.ndarray]) -> film.Datasets:
    """Return the curves of all seats (n, k) at the knots x (k,), their median, and the real curve (x, y)."""
    knots, drawn = np.asarray(x, float), np.asarray(drawn, float).reshape(-1, len(x))
    n = len(drawn)
    values = np.concatenate([drawn.ravel(), np.asarray(real[1], float)])
    along = np.concatenate([knots, np.asarray(real[0], float)])
    seen = values[np.isfinite(values)]
    ends = {"left": along.min(), "right": along.max(), "low": seen.min(), "high": seen.max()}
    middle = np.median(drawn, axis=0) if n else np.empty(0)
    return {
        "drawn": pa.table({"seat": np.repeat(np.arange(n), len(knots)), "x": np.tile(knots, n), "y": drawn.ravel()}),
        "median": pa.table({"x": knots if n else np.empty(0), "y": middle}),
        "real": pa.table({"x": np.asarray(real[0], float), "y": np.asarray(real[1], float)}),
        "ends": pa.table({name: [float(value)] for name, value in ends.items()}),
    }


@once
def points_spec(x_title: str, y_title: str, log: tuple[bool, bool] = (False, False), height: int = HEIGHT) -> film.Spec:
    """Return the picked points: datasets `picked` (x, y, fill, diverged, best), `ends` (left, right, low, high).

    The best is ringed, and what diverged a cross.
    """
    kinds = [{"type": "log"} if along else {} for along in log]
    across = film.fixed("ends", "left", "right", **kinds[0])
    up = film.fixed("ends", "low", "high", **kinds[1])
    base = alt.Chart(film.named("picked")).encode(
        x=alt.X("x:Q", title=x_title, scale=across, axis=film.plain(grid=False)),
        y=alt.Y("y:Q", title=y_title, scale=up, axis=film.plain(grid=False)),
    )
    marks = (
        base.transform_filter("!datum.diverged")
        .mark_point(filled=True, size=110, stroke=INK, strokeWidth=1, opacity=0.9, clip=True)
        .encode(fill=alt.Fill("fill:N", scale=None))
    )
    diverged = base.transform_filter("datum.diverged").mark_point(
        shape="M-1,-1L1,1M-1,1L1,-1", size=90, stroke=DIVERGED, strokeWidth=2.5, filled=False, clip=True
    )
    ring = base.transform_filter("datum.best").mark_point(filled=False, size=420, color=INK, strokeWidth=3, clip=True)
    corner = _corner(alt.X("left:Q", title=x_title, scale=across), alt.Y("low:Q", title=y_title, scale=up))
    return film.finish(alt.layer(corner, marks, diverged, ring), height=height)


def points(
    picked: np.ndarray,
    loss: np.ndarray,
    across: tuple[float, float],
    up: tuple[float, float],
    fill: Sequence[str] | None = None,
) -> film.Datasets:
    """Return the points (n, 2) of all seats, the one of the lowest loss (n,) marked, on a plane with these ends.

    `fill` has the colour of each; one of no finite loss diverged.
    """
    picked, diverged = np.asarray(picked, float).reshape(-1, 2), ~np.isfinite(loss)
    best = np.arange(len(picked)) == (np.argmin(loss) if not diverged.all() else -1)
    ends = {"left": across[0], "right": across[1], "low": up[0], "high": up[1]}
    return {
        "picked": pa.table(
            {
                "x": picked[:, 0],
                "y": picked[:, 1],
                "fill": pa.array(fill or [SERIES] * len(picked), pa.string()),
                "diverged": diverged,
                "best": best,
            }
        ),
        "ends": pa.table({name: [float(value)] for name, value in ends.items()}),
    }


@once
def samples_spec(x_title: str, height: int = HEIGHT) -> film.Spec:
    """Return the estimates as dots upon each other: datasets `estimates` (x, level), `truth` (x, mean), `ends`."""
    scale = film.fixed("ends", "left", "right")
    x = alt.X("x:Q", title=x_title, scale=scale)
    level = alt.Y("level:Q", axis=None, scale=film.fixed("ends", "bottom", "top"))
    dots = alt.Chart(film.named("estimates")).mark_point(filled=True, size=120, color=SERIES, opacity=0.8, clip=True)
    truth = alt.Chart(film.named("truth"))
    known = truth.transform_filter("isValid(datum.mean)")
    mean = known.mark_rule(color=SERIES, strokeWidth=3, strokeDash=[8, 4]).encode(
        x=alt.X("mean:Q", title=x_title, scale=scale)
    )
    real = truth.mark_rule(color=POSITIVE, strokeWidth=3).encode(x=x)
    return film.finish(
        alt.layer(_corner(alt.X("left:Q", title=x_title, scale=scale)), real, mean, dots.encode(x=x, y=level)),
        height=height,
    )


def samples(estimates: np.ndarray, truth: float, ends: tuple[float, float], bins: int = 40) -> film.Datasets:
    """Return the estimates (n,) of all seats, stacked in bins between the ends, with the truth and their mean."""
    estimates = np.asarray(estimates, float)
    width = (ends[1] - ends[0]) / bins
    place = np.clip(((estimates - ends[0]) / width).astype(int), 0, bins - 1) if len(estimates) else np.empty(0, int)
    order = np.argsort(place, kind="stable")
    first = np.searchsorted(place[order], place[order])
    level = np.arange(len(place)) - first + 0.5
    mean = float(estimates.mean()) if len(estimates) else None
    return {
        "estimates": pa.table({"x": ends[0] + (place[order] + 0.5) * width, "level": level}),
        "truth": pa.table({"x": [truth], "mean": pa.array([mean], pa.float64())}),
        "ends": pa.table(
            {"left": [ends[0]], "right": [ends[1]], "bottom": [0.0], "top": [max(LEVELS, level.max(initial=0) + 1.0)]}
        ),
    }


def _corner(x: alt.X, y: alt.Y | None = None) -> alt.Chart:
    """Return an unseen mark at the ends of the axes: data that no mark shows are not there for the scales to read."""
    corner = alt.Chart(film.named("ends")).mark_point(opacity=0).encode(x=x)
    return corner.encode(y=y) if y is not None else corner
