"""A table of text: its rows, its header and the way it writes numbers, found out from the text or chosen."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from io import StringIO
from itertools import pairwise
from typing import Any

import numpy as np

from dlcore.data.own_table.columns import Column, column, is_gap, is_number, notations
from dlcore.data.own_table.encoding import decode
from dlcore.data.own_table.sentences import TableError

MOST_BYTES = 2 * 1024**2
MOST_ROWS = 2_000
MOST_COLUMNS = 1_000
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", " ": "spaces", "  ": "spaces"}
ORANGE = ({"c", "d", "s", "t", "continuous", "discrete", "string", "time"}, {"", "class", "meta", "ignore", "i", "m"})
"""The words of Orange's second row, the kinds of its columns, and of its third, what they are for."""

Numbered = list[tuple[int, list[str]]]
"""Rows of cells, each with the number of its line."""


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
        """Where a cell stands and what it holds, in a few letters."""
        return f"{column.name} ({self.lines[self.body + row]}: {tidy(column.words[row], 20)})"

    @cached_property
    def gaps(self) -> dict[tuple[str, bool], int]:
        """How often each word stands that may stand for no value, among words or among numbers."""
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
    if re.match(r"\s*<(!doctype|html|head|body|table|\?xml)", text, re.IGNORECASE):
        raise TableError("web_page")
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
    columns = [] if delimiter == "JSON" else [[row[place] for row in cells[body:]] for place in filled]
    ways = notations(columns, delimiter)
    chosen = np.arange(len(cells) - body)
    if len(chosen) > MOST_ROWS:
        chosen = np.sort(np.random.default_rng(0).choice(len(chosen), MOST_ROWS, replace=False))
    kept = [*range(body), *(chosen + body).tolist()]
    return Sheet(
        tuple(tuple(re.sub("^'(?=[=+@-])", "", cells[i][place]) for place in filled) for i in kept),
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


def from_json(text: str) -> tuple[Numbered, str, bool] | None:
    """The rows of JSON: a list of records, also as the first list within an object, or a record a line; else None."""
    if not re.match(r"\s*[\[{]\s*[\[{\"]", text):
        return None
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        try:
            held = [json.loads(line) for line in text.splitlines() if line.strip()]
        except (ValueError, RecursionError):
            return None
    if isinstance(held, dict):
        held = next((part for part in held.values() if isinstance(part, list)), None)
    if not isinstance(held, list) or not held or not all(isinstance(row, dict) for row in held):
        raise TableError("json")
    names = [*dict.fromkeys(name for row in held for name in row)]
    cells = [["" if (value := row.get(name)) is None else value for name in names] for row in held]
    words = [
        [value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) for value in row] for row in cells
    ]
    return [(line, [word.strip() for word in row]) for line, row in enumerate([names, *words])], "JSON", True


def from_text(text: str) -> tuple[Numbered, str, bool]:
    """The rows of a text that holds any, its delimiter, and whether its names are sure to stand above (Weka's ARFF)."""
    quote, told = '"', ""
    if found := re.match(r"sep=(.)\r?\n", text, re.IGNORECASE):
        text, told = "\n" + text[found.end() :], found[1]
    arff = re.search(r"^[ \t]*@data[^\n]*\n", text, re.IGNORECASE | re.MULTILINE)
    if arff:  # its names as a line above its rows, which keep their numbers
        above = text[: arff.end()]
        names = re.findall(r"^[ \t]*@attribute[ \t]+('[^']*'|\"[^\"]*\"|\S+)", above, re.IGNORECASE | re.MULTILINE)
        line = ",".join("'" + name.strip("'\"") + "'" for name in names)
        text = "\n" * (above.count("\n") - 1) + line + "\n" + re.sub(r"(?m)^[ \t]*%.*$", "", text[arff.end() :])
        quote, told = "'", ","
    delimiter = told or find_delimiter(text)
    rows = split_rows(text, delimiter, quote)
    if delimiter == "|":  # the lines of a drawn table are no rows
        drawn = re.compile(":?-+:?|[-+=]{4,}|")
        rows = [(line, row) for line, row in rows if max(map(len, row)) < 3 or not all(map(drawn.fullmatch, row))]
    if not rows:
        raise TableError("empty")
    return rows, "ARFF" if arff else delimiter, bool(arff)


def split_rows(text: str, delimiter: str, quote: str = '"') -> Numbered:
    """The cells of all lines that hold any. Raises TableError with the line where a quotation mark stands wrong."""
    if delimiter[:1] == " ":
        text = "\n".join(line.strip() for line in text.split("\n"))
        text = text.replace("\t", " ") if delimiter == " " else re.sub(r"[ \t]{2,}", "\t", text)
    mark, file = "\t" if delimiter == "  " else delimiter, StringIO(text, newline="")
    reader = csv.reader(file, delimiter=mark, quotechar=quote, strict=True, skipinitialspace=True)
    rows: Numbered = []
    begun = 1
    try:
        for row in reader:
            if any(row := [*map(str.strip, row)]):
                rows.append((begun, row))
            begun = reader.line_num + 1
    except csv.Error:
        raise TableError("quotes", line=begun) from None
    return rows


def find_delimiter(text: str) -> str:
    """The delimiter that cuts the first lines into equally many cells, and most of them into numbers.

    Spaces only where no other does it, or where one cuts a line into more cells and they cut all lines alike.
    """
    start = text[:65536] if len(text) <= 65536 else text[: max(text.rfind("\n", 0, 65536), 1024)]
    scores: dict[str, tuple[float, float]] = {}
    wider: dict[str, bool] = {}
    problem: TableError | None = None
    for delimiter in DELIMITERS:
        try:
            rows = [row for _, row in split_rows(start, delimiter)[:200]]
        except TableError as error:
            problem = error
            continue
        if not rows:
            raise TableError("empty")
        width, alike = Counter(map(len, rows)).most_common(1)[0]
        wider[delimiter] = max(map(len, rows)) > width
        cells = [cell for row in rows for cell in row]
        numbers = sum(map(is_number, cells))
        if width > 1 or (alike < len(rows) and delimiter[0] != " " and delimiter in start.split("\n")[0]):
            scores[delimiter] = (alike / len(rows) if width > 1 else 0.0, numbers / len(cells))
    spaces, wide = (scores.pop(name, (0.0, 0.0))[0] for name in (" ", "  "))
    best = max(scores, key=scores.__getitem__, default="")
    if wide == 1 > spaces and not best:
        return "  "
    if spaces >= 0.75 and (not best or (spaces == 1 and wider[best])):
        return " "
    if not best:
        raise problem or TableError("one_column")
    return best


def parted(rows: Numbered, delimiter: str) -> tuple[Numbered, Numbered, tuple[str, ...]]:
    """Lines that are no rows, rows of one width, and what Orange says of the columns. Raises TableError for odd rows.

    What stands above or below a table is of another width, or fills hardly any of its columns.
    """
    width = Counter(len(row) for _, row in rows).most_common(1)[0][0]
    if width == 1:
        raise TableError("one_column")

    def filled(place: int) -> int:
        return sum(map(bool, rows[place][1]))

    def beside(place: int, most: int) -> bool:
        row = rows[place][1]
        lonely = (
            len(row) == 1 < width
            or (most > 1 and len(row) <= most)
            or row[0][:1] == "※"
            or (row[0][:1] in ("#", "%") and len(row) < width)
        )
        sparse = width > 2 and filled(place) <= most and not any(map(is_number, row))
        known = any(cell and cell in other for cell in row for _, other in rows[max(0, place - 99) : place])
        return lonely or (sparse and not known)

    first, last = 0, len(rows)
    while (
        last - first > 2
        and beside(first, width // 2)
        and (len(rows[first][1]) < width or filled(first + 1) > filled(first))
    ):
        first += 1
    while last - first > 2 and beside(last - 1, 1):
        last -= 1
    inner, skipped = rows[first:last], rows[:first] + rows[last:]
    if delimiter == "," and width == 2 and first and all(row[1][:1].isdigit() for _, row in inner):
        raise TableError("one_column")  # decimal commas below a name
    short = len(inner[0][1]) == width - 1 and not any(map(is_number, inner[0][1]))
    if short and len(inner) > 1 and all(len(row) == width for _, row in inner[1:]):
        inner[0] = (inner[0][0], ["", *inner[0][1]])  # R's row names have none themselves
    for line, row in inner:
        if len(row) < width or any(row[width:]):
            raise TableError("ragged", line=line, found=len(row), expected=width)
    if any(len(row) > width for _, row in inner):
        inner = [(line, row[:width]) for line, row in inner]
    told = [[cell.lower() for cell in row] for _, row in inner[1:3]]
    kinds = sum(cell in ORANGE[0] for cell in told[0]) if len(told) == 2 else 0
    if kinds and kinds * 2 >= width and {*told[1]} <= ORANGE[1]:
        return skipped + inner[1:3], inner[:1] + inner[3:], tuple(told[1])
    return skipped, inner, ()


def header_rows(cells: Sequence[Sequence[str]]) -> int:
    """How many rows hold names: 0, 1, or 2 where the second as well holds words over numbers.

    Names are words over numbers, or words that do not stand below; numbers too, where they count on or are years.
    """
    first, *rest = cells[:100]

    below = [[row[place] for row in rest if row[place]] for place in range(len(first))]
    numeric = [bool(words) and sum(map(is_number, words)) > len(words) / 2 for words in below]
    second = [cell for cell, many in zip(rest[0] if rest else (), numeric, strict=False) if many]
    if (
        len(rest) > 2
        and len(second) > 1
        and not any(cell == "" or is_number(cell) or is_gap(cell, True) for cell in second)
    ):
        return 2
    counted = [int(cell) for cell in first if re.fullmatch(r"\d{1,4}", cell)]
    steps = {after - before for before, after in pairwise(counted)}
    if any(map(is_number, first)):
        corner = first[0] == "" and len(below[0]) == len(rest) and all(first[1:]) and len({*first}) == len(first)
        years = len(counted) > 1 and all(1500 <= year <= 2100 for year in counted) and min(steps) > 0
        rising = sum(map(is_number, first)) == len(counted) > 1 and (steps == {1} or years)
        words = [cell for cell in first if cell and not is_number(cell) and not is_gap(cell, True)]
        if not corner and not (rising and words and not any(cell in words for row in rest for cell in row)):
            return 0
    elif not any(numeric) and rest and any(name and name in words for name, words in zip(first, below, strict=True)):
        return 0
    return 1


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
