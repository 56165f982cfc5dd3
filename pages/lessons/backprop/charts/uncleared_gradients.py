"""Two runs from one start, step by step: with the gradients cleared after each step, and without."""

import altair as alt
import numpy as np
import pyarrow as pa

from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import INK, SERIES

KINDS = ["cleared", "uncleared"]


@once
def spec(x_title: str, y_title: str, cleared: str, uncleared: str, *, height: int = 280) -> film.Spec:
    """Return the chart: dataset `runs`, as `datasets` gives it. The words name the two lines, above the plot."""
    x = alt.X("step:Q", title=x_title, scale=film.fixed("runs", "start", "end"), axis=alt.Axis(grid=False))
    heights = film.fixed("runs", "low", "high", type="log")
    y = alt.Y("loss:Q", title=y_title, scale=heights, axis=film.plain(tickCount=5))
    colour = alt.Color("kind:N", scale=alt.Scale(domain=KINDS, range=[INK, SERIES]), legend=None)
    dash = alt.StrokeDash("kind:N", scale=alt.Scale(domain=KINDS, range=[[6, 3], [1, 0]]), legend=None)
    base = alt.Chart(film.named("runs"))
    layers = [
        base.mark_line(strokeWidth=2.4, clip=True).encode(x=x, y=y, color=colour, strokeDash=dash),
        base.mark_point(size=60, filled=True, opacity=0).encode(
            x=x,
            y=y,
            tooltip=[alt.Tooltip("step:Q", title=x_title), alt.Tooltip("loss:Q", title=y_title, format=".3~g")],
        ),
    ]
    for place, (kind, words) in enumerate(zip(KINDS, (f"┈ {cleared}", f"━ {uncleared}"), strict=True)):
        row = base.transform_filter(f"datum.kind === '{kind}' && datum.step === 0")
        layers.append(
            row.mark_text(align="left", baseline="bottom", fontWeight=600).encode(
                x=alt.value(0), y=alt.value(-8 - 20 * (1 - place)), text=alt.value(words), color=colour
            )
        )
    return film.finish(alt.layer(*layers), height=height)


def datasets(cleared: np.ndarray, uncleared: np.ndarray, steps: int) -> film.Datasets:
    """Return what `spec` takes: the losses of both runs, a number each step; one that diverged is shorter."""
    both = np.concatenate([cleared, uncleared])
    ends = {"start": 0, "end": steps, "low": both.min() / 1.3, "high": both.max() * 1.3}
    tables = []
    for kind, losses in zip(KINDS, (cleared, uncleared), strict=True):
        same = {name: np.full(len(losses), float(value)) for name, value in ends.items()}
        tables.append(film.rows(step=np.arange(len(losses)), loss=losses, kind=[kind] * len(losses), **same))
    return {"runs": pa.concat_tables(tables)}
