"""The history of a run: its losses, or its accuracy, against the epoch, with a cursor at the frame shown."""

from collections.abc import Sequence

import altair as alt
import numpy as np
import pyarrow as pa

from pages.ui.charts import film, log_ticks
from pages.ui.serving.once import once
from pages.ui.theme import INK, PAPER, SERIES

TRAIN, TEST = SERIES_NUMBERS = (0, 1)

FLOOR = 1e-16
"""The end of a logarithmic axis: smaller values, 0 among them, are rounding and stand there."""

WHOLE_EPOCHS = "data('series')[0].end < 2 ? 0.1 : 1"
"""The least step of the axis: a run that diverged within an epoch or two is told in tenths of one."""

VEIL = 0.5
"""The opacity over what is still to come: it stays readable on a light page and on a dark one."""


@once
def spec(
    x_title: str,
    y_title: str,
    train: str,
    test: str,
    *,
    log: bool = False,
    share: bool = False,
    counts: bool = False,
    name: str = "frame",
    height: int = 190,
) -> film.Spec:
    """Return the chart: datasets `history`, a row a frame and series, `series`, `joints` and `pinned`: see `datasets`.

    `train` and `test` name the two series in the line above the plot, which also tells their values at the frame shown.
    `share` fixes the scale to 0 … 100 %, `counts` tells whole numbers. What is still to come is
    veiled. Pressing on the chart moves the film there.
    """
    linear = alt.Axis(format=".0%", values=[0, 0.5, 1]) if share else film.plain(tickCount=4)
    run = film.fixed("series", "start", "end")
    x = alt.X("epoch:Q", title=x_title, scale=run, axis=alt.Axis(grid=False, tickMinStep=alt.ExprRef(WHOLE_EPOCHS)))
    heights = film.fixed("series", "low", "high", type="log" if log else "linear")
    y = alt.Y(f"{_height(log)}:Q", title=y_title, scale=heights, axis=log_ticks.axis("series") if log else linear)
    train_only = f"datum.series === {TRAIN}"
    now = alt.Chart()
    cursor = now.transform_filter(train_only)
    whole = "format(datum.value, ',d')" if counts else film.number("datum.value")
    number = "format(datum.value, '.0%')" if share else whole
    moved = [
        alt.layer(
            cursor.mark_rect(color=alt.expr("background"), opacity=VEIL).encode(x2=alt.value(alt.expr("width"))),
            cursor.mark_rule(color=INK, strokeWidth=1),
            _dots(now, _height(log)).encode(y=y),
        ).encode(x=x),
        _reading(now, TRAIN, "● " + train, 0, number),
        _reading(now, TEST, "○ " + test, 1, number),
        *_ending(now, run),
    ]
    layers = [
        alt.layer(_lines("pinned", INK, 1.6), _lines("history", SERIES, 2.2)).encode(x=x, y=y),
        _now(alt.layer(*moved, data=film.named("series")), name, _height(log)),
        *_joints(run),
        _handle(name).encode(x=alt.X("left:Q", scale=run), x2="right:Q"),
    ]
    return film.finish(alt.layer(*layers), name, height=height)


def _height(log: bool) -> str:
    return "height" if log else "value"


def _now(moved: film.Drawn, name: str, height: str) -> film.Drawn:
    row = f"data('history')[datum.first + min({name}, datum.last)]"
    return moved.transform_calculate(
        **{column: f"{row}.{column}" for column in dict.fromkeys(("epoch", "value", height))}
    )


def _lines(rows: str, colour: str, width: float) -> alt.Chart:
    dash = alt.StrokeDash("series:N", scale=alt.Scale(domain=SERIES_NUMBERS, range=[[1, 0], [5, 4]]), legend=None)
    lines = alt.Chart(film.named(rows)).mark_line(color=colour, strokeWidth=width, clip=True)
    return lines.encode(strokeDash=dash)


def _dots(now: alt.Chart, height: str) -> alt.Chart:
    fill = alt.Fill("series:N", scale=alt.Scale(domain=SERIES_NUMBERS, range=[SERIES, PAPER]), legend=None)
    seen = now.transform_filter(f"isValid(datum.{height}) && datum.{height} <= datum.high")
    return seen.mark_point(size=70, stroke=SERIES, strokeWidth=2, opacity=1).encode(fill=fill)


def _reading(now: alt.Chart, series: int, words: str, place: float, number: str) -> alt.Chart:
    told = now.transform_filter(f"datum.series === {series}")
    told = told.transform_calculate(words=f"{words + '  '!r} + (isValid(datum.value) ? {number} : '∞')")
    return film.words_above(told, SERIES, share=place, align="right" if place else "left")


def _ending(now: alt.Chart, run: alt.Scale) -> list[alt.Chart]:
    ending = now.transform_filter(f"datum.series === {TRAIN} && datum.words !== ''")
    where = alt.X("stop:Q", scale=run)
    words = ending.mark_text(align="right", baseline="top", dx=-6, dy=4, fontWeight=600)
    return [
        ending.mark_rule(color=INK, strokeDash=[2, 3], strokeWidth=1.5).encode(x=where),
        words.encode(x=where, y=alt.value(0), text="words:N"),
    ]


def _joints(run: alt.Scale) -> list[alt.Chart]:
    joints, where = alt.Chart(film.named("joints")), alt.X("epoch:Q", scale=run)
    words = joints.mark_text(align="left", baseline="top", dx=4, dy=2, fontWeight=600)
    return [
        joints.mark_rule(color=INK, strokeDash=[6, 3], strokeWidth=1.5).encode(x=where),
        words.encode(x=where, y=alt.value(0), text="stage:N"),
    ]


def _handle(name: str) -> alt.Chart:
    rows = alt.Chart(film.named("history")).transform_filter(f"datum.series === {TRAIN}")
    rows = rows.transform_window(before="lag(epoch)", after="lead(epoch)")
    ends = {
        side: f"isValid(datum.{other}) ? (datum.{other} + datum.epoch) / 2 : datum.epoch"
        for side, other in (("left", "before"), ("right", "after"))
    }
    return rows.transform_calculate(**ends, seek=repr(name)).mark_rect(opacity=0, cursor="col-resize")


def datasets(
    epoch: np.ndarray,
    train: np.ndarray,
    test: np.ndarray | None = None,
    *,
    ending: str = "",
    log: bool = False,
    share: bool = False,
    whole: bool = False,
    joints: Sequence[float] = (),
    pinned: tuple[np.ndarray, np.ndarray, np.ndarray] | None = None,
) -> film.Datasets:
    """Return what `spec` takes from values (T,) at `epoch` (T,). `ending` says how a run that diverged ended.

    `joints` are the epochs at which the second stage of the run and those after it begin; `pinned` are epoch, train and
    test of another run, drawn in grey on the same axes.
    Values that are not finite are empty, and so is what is below 0 on a logarithmic axis, which ends at FLOOR. A run
    that diverged is seen to leave the picture, unless the `whole` is shown.
    """
    epoch = np.asarray(epoch, float)
    frames = len(epoch)
    places = {"frame": np.arange(frames, dtype=np.int16), "epoch": epoch.astype(np.float32)}
    shown = {"train": np.asarray(train, float)} | ({} if test is None else {"test": np.asarray(test, float)})
    known = {name: np.isfinite(values) & ((values >= 0) | (not log)) for name, values in shown.items()}
    drawn = {name: np.maximum(values, FLOOR) if log else values for name, values in shown.items()}
    columns = {
        name: {"value": film.numbers(values.astype(np.float32) if share else values, known[name])}
        | ({"height": film.numbers(drawn[name], known[name])} if log else {})
        for name, values in shown.items()
    }
    numbers = dict(zip(("train", "test"), SERIES_NUMBERS, strict=True))
    history = [
        film.rows(**places, **both, series=np.full(frames, numbers[name], np.int8)) for name, both in columns.items()
    ]
    finite = np.concatenate([values[known[name]] for name, values in drawn.items()])
    low, high = (0.0, 1.0) if share else _range(finite, log, bool(ending) and not whole)
    last, (series_of, epochs, heights) = epoch[-1], _pinned(pinned, log)
    drawn_too = heights[np.isfinite(heights)]
    if pinned is not None:
        last = max(last, pinned[0][-1])
        if not share and len(drawn_too):
            low, high = min(low, _range(drawn_too, log, False)[0]), max(high, _range(drawn_too, log, not whole)[1])
    facts = {"start": epoch[0], "end": max(last, epoch[0] + 1e-9), "stop": epoch[-1], "low": low, "high": high}
    facts |= {"last": frames - 1, "words": ending}
    same = {name: [value] * len(shown) for name, value in facts.items()}
    series = film.rows(series=np.arange(len(shown), dtype=np.int8), first=np.arange(len(shown)) * frames, **same)
    marks = film.rows(epoch=np.array(joints, float), stage=np.arange(len(joints)) + 2)
    grey = film.rows(series=series_of, epoch=epochs, **{_height(log): film.numbers(heights, np.isfinite(heights))})
    return {"history": pa.concat_tables(history), "series": series, "joints": marks, "pinned": grey}


def _pinned(
    run: tuple[np.ndarray, np.ndarray, np.ndarray] | None, log: bool
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Series, epochs and heights (2T,) of the grey curves, NaN where a height is not drawn."""
    if run is None:
        return np.array([], np.int8), np.array([], np.float32), np.array([])
    epoch, train, test = run
    heights = np.concatenate([train, test]).astype(float)
    if log:
        heights = np.where(heights >= 0, np.maximum(heights, FLOOR), np.nan)
    heights[~np.isfinite(heights)] = np.nan
    return np.repeat(np.array(SERIES_NUMBERS, np.int8), len(epoch)), np.tile(epoch, 2).astype(np.float32), heights


def _range(values: np.ndarray, log: bool, diverged: bool) -> tuple[float, float]:
    if not len(values):
        return 0.1, 1.0
    high = float(min(values.max(), 4 * values[0]) if diverged else values.max()) or 1.0
    return (float(values.min()) * 0.8, high * 1.25) if log else (0.0, high * 1.05)
