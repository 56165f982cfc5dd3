"""The confusion matrix at the frame shown."""

from collections.abc import Sequence

import altair as alt
import numpy as np

from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import EDGE, NEGATIVE, PAPER, POSITIVE


@once
def spec(x_title: str, y_title: str, name: str = "frame", height: int = 360) -> film.Spec:
    """Return the chart: dataset `cells`, as `datasets` gives it.

    A row is a true class, a column the model's answer. What is right is blue, what is wrong is orange, and the stronger
    the larger its share of the row.
    """
    axis = alt.Axis(labelAngle=0, grid=False, labelFlush=False, labelBound=False)
    base = (
        alt.Chart(film.named("cells"))
        .transform_calculate(count=f"round({film.decoded(name)})")
        .transform_calculate(share="datum.count / datum.total")
        .encode(
            x=alt.X("answer:N", title=x_title, sort=None, axis=axis),
            y=alt.Y("truth:N", title=y_title, sort=None, axis=axis),
        )
    )
    cell = base.mark_rect(stroke=PAPER, strokeWidth=1).encode(
        fill=alt.Fill("right:N", scale=alt.Scale(domain=["0", "1"], range=[NEGATIVE, POSITIVE]), legend=None),
        fillOpacity=alt.FillOpacity("share:Q", scale=None),
        tooltip=[
            alt.Tooltip("truth:N", title=y_title),
            alt.Tooltip("answer:N", title=x_title),
            alt.Tooltip("count:Q", title="n", format="d"),
        ],
    )
    words = base.transform_filter("datum.count > 0.5").mark_text(
        fontWeight=600, fontSize=alt.expr("min(16, 0.5 * bandwidth('x'))")
    )
    strong = "datum.right === '1' && datum.share > 0.55"
    words = words.encode(
        text=alt.Text("count:Q", format="d"), color=alt.condition(strong, alt.value(PAPER), alt.value(EDGE))
    )
    return film.finish(alt.layer(cell, words), name, height=height, view=alt.ViewBackground(fill=PAPER))


def datasets(names: Sequence[str], counts: np.ndarray) -> film.Datasets:
    """Return what `spec` takes: counts (T, k, k) of [truth, answer], with the names of the k classes."""
    frames, k, _ = counts.shape
    flat = counts.reshape(frames, k * k)
    truth = [str(names[i]) for i in range(k) for _ in range(k)]
    answer = [str(names[j]) for _ in range(k) for j in range(k)]
    right = ["1" if i == j else "0" for i in range(k) for j in range(k)]
    each = np.repeat(counts[0].sum(axis=1), k)
    columns = {"truth": truth, "answer": answer, "right": right, "total": np.maximum(each, 1)}
    return {"cells": film.rows(**columns, **film.encoded(flat))}
