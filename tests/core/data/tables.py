"""Small random tables as people bring them, and a judge: many ways of writing numbers and words that are known.

`python -m tests.core.data.tables 100000` writes and judges that many, and prints what came out.
"""

import json
import sys
from collections import Counter
from dataclasses import dataclass

import numpy as np

from dlcore.data.own_table.assemble import assemble, usual
from dlcore.data.own_table.sentences import TableError
from dlcore.data.own_table.sheet import Sheet, edited, read

WORDS = (
    "a",
    "b",
    "None",
    "NA",
    "+",
    "-",
    "missing",
    "남",
    "여",
    "○",
    "×",
    "größe",
    "x y",
    "yes",
    "No",
    "1a",
    "2024-01-02",
)
GAPS = ("", "NA", "-", "..", "N/A", "?", "#DIV/0!", "결측", "none")
NOTATIONS = {".": ("", "."), ",": ("", ","), ",.": (",", "."), ".,": (".", ","), " ,": (" ", ","), "'.": ("'", ".")}
REFUSED = {"few_rows", "few_rows_dropped", "no_features", "no_target", "text_only", "constant_target"}
"""What a table of a few random columns may be refused for, once it is read."""


@dataclass(frozen=True)
class Written:
    """A table as bytes, and what was written: the numbers (NaN for a gap) or words of every column."""

    content: bytes
    names: tuple[str, ...]
    columns: tuple[np.ndarray | list[str], ...]


def spoken(value: float, notation: str, digits: int, unit: str, minus: str) -> str:
    thousands, decimal = NOTATIONS[notation]
    text = f"{abs(value):,.{digits}f}".replace(",", "T").replace(".", decimal).replace("T", thousands)
    return (minus if value < 0 else "") + (unit + text if unit in ("₩", "$", "€") else text + unit)


def random_column(
    rng: np.random.Generator, rows: int, notation: str, gap: str | None
) -> tuple[np.ndarray | list[str], list[str]]:
    """What a column holds, and its cells."""
    if rng.random() < 0.4:
        some = rng.choice(WORDS, int(rng.integers(1, 5)), replace=False)
        words = [str(word) for word in rng.choice(some, rows)]
        return words, words
    digits, unit = int(rng.integers(0, 4)), str(rng.choice(["", "", "", "%", "₩", "$", "kg", "명"]))
    values = np.round(rng.choice([-1, 1], rows) * 10 ** rng.uniform(-2, 7, rows), digits) + 0.0
    minus = str(rng.choice(["-", "−"]))
    lost = rng.random(rows) < (0.0 if gap is None else 0.2)
    cells = [
        str(gap) if gone else spoken(value, notation, digits, unit, minus)
        for value, gone in zip(values, lost, strict=True)
    ]
    return np.where(lost, np.nan, values), cells


def random_table(rng: np.random.Generator) -> Written:
    """One table, all its traits drawn at random."""
    rows, width = int(rng.integers(3, 30)), int(rng.integers(2, 6))
    kind = str(rng.choice(["delimited", "markdown", "r", "json"], p=[0.7, 0.1, 0.1, 0.1]))
    notation = "." if kind == "json" else str(rng.choice([*NOTATIONS]))
    delimiter = " " if kind == "r" else str(rng.choice([";", "\t", "|"] if "," in notation else [",", ";", "\t", "|"]))
    gap = str(rng.choice(GAPS)) if rng.random() < 0.3 else None
    names = [f"{rng.choice(['n', '키', 'år', 'x_'])}{place}" for place in range(width)]
    drawn = [random_column(rng, rows, notation, gap) for _ in range(width)]
    columns, lines = [held for held, _ in drawn], [[*line] for line in zip(*(cells for _, cells in drawn), strict=True)]
    if kind == "json":
        written = [json.dumps([dict(zip(names, line, strict=True)) for line in lines], ensure_ascii=False)]
    elif kind == "markdown":
        written = [f"| {' | '.join(line)} |" for line in [names, ["---"] * width, *lines]]
    else:
        quote = delimiter in ", " or rng.random() < 0.2
        tail = delimiter if kind != "r" and rng.random() < 0.15 else ""
        numbered = [[str(number), *line] for number, line in enumerate(lines, 1)] if kind == "r" else lines
        written = [
            delimiter.join(f'"{cell}"' if quote else cell for cell in line) + tail for line in [names, *numbered]
        ]
    if kind in ("delimited", "markdown"):
        written = ["A table of this and that"] * int(rng.random() < 0.15) + written
        written += ["※ 출처: 통계청"] * int(rng.random() < 0.15)
        written = ["sep=;"] * int(delimiter == ";" and kind == "delimited" and rng.random() < 0.2) + written
    if kind == "r":
        names, columns = ["column 1", *names], [np.arange(1.0, rows + 1), *columns]
    text = str(rng.choice(["\n", "\r\n"])).join(written) + str(rng.choice(["", "\n", "\n\n"]))
    try:
        content = text.encode(str(rng.choice(["utf-8", "utf-8-sig", "utf-16", "cp949"])))
    except UnicodeEncodeError:
        content = text.encode("utf-8")
    return Written(content, tuple(names), tuple(columns))


def judged(table: Written) -> str:
    """How a table was read: "right", or what is different; a number changed and nothing offered is "changed"."""
    try:
        sheet = read(table.content)
    except TableError as error:
        return f"refused: {error.problem}"
    verdict = compared(sheet, table)
    if edited(sheet, {}) != sheet or edited(sheet, {"edited_rows": {0: {}}}).columns[0].words != sheet.columns[0].words:
        return "an edit that changes nothing changed something"
    try:
        own, _ = assemble(sheet, usual(sheet))
        assert np.isfinite(own.x).all()
        assert np.isfinite(own.target).all()
    except TableError as error:
        if error.problem not in REFUSED:
            return f"not made: {error.problem}"
    return verdict


def compared(sheet: Sheet, table: Written) -> str:
    """What differs between a sheet and what was written."""
    empty = [all(str(held[row]) in ("", "nan") for held in table.columns) for row in range(len(table.columns[0]))]
    told = [line for line in sheet.skipped if "A table" not in line and "출처" not in line]
    if len(sheet.rows) != len(empty) and len(sheet.rows) + sum(empty) + len(told) < len(empty):
        return "a row is lost"
    if sheet.names != table.names:
        return "other names"
    for column, held in zip(sheet.columns, table.columns, strict=True):
        there = (
            [place for place, gone in enumerate(empty) if not gone]
            if len(sheet.rows) < len(empty)
            else range(len(empty))
        )
        if isinstance(held, list):
            if column.numeric or [*column.words] != [held[place] for place in there]:
                return "other words"
        elif column.numeric:
            if not np.array_equal(column.numbers, held[there], equal_nan=True):
                return "the other of two readings" if len(sheet.readings) > 1 else "changed"
        elif len(np.unique(held[~np.isnan(held)])) > 1:
            return "numbers as words"
    return "right"


if __name__ == "__main__":
    found: Counter[str] = Counter()
    for seed in range(int(sys.argv[1])):
        verdict = judged(random_table(np.random.default_rng(seed)))
        if verdict not in found:
            print(f"first at seed {seed}: {verdict}", flush=True)
        found[verdict] += 1
    print(found)
