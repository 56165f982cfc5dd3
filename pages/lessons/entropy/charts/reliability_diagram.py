"""Predicted probability against the share that came true, bin by bin, as a film over its training."""

from collections.abc import Sequence

import altair as alt
import numpy as np

from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import INK, PAPER, SERIES


@once
def spec(x_title: str, y_title: str, name: str = "frame_training", height: int = 330) -> film.Spec:
    """Return the chart: datasets `bins`, a row a frame and bin, and `right`, as `datasets` gives them.

    On the diagonal what is called 70 % comes true 70 times in 100; the bars are two standard errors to either side.
    """
    unit = alt.Scale(domain=[-0.03, 1.03], nice=False)
    ticks = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1], grid=False, labelBound=False)
    x = alt.X("predicted:Q", title=x_title, scale=unit, axis=ticks)
    y = alt.Y("observed:Q", title=y_title, scale=unit, axis=ticks)
    now = alt.Chart(film.named("bins")).transform_filter(film.now(name))
    size = alt.Size("count:Q", scale=film.fixed("right", "none", "all", range=[30, 900]), legend=None)
    tips = [
        alt.Tooltip("predicted:Q", title=x_title, format=".0%"),
        alt.Tooltip("observed:Q", title=y_title, format=".0%"),
        alt.Tooltip("count:Q", title="n"),
    ]
    layers = [
        alt.Chart(film.named("right")).mark_line(color=INK, strokeDash=[5, 4], strokeWidth=1.8).encode(x=x, y=y),
        alt.Chart(film.named("right")).mark_text(color=film.letters(INK), align="right", dx=-6, dy=-10).encode(
            x=x, y=y, text="words:N"
        ),
        now.mark_rule(color=SERIES, strokeWidth=2, opacity=0.35, clip=True).encode(
            x=x, y=alt.Y("least:Q", scale=unit), y2="most:Q"
        ),
        now.mark_point(fill=SERIES, stroke=PAPER, strokeWidth=1.5, opacity=0.9).encode(
            x=x, y=y, size=size, tooltip=tips
        ),
    ]  # fmt: skip
    return film.finish(alt.layer(*layers), name, height=height)


def datasets(
    count: np.ndarray, predicted: np.ndarray, observed: np.ndarray, error: np.ndarray, words: Sequence[str]
) -> film.Datasets:
    """Return what `spec` takes: of every frame and bin (T, bins) what a Reliability holds. words name the diagonal."""
    frame, place = np.nonzero(count)
    said, came, room = (values[frame, place] for values in (predicted, observed, 2 * error))
    ends = [0.0, 1.0]
    return {
        "bins": film.rows(
            frame=frame, predicted=said, observed=came, count=count[frame, place],
            least=np.maximum(came - room, 0), most=np.minimum(came + room, 1),
        ),
        "right": film.rows(
            predicted=ends, observed=ends, none=[0, 0], all=[int(count[0].sum())] * 2, words=["", *words]
        ),
    }  # fmt: skip
