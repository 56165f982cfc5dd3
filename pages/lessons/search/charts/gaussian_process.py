"""The belief of Bayesian search, as a film: a curve in its band with what each place promises, or maps of the plane."""

import altair as alt
import numpy as np

from pages.lessons.search.charts.trial_film import DARK, SHADES, shades
from pages.ui.charts import film, heatmap, log_ticks
from pages.ui.serving.once import once
from pages.ui.theme import EDGE, INK, PAPER, SERIES

NEXT = "#c43a8b"
"""The colour of what comes next: no sign and no loss."""


@once
def map_spec(
    x_title: str, y_title: str, numbers: tuple[float, ...], heading: str, height: int = 230, name: str = "frame"
) -> film.Spec:
    """Return the map, `numbers` along y: datasets `reel` (one row), `trials`, and `next`, a row a frame."""
    ends = {"type": "log"}
    x = alt.X("x:Q", title=x_title, axis=film.plain(grid=False), scale=film.fixed("reel", "x0", "x1", **ends))
    y_axis = film.plain(grid=False, values=numbers, tickCount=log_ticks.MANY)
    y = alt.Y("y:Q", title=y_title, axis=y_axis, scale=film.fixed("reel", "y0", "y1", **ends))
    reel = film.projector("width", "height", name).mark_image(aspect=False, clip=True).encode(**film.WINDOW)
    layers = [
        reel,
        *_places(x, y, name),
        _heading("reel", heading),
    ]
    return film.finish(alt.layer(*layers), name, height=height, view=alt.ViewBackground(fill=PAPER))


def _heading(dataset: str, words: str) -> alt.Chart:
    return film.words_above(alt.Chart(film.named(dataset)).transform_calculate(words=repr(words)), INK)


def _places(x: alt.X, y: alt.Y, name: str) -> list[alt.Chart]:
    known = alt.Chart(film.named("trials")).transform_filter(f"datum.frame < {name}")
    following = alt.Chart(film.named("next")).transform_filter(film.now(name))
    return [
        known.mark_point(size=55, filled=True, fill=PAPER, stroke=EDGE, strokeWidth=1.4, opacity=1).encode(x=x, y=y),
        following.mark_point(size=300, shape="diamond", filled=True, fill=PAPER, opacity=0.6).encode(x=x, y=y),
        following.mark_point(size=190, shape="diamond", filled=False, stroke=NEXT, strokeWidth=3, opacity=1).encode(
            x=x, y=y
        ),
    ]  # fmt: skip


def levels(values: np.ndarray, low: float, high: float) -> np.ndarray:
    """Return the shade of values: the highest darkest."""
    share = np.clip((values - low) / max(high - low, 1e-12), 0, 1)
    return np.rint(share * (SHADES - 1)).astype(np.uint8)


def map_datasets(
    shaded: np.ndarray, ends: tuple[float, float, float, float], tried: np.ndarray, following: np.ndarray
) -> film.Datasets:
    """Return what `map_spec` takes: levels (T, rows, columns), lowest first; values (n, 2) tried, (T, 2) next."""
    reel = heatmap.reel(shaded, shades())
    x0, x1, y0, y1 = ends
    sheet = film.rows(
        x0=[x0], x1=[x1], y0=[y0], y1=[y1], url=[reel.url],
        columns=[reel.columns], rows=[reel.rows], width=[reel.width], height=[reel.height],
    )  # fmt: skip
    return {"reel": sheet, **_rows(tried, following)}


def _rows(tried: np.ndarray, following: np.ndarray) -> film.Datasets:
    return {
        "trials": film.rows(frame=np.arange(len(tried)), x=tried[:, 0], y=tried[:, 1]),
        "next": film.rows(frame=np.arange(len(following)), x=following[:, 0], y=following[:, 1]),
    }


@once
def line_spec(
    x_title: str, y_title: str, numbers: tuple[float, ...], height: int = 240, name: str = "frame"
) -> film.Spec:
    """Return the curve in its band: datasets `belief`, a row a place and frame, `ends`, `trials` and `next`."""
    x = alt.X("x:Q", title=x_title, axis=film.plain(grid=False), scale=film.fixed("ends", "x0", "x1", type="log"))
    scale = film.fixed("ends", "y0", "y1", type="log")
    y = alt.Y("y:Q", title=y_title, axis=film.plain(grid=False, values=numbers, tickCount=log_ticks.MANY), scale=scale)
    now = alt.Chart(film.named("belief")).transform_filter(film.now(name))
    next_now = alt.Chart(film.named("next")).transform_filter(film.now(name))
    layers = [
        now.mark_area(color=SERIES, opacity=0.25, clip=True).encode(x=x, y=alt.Y("low:Q", scale=scale), y2="high:Q"),
        now.mark_line(color=DARK, strokeWidth=2.4, clip=True).encode(x=x, y=y),
        next_now.mark_rule(color=NEXT, strokeWidth=2.5, strokeDash=[6, 4]).encode(x=x),
        alt.Chart(film.named("trials"))
        .transform_filter(f"datum.frame < {name}")
        .mark_point(size=80, filled=True, fill=PAPER, stroke=EDGE, strokeWidth=1.6, opacity=1)
        .encode(x=x, y=y),
        alt.Chart(film.named("ends")).mark_point(opacity=0).encode(x=alt.value(0)),
    ]
    return film.finish(alt.layer(*layers), name, height=height)


@once
def promise_spec(x_title: str, heading: str, height: int = 160, name: str = "frame") -> film.Spec:
    """Return what each place promises, as a share of the most at that frame: datasets of `line_spec` but `trials`."""
    x = alt.X("x:Q", title=x_title, axis=film.plain(grid=False), scale=film.fixed("ends", "x0", "x1", type="log"))
    y = alt.Y(
        "promise:Q",
        axis=alt.Axis(title=" ", grid=False, tickCount=2, labels=False, ticks=False),
        scale=alt.Scale(domain=[0, 1.05], nice=False),
    )
    now = alt.Chart(film.named("belief")).transform_filter(film.now(name))
    next_now = alt.Chart(film.named("next")).transform_filter(film.now(name))
    layers = [
        now.mark_area(color=NEXT, opacity=0.35, line={"color": NEXT, "strokeWidth": 1.5}).encode(x=x, y=y),
        next_now.mark_rule(color=NEXT, strokeWidth=2.5, strokeDash=[6, 4]).encode(x=x),
        _heading("ends", heading),
    ]
    return film.finish(alt.layer(*layers), name, height=height)


def line_datasets(
    x: np.ndarray, belief: np.ndarray, frames: np.ndarray, y_ends: tuple[float, float],
    tried: np.ndarray, following: np.ndarray,
) -> film.Datasets:  # fmt: skip
    """Return what both charts take: belief (f, 4, n), mean, low, high and promise at x (n,), in those `frames` (f,)."""
    count, _, n = belief.shape
    if not count:
        belief, frames, count = np.ones((1, 4, n)), np.array([film.LONGEST + 1]), 1
    columns = dict(zip(("y", "low", "high", "promise"), belief.swapaxes(0, 1).reshape(4, -1), strict=True))
    low, high = y_ends
    # For half a dot at either end.
    room = (x[-1] / x[0]) ** 0.015
    return {
        "belief": film.rows(frame=np.repeat(frames, n), x=np.tile(x, count), **columns),
        "ends": film.rows(x0=[x[0] / room], x1=[x[-1] * room], y0=[low], y1=[high]),
        **_rows(tried, following),
    }
