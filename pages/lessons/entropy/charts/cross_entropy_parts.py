"""Cross-entropy as a bar of two parts: what nobody can avoid, and what a wrong model costs on top; and swapped."""

from collections.abc import Sequence

import altair as alt
import numpy as np

from pages.lessons.entropy.charts.running_surprise import BELIEVED, KNOWN
from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import INK

INSIDE = "#000000"
"""Letters on the bars: 5 to 1 on either colour, where white has 4 and 3."""


@once
def spec(x_title: str, height: int = 250) -> film.Spec:
    """Return the chart: dataset `wholes`, a bar a row, as `datasets` gives it. The dashed line is the bound log k."""
    scale = film.fixed("wholes", "start", "end")
    axis = film.plain(tickCount=5, grid=False)
    y = alt.Y("name:N", title=None, sort=None, axis=alt.Axis(labels=False, ticks=False, domain=False))
    rows = alt.Chart(film.named("wholes"))

    def x(column: str) -> alt.X:
        return alt.X(f"{column}:Q", title=x_title, scale=scale, axis=axis)

    band = {"band": 0.46}
    inside: film.Options = {"baseline": "middle", "fontWeight": 700, "color": INSIDE}
    layers = [
        rows.mark_bar(height=band, color=KNOWN).encode(x=x("start"), x2="entropy:Q", y=y),
        rows.mark_bar(height=band, color=BELIEVED).encode(x=x("entropy"), x2="right:Q", y=y),
        rows.transform_filter("datum.infinite").mark_point(
            shape="triangle-right", filled=True, size=420, color=BELIEVED, opacity=1
        ).encode(x=alt.value(alt.expr("width")), y=y),
        rows.mark_rule(color=INK, strokeDash=[5, 4], strokeWidth=1.5).encode(x=x("bound")),
        rows.transform_filter("datum.first").mark_text(align="left", baseline="bottom", dx=4).encode(
            x=x("bound"), y=alt.value(-4), text="bound_words:N"
        ),
        # The dashed line passes behind the words over the bars.
        *(
            rows.mark_text(align="left", baseline="bottom", fontWeight=600, yOffset=-26, **ink).encode(
                x=alt.value(0), y=y, text="words:N"
            )
            for ink in ({"stroke": alt.expr("background"), "strokeWidth": 6}, {"color": film.letters(INK)})
        ),
        *(
            rows.transform_filter(f"(datum.{right} - datum.{left}) / datum.end * width > 8 * length(datum.{words})")
            .mark_text(align="left", dx=6, **inside)
            .encode(x=x(left), y=y, text=f"{words}:N")
            for left, right, words in (("start", "entropy", "entropy_words"), ("entropy", "right", "extra_words"))
        ),
    ]  # fmt: skip
    return film.finish(alt.layer(*layers), height=height)


def datasets(
    entropy: np.ndarray, extra: np.ndarray, bound: float, words: Sequence[tuple[str, str, str]], bound_words: str
) -> film.Datasets:
    """Return what `spec` takes: two bars' parts (2,), of which the second may be infinite, and the bound log k.

    words are those of each bar: of the whole, of its first and of its second part. An infinite bar leaves the picture.
    """
    infinite = ~np.isfinite(extra)
    whole = np.where(infinite, 0, entropy + np.where(infinite, 0, extra))
    end = max([*whole, *entropy, bound]) * (1.3 if infinite.any() else 1.12)
    told = [list(column) for column in zip(*words, strict=True)]
    return {
        "wholes": film.rows(
            name=["1", "2"], first=[1, 0], start=[0.0, 0.0], end=[end, end], entropy=entropy,
            right=np.where(infinite, end, whole), infinite=infinite.astype(int), bound=[bound, bound],
            words=told[0], entropy_words=told[1], extra_words=told[2], bound_words=[bound_words] * 2,
        )
    }  # fmt: skip
