"""An epoch laid out as its batches, the one of the frame lit, with updates, epochs and examples counted apart."""

import altair as alt
import numpy as np

from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import INK, SERIES


@once
def spec(update: str, epoch: str, examples: str, x_title: str, *, name: str = "frame", height: int = 104) -> film.Spec:
    """Return the chart: datasets `batches`, a row a batch, and `counts`, a row a frame. The words name the counts."""
    now = f"data('counts')[min({name}, length(data('counts')) - 1)]"
    ends = film.fixed("batches", "start", "end")
    x = alt.X("left:Q", title=x_title, scale=ends, axis=film.plain(grid=False, tickCount=6))
    rows = alt.Chart(film.named("batches"))
    seen = rows.transform_filter(f"datum.used > 0 && datum.place < {now}.lit")
    lit = rows.transform_filter(f"datum.used > 0 && datum.place === {now}.lit")
    counts = alt.Chart(film.named("counts")).transform_filter(film.now(name))
    layers = [
        rows.transform_filter("datum.used > 0").mark_rect(stroke=INK, strokeWidth=0.8, fill=INK, fillOpacity=0.08)
        .encode(x=x, x2="right:Q"),
        rows.transform_filter("datum.used < 1").mark_rect(stroke=INK, strokeWidth=1.5, strokeDash=[3, 3], fillOpacity=0)
        .encode(x=x, x2="right:Q"),
        seen.mark_rect(fill=SERIES, fillOpacity=0.35).encode(x=x, x2="right:Q"),
        lit.mark_rect(fill=SERIES, stroke=SERIES).encode(x=x, x2="right:Q"),
        *(
            film.words_above(
                counts.transform_calculate(words=f"{word + ' '!r} + {number}"), SERIES, share=share, align=side
            )
            for share, side, word, number in (
                (0, "left", update, "format(datum.step, ',')"),
                (0.41, "center", epoch, "format(datum.epoch, '.2f')"),  # the third words are the longest
                (1, "right", examples, "format(datum.examples, ',')"),
            )
        ),
    ]  # fmt: skip
    return film.finish(alt.layer(*layers), name, height=height)


def datasets(step: np.ndarray, epoch: np.ndarray, examples: np.ndarray, n: int, size: int, used: int) -> film.Datasets:
    """Return what `spec` takes: counts (T,), and n examples in batches of `size` of which the first `used` are used."""
    left = np.arange(0, n, size)
    places = np.arange(len(left))
    lit = np.where(step > 0, (step - 1) % used, -1)
    batches = film.rows(
        place=places, left=left, right=np.minimum(left + size, n), used=(places < used) * 1,
        start=np.zeros(len(left)), end=np.full(len(left), float(n)),
    )  # fmt: skip
    frames = np.arange(len(step))
    return {"batches": batches, "counts": film.rows(frame=frames, step=step, epoch=epoch, examples=examples, lit=lit)}
