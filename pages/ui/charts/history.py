"""How a run went: its losses, or its accuracy, against the epoch, with a cursor at the frame shown."""

from functools import cache
from typing import Any

import altair as alt
import numpy as np
import pyarrow as pa

from pages.ui.charts import film
from pages.ui.theme import INK, PAPER, SERIES

SERIES_NAMES = ["train", "test"]


@cache
def spec(
    x_title: str,
    y_title: str,
    train: str,
    test: str,
    *,
    log: bool = False,
    share: bool = False,
    name: str = "frame",
    height: int = 190,
) -> film.Spec:
    """Return the chart: datasets `history` (frame, epoch, left, right, series, value) and `limits` (one row).

    `train` and `test` name the two series in the line above the plot, which also tells their values at the frame shown.
    `share` fixes the scale to 0 … 100 %. Pressing on the chart moves the film to that frame.
    """
    ticks = alt.Axis(format=".0%", values=[0, 0.5, 1]) if share else alt.Axis(format="~g", tickCount=4)
    scale = film.fixed("limits", "low", "high", type="log" if log else "linear")
    run = film.fixed("limits", "start", "end")
    x = alt.X("epoch:Q", title=x_title, scale=run, axis=alt.Axis(grid=False))
    y = alt.Y("value:Q", title=y_title, scale=scale, axis=ticks)
    all_rows = alt.Chart(film.named("history"))
    now = all_rows.transform_filter(film.now(name))
    lines = all_rows.encode(x=x, y=y, strokeDash=_by_series([[1, 0], [5, 4]], alt.StrokeDash))
    layers = [
        lines.mark_line(color=SERIES, opacity=0.4, strokeWidth=1.4, clip=True),
        lines.transform_filter(film.until(name)).mark_line(color=SERIES, strokeWidth=2.4, clip=True),
        now.mark_rule(color=INK, strokeWidth=1).encode(x=x),
        now.mark_point(size=70, stroke=SERIES, strokeWidth=2, opacity=1, clip=True).encode(
            x=x, y=y, fill=_by_series([SERIES, PAPER], alt.Fill)
        ),
        _reading(now, "train", "● " + train, 0, share),
        _reading(now, "test", "○ " + test, 0.5, share),
        *_ending(run),
        _handle(all_rows, name),
    ]
    return film.finish(alt.layer(*layers), name, height=height)


def _by_series(values: list[Any], channel: type[Any]) -> Any:
    return channel("series:N", scale=alt.Scale(domain=SERIES_NAMES, range=values), legend=None)


def _reading(now: alt.Chart, series: str, words: str, place: float, share: bool) -> alt.Chart:
    number = "format(datum.value, '.1%')" if share else film.number("datum.value")
    return (
        now.transform_filter(f"datum.series === '{series}'")
        .transform_calculate(words=f"{words + '  '!r} + {number}")
        .mark_text(align="left", baseline="bottom", color=SERIES, fontWeight=600)
        .encode(x=alt.value(alt.ExprRef(f"{place} * width")), y=alt.value(-8), text="words:N")
    )


def _ending(run: alt.Scale) -> list[alt.Chart]:
    ending = alt.Chart(film.named("limits")).transform_filter("datum.words !== ''")
    x = alt.X("end:Q", scale=run)
    return [
        ending.mark_rule(color=INK, strokeDash=[2, 3], strokeWidth=1.5).encode(x=x),
        ending.mark_text(align="right", baseline="top", dx=-6, dy=4, fontWeight=600).encode(
            x=x, y=alt.value(0), text="words:N"
        ),
    ]


def _handle(all_rows: alt.Chart, name: str) -> alt.Chart:
    return (
        all_rows.transform_filter("datum.series === 'train'")
        .transform_calculate(seek=repr(name))
        .mark_rect(opacity=0, cursor="col-resize")
        .encode(x="left:Q", x2="right:Q")
    )


def datasets(
    epoch: np.ndarray,
    train: np.ndarray,
    test: np.ndarray | None = None,
    *,
    ending: str = "",
    log: bool = False,
    share: bool = False,
) -> film.Datasets:
    """Return what `spec` takes from values (T,) at `epoch` (T,). `ending` says how a run that blew up ended.

    Values that are not finite have no row. A run that blew up is seen to leave the picture.
    """
    epoch = np.asarray(epoch, float)
    middle = (epoch[1:] + epoch[:-1]) / 2
    columns = {"frame": np.arange(len(epoch)), "epoch": epoch}
    columns |= {"left": np.r_[epoch[:1], middle], "right": np.r_[middle, epoch[-1:]]}
    tables = []
    for series, values in zip(SERIES_NAMES, (train, test), strict=True):
        if values is not None:
            kept = np.isfinite(values) & ((np.asarray(values) > 0) | (not log))
            cut = {name: column[kept] for name, column in (columns | {"value": np.asarray(values, float)}).items()}
            tables.append(film.rows(**cut, series=[series] * int(kept.sum())))
    history = pa.concat_tables(tables)
    low, high = (0.0, 1.0) if share else _range(history["value"].to_numpy(), log, bool(ending))
    limits = film.rows(start=epoch[:1], end=[max(epoch[-1], epoch[0] + 1e-9)], low=[low], high=[high], words=[ending])
    return {"history": history, "limits": limits}


def _range(values: np.ndarray, log: bool, blew_up: bool) -> tuple[float, float]:
    if not len(values):
        return 0.1, 1.0
    high = min(values.max(), 4 * values[0]) if blew_up else values.max()
    return (values.min() * 0.8, high * 1.2) if log else (0.0, high * 1.05 or 1.0)
