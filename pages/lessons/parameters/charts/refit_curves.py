"""One model fitted to many samples: a frame each, with the sample's own points and what the model says of them."""

import altair as alt
import numpy as np

from pages.ui.charts import film, heatmap
from pages.ui.serving.once import once
from pages.ui.theme import CLASSES, INK, PAPER, SERIES, SHAPES

AXIS: film.Options = {"grid": False, "tickCount": 5}


def still(spec: film.Spec) -> film.Spec:
    """Return a film's chart as one that stays at its first frame: no player moves it."""
    return {**spec, "params": [{"name": param["name"], "value": 0} for param in spec["params"]]}


@once
def line_spec(x_title: str, y_title: str, name: str = "frame", height: int = 300) -> film.Spec:
    """Return the chart of a line: datasets `curve`, `points`."""
    x = alt.X("x:Q", title=x_title, axis=alt.Axis(**AXIS), scale=film.fixed("curve", "x0", "x1"))
    y = alt.Y("y:Q", title=y_title, axis=alt.Axis(**AXIS), scale=film.fixed("curve", "y0", "y1"))
    curve = alt.Chart(film.named("curve")).transform_calculate(y=film.decoded(name))
    layers = [
        _moving(name).mark_point(size=50, fill=INK, stroke=PAPER, opacity=0.9, clip=True).encode(x=x, y=y),
        curve.mark_line(color=SERIES, strokeWidth=3.5, clip=True).encode(x=x, y=y),
    ]
    return film.finish(alt.layer(*layers), name, height=height)


@once
def plane_spec(x_title: str = "x₁", y_title: str = "x₂", name: str = "frame", height: int = 300) -> film.Spec:
    """Return the chart of two classes: datasets `reel` (one row), `points`."""
    x = alt.X("x:Q", title=x_title, axis=alt.Axis(**AXIS), scale=film.fixed("reel", "x0", "x1"))
    y = alt.Y("y:Q", title=y_title, axis=alt.Axis(**AXIS), scale=film.fixed("reel", "y0", "y1"))
    picture = film.projector("width", "height", name).mark_image(aspect=False, clip=True, opacity=0.72)
    points = (
        _moving(name)
        .mark_point(filled=True, size=50, opacity=1, clip=True, stroke=PAPER, strokeWidth=1)
        .encode(x=x, y=y, fill=alt.Fill("fill:N", scale=None), shape=alt.Shape("shape:N", scale=None))
    )
    layers = alt.layer(picture.encode(**film.WINDOW), points)
    return film.finish(layers, name, height=height, view=alt.ViewBackground(fill=PAPER))


def _moving(name: str) -> alt.Chart:
    """Points whose x and y at every frame stand in one string, first all x, then all y."""
    points = alt.Chart(film.named("points")).transform_calculate(x=film.decoded(name))
    return points.transform_calculate(y=film.decoded(f"({name} + datum.frames)"))


def line_datasets(
    x: np.ndarray, y: np.ndarray, at: np.ndarray, curves: np.ndarray, heights: tuple[float, float]
) -> film.Datasets:
    """Return what `line_spec` takes: samples x, y (T, n), and curves (T, m) at places (m,), between two heights."""
    ends = {"x0": at[0], "x1": at[-1], "y0": heights[0], "y1": heights[1]}
    # Far outside the picture already; further would cost the other frames their digits.
    room = 3 * (heights[1] - heights[0])
    curves = np.clip(curves, heights[0] - room, heights[1] + room)
    table = film.rows(x=at, **film.encoded(curves), **{end: np.full(len(at), value) for end, value in ends.items()})
    return {"curve": table, "points": film.rows(**_points(x, y))}


def plane_datasets(x: np.ndarray, labels: np.ndarray, reel: heatmap.Reel, extent: tuple[float, float]) -> film.Datasets:
    """Return what `plane_spec` takes: samples x (T, n, 2) of the same labels (n,), and what each model says."""
    low, high = extent
    sheet = film.rows(
        x0=[low], x1=[high], y0=[low], y1=[high], url=[reel.url],
        columns=[reel.columns], rows=[reel.rows], width=[reel.width], height=[reel.height],
    )  # fmt: skip
    kinds = {"fill": [CLASSES[c] for c in labels], "shape": [SHAPES[c] for c in labels]}
    return {"reel": sheet, "points": film.rows(**_points(x[..., 0], x[..., 1]), **kinds)}


def _points(x: np.ndarray, y: np.ndarray) -> dict[str, object]:
    return {**film.encoded(np.concatenate([x, y])), "frames": np.full(x.shape[1], len(x))}
