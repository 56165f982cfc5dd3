"""What can be wrong with a table that somebody brings: one sentence for each, with the numbers that help to mend it."""

from dlcore.registry import Registry

PROBLEMS = Registry(
    "problem",
    {
        "too_large": "The file has {size:.1f} MB, and at most {most} MB can be read.",
        "empty": "There is nothing in it: no line holds a value.",
        "workbook": "This is a workbook, not a text file: save it as CSV in your spreadsheet, and bring that.",
        "not_text": "This is a file of the kind {kind}, not a table of text.",
        "binary": "It holds zero bytes: this is not a text file.",
        "encoding": "The letters cannot be read: the bytes are neither UTF-8, UTF-16, CP949 nor Windows-1252.",
        "damaged": "Line {line} holds bytes that are not {encoding}, unlike the rest: save the file again.",
        "control": "Line {line} holds a control character, which no table of text has.",
        "quotes": "A quotation mark opened near line {line} is not closed as it should be.",
        "ragged": "Line {line} has {found} values where the first line has {expected}.",
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
        "target_is_feature": "The column {column} cannot be the target and a feature at once.",
        "unknown_column": "There is no column {column}.",
    },
)  # fmt: skip


class TableError(ValueError):
    """A table that cannot be used: `problem` is one of PROBLEMS, `facts` are the numbers and names in its sentence."""

    def __init__(self, problem: str, **facts: object) -> None:
        super().__init__(PROBLEMS[problem].format(**facts))
        self.problem = problem
        self.facts = facts
