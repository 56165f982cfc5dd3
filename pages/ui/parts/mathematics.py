"""The mathematics of a lesson, folded until it is wanted."""

import streamlit as st

from pages.ui.address import opening_step
from pages.ui.text import Text, say

LABEL = Text("Show the mathematics", "수식 보기")


def show(markdown: str) -> None:
    """Fold out a lesson's section `mathematics`."""
    key, expanded = f"{st.session_state.get('page')}-mathematics", opening_step.asked() == "mathematics"
    with st.expander(say(LABEL), icon=":material/function:", key=key, expanded=expanded):
        st.markdown(markdown)
