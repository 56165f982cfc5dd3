"""The efficiency of estimators of a centre against the Cramér-Rao bound, population by population."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import numpy as np

from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import INK, PAPER, SERIES

MOST = 1.6
"""The highest efficiency in the picture: biased estimators can pass 1."""


@dataclass(frozen=True)
class EfficiencyRow:
    """An estimator of a population: what was measured with its ends, and the law if one is known."""

    place: str
    name: str
    value: float
    least: float
    most: float
    law: float | None


@once
def spec(x_title: str, bound: str, height: int = 320) -> film.Spec:
    """Return the chart: dataset `rows`, as `datasets` gives it; the line at 1 is the bound, ▶ goes on outside."""
    ticks = alt.Axis(format=".0%", values=[0, 0.5, 1, 1.5], grid=False, labelBound=False, labelOverlap=False)
    x_scale, y_scale = alt.Scale(domain=[0, MOST]), film.fixed("rows", "ground", "high")
    x = alt.X("value:Q", title=x_title, scale=x_scale, axis=ticks)
    y = alt.Y("y:Q", title=None, scale=y_scale, axis=None)
    rows = alt.Chart(film.named("rows"))
    one = rows.transform_filter("datum.first > 0").transform_calculate(value="1")
    shown = rows.transform_filter("datum.there > 0")
    layers = [
        one.mark_rule(color=INK, strokeWidth=2, strokeDash=[1, 4], strokeCap="round").encode(x=x),
        one.transform_calculate(words=repr(bound)).mark_text(align="center", baseline="bottom", color=film.letters(INK))
        .encode(x=x, y=alt.value(-6), text="words:N"),
        shown.mark_bar(color=SERIES, opacity=0.35, size=9, orient="horizontal", clip=True).encode(x=x, y=y),
        shown.transform_filter("datum.beyond > 0").transform_calculate(words="'▶'")
        .mark_text(align="right", baseline="middle", color=film.letters(INK))
        .encode(x=alt.value(alt.expr("width")), y=y, text="words:N"),
        shown.mark_rule(color=SERIES, strokeWidth=2.4, clip=True).encode(
            x=alt.X("least:Q", scale=x_scale), x2="most:Q", y=y
        ),
        shown.transform_filter("datum.beyond < 1")
        .mark_point(filled=True, size=70, color=SERIES, opacity=1, stroke=PAPER, strokeWidth=0.8, clip=True)
        .encode(x=x, y=y),
        shown.transform_filter("datum.law > 0")
        .mark_tick(color=INK, thickness=2.5, size=15, clip=True)
        .encode(x=alt.X("law:Q", scale=x_scale), y=y),
        rows.mark_text(align="right", baseline="middle", color=film.letters(INK), dx=-8).encode(
            x=alt.value(0), y=y, text="name:N"
        ),
        rows.transform_filter("datum.heads > 0").mark_text(
            align="left", baseline="middle", fontWeight=700, color=film.letters(INK), dx=4
        ).encode(x=alt.value(0), y=alt.Y("head:Q", scale=y_scale, axis=None), text="place:N"),
    ]  # fmt: skip
    return film.finish(alt.layer(*layers), height=height)


def datasets(rows: Sequence[EfficiencyRow]) -> film.Datasets:
    """Return what `spec` takes; a row whose value is not a number has words alone."""
    heads = [index == 0 or row.place != rows[index - 1].place for index, row in enumerate(rows)]
    y = -np.arange(len(rows)) - 1.05 * np.cumsum(heads)
    y += 0.7 - y.min()
    value = np.array([row.value for row in rows])
    there = ~np.isnan(value)
    known = np.where(there, value, 0.0)
    return {
        "rows": film.rows(
            y=y, head=y + 1, ground=np.zeros(len(rows)), high=np.full(len(rows), float(y.max() + 1.6)),
            place=[row.place for row in rows], name=[row.name for row in rows], heads=np.array(heads, int),
            first=(np.arange(len(rows)) == 0) * 1, there=there * 1, value=np.minimum(known, MOST * 1.02),
            **{end: np.minimum([getattr(row, end) for row in rows], 2 * MOST) for end in ("least", "most")},
            beyond=(known > MOST) * 1, law=np.minimum([row.law or 0.0 for row in rows], 2 * MOST),
        )
    }  # fmt: skip
