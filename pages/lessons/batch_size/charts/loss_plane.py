"""The trajectory of a run over the contours of its loss, as a film."""

import altair as alt
import numpy as np

from pages.ui.charts import film, heatmap
from pages.ui.serving.once import once
from pages.ui.theme import EDGE, PAPER, SERIES

BANDS = 14
"""Bands of equal ratio between the least and the largest loss shown; their edges are the contours."""

FINE = 168
"""Pixels along each side of the picture of the bands."""


@once
def spec(x_title: str, y_title: str, *, name: str = "frame", height: int = 360) -> film.Spec:
    """Return the chart: datasets `valley` (one row), `trajectory`, and `other`, a second one, drawn dashed."""
    x = alt.X("x:Q", title=x_title, scale=film.fixed("valley", "x0", "x1"), axis=film.plain(grid=False, tickCount=5))
    y = alt.Y("y:Q", title=y_title, scale=film.fixed("valley", "y0", "y1"), axis=film.plain(grid=False, tickCount=5))
    picture = alt.Chart(film.named("valley")).mark_image(aspect=False)
    picture = picture.encode(
        x=alt.value(0), x2=alt.value(alt.expr("width")), y=alt.value(0), y2=alt.value(alt.expr("height")),
        url=alt.Url("url:N"),
    )  # fmt: skip
    trajectory = alt.Chart(film.named("trajectory"))
    so_far = trajectory.transform_filter(film.until(name))
    order = alt.Order("frame:Q")
    layers = [
        picture,
        alt.Chart(film.named("other")).mark_line(color=EDGE, strokeWidth=2, strokeDash=[2, 4], clip=True),
        so_far.mark_line(color=EDGE, strokeWidth=1.6, opacity=0.85, clip=True),
        so_far.mark_point(size=16, fill=EDGE, stroke=None, opacity=0.8, clip=True),
        trajectory.transform_filter("datum.frame === 0").mark_point(
            shape="square", size=90, fill=PAPER, stroke=EDGE, strokeWidth=2, opacity=1, clip=True
        ),
        trajectory.transform_filter(film.now(name)).mark_point(
            size=170, fill=SERIES, stroke=PAPER, strokeWidth=2, opacity=1, clip=True
        ),
    ]
    placed = [layers[0], *(layer.encode(x=x, y=y, order=order) for layer in layers[1:3])]
    placed += [layer.encode(x=x, y=y) for layer in layers[3:]]
    return film.finish(alt.layer(*placed), name, height=height, view=alt.ViewBackground(fill=PAPER))


def datasets(
    losses: np.ndarray,
    x: tuple[float, float],
    y: tuple[float, float],
    trajectory: np.ndarray,
    other: np.ndarray | None = None,
) -> film.Datasets:
    """Return what `spec` takes: losses (r, r), lowest row first, from end to end of x and y; trajectories (T, 2)."""
    url = heatmap.png(bands(losses)[::-1], heatmap.blend("#f7f5fd", SERIES, BANDS))
    second = trajectory[:1] if other is None else other
    return {
        "valley": film.rows(x0=[x[0]], x1=[x[1]], y0=[y[0]], y1=[y[1]], url=[url]),
        "trajectory": film.rows(x=trajectory[:, 0], y=trajectory[:, 1], frame=np.arange(len(trajectory))),
        "other": film.rows(x=second[:, 0], y=second[:, 1], frame=np.arange(len(second))),
    }


def bands(losses: np.ndarray) -> np.ndarray:
    """Return the band (FINE, FINE) of each pixel, between the grid's losses by straight lines on the log scale."""
    finite = losses[np.isfinite(losses)]
    logs = np.log(np.clip(np.nan_to_num(losses, nan=finite.max(), posinf=finite.max()), 1e-12, None))
    old, new = np.linspace(0, 1, len(logs)), np.linspace(0, 1, FINE)
    wide = np.array([np.interp(new, old, row) for row in logs])
    fine = np.array([np.interp(new, old, column) for column in wide.T]).T
    share = (fine - fine.min()) / (np.ptp(fine) or 1.0)
    return np.minimum(share * BANDS, BANDS - 1).astype(np.uint8)
