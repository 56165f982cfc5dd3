"""A table of text: its delimiter, its header and the way it writes numbers, found out from the text itself."""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import StringIO
from typing import Any

import numpy as np

from dlcore.data.own_table.columns import NUMBERS, Column, column, find_decimal, number
from dlcore.data.own_table.encoding import decode
from dlcore.data.own_table.errors import TableError

MOST_BYTES = 2 * 1024**2
MOST_ROWS = 2_000
MOST_COLUMNS = 1_000
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
SPACES = "spaces"


@dataclass(frozen=True)
class Sheet:
    """A table as text: names of the columns, and the rows below; how it was written, and how many rows it had."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    rows_in_file: int
    encoding: str
    delimiter: str
    header: bool
    decimal: str
    renamed: tuple[str, ...]

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Every column, read as numbers where that is what it holds."""
        cells = zip(*self.rows, strict=True)
        return tuple(column(name, words, self.decimal) for name, words in zip(self.names, cells, strict=True))

    def column(self, name: str) -> Column:
        """The column of this name. Raises TableError where there is none."""
        if name not in self.names:
            raise TableError("unknown_column", column=name)
        return self.columns[self.names.index(name)]


def read(content: bytes | str, header: bool | None = None) -> Sheet:
    """Read a file's bytes or pasted text. `header` says whether the first row holds names; None finds out.

    Of more than MOST_ROWS rows so many are drawn at random, always the same, and kept in their order.
    Raises TableError, whose sentence says what is wrong.
    """
    size = len(content if isinstance(content, bytes) else content.encode("utf-8", "replace"))
    if size > MOST_BYTES:
        raise TableError("too_large", size=size / 1024**2, most=MOST_BYTES // 1024**2)
    text, encoding = decode(content if isinstance(content, bytes) else content.encode("utf-8", "replace"))
    delimiter = find_delimiter(text)
    rows = split_rows(text, delimiter)
    if header is None:
        header = has_header(rows)
    names, rows = (rows[0], rows[1:]) if header else ([""] * len(rows[0]), rows)
    told = {
        "delimiter": DELIMITERS.get(delimiter, delimiter),
        "encoding": encoding if isinstance(content, bytes) else "",
    }
    return sheet_of(names, rows, header=header, **told)


def sheet_of(
    names: Sequence[str], rows: Sequence[Sequence[str]], *, encoding: str, delimiter: str, header: bool
) -> Sheet:
    """Make a sheet of names and rows; columns without name and values are left out."""
    if not rows:
        raise TableError("header_only")
    chosen = np.arange(len(rows))
    if len(rows) > MOST_ROWS:
        chosen = np.sort(np.random.default_rng(0).choice(len(rows), MOST_ROWS, replace=False))
    kept = [tuple(map(str.strip, rows[i])) for i in chosen.tolist()]
    filled = [j for j, name in enumerate(names) if name or any(row[j] for row in kept)]
    kept = [tuple(row[j] for j in filled) for row in kept]
    if len(filled) < 2:
        raise TableError("one_column")
    given = [tidy(names[j]) for j in filled]
    final = unique([name or f"column {place + 1}" for place, name in enumerate(given)])
    renamed = tuple(new for old, new in zip(given, final, strict=True) if old and old != new)
    decimal = find_decimal((cell for row in kept for cell in row), commas=delimiter != "comma")
    return Sheet(final, tuple(kept), len(rows), encoding, delimiter, header, decimal, renamed)


def find_delimiter(text: str) -> str:
    """The delimiter that cuts the first lines into equally many cells, and most of them into numbers."""
    start = text[:65536] if len(text) <= 65536 else text[: max(text.rfind("\n", 0, 65536), 1024)]
    best, found = (0.0, 0.0), ""
    for delimiter in DELIMITERS:
        rows = _filled(csv.reader(StringIO(start, newline=""), delimiter=delimiter))[:200]
        if not rows:
            raise TableError("empty")
        width, alike = Counter(map(len, rows)).most_common(1)[0]
        cells = [cell for row in rows for cell in row]
        numbers = sum(number(cell, ".") is not None or number(cell, ",") is not None for cell in cells)
        if max(map(len, rows)) > 1 and width > 1 and (score := (alike / len(rows), numbers / len(cells))) > best:
            best, found = score, delimiter
    if found:
        return found
    if any(delimiter in line for line in start.splitlines()[:1] for delimiter in DELIMITERS):
        return next(delimiter for delimiter in DELIMITERS if delimiter in start.splitlines()[0])
    widths = {len(line.split()) for line in start.splitlines() if line.strip()}
    if len(widths) == 1 and widths != {1}:
        return SPACES
    raise TableError("one_column")


def _filled(rows: Iterable[list[str]]) -> list[list[str]]:
    try:
        return [row for row in rows if any(cell.strip() for cell in row)]
    except csv.Error:
        raise TableError("quotes", line=1) from None


def split_rows(text: str, delimiter: str) -> list[list[str]]:
    """Cells of all lines that hold any, every row as wide as the first. Raises TableError with the line at fault."""
    if delimiter == SPACES:
        lines: Iterable[list[str]] = (line.split() for line in text.splitlines())
        numbered = list(enumerate(lines, 1))
    else:
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
        numbered, begun = [], 1
        try:
            for row in reader:
                numbered.append((begun, row))
                begun = reader.line_num + 1
        except csv.Error:
            raise TableError("quotes", line=begun) from None
    rows: list[list[str]] = []
    for line, row in numbered:
        if any(map(str.strip, row)):
            width = len(rows[0]) if rows else len(row)
            if width > MOST_COLUMNS:
                raise TableError("too_many_columns", columns=width, most=MOST_COLUMNS)
            if len(row) < width or any(map(str.strip, row[width:])):
                raise TableError("ragged", line=line, found=len(row), expected=width)
            rows.append(row[:width])
    return [list(map(str.strip, rows[0])), *rows[1:]]


def has_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row holds names: no number among them, though below, or no word that stands below as well."""
    first, *some = ([cell.strip() for cell in row] for row in rows[:100])
    plain = not any(number(cell, mark) is not None for cell in first for mark in NUMBERS)
    below = any(number(cell, mark) is not None for row in some for cell in row for mark in NUMBERS)
    return plain and (below or not some or not any(set(first) & set(row) for row in some))


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


def edited(table: Sheet, changes: Mapping[str, Any]) -> str:
    """The table as text after changes: cells of `edited_rows`, no more `deleted_rows`, and `added_rows` at the end.

    Rows are counted from 0; a cell is named by its column, and one without a value is empty.
    """
    rows = [dict(zip(table.names, row, strict=True)) for row in table.rows]
    for place, cells in changes.get("edited_rows", {}).items():
        rows[int(place)].update(cells)
    gone = set(changes.get("deleted_rows", ()))
    rows = [row for place, row in enumerate(rows) if place not in gone] + list(changes.get("added_rows", ()))
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(table.names)
    writer.writerows([row.get(name) or "" for name in table.names] for row in rows)
    return file.getvalue()
