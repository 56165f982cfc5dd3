"""Predictions of a number: each against the truth beside the diagonal, and how their residuals are spread."""

from collections.abc import Sequence

import altair as alt
import numpy as np
import pyarrow as pa

from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import EDGE, INK, PAPER, SERIES

Parts = Sequence[tuple[np.ndarray, np.ndarray]]


@once
def spec(x_title: str, y_title: str, name: str = "frame", height: int = 340) -> film.Spec:
    """Return the chart: datasets `points`, `ends` and `told`, as `datasets` gives them.

    Filled points are for training, outlined ones for the test; on the dotted diagonal the prediction is the truth.
    """
    both = film.fixed("ends", "low", "high")
    axis = film.plain(grid=False, tickCount=5)
    x = alt.X("truth:Q", title=x_title, axis=axis, scale=both)
    y = alt.Y("predicted:Q", title=y_title, axis=axis, scale=both)
    points = (
        alt.Chart(film.named("points"))
        .transform_calculate(predicted=film.decoded(name))
        .mark_point(size=34, stroke=SERIES, strokeWidth=1.4, opacity=0.75, clip=True)
        .encode(
            x=x,
            y=y,
            fill=alt.Fill("fill:N", scale=None),
            tooltip=[_number("truth", x_title), _number("predicted", y_title)],
        )
    )
    diagonal = alt.Chart(film.named("ends")).mark_rule(color=EDGE, strokeWidth=2, strokeDash=[2, 4])
    line = diagonal.encode(x=alt.X("low:Q", scale=both), x2="high:Q", y=alt.Y("low:Q", scale=both), y2="high:Q")
    layers = alt.layer(points, line, _told(name))
    return film.finish(layers, name, height=height, view=alt.ViewBackground(fill=PAPER))


def _told(name: str) -> alt.Chart:
    lines = alt.Chart(film.named("told")).transform_calculate(said=film.phrase(name))
    text = lines.mark_text(align="left", baseline="bottom", color=film.letters(SERIES), fontWeight=600)
    return text.encode(x=alt.value(0), y=alt.Y("pixel:Q", scale=None), text="said:N")


def _number(field: str, title: str) -> alt.Tooltip:
    return alt.Tooltip(f"{field}:Q", title=title, format=".4g")


def datasets(parts: Parts, told: Sequence[Sequence[str]]) -> film.Datasets:
    """Return what `spec` takes: truth (n,) and predictions (T, n) of each part, and a film of words for each.

    Both axes reach over the truth and over the predictions of the last frame, but not beyond twice the truth's range.
    """
    truth = np.concatenate([values for values, _ in parts])
    last = np.concatenate([predictions[-1] for _, predictions in parts])
    low, high = ends(truth, last)
    # What is far outside is written as just outside, so that what is inside keeps its digits.
    span = high - low
    shown = np.concatenate([predictions for _, predictions in parts], axis=1)
    shown = np.clip(shown, low - span, high + span)
    fills = [fill for (values, _), fill in zip(parts, (SERIES, PAPER), strict=False) for _ in range(len(values))]
    return {
        "points": film.rows(truth=truth, fill=fills, **film.encoded(shown)),
        "ends": film.rows(low=[low], high=[high]),
        "told": film.rows(pixel=-8.0 - 18.0 * np.arange(len(told))[::-1], **film.phrases(told)),
    }


def ends(truth: np.ndarray, last: np.ndarray) -> tuple[float, float]:
    low, high = float(truth.min()), float(truth.max())
    half = (high - low) / 2 or 1.0
    room = 0.05 * 2 * half
    return max(min(low, float(last.min())), low - half) - room, min(max(high, float(last.max())), high + half) + room


@once
def residual_spec(x_title: str, y_title: str, name: str = "frame", height: int = 340) -> film.Spec:
    """Return the chart of residuals: dataset `bins`, as `residual_datasets` gives it.

    Filled bars are for training, outlined ones for the test; the rule stands at residual 0.
    """
    x = alt.X("left:Q", title=x_title, axis=film.plain(grid=False, tickCount=5), scale=film.fixed("bins", "x0", "x1"))
    axis = alt.Axis(format=".0%", tickCount=4, grid=False)
    y = alt.Y("share:Q", title=y_title, axis=axis, scale=film.fixed("bins", "y0", "y1"))
    bins = alt.Chart(film.named("bins")).transform_calculate(share=film.decoded(name))
    train = bins.transform_filter("datum.part === 'train'").mark_rect(color=SERIES, opacity=0.4)
    test = bins.transform_filter("datum.part === 'test'").mark_rect(filled=False, stroke=SERIES, strokeWidth=1.8)
    bars = [bar.encode(x=x, x2="right:Q", y=y, y2="y0:Q") for bar in (train, test)]
    zero = bins.mark_rule(color=INK, strokeWidth=1).encode(x=alt.X("zero:Q", scale=film.fixed("bins", "x0", "x1")))
    return film.finish(alt.layer(*bars, zero), name, height=height, view=alt.ViewBackground(fill=PAPER))


def residual_datasets(edges: np.ndarray, train: np.ndarray, test: np.ndarray) -> film.Datasets:
    """Return what `residual_spec` takes: the edges (b + 1,) of the bins and the shares (T, b) of each part in them."""
    bins = len(edges) - 1
    high = 1.1 * max(train.max(), test.max())
    ends = {"x0": edges[0], "x1": edges[-1], "y0": 0.0, "y1": high, "zero": 0.0}
    tables = [
        film.rows(
            left=edges[:-1], right=edges[1:], part=[part] * bins, **film.encoded(shares),
            **{end: np.full(bins, value) for end, value in ends.items()},
        )
        for part, shares in (("train", train), ("test", test))
    ]  # fmt: skip
    return {"bins": pa.concat_tables(tables)}
