"""The test loss at the end against the batch size, for equal epochs and for equal updates, a dot a start."""

import altair as alt
import numpy as np

from pages.ui.charts import film, log_ticks
from pages.ui.serving.once import once
from pages.ui.theme import INK, PAPER, SERIES


@once
def spec(x_title: str, y_title: str, epochs: str, updates: str, *, height: int = 300) -> film.Spec:
    """Return the chart: datasets `dots` and `means`, filled for epochs, outlined for updates."""
    heights = film.fixed("means", "low", "high", type="log")
    x = alt.X(
        "size:Q", title=x_title, scale=film.fixed("means", "start", "end", type="log"),
        axis=film.plain(grid=False, labelBound=False, values=[1, 2, 3, 5, 10, 20, 32, 50, 100]),
    )  # fmt: skip
    y = alt.Y(
        "loss:Q",
        title=y_title,
        scale=heights,
        axis=film.plain(values=log_ticks.decades(-9, 9, 1, 2, 3, 5, 7)),
    )
    dots, means = alt.Chart(film.named("dots")), alt.Chart(film.named("means"))
    layers = []
    for kind, (ink, fill, shape, dash) in enumerate(
        [(SERIES, SERIES, "circle", [1, 0]), (INK, PAPER, "diamond", [6, 4])]
    ):
        test = f"datum.kind === {kind} && datum.loss > 0"
        layers += [
            means.transform_filter(test).mark_line(color=ink, strokeWidth=2.5, strokeDash=dash, clip=True)
            .encode(x=x, y=y),
            dots.transform_filter(test).mark_point(
                shape=shape, size=60, fill=fill, stroke=ink, strokeWidth=1.8, opacity=0.85, clip=True
            ).encode(x=x, y=y),
        ]  # fmt: skip
    for kind, word in enumerate(["● " + epochs, "◇ " + updates]):
        words = means.transform_filter("datum.first > 0").transform_calculate(words=repr(word))
        layers.append(film.words_above(words, (SERIES, INK)[kind], share=kind / 2))
    return film.finish(alt.layer(*layers), height=height)


def datasets(sizes: np.ndarray, losses: np.ndarray) -> film.Datasets:
    """Return what `spec` takes: losses (2, sizes, starts), first for equal epochs, then for equal updates.

    Runs that diverged have no loss and no dot; a mean is that of the others, and is left out where there are none.
    """
    kinds, count, starts = losses.shape
    aside = np.array([0.94, 1.06])[:, None] * sizes
    fine = np.isfinite(losses)
    sums = np.where(fine, losses, 0).sum(axis=-1)
    means = np.where(fine.all(axis=-1), sums / starts, 0)
    known = losses[fine] if fine.any() else np.ones(1)
    low, high = known.min() * 0.9, min(known.max(), 20 * known.min()) * 1.1
    ends = {"start": sizes[0] * 0.85, "end": sizes[-1] * 1.18, "low": low, "high": high}
    rows = kinds * count
    return {
        "dots": film.rows(
            size=np.repeat(aside.ravel(), starts), loss=np.where(fine, losses, 0).ravel(),
            kind=np.repeat(np.arange(kinds), count * starts),
        ),
        "means": film.rows(
            size=aside.ravel(), loss=means.ravel(), kind=np.repeat(np.arange(kinds), count),
            first=(np.arange(rows) == 0) * 1, **{name: np.full(rows, float(value)) for name, value in ends.items()},
        ),
    }  # fmt: skip
