"""A plane so small that eight stand side by side: what the model says everywhere, the training examples as dots."""

import altair as alt
import numpy as np

from pages.ui.charts import film, heatmap
from pages.ui.serving.once import once
from pages.ui.theme import EDGE, PAPER

MOST_POINTS = 150

BELOW = 20
"""Pixels that the host's theme leaves free below every chart."""


@once
def spec(name: str, height: int = 140) -> film.Spec:
    """Return the chart: datasets `reel` (one row) and `points`; a plane has no axes, all are of the same extent."""
    x = alt.X("x:Q", axis=None, scale=film.fixed("reel", "x0", "x1"))
    y = alt.Y("y:Q", axis=None, scale=film.fixed("reel", "y0", "y1"))
    picture = film.projector("width", "height", name).mark_image(aspect=False, clip=True, opacity=0.8)
    dots = alt.Chart(film.named("points")).mark_point(filled=True, size=12, opacity=1, clip=True)
    marks = {"fill": alt.Fill("fill:N", scale=None), "shape": alt.Shape("shape:N", scale=None)}
    dots = dots.encode(x=x, y=y, stroke=alt.value(EDGE), strokeWidth=alt.value(0.4), **marks)
    layers = alt.layer(picture.encode(**film.WINDOW), dots)
    return film.finish(layers, name, height=height + BELOW, view=alt.ViewBackground(fill=PAPER))


def datasets(
    reel: heatmap.Reel, extent: tuple[float, float, float, float], x: np.ndarray, fill: list[str], shape: list[str]
) -> film.Datasets:
    """Return what `spec` takes: the reel over `extent` (x0, x1, y0, y1), and the first examples x (n, 2)."""
    few = slice(0, MOST_POINTS)
    x0, x1, y0, y1 = extent
    sheet = film.rows(
        x0=[x0], x1=[x1], y0=[y0], y1=[y1], url=[reel.url],
        columns=[reel.columns], rows=[reel.rows], width=[reel.width], height=[reel.height],
    )  # fmt: skip
    return {"reel": sheet, "points": film.rows(x=x[few, 0], y=x[few, 1], fill=fill[few], shape=shape[few])}
