"""One hyperparameter tried over its range: the error on own and on fresh data, and where the best stands."""

import altair as alt
import numpy as np

from pages.ui.charts import film, log_ticks
from pages.ui.serving.once import once
from pages.ui.theme import INK, PAPER, SERIES

DASHES = ([1, 0], [7, 4], [2, 3])
LEAST = 1e-6
"""Mean squares below stand on the floor of the picture."""

SHAPES = ("circle", "square", "diamond")
"""The stroke and the mark of each sample."""


@once
def spec(x_title: str, y_title: str, yours: str, log_x: bool, log_y: bool, height: int = 320) -> film.Spec:
    """Return the chart: datasets `errors` (a row a sample and value) and `yours` (one row, the value chosen)."""
    x_scale = film.fixed("errors", "x0", "x1", **({"type": "log"} if log_x else {}))
    y_scale = film.fixed("errors", "y0", "y1", **({"type": "log"} if log_y else {}))
    x = alt.X("value:Q", title=x_title, scale=x_scale, axis=film.plain(grid=False, tickCount=5))
    first = "data('errors')[0]"
    numbers = (
        {"values": log_ticks.by_span(f"{first}.y0", f"{first}.y1"), "tickCount": log_ticks.MANY}
        if log_y
        else {"tickCount": 4}
    )
    y = alt.Y("test:Q", title=y_title, scale=y_scale, axis=film.plain(**numbers))
    rows, chosen = alt.Chart(film.named("errors")), alt.Chart(film.named("yours"))
    own = rows.transform_filter("datum.sample === 0")
    layers = [
        chosen.mark_rule(color=INK, strokeWidth=1.5, strokeDash=[4, 3]).encode(x=x),
        chosen.transform_calculate(words=repr(yours)).mark_text(align="left", dx=5, baseline="top").encode(
            x=x, y=alt.value(2), text="words:N"
        ),
        own.mark_line(color=INK, strokeWidth=2, clip=True).encode(
            x=x, y=alt.Y("train:Q", title=y_title, scale=y_scale)
        ),
    ]  # fmt: skip
    for sample, (dash, shape) in enumerate(zip(DASHES, SHAPES, strict=True)):
        part = rows.transform_filter(f"datum.sample === {sample}")
        width = 3 if sample == 0 else 1.8
        layers += [
            part.mark_line(color=SERIES, strokeWidth=width, strokeDash=dash, clip=True).encode(x=x, y=y),
            part.transform_filter("datum.best > 0").mark_point(
                shape=shape, size=130, fill=SERIES, stroke=PAPER, strokeWidth=1.8, opacity=1, clip=True
            ).encode(x=x, y=y, tooltip=[alt.Tooltip("value:Q", title=x_title), alt.Tooltip("test:Q", format=".3f")]),
        ]  # fmt: skip
    return film.finish(alt.layer(*layers), height=height)


def datasets(
    values: np.ndarray, train: np.ndarray, test: np.ndarray, best: np.ndarray, yours: float, log_y: bool
) -> film.Datasets:
    """Return what `spec` takes: errors (M, K) of M samples at values (K,), the best values (M,), and the one chosen."""
    samples, count = test.shape
    known = np.concatenate([train[0], test.ravel()])
    if log_y:
        low, highest = max(float(known.min()), LEAST) / 1.3, float(known.max())
        high = max(highest * 1.3, 10 * low) if highest > LEAST else 1.0
        train, test = np.maximum(train, low), np.maximum(test, low)
    else:
        low, high = -0.02, max(0.55, float(known.max()) * 1.05)
    apart = values[-1] / values[0] > 50
    x0, x1 = (values[0] / 1.2, values[-1] * 1.2) if apart else (values[0] - 0.2, values[-1] + 0.2)
    ends = {"x0": x0, "x1": x1, "y0": low, "y1": high}
    rows = samples * count
    return {
        "errors": film.rows(
            value=np.tile(values.astype(float), samples), train=train.ravel(), test=test.ravel(),
            sample=np.repeat(np.arange(samples), count), best=(values == best[:, None]).ravel() * 1,
            **{name: np.full(rows, float(value)) for name, value in ends.items()},
        ),
        "yours": film.rows(value=[float(yours)]),
    }  # fmt: skip
