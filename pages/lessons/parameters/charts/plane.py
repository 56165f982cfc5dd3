"""The plane of two inputs: what the model says everywhere, and the examples on top."""

from collections.abc import Sequence

import altair as alt
import numpy as np
import pyarrow as pa

from pages.ui.charts import film, heatmap
from pages.ui.serving.once import once
from pages.ui.theme import CLASSES, EDGE, PAPER, SHAPES

MANY = 600
"""Points from which on the rings about the wrong ones are paler, or they would hide the plane."""


@once
def spec(x_title: str = "x₁", y_title: str = "x₂", name: str = "frame", height: int = 360) -> film.Spec:
    """Return the chart: datasets `reel` (one row) and `points`."""
    axis = alt.Axis(grid=False, tickCount=5)
    x = alt.X("x:Q", title=x_title, axis=axis, scale=film.fixed("reel", "x0", "x1"))
    y = alt.Y("y:Q", title=y_title, axis=axis, scale=film.fixed("reel", "y0", "y1"))
    reel = film.projector("width", "height", name)
    picture = reel.mark_image(aspect=False, clip=True, opacity=0.72).encode(**film.WINDOW)
    seen = alt.expr(f"length(data('points')) > {MANY} ? 0.25 : 0.8")
    ring = (
        alt.Chart(film.named("points"))
        .transform_filter(f"{film.letter('wrong', name)} === '1'")
        .mark_point(shape="circle", size=170, filled=False, stroke=EDGE, strokeWidth=1.3, opacity=seen, clip=True)
        .encode(x=x, y=y)
    )
    points = (
        alt.Chart(film.named("points"))
        .mark_point(filled=True, size=58, opacity=1, clip=True)
        .encode(
            x=x,
            y=y,
            fill=alt.Fill("fill:N", scale=None),
            stroke=alt.Stroke("stroke:N", scale=None),
            strokeWidth=alt.StrokeWidth("width:Q", scale=None),
            shape=alt.Shape("shape:N", scale=None),
            tooltip=[
                alt.Tooltip("x:Q", title=x_title, format=".2f"),
                alt.Tooltip("y:Q", title=y_title, format=".2f"),
                alt.Tooltip("label:N", title="y"),
            ],
        )
    )
    return film.finish(alt.layer(picture, points, ring), name, height=height, view=alt.ViewBackground(fill=PAPER))


def datasets(
    reel: heatmap.Reel,
    extent: tuple[float, float, float, float],
    train: pa.Table,
    test: pa.Table | None = None,
) -> film.Datasets:
    """Return what `spec` takes: the reel over `extent` (x0, x1, y0, y1), and one or two tables of `points`."""
    return {"reel": sheet(reel, extent), "points": train if test is None else pa.concat_tables([train, test])}


def sheet(reel: heatmap.Reel, extent: tuple[float, float, float, float]) -> pa.Table:
    """Return the row of a reel over `extent` (x0, x1, y0, y1)."""
    x0, x1, y0, y1 = extent
    return film.rows(
        x0=[x0], x1=[x1], y0=[y0], y1=[y1], url=[reel.url],
        columns=[reel.columns], rows=[reel.rows], width=[reel.width], height=[reel.height],
    )  # fmt: skip


def classified(x: np.ndarray, y: np.ndarray, wrong: np.ndarray, names: Sequence[str], role: str) -> pa.Table:
    """Return the points x (n, 2) of classes y (n,), as `role` "train" or "test"; `wrong` (T, n) tells the errors."""
    y = y.astype(int)
    return points(x, [CLASSES[c] for c in y], [SHAPES[c] for c in y], wrong, [str(names[c]) for c in y], role)


def points(
    x: np.ndarray, colours: Sequence[str], shapes: Sequence[str], wrong: np.ndarray, labels: Sequence[str], role: str
) -> pa.Table:
    """Return points as rows: those for training are filled and edged in white, those for the test are outlined."""
    paper = ["#ffffff"] * len(colours)
    fill, stroke, width = (colours, paper, 1.2) if role == "train" else (paper, colours, 2.2)
    return film.rows(
        x=x[:, 0], y=x[:, 1], fill=fill, stroke=stroke, shape=shapes, label=labels, width=[width] * len(colours),
        wrong=film.strings(wrong),
    )  # fmt: skip
