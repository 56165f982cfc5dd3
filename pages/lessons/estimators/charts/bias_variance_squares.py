"""Bias², variance and MSE as squares whose areas add up, a row for each estimator, all on one scale."""

from collections.abc import Sequence

import altair as alt
import numpy as np

from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import INK, NEGATIVE, POSITIVE, SERIES

ROOM = 25.0
"""The multiple of the least MSE that the largest square may be; beyond it only the number is shown."""


@once
def spec(squared_bias: str, variance: str, mse: str, *, height: int = 480) -> film.Spec:
    """Return the chart: dataset `squares`, three rows an estimator, as `datasets` gives them.

    The dashed outline is the exact law; the pale edge reaches to two standard errors above what was measured.
    """
    row = "(height / datum.lanes)"
    unit = f"min(width / 3 * 0.72, {row} - 60)"
    base = (
        alt.Chart(film.named("squares"))
        .transform_calculate(start="width / 3 * datum.column + 3")
        .transform_calculate(floor=f"{row} * (datum.lane + 1) - 38")
        .transform_calculate(fill=f"datum.column === 0 ? (datum.sign < 0 ? '{NEGATIVE}' : '{POSITIVE}') : '{SERIES}'")
    )

    def square(side: str) -> alt.Chart:
        return base.transform_calculate(end=f"datum.start + {unit} * datum.{side}").transform_calculate(
            roof=f"datum.floor - {unit} * datum.{side}"
        )

    place = {
        "x": alt.X("start:Q", scale=None, axis=None), "x2": "end:Q",
        "y": alt.Y("floor:Q", scale=None, axis=None), "y2": "roof:Q",
    }  # fmt: skip
    fill = alt.Fill("fill:N", scale=None)
    at = {"x": alt.X("start:Q", scale=None, axis=None), "y": alt.Y("floor:Q", scale=None, axis=None)}
    shown = "datum.drawn > 0"
    titles = base.transform_filter("datum.lane === 0")
    layers = [
        square("outer").transform_filter(shown).mark_rect(opacity=0.3).encode(**place, fill=fill),
        square("side").transform_filter(shown).mark_rect(opacity=0.9).encode(**place, fill=fill),
        square("law").transform_filter(f"{shown} && datum.law > 0")
        .mark_rect(fill="transparent", stroke=INK, strokeWidth=1.8, strokeDash=[4, 3]).encode(**place),
        base.mark_text(align="left", baseline="top", dy=4, fontWeight=700, color=film.letters(INK))
        .encode(**at, text="value:N"),
        base.mark_text(align="left", baseline="top", dy=20, color=film.letters(INK)).encode(**at, text="error:N"),
        base.transform_calculate(top=f"{row} * datum.lane + 2").transform_filter("datum.column === 0")
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

    A law not known exactly is not a number. signs are those of the bias.
    """
    lanes = len(names)
    shown = fits(values[:, 2])
    drawn = np.repeat(shown, 3)
    areas = {"side": values, "outer": values + 2 * errors, "law": np.nan_to_num(laws)}
    full = max(float(area[shown].max(initial=1e-12)) for area in areas.values())
    flat = {name: np.sqrt(area / full) for name, area in areas.items()}
    words = [pair for row in told for pair in row]
    return {
        "squares": film.rows(
            lane=np.repeat(np.arange(lanes), 3), column=np.tile(np.arange(3), lanes), lanes=np.full(3 * lanes, lanes),
            name=[name for name in names for _ in range(3)], sign=np.repeat(np.asarray(signs, int), 3),
            value=[value for value, _ in words], error=[error for _, error in words], drawn=drawn * 1,
            **{name: np.where(drawn, column.ravel(), 0.0) for name, column in flat.items()},
        )
    }  # fmt: skip
