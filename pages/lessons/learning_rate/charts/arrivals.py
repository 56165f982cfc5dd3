"""The share of runs that reached the lowest well, against the learning rate, without and with noise."""

import altair as alt
import numpy as np
import pyarrow as pa

from pages.ui.charts import film, log_ticks
from pages.ui.serving.once import once
from pages.ui.theme import INK, PAPER, SERIES

KINDS = ["plain", "noisy", "plain_diverged", "noisy_diverged"]


@once
def spec(x_title: str, y_title: str, plain: str, noisy: str, diverged: str, low: float, high: float) -> film.Spec:
    """Return the chart: dataset `shares`, as `datasets` gives it. The words stand above the plot.

    Dashed lines are those with noise, those without points the share that diverged.
    """
    rates = alt.Scale(type="log", domain=[low, high], nice=False)
    axis = film.plain(values=log_ticks.decades(-6, 7), grid=False, tickCount=20)
    x = alt.X("rate:Q", title=x_title, scale=rates, axis=axis)
    shares = alt.Scale(domain=[0, 1], nice=False)
    y = alt.Y("share:Q", title=y_title, scale=shares, axis=alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1]))
    colour = alt.Color("kind:N", scale=alt.Scale(domain=KINDS, range=[SERIES, SERIES, INK, INK]), legend=None)
    dash = alt.StrokeDash("kind:N", scale=alt.Scale(domain=KINDS, range=[[1, 0], [5, 4]] * 2), legend=None)
    fill = alt.Fill("kind:N", scale=alt.Scale(domain=KINDS, range=[SERIES, PAPER] * 2), legend=None)
    tips = [alt.Tooltip("rate:Q", title=x_title, format=".3~g"), alt.Tooltip("share:Q", title=y_title, format=".0%")]
    base = alt.Chart(film.named("shares"))
    points = base.transform_filter("indexof(datum.kind, 'diverged') < 0").mark_point(size=45, strokeWidth=2, opacity=1)
    layers = [
        base.mark_line(strokeWidth=1.6).encode(x=x, y=y, color=colour, strokeDash=dash),
        points.encode(x=x, y=y, stroke=colour, fill=fill, tooltip=tips),
    ]
    for index, words in enumerate((f"● {plain}", f"○ {noisy}", f"─ ╌ {diverged}")):
        row = base.transform_filter(f"datum.kind === '{KINDS[index]}' && datum.first")
        layers.append(
            row.mark_text(
                align="left", baseline="bottom", color=film.letters(INK) if index == 2 else SERIES, fontWeight=600
            ).encode(x=alt.value(alt.expr(f"{index} * width / 3")), y=alt.value(-8), text=alt.value(words))
        )
    return film.finish(alt.layer(*layers), height=240)


def datasets(rate: np.ndarray, *shares: np.ndarray) -> film.Datasets:
    """Return what `spec` takes: of K rates the shares (K,) in the order of KINDS."""
    tables = [
        film.rows(rate=rate, share=values, kind=[kind] * len(rate), first=(np.arange(len(rate)) == 0).astype(int))
        for kind, values in zip(KINDS, shares, strict=True)
    ]
    return {"shares": pa.concat_tables(tables)}
