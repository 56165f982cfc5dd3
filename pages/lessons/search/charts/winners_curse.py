"""The winner's curse: each way's best trial, and the same setting again from fresh starts, on two sets of data."""

from collections.abc import Sequence

import altair as alt
import numpy as np

from pages.ui.charts import film
from pages.ui.charts.racing_losses import COLOURS, PLACES, SHAPES
from pages.ui.serving.once import once
from pages.ui.theme import INK, PAPER


@once
def spec(x_title: str, ways: tuple[str, ...]) -> film.Spec:
    """Return the chart: dataset `losses`, a row a loss: kind 0 the trial, 1 again on validation, 2 on test data."""
    x = alt.X("loss:Q", title=x_title, scale=film.fixed("losses", "low", "high", type="log"), axis=film.plain())
    label = " : ".join(f"datum.value == {i} ? {way!r}" for i, way in enumerate(ways)) + " : ''"
    y = alt.Y(
        "place:Q",
        title=None,
        scale=alt.Scale(domain=[len(ways) - 0.45, -0.55], nice=False, zero=False),
        axis=alt.Axis(values=list(range(len(ways))), labelExpr=label, grid=False, ticks=False, domain=False),
    )
    rows = alt.Chart(film.named("losses"))
    colour: film.Options = {"scale": alt.Scale(domain=PLACES, range=COLOURS), "legend": None}
    shape = alt.Shape("way:N", scale=alt.Scale(domain=PLACES, range=SHAPES), legend=None)
    dots: film.Options = {"shape": "circle", "size": 60, "opacity": 1}
    layers = [
        rows.transform_filter("datum.kind === 1").mark_point(**dots, filled=True, stroke=None).encode(
            x=x, y=y, fill=alt.Fill("way:N", **colour)
        ),
        rows.transform_filter("datum.kind === 2").mark_point(**dots, fill=PAPER, strokeWidth=2).encode(
            x=x, y=y, stroke=alt.Stroke("way:N", **colour)
        ),
        rows.transform_filter("datum.kind === 3").mark_tick(thickness=3, size=26, color=INK).encode(x=x, y=y),
        rows.transform_filter("datum.kind === 0").mark_point(
            size=170, filled=True, stroke=PAPER, strokeWidth=1.5, opacity=1
        ).encode(x=x, y=y, fill=alt.Fill("way:N", **colour), shape=shape),
    ]  # fmt: skip
    return film.finish(alt.layer(*layers), height=60 * len(ways))


def datasets(ways: Sequence[int], best: np.ndarray, again: np.ndarray, test: np.ndarray) -> film.Datasets:
    """Return what `spec` takes: losses best (w,), and again and test (w, s); one that diverged is left out.

    The tick is the mean of the fresh starts on the test data, left out where one diverged.
    """
    shifts = {0: -0.26, 1: -0.26, 2: 0.2, 3: 0.2}
    kinds = {0: best[:, None], 1: again, 2: test, 3: test.mean(axis=1)[:, None]}
    rows = [
        (place + shifts[kind], way, kind, loss)
        for place, way in enumerate(ways)
        for kind, losses in kinds.items()
        for loss in losses[place].tolist()
        if np.isfinite(loss)
    ]
    shown = np.array([row[3] for row in rows])
    return {
        "losses": film.rows(
            place=[row[0] for row in rows],
            way=[PLACES[row[1]] for row in rows],
            kind=[row[2] for row in rows],
            loss=shown,
            low=np.full(len(rows), shown.min() / 1.15),
            high=np.full(len(rows), shown.max() * 1.15),
        )
    }
