"""The MSE of estimators against the sample size, on log axes, with their laws and the Cramér-Rao bound."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np

from pages.ui.charts import film, log_ticks
from pages.ui.charts.racing_losses import COLOURS, PLACES, SHAPES
from pages.ui.serving.once import once
from pages.ui.theme import INK, PAPER


def colour(**settings: Any) -> film.Options:
    """Return the settings of a channel that tells four estimators apart."""
    return {"scale": alt.Scale(domain=PLACES, range=COLOURS), "legend": None, **settings}


@once
def spec(x_title: str, y_title: str, bound: str, chosen: str, height: int = 320) -> film.Spec:
    """Return the chart: datasets `measured`, `laws`, `ends` and `names`, as `datasets` gives them.

    A full line is a law for every n, a broken one a law as n grows; the dotted line is the bound.
    """
    x_scale = film.fixed("ends", "start", "end", type="log")
    y_scale = film.fixed("ends", "low", "high", type="log")
    x = alt.X(
        "n:Q", title=x_title, scale=x_scale, axis=film.plain(grid=False, values=[2, 5, 10, 20, 50, 100, 200, 500])
    )
    y = alt.Y("mse:Q", title=y_title, scale=y_scale, axis=film.plain(values=log_ticks.decades(-9, 16)))
    paint = alt.Color("place:N", **colour())
    shape = alt.Shape("place:N", scale=alt.Scale(domain=PLACES, range=SHAPES), legend=None)
    laws = alt.Chart(film.named("laws"))
    dots = alt.Chart(film.named("measured")).transform_filter("datum.mse > 0")
    ends, names = alt.Chart(film.named("ends")), alt.Chart(film.named("names"))
    layers = [
        ends.mark_rule(color=INK, strokeWidth=1.5, opacity=0.6).encode(x=alt.X("here:Q", scale=x_scale)),
        ends.transform_filter("datum.bounded > 0").mark_rule(
            color=INK, strokeWidth=2.2, strokeDash=[1, 4], strokeCap="round", clip=True
        ).encode(x=alt.X("start:Q", scale=x_scale), x2="end:Q", y=alt.Y("first:Q", scale=y_scale), y2="last:Q"),
        *(
            laws.transform_filter(f"datum.exact === {exact} && datum.mse > 0")
            .mark_line(strokeWidth=2.2, strokeDash=dash, clip=True).encode(x=x, y=y, color=paint)
            for exact, dash in ((1, [1, 0]), (0, [7, 5]))
        ),
        dots.mark_rule(strokeWidth=1.6, clip=True).encode(
            x=x, y=alt.Y("least:Q", scale=y_scale), y2="most:Q", color=paint
        ),
        dots.mark_point(filled=True, size=75, opacity=1, stroke=PAPER, strokeWidth=0.8, clip=True).encode(
            x=x, y=y, shape=shape, color=paint, tooltip=alt.Tooltip("words:N", title=" ")
        ),
        names.transform_calculate(px="width / 2 * (datum.slot % 2) + 8")
        .transform_calculate(py="-12 - 19 * (datum.rows - 1 - floor(datum.slot / 2))")
        .mark_point(filled=True, size=75, opacity=1)
        .encode(x=alt.X("px:Q", scale=None), y=alt.Y("py:Q", scale=None), shape=shape, color=paint),
        names.transform_calculate(px="width / 2 * (datum.slot % 2) + 20")
        .transform_calculate(py="-12 - 19 * (datum.rows - 1 - floor(datum.slot / 2))")
        .mark_text(align="left", baseline="middle", color=film.letters(INK))
        .encode(x=alt.X("px:Q", scale=None), y=alt.Y("py:Q", scale=None), text="name:N"),
        ends.transform_filter("datum.bounded > 0").transform_calculate(words=repr("⋯ " + bound))
        .transform_calculate(py="-12 - 19 * datum.rows")
        .mark_text(align="left", baseline="middle", color=film.letters(INK))
        .encode(x=alt.value(4), y=alt.Y("py:Q", scale=None), text="words:N"),
        ends.transform_calculate(words=f"{chosen + ' '!r} + datum.here")
        .mark_text(align="left", baseline="top", dx=5, dy=2, fontWeight=600, color=film.letters(INK))
        .encode(x=alt.X("here:Q", scale=x_scale), y=alt.value(0), text="words:N"),
    ]  # fmt: skip
    return film.finish(alt.layer(*layers), height=height)


def datasets(
    names: Sequence[str],
    sizes: np.ndarray,
    mse: np.ndarray,
    error: np.ndarray,
    words: Sequence[Sequence[str]],
    laws: Sequence[Sequence[tuple[float, float, bool]]],
    bound: tuple[float, float] | None,
    here: int,
) -> film.Datasets:
    """Return what `spec` takes: mse and error (estimators, S) at sizes (S,); laws as (n, MSE, exact).

    bound gives its values at the first and the last size; here is the size chosen. Bars are two standard errors long.
    An MSE of 0 has no place on a log axis and is left out.
    """
    estimators, count = mse.shape
    place = [name for name in PLACES[:estimators] for _ in range(count)]
    value, spread = mse.ravel(), error.ravel()
    law = [(float(place), *row) for place, rows in enumerate(laws) for row in rows] or [
        (0.0, float(sizes[0]), 0.0, True)
    ]
    drawn = [each for each in (*value.tolist(), *(row[2] for row in law)) if each > 0] or bound or (1.0,)
    low, high = min(drawn) / 2, max(drawn) * 2
    first, last = bound or (low, low)
    return {
        "measured": film.rows(
            place=place, n=np.tile(sizes, estimators), mse=value, least=np.maximum(value - 2 * spread, 0.15 * value),
            most=value + 2 * spread, words=[word for row in words for word in row],
        ),
        "laws": film.rows(
            place=[PLACES[int(row[0])] for row in law], n=np.array([row[1] for row in law]),
            mse=np.array([row[2] for row in law]), exact=np.array([row[3] for row in law], int),
        ),
        "ends": film.rows(
            start=[float(sizes[0]) * 0.88], end=[float(sizes[-1]) * 1.15], low=[float(low)], high=[float(high)],
            here=[here], bounded=[int(bound is not None)], rows=[(estimators + 1) // 2],
            first=[float(first * sizes[0] / (sizes[0] * 0.88))], last=[float(last / 1.15)],
        ),
        "names": film.rows(
            place=PLACES[:estimators], slot=np.arange(estimators), name=list(names),
            rows=np.full(estimators, (estimators + 1) // 2),
        ),
    }  # fmt: skip
