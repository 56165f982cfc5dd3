"""The surprise of a probability: the loss of a model when one outcome comes true."""

from collections.abc import Sequence

import altair as alt
import numpy as np

from pages.lessons.entropy.charts.running_surprise import BELIEVED
from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import INK, PAPER

APART = 17
"""Pixels between two outcomes of one probability."""

KEY = 0.3
"""The start of the list of outcomes, as a share of the width: above it the curve is low."""

LEAST = 0.01
"""The least probability that the curve shows; 0 is an arrow at the upper edge."""


@once
def spec(x_title: str, y_title: str, height: int = 300) -> film.Spec:
    """Return the chart: datasets `curve` and `outcomes`, as `datasets` gives them."""
    ticks = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1], grid=False)
    x = alt.X("p:Q", title=x_title, scale=alt.Scale(domain=[0, 1], nice=False), axis=ticks)
    y = alt.Y("surprise:Q", title=y_title, scale=film.fixed("curve", "low", "high"), axis=film.plain(tickCount=6))
    outcomes = alt.Chart(film.named("outcomes")).transform_calculate(
        beside=f"datum.p * width + {APART} * datum.place + datum.infinite * {APART}"
    )
    finite, infinite = (outcomes.transform_filter(f"datum.infinite === {flag}") for flag in (0, 1))
    beside, top = alt.X("beside:Q", scale=None), alt.value(8)
    fill = alt.Fill("colour:N", scale=None)
    shape = alt.Shape("shape:N", scale=None)
    named = outcomes.transform_calculate(
        across=f"{KEY} * width", after=f"{KEY} * width + 14", down="14 + 21 * datum.row"
    )
    down = alt.Y("down:Q", scale=None)
    layers = [
        alt.Chart(film.named("curve")).mark_line(color=BELIEVED, strokeWidth=2.6).encode(x=x, y=y),
        finite.mark_point(size=210, opacity=1, stroke=PAPER, strokeWidth=1.5).encode(
            x=beside, y=y, fill=fill, shape=shape
        ),
        infinite.mark_point(size=170, shape="triangle-up", opacity=1, strokeWidth=0).encode(x=beside, y=top, fill=fill),
        named.mark_point(size=110, opacity=1, strokeWidth=0).encode(
            x=alt.X("across:Q", scale=None), y=down, fill=fill, shape=shape
        ),
        named.mark_text(align="left", baseline="middle", color=film.letters(INK), fontWeight=600).encode(
            x=alt.X("after:Q", scale=None), y=down, text="words:N"
        ),
    ]
    return film.finish(alt.layer(*layers), height=height)


def datasets(
    curve: tuple[np.ndarray, np.ndarray],
    outcomes: tuple[np.ndarray, np.ndarray, Sequence[int]],
    balls: tuple[Sequence[str], Sequence[str]],
    words: Sequence[str],
) -> film.Datasets:
    """Return what `spec` takes: the curve (m,), and of k outcomes p, surprise and place (k,), colour, shape, words.

    Outcomes of one probability stand side by side by their place; what would cost infinity is an arrow at the top.
    """
    p, surprises, place = outcomes
    infinite = ~np.isfinite(surprises)
    at, heights = curve
    high = float(heights.max())
    return {
        "curve": film.rows(p=at, surprise=heights, low=np.zeros(len(heights)), high=np.full(len(heights), high)),
        "outcomes": film.rows(
            p=p, surprise=np.where(infinite, 0.0, surprises), infinite=infinite.astype(int), words=list(words),
            colour=list(balls[0]), shape=list(balls[1]), place=np.array(place), row=range(len(p)),
        ),
    }  # fmt: skip
