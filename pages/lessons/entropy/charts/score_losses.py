"""A loss, or its slope, against the score of a sigmoid, for two losses, with two descents as a film."""

import altair as alt
import numpy as np
import pyarrow as pa

from pages.lessons.entropy.charts.running_surprise import BELIEVED, DASH
from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import INK, PAPER, SERIES

KINDS = ["cross_entropy", "squared"]
FLAT = "#d9b800"
"""The light on the flat region."""


@once
def spec(
    x_title: str, y_title: str, cross: str, squared: str, flat: str, name: str = "frame_score", height: int = 250
) -> film.Spec:
    """Return the chart: datasets `curves`, `trajectories` and `flat`, as `datasets` gives them.

    `cross` and `squared` name the curves, `flat` the region that is lit, if any.
    """
    x = alt.X("score:Q", title=x_title, scale=film.fixed("flat", "start", "end"), axis=film.plain(grid=False))
    y = alt.Y("value:Q", title=y_title, scale=film.fixed("flat", "low", "high"), axis=film.plain(tickCount=5))
    colour = alt.Color("kind:N", scale=alt.Scale(domain=KINDS, range=[SERIES, BELIEVED]), legend=None)
    fill = alt.Fill("kind:N", scale=alt.Scale(domain=KINDS, range=[SERIES, BELIEVED]), legend=None)
    dash = alt.StrokeDash("kind:N", scale=alt.Scale(domain=KINDS, range=[[1, 0], DASH]), legend=None)
    shape = alt.Shape("kind:N", scale=alt.Scale(domain=KINDS, range=["circle", "diamond"]), legend=None)
    lit, trajectories = alt.Chart(film.named("flat")), alt.Chart(film.named("trajectories"))
    edges = {"x": alt.X("left:Q", title=x_title, scale=film.fixed("flat", "start", "end")), "x2": "right:Q"}
    told: film.Options = {"align": "left", "fontWeight": 600}
    layers = [
        lit.mark_rect(color=FLAT, opacity=0.22).encode(**edges),
        lit.mark_text(baseline="bottom", color=film.letters(INK), **told).encode(
            x=alt.value(0), y=alt.value(-26), text=alt.value(flat and "▨ " + flat)
        ),
        lit.mark_rule(color=INK, opacity=0.5).encode(y=alt.Y("zero:Q", scale=film.fixed("flat", "low", "high"))),
        alt.Chart(film.named("curves")).mark_line(strokeWidth=2.5, clip=True).encode(
            x=x, y=y, color=colour, strokeDash=dash
        ),
        trajectories.transform_filter(film.now(name))
        .mark_point(size=190, stroke=PAPER, strokeWidth=2, opacity=1)
        .encode(x=x, y=y, fill=fill, shape=shape),
        *(
            lit.mark_text(baseline="bottom", color=film.letters(ink), **told).encode(
                x=alt.value(alt.expr(f"{place} * width")), y=alt.value(-8), text=alt.value(words)
            )
            for words, ink, place in ((f"● {cross}", SERIES, 0), (f"◆ {squared}", BELIEVED, 0.5))
        ),
    ]  # fmt: skip
    return film.finish(alt.layer(*layers), name, height=height)


def datasets(
    score: np.ndarray,
    values: np.ndarray,
    trajectories: tuple[np.ndarray, np.ndarray],
    flat: tuple[float, float],
    high: float,
) -> film.Datasets:
    """Return what `spec` takes: curves (2, m) over score (m,), the film's scores and heights (T, 2), and what is flat.

    The plot reaches from the lowest value, or 0, to `high`.
    """
    frame = np.arange(len(trajectories[0]))
    curves = [
        film.rows(score=score, value=row, kind=[kind] * len(score)) for kind, row in zip(KINDS, values, strict=True)
    ]
    rows = [
        film.rows(frame=frame, score=trajectories[0][:, i], value=trajectories[1][:, i], kind=[kind] * len(frame))
        for i, kind in enumerate(KINDS)
    ]
    low = min(float(values.min()), 0.0)
    room = 0.06 * (high - low)
    ends = {"start": score[0], "end": score[-1], "low": low - room, "high": high + room, "zero": 0.0}
    ends |= {"left": flat[0], "right": flat[1]}
    return {
        "curves": pa.concat_tables(curves),
        "trajectories": pa.concat_tables(rows),
        "flat": film.rows(**{name: [float(value)] for name, value in ends.items()}),
    }
