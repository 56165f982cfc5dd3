"""A chart as a film: one parameter, `frame`, which the player moves.

A chart's rows either carry their frame (`now` keeps those of the frame shown) or carry a whole film in one string,
from which `letter` takes the frame's own letter.
"""

import json
import re
from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np
import pyarrow as pa

from pages.ui import contrast

EXPRESSION = r"""(?<![\w.'"]){name}(?![\w'])|"{name}(?![\w'"])|"(?:expr|filter|test|param)": "{name}\""""
"""A spec as text in which the parameter is used: within an expression, at its beginning, or as the whole of it."""

Spec = dict[str, Any]
Datasets = dict[str, pa.Table]
Drawn = alt.Chart | alt.LayerChart | alt.FacetChart

Options = dict[str, Any]
"""Settings of a mark, an axis or a scale that several share: Altair types each of them by itself."""

LONGEST = 999
"""The last frame that any film may have: the range of every chart's slider, the same for all films."""

WIDTH = 4
"""Hexadecimal digits of a number in a string that holds a film: 65536 steps from the lowest to the highest."""


def frame(name: str = "frame") -> alt.Parameter:
    """Return the parameter that says which frame is shown."""
    return alt.param(name=name, value=0, bind=alt.binding_range(min=0, max=LONGEST, step=1))


def now(name: str = "frame") -> str:
    """Return the test for rows of the frame shown."""
    return f"datum.frame === {name}"


def until(name: str = "frame") -> str:
    """Return the test for rows up to the frame shown."""
    return f"datum.frame <= {name}"


def letter(field: str, name: str = "frame") -> str:
    """Return the expression for the letter of `field` at the frame shown."""
    return f"substring(datum.{field}, {name}, {name} + 1)"


def fixed(dataset: str, low: str, high: str, **settings: Any) -> alt.Scale:
    """Return a scale from column `low` to column `high` of the first row of `dataset`.

    Without it the scale would be worked out anew from the rows of each frame, and every mark with it.
    """
    ends = [alt.ExprRef(f"data('{dataset}')[0].{column}") for column in (low, high)]
    if settings.get("type") != "log":
        settings["zero"] = False
    return alt.Scale(domain=ends, nice=False, **settings)


def plain(**settings: Any) -> alt.Axis:
    """Return an axis whose numbers are written as short as they can be: 0.2, 60, 1e-7."""
    return alt.Axis(labelExpr="format(datum.value, '~g')", **settings)


def number(expression: str) -> str:
    """Return the expression for a number as one reads it: three digits after the point, or a power of ten."""
    small = f"abs({expression}) < 0.0005 && {expression} != 0"
    return f"({small} || abs({expression}) >= 1e4 ? format({expression}, '.1e') : format({expression}, '.3f'))"


def strings(flags: np.ndarray) -> pa.Array:
    """Write flags (T, n) as n strings of T letters, '1' for true."""
    return _texts(np.where(flags, np.uint8(49), np.uint8(48)).T)


def encoded(values: np.ndarray) -> dict[str, Any]:
    """Write values (T, n) as n strings of T numbers: columns `film`, and `bottom` and `step` to read them by.

    Values that are not finite are written as the nearest end of the others.
    """
    frames, n = values.shape
    finite = values[np.isfinite(values)]
    low, high = (float(finite.min()), float(finite.max())) if len(finite) else (0.0, 0.0)
    step = (high - low) / (16**WIDTH - 1) or 1.0
    whole = np.rint((np.nan_to_num(values, nan=low, posinf=high, neginf=low) - low) / step).astype(np.int64).T
    digits = np.stack([whole >> 4 * place & 15 for place in reversed(range(WIDTH))], axis=-1)
    letters = np.frombuffer(b"0123456789abcdef", np.uint8)[digits]
    return {"film": _texts(letters.reshape(n, frames * WIDTH)), "bottom": np.full(n, low), "step": np.full(n, step)}


def decoded(name: str = "frame") -> str:
    """Return the expression for the number of a row's `film` at the frame shown."""
    digits = f"substring(datum.film, {name} * {WIDTH}, {name} * {WIDTH} + {WIDTH})"
    return f"datum.bottom + datum.step * toNumber('0x' + {digits})"


def phrases(films: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Write a film of words for each row as columns for `rows`: `words`, and `wide` and `stride` to read them by.

    Every word is as wide as the widest of its row; a row with a single word says it at every frame.
    """
    widths = [max(map(len, words)) for words in films]
    return {
        "words": ["".join(word.ljust(wide) for word in words) for words, wide in zip(films, widths, strict=True)],
        "wide": np.array(widths),
        "stride": np.array([wide * (len(words) > 1) for words, wide in zip(films, widths, strict=True)]),
    }


def phrase(name: str = "frame") -> str:
    """Return the expression for a row's words at the frame shown."""
    start = f"{name} * datum.stride"
    return f"trim(substring(datum.words, {start}, {start} + datum.wide))"


def _texts(letters: np.ndarray) -> pa.Array:
    n, length = letters.shape
    offsets = np.arange(n + 1, dtype=np.int32) * length
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(np.ascontiguousarray(letters))]
    return pa.Array.from_buffers(pa.string(), n, buffers)


def style(**settings: Any) -> Options:
    """Return settings of a mark that come from a loop or a parameter."""
    return settings


def finish(chart: Drawn, name: str = "frame", **settings: Any) -> Spec:
    """Return the chart's dict, with the film's parameter if it follows one, ready to be shown with ever other data.

    The renderer is named, or else the host would choose one by the number of rows and rebuild the chart. The tests hold
    every spec against the schema; to do so here takes as long as all the rest, when a class opens a cold server.
    """
    spec: Spec = chart.add_params(frame(name)).properties(**settings).to_dict(validate=False)
    spec.pop("config", None)
    spec.pop("$schema", None)
    params = spec.pop("params")
    follows = re.search(EXPRESSION.format(name=name), json.dumps(spec))
    spec["params"] = [param for param in params if follows or param["name"] != name]
    spec["usermeta"] = {"embedOptions": {"renderer": "svg"}}
    return spec


def named(dataset: str) -> alt.NamedData:
    """Return the dataset of that name, which arrives apart from the spec."""
    return alt.NamedData(name=dataset)


WINDOW = {
    "x": alt.X("left:Q", scale=None),
    "x2": alt.X2("right:Q"),
    "y": alt.Y("top:Q", scale=None),
    "y2": alt.Y2("bottom:Q"),
    "url": alt.Url("url:N"),
}
"""The place of a reel so that the cell of the frame fills the window; what is outside is clipped."""


def projector(width: str, height: str, name: str = "frame") -> alt.Chart:
    """Return the chart of dataset `reel`, moved so that a window of width × height pixels shows its frame."""
    cell_x, cell_y = f"{width} / datum.width", f"{height} / datum.height"
    return (
        alt.Chart(named("reel"))
        .transform_calculate(left=f"-(1 + ({name} % datum.columns) * (datum.width + 2)) * {cell_x}")
        .transform_calculate(right=f"datum.left + datum.columns * (datum.width + 2) * {cell_x}")
        .transform_calculate(top=f"-(1 + floor({name} / datum.columns) * (datum.height + 2)) * {cell_y}")
        .transform_calculate(bottom=f"datum.top + datum.rows * (datum.height + 2) * {cell_y}")
    )


def rows(**columns: Sequence[Any] | np.ndarray | pa.Array) -> pa.Table:
    """Return columns as the table that a chart takes: numbers, words, or what `strings` and `encoded` wrote."""
    arrays = [column if isinstance(column, pa.Array) else _column(column) for column in columns.values()]
    return pa.Table.from_arrays(arrays, names=list(columns))


def numbers(values: np.ndarray, known: np.ndarray) -> pa.Array:
    """Return numbers of which those not `known` are left empty."""
    valid = pa.py_buffer(np.packbits(known, bitorder="little"))
    short = np.asarray(values).dtype == np.float32
    kind, dtype = (pa.float32(), np.float32) if short else (pa.float64(), np.float64)
    return pa.Array.from_buffers(kind, len(values), [valid, pa.py_buffer(np.array(values, dtype))])


SHORT = {np.dtype(np.int8): pa.int8(), np.dtype(np.int16): pa.int16(), np.dtype(np.float32): pa.float32()}
"""Short numbers, which travel as they are."""


def _column(values: Sequence[Any] | np.ndarray) -> pa.Array:
    """Build a column from its bytes: pyarrow's own way, `pa.array`, would import pandas."""
    if len(values) and isinstance(values[0], str):
        words = [word.encode() for word in values]
        ends = np.cumsum([0, *map(len, words)], dtype=np.int32)
        return pa.Array.from_buffers(pa.string(), len(words), [None, pa.py_buffer(ends), pa.py_buffer(b"".join(words))])
    array = np.asarray(values)
    if array.dtype in SHORT:
        kind, stored = SHORT[array.dtype], array
    elif array.dtype.kind in "iu":
        kind, stored = pa.int64(), array.astype(np.int64)
    else:
        kind, stored = pa.float64(), array.astype(np.float64)
    return pa.Array.from_buffers(kind, len(stored), [None, pa.py_buffer(np.ascontiguousarray(stored))])


def words_above(
    rows: alt.Chart, colour: str, *, share: float = 0, align: str = "left", up: int = 8, field: str = "words"
) -> alt.Chart:
    """Return words of the rows above the plot, at a share of its width."""
    text = rows.mark_text(**style(align=align), baseline="bottom", fontWeight=600, color=letters(colour))
    return text.encode(x=alt.value(alt.expr(f"{share} * width")), y=alt.value(-up), text=f"{field}:N")


def letters(colour: str) -> alt.ExprRef:
    """The colour for letters on the page, whichever its theme."""
    return alt.expr(contrast.expression(colour))
