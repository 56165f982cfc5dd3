"""A function of one input: the examples, the model's curve at the frame shown, and the truth where it is known."""

import altair as alt
import numpy as np
import pyarrow as pa

from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import INK, PAPER, SERIES


@once
def spec(x_title: str = "x", y_title: str = "y", name: str = "frame", height: int = 360) -> film.Spec:
    """Return the chart: datasets `curve`, `points` and `truth`, as `datasets` gives them.

    Filled points are for training, outlined ones for the test; the true function is dotted.
    """
    x = alt.X("x:Q", title=x_title, axis=alt.Axis(grid=False, tickCount=5), scale=film.fixed("curve", "x0", "x1"))
    y = alt.Y("y:Q", title=y_title, axis=alt.Axis(grid=False, tickCount=5), scale=film.fixed("curve", "y0", "y1"))
    truth = alt.Chart(film.named("truth")).mark_line(color=INK, strokeWidth=2, strokeDash=[2, 4], clip=True)
    points = (
        alt.Chart(film.named("points"))
        .mark_point(size=50, stroke=INK, strokeWidth=1.8, opacity=0.9)
        .encode(fill=alt.Fill("fill:N", scale=None), tooltip=[_number("x", x_title), _number("y", y_title)])
    )
    curve = (
        alt.Chart(film.named("curve"))
        .transform_calculate(y=film.decoded(name))
        .mark_line(color=SERIES, strokeWidth=3.5, clip=True)
    )
    layers = [layer.encode(x=x, y=y) for layer in (truth, points, curve)]
    return film.finish(alt.layer(*layers), name, height=height)


def _number(field: str, title: str) -> alt.Tooltip:
    return alt.Tooltip(f"{field}:Q", title=title, format=".2f")


def datasets(
    x: np.ndarray,
    predictions: np.ndarray,
    train: tuple[np.ndarray, np.ndarray],
    test: tuple[np.ndarray, np.ndarray] | None = None,
    truth: np.ndarray | None = None,
) -> film.Datasets:
    """Return what `spec` takes: predictions (T, m) at x (m,) ascending, examples (x, y), and the true function at x."""
    shown = [train] if test is None else [train, test]
    heights = np.concatenate([y for _, y in shown] + ([] if truth is None else [truth]))
    low, high = heights.min(), heights.max()
    room = 0.08 * (high - low or 1.0)
    points = [film.rows(x=px, y=py, fill=[fill] * len(px)) for (px, py), fill in zip(shown, (INK, PAPER), strict=False)]
    ends = {"x0": x[0], "x1": x[-1], "y0": low - room, "y1": high + room}
    curve = film.rows(x=x, **film.encoded(predictions), **{end: np.full(len(x), value) for end, value in ends.items()})
    known = film.rows(x=x[:0], y=x[:0]) if truth is None else film.rows(x=x, y=truth)
    return {"curve": curve, "points": pa.concat_tables(points), "truth": known}
