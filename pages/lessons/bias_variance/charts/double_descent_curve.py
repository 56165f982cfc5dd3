"""The error against the number of features, down, up and down again, with a cursor at the width shown."""

import altair as alt
import numpy as np

from pages.lessons.bias_variance.charts.decomposition import DECADES
from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import INK, PAPER, SERIES


@once
def spec(x_title: str, y_title: str, as_many: str, name: str = "frame_width", height: int = 270) -> film.Spec:
    """Return the chart: datasets `widths` and `held`, as `datasets` gives them, on log axes.

    Full: the median test error and the middle half; dotted: the training error; dashed: with ridge. The upright dashed
    line stands where there are as many features as examples.
    """
    x = alt.X(
        "p:Q", title=x_title, scale=film.fixed("widths", "start", "end", type="log"),
        axis=film.plain(grid=False, values=[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]),
    )  # fmt: skip
    scale = film.fixed("widths", "low", "high", type="log")
    axis = film.plain(values=DECADES)

    def up(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", title=y_title, scale=scale, axis=axis)

    rows, held = alt.Chart(film.named("widths")), alt.Chart(film.named("held"))
    now = rows.transform_filter(film.now(name))
    many = rows.transform_filter("datum.frame === 0")
    n = alt.X("n:Q", title=x_title, scale=x._kwds["scale"], axis=x._kwds["axis"])
    layers = [
        rows.mark_area(color=SERIES, opacity=0.2, clip=True).encode(x=x, y=up("least"), y2="most:Q"),
        many.mark_rule(color=INK, strokeWidth=1.8, strokeDash=[5, 4]).encode(x=n),
        many.mark_text(align="left", baseline="top", dx=6, color=film.letters(INK), fontWeight=600).encode(
            x=n, y=alt.value(2), text=alt.value(as_many)
        ),
        rows.transform_filter("datum.train > datum.low")
        .mark_line(color=INK, strokeWidth=2.2, strokeDash=[1, 3], clip=True)
        .encode(x=x, y=up("train")),
        held.mark_line(color=INK, strokeWidth=2.2, strokeDash=[8, 3], clip=True).encode(x=x, y=up("median")),
        rows.mark_line(color=SERIES, strokeWidth=3, clip=True).encode(x=x, y=up("median")),
        rows.mark_point(size=30, fill=SERIES, stroke=PAPER, strokeWidth=1, opacity=1, clip=True).encode(
            x=x, y=up("median")
        ),
        now.mark_point(size=190, fill=SERIES, stroke=PAPER, strokeWidth=2, opacity=1, clip=True).encode(
            x=x, y=up("median")
        ),
    ]
    return film.finish(alt.layer(*layers), name, height=height)


def datasets(
    n: int,
    p: np.ndarray,
    test: np.ndarray,
    train: np.ndarray,
    held: tuple[np.ndarray, np.ndarray],
    widest: int,
) -> film.Datasets:
    """Return what `spec` takes: for W widths p the quartiles of the test error (W, 3), the training error.

    `held` are widths and medians with ridge; `widest` is the last width there will be. Errors below a millionth stand
    at that height.
    """
    shown = np.maximum(test, 1e-6)
    low = max(min(shown.min(), float(held[1].min()) if len(held[1]) else np.inf), 1e-6) / 3
    ends = {"start": 0.9 * p[0], "end": 1.1 * widest, "low": low, "high": max(shown.max(), 10 * low) * 1.6}
    return {
        "widths": film.rows(
            frame=np.arange(len(p)), p=p, least=shown[:, 0], median=shown[:, 1], most=shown[:, 2], train=train,
            n=np.full(len(p), n),
            **{name: np.full(len(p), float(value)) for name, value in ends.items()},
        ),
        "held": film.rows(p=np.asarray(held[0], float), median=np.maximum(held[1], 1e-6)),
    }  # fmt: skip
