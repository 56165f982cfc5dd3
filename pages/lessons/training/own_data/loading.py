"""The wait for the first real table of the process, which brings scikit-learn along: said, not silent."""

import streamlit as st

from dlcore.data.builtin_tables import is_ready, load_table
from pages.ui.text import Text, say

LOADING = Text("Loading the tables …", "표 데이터를 불러오는 중입니다 …")


def table(name: str) -> None:
    """Load a table of this name, with a spinner where that takes time.

    Its place on the page is there in any case, so that nothing moves when it is gone.
    """
    place = st.empty()
    if not is_ready(name):
        with place, st.spinner(say(LOADING)):
            load_table(name)
