"""The rows of a text that somebody brings: how it parts its cells, which lines are no rows, which hold names."""

import csv
import json
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache, partial
from io import StringIO
from itertools import compress, pairwise
from operator import not_
from typing import Any

from dlcore.data.own_table.columns import is_gap, is_number, number, unit_of
from dlcore.data.own_table.sentences import TableError

RESERVED = ("target", "part")
"""Columns that a downloaded table has behind the features."""

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", " ": "spaces", "  ": "spaces"}
BOX = str.maketrans(dict.fromkeys("│┃┆║", "|") | dict.fromkeys("─━═┌┐└┘├┤┬┴┼╞╪╡╔╗╚╝╠╣╦╩╬╭╮╯╰", "-"))
"""Lines of which tables are drawn, as those of Markdown are."""

WEB_PAGE = re.compile(
    r"\s*<(!--|!doctype|\?xml|/?(html|head|body|meta|title|style|script|div|span|p|h\d|table|thead|tbody|tr|t[hd]|svg)\b)",
    re.IGNORECASE,
)
WRAPPED = re.compile(r'="(.*)"|\*\*([^*]+)\*\*')
"""A cell that Excel takes for text, or that is bold in Markdown."""

QUOTED = re.compile(r"(?m)(?:^|[,;\t|]) ?'[^'\n]*'(?= ?(?:[,;\t|\r]|$))")
"""A cell in single quotation marks, as Weka and programs write them."""

BESIDE = re.compile(r"[*†‡#%]|\(?주\)?|자료|출처|\(?단위|source|notes?\b|\[\d|\(\d+ rows", re.IGNORECASE)
"""How a line of another width begins that stands above or below a table."""

SOURCE = re.compile(r"※|\(?(주|출처|자료|source|notes?)\)? ?\d?\)? ?[:：]", re.IGNORECASE)
"""How a line below a table begins, whatever its width."""

TOTAL = re.compile(r"((grand)?total|sum|average|mean|합계|총계|총합|계|평균)[:：]?", re.IGNORECASE)
ORANGE = (
    {"c", "d", "s", "t", "continuous", "discrete", "string", "time"},
    {"class", "meta", "ignore", "i", "m", "-dc"},
)
"""The words of Orange's second row, the kinds of its columns, and of its third, what they are for."""

YEAR = re.compile(r"(1[5-9]|20)\d\d(0[1-9]|1[0-2]|\.\d\d?)?", re.ASCII)
"""A year as the name of a column, maybe with its month."""

MOST_CELLS = 4_000_000
"""Cells that the records of JSON may make: where each has other fields they are far more than its letters."""

Numbered = list[tuple[int, list[str]]]
"""Rows of cells, each with the number of its line."""


def from_json(text: str) -> tuple[Numbered, str, bool] | None:
    """The rows of JSON, one object or list or a record a line, and its names above them; None for other text."""
    if not re.match(r"\s*(\[\s*[\[{]|\{\s*\")", text):
        return None
    try:
        try:
            held = json.loads(text)
        except ValueError:
            held = [json.loads(line) for line in text.splitlines() if line.strip()]
        rows = [flat(record) for record in records(held)]
    except (ValueError, RecursionError):
        raise TableError("json") from None
    names = [*dict.fromkeys(name for row in rows for name in row)]
    if len(names) * len(rows) > MOST_CELLS:
        raise TableError("json")
    cells = [[row.get(name, "") for name in names] for row in rows]
    return list(enumerate([names, *cells])), "JSON", True


def records(held: Any) -> list[dict[str, Any]]:
    """The records of JSON: a list of them, maybe within an object; rows below names; columns by their names.

    Raises ValueError for anything else.
    """
    if isinstance(held, dict):
        parts = [*held.values()]
        if isinstance(names := held.get("columns"), list) and isinstance(rows := held.get("data"), list):
            held = [names, *rows]
        elif parts and all(isinstance(part, dict) for part in parts):
            places = dict.fromkeys(key for part in parts for key in part)
            by_row = not all(key.isdigit() for key in places) or len(parts) * len(places) > MOST_CELLS
            held = parts if by_row else [{name: part.get(key) for name, part in held.items()} for key in places]
        elif all(isinstance(part, list) and not any(isinstance(value, dict) for value in part) for part in parts):
            held = [[*held], *zip(*parts, strict=True)]
        else:
            held = next((part for part in parts if isinstance(part, list)), None)
    if isinstance(held, list) and held and isinstance(held[0], list) and all(isinstance(n, str) for n in held[0]):
        held = [dict(zip(held[0], row, strict=True)) for row in held[1:]]
    if not isinstance(held, list) or not held or not all(isinstance(row, dict) for row in held):
        raise ValueError
    return held


def flat(record: dict[str, Any]) -> dict[str, str]:
    """The fields of a record as they are written, those of an object within it under both names."""
    inner = {
        f"{name}.{key}": part for name, held in record.items() if isinstance(held, dict) for key, part in held.items()
    }
    fields = {name: part for name, part in record.items() if not isinstance(part, dict)} | inner
    return {
        name: part.strip() if isinstance(part, str) else "" if part is None else json.dumps(part, ensure_ascii=False)
        for name, part in fields.items()
    }


def from_text(text: str) -> tuple[Numbered, str, bool]:
    """The rows of a text that holds any, its delimiter, and whether its names are sure to stand above (Weka's ARFF)."""
    quote, told = '"', ""
    if WEB_PAGE.match(text):
        raise TableError("web_page")
    if found := re.match(r'"?sep ?= ?([^\r\n])[^\r\n]*(\r\n?|\n)', text, re.IGNORECASE):
        text, told = "\n" + text[found.end() :], found[1]
    arff = re.search(r"^[ \t]*@data[^\n]*\n", text, re.IGNORECASE | re.MULTILINE)
    if arff:  # its names as a line above its rows, which keep their numbers
        above, below = text[: arff.end()], text[arff.end() :]
        names = re.findall(r"^[ \t]*@attribute[ \t]+('[^']*'|\"[^\"]*\"|\S+)", above, re.IGNORECASE | re.MULTILINE)
        quote, told = "'", "," if "," in below else "\t"
        line = told.join("'" + name.strip("'\"") + "'" for name in names)
        text = "\n" * (above.count("\n") - 1) + line + "\n" + re.sub(r"(?m)^[ \t]*%.*$", "", below)
    elif '"' not in text and 0 < 2 * len(QUOTED.findall(text)) == text.count("'"):
        quote = "'"
    if "│" in text:
        text = text.translate(BOX)
    delimiter = told or find_delimiter(text, quote)
    rows = split_rows(text, delimiter, quote)
    if delimiter in "|  ":
        rows = without_lines(rows)
    if not rows:
        raise TableError("empty")
    return rows, "ARFF" if arff else delimiter, bool(arff)


def without_lines(rows: Numbered) -> Numbered:
    """The rows but for those that are lines of a drawn table, or stand below the names in Markdown, a - for each."""
    wide = [row for _, row in rows if len(row) > 1][:2]
    edged = len(wide) == 2 and all(row[0] == row[-1] == "" and all(row[1:-1]) for row in wide)

    def is_line(row: list[str]) -> bool:
        drawn = all(re.fullmatch(":?[-=+]+:?|", cell) for cell in row)
        return drawn and (
            max(map(len, row)) > 2 or (edged and any(row is other for other in wide[1:]) and "+" not in row)
        )

    return [(line, row) for line, row in rows if not is_line(row)]


def unwrapped(cell: str) -> str:
    """The text of a cell without the marks around all of it."""
    found = WRAPPED.fullmatch(cell)
    return (found[1] or found[2] or "") if found else cell


def split_rows(text: str, delimiter: str, quote: str = '"', escaped: bool = False) -> Numbered:
    """The cells of all lines that hold any. Raises TableError with the line where a quotation mark stands wrong."""
    if delimiter[:1] == " ":
        text = "\n".join(line.strip() for line in text.split("\n"))
        text = text.replace("\t", " ") if delimiter == " " else re.sub(r"[ \t]{2,}", "\t", text)
    mark, file = "\t" if delimiter == "  " else delimiter, StringIO(text, newline="")
    escape = "\\" if escaped or (delimiter == "|" and r"\|" in text) else None
    reader = csv.reader(file, delimiter=mark, quotechar=quote, escapechar=escape, strict=True, skipinitialspace=True)
    rows: Numbered = []
    begun = 1
    try:
        for row in reader:
            if any(row := [*map(str.strip, row)]):
                rows.append((begun, [unwrapped(cell) if cell[:1] in "=*" else cell for cell in row]))
            begun = reader.line_num + 1
    except csv.Error:
        if '\\"' in text and not escaped:
            return split_rows(text, delimiter, quote, escaped=True)
        raise TableError("quotes", line=begun) from None
    return rows


def find_delimiter(text: str, quote: str = '"') -> str:
    """The delimiter that cuts the first lines into equally many cells, and most of them into numbers.

    Spaces only where no other does it, or where one cuts a line into more cells and they cut all lines alike.
    """
    start = text[:65536] if len(text) <= 65536 else text[: max(text.rfind("\n", 0, 65536), 1024)]
    scores: dict[str, tuple[float, float]] = {}
    wider: dict[str, bool] = {}
    problem: TableError | None = None
    for delimiter in DELIMITERS:
        try:
            lines = split_rows(start, delimiter, quote)[:200]
        except TableError as error:
            problem = error
            continue
        if not lines:
            raise TableError("empty")
        rows = [row for _, row in (without_lines(lines) if delimiter == "|" else lines)] or [[""]]
        width, alike = Counter(map(len, rows)).most_common(1)[0]
        widest = max(map(len, rows))
        wider[delimiter] = widest > width or (delimiter == "\t" and any(1 < len(row) < width for row in rows))
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

    What stands above or below a table is of another width, fills hardly any of its columns, or is a total.
    """
    width = Counter(len(row) for _, row in rows).most_common(1)[0][0]
    while width > 1 and not any(any(row[width - 1 :]) for _, row in rows):
        width -= 1
    if width == 1:
        raise TableError("one_column")
    rows = [(line, row if any(row[width:]) else row[:width]) for line, row in rows]
    if rows[0][1][0] == "#" and len(rows[0][1]) == width + 1:
        rows[0] = (rows[0][0], rows[0][1][1:])  # names behind a mark, as numpy writes them
    comments = [row[0][:1] == "#" and len(row) != width for _, row in rows]
    skipped = [*compress(rows, comments)]
    rows = [*compress(rows, map(not_, comments))]
    filled = [sum(map(bool, row)) for _, row in rows]
    first_with = {row[0]: place for place, (_, row) in reversed([*enumerate(rows)])}
    places = cache(partial(places_of, rows))

    def words(place: int) -> bool:
        """Tell whether a line holds no number."""
        return not any(map(is_number, rows[place][1]))

    def beside(place: int, most: int) -> bool:
        """Tell whether a line stands above or below the table: `most` of its cells at most are filled."""
        row = rows[place][1]
        if len(row) == 1 or (most > 1 and len(row) <= most) or (len(row) != width and BESIDE.match(row[0])):
            return True
        if SOURCE.match(row[0]):
            return True
        return width > 2 and filled[place] <= most and words(place) and not known(place)

    def known(place: int) -> bool:
        """Tell whether a cell of a row stands in one of the 99 rows before it."""
        found = ((places()[cell], bisect_left(places()[cell], place)) for cell in rows[place][1] if cell)
        return any(before and place - where[before - 1] < 100 for where, before in found)

    def above(place: int) -> bool:
        short, after = len(rows[place][1]) < width, rows[place + 1][1]
        names = len(after) == width and words(place + 1) and not words(place + 2)
        alone = short or (width > 2 and rows[place][1][0] and filled[place] == 1 < filled[place + 1] == width)
        if alone and names and not any(is_gap(cell or "-", True) for cell in after):
            return True
        return beside(place, width // 2) and (short or max(filled[place + 1 : place + 4]) > filled[place])

    def below(place: int) -> bool:
        row = rows[place][1]
        total = TOTAL.fullmatch(row[0].replace(" ", "")) and first_with[row[0]] == place
        return bool(total) or beside(place, 1)

    first, last = 0, len(rows)
    while last - first > 2 and above(first):
        first += 1
    while last - first > 2 and below(last - 1):
        last -= 1
    inner, skipped = rows[first:last], sorted([*rows[:first], *skipped, *rows[last:]])
    if delimiter == "," and width == 2 and first and all(row[1][:1].isdigit() for _, row in inner):
        raise TableError("one_column")  # decimal commas below a name
    short = len(inner[0][1]) == width - 1 and not any(map(is_number, inner[0][1]))
    if short and len(inner) > 1 and all(len(row) == width for _, row in inner[1:]):
        inner[0] = (inner[0][0], ["", *inner[0][1]])  # R's row names have none themselves
    for line, row in inner:
        if len(row) != width:
            raise TableError("ragged", line=line, found=len(row), expected=width)
    told = [[cell.lower() for cell in row] for _, row in inner[1:3]]
    kinds = sum(cell in ORANGE[0] for cell in told[0]) if len(told) == 2 else 0
    sure = kinds and (kinds * 2 >= width or (all(told[0]) and "class" in told[1]))
    if sure and all(word in ORANGE[1] or "=" in word for cell in told[1] for word in cell.split()):
        return skipped + inner[1:3], inner[:1] + inner[3:], tuple(told[1])
    return skipped, inner, ()


def places_of(rows: Numbered) -> dict[str, list[int]]:
    """The rows in which each cell stands, in order."""
    found = defaultdict[str, list[int]](list)
    for place, (_, row) in enumerate(rows):
        for cell in row:
            found[cell].append(place)
    return found


def header_rows(cells: Sequence[Sequence[str]]) -> int:
    """The number of rows that hold names: 0, 1, or 2 where the second as well holds words over numbers.

    Names are words over numbers, or words that do not stand below; numbers too, where they are years or count on.
    """
    first, *rest = cells[:100]
    below = [[row[place] for row in rest if row[place]] for place in range(len(first))]
    numeric = [bool(words) and sum(map(is_number, words)) > len(words) / 2 for words in below]

    def is_word(cell: str, place: int) -> bool:
        """Tell whether a cell holds no number, or one of a unit that the numbers below have not, as 2020년."""
        unit = unit_of(cell)
        named = unit[-1:].isalpha() and unit not in map(unit_of, below[place])
        return cell != "" and (named or not is_number(cell)) and not is_gap(cell, True)

    if tuple(first[-2:]) == RESERVED:
        return 1
    second = [is_word(rest[0][place], place) for place, many in enumerate(numeric) if many] if rest else []
    known = any(rest[0][place] in below[place][1:] for place, many in enumerate(numeric) if many)
    if len(rest) > 2 and len(second) > 1 and all(second) and not known:
        return 2
    words = [place for place, cell in enumerate(first) if is_word(cell, place)]
    numbers = [place for place, cell in enumerate(first) if place not in words and is_number(cell)]
    stands = any(cell and cell in below[place] for place, cell in enumerate(first) if place not in numbers)
    if not numbers:
        return int(any(numeric) or not rest or not stands)
    if first[0] == "" and len(below[0]) == len(rest) and all(first[1:]) and len({*first}) == len(first):
        return 1  # a corner above names of rows
    repeated = any(2 * len({*below[place]}) <= len(below[place]) for place in words if not numeric[place])
    under = [cell for place in numbers for cell in below[place]]
    over_words = any(below[place] and not numeric[place] for place in numbers)
    return int(
        not stands and are_names([first[place] for place in numbers], under, bool(words) or over_words, repeated)
    )


def are_names(cells: Sequence[str], below: Sequence[str], words: bool, label: bool) -> bool:
    """Tell whether numbers are names: years, or numbers that count on, or that grow beside the name of a `label`.

    Without words beside them, where they are years in a row, or count from 0 as those that pandas gives.
    """
    steps = [after - before for before, after in pairwise(number(cell, ".") or 0.0 for cell in cells)]
    years = all(map(YEAR.fullmatch, cells)) and len({*cells}) == len(cells)
    years = years and 2 * sum(map(bool, map(YEAR.fullmatch, below))) < len(below)
    counted = all(map(str.isdigit, cells)) and {*steps} == {1.0}
    if not words:
        return (years and {*steps} in ({1.0}, {-1.0})) or (counted and cells[0] == "0" and len(cells) > 2)
    grows = label and len(steps) > 1 and (min(steps) > 0 or max(steps) < 0)
    return years or counted or grows
