"""Training update by update: the batch lit among the training examples, and what each of the four phases did."""

from collections.abc import Sequence

import altair as alt
import numpy as np
import pyarrow as pa

from pages.ui.charts import film, heatmap
from pages.ui.serving.once import once
from pages.ui.theme import EDGE, PAPER, SERIES

PHASES = 4
"""Frames of one update: forward, loss, backward, update."""


@once
def spec(x_title: str, y_title: str, name: str, *, lined: bool = False, height: int = 340) -> film.Spec:
    """Return the chart: datasets `points`, and `reel` for a plane or `curve` for a model of one input (`lined`)."""
    ground = "curve" if lined else "reel"
    axis = alt.Axis(grid=False, tickCount=5)
    x = alt.X("x:Q", title=x_title, axis=axis, scale=film.fixed(ground, "x0", "x1"))
    y = alt.Y("y:Q", title=y_title, axis=axis, scale=film.fixed(ground, "y0", "y1"))
    model: alt.Chart
    if lined:
        curve = alt.Chart(film.named("curve")).transform_calculate(y=film.decoded(name))
        model = curve.mark_line(color=SERIES, strokeWidth=3.5, clip=True).encode(x=x, y=y)
    else:
        picture = film.projector("width", "height", name).mark_image(aspect=False, clip=True, opacity=0.72)
        model = picture.encode(**film.WINDOW)
    points = alt.Chart(film.named("points"))
    marks = {"fill": alt.Fill("fill:N", scale=None), "shape": alt.Shape("shape:N", scale=None)}
    waiting = points.mark_point(filled=True, size=30, opacity=0.35, clip=True).encode(x=x, y=y, **marks)
    lit = points.transform_filter(f"{film.letter('lit', name)} === '1'")
    glow = lit.mark_point(shape="circle", size=360, filled=True, opacity=0.55, color=PAPER, clip=True)
    batch = lit.mark_point(filled=True, size=130, opacity=1, stroke=EDGE, strokeWidth=2, clip=True)
    layers = [model, waiting, glow.encode(x=x, y=y), batch.encode(x=x, y=y, **marks)]
    settings = {} if lined else {"view": alt.ViewBackground(fill=PAPER)}
    return film.finish(alt.layer(*layers), name, height=height, **settings)


def points(x: np.ndarray, fill: Sequence[str], shape: Sequence[str], batches: Sequence[np.ndarray]) -> pa.Table:
    """Return the training examples x (n, 2), lit during the four phases of the updates whose batch they are in."""
    lit = np.zeros((len(batches), len(x)), bool)
    for update, batch in enumerate(batches):
        lit[update, batch] = True
    return film.rows(x=x[:, 0], y=x[:, 1], fill=fill, shape=shape, lit=film.strings(np.repeat(lit, PHASES, axis=0)))


def plane(reel: heatmap.Reel, extent: tuple[float, float, float, float]) -> pa.Table:
    """Return the reel of a plane over `extent` (x0, x1, y0, y1)."""
    x0, x1, y0, y1 = extent
    return film.rows(
        x0=[x0], x1=[x1], y0=[y0], y1=[y1], url=[reel.url],
        columns=[reel.columns], rows=[reel.rows], width=[reel.width], height=[reel.height],
    )  # fmt: skip


@once
def ledger(name: str, height: int = 132) -> film.Spec:
    """Return the four phases of the update shown, a line each: dataset `phases`, as `lines` gives it.

    The phase at the frame is bold; those before it are plain, and those to come are faint.
    """
    here = f"datum.update === floor({name} / {PHASES})"
    rows = alt.Chart(film.named("phases")).transform_filter(here)
    y = alt.Y("phase:Q", axis=None, scale=alt.Scale(domain=[PHASES - 0.5, -0.5], nice=False, zero=False))
    layers = []
    for test, look in (("===", {"fontWeight": 700, "color": SERIES}), ("<", {}), (">", {"opacity": 0.85})):
        some = rows.transform_filter(f"datum.phase {test} {name} % {PHASES}")
        text = some.mark_text(align="left", baseline="middle", limit=0, **look)
        layers.append(text.encode(x=alt.value(0), y=y, text="words:N"))
    return film.finish(alt.layer(*layers), name, height=height)


def lines(words: Sequence[Sequence[str]]) -> film.Datasets:
    """Return what `ledger` takes: the words (updates, 4) of every phase."""
    update = np.repeat(np.arange(len(words)), PHASES)
    phase = np.tile(np.arange(PHASES), len(words))
    return {"phases": film.rows(update=update, phase=phase, words=[line for four in words for line in four])}
