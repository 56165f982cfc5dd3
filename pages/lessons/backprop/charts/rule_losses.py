"""Five runs as five lines, told apart by colour and dash; where a run ended before its time there is a cross."""

from collections.abc import Sequence

import altair as alt
import numpy as np

from pages.ui.charts import film, racing_losses
from pages.ui.serving.once import once
from pages.ui.theme import INK


@once
def spec(x_title: str, y_title: str, *, log: bool = False, height: int = 260) -> film.Spec:
    """Return the chart: datasets `lines`, a row a rule and moment, `stops`, and `ends`, whose `level` is a dotted line.

    A line that leaves the picture is cut at its edge.
    """
    x = alt.X("epoch:Q", title=x_title, scale=film.fixed("ends", "start", "end"), axis=alt.Axis(grid=False))
    heights = film.fixed("ends", "low", "high", type="log" if log else "linear")
    y = alt.Y("value:Q", title=y_title, scale=heights, axis=film.plain(tickCount=4))
    lines = alt.Chart(film.named("lines")).mark_line(strokeWidth=2.4, clip=True)
    stops = alt.Chart(film.named("stops")).transform_filter("datum.value >= datum.low && datum.value <= datum.high")
    level = alt.Chart(film.named("ends")).mark_rule(color=INK, strokeDash=[2, 4])
    layers = [
        level.encode(y=alt.Y("level:Q", title=y_title, scale=heights, axis=film.plain(tickCount=4))),
        lines.encode(x=x, y=y, color=racing_losses.five_colours(), strokeDash=racing_losses.five_dashes()),
        stops.mark_point(shape="cross", angle=45, size=150, filled=True, opacity=1).encode(
            x=x, y=y, color=racing_losses.five_colours()
        ),
    ]
    return film.finish(alt.layer(*layers), height=height)


def datasets(
    epoch: np.ndarray, values: np.ndarray, last: Sequence[int], ends: tuple[float, float], level: float, *, log: bool
) -> film.Datasets:
    """Return what `spec` takes from values (T, rules) at `epoch` (T,); rule k ends at frame last[k].

    The axis goes from ends[0] to ends[1]. Values that are not finite, or not positive on a log axis, are left empty.
    """
    frames, rules = values.shape
    shown = np.isfinite(values) & ((values > 0) | (not log)) & (np.arange(frames)[:, None] <= np.array(last))
    low, high = ends
    early = [rule for rule in range(rules) if last[rule] < frames - 1]
    height = [values[last[rule], rule] for rule in early]
    inside = [float(np.clip(value, low, high)) if np.isfinite(value) else low - 1 for value in height]
    # A dataset needs a row; this one lies outside the picture.
    marks = [(rule, epoch[last[rule]], value) for rule, value in zip(early, inside, strict=True)] or [(0, 0.0, low - 1)]
    return {
        "lines": film.rows(
            epoch=np.tile(epoch.astype(float), rules),
            value=film.numbers(np.where(shown, values, 0).T.ravel(), shown.T.ravel()),
            place=np.repeat(np.arange(rules), frames),
        ),
        "stops": film.rows(
            place=[mark[0] for mark in marks],
            epoch=[float(mark[1]) for mark in marks],
            value=[float(mark[2]) for mark in marks],
            low=[low] * len(marks),
            high=[high] * len(marks),
        ),
        "ends": film.rows(start=[float(epoch[0])], end=[float(epoch[-1])], low=[low], high=[high], level=[level]),
    }
