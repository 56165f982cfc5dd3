"""One column of a table of text: how its numbers are written, which of its cells hold one, and which hold nothing."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isfinite, log10, nan

import numpy as np
from numpy.typing import NDArray

from dlcore.arrays import Array
from dlcore.data.own_data import LARGEST

NEVER_VALUES = frozenset(
    "nan null n/a #n/a <na> n.a. \\n ? #div/0! #value! #ref! #name? #num! #null! 결측 결측값 결측치 (blank)".split(" ")  # noqa: SIM905
)
"""Words, in small letters, that stand for a value that is not there, wherever they stand."""

GAPS = NEVER_VALUES | set(
    "na (na) none missing nil nd n.d. unknown (null) $null$ - -- --- − – — . .. ... … : * "  # noqa: SIM905
    "없음 해당없음 미상 모름 무응답 비공개".split(" ")
)
"""And those that do so in a column of numbers, while among words they can be a value like others."""

MOSTLY = 0.9
"""The share of its cells that must be numbers in a column of numbers; the others are then taken as missing."""

LONGEST_NUMBER = 500
"""Characters of a number at most: a longer cell is text, and no pattern is tried on it."""

NOTATIONS = {".": ("", "."), ",": ("", ","), ",.": (",", "."), ".,": (".", ",")}
"""How numbers are written: the mark between thousands, if any, and the decimal mark. Spaces and ' part them too."""

PLAIN = str.maketrans(
    {chr(wide): chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)}
    | dict.fromkeys("\u00a0\u2007\u2009\u202f\u3000", " ")
    | dict.fromkeys("−–‐‑△", "-")
    | {"’": "'"}
)
"""What is written in several ways: wide letters as in Korean and Japanese, spaces, and the minus, △ in accounts."""

MONEY = r"$\\¢-¥₠-⃀￠￡￥￦"
SIGN, BEFORE = r"([+\-(]?)", rf"((?:KRW|USD|EUR|GBP|CHF|JPY|CNY|[A-Z]{{0,3}}[{MONEY}])?)"
UNIT = rf"([a-zµμ가-힣一-龥%‰°′″²³/·\u2100-\u214f\u3300-\u33ff{MONEY}]{{0,12}}|[a-z]{{1,4}}\.)"
WRITTEN = r"(inf(?:inity)?|[.,]?\d[\d.,' ]*(?:e[+\-]?\d+)?)"
NUMBER = re.compile(f"{SIGN} ?{BEFORE} ?{SIGN} ?{WRITTEN} ?{UNIT} ?([)\\-]?)", re.IGNORECASE | re.ASCII)


def _digits(thousands: str, decimal: str) -> re.Pattern[str]:
    whole = rf"[1-9]\d{{0,2}}([ '{thousands}])\d{{3}}(?:\1\d{{3}})*|\d+"
    if thousands == ",":  # in India two by two, but for the last three
        whole += r"|[1-9]\d?(?:,\d\d)+,\d{3}"
    return re.compile(
        rf"(?:(?:{whole})(?:[{decimal}]\d*)?|[{decimal}]\d+)(?:e[+\-]?\d+)?|inf(?:inity)?", re.IGNORECASE | re.ASCII
    )


LONG = re.compile(r"\d{16,500}", re.ASCII)
DIGITS = {name: _digits(*marks) for name, marks in NOTATIONS.items()}


def parsed(cell: str) -> tuple[bool, str, str] | None:
    """The sign, digits and unit of a cell that may hold a number in some notation; True is negative."""
    if len(cell) > LONGEST_NUMBER or not (found := NUMBER.fullmatch(cell.translate(PLAIN))):
        return None
    sign, before, second, digits, after, behind = found.groups()
    digits = digits.strip()
    signs = sign + second + behind
    behind_digits = behind == "-" and re.search(r"[.,]\d+$", digits)  # 1.50-, but neither 12.- nor the mark 5-
    if signs not in ("", "+", "-", "()") or (signs == "-" == behind and not behind_digits):
        return None
    return signs in ("-", "()"), digits, before + after


def number(cell: str, notation: str) -> float | None:
    """The number that a cell holds, maybe infinite and maybe with a unit; None for anything else."""
    if not (parts := parsed(cell)) or not DIGITS[notation].fullmatch(parts[1]):
        return None
    thousands, decimal = NOTATIONS[notation]
    value = float(re.sub(f"[ '{thousands}]", "", parts[1]).replace(decimal, "."))
    return -value if parts[0] else value


def unit_of(cell: str) -> str:
    """The unit beside the number of a cell, if it holds one."""
    parts = parsed(cell)
    return parts[2] if parts else ""


def is_number(cell: str) -> bool:
    """Tell whether a cell holds a number in some notation."""
    parts = parsed(cell)
    return parts is not None and any(digits.fullmatch(parts[1]) for digits in DIGITS.values())


def is_gap(word: str, among_numbers: bool) -> bool:
    """Tell whether a word usually stands for a value that is not there. Na is sodium."""
    return word.lower() in (GAPS if among_numbers else NEVER_VALUES) and word != "Na"


def notations(columns: Iterable[Sequence[str]], delimiter: str) -> list[tuple[str, str, float]]:
    """Every notation that reads as many cells as any, likeliest first, with a cell that shows it and its number.

    Of several, what is usual: a point is decimal, a comma parts thousands but in a file with semicolons, written
    where commas are decimal. Other numbers of the same columns can overturn that, if they have more nearly the size of
    these as read otherwise: those below 1000 for a mark between thousands, larger ones without a mark against it.
    """
    order = [".", ",", ",.", ".,"] if delimiter == "semicolon" else [".", ",.", ",", ".,"]
    read, spread = dict.fromkeys(order, 0), dict.fromkeys(order, 0.0)
    telling: dict[str, list[float | None]] = {}
    others: list[float] = []
    for cells in columns:
        marked = [cell for cell in dict.fromkeys(cells) if ("," in cell or "." in cell) and parsed(cell)]
        values = {cell: [number(cell, name) for name in order] for cell in marked}
        for place, name in enumerate(order):
            read[name] += sum(found[place] is not None for found in values.values())
        if any(len({*found}) > 1 for found in values.values()):
            telling |= values
            plain = [abs(value) for cell in {*cells} - {*marked} if (value := number(cell, "."))]
            others += plain
            for place, name in enumerate(order):
                sizes = [abs(found[place] or 0.0) for found in values.values()] + plain
                logs = [log10(abs(size)) for size in sizes if size and isfinite(size)]
                spread[name] += float(np.std(logs)) if logs else 0.0
    possible: dict[tuple[float | None, ...], str] = {}
    for place, name in enumerate(order):
        if read[name] == max(read.values()):
            possible.setdefault(tuple(found[place] for found in telling.values()), name)
    first, *rest = possible.values()
    nearer = [name for name in rest if spread[name] < spread[first] - 1e-6]
    if nearer and others and (max(others) >= 1000) == (len(first) == 2):
        first = min(nearer, key=spread.__getitem__)
    names = [first, *(name for name in possible.values() if name != first)]
    places = [order.index(name) for name in names]
    cell = max(telling, key=lambda cell: len({telling[cell][place] for place in places}), default="")
    return [(name, cell, number(cell, name) or 0.0) for name in names]


@dataclass(frozen=True, eq=False)
class Column:
    """One column of n rows: its words as they stand, and its numbers, NaN where there is none.

    `gaps` are the cells that stand for no value, `among_numbers` whether at least half of the others are numbers;
    `unit` is what stands at them, `minus` the first cell negative by another sign than -. `infinite` counts numbers
    beyond every scale; `strange` are the rows of cells that hold something else than a number.
    """

    name: str
    words: tuple[str, ...]
    numbers: Array
    gaps: NDArray[np.bool_]
    among_numbers: bool
    numeric: bool
    unit: str
    minus: str
    infinite: int
    strange: tuple[int, ...]

    @cached_property
    def missing(self) -> NDArray[np.bool_]:
        """The cells without a usable value, flags (n,)."""
        return np.isnan(self.numbers) if self.numeric else self.gaps

    @cached_property
    def values(self) -> list[str] | list[float]:
        """The different values that can be used, in order."""
        there = ~self.missing
        if self.numeric:
            return [float(value) for value in np.unique(self.numbers[there])]
        return sorted({word for word, here in zip(self.words, there, strict=True) if here})


def column(name: str, words: tuple[str, ...], notation: str, missing: frozenset[tuple[str, bool]] | None) -> Column:
    """Read a column as numbers if MOSTLY numbers of one unit are what its cells hold, where they hold anything.

    `missing` has the words that stand for no value, each with whether it does so among numbers; None: the usual ones.
    """
    often = Counter(words)
    each = {word: number(word, notation) for word in often}
    units = {word: unit_of(word) for word in often}
    unit = usual_unit(Counter(units[word] for word in often.elements() if each[word] is not None))
    if unit[-1:].isalpha() and len({value for value in each.values() if value is not None}) < 2:
        each = dict.fromkeys(each)  # 1a and nothing else is a word
    long = {word for word in each if LONG.fullmatch(word)}
    if len({each[word] for word in long}) < len({word.lstrip("0") for word in long}):
        each |= dict.fromkeys(long)  # numbers that no float can tell apart are names
    if all(word.endswith(")") for word, value in each.items() if value is not None):
        each = dict.fromkeys(each)  # what stands beside others in parentheses is negative
    each |= {word: None for word in each if units[word] not in ("", unit)}
    found = sum(often[word] for word in each if each[word] is not None)
    among = 0 < found >= sum(often[word] for word in each if word != "" and not is_gap(word, True)) / 2
    empty = {w: w == "" or (is_gap(w, among) if missing is None else (w, among) in missing) for w in each}
    numeric = found > 0 and found >= MOSTLY * sum(often[word] for word in each if not empty[word])
    sound = {w: v if v is not None and abs(v) <= LARGEST and not empty[w] else nan for w, v in each.items()}
    infinite = sum(each[word] is not None and sound[word] != sound[word] and not empty[word] for word in words)
    gaps = np.array([empty[word] for word in words], dtype=bool)
    numbers = np.array([sound[word] for word in words])
    minus = next((word for word in words if sound[word] < 0 and not re.match(r"[^\d(]*-", word)), "")
    strange = tuple(place for place, word in enumerate(words) if each[word] is None and not empty[word])
    return Column(name, words, numbers, gaps, among, numeric, unit, minus, infinite, strange)


def usual_unit(units: Counter[str]) -> str:
    """The unit of most numbers that have one; but where most have none, one letter is none: 14b is no 14."""
    plain = units.pop("", 0)
    unit, often = units.most_common(1)[0] if units else ("", 0)
    return "" if len(unit) == 1 and unit.isalpha() and often < plain else unit
