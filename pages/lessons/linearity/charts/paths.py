"""Many lines at once as ONE mark: its shape is the path of all of them, and a film of them has a row a frame.

A shape's coordinates are whole numbers from −HALF to HALF across a square picture, whatever its size. It grows by one
factor for both axes, so a picture under such lines measures its height, too, by its width: see `UP`.
"""

from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np
import pyarrow as pa

from pages.ui.charts import film

HALF = 300

UP: film.Options = {"range": [alt.ExprRef("width"), 0]}
"""The range of a vertical scale as long as the horizontal one."""


def layer(dataset: str, kind: str, name: str = "frame", **mark: Any) -> alt.Chart:
    """Return the lines of a kind at the frame shown: rows of `dataset` with `frame`, `kind` and `path`."""
    return (
        alt.Chart(film.named(dataset))
        .transform_filter(f"datum.kind === '{kind}' && {film.now(name)}")
        .mark_point(filled=False, clip=True, size=alt.expr(f"pow(width / {HALF}, 2)"), **mark)
        .encode(x=alt.value(alt.expr("width / 2")), y=alt.value(alt.expr("width / 2")), shape=_shape())
    )


def _shape() -> alt.Shape:
    return alt.Shape("path:N", scale=None)


def rows(kind: str, moves: Sequence[np.ndarray], low: float, high: float) -> pa.Table:
    """Return the rows of a kind: lines (m, points, 2) for each frame."""
    return film.rows(
        frame=np.arange(len(moves)), kind=[kind] * len(moves), path=[written(lines, low, high) for lines in moves]
    )


def written(lines: np.ndarray, low: float, high: float) -> str:
    """Write lines (m, points, 2) over a square from low to high as one path."""
    if not len(lines):
        return "M0,0"
    # Far outside lies nothing that is seen, and a number too long for the picture would only take room.
    places = np.clip((lines - (low + high) / 2) * (2 / (high - low)), -9, 9) * (HALF, -HALF)
    moves = np.rint(places).astype(int)
    moves[:, 1:] = np.diff(moves, axis=1)
    one = "M%d,%dl" + " ".join(["%d,%d"] * (lines.shape[1] - 1))
    return (one * len(lines)) % tuple(moves.ravel().tolist())
