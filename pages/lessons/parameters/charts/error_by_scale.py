"""The error of a model whose parameters are scaled, against the factor; the frame is the factor."""

from collections.abc import Sequence

import altair as alt
import numpy as np

from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import INK, PAPER, SERIES


@once
def spec(x_title: str, y_title: str, found: str, name: str = "frame_scale", height: int = 300) -> film.Spec:
    """Return the chart: dataset `skill`; the word marks factor 1, where the parameters are as found."""
    x = alt.X("factor:Q", title=x_title, axis=film.plain(grid=False), scale=film.fixed("skill", "x0", "x1"))
    y = alt.Y("error:Q", title=y_title, axis=film.plain(tickCount=4), scale=film.fixed("skill", "y0", "y1"))
    rows = alt.Chart(film.named("skill"))
    now = rows.transform_filter(film.now(name))
    as_found = rows.transform_filter("datum.found > 0")
    reading = now.transform_calculate(words="'× ' + format(datum.factor, '.1f') + ':  ' + datum.told")
    layers = [
        as_found.mark_rule(color=INK, strokeDash=[4, 3]).encode(x=x),
        as_found.transform_calculate(words=repr(found)).mark_text(align="left", dx=5, baseline="top").encode(
            x=x, y=alt.value(2), text="words:N"
        ),
        rows.mark_line(color=SERIES, strokeWidth=2.5).encode(x=x, y=y),
        now.mark_point(size=200, fill=SERIES, stroke=PAPER, strokeWidth=2, opacity=1).encode(x=x, y=y),
        film.words_above(reading, SERIES),
    ]  # fmt: skip
    return film.finish(alt.layer(*layers), name, height=height)


def datasets(factors: np.ndarray, errors: np.ndarray, told: Sequence[str]) -> film.Datasets:
    """Return what `spec` takes: errors (T,) at factors (T,), and in words."""
    high = float(errors.max()) or 1.0
    ends = {"x0": factors[0] - 0.05, "x1": factors[-1] + 0.05, "y0": -0.04 * high, "y1": 1.08 * high}
    return {
        "skill": film.rows(
            factor=factors,
            error=errors,
            told=told,
            frame=np.arange(len(factors)),
            found=(np.abs(factors - 1) < 1e-9) * 1,
            **{name: np.full(len(factors), float(value)) for name, value in ends.items()},
        )
    }
