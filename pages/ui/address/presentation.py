"""Presentation size: everything larger, to be read from the last row of a classroom."""

import streamlit as st

from pages.ui.address import address
from pages.ui.text import Text, say
from pages.ui.theme import LARGER, PRESENTATION

KEY = "presentation_switch"
ASKED = address.LARGE
LABEL = Text("Presentation size", "발표용 크기")


def remember() -> None:
    """Keep a size that the link asked for, since links within the app do not repeat it, and repeat it."""
    if st.query_params.get("size") == ASKED:
        st.session_state[PRESENTATION] = True
    elif st.session_state.get(PRESENTATION):
        address.put({"size": ASKED})


def switch() -> None:
    """Draw the switch."""
    st.session_state[KEY] = bool(st.session_state.get(PRESENTATION))
    st.toggle(say(LABEL), key=KEY, on_change=_switch)


def enlarged(pixels: int) -> int:
    """How wide a widget of so many pixels has to be for its letters."""
    return round(pixels * LARGER) if st.session_state.get(PRESENTATION) else pixels


def css() -> str:
    """The style that enlarges all letters of the page; charts are enlarged where they are drawn."""
    return "html { font-size: 125%; }" if st.session_state.get(PRESENTATION) else ""


def _switch() -> None:
    large = bool(st.session_state[KEY])
    st.session_state[PRESENTATION] = large
    address.put({"size": ASKED if large else None}, at_once=True)
