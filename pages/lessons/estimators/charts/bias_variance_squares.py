"""Bias², variance and MSE, a row for each estimator: squares whose areas add up, over a bar whose lengths do."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np

from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import INK, NEGATIVE, POSITIVE, SERIES

ROOM = 25.0
"""The multiple of the least MSE that the largest square may be; beyond it only the number is shown."""


TEXT, BAR = 17, 11
"""Pixels of a line of words, and of the height of a bar."""


@once
def spec(squared_bias: str, variance: str, mse: str, *, height: int = 300) -> film.Spec:
    """Return the chart: dataset `squares`, three rows an estimator, as `datasets` gives them.

    The dashed outline is the exact law; the pale edge reaches to two standard errors above what was measured.
    """
    row = "(height / datum.rows)"
    unit = f"min(width / 3 * 0.45, {row} - {TEXT + BAR + 12})"
    base = (
        alt.Chart(film.named("squares"))
        .transform_calculate(start="width / 3 * datum.column + 3")
        .transform_calculate(floor=f"{row} * (datum.row + 1) - {BAR + 8}")
        .transform_calculate(fill=f"datum.column === 0 ? (datum.sign < 0 ? '{NEGATIVE}' : '{POSITIVE}') : '{SERIES}'")
    )

    def place(x: str, x2: str, y: str, y2: str) -> dict[str, Any]:
        return {"x": alt.X(x, scale=None, axis=None), "x2": x2, "y": alt.Y(y, scale=None, axis=None), "y2": y2}

    def square(side: str) -> alt.Chart:
        return base.transform_calculate(end=f"datum.start + {unit} * datum.{side}").transform_calculate(
            roof=f"datum.floor - {unit} * datum.{side}"
        )

    def bar(low: str, high: str) -> alt.Chart:
        return (
            base.transform_calculate(left=f"3 + (width - 8) * {low}")
            .transform_calculate(right=f"3 + (width - 8) * {high}")
            .transform_calculate(top="datum.floor + 4")
            .transform_calculate(bottom=f"datum.floor + {4 + BAR}")
        )

    area = place("start:Q", "end:Q", "floor:Q", "roof:Q")
    length = place("left:Q", "right:Q", "top:Q", "bottom:Q")
    outline: film.Options = {"fill": "transparent", "stroke": INK, "strokeWidth": 1.8, "strokeDash": [4, 3]}
    fill = alt.Fill("fill:N", scale=None)
    shown = "datum.drawn > 0"
    mse_only = f"{shown} && datum.column === 2"
    titles = base.transform_filter("datum.row === 0")
    beside = base.transform_calculate(at=f"datum.start + ({shown} ? {unit} * max(datum.outer, datum.law) + 6 : 0)")
    layers = [
        square("outer").transform_filter(shown).mark_rect(opacity=0.3).encode(**area, fill=fill),
        square("side").transform_filter(shown).mark_rect(opacity=0.9).encode(**area, fill=fill),
        square("law").transform_filter(f"{shown} && datum.law > 0").mark_rect(**outline).encode(**area),
        bar("datum.from", "datum.to").transform_filter(mse_only).mark_rect(opacity=0.3).encode(**length, fill=fill),
        bar("datum.from", "datum.to").transform_filter(f"{shown} && datum.column < 2").mark_rect(opacity=0.9)
        .encode(**length, fill=fill),
        bar("0", "datum.law * datum.law").transform_filter(f"{mse_only} && datum.law > 0").mark_rect(**outline)
        .encode(**length),
        *(
            beside.transform_calculate(line=f"datum.floor - {up}")
            .mark_text(align="left", baseline="bottom", color=film.letters(INK), **film.style(fontWeight=weight))
            .encode(x=alt.X("at:Q", scale=None, axis=None), y=alt.Y("line:Q", scale=None, axis=None), text=f"{field}:N")
            for field, up, weight in (("value", 15, 700), ("error", 0, 400))
        ),
        base.transform_calculate(top=f"{row} * datum.row + 2").transform_filter("datum.column === 0")
        .mark_text(align="left", baseline="top", fontWeight=700, color=film.letters(INK))
        .encode(x=alt.value(3), y=alt.Y("top:Q", scale=None, axis=None), text="name:N"),
        *(
            titles.transform_filter(f"datum.column === {column}").transform_calculate(words=repr(word))
            .mark_text(align="left", baseline="bottom", fontWeight=700, color=film.letters(INK))
            .encode(x=alt.value(alt.expr(f"width / 3 * {column} + {3 if column == 0 else -16}")), y=alt.value(-6),
                    text="words:N")
            for column, word in enumerate([squared_bias, "+  " + variance, "=  " + mse])
        ),
    ]  # fmt: skip
    return film.finish(alt.layer(*layers), height=height)


def fits(mse: np.ndarray) -> np.ndarray:
    """Return whose squares can be drawn on one scale, of MSEs (estimators,): no error at all sets no scale."""
    return mse <= ROOM * float(mse[mse > 0].min(initial=np.inf))


def datasets(
    names: Sequence[str],
    values: np.ndarray,
    errors: np.ndarray,
    laws: np.ndarray,
    signs: Sequence[int],
    told: Sequence[Sequence[tuple[str, str]]],
) -> film.Datasets:
    """Return what `spec` takes: values, errors and laws (estimators, 3) of bias², variance and MSE; told in words.

    A law not known exactly is not a number. signs are those of the bias. The bars run `from` one share of the largest
    MSE `to` another.
    """
    count = len(names)
    shown = fits(values[:, 2])
    drawn = np.repeat(shown, 3)
    areas = {"side": values, "outer": values + 2 * errors, "law": np.nan_to_num(laws)}
    full = max(float(area[shown].max(initial=1e-12)) for area in areas.values())
    flat = {name: np.sqrt(area / full) for name, area in areas.items()}
    bias, mse, above = values[:, 0] / full, values[:, 2] / full, areas["outer"][:, 2] / full
    ends = {"from": np.stack([0 * bias, bias, mse], axis=1), "to": np.stack([bias, mse, above], axis=1)}
    words = [pair for row in told for pair in row]
    return {
        "squares": film.rows(
            row=np.repeat(np.arange(count), 3), column=np.tile(np.arange(3), count), rows=np.full(3 * count, count),
            name=[name for name in names for _ in range(3)], sign=np.repeat(np.asarray(signs, int), 3),
            value=[value for value, _ in words], error=[error for _, error in words], drawn=drawn * 1,
            **{name: np.where(drawn, column.ravel(), 0.0) for name, column in (flat | ends).items()},
        )
    }  # fmt: skip
