"""Hinges one by one: each flat up to its knot and straight from there, blue where it turns up, orange down."""

import altair as alt
import numpy as np

from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import INK, NEGATIVE, PAPER, POSITIVE


@once
def spec(x_title: str, y_title: str, name: str = "frame", height: int = 190) -> film.Spec:
    """Return the chart: dataset `hinges`, a row a hinge, as `datasets` gives it."""
    across, up = film.fixed("hinges", "x0", "x1"), film.fixed("hinges", "y0", "y1")
    x = alt.X("knot:Q", title=x_title, scale=across, axis=alt.Axis(grid=False, tickCount=5))
    y = alt.Y("foot:Q", title=y_title, scale=up, axis=film.plain(grid=False, tickCount=4))
    other = film.decoded(name)
    for column in ("film", "bottom", "step"):
        other = other.replace(f"datum.{column}", f"datum.other_{column}")
    hinges = (
        alt.Chart(film.named("hinges"))
        .transform_filter(f"{film.letter('here', name)} === '1'")
        .transform_calculate(knot=film.decoded(name))
        .transform_calculate(tip=other)
        .transform_calculate(foot="0")
        .transform_calculate(end=f"{film.letter('right', name)} === '1' ? datum.x1 : datum.x0")
        .transform_calculate(colour=f"datum.tip < 0 ? '{NEGATIVE}' : '{POSITIVE}'")
    )
    base = (
        alt.Chart(film.named("hinges"))
        .transform_filter("datum.first === 1")
        .mark_rule(color=INK, strokeWidth=1)
        .encode(x=alt.X("x0:Q", scale=across), x2="x1:Q", y=alt.Y("zero:Q", scale=up))
    )
    colour = alt.Color("colour:N", scale=None)
    climbs = hinges.mark_rule(strokeWidth=2, clip=True).encode(x=x, y=y, x2="end:Q", y2="tip:Q", color=colour)
    knots = hinges.mark_point(size=70, strokeWidth=1.2, stroke=PAPER, opacity=1, clip=True).encode(
        x=x, y=y, fill=alt.Fill("colour:N", scale=None)
    )
    return film.finish(alt.layer(base, climbs, knots), name, height=height)


def datasets(
    knot: np.ndarray, tip: np.ndarray, right: np.ndarray, here: np.ndarray, ends: tuple[float, float]
) -> film.Datasets:
    """Return what `spec` takes: knots (T, k), heights (T, k) at the end to which each opens, whether that is the right.

    `here` (T, k) says which hinges there are at a frame.
    """
    k = knot.shape[1]
    size = float(np.abs(tip[-1]).max(initial=0.0)) * 1.1 or 1.0
    limits = {"x0": ends[0], "x1": ends[1], "y0": -size, "y1": size, "zero": 0.0}
    rows = film.rows(
        **film.encoded(knot),
        **{f"other_{column}": values for column, values in film.encoded(tip).items()},
        right=film.strings(right),
        here=film.strings(here),
        first=(np.arange(k) == 0).astype(int),
        **{name: np.full(k, value) for name, value in limits.items()},
    )
    return {"hinges": rows}
