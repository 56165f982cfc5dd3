"""Bias², variance and noise, and the errors measured, along a row of places: capacities, or sizes of sample."""

from collections.abc import Sequence

import altair as alt
import numpy as np

from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import INK, PAPER, SERIES

BIAS, VARIANCE = "#2f9c8c", "#b0489c"
"""The colours of the two parts, on this page everywhere. Neither has a sign."""

KINDS = ("bias", "variance", "noise", "train", "total")
DRAWN = "drawn"
"""The line that a visitor drew before."""
LINES = (*KINDS, DRAWN)
COLOURS = (BIAS, VARIANCE, INK, SERIES, SERIES, INK)
DASHES = ([1, 0], [8, 3], [2, 3], [1, 3], [1, 0], [1, 0])
WIDTHS = (3, 3, 2, 2.2, 3.2, 5)

DECADES = [float(f"{digit}e{power}") for power in range(-9, 10) for digit in (1, 3)]
"""Numbers on a logarithmic axis of errors."""


@once
def spec(
    x_title: str, y_title: str, under: str = "", over: str = "", log: bool = False, height: int = 320
) -> film.Spec:
    """Return the chart: datasets `lines`, `tests` and `places`, as `datasets` gives them.

    The outlined points are the test error with two standard errors to either side, an arrow at the upper edge where it
    is beyond. The upright line is the chosen place; `under` and `over` are said to either side of the best one.
    """
    x_scale = film.fixed("places", "start", "end")
    bare = alt.Axis(labels=False, ticks=False, grid=False, titlePadding=28)
    x = alt.X("place:Q", title=x_title, scale=x_scale, axis=bare)
    scale = film.fixed("places", "low", "high", type="log" if log else "linear")
    y = alt.Y(
        "value:Q", title=y_title, scale=scale, axis=film.plain(values=DECADES) if log else film.plain(tickCount=5)
    )
    places, tests = alt.Chart(film.named("places")), alt.Chart(film.named("tests"))
    lines = alt.Chart(film.named("lines")).mark_line(clip=True)
    names = list(LINES)
    drawn = lines.encode(
        x=x, y=y, detail="kind:N",
        color=alt.Color("kind:N", scale=alt.Scale(domain=names, range=list(COLOURS)), legend=None),
        strokeDash=alt.StrokeDash("kind:N", scale=alt.Scale(domain=names, range=list(DASHES)), legend=None),
        strokeWidth=alt.StrokeWidth("width:Q", scale=None, legend=None),
    )  # fmt: skip
    seen, beyond = (tests.transform_filter(test) for test in ("datum.value <= datum.high", "datum.value > datum.high"))
    tips = [alt.Tooltip("words:N", title=" ")]
    layers = [
        places.transform_filter("datum.chosen > 0").mark_rule(color=INK, strokeWidth=1.5).encode(x=x),
        *(
            places.transform_filter(f"datum.best > 0 && {room}")
            .mark_text(**film.style(align=align), baseline="bottom", dx=shift, fontWeight=600, color=film.letters(INK))
            .encode(x=x, y=alt.value(-5), text=alt.value(words))
            for words, align, shift, room in (
                (under, "right", -6, "datum.place - datum.start > 0.2 * (datum.end - datum.start)"),
                (over, "left", 6, "datum.end - datum.place > 0.2 * (datum.end - datum.start)"),
            )
            if words
        ),
        places.transform_filter("datum.best > 0").mark_rule(color=SERIES, strokeWidth=1.2, strokeDash=[3, 3])
        .encode(x=x),
        drawn,
        seen.mark_rule(color=SERIES, strokeWidth=1.6, clip=True).encode(
            x=x, y=alt.Y("least:Q", scale=scale), y2="most:Q"
        ),
        seen.mark_point(size=65, fill=PAPER, stroke=SERIES, strokeWidth=2, opacity=1).encode(x=x, y=y, tooltip=tips),
        beyond.mark_point(shape="triangle-up", size=70, filled=True, color=SERIES, opacity=1).encode(
            x=x, y=alt.value(5), tooltip=tips
        ),
        *(
            places.transform_filter(f"width * datum.gap > 30 || {rare}")
            .mark_text(baseline="top", color=film.letters(INK), **film.style(fontWeight=weight))
            .encode(x=x, y=alt.value(alt.expr("height + 6")), text="label:N")
            .transform_filter(which)
            for rare, which, weight in (
                ("datum.rare > 0", "datum.chosen === 0", 400),
                ("true", "datum.chosen > 0", 700),
            )
        ),
    ]  # fmt: skip
    return film.finish(alt.layer(*layers), height=height)


def datasets(
    labels: Sequence[str],
    chosen: int,
    at: np.ndarray,
    values: dict[str, np.ndarray],
    tests: tuple[np.ndarray, np.ndarray],
    words: Sequence[str],
    *,
    log: bool = False,
    best: int | None = None,
    drawn: Sequence[tuple[float, float]] = (),
) -> film.Datasets:
    """Return what `spec` takes: labels of K places `at` ascending, and of the first the five KINDS, tests and errors.

    `drawn` are the points (place, error) of a line that was drawn before.

    Linear: the picture reaches to twice the best sum, or that of the first place, if it is more; NaN is not drawn.
    Logarithmic: to all, down to a thousandth of the least sum; values that are not above it are left out.
    """
    test, error = tests
    place = at[: len(test)]
    room = float(at[-1] - at[0]) / max(len(at) - 1, 1) or 1.0
    total = values["total"]
    if log:
        least = min(
            (float(line[line > 0].min()) for kind, line in values.items() if kind != "train" and (line > 0).any()),
            default=1e-6,
        )
        low, high = max(0.8 * least, float(total.min()) / 1000, 1e-9), max(float(total.max()), float(test.max())) * 1.5
    else:
        high = max(2.2 * total.min(), 1.15 * total[0]) or 1.0
        low = min(0.0, *(float(line[np.isfinite(line)].min(initial=0)) for line in values.values()))
        low = max(low, -0.1 * high)
    guess = np.array(drawn, float).reshape(-1, 2)
    high = max(high, guess[:, 1].max(initial=0))
    if high <= low:
        high = low + 1
    kept = {kind: line > low if log else np.isfinite(line) for kind, line in values.items()}
    rows = [(DRAWN, *guess.T), *((kind, place[fine], values[kind][fine]) for kind, fine in kept.items())]
    ends = {"start": at[0] - room / 2, "end": at[-1] + room / 2, "low": low, "high": high}
    ends["gap"] = np.diff(at).min(initial=room) / (ends["end"] - ends["start"])
    return {
        "lines": film.rows(
            width=[WIDTHS[LINES.index(kind)] for kind, p, _ in rows for _ in p],
            kind=[kind for kind, p, _ in rows for _ in p],
            place=np.concatenate([p for _, p, _ in rows]),
            value=np.concatenate([v for *_, v in rows]),
        ),
        "tests": film.rows(
            place=place, value=test, least=np.maximum(test - 2 * error, low), most=np.minimum(test + 2 * error, high),
            high=np.full(len(test), high), words=list(words),
        ),
        "places": film.rows(
            place=at, label=list(labels), chosen=(np.arange(len(at)) == chosen) * 1,
            best=(np.arange(len(at)) == (-1 if best is None else best)) * 1, rare=_apart(at, chosen) * 1,
            **{name: np.full(len(at), float(value)) for name, value in ends.items()},
        ),
    }  # fmt: skip


def _apart(at: np.ndarray, chosen: int) -> np.ndarray:
    """Return which places, from the chosen one outwards, are far enough apart for their labels on a narrow screen."""
    least = (at[-1] - at[0]) / 8 * (1 - 1e-9)
    kept = np.zeros(len(at), bool)
    for way in (range(chosen, len(at)), range(chosen, -1, -1)):
        last = chosen
        for i in way:
            if abs(at[i] - at[last]) >= least:
                kept[i], last = True, i
    kept[chosen] = True
    return kept
