"""The size of δ against the layer, counted back from the output: one activation as a film, the others beside it."""

from collections.abc import Sequence

import altair as alt
import numpy as np

from pages.ui.charts import film, log_ticks
from pages.ui.serving.once import once
from pages.ui.theme import INK, SERIES

CLOSE = 0.045
"""The share of the axis within which the names of two lines would lie on each other."""

NARROW = 400
"""Pixels below which the names need a larger share of the width."""


@once
def spec(x_title: str, y_title: str, name: str = "frame", height: int = 380) -> film.Spec:
    """Return the chart: datasets `deltas` and `others`, as `datasets` gives them.

    Each frame goes one layer further back. The dashed line is the size at the output. The words above the
    plot tell the layer reached.
    """
    # The scale goes further than the layers do, and more so on a telephone: the lines' names have room at their ends.
    ends = [f"data('deltas')[0].far * (width < {NARROW} ? 1.25 : 1)", "data('deltas')[0].near"]
    far = alt.Scale(domain=[alt.ExprRef(end) for end in ends], nice=False, zero=False)
    layer = "datum.value <= data('deltas')[0].far_back ? format(datum.value, 'd') : ''"
    axis = alt.Axis(labelExpr=layer, tickMinStep=1, tickCount=12, grid=False, ticks=False)
    x = alt.X("back:Q", title=x_title, scale=far, axis=axis)
    heights = film.fixed("deltas", "low", "high", type="log")
    y = alt.Y("size:Q", title=y_title, scale=heights, axis=alt.Axis(labelExpr=log_ticks.WRITTEN, tickCount=6))
    one = alt.Chart(film.named("deltas"))
    others = alt.Chart(film.named("others"))
    shown = one.transform_filter("datum.size > 0")
    seen = shown.transform_filter(f"datum.back <= {name}")
    tips = [alt.Tooltip("words:N", title=" ")]
    order = alt.Order("back:Q")
    now = one.transform_filter(f"datum.back === min({name}, datum.far_back)")
    layers = [
        others.mark_line(color=INK, strokeWidth=1.3, opacity=0.45, clip=True).encode(
            x=x, y=y, detail="activation:N", order=order
        ),
        others.mark_point(color=INK, size=26, opacity=0.45, filled=True).encode(x=x, y=y, tooltip=tips),
        others.mark_text(align="right", baseline="middle", lineBreak="\n", dx=-9, color=film.letters(INK)).encode(
            x=x, y=y, text="ending:N"
        ),
        one.transform_filter("datum.back === 0").mark_rule(color=INK, strokeDash=[5, 4]).encode(y=y),
        seen.mark_line(color=SERIES, strokeWidth=3).encode(x=x, y=y, order=order),
        seen.mark_point(color=SERIES, fill=SERIES, size=70, opacity=1).encode(x=x, y=y, tooltip=tips),
        film.words_above(now, SERIES),
    ]
    return film.finish(alt.layer(*layers), name, height=height)


def datasets(
    size: np.ndarray, words: Sequence[str], others: Sequence[tuple[str, np.ndarray, Sequence[str]]]
) -> film.Datasets:
    """Return what `spec` takes: sizes (L + 1,) from the output back, and words for each; the others with their names.

    A size of 0 has no place on the axis and is left out.
    """
    sizes = np.concatenate([size, *(values for _, values, _ in others)])
    low, high = float(sizes[sizes > 0].min()), float(sizes.max())
    ends = {"low": min(low / 2, 0.1), "high": max(high * 2, 10.0), "far": (len(size) - 1) * 1.4 + 0.3, "near": -0.4}
    same = {name: np.full(len(size), value) for name, value in ends.items()}
    back = np.arange(len(size))
    rows = [
        (name, float(value), float(step), told)
        for name, values, texts in others
        for step, (value, told) in enumerate(zip(values, texts, strict=True))
        if value > 0
    ]
    names, heights, steps, texts = zip(*rows, strict=True)
    ended = labels([(name, float(values[-1])) for name, values, _ in others], ends["high"] / ends["low"])
    ending = [ended.get(name, "") if step == len(size) - 1 else "" for name, step in zip(names, steps, strict=True)]
    columns = {"activation": names, "size": heights, "back": steps, "words": texts, "ending": ending}
    beside = film.rows(**{name: list(column) for name, column in columns.items()})
    last = np.full(len(size), len(size) - 1)
    return {"deltas": film.rows(back=back, size=size, words=list(words), far_back=last, **same), "others": beside}


def labels(ends: Sequence[tuple[str, float]], span: float) -> dict[str, str]:
    """Return what is written at the end of each line, lines that end close together under one name of them.

    `span` is the ratio between the ends of the axis.
    """
    found: dict[str, str] = {}
    group: list[str] = []
    highest = 0.0
    for name, size in sorted(ends, key=lambda end: end[1]):
        if size <= 0:
            continue
        if group and np.log(size / highest) < CLOSE * ((len(group) + 1) // 2) * np.log(span):
            group.append(name)
            found[group[0]] = two_a_line(group)
            continue
        group, highest = [name], size
        found[name] = name
    return found


def two_a_line(names: Sequence[str]) -> str:
    """Return names as they stand together, two on a line."""
    return ",\n".join(", ".join(names[start : start + 2]) for start in range(0, len(names), 2))
