"""The loss of several batch sizes against what they cost: updates, epochs or examples."""

from collections.abc import Sequence

import altair as alt
import numpy as np
import pyarrow as pa

from pages.ui.charts import film, racing_losses
from pages.ui.serving.once import once
from pages.ui.theme import INK

LAST = 80
"""The last frame of the film, in which every run has spent its budget."""
VEIL = 0.6
"""The opacity over what is still to come."""

Curve = tuple[tuple[float, ...], tuple[float, ...]]
NOTHING: Curve = ((), ())

MARK = 16
"""Pixels that the mark of the chosen size takes before its name."""


@once
def spec(x_title: str, y_title: str, height: int = 200) -> film.Spec:
    """Return the chart: datasets `lines`, `sizes` and `drawn`, as `datasets` gives them.

    The chosen size is drawn thick, what a visitor drew is a broad stroke under it, and what is to come is veiled.
    """
    x = alt.X("x:Q", title=x_title, scale=film.fixed("sizes", "start", "end"), axis=film.plain(grid=False, tickCount=6))
    heights = film.fixed("sizes", "low", "high", type="log")
    y = alt.Y("y:Q", title=y_title, scale=heights, axis=film.plain(tickCount=5))
    lines = alt.Chart(film.named("lines")).mark_line(clip=True).encode(
        x=x, y=y, color=racing_losses.five_colours(), strokeDash=racing_losses.five_dashes(),
        strokeWidth=alt.StrokeWidth("width:Q", scale=None), detail="place:O",
    )  # fmt: skip
    names = alt.Chart(film.named("sizes")).mark_text(align="left", baseline="bottom", fontWeight=700)
    slot = f"(width - {MARK}) / {len(racing_losses.FIVE_COLOURS)}"
    names = names.transform_calculate(at=f"datum.place * {slot} + (datum.after ? {MARK} : 0)")
    named = names.encode(
        x=alt.X("at:Q", scale=None), y=alt.value(-6), text="name:N", color=racing_losses.five_colours()
    )
    # A broad pale stroke, unlike the line of any size, whatever its colour.
    broad = alt.MarkDef("line", color=INK, strokeWidth=9, strokeCap="round", opacity=0.3, clip=True)
    drawn = alt.Chart(film.named("drawn"), mark=broad).encode(x=x, y=y)
    now = alt.Chart(film.named("sizes")).transform_filter("datum.place === 0")
    share = f"(datum.film ? min(frame, {LAST}) / {LAST} : 1)"
    now = now.transform_calculate(x=f"datum.start + (datum.end - datum.start) * {share}")
    veil = now.mark_rect(color=alt.expr("background"), opacity=VEIL).encode(x=x, x2=alt.value(alt.expr("width")))
    cursor = now.mark_rule(color=INK, strokeWidth=1).encode(x=x)
    return film.finish(alt.layer(drawn, lines, veil, cursor, named), height=height)


def datasets(
    names: Sequence[str],
    runs: Sequence[tuple[np.ndarray, np.ndarray]],
    chosen: int,
    end: float,
    drawn: Curve = NOTHING,
    alone: int | None = None,
) -> film.Datasets:
    """Return what `spec` takes: for each size its name and its (cost, loss), up to the cost `end`; and what was drawn.

    Where a place stands `alone`, it is the only one, and no film. A run that comes to more than a thousand times its
    first loss leaves the picture; there is room for all others.
    """
    kept = [(cost[cost <= end], loss[cost <= end]) for place, (cost, loss) in enumerate(runs) if alone in (None, place)]
    order = range(len(names)) if alone is None else [alone]
    lines = [
        film.rows(x=x, y=y, place=[place] * len(x), width=[3.6 if place == chosen else 1.8] * len(x))
        for place, (x, y) in zip(order, kept, strict=True)
    ]
    everything = np.concatenate([loss for _, loss in kept])
    first = runs[0][1][0]
    tame = [loss.max() for _, loss in kept if loss.max() < 1000 * first]
    ends = everything.min(), min(everything.max(), max([4 * first, *tame]))
    low, high = min([ends[0], *drawn[1]]) * 0.85, max([ends[1], *drawn[1]]) * 1.1
    same = {name: [float(value)] * len(names) for name, value in
            {"start": 0, "end": end, "low": low, "high": high, "film": alone is None}.items()}  # fmt: skip
    marked = [("▸ " if place == chosen else "") + name * (place in order) for place, name in enumerate(names)]
    return {
        "lines": pa.concat_tables(lines),
        "sizes": film.rows(
            place=range(len(names)), name=marked, after=[place > chosen for place in range(len(names))], **same
        ),
        "drawn": film.rows(x=np.array(drawn[0], float), y=np.array(drawn[1], float)),
    }
