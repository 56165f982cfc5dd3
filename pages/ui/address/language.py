"""The language switch: it changes the words and nothing else."""

import streamlit as st

from pages.ui import text
from pages.ui.address import address
from pages.ui.text import LANGUAGES

KEY = "language_switch"

CSS = """
:lang(ko) :is(p, li, h1, h2, h3, label, button, summary) { word-break: keep-all; overflow-wrap: break-word; }
"""


def remember() -> None:
    """Keep a language that the link asked for, since links within the app do not repeat it, and repeat it."""
    if (asked := st.query_params.get("lang")) in LANGUAGES:
        st.session_state["language"] = asked
    elif chosen := st.session_state.get("language"):
        address.put({"lang": chosen})


def switch() -> None:
    """Draw the switch. Each language is named in itself, so the labels never change."""
    st.session_state[KEY] = text.language()
    st.segmented_control(
        "Language · 언어",
        options=list(LANGUAGES),
        format_func=lambda lang: LANGUAGES.get(lang, lang),
        key=KEY,
        required=True,
        on_change=_switch,
    )


def _switch() -> None:
    lang = st.session_state[KEY]
    st.session_state["language"] = lang
    address.put({"lang": lang}, at_once=True)
