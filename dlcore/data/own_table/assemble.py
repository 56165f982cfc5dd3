"""From a table of text to data to learn from: what is the target, what are features, what becomes of gaps and words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from dlcore.arrays import Array
from dlcore.data.own_data import OwnData
from dlcore.data.own_table.columns import Column
from dlcore.data.own_table.errors import TableError
from dlcore.data.own_table.notes import Note
from dlcore.data.own_table.sheet import Sheet, tidy, unique

MOST_FEATURES = 64
MOST_CLASSES = 10
"""As many as there are colours and shapes that can be told apart."""

MOST_WORDS = 10
"""Different values of a text column that may become columns of 0 and 1."""

LEAST_ROWS = 8
RESERVED = ("target", "part")
"""Columns that a downloaded table has besides the features."""


@dataclass(frozen=True)
class Wishes:
    """What is to be made of a sheet.

    `task` is "classes" or "number"; rows with `missing` values are left out ("drop") or their numbers filled ("mean");
    `words` in features are left out ("leave") or become columns of 0 and 1 ("one_hot").
    """

    target: str
    features: tuple[str, ...]
    task: Literal["classes", "number"]
    missing: Literal["drop", "mean"] = "drop"
    words: Literal["leave", "one_hot"] = "leave"


def usual_task(target: Column) -> Literal["classes", "number"]:
    """Classes for text and for a few whole numbers, else a number."""
    few = len(target.values) <= min(MOST_CLASSES, len(target.words) / 3)
    whole = target.numeric and all(float(value).is_integer() for value in target.values)
    return "classes" if not target.numeric or (few and whole) else "number"


def can_be_target(column: Column) -> bool:
    """Whether a column can be predicted: its values differ, and text has few of them."""
    return 2 <= len(column.values) <= (np.inf if column.numeric else MOST_CLASSES)


def usual(sheet: Sheet) -> Wishes:
    """What is most likely wanted: the last column that can be it as target, all others as features.

    Missing values are filled where leaving out their rows would cost more than half of them; text becomes columns of
    0 and 1 where there is nothing else. Raises TableError where no column can be the target.
    """
    target = next((column for column in reversed(sheet.columns) if can_be_target(column)), None)
    if target is None:
        raise TableError("no_target", most=MOST_CLASSES)
    return for_target(sheet, target)


def for_target(sheet: Sheet, target: Column) -> Wishes:
    """What is most likely wanted with this target."""
    others = [column for column in sheet.columns if column.name != target.name]
    numeric = [column for column in others if column.numeric and len(column.values) > 1]
    gaps = np.any([column.missing for column in numeric], axis=0) if numeric else np.zeros(len(sheet.rows), bool)
    names = tuple(column.name for column in others)
    missing: Literal["drop", "mean"] = "mean" if gaps.mean() > 0.5 else "drop"
    return Wishes(target.name, names, usual_task(target), missing, "leave" if numeric else "one_hot")


def assemble(sheet: Sheet, wishes: Wishes) -> tuple[OwnData, tuple[Note, ...]]:
    """Make the data that are wished for, and tell everything that was done. Raises TableError where it cannot be."""
    target = sheet.column(wishes.target)
    if wishes.target in wishes.features:
        raise TableError("target_is_feature", column=wishes.target)
    notes = about_cells(sheet, [target, *map(sheet.column, wishes.features)])
    there = ~target.missing
    if not there.any():
        raise TableError("all_missing", column=target.name)
    if not there.all():
        notes.append(Note("target_missing", {"rows": int((~there).sum())}))
    inputs, names, gaps = features_of(sheet, wishes, there, notes)
    used = there.copy()
    if wishes.missing == "drop":
        used &= ~gaps
        if (lost := int((there & gaps).sum())) > 0:
            notes.append(Note("dropped", {"rows": lost, "of": int(there.sum())}))
    if used.sum() < LEAST_ROWS:
        fewer = "few_rows" if used.sum() == there.sum() else "few_rows_dropped"
        raise TableError(fewer, rows=int(used.sum()), least=LEAST_ROWS)
    y, class_names = target_of(target, wishes, used, notes)
    if copies := [name for name, x in zip(names, inputs.T, strict=True) if gives_away(x[used], y)]:
        notes.append(Note("copies", {"columns": listed(copies)}))
    varied = np.ptp(inputs[used], axis=0) > 0
    if not varied.any():
        raise TableError("no_features")
    if constant := [name for name, varies in zip(names, varied, strict=True) if not varies]:
        notes.append(Note("constant", {"columns": listed(constant)}))
    x = inputs[used][:, varied]
    kept = [name for name, varies in zip(names, varied, strict=True) if varies]
    return OwnData(x, y, unique(map(tidy, kept), RESERVED), class_names), tuple(notes)


def about_cells(sheet: Sheet, columns: Iterable[Column]) -> list[Note]:
    """What reading the cells of these columns has to tell."""
    notes = []
    if sheet.rows_in_file > len(sheet.rows):
        notes.append(Note("sampled", {"used": len(sheet.rows), "rows": sheet.rows_in_file}))
    if sheet.renamed:
        notes.append(Note("renamed", {"columns": listed(sheet.renamed)}))
    columns = list(columns)
    for what in ("strange", "infinite"):
        found = [f"{column.name} ({count})" for column in columns if (count := getattr(column, what))]
        notes += [Note(what, {"columns": listed(found)})] if found else []
    return notes


def features_of(
    sheet: Sheet, wishes: Wishes, there: NDArray[np.bool_], notes: list[Note]
) -> tuple[Array, list[str], NDArray[np.bool_]]:
    """Inputs (n, d) with gaps filled, their names, and which rows had gaps; notes are added of what was done."""
    told: dict[str, list[str]] = {"words_left": [], "many_words": [], "constant": [], "one_hot": [], "filled": []}
    inputs: list[Array] = []
    names: list[str] = []
    gaps = np.zeros(len(sheet.rows), bool)
    beyond = 0
    for name in wishes.features:
        column = sheet.column(name)
        values = column.values
        if not column.numeric and wishes.words == "leave" and values:
            told["words_left"].append(name)
        elif not column.numeric and len(values) > MOST_WORDS:
            told["many_words"].append(name)
        elif len(values) < 2:
            told["constant"].append(name)
        elif len(inputs) + (1 if column.numeric else len(values)) > MOST_FEATURES:
            beyond += 1
        else:
            gaps |= column.missing
            missing = int((column.missing & there).sum())
            if column.numeric:
                known = column.numbers[there & ~column.missing]
                mean = float(known.mean()) if len(known) else 0.0
                inputs.append(np.where(column.missing, mean, column.numbers))
                names.append(name)
                told["filled"] += [f"{name} ({missing})"] if missing and wishes.missing == "mean" else []
            else:
                words = np.array(column.words)
                inputs += [(words == value).astype(float) for value in values]
                names += [f"{name} = {value}" for value in values]
                told["one_hot"].append(f"{name} ({len(values)})")
    most = {"many_words": {"most": MOST_WORDS}}
    notes += [Note(what, {"columns": listed(found), **most.get(what, {})}) for what, found in told.items() if found]
    if beyond:
        notes.append(Note("too_many", {"most": MOST_FEATURES, "count": beyond}))
    if not inputs:
        raise TableError("no_features")
    return np.column_stack(inputs), names, gaps


def target_of(
    target: Column, wishes: Wishes, used: NDArray[np.bool_], notes: list[Note]
) -> tuple[Array, tuple[str, ...]]:
    """The target (n,) of the rows used and the names of its classes, none for a number."""
    if not target.numeric and wishes.task == "number":
        raise TableError("words_for_number", column=target.name)
    cells = target.numbers[used] if target.numeric else np.array(target.words)[used]
    values, place, counts = np.unique(cells, return_inverse=True, return_counts=True)
    if len(values) == 1:
        raise TableError("constant_target", column=target.name, value=written(values[0]))
    if wishes.task == "number":
        return cells.astype(float), ()
    if len(values) > MOST_CLASSES:
        raise TableError("too_many_classes", column=target.name, classes=len(values), most=MOST_CLASSES)
    names = unique(tidy(written(value), 24) for value in values)
    if lonely := [name for name, count in zip(names, counts, strict=True) if count == 1]:
        notes.append(Note("lonely", {"classes": listed(lonely)}))
    return place.astype(float), names


def gives_away(x: Array, y: Array) -> bool:
    """Whether one column is the target itself, or the same up to a line."""
    if np.ptp(x) == 0:
        return False
    return bool(abs(np.corrcoef((x - x.mean()) / np.ptp(x), y)[0, 1]) > 1 - 1e-9)


def written(value: object) -> str:
    """A value as the name of a class: whole numbers without a point."""
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def listed(names: Iterable[str], most: int = 6) -> str:
    """Names one after the other, and how many more there are."""
    names = list(names)
    return ", ".join(names[:most]) + (f", … (+{len(names) - most})" if len(names) > most else "")
