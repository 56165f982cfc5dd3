"""A table of text: its rows, its header and the way it writes numbers, found out from the text or chosen."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from dlcore.data.own_table.columns import Column, column, is_gap, notations
from dlcore.data.own_table.encoding import decode
from dlcore.data.own_table.rows import DELIMITERS, from_json, from_text, header_rows, parted
from dlcore.data.own_table.sentences import TableError

MOST_BYTES = 2 * 1024**2
MOST_ROWS = 2_000
MOST_COLUMNS = 1_000

Missing = frozenset[tuple[str, bool]]
"""Words that stand for no value, each with whether it does so in columns of numbers or in others."""


@dataclass(frozen=True)
class Sheet:
    """A table as text: rows of cells, those above `body` its header; how it was written, and how many rows it had.

    `lines` are the numbers of their lines, `readings` the ways in which its numbers can be read (see `notations`),
    `roles` what a header of Orange says of columns, `skipped` the lines that are no rows.
    """

    cells: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    body: int
    rows_in_file: int
    encoding: str
    delimiter: str
    readings: tuple[tuple[str, str, float], ...]
    notation: str
    missing: Missing | None
    skipped: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    unnamed: str = "column {place}"

    @property
    def header(self) -> bool:
        """Tell whether it has names."""
        return self.body > 0

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows below the header."""
        return self.cells[self.body :]

    @cached_property
    def given(self) -> tuple[str, ...]:
        """The names as they stand, those of two rows joined, empty where there are none."""
        above = [[*row] for row in self.cells[: self.body]] or [[""] * len(self.cells[0])]
        for place in range(1, len(above[0]) if len(above) == 2 else 0):
            above[0][place] = above[0][place] or above[0][place - 1]  # a name stands for the columns beside it too
        return tuple(tidy(" ".join(dict.fromkeys(filter(None, parts)))) for parts in zip(*above, strict=True))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """A name of its own for every column."""
        return unique(name or self.unnamed.format(place=place) for place, name in enumerate(self.given, 1))

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Every column, read as numbers where that is what it holds."""
        cells = zip(*self.rows, strict=True)
        told = self.notation, self.missing
        return tuple(column(name, words, *told) for name, words in zip(self.names, cells, strict=True))

    def column(self, name: str) -> Column:
        """The column of this name. Raises TableError where there is none."""
        if name not in self.names:
            raise TableError("unknown_column", column=name)
        return self.columns[self.names.index(name)]

    def place(self, column: Column, row: int) -> str:
        """The place of a cell and what it holds, in a few letters."""
        return f"{column.name} ({self.lines[self.body + row]}: {tidy(column.words[row], 20)})"

    @cached_property
    def gaps(self) -> dict[tuple[str, bool], int]:
        """Counts of the words that may stand for no value, among words or among numbers."""
        found: Counter[tuple[str, bool]] = Counter()
        for held in self.columns:
            often = Counter(held.words[place] for place in held.strange) if held.among_numbers else Counter()
            for word, count in Counter(held.words).items():
                if word and (is_gap(word, True) or often[word] > 1):
                    found[word, held.among_numbers] += count
        return dict(found.most_common(40))

    def settled(self) -> "Sheet":
        """The sheet with the usual words for missing, where none are told: those that are so among numbers or always.

        So a table that has NA for a missing number has it for a missing word too; but where + stands, − is a value.
        """
        if self.missing is not None:
            return self
        signs = any("+" in held.words for held in self.columns if not held.among_numbers)
        usual = {key for key in self.gaps if is_gap(*key)}
        also = {(word, False) for word, among in usual if among and not (signs and word in "-−–—")}
        for held in self.columns:
            gone = {(word, False) for word in held.values} if not held.numeric else set()
            also -= gone if len(gone - also) < 2 else set()  # without it no class would be left
        return replace(self, missing=frozenset(usual | (also & self.gaps.keys())))


def read(
    content: bytes | str,
    header: bool | None = None,
    *,
    encoding: str | None = None,
    notation: str | None = None,
    missing: Missing | None = None,
    unnamed: str = "column {place}",
) -> Sheet:
    """Read a file's bytes or pasted text. What of the way it is written is not told is found out.

    Of more than MOST_ROWS rows so many are drawn at random, always the same, and kept in their order.
    Raises TableError, whose sentence says what is wrong.
    """
    raw = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    if len(raw) > MOST_BYTES:
        raise TableError("too_large", size=len(raw) / 1024**2, most=MOST_BYTES // 1024**2)
    text, encoding = decode(raw, encoding if isinstance(content, bytes) else "UTF-8")
    rows, delimiter, names = from_json(text) or from_text(text)
    skipped, rows, roles = parted(rows, delimiter)
    if len(rows[0][1]) > MOST_COLUMNS:
        raise TableError("too_many_columns", columns=len(rows[0][1]), most=MOST_COLUMNS)
    cells = [row for _, row in rows]
    body = min(1, len(cells)) if names or roles or header else 0 if header is False else header_rows(cells)
    if len(cells) <= body:
        raise TableError("header_only")
    filled = [place for place, words in enumerate(zip(*cells, strict=True)) if any(words)]
    if len(filled) < 2:
        raise TableError("one_column")
    delimiter = DELIMITERS.get(delimiter, delimiter)
    ways = notations([[row[place] for row in cells[body:]] for place in filled], delimiter)
    chosen = np.arange(len(cells) - body)
    if len(chosen) > MOST_ROWS:
        chosen = np.sort(np.random.default_rng(0).choice(len(chosen), MOST_ROWS, replace=False))
    kept = [*range(body), *(chosen + body).tolist()]
    return Sheet(
        tuple(
            tuple(
                re.sub("^'(?=[=+@-])", "", cell) if (cell := cells[i][place])[:1] == "'" else cell for place in filled
            )
            for i in kept
        ),
        tuple(rows[i][0] for i in kept),
        body,
        len(cells) - body,
        encoding if isinstance(content, bytes) else "",
        delimiter,
        tuple(ways),
        notation or ways[0][0],
        missing,
        tuple(f"{line}: {tidy(' '.join(filter(None, row)))}" for line, row in skipped),
        tuple(roles[place] for place in filled) if roles else (),
        unnamed,
    ).settled()


def tidy(name: str, longest: int = 40) -> str:
    """A name on one line, of letters that can be seen, and not too long."""
    seen = "".join(letter if letter.isprintable() else " " for letter in name)
    short = " ".join(seen.split())
    return short if len(short) <= longest else short[: longest - 1] + "…"


def unique(names: Iterable[str], taken: Iterable[str] = ()) -> tuple[str, ...]:
    """The names, where one is taken already with a number behind it."""
    used, final = set(taken), []
    for name in names:
        new, count = name, 2
        while new in used:
            new, count = f"{name} ({count})", count + 1
        used.add(new)
        final.append(new)
    return tuple(final)


def edited(table: Sheet, changes: Mapping[str, Any]) -> Sheet:
    """The sheet after changes: cells of `edited_rows`, no more `deleted_rows`, and `added_rows` at the end.

    Rows are counted from 0; a cell is named by its column, and one without a value is empty. It is read as before.
    """
    gone = set(changes.get("deleted_rows", ()))
    new = {int(place): cells for place, cells in changes.get("edited_rows", {}).items()}

    def written(old: Sequence[str], cells: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(str(cells.get(name, word) or "").strip() for name, word in zip(table.names, old, strict=True))

    rows = [written(row, new.get(place, {})) for place, row in enumerate(table.rows) if place not in gone]
    lines = [line for place, line in enumerate(table.lines[table.body :]) if place not in gone]
    added = [written([""] * len(table.names), cells) for cells in changes.get("added_rows", ())]
    last = max(table.lines, default=0)
    if not any(map(any, rows + added)):
        raise TableError("empty")
    rest = table.rows_in_file - len(table.rows)
    return replace(
        table,
        cells=(*table.cells[: table.body], *rows, *added),
        lines=(*table.lines[: table.body], *lines, *range(last + 1, last + 1 + len(added))),
        rows_in_file=len(rows) + len(added) + rest,
    )
