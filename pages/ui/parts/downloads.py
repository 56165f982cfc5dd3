"""What a visitor takes along: files, each written at the moment it is asked for."""

from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple

import pyarrow as pa
import streamlit as st
from pyarrow.csv import write_csv

from pages.ui.text import Text, say

DATA = Text("Download the data (CSV)", "데이터 내려받기 (CSV)")
PROGRAM = Text("Download the run as a numpy program", "이 학습을 numpy 프로그램으로 내려받기")


class File(NamedTuple):
    """A file on offer: what its button says, its name, and the function that writes it."""

    label: Text
    name: str
    content: Callable[[], str | bytes]


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
    """Write a table, such as `charts.film.rows` makes, as comma-separated values."""
    file = BytesIO()
    write_csv(table, file)
    return file.getvalue()
