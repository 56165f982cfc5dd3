"""Entropy and cross-entropy against the share of one outcome: a hill, and a straight line that touches it."""

import altair as alt
import numpy as np

from pages.lessons.entropy.charts.running_surprise import BELIEVED, DASH, KNOWN
from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import INK, PAPER


@once
def spec(y_title: str, entropy: str, height: int = 300) -> film.Spec:
    """Return the chart: datasets `shares` and `here`, as `datasets` gives them.

    The thick rule at the share that holds now is what the model costs on top. `entropy` names the hill.
    """
    ticks = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1], grid=False)
    x = alt.X("share:Q", title=None, scale=alt.Scale(domain=[0, 1], nice=False), axis=ticks)
    heights = film.fixed("here", "low", "high")

    def y(column: str) -> alt.Y:
        return alt.Y(f"{column}:Q", title=y_title, scale=heights, axis=film.plain(tickCount=5))

    rows, here = alt.Chart(film.named("shares")), alt.Chart(film.named("here"))
    finite = here.transform_filter("isValid(datum.cost)")
    told: film.Options = {"align": "left", "baseline": "bottom", "fontWeight": 600}
    layers = [
        rows.mark_line(color=KNOWN, strokeWidth=2.6).encode(x=x, y=y("entropy")),
        rows.mark_line(color=BELIEVED, strokeWidth=2.4, strokeDash=DASH).encode(x=x, y=y("cost")),
        finite.mark_rule(color=BELIEVED, strokeWidth=6, opacity=0.55).encode(x=x, y=y("entropy"), y2="cost:Q"),
        finite.mark_point(size=90, shape="diamond", filled=True, color=BELIEVED, opacity=1).encode(x=x, y=y("cost")),
        here.mark_point(size=110, fill=KNOWN, stroke=PAPER, strokeWidth=2, opacity=1).encode(x=x, y=y("entropy")),
        here.transform_calculate(words=repr("━ " + entropy)).mark_text(color=film.letters(KNOWN), **told).encode(
            x=alt.value(0), y=alt.value(-26), text="words:N"
        ),
        here.mark_text(color=film.letters(BELIEVED), **told).encode(
            x=alt.value(0), y=alt.value(-8), text="cost_words:N"
        ),
        here.mark_text(baseline="top", color=film.letters(INK), fontWeight=600).encode(
            x=alt.value(alt.expr("width / 2")), y=alt.value(alt.expr("height + 28")), text="share_words:N"
        ),
    ]  # fmt: skip
    return film.finish(alt.layer(*layers), height=height)


def datasets(
    share: np.ndarray, entropy: np.ndarray, cost: np.ndarray, here: tuple[float, float, float], words: tuple[str, str]
) -> film.Datasets:
    """Return what `spec` takes: at shares (m,) the entropy and the cross-entropy, and (share, both) that hold now.

    Where the cross-entropy is infinite its line is not drawn. words name that line and the share.
    """
    finite = np.isfinite(cost)
    high = max([*entropy, *cost[finite], 0.1]) * 1.06
    now, least, paid = here
    return {
        "shares": film.rows(share=share, entropy=entropy, cost=film.numbers(np.where(finite, cost, 0), finite)),
        "here": film.rows(
            share=[now], entropy=[least], low=[0.0], high=[high], cost_words=[words[0]], share_words=[words[1]],
            cost=film.numbers(np.array([paid if np.isfinite(paid) else 0.0]), np.array([np.isfinite(paid)])),
        ),
    }  # fmt: skip
