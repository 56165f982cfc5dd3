"""The losses of two runs over each other: the run in place, and the one that is pinned."""

import altair as alt
import numpy as np

from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import INK, SERIES

COLOURS = (SERIES, SERIES, INK, INK)
DASHES = ([1, 0], [5, 4], [12, 3], [2, 4])
"""Of this run and the pinned one, each in training and on test data: told apart by dash as well as by colour."""


@once
def spec(
    x_title: str, y_title: str, names: tuple[str, ...], *, log: bool = False, name: str, height: int = 370
) -> film.Spec:
    """Return the chart: datasets `lines` and `now`, as `datasets` gives them; `names` are those of the four lines.

    A rule and a dot on each line show the frame; the dot of a run that is over stays at its end.
    """
    x = alt.X("epoch:Q", title=x_title, scale=film.fixed("now", "start", "end"), axis=alt.Axis(grid=False))
    heights = film.fixed("now", "low", "high", type="log" if log else "linear")
    y = alt.Y("value:Q", title=y_title, scale=heights, axis=film.plain(tickCount=4))
    legend = alt.Legend(
        title=None, orient="top", columns=1, rowPadding=1, symbolType="stroke", symbolSize=900, labelLimit=0
    )
    series = {"domain": list(range(4))}
    # Numbers in the data and names in the legend: the data is then the same in both languages.
    spoken = {**legend.to_dict(), "labelExpr": f"{list(names)!r}[datum.value]"}
    colour = alt.Color("series:O", scale=alt.Scale(**series, range=list(COLOURS)), legend=alt.Legend(**spoken))
    dash = alt.StrokeDash("series:O", scale=alt.Scale(**series, range=list(DASHES)), legend=alt.Legend(**spoken))
    lines = alt.Chart(film.named("lines")).mark_line(strokeWidth=2.2, clip=True).encode(x=x, y=y, color=colour)
    here = alt.Chart(film.named("now")).transform_calculate(value=film.decoded(name))
    # Frames lie where `dlcore.side_by_side.epochs_shown` puts them.
    here = here.transform_calculate(epoch=f"datum.end * pow(min({name}, datum.last) / datum.last, 2)")
    rule = here.transform_filter("datum.series === 0").mark_rule(color=INK).encode(x=x)
    dots = (
        here.transform_calculate(epoch="min(datum.epoch, datum.over)")
        .transform_filter("datum.value <= datum.high && datum.value >= datum.low")
        .mark_point(size=60, filled=True, opacity=1)
        .encode(x=x, y=y, color=colour)
    )
    return film.finish(alt.layer(lines.encode(strokeDash=dash), rule, dots), name, height=height)


def datasets(
    losses: list[tuple[np.ndarray, np.ndarray]], looked_at: np.ndarray, epochs: np.ndarray, *, log: bool = False
) -> film.Datasets:
    """Return what `spec` takes: for each of four lines its (epoch, loss), and its values (F, 4) at the `epochs` (F,).

    A run that diverged is seen to leave the picture.
    """
    high = max(min(float(loss.max()), 4 * float(loss[0])) for _, loss in losses) or 1.0
    low = min(float(loss[loss > 0].min(initial=high)) for _, loss in losses) * 0.8 if log else 0.0
    high *= 1.25 if log else 1.05
    known = [(loss > 0) | (not log) for _, loss in losses]
    lines = film.rows(
        epoch=np.concatenate([epoch[seen] for (epoch, _), seen in zip(losses, known, strict=True)]),
        value=np.concatenate([loss[seen] for (_, loss), seen in zip(losses, known, strict=True)]),
        series=np.repeat(np.arange(4), [int(seen.sum()) for seen in known]),
    )
    ends = {"start": 0.0, "end": float(epochs[-1]), "low": low, "high": high, "last": float(len(epochs) - 1)}
    same = {end: np.full(4, value) for end, value in ends.items()}
    over = np.array([epoch[-1] for epoch, _ in losses], float)
    now = film.rows(series=np.arange(4), over=over, **same, **film.encoded(np.clip(looked_at, -high, 2 * high)))
    return {"lines": lines, "now": now}
