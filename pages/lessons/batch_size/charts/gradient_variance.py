"""The spread of batch gradients against the batch size: measured, and as the law has it."""

import altair as alt
import numpy as np

from pages.ui.charts import film, log_ticks
from pages.ui.serving.once import once
from pages.ui.theme import INK, PAPER, SERIES


@once
def spec(
    x_title: str, y_title: str, law: str, replaced: str, measured: str, *, name: str = "frame_size", height: int = 360
) -> film.Spec:
    """Return the chart: datasets `law` and `measured`, as `datasets` gives them, on log axes.

    The words name the law, the law for drawing with replacement, and what was measured.
    """
    x = alt.X(
        "size:Q", title=x_title, scale=film.fixed("law", "start", "end", type="log"),
        axis=film.plain(grid=False, values=[1, 2, 5, 10, 20, 50, 100, 200]),
    )  # fmt: skip
    y_scale = film.fixed("law", "low", "high", type="log")
    y = alt.Y(
        "spread:Q",
        title=y_title,
        scale=y_scale,
        axis=film.plain(values=log_ticks.decades(-12, 9, 1, 3)),
    )
    rows, dots = alt.Chart(film.named("law")), alt.Chart(film.named("measured"))
    shown = dots.transform_filter("datum.spread > 0")
    chosen = shown.transform_filter(film.now(name))
    reading = dots.transform_filter(film.now(name)).transform_calculate(
        words=f"'B = ' + datum.size + ':  {measured} ' + (datum.spread > 0 ? {film.number('datum.spread')} : '0')"
        f" + ',  {law} ' + (datum.law > 0 ? {film.number('datum.law')} : '0')"
    )
    layers = [
        rows.mark_line(color=INK, strokeWidth=1.8, strokeDash=[3, 4]).encode(
            x=x, y=alt.Y("replaced:Q", title=y_title, scale=y_scale)
        ),
        rows.transform_filter("datum.spread > 0").mark_line(color=SERIES, strokeWidth=2.5, clip=True).encode(x=x, y=y),
        shown.mark_rule(color=SERIES, strokeWidth=1.5, opacity=0.7, clip=True).encode(
            x=x, y=alt.Y("least:Q", scale=y_scale), y2="most:Q"
        ),
        shown.mark_point(size=42, stroke=SERIES, fill=PAPER, strokeWidth=1.6, opacity=1, clip=True).encode(x=x, y=y),
        chosen.mark_point(size=200, fill=SERIES, stroke=PAPER, strokeWidth=2, opacity=1, clip=True).encode(x=x, y=y),
        film.words_above(reading, SERIES),
        rows.transform_filter("datum.last > 0").transform_calculate(words=repr("┄ " + replaced))
        .mark_text(align="left", baseline="bottom")
        .encode(x=alt.value(8), y=alt.value(alt.expr("height - 8")), text="words:N"),
    ]  # fmt: skip
    return film.finish(alt.layer(*layers), name, height=height)


def datasets(
    sizes: np.ndarray, measured: np.ndarray, law: np.ndarray, error: np.ndarray, first: int = 0
) -> film.Datasets:
    """Return what `spec` takes: spreads (S,) measured, by law, and the standard errors, at sizes (S,) from 1 on.

    The frames begin at the size in the place `first`. The bars are two standard errors to either side. Spreads of 0 are
    not drawn.
    """
    variance = float(law[0])
    replaced = variance / sizes
    known = law > 1e-9 * variance
    low = float(min(law[known].min(), replaced.min())) * 0.5 if known.any() else 1e-12
    ends = {"start": sizes[0] * 0.9, "end": sizes[-1] * 1.1, "low": low, "high": max(variance, 1e-12) * 2}
    same = {name: np.full(len(sizes), float(value)) for name, value in ends.items()}
    last = np.arange(len(sizes)) == len(sizes) - 1
    return {
        "law": film.rows(
            size=sizes, spread=np.where(known, law, 0), replaced=np.maximum(replaced, 1e-12), last=last * 1, **same
        ),
        "measured": film.rows(
            size=sizes,
            spread=np.where(known, measured, 0),
            law=np.where(known, law, 0),
            frame=np.arange(len(sizes)) - first,
            least=np.maximum(measured - 2 * error, 0.2 * np.where(known, measured, 1)),
            most=measured + 2 * error,
        ),
    }
