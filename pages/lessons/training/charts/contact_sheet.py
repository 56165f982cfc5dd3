"""Small square images side by side, each with a word above it, as a film."""

from collections.abc import Sequence
from math import ceil, sqrt

import altair as alt
import numpy as np

from pages.ui.charts import film, heatmap
from pages.ui.serving.once import once
from pages.ui.theme import EDGE, INK, PAPER

ABOVE = 3
"""Pixels of an image's own size that its word has above it."""


@once
def spec(name: str = "frame", height: int = 340) -> film.Spec:
    """Return the chart: datasets `reel`, `labels` and `told`, as `datasets` gives them; to be shown square."""
    place = alt.Scale(domain=[0, 1], nice=False)
    x, y = alt.X("x:Q", scale=place, axis=None), alt.Y("y:Q", scale=place, axis=None)
    images = film.projector("width", "height", name).mark_image(aspect=False, clip=True, smooth=False)
    said = film.phrase(name)
    labels = (
        alt.Chart(film.named("labels"))
        .transform_calculate(said=said)
        .transform_calculate(size="clamp(height * datum.letter, 9, 18)")
        .mark_text(color=EDGE, baseline="middle")
        .encode(x=x, y=y, text="said:N", size=alt.Size("size:Q", scale=None, legend=None))
    )
    told = film.words_above(alt.Chart(film.named("told")).transform_calculate(said=said), INK, field="said")
    layers = alt.layer(images.encode(**film.WINDOW), labels, told)
    return film.finish(layers, name, height=height, view=alt.ViewBackground(fill=PAPER))


def datasets(
    levels: np.ndarray, palette: np.ndarray, labels: Sequence[Sequence[str]], told: Sequence[str]
) -> film.Datasets:
    """Return what `spec` takes: m images a frame as levels (T, m, side, side) of a palette, the top row first.

    The last colour of the palette is the ground. A label is one word, or one a frame; `told` stands above all.
    """
    frames, count, side, _ = levels.shape
    across = ceil(sqrt(count))
    cell = side + ABOVE
    sheet = np.full((frames, across * cell, across * cell), len(palette) - 1, np.uint8)
    places = [divmod(index, across) for index in range(count)]
    for index, (row, column) in enumerate(places):
        top, left = row * cell + ABOVE, column * cell + ABOVE // 2
        sheet[:, top : top + side, left : left + side] = levels[:, index]
    reel = heatmap.reel(sheet[:, ::-1], palette)
    strip = film.rows(
        url=[reel.url], columns=[reel.columns], rows=[reel.rows], width=[reel.width], height=[reel.height]
    )
    row, column = np.array(places).T
    words = film.rows(
        x=(column * cell + ABOVE // 2 + side / 2) / (across * cell),
        y=1 - (row * cell + ABOVE / 2) / (across * cell),
        letter=np.full(count, 0.55 * ABOVE / (across * cell)),
        **film.phrases(labels),
    )
    return {"reel": strip, "labels": words, "told": film.rows(**film.phrases([told]))}
