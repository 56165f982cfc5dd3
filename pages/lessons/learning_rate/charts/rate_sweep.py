"""Final loss against the learning rate, with what became of each run, and where theory puts the limit."""

from collections.abc import Sequence

import altair as alt
import numpy as np

from pages.ui.charts import film, log_ticks
from pages.ui.serving.once import once
from pages.ui.theme import INK, SERIES

FLOOR = 1e-12
"""The least loss that is told apart from 0."""

ROOM = 0.8
"""Decades that a regime's neighbours must have for a name too long for its own width to stand above theirs."""

SHADES = (0.18, 0.85, 0.45, 1.0)
"""The shade of each regime on the strip, in the order of dlcore.rates.REGIMES."""


@once
def spec(x_title: str, y_title: str, low: float, high: float, height: int = 320) -> film.Spec:
    """Return the chart: datasets `sweep`, `strip` and `marks`, as `datasets` gives them; rates from low to high.

    The strip above the plot names the regimes; where there is no room, its tips do. A run that diverged is an arrow at
    the upper edge; the dashed line is the predicted limit, the full one the chosen rate.
    """
    rates = alt.Scale(type="log", domain=[low, high], nice=False)
    axis = film.plain(values=log_ticks.decades(-6, 7), grid=False, tickCount=20)
    x = alt.X("rate:Q", title=x_title, scale=rates, axis=axis)
    scale = film.fixed("sweep", "low", "high", type="log")
    y = alt.Y("loss:Q", title=y_title, scale=scale, axis=log_ticks.axis("sweep"))
    runs = alt.Chart(film.named("sweep"))
    stayed, diverged = (runs.transform_filter(f"datum.diverged === {flag}") for flag in (0, 1))
    tips = [alt.Tooltip("words:N", title=" ")]
    strip = alt.Chart(film.named("strip"))
    span = {"x": alt.X("left:Q", title=x_title, scale=rates, axis=axis), "x2": "right:Q"}
    middle = alt.X("middle:Q", title=x_title, scale=rates, axis=axis)
    dark = alt.condition("datum.regime === 3", alt.value(INK), alt.value(SERIES))
    rules = alt.Chart(film.named("marks"))
    layers = [
        strip.mark_rect(y=-60, y2=-40).encode(
            **span, color=dark, opacity=alt.Opacity("shade:Q", scale=None), tooltip=[alt.Tooltip("name:N", title=" ")]
        ),
        *(
            strip.transform_calculate(pixels=f"log(datum.right / datum.left) / {np.log(high / low)} * width")
            .transform_filter(fits)
            .mark_text(y=place, color=film.letters(INK), baseline="bottom")
            .encode(x=middle, text="name:N")
            for fits, place in (
                ("datum.pixels > 8 * length(datum.name)", -64),
                ("datum.alone && datum.pixels > 14 && datum.pixels <= 8 * length(datum.name)", -80),
            )
        ),
        rules.mark_rule(strokeWidth=2, color=INK).encode(
            x=x, strokeDash=alt.condition("datum.predicted", alt.value([5, 4]), alt.value([1, 0]))
        ),
        *(
            rules.transform_filter(which)
            .transform_filter(f"datum.rate {side} {np.sqrt(low * high)}")
            .mark_text(**film.style(align=align), baseline="bottom", dx=dx, fontWeight=600, color=film.letters(INK))
            .encode(x=x, y=alt.value(row), text="words:N")
            for which, row in (("!datum.predicted", -4), ("datum.predicted", -20))
            for side, align, dx in (("<=", "left", -3), (">", "right", 3))
        ),
        stayed.mark_line(color=SERIES, strokeWidth=1.5, opacity=0.6).encode(x=x, y=y),
        stayed.mark_point(color=SERIES, filled=True, size=40, opacity=1).encode(x=x, y=y, tooltip=tips),
        diverged.mark_point(shape="triangle-up", filled=True, color=INK, size=55, opacity=1).encode(
            x=x, y=alt.value(6), tooltip=tips
        ),
    ]
    return film.finish(alt.layer(*layers), height=height)


def datasets(
    rate: np.ndarray,
    loss: np.ndarray,
    diverged: np.ndarray,
    words: Sequence[str],
    strip: Sequence[tuple[float, float, int, str]],
    marks: Sequence[tuple[float, bool, str]],
) -> film.Datasets:
    """Return what `spec` takes: K runs (rate, loss, diverged or not, words), regimes (from, to, index, name), marks.

    A mark is a rate, whether it is predicted, and its words. Losses below FLOOR stand on it.
    """
    stayed = loss[~diverged & np.isfinite(loss)]
    heights = np.maximum(stayed, FLOOR) if len(stayed) else np.array([0.1, 1.0])
    ends = {"low": np.full(len(rate), heights.min() / 2), "high": np.full(len(rate), heights.max() * 3)}
    shown = np.where(diverged | ~np.isfinite(loss), heights.max(), np.maximum(loss, FLOOR))
    left, right, regime, name = (list(column) for column in zip(*strip, strict=True)) if strip else ([], [], [], [])
    where, predicted, told = (list(column) for column in zip(*marks, strict=True)) if marks else ([], [], [])
    bounds = np.array(left, float), np.array(right, float)
    widths = np.r_[np.inf, np.log10(bounds[1] / bounds[0]), np.inf]
    alone = np.minimum(widths[:-2], widths[2:]) > ROOM
    return {
        "sweep": film.rows(rate=rate, loss=shown, diverged=diverged.astype(int), words=list(words), **ends),
        "strip": film.rows(
            left=bounds[0],
            right=bounds[1],
            middle=np.sqrt(bounds[0] * bounds[1]),
            alone=alone.astype(int),
            regime=np.array(regime, int),
            shade=np.array([SHADES[index] for index in regime]),
            name=name,
        ),
        "marks": film.rows(rate=np.array(where), predicted=np.array(predicted, int), words=told),
    }
