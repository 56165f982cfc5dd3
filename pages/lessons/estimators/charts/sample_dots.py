"""The sample of each frame, as points over the density of the population that it comes from."""

import altair as alt
import numpy as np

from pages.lessons.estimators.charts.sampling_distribution import Schedule, other, prefixed
from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import INK, PAPER, SERIES


@once
def spec(name: str = "frame", height: int = 78) -> film.Spec:
    """Return the chart of the sample at the frame: datasets `dots`, `population` and `truth`."""
    ends = film.fixed("truth", "low", "high")
    x = alt.X("x:Q", title=None, scale=ends, axis=film.plain(grid=False, tickCount=8))
    up = alt.Scale(domain=[0, 1])
    y = alt.Y("y:Q", title=None, scale=up, axis=None)
    curve, truth = alt.Chart(film.named("population")), alt.Chart(film.named("truth"))
    dots = alt.Chart(film.named("dots")).transform_calculate(x=film.decoded(name))
    layers = [
        curve.transform_filter("datum.discrete < 1").mark_area(color=INK, opacity=0.22, clip=True).encode(x=x, y=y),
        curve.transform_filter("datum.discrete > 0").mark_bar(color=INK, opacity=0.3, width=9, clip=True).encode(
            x=x, y=y
        ),
        truth.transform_filter("datum.there > 0").mark_rule(color=INK, strokeWidth=2).encode(
            x=alt.X("truth:Q", scale=ends)
        ),
        dots.mark_point(filled=True, size=48, color=SERIES, opacity=0.75, stroke=PAPER, strokeWidth=0.6, clip=True)
        .encode(x=x, y=y),
        *(
            truth.transform_calculate(out=f"round({other(side, name)})")
            .transform_filter("datum.out > 0")
            .transform_calculate(words=words)
            .mark_text(**film.style(align=align), baseline="top", fontWeight=600, color=film.letters(SERIES))
            .encode(x=alt.value(place), y=alt.value(2), text="words:N")
            for side, words, align, place in (
                ("left", "'◀ ' + datum.out", "left", 2),
                ("right", "datum.out + ' ▶'", "right", alt.expr("width - 2")),
            )
        ),
    ]  # fmt: skip
    return film.finish(alt.layer(*layers), name, height=height)


def datasets(
    samples: np.ndarray,
    frames: Schedule,
    extent: tuple[float, float],
    density: tuple[np.ndarray, np.ndarray, bool],
    truth: float | None,
) -> film.Datasets:
    """Return what `spec` takes: samples (R, m), the density as x, p(x) and whether it is of whole numbers."""
    low, high = extent
    seen = samples[frames.current]
    margin = (high - low) / 20
    m = seen.shape[1]
    rows = (np.arange(m) * 0.618) % 1 * 0.62 + 0.16
    x, p, discrete = density
    out = {"left": (seen < low).sum(axis=1), "right": (seen > high).sum(axis=1)}
    return {
        "dots": film.rows(**film.encoded(np.clip(seen, low - margin, high + margin)), y=rows),
        "population": film.rows(x=x, y=p / p.max() * 0.92, discrete=np.full(len(x), int(discrete))),
        "truth": film.rows(
            truth=[low if truth is None else truth], there=[int(truth is not None)], low=[low], high=[high],
            **prefixed("left", out["left"][:, None]), **prefixed("right", out["right"][:, None]),
        ),
    }  # fmt: skip
