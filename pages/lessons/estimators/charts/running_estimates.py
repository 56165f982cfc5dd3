"""Estimates while a sample grows, observation by observation: some settle, the mean of Cauchy observations does not."""

import altair as alt
import numpy as np

from pages.ui.charts import film
from pages.ui.charts.racing_losses import COLOURS, DASHES
from pages.ui.serving.once import once
from pages.ui.theme import INK

REACH = 6.0
"""The reach of the picture from the centre; paths that leave it come back into it."""

KINDS = ("0", "1", "2")


@once
def spec(
    x_title: str, y_title: str, unsettled: str, median: str, normal: str, name: str = "frame", *, height: int = 300
) -> film.Spec:
    """Return the chart: dataset `paths`, as `datasets` gives it, a size a frame. The words name the three kinds."""
    x = alt.X("n:Q", title=x_title, scale=film.fixed("paths", "start", "end", type="log"),
              axis=film.plain(grid=False, values=[1, 10, 100, 1000, 10000]))  # fmt: skip
    y = alt.Y("off:Q", title=y_title, scale=alt.Scale(domain=[-REACH, REACH]), axis=film.plain(tickCount=6))
    paths = alt.Chart(film.named("paths"))
    one = paths.transform_filter("datum.first > 0")
    colours = (COLOURS[2], COLOURS[1], COLOURS[0])
    paint = alt.Color("kind:N", scale=alt.Scale(domain=KINDS, range=colours), legend=None)
    layers = [
        one.transform_calculate(off="0").mark_rule(color=INK, strokeWidth=1.5).encode(y=y),
        paths.transform_filter(film.until(name)).mark_line(strokeWidth=2, clip=True, opacity=0.9).encode(
            x=x, y=y, detail="path:N", color=paint,
            strokeDash=alt.StrokeDash("kind:N", scale=alt.Scale(domain=KINDS, range=DASHES[:3]), legend=None),
        ),
        paths.transform_filter(film.now(name)).mark_point(filled=True, size=60, opacity=1, clip=True)
        .encode(x=x, y=y, detail="path:N", color=paint),
        *(
            film.words_above(
                one.transform_calculate(words=repr(sign + " " + word)), colours[kind], up=8 + 18 * (2 - kind)
            )
            for kind, (sign, word) in enumerate((("━", unsettled), ("╍", median), ("┄", normal)))
        ),
    ]  # fmt: skip
    return film.finish(alt.layer(*layers), name, height=height)


def datasets(sizes: np.ndarray, off: np.ndarray) -> film.Datasets:
    """Return what `spec` takes: distances from the centre off (kinds, S, paths) after sizes (S,) observations."""
    kinds, count, paths = off.shape
    kind, path, frame = (
        part.ravel() for part in np.meshgrid(np.arange(kinds), np.arange(paths), np.arange(count), indexing="ij")
    )
    rows = kinds * count * paths
    ends = {"start": np.full(rows, float(sizes[0])), "end": np.full(rows, float(sizes[-1]))}
    return {
        "paths": film.rows(
            n=np.tile(sizes, kinds * paths), off=off.transpose(0, 2, 1).ravel(), path=kind * paths + path,
            kind=[KINDS[place] for place in kind], frame=frame, first=(np.arange(rows) == 0) * 1, **ends,
        )
    }  # fmt: skip
