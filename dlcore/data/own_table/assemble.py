"""Assembly of a dataset from a table of text: what is the target, what are features, what becomes of gaps and words."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from dlcore.arrays import Array
from dlcore.data.datasets import center_and_spread
from dlcore.data.own_data import OwnData
from dlcore.data.own_table.columns import Column
from dlcore.data.own_table.rows import RESERVED
from dlcore.data.own_table.sentences import Note, TableError
from dlcore.data.own_table.sheet import Sheet, tidy, unique

MOST_FEATURES = 64
MOST_CLASSES = 10
"""As many as there are colours and shapes that can be told apart."""

MOST_WORDS = 10
"""Different values of a text column that may become columns of 0 and 1."""

LEAST_ROWS = 8
PARTS = {"train", "test"}
TARGETS = {"target", "label", "class", "목표", "정답", "분류", "레이블", "타깃"}
"""Names, in small letters, of columns that are most likely the target."""

COUNTING = re.compile(
    r"|id|s?[ .]*no\.?|nr|#|index|idx|row|rowid|rownames|unnamed: [\d.]+|(일련|연|수험)?번호|순번|연번|순서|학번"
    r"|[a-z][a-z _.-]*id",
    re.IGNORECASE,
)
"""Names of columns that count rows."""


@dataclass(frozen=True)
class Wishes:
    """The choices for a sheet: what is target, what are features, what becomes of gaps and words.

    `task` is "classes" or "number"; rows with `missing` values are left out ("drop") or their numbers filled ("mean");
    `words` in features are left out ("leave") or become columns of 0 and 1 ("one_hot"). The column `parts`, if any,
    says which rows are for training and which for testing.
    """

    target: str
    features: tuple[str, ...]
    task: Literal["classes", "number"]
    missing: Literal["drop", "mean"] = "drop"
    words: Literal["leave", "one_hot"] = "leave"
    parts: str = ""


def usual_task(target: Column) -> Literal["classes", "number"]:
    """Classes for text and for a few whole numbers, else a number."""
    few = len(target.values) <= min(MOST_CLASSES, len(target.words) / 3)
    whole = target.numeric and all(float(value).is_integer() and abs(float(value)) < 2**53 for value in target.values)
    return "classes" if not target.numeric or (few and whole) else "number"


def can_be_target(column: Column) -> bool:
    """Tell whether a column can be predicted: its values differ, and text has few of them."""
    return 2 <= len(column.values) <= (np.inf if column.numeric else MOST_CLASSES)


def counts_rows(sheet: Sheet, column: Column) -> bool:
    """Tell whether a column only numbers the rows: its values all differ, and it is called so, or first and unnamed.

    Where no column has a name it counts from 0 or 1.
    """
    place = sheet.names.index(column.name)
    name = sheet.given[place]
    if (
        not COUNTING.fullmatch(name)
        or len({*column.words}) < len(column.words)
        or (place and not (name and column.numeric))
    ):
        return False
    counted = column.numbers - np.arange(len(column.words))
    return sheet.header or (counted[0] in (0, 1) and not np.ptp(counted))


def usual(sheet: Sheet) -> Wishes:
    """The likeliest choices: a column called so or else the last that can be it as target, others as features.

    Missing values are filled where leaving out their rows would cost more than half of them; text becomes columns of
    0 and 1 where there is nothing else. Raises TableError where no column can be the target.
    """
    can = [held for held in reversed(sheet.columns) if can_be_target(held) and not counts_rows(sheet, held)]
    can = [held for held in can if held.name != parts_of(sheet)] or can
    told = [held for held in can if sheet.roles and sheet.roles[sheet.names.index(held.name)] == "class"]
    called = [held for held in can if held.name.lower() in TARGETS]
    full = [
        held for held in can if held.missing.mean() <= 0.5 and (held.numeric or 2 * len(held.values) <= len(held.words))
    ]
    target = next(iter([*told, *called, *full, *can]), None)
    if target is None:
        raise TableError("no_target", most=MOST_CLASSES)
    return for_target(sheet, target)


def parts_of(sheet: Sheet) -> str:
    """The column that says which rows of a table of our own are for testing, if there is one."""
    there = {*RESERVED} <= {*sheet.names} and {*sheet.column("part").words} == PARTS
    return "part" if there else ""


def for_target(sheet: Sheet, target: Column) -> Wishes:
    """The likeliest choices with this target."""
    roles = dict(zip(sheet.names, sheet.roles, strict=False))
    aside = {target.name, parts_of(sheet)} | {name for name, role in roles.items() if role[:1] in ("m", "i")}
    others = [held for held in sheet.columns if held.name not in aside]
    others = [held for held in others if not counts_rows(sheet, held)] or others
    numeric = [column for column in others if column.numeric and len(column.values) > 1]
    gaps = np.any([column.missing for column in numeric], axis=0) if numeric else np.zeros(len(sheet.rows), bool)
    missing: Literal["drop", "mean"] = "mean" if gaps.mean() > 0.5 else "drop"
    words: Literal["leave", "one_hot"] = "leave" if numeric else "one_hot"
    names = tuple(column.name for column in others)
    return Wishes(target.name, names, usual_task(target), missing, words, parts_of(sheet))


def assemble(sheet: Sheet, wishes: Wishes) -> tuple[OwnData, tuple[Note, ...]]:
    """Make the data that are wished for, and tell everything that was done. Raises TableError where it cannot be."""
    target = sheet.column(wishes.target)
    if wishes.target in wishes.features:
        raise TableError("target_is_feature", column=wishes.target)
    notes = about_cells(sheet, [target, *map(sheet.column, wishes.features)])
    counting = [held.name for held in sheet.columns if held.name not in wishes.features and counts_rows(sheet, held)]
    notes += [Note("row_names", {"columns": listed(counting)})] if counting else []
    there = ~target.missing
    if not there.any():
        raise TableError("all_missing", column=target.name)
    if not there.all():
        notes.append(Note("target_missing", {"rows": int((~there).sum())}))
    inputs, names, gaps = features_of(sheet, wishes, there, notes)
    used = there.copy()
    if wishes.missing == "drop":
        used &= ~gaps
        if (dropped := int((there & gaps).sum())) > 0:
            notes.append(Note("dropped", {"rows": dropped, "of": int(there.sum())}))
    fewer = "few_rows" if used.sum() == there.sum() else "few_rows_dropped"
    if used.sum() < LEAST_ROWS:
        raise TableError(fewer, rows=int(used.sum()), least=LEAST_ROWS)
    y, class_names = target_of(target, wishes, used, notes)
    if len(y) <= len(class_names):
        raise TableError(fewer, rows=len(y), least=len(class_names) + 1)
    if copies := [name for name, x in zip(names, inputs.T, strict=True) if gives_away(x[used], y)]:
        notes.append(Note("copies", {"columns": listed(copies)}))
    varied = np.ptp(inputs[used], axis=0) > 0
    if not varied.any():
        raise TableError("no_features")
    if constant := [name for name, varies in zip(names, varied, strict=True) if not varies]:
        notes.append(Note("constant", {"columns": listed(constant)}))
    x = inputs[used][:, varied]
    kept = [name for name, varies in zip(names, varied, strict=True) if varies]
    held_out = None
    if wishes.parts:
        held_out = (np.array(sheet.column(wishes.parts).words) == "test")[used]
        notes.append(Note("parts", {"column": wishes.parts}))
    return OwnData(x, y, unique(map(tidy, kept), RESERVED), class_names, held_out=held_out), tuple(notes)


def about_cells(sheet: Sheet, columns: Iterable[Column]) -> list[Note]:
    """Notes on the reading of these columns' cells."""
    columns = list(columns)
    notes = []
    if sheet.skipped:
        notes.append(Note("skipped", {"lines": listed(sheet.skipped)}))
    if sheet.rows_in_file > len(sheet.rows):
        notes.append(Note("sampled", {"used": len(sheet.rows), "rows": sheet.rows_in_file}))
    renamed = [new for old, new in zip(sheet.given, sheet.names, strict=True) if old and old != new]
    numeric = [column for column in columns if column.numeric]
    told = {
        "renamed": renamed,
        "units": [f"{column.name} ({column.unit})" for column in numeric if column.unit],
        "minus": [f"{column.name}: {tidy(column.minus, 20)}" for column in numeric if column.minus],
        "infinite": [f"{column.name} ({column.infinite})" for column in numeric if column.infinite],
    }
    notes += [Note(what, {"columns": listed(found)}) for what, found in told.items() if found]
    missing = sheet.missing or frozenset()
    for what, chosen in (("gaps", missing), ("kept", {key for key in sheet.gaps if not key[1]} - missing)):
        often = Counter({word: 0 for word, _ in chosen})
        for key in sheet.gaps.keys() & chosen:
            often[key[0]] += sheet.gaps[key]
        words = [f"“{tidy(word, 20)}” ({count})" for word, count in often.most_common() if count]
        notes += [Note(what, {"words": listed(words)})] if words else []
    if strange := [(column, column.strange[0]) for column in numeric if column.strange]:
        cells = [f"{sheet.place(column, row)} × {len(column.strange)}" for column, row in strange]
        notes.append(Note("strange", {"cells": listed(cells)}))
    return notes


def features_of(
    sheet: Sheet, wishes: Wishes, there: NDArray[np.bool_], notes: list[Note]
) -> tuple[Array, list[str], NDArray[np.bool_]]:
    """Inputs (n, d) with gaps filled, their names, and which rows had gaps; notes are added of what was done."""
    told: dict[str, list[str]] = {"many_words": [], "constant": [], "one_hot": [], "filled": []}
    inputs: list[Array] = []
    names: list[str] = []
    left: list[str] = []
    gaps = np.zeros(len(sheet.rows), bool)
    beyond, most = 0, min(MOST_WORDS, max(2, len(sheet.rows) // 2))
    for name in wishes.features:
        column = sheet.column(name)
        values = column.values
        if not column.numeric and values and (wishes.words == "leave" or len(values) > most):
            left.append(sheet.place(column, next(iter(column.strange), int((~column.gaps).argmax()))))
            told["many_words"] += [name] if wishes.words == "one_hot" else []
        elif len(values) < 2:
            told["constant"].append(name)
        elif len(inputs) + (1 if column.numeric else len(values)) > MOST_FEATURES:
            beyond += 1
        else:
            gaps |= column.missing
            missing = int((column.missing & there).sum())
            if column.numeric:
                known = column.numbers[there & ~column.missing]
                mean = float(center_and_spread(known)[0]) if len(known) else 0.0
                inputs.append(np.where(column.missing, mean, column.numbers))
                names.append(name)
                told["filled"] += [f"{name} ({missing})"] if missing and wishes.missing == "mean" else []
            else:
                words = np.array(column.words)
                inputs += [(words == value).astype(float) for value in values]
                names += [f"{name} = {value}" for value in values]
                told["one_hot"].append(f"{name} ({len(values)})")
    notes += [Note("words_left", {"cells": listed(left)})] if left and wishes.words == "leave" else []
    notes += [Note(what, {"columns": listed(found), "most": most}) for what, found in told.items() if found]
    if beyond:
        notes.append(Note("too_many", {"most": MOST_FEATURES, "count": beyond}))
    if not inputs:
        raise TableError("text_only", cells=listed(left)) if left else TableError("no_features")
    return np.column_stack(inputs), names, gaps


def target_of(
    target: Column, wishes: Wishes, used: NDArray[np.bool_], notes: list[Note]
) -> tuple[Array, tuple[str, ...]]:
    """The target (n,) of the rows used and the names of its classes as they are written, none for a number."""
    if not target.numeric and wishes.task == "number":
        raise TableError("words_for_number", column=target.name)
    words = np.array(target.words)[used]
    cells = target.numbers[used] if target.numeric else words
    _, first, place, counts = np.unique(cells, return_index=True, return_inverse=True, return_counts=True)
    if len(first) == 1:
        raise TableError("constant_target", column=target.name, value=tidy(str(words[0])))
    if wishes.task == "number":
        return cells.astype(float), ()
    if len(first) > MOST_CLASSES:
        raise TableError("too_many_classes", column=target.name, classes=len(first), most=MOST_CLASSES)
    names = unique(tidy(str(word), 24) for word in words[first])
    if lonely := [name for name, count in zip(names, counts, strict=True) if count == 1]:
        notes.append(Note("lonely", {"classes": listed(lonely)}))
    return place.astype(float), names


def gives_away(x: Array, y: Array) -> bool:
    """Tell whether one column is the target itself, or the same up to a line."""
    pairs = np.column_stack([x, y])
    mean, spread = center_and_spread(pairs)
    if not spread.all():
        return False
    u, v = ((pairs - mean) / spread).T
    return bool(abs(np.mean(u * v)) > 1 - 1e-9)


def listed(names: Iterable[str], most: int = 6) -> str:
    """Names one after the other, and how many more there are."""
    names = list(names)
    return ", ".join(names[:most]) + (f", … (+{len(names) - most})" if len(names) > most else "")
