"""The plane of two inputs under lines that move: the folds of a ReLU network with its boundary, or a mesh."""

from collections.abc import Sequence

import altair as alt
import numpy as np
import pyarrow as pa

from pages.lessons.linearity.charts import paths
from pages.ui.charts import film, heatmap, plane
from pages.ui.serving.once import once
from pages.ui.theme import EDGE, INK, SERIES

KINDS = {
    "across": {"stroke": SERIES, "strokeWidth": 1.1, "opacity": 0.9},
    "up": {"stroke": INK, "strokeWidth": 1.1, "opacity": 0.9},
    "fold 1": {"stroke": EDGE, "strokeWidth": 1.2, "opacity": 0.85},
    "fold 2": {"stroke": "#5b4ba8", "strokeWidth": 1.3, "strokeDash": [6, 3], "opacity": 0.9},
    "fold 3": {"stroke": "#94701c", "strokeWidth": 1.3, "strokeDash": [2, 2], "opacity": 0.95},
    "boundary": {"stroke": EDGE, "strokeWidth": 3.6, "opacity": 1},
}
"""The kinds of lines: a mesh along each axis, the folds of each layer, and where the score is 0."""


@once
def spec(x_title: str = "x₁", y_title: str = "x₂", name: str = "frame", height: int = 360) -> film.Spec:
    """Return the chart: datasets `reel` (one row), `lines` and `points`. To be shown square."""
    axis = alt.Axis(grid=False, tickCount=5)
    x = alt.X("x:Q", title=x_title, axis=axis, scale=film.fixed("reel", "x0", "x1"))
    y = alt.Y("y:Q", title=y_title, axis=axis, scale=film.fixed("reel", "y0", "y1", **paths.UP))
    picture = film.projector("width", "width", name).mark_image(aspect=False, clip=True, opacity=0.72)
    points = (
        alt.Chart(film.named("points"))
        .mark_point(filled=True, size=44, opacity=1, clip=True)
        .encode(
            x=x,
            y=y,
            fill=alt.Fill("fill:N", scale=None),
            stroke=alt.Stroke("stroke:N", scale=None),
            strokeWidth=alt.StrokeWidth("width:Q", scale=None),
            shape=alt.Shape("shape:N", scale=None),
        )
    )
    lines = [paths.layer("lines", kind, name, **style) for kind, style in KINDS.items()]
    layers = alt.layer(picture.encode(**film.WINDOW), points, *lines)
    return film.finish(layers, name, height=height, view=alt.ViewBackground(fill="#ffffff"))


def lines(kind: str, moves: Sequence[np.ndarray], low: float, high: float, frame: int | None = None) -> pa.Table:
    """Return the rows of a kind: lines (m, points, 2) for each frame, or one set of them for the frame given."""
    frames = np.arange(len(moves)) if frame is None else np.array([frame])
    return film.rows(frame=frames, kind=[kind] * len(frames), path=[paths.written(set_, low, high) for set_ in moves])


def datasets(
    reel: heatmap.Reel, extent: tuple[float, float], points: pa.Table, moving: Sequence[pa.Table]
) -> film.Datasets:
    """Return what `spec` takes: the reel over a square, the points, and the `lines` of each kind."""
    return {**plane.datasets(reel, (*extent, *extent), points), "lines": pa.concat_tables(moving)}
