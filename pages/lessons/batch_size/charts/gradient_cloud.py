"""The gradients of many batches around the gradient of all the data, as a film over the batch size."""

import altair as alt
import numpy as np

from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import INK, NEGATIVE, PAPER, POSITIVE

ALL = slice(None)


@once
def spec(
    x_title: str, y_title: str, full: str, down: str, up: str, *, name: str = "frame_size", height: int = 360
) -> film.Spec:
    """Return the chart: datasets `batches`, a row a batch, and `full`, one row, as `datasets` gives them.

    The words name the full gradient, an arrow from zero, a cross, and the two kinds of batches: blue circles lead
    downhill, orange triangles point against it.
    """
    x = alt.X("x:Q", title=x_title, scale=film.fixed("full", "x0", "x1"), axis=film.plain(tickCount=5, grid=False))
    y = alt.Y("y:Q", title=y_title, scale=film.fixed("full", "y0", "y1"), axis=film.plain(tickCount=5, grid=False))
    against = f"{film.letter('against', name)} === '1'"
    other = film.decoded(name)
    for column in ("film", "bottom", "step"):
        other = other.replace(f"datum.{column}", f"datum.other_{column}")
    batches = (
        alt.Chart(film.named("batches"))
        .transform_calculate(x=film.decoded(name))
        .transform_calculate(y=other)
        .transform_calculate(fill=f"{against} ? '{NEGATIVE}' : '{POSITIVE}'")
        .transform_calculate(shape=f"{against} ? 'triangle-down' : 'circle'")
        .mark_point(size=46, opacity=0.6, strokeWidth=0.5, stroke=PAPER, clip=True)
        .encode(x=x, y=y, fill=alt.Fill("fill:N", scale=None), shape=alt.Shape("shape:N", scale=None))
    )
    one = alt.Chart(film.named("full"))
    zero = one.mark_point(shape="cross", size=130, stroke=INK, strokeWidth=2, filled=False, angle=45)
    arrow = one.mark_rule(color=INK, strokeWidth=3)
    head = one.mark_point(shape="diamond", size=240, fill=INK, stroke=PAPER, strokeWidth=2, opacity=1)
    words = [
        film.words_above(one.transform_calculate(words=repr(word)), ink, share=share, align=side)
        for share, side, word, ink in (
            (-0.14, "left", "◆ " + full, INK),
            (0.29, "left", "● " + down, POSITIVE),
            (0.61, "left", "▼ " + up, NEGATIVE),
            (1, "right", "✕ 0", INK),
        )
    ]
    layers = [
        batches,
        arrow.encode(x=x, y=y, x2="zero_x:Q", y2="zero_y:Q"),
        zero.encode(x=alt.X("zero_x:Q", scale=film.fixed("full", "x0", "x1")), y=alt.Y("zero_y:Q")),
        head.encode(x=x, y=y),
        *words,
    ]
    return film.finish(alt.layer(*layers), name, height=height)


def datasets(points: np.ndarray, against: np.ndarray, full: np.ndarray, only: slice = ALL) -> film.Datasets:
    """Return what `spec` takes: points (S, M, 2) for S sizes, which of them point against (S, M), and the full (2,).

    `only` are the sizes that become frames; the axes are those of all.
    """
    seen = np.vstack([points.reshape(-1, 2), full, [0, 0]])
    middle, reach = (seen.max(axis=0) + seen.min(axis=0)) / 2, 0.55 * float(np.ptp(seen, axis=0).max()) or 1.0
    points, against = points[only], against[only]
    second = {f"other_{name}": column for name, column in film.encoded(points[..., 1]).items()}
    ends = {"x0": middle[0] - reach, "x1": middle[0] + reach, "y0": middle[1] - reach, "y1": middle[1] + reach}
    row = {"x": full[0], "y": full[1], "zero_x": 0.0, "zero_y": 0.0} | ends
    return {
        "batches": film.rows(**film.encoded(points[..., 0]), **second, against=film.strings(against)),
        "full": film.rows(**{name: [float(value)] for name, value in row.items()}),
    }
