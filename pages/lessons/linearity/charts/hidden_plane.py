"""The plane as the last layer sees it: its mesh bent, its points moved, the decision a straight line in the middle."""

import altair as alt
import numpy as np
import pyarrow as pa

from pages.lessons.linearity.charts import paths
from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import CLASSES, EDGE, INK, NEGATIVE, PAPER, POSITIVE, SERIES, SHAPES, ZERO

MESH = {"up": INK, "across": SERIES}
REACH = 1.1
"""The reach of the picture: all points lie within 1."""


@once
def spec(below: str, above: str, y_title: str, name: str = "frame", height: int = 360) -> film.Spec:
    """Return the chart: datasets `lines` and `points`, as `datasets` gives them. To be shown square."""
    ends: film.Options = {"domain": [-REACH, REACH], "nice": False}
    # As much room for labels as `lined` needs, so that both pictures are of one size.
    bare = alt.Axis(grid=False, labels=False, ticks=False, domain=False, minExtent=16)
    x = alt.X("x:Q", title=f"← {below}   |   {above} →", axis=bare, scale=alt.Scale(**ends))
    left = alt.Axis(grid=False, labels=False, ticks=False, domain=False)
    y = alt.Y("y:Q", title=y_title, axis=left, scale=alt.Scale(**ends, **paths.UP))
    other = film.decoded(name)
    for column in ("film", "bottom", "step"):
        other = other.replace(f"datum.{column}", f"datum.other_{column}")
    points = (
        alt.Chart(film.named("points"))
        .transform_calculate(x=film.decoded(name))
        .transform_calculate(y=other)
        .mark_point(filled=True, size=50, opacity=1, stroke=PAPER, strokeWidth=1.2, clip=True)
        .encode(x=x, y=y, fill=alt.Fill("fill:N", scale=None), shape=alt.Shape("shape:N", scale=None))
    )
    one = alt.Chart(film.named("points")).transform_filter("datum.first === 1")
    middle, top, bottom = alt.value(alt.expr("width / 2")), alt.value(0), alt.value(alt.expr("height"))
    halves = [
        one.mark_rect(color=colour, opacity=0.28).encode(x=start, x2=end, y=top, y2=bottom)
        for colour, start, end in (
            (NEGATIVE, alt.value(0), middle),
            (POSITIVE, middle, alt.value(alt.expr("width"))),
        )
    ]
    line = one.mark_rule(color=EDGE, strokeWidth=3.6).encode(x=middle, y=top, y2=bottom)
    mesh = [paths.layer("lines", kind, name, stroke=ink, strokeWidth=1.1, opacity=0.9) for kind, ink in MESH.items()]
    layers = alt.layer(*halves, *mesh, line, points)
    return film.finish(layers, name, height=height, view=alt.ViewBackground(fill=ZERO))


def datasets(mesh: dict[str, np.ndarray], points: np.ndarray, labels: np.ndarray) -> film.Datasets:
    """Return what `spec` takes: meshes "up" and "across" (T, lines, m, 2), points (T, n, 2) of classes (n,)."""
    u, v = film.encoded(points[..., 0]), film.encoded(points[..., 1])
    rows = film.rows(
        **u,
        **{f"other_{column}": values for column, values in v.items()},
        fill=[CLASSES[label] for label in labels],
        shape=[SHAPES[label] for label in labels],
        first=(np.arange(len(labels)) == 0).astype(int),
    )
    drawn = [paths.rows(kind, list(moves), -REACH, REACH) for kind, moves in mesh.items()]
    return {"lines": pa.concat_tables(drawn), "points": rows}
