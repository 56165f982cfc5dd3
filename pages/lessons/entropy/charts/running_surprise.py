"""Balls drawn one after the other: how surprising each was, and how the mean closes in on what is expected."""

from collections.abc import Sequence

import altair as alt
import numpy as np

from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import INK, PAPER, SERIES

KNOWN, BELIEVED = SERIES, "#2f9c8c"
"""The colours of one who knows the truth, and of one who believes in a model."""

DASH = [6, 4]


@once
def spec(x_title: str, y_title: str, name: str = "frame", height: int = 340) -> film.Spec:
    """Return the chart: datasets `draws`, `moments` and `ends`, as `datasets` gives them.

    A dot is a ball, as high as it surprised one who knows the bag. The full line is the mean of those surprises, the
    dashed one that of one who believes in the model; the levels are what they close in on, the band is where the first
    lies 19 times in 20. What is still to come is veiled.
    """
    x = alt.X("draw:Q", title=x_title, scale=film.fixed("ends", "start", "end"), axis=film.plain(grid=False))
    heights = film.fixed("ends", "low", "high")

    def y(column: str) -> alt.Y:
        return alt.Y(f"{column}:Q", title=y_title, scale=heights, axis=film.plain(tickCount=5))

    draws, ends = alt.Chart(film.named("draws")), alt.Chart(film.named("ends"))
    moment = f"data('moments')[min({name}, datum.last)]"
    now = ends.transform_calculate(
        draw=f"{moment}.draw", mean=f"{moment}.mean", paid=f"{moment}.paid", surprise=f"{moment}.surprise",
        colour=f"{moment}.colour", shape=f"{moment}.shape", known=f"{moment}.known", believed=f"{moment}.believed",
    )  # fmt: skip
    balls = {"fill": alt.Fill("colour:N", scale=None), "shape": alt.Shape("shape:N", scale=None)}
    seen = now.transform_filter("datum.draw > 0")
    layers = [
        draws.mark_area(color=KNOWN, opacity=0.13, clip=True).encode(x=x, y=y("below"), y2="above:Q"),
        ends.mark_rule(color=KNOWN, strokeWidth=1.2, opacity=0.8).encode(y=y("entropy")),
        ends.transform_filter("isValid(datum.cost)")
        .mark_rule(color=BELIEVED, strokeWidth=1.2, strokeDash=[2, 3])
        .encode(y=y("cost")),
        draws.mark_line(color=BELIEVED, strokeWidth=2.4, strokeDash=DASH, clip=True).encode(x=x, y=y("paid")),
        draws.mark_line(color=KNOWN, strokeWidth=2.6, clip=True).encode(x=x, y=y("mean")),
        draws.mark_point(size=26, opacity=0.75, strokeWidth=0, clip=True).encode(x=x, y=y("surprise"), **balls),
        now.mark_rect(color=alt.expr("background"), opacity=0.8).encode(x=x, x2=alt.value(alt.expr("width"))),
        now.mark_rule(color=INK).encode(x=x),
        seen.mark_point(size=230, opacity=1, stroke=PAPER, strokeWidth=2).encode(x=x, y=y("surprise"), **balls),
        *(
            now.mark_text(align="left", baseline="bottom", color=film.letters(colour), fontWeight=600).encode(
                x=alt.value(0), y=alt.value(place), text=f"{field}:N"
            )
            for field, colour, place in (("known", KNOWN, -26), ("believed", BELIEVED, -8))
        ),
        alt.Chart(film.named("moments")).mark_point(opacity=0, size=1).encode(x=x, y=y("mean")),
    ]
    return film.finish(alt.layer(*layers), name, height=height)


def datasets(
    steps: Sequence[int],
    balls: tuple[Sequence[str], Sequence[str]],
    surprise: np.ndarray,
    means: tuple[np.ndarray, np.ndarray],
    limits: tuple[float, float],
    spread: float,
    words: tuple[Sequence[str], Sequence[str]],
) -> film.Datasets:
    """Return what `spec` takes of n draws: frame t shows the first steps[t] of them.

    balls are the colour and the shape of each draw, surprise (n,) its height, means the running means (n,) of one who
    knows and of one who believes, limits what they close in on; infinite ones are not drawn. words say both at frame t.
    """
    n, number = len(surprise), np.arange(1, len(surprise) + 1)
    mean, paid = means
    entropy, cost = limits
    colours, shapes = balls
    room = 2 * spread / np.sqrt(number)
    known = np.isfinite(paid)
    high = max([*surprise, *mean, *paid[known], entropy, cost if np.isfinite(cost) else 0.0, 0.5]) * 1.08
    at = np.maximum(np.array(steps) - 1, 0)
    began = np.array(steps) > 0
    ends = {"start": 0, "end": 1.02 * n, "low": -0.03 * high, "high": high, "entropy": entropy, "last": len(steps) - 1}
    return {
        "draws": film.rows(
            draw=number, surprise=surprise, colour=list(colours), shape=list(shapes), mean=mean,
            paid=film.numbers(np.where(known, paid, 0), known), below=np.maximum(entropy - room, 0),
            above=entropy + room,
        ),
        "moments": film.rows(
            draw=np.array(steps), mean=film.numbers(mean[at], began),
            paid=film.numbers(np.where(known, paid, 0)[at], began & known[at]),
            surprise=surprise[at], colour=[colours[i] for i in at], shape=[shapes[i] for i in at],
            known=list(words[0]), believed=list(words[1]),
        ),
        "ends": film.rows(
            **{name: [value] for name, value in ends.items()},
            cost=film.numbers(np.array([cost if np.isfinite(cost) else 0.0]), np.array([np.isfinite(cost)])),
        ),
    }  # fmt: skip
