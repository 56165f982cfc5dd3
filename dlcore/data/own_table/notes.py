"""What is said of a table in the open: everything that was done with it, and what should be known of it."""

from typing import NamedTuple

from dlcore.registry import Registry

NOTES = Registry(
    "note",
    {
        "sampled": "{used:,} of the {rows:,} rows are used, drawn at random and always the same ones.",
        "renamed": "Columns of the same name got a number: {columns}.",
        "strange": "Cells that hold no number in a column of numbers count as missing: {columns}.",
        "infinite": "Numbers that are infinite or beyond 1e100 count as missing: {columns}.",
        "target_missing": "Rows without a target were left out: {rows:,}.",
        "dropped": "Rows with a missing value were left out: {rows:,} of {of:,}.",
        "filled": "Missing numbers were filled with the mean of their column, over training and test: {columns}.",
        "one_hot": "Text became one column of 0 and 1 for each value: {columns}.",
        "words_left": "Text is no number and was left out: {columns}.",
        "many_words": "Text with more than {most} different values was left out: {columns}.",
        "constant": "Columns with one value only were left out: {columns}.",
        "too_many": "Features beyond the first {most} were left out: {count}.",
        "lonely": "Classes with one example only are never tested: {classes}.",
        "copies": "Columns from which the target follows by a straight line, so that there is little to learn: "
        "{columns}.",
    },
)  # fmt: skip


class Note(NamedTuple):
    """Something that was done with the data, or that should be known of them: one of NOTES, and its facts."""

    what: str
    facts: dict[str, object]

    def __str__(self) -> str:
        """Say it in English."""
        return NOTES[self.what].format(**self.facts)
