"""Bytes that training keeps, part by part, for several batch sizes."""

from collections.abc import Sequence

import altair as alt
import numpy as np
import pyarrow as pa

from pages.ui.charts import film
from pages.ui.serving.once import once

COLOURS = ("#7b8794", "#2f9c8c", "#b0489c", "#8a6be0")


@once
def spec(x_title: str, y_title: str, parts: tuple[str, ...], height: int = 300) -> film.Spec:
    """Return the chart: datasets `parts`, a row a size and part, and `totals`, as `datasets` gives them."""
    x = alt.X("left:Q", title=x_title, scale=film.fixed("totals", "start", "end"), axis=film.plain(tickCount=5))
    y = alt.Y("name:N", title=y_title, sort=None, axis=alt.Axis(grid=False))
    colour = alt.Color("part:O", scale=alt.Scale(domain=list(range(4)), range=list(COLOURS)), legend=None)
    rows, totals = alt.Chart(film.named("parts")), alt.Chart(film.named("totals"))
    bars = rows.mark_bar(height={"band": 0.72}).encode(x=x, x2="right:Q", y=y, color=colour)
    told = totals.mark_text(align="left", dx=6, fontWeight=600).encode(
        x=alt.X("total:Q", scale=film.fixed("totals", "start", "end")), y=y, text="words:N"
    )
    names = [
        film.words_above(
            totals.transform_filter("datum.place === 0").transform_calculate(words=repr("■ " + word)),
            COLOURS[part], up=8 + 19 * (3 - part),
        )
        for part, word in enumerate(parts)
    ]  # fmt: skip
    return film.finish(alt.layer(bars, told, *names), height=height)


def datasets(names: Sequence[str], parts: np.ndarray, words: Sequence[str], chosen: int) -> film.Datasets:
    """Return what `spec` takes: the name of each size, its parts (sizes, 4) in bytes, and its total in words."""
    right = parts.cumsum(axis=1) / 1000
    left = right - parts / 1000
    marked = [("▸ " if place == chosen else "") + name for place, name in enumerate(names)]
    tables = [film.rows(name=[name] * 4, part=range(4), left=left[i], right=right[i]) for i, name in enumerate(marked)]
    count = len(names)
    totals = film.rows(
        name=marked, place=range(count), total=right[:, -1], words=list(words),
        start=np.zeros(count), end=np.full(count, right.max() * 1.35),
    )  # fmt: skip
    return {"parts": pa.concat_tables(tables), "totals": totals}
