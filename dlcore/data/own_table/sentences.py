"""Sentences about a table that somebody brings: the problems for which it is refused, and notes on its treatment."""

from typing import NamedTuple

from dlcore.registry import Registry

PROBLEMS = Registry(
    "problem",
    {
        "too_large": "The file has {size:.2f} MB, and at most {most} MB can be read.",
        "empty": "There is nothing in it: no line holds a value.",
        "workbook": "This is a workbook, not a text file: save it as CSV in your spreadsheet, and bring that.",
        "not_text": "This is a file of the kind {kind}, not a table of text.",
        "web_page": "This is a web page, not a table: download the file itself (on GitHub by “Raw”), or open it in a "
        "spreadsheet and save it as CSV, and bring that.",
        "json": "This is JSON, but damaged or no list of records with the same fields: save it as CSV, and bring that.",
        "binary": "It holds zero bytes: this is not a text file.",
        "encoding": "The letters cannot be read in any encoding that is known here: save the file as UTF-8.",
        "damaged": "Line {line} holds bytes that are not {encoding}, unlike the rest: save the file again, or choose "
        "another encoding.",
        "control": "Line {line} holds a control character, which no table of text has.",
        "quotes": "A quotation mark opened near line {line} is not closed as it should be.",
        "ragged": "Line {line} has {found} values where the table has {expected}: put a value with a delimiter in it "
        "in quotation marks, or delete the line if it is no row.",
        "one_column": "There is one column only: a target and at least one feature are needed, parted by commas, "
        "semicolons or tabs.",
        "too_many_columns": "There are {columns:,} columns, and at most {most:,} can be read.",
        "header_only": "There is one line of names and no line of values below it.",
        "few_rows": "{rows} rows can be used, too few to learn from and to test on: {least} are needed.",
        "few_rows_dropped": "{rows} rows are without missing values, and {least} are needed: fill the missing ones "
        "with the mean, or take fewer features.",
        "no_target": "No column can be the target: that takes numbers that differ, or text with 2 to {most} "
        "different values.",
        "all_missing": "The target {column} holds no value that can be used.",
        "constant_target": "The target {column} is {value} in every row: there is nothing to predict.",
        "too_many_classes": "The target {column} has {classes:,} different values, and at most {most} classes can be "
        "told apart by colour.",
        "words_for_number": "The target {column} holds text, so it can only give classes.",
        "no_features": "No feature is left: that takes at least one other column with numbers that differ, or text "
        "turned into columns of 0 and 1.",
        "text_only": "No feature is left: text, and so a date, is no number (column, line, cell): {cells}.",
        "target_is_feature": "The column {column} cannot be the target and a feature at once.",
        "unknown_column": "There is no column {column}.",
        "unusable": "No data to learn from can be made of this table.",
    },
)  # fmt: skip

NOTES = Registry(
    "note",
    {
        "skipped": "Lines that are no rows of the table were left out (line, text): {lines}.",
        "sampled": "{used:,} of the {rows:,} rows are used, drawn at random and always the same ones.",
        "renamed": "Columns of the same name got a number: {columns}.",
        "units": "Units were taken off the numbers: {columns}.",
        "minus": "Read as negative numbers: {columns}.",
        "gaps": "Cells that count as missing: {words}.",
        "kept": "Words that are kept as values: {words}.",
        "strange": "Cells that hold no number in a column of numbers count as missing (column, line, cell): {cells}.",
        "infinite": "Numbers that are infinite or beyond 1e300 count as missing: {columns}.",
        "parts": "Training and test examples are parted as the column {column} says.",
        "row_names": "Row numbers are no feature and were left out: {columns}.",
        "target_missing": "Rows without a target were left out: {rows:,}.",
        "dropped": "Rows with a missing value were left out: {rows:,} of {of:,}.",
        "filled": "Missing numbers were filled with the mean of their column, over training and test: {columns}.",
        "one_hot": "Text became one column of 0 and 1 for each value: {columns}.",
        "words_left": "Text, and so a date, is no number and was left out (column, line, cell): {cells}.",
        "many_words": "Text with more than {most} different values was left out: {columns}.",
        "constant": "Columns with one value only were left out: {columns}.",
        "too_many": "Features beyond the first {most} were left out: {count}.",
        "lonely": "Classes with one example only are never tested: {classes}.",
        "copies": "Columns from which the target follows by a straight line, so that there is little to learn: "
        "{columns}.",
    },
)  # fmt: skip


class TableError(ValueError):
    """A table that cannot be used: `problem` is one of PROBLEMS, `facts` are the numbers and names in its sentence."""

    def __init__(self, problem: str, **facts: object) -> None:
        super().__init__(PROBLEMS[problem].format(**facts))
        self.problem = problem
        self.facts = facts


class Note(NamedTuple):
    """Something that was done with a table, or that should be known of it: one of NOTES, and its facts."""

    what: str
    facts: dict[str, object]

    def __str__(self) -> str:
        """Say it in English."""
        return NOTES[self.what].format(**self.facts)
