"""Whatever a visitor brings, by the hundred thousand letters, takes time in proportion to its length.

Measured is the processor, four times as much against once as much within one run: a pattern that tries every place
again, or a loop that looks through all rows for each row, takes sixteen times. The collector of garbage rests:
how long it looks depends on all else that the process holds.
"""

import gc
import random
from contextlib import suppress
from time import process_time

import pytest

from dlcore.data.own_table.assemble import assemble, usual
from dlcore.data.own_table.sentences import TableError
from dlcore.data.own_table.sheet import read
from pages.lessons.training.own_data import drawn_points
from pages.ui.address import link_notes
from pages.ui.controls import drawn_curve, locks
from pages.ui.parts import drawn_prediction, hands
from pages.ui.room import codes
from pages.ui.shell import navigation

SHORT, LONG = 40_000, 160_000
LETTERS = [
    "1",
    "-",
    "+",
    ",",
    ".",
    " ",
    '"',
    "'",
    "a",
    "가",
    "|",
    "\t",
    ";",
    "=",
    "@",
    "(",
    "%",
    "[",
    "{",
    "<",
    "~",
    "_",
]
PAIRS = ["1.", "1,", "- ", "1 ", "a1", '",', "1e", "+-", "0x", "8-", ".5", "[{", "='"]


def seconds(work, *given, times=1):
    """The least of some measurements, so that what else the machine does counts little."""
    taken = []
    gc.disable()
    for _ in range(times):
        began = process_time()
        with suppress(ValueError, OverflowError, TableError):
            work(*given)
        taken.append(process_time() - began)
    gc.enable()
    return min(taken)


def is_linear(work, make):
    short, long = make(SHORT), make(LONG)
    measured = [(seconds(work, short), seconds(work, long))]
    if measured[0][1] >= 9 * measured[0][0] + 0.02:
        measured.append((seconds(work, short, times=4), seconds(work, long, times=4)))
    assert measured[-1][1] < 9 * measured[-1][0] + 0.02, measured


def table(text):
    found = read(text)
    assemble(found, usual(found))


def line(letters, length):
    return letters * (length // len(letters.encode()))


def one_cell(letters, length):
    """A few cells as long as a file may have them."""
    cell = line(letters, length // 4) + "x"
    return "a;b\n" + "".join(f"{cell};{i}\n" for i in range(4))


def many_cells(letters, length):
    """Cells as long as a number may be."""
    cell = line(letters, 400)
    return "a;b\n" + "".join(f"{cell};{i}\n" for i in range(length // 400))


def rows_of(letters, length):
    return f"a,b\n{letters},1\n" * (length // (len(letters.encode()) + 7))


@pytest.mark.parametrize("make", [line, one_cell, many_cells, rows_of])
@pytest.mark.parametrize("letters", [*LETTERS, *PAIRS])
def test_tables_of_nothing_but(letters, make):
    is_linear(table, lambda length: make(letters, length))


def written(word, number):
    """A word with capitals by the bits of a number: many that mean the same."""
    return "".join(letter.upper() if number >> place & 1 else letter for place, letter in enumerate(word))


def totals(length):
    """Rows under a table, each another spelling of total."""
    count = length // 40
    return "a,b\n" + "x,1\n" * count + "".join(f"{written('grandtotal', i)},1\n" for i in range(1024))


def rising(length):
    """Wide rows of words above a table, each with a few more than the one before."""
    chance, rows, size = random.Random(1), [], 0
    while size < length:
        filled = min(249, 1 + len(rows) * 249 // (length // 1000))
        rows.append(",".join(f"{chance.randrange(10**6)}q" if place < filled else "" for place in range(500)))
        size += len(rows[-1])
    return "\n".join([*rows, *[",".join("1" * 500)] * 2])


def attributes(length):
    return "@attribute '\n" * (length // 30) + '@attribute "\n' * (length // 30) + "@data\n1,2\n"


def objects(length):
    return "[" + ",".join(f'{{"k{i % 900}":{i}}}' for i in range(length // 14)) + "]"


@pytest.mark.parametrize("make", [totals, rising, attributes, objects, lambda length: "[" * length])
def test_tables_made_to_be_looked_through_again_and_again(make):
    is_linear(table, make)


WORDS = {
    "a quotation": link_notes.quoted,
    "drawn points": drawn_points.unpacked,
    "a drawn curve": drawn_curve.unpack,
    "drawn curves": lambda word: drawn_prediction._read(word, 2),
    "hands": lambda word: hands.parse(word, 4),
    "a class link": locks._ids,
    "a code": lambda word: codes.tidy_code(word) or codes.is_seat(word),
}


@pytest.mark.parametrize("letters", [*LETTERS, *PAIRS, "1.1-", "90.", "ab,"])
@pytest.mark.parametrize("what", WORDS)
def test_words_of_a_link(what, letters):
    is_linear(WORDS[what], lambda length: line(letters, length))


CONTROLS = {
    f"{lesson.id}.{control.id}": control for lesson in navigation.written() for control in (lesson.controls() or ())
}


@pytest.mark.parametrize("name", CONTROLS)
def test_every_control_reads_a_link_in_time(name):
    """What is read of a word is bounded; reading all that is, of any kind, takes a moment."""
    control = CONTROLS[name]
    assert control.longest <= 2000

    for letters in [*LETTERS, *PAIRS]:
        word = line(letters, 4000)[: control.longest]
        assert seconds(control.parse, word, times=2) < 200 * seconds(sum, range(10_000), times=3)
