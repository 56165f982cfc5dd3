"""What a model pays when one outcome comes true: the surprise of its probability."""

from collections.abc import Sequence
from functools import cache

import altair as alt
import numpy as np

from pages.ui.charts import film
from pages.ui.charts.surprises import BELIEVED
from pages.ui.theme import INK, PAPER

LEAST = 0.01
"""The least probability that the curve shows; 0 is an arrow at the upper edge."""


@cache
def spec(x_title: str, y_title: str, height: int = 300) -> film.Spec:
    """Return the chart: datasets `curve` and `outcomes`, as `datasets` gives them."""
    ticks = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1], grid=False)
    x = alt.X("p:Q", title=x_title, scale=alt.Scale(domain=[0, 1], nice=False), axis=ticks)
    y = alt.Y("price:Q", title=y_title, scale=film.fixed("curve", "low", "high"), axis=film.plain(tickCount=6))
    outcomes = alt.Chart(film.named("outcomes"))
    finite, infinite = (outcomes.transform_filter(f"datum.infinite === {flag}") for flag in (0, 1))
    balls = {"fill": alt.Fill("colour:N", scale=None), "shape": alt.Shape("shape:N", scale=None)}
    told = {"align": "left", "baseline": "middle", "dx": 14, "fontWeight": 600, "color": INK}
    top, beside = alt.value(6), alt.X("beside:Q", scale=None)
    layers = [
        alt.Chart(film.named("curve")).mark_line(color=BELIEVED, strokeWidth=2.6).encode(x=x, y=y),
        finite.mark_point(size=210, opacity=1, stroke=PAPER, strokeWidth=1.5).encode(x=x, y=y, **balls),
        finite.mark_text(**{**told, "baseline": "bottom", "dy": -4}).encode(x=x, y=y, text="words:N"),
        infinite.mark_point(size=170, shape="triangle-up", opacity=1, strokeWidth=0).encode(
            x=beside, y=top, fill=alt.Fill("colour:N", scale=None)
        ),
        infinite.mark_text(**told).encode(x=beside, y=alt.Y("down:Q", scale=None), text="words:N"),
    ]
    return film.finish(alt.layer(*layers), height=height)


def datasets(
    curve: tuple[np.ndarray, np.ndarray],
    p: np.ndarray,
    price: np.ndarray,
    balls: tuple[Sequence[str], Sequence[str]],
    words: Sequence[str],
) -> film.Datasets:
    """Return what `spec` takes: the curve (m,), and of k outcomes p and price (k,), colour, shape and words.

    Outcomes that would cost infinity stand as arrows side by side at the upper edge.
    """
    infinite = ~np.isfinite(price)
    high = float(curve[1].max())
    place = np.cumsum(infinite) - 1
    return {
        "curve": film.rows(p=curve[0], price=curve[1], low=np.zeros(len(curve[0])), high=np.full(len(curve[0]), high)),
        "outcomes": film.rows(
            p=p, price=np.where(infinite, 0.0, price), infinite=infinite.astype(int), words=list(words),
            colour=list(balls[0]), shape=list(balls[1]), beside=90.0 + 0 * place, down=6.0 + 20 * place,
        ),
    }  # fmt: skip
