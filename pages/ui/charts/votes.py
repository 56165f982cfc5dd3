"""Votes of a class: a bar for each answer in each round, and who moved from which answer to which."""

from collections.abc import Sequence

import altair as alt
import pyarrow as pa

from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import INK, SERIES

LETTERS = "ABCDEFGH"
"""The names of the answers in the pictures, in their order; the texts stand beside them."""


@once
def bars_spec(answers: int, count_title: str) -> film.Spec:
    """Return the bars: dataset `votes`, a row for each answer and round that is counted. The first round is hollow."""
    names = list(LETTERS[:answers])
    y = alt.Y("answer:N", sort=names, scale=alt.Scale(domain=names), title=None, axis=alt.Axis(ticks=False))
    base = alt.Chart(film.named("votes")).encode(
        y=y,
        yOffset=alt.YOffset("round:O", scale=alt.Scale(domain=[1, 2])),
        x=alt.X("count:Q", title=count_title, axis=alt.Axis(tickMinStep=1, format="d", grid=False)),
    )
    filled = base.mark_bar(stroke=SERIES, strokeWidth=2, color=SERIES, cornerRadiusEnd=2)
    filled = filled.encode(
        fillOpacity=alt.FillOpacity("round:O", legend=None, scale=alt.Scale(domain=[1, 2], range=[0.12, 1.0]))
    )
    words = base.mark_text(align="left", dx=6).encode(text="words:N")
    return film.finish(alt.layer(filled, words), height=66 * answers)


def bars(rounds: Sequence[Sequence[int] | None], names: Sequence[str]) -> film.Datasets:
    """Return the rows of the rounds that are counted. `names` are those of the rounds."""
    rows = [
        {
            "answer": LETTERS[place],
            "round": k + 1,
            "count": number,
            "words": f"{number} · {number / max(sum(counts), 1):.0%} · {names[k]}",
        }
        for k, counts in enumerate(rounds)
        if counts is not None
        for place, number in enumerate(counts)
    ]
    return {"votes": pa.Table.from_pylist(rows, schema=VOTES)}


VOTES = pa.schema([("answer", pa.string()), ("round", pa.int8()), ("count", pa.int32()), ("words", pa.string())])


@once
def moves_spec(answers: int, first_title: str, second_title: str) -> film.Spec:
    """Return who moved where: dataset `moves`, a cell for each pair. On the diagonal are those who stayed."""
    names = list(LETTERS[:answers])
    scale = alt.Scale(domain=names)
    base = alt.Chart(film.named("moves")).encode(
        x=alt.X("second:N", sort=names, scale=scale, title=second_title, axis=alt.Axis(orient="top", labelAngle=0)),
        y=alt.Y("first:N", sort=names, scale=scale, title=first_title),
    )
    cells = base.mark_rect(color=SERIES, stroke=INK, strokeWidth=1).encode(
        fillOpacity=alt.FillOpacity("share:Q", legend=None, scale=alt.Scale(domain=[0, 1], range=[0, 0.4])),
        strokeWidth=alt.condition("datum.first === datum.second", alt.value(3), alt.value(1)),
    )
    words = base.mark_text(fontWeight=600).encode(text="words:N")
    return film.finish(alt.layer(cells, words), height=66 * answers)


def moves(table: Sequence[Sequence[int]]) -> film.Datasets:
    """Return the cells: how many went from the answer of the row to that of the column, 0 left empty."""
    most = max((number for row in table for number in row), default=0)
    rows = [
        {"first": LETTERS[i], "second": LETTERS[j], "share": number / max(most, 1), "words": str(number or "")}
        for i, row in enumerate(table)
        for j, number in enumerate(row)
    ]
    return {"moves": pa.Table.from_pylist(rows, schema=MOVES)}


MOVES = pa.schema([("first", pa.string()), ("second", pa.string()), ("share", pa.float32()), ("words", pa.string())])
