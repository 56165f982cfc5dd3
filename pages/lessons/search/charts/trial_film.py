"""The plane of two hyperparameters with the trials of one way to search, and their shadows on both axes, as a film."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import numpy as np

from pages.ui.charts import film, heatmap, log_ticks
from pages.ui.serving.once import once
from pages.ui.theme import INK, PAPER

PALE, DARK = "#eceaf4", "#3d2a8c"
SHADES = 24
MARGIN = 0.05
"""Room for the marks on the edge, in parts of an axis."""

DIVERGED, FRAME = "#c43a8b", "#c3c5cd"
GAIN = 5.0
"""The factor by which a loss must lie below that of guessing for the darkest shade."""

CLEAR = heatmap.png(np.zeros((1, 1), np.uint8), [(255, 255, 255)])
"""The ground that is not known."""


@dataclass(frozen=True, eq=False)
class Marks:
    """Trials in order: x and y (n,), loss (n,), infinite where the run diverged, and what to say of each."""

    x: np.ndarray
    y: np.ndarray
    loss: np.ndarray
    words: Sequence[str]


def shades() -> np.ndarray:
    """Return the (SHADES, 3) colours from a loss as bad as guessing to one GAIN times as good."""
    return heatmap.blend(PALE, DARK, SHADES)


def level(loss: np.ndarray, guess: float) -> np.ndarray:
    """Return the shade of each loss, on a logarithmic scale: the darker, the lower."""
    share = np.log(guess / np.clip(loss, 1e-9, guess)) / np.log(GAIN)
    return np.rint(np.clip(share, 0, 1) * (SHADES - 1)).astype(np.uint8)


def colours(loss: np.ndarray, guess: float) -> list[str]:
    """Return the shades as "#rrggbb"."""
    palette = shades()
    return ["#{:02x}{:02x}{:02x}".format(*palette[shade]) for shade in level(loss, guess)]


def surface(loss: np.ndarray, guess: float) -> str:
    """Return losses (rows, columns), lowest row first, as a picture in the shades of the trials."""
    return heatmap.png(level(loss, guess)[::-1], shades())


@once
def spec(x_title: str, y_title: str, numbers: tuple[float, ...], height: int = 250, name: str = "frame") -> film.Spec:
    """Return the chart, `numbers` along y: datasets `ground` (one row), `trials`, and `told`, a row a frame."""
    x_scale, y_scale = (film.fixed("ground", f"{axis}0", f"{axis}1", type="log") for axis in "xy")
    x = alt.X("x:Q", title=x_title, axis=film.plain(grid=False), scale=x_scale)
    y = alt.Y(
        "y:Q", title=y_title, axis=film.plain(grid=False, values=numbers, tickCount=log_ticks.MANY), scale=y_scale
    )
    ground, told = alt.Chart(film.named("ground")), alt.Chart(film.named("told")).transform_filter(film.now(name))
    seen = alt.Chart(film.named("trials")).transform_filter(film.until(name))
    best = told.transform_filter("datum.found > 0")
    tall = alt.expr("height")
    layers = [
        ground.mark_image(aspect=False).encode(
            x=alt.X("left:Q", scale=x_scale), x2="right:Q", y=alt.Y("top:Q", scale=y_scale), y2="bottom:Q", url="url:N"
        ),
        ground.mark_rect(fill=None, stroke=FRAME).encode(
            x=alt.value(0), x2=alt.value(alt.expr("width")), y=alt.value(0), y2=alt.value(tall)
        ),
        seen.mark_rule(color=INK, strokeWidth=2, opacity=0.9).encode(
            x=x, y=alt.value(tall), y2=alt.value(alt.expr("height - 11"))
        ),
        seen.transform_filter("datum.side > 0").mark_rule(color=INK, strokeWidth=2, opacity=0.9).encode(
            y=y, x=alt.value(0), x2=alt.value(11)
        ),
        seen.transform_filter(film.now(name)).mark_point(
            size=260, shape="circle", stroke=INK, strokeWidth=1.5, filled=False, opacity=1
        ).encode(x=x, y=y),
        seen.transform_filter("!datum.diverged").mark_point(
            size=105, shape="circle", stroke=INK, strokeWidth=1, filled=True, opacity=1
        ).encode(
            x=x, y=y, fill=alt.Fill("fill:N", scale=None), tooltip=alt.Tooltip("words:N", title=" ")
        ),
        seen.transform_filter("datum.diverged").mark_point(
            size=90, shape="M-1,-1L1,1M-1,1L1,-1", stroke=DIVERGED, strokeWidth=2.5, filled=False, opacity=1
        ).encode(x=x, y=y, tooltip=alt.Tooltip("words:N", title=" ")),
        best.mark_point(
            size=330, shape="diamond", stroke=DARK, strokeWidth=2.5, filled=False, opacity=1
        ).encode(x=x, y=y),
        film.words_above(told, INK, up=24),
        told.mark_text(align="left", baseline="bottom", color=film.letters(INK)).encode(
            x=alt.value(0), y=alt.value(-7), text="counted:N"
        ),
    ]  # fmt: skip
    return film.finish(alt.layer(*layers), name, height=height, view=alt.ViewBackground(fill=PAPER))


def datasets(
    marks: Marks,
    ends: tuple[float, float, float, float],
    guess: float,
    told: Sequence[tuple[str, str]],
    *,
    picture: str = CLEAR,
    sides: bool = True,
) -> film.Datasets:
    """Return what `spec` takes over `ends` (x0, x1, y0, y1); `told` has two lines a frame. Not `sides`: y is a loss."""
    n, frames = len(marks.loss), len(told)
    x0, x1, y0, y1 = ends
    room_x, room_y = (x1 / x0) ** MARGIN, (y1 / y0) ** MARGIN
    diverged = ~np.isfinite(marks.loss)
    y = marks.y if sides else np.clip(np.where(diverged, y1, marks.loss), y0, y1)
    best = [int(np.argmin(marks.loss[: frame + 1])) if n else 0 for frame in range(frames)]
    found = [n > 0 and marks.loss[i] < guess for i in best]
    empty = n == 0
    rows = film.rows(
        frame=np.arange(n) if n else [film.LONGEST + 1],
        x=[x0] if empty else marks.x,
        y=[y0] if empty else y,
        fill=[PALE] if empty else colours(marks.loss, guess),
        diverged=[0] if empty else diverged.astype(int),
        side=[int(sides)] * max(n, 1),
        words=[" "] if empty else list(marks.words),
    )
    return {
        "ground": film.rows(
            x0=[x0 / room_x],
            x1=[x1 * room_x],
            y0=[y0 / room_y],
            y1=[y1 * room_y],
            left=[x0],
            right=[x1],
            top=[y1],
            bottom=[y0],
            url=[picture],
        ),
        "trials": rows,
        "told": film.rows(
            frame=np.arange(frames),
            found=np.array(found, int),
            x=np.full(frames, x0) if empty else marks.x[best],
            y=np.full(frames, y0) if empty else y[best],
            words=[first for first, _ in told],
            counted=[second or " " for _, second in told],
        ),
    }
