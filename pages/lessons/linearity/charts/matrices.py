"""The layers of a network as matrices side by side, and the one matrix that is their product, at the frame shown."""

from collections.abc import Sequence

import altair as alt
import numpy as np

from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import INK, NEGATIVE, POSITIVE, ZERO

GAP = 1.0
BIAS = 0.25
"""Room between two matrices, and above the row of biases, in cells."""

READABLE = 30
"""Least width of a cell, in pixels, for two decimals; a narrower one, on a phone, has one and no leading zero."""

DECIMALS, FEWER = 0.3, 0.4
"""Size of the letters in widths of a cell: five of them must fit, as in −0.38, or three."""

LEAST = 16
"""Least width of a cell in which there is a number at all."""


@once
def spec(product_word: str, name: str = "frame", height: int = 170) -> film.Spec:
    """Return the chart: datasets `cells`, a row a number, and `signs`, between the matrices and over the product."""
    x, y = film.fixed("cells", "x0", "x1"), film.fixed("cells", "y0", "y1")
    place = {"x": alt.X("left:Q", scale=x, axis=None), "y": alt.Y("top:Q", scale=y, axis=None)}
    full = alt.Scale(domain=[-1, 0, 1], range=[NEGATIVE, ZERO, POSITIVE], clamp=True, interpolate="rgb")
    cells = alt.Chart(film.named("cells")).transform_calculate(value=film.decoded(name))
    boxes = (
        cells.transform_calculate(share="datum.value / datum.full")
        .mark_rect(stroke=INK, strokeWidth=0.5)
        .encode(**place, x2="right:Q", y2="bottom_edge:Q", fill=alt.Fill("share:Q", scale=full, legend=None))
    )
    middle = {
        "x": alt.X("middle:Q", scale=x, axis=None),
        "y": alt.Y("height:Q", scale=y, axis=None),
    }
    cell = "width / data('cells')[0].x1"
    part = f"({cell} >= {READABLE} ? {DECIMALS} : {FEWER})"
    numbers = (
        cells.transform_calculate(
            number=f"{cell} >= {READABLE} ? format(datum.value, '.2f')"
            " : abs(datum.value) < 1 ? replace(format(datum.value, '.1f'), '0.', '.')"
            " : format(datum.value, abs(datum.value) < 9.5 ? '.1f' : '.0f')"
        )
        .transform_calculate(ink="abs(datum.value) > 0.6 * datum.full && datum.value > 0 ? '#ffffff' : '#16202b'")
        .mark_text(fontSize=alt.expr(f"clamp({part} * {cell}, 9, 16)"))
        .encode(
            **middle,
            text="number:N",
            color=alt.Color("ink:N", scale=None),
            opacity=alt.condition(f"{cell} >= {LEAST}", alt.value(1), alt.value(0)),
        )
    )
    signs = alt.Chart(film.named("signs"))
    drawn = signs.mark_text(fontSize=20, color=film.letters(INK)).encode(**middle, text="sign:N")
    said = (
        signs.transform_filter("datum.sign === '='")
        .transform_calculate(words=repr(product_word))
        .mark_text(align="right", fontWeight=600, color=film.letters(INK))
        .encode(x=alt.value(alt.expr("width")), y=alt.value(-10), text="words:N")
    )
    return film.finish(alt.layer(boxes, numbers, drawn, said), name, height=height)


def datasets(layers: Sequence[np.ndarray], product: np.ndarray) -> film.Datasets:
    """Return what `spec` takes: the layers (T, in + 1, out), biases in their last row, and their product likewise."""
    every = [*layers, product]
    wide = sum(matrix.shape[2] for matrix in every) + GAP * (len(every) - 1)
    high = max(matrix.shape[1] for matrix in every) + BIAS
    left, boxes, signs = 0.0, [], []
    for index, matrix in enumerate(every):
        _, rows, columns = matrix.shape
        row, column = (axis.ravel() for axis in np.mgrid[:rows, :columns])
        top = -(high - rows - BIAS) / 2 - row - BIAS * (row == rows - 1)
        boxes.append(np.stack([left + column, top], axis=1))
        if index < len(layers):
            signs.append((left + columns + GAP / 2, "=" if index == len(layers) - 1 else "×"))
        left += columns + GAP
    corner = np.concatenate(boxes)
    values = np.concatenate([matrix.reshape(len(matrix), -1) for matrix in every], axis=1)
    full = np.concatenate([np.full(m[0].size, float(np.abs(m).max()) or 1.0) for m in every])
    ends = {"x0": 0.0, "x1": wide, "y0": -high, "y1": 0.0}
    cells = film.rows(
        left=corner[:, 0], right=corner[:, 0] + 1, top=corner[:, 1], bottom_edge=corner[:, 1] - 1,
        middle=corner[:, 0] + 0.5, height=corner[:, 1] - 0.5, full=full, **film.encoded(values),
        **{end: np.full(len(corner), value) for end, value in ends.items()},
    )  # fmt: skip
    between = film.rows(middle=[x for x, _ in signs], height=[-high / 2] * len(signs), sign=[sign for _, sign in signs])
    return {"cells": cells, "signs": between}
