"""Downloads: files, each written at the moment it is asked for."""

from codecs import BOM_UTF8
from collections.abc import Callable
from io import BytesIO
from json import dumps
from math import isnan
from typing import NamedTuple

import pyarrow as pa
import streamlit as st
from pyarrow.csv import write_csv

from pages.ui import host
from pages.ui.text import Text, say

DATA = Text("Download the data (CSV)", "데이터 내려받기 (CSV)")
PROGRAM = Text("Download the run as a numpy program", "이 학습을 numpy 프로그램으로 내려받기")
FAILED = Text(
    "The file could not be made or sent. Reload the page and try again: your settings are in its address.",
    "파일을 만들거나 보내지 못했습니다. 페이지를 새로 고침하고 다시 시도해 주십시오. 설정은 주소에 남아 있습니다.",
)


class File(NamedTuple):
    """A file on offer: what its button says, its name, and the function that writes it."""

    label: Text
    name: str
    content: Callable[[], str | bytes]


def css() -> str:
    """The sentence FAILED in place of the host's words below the button of a file that could not be had."""
    error = host.SELECTORS["download_button_error"]
    words = dumps(say(FAILED), ensure_ascii=False)
    said = f"{error}::after {{ content: {words}; font-size: 0.9rem; }}"
    return f"{error} * {{ display: none; }} {error} {{ font-size: 0; }} {said}"


def show(lesson: str, *files: File) -> None:
    """Lay the buttons out side by side."""
    with st.container(horizontal=True, gap="small"):
        for file in files:
            st.download_button(
                say(file.label),
                file.content,
                file.name,
                icon=":material/download:",
                on_click="ignore",
                key=f"{lesson}.file.{file.name}",
            )


def csv(table: pa.Table) -> bytes:
    """Write a table, such as `charts.film.rows` makes, as comma-separated values, so that spreadsheets read it rightly.

    Letters beyond ASCII get the mark by which Excel knows UTF-8, and no word is taken for a formula.
    """
    for place, field in enumerate(table.schema):
        if pa.types.is_string(field.type):
            table = table.set_column(place, field.name, pa.array(map(inert, table.column(place).to_pylist())))
    file = BytesIO()
    write_csv(table.rename_columns([*map(inert, table.column_names)]), file)
    return (b"" if file.getvalue().isascii() else BOM_UTF8) + file.getvalue()


def inert(word: str | None) -> str | None:
    """A word that no spreadsheet runs as a formula: a mark before what begins like one and is no number."""
    try:
        formula = word is not None and len(word) > 1 and word[0] in "=+-@\t\r" and isnan(float(word))
    except ValueError:
        formula = True
    return f"'{word}" if formula else word
