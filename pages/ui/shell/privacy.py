"""The page on privacy, docs/privacy.md, shown in the app in the visitor's language."""

import re
from functools import cache
from pathlib import Path

import streamlit as st

from pages.ui.text import DEFAULT, Text, language, say

DOCS = Path(__file__).resolve().parents[3] / "docs"
TITLE = Text("Privacy", "개인정보 처리 안내")
LINK = re.compile(r"\[([^]]+)\]\([\w.]+\.md\)")


@cache
def text(lang: str) -> str:
    """Return the page without its title; links to other files are of no use in the app."""
    name = "privacy.md" if lang == DEFAULT else f"privacy.{lang}.md"
    _, _, page = (DOCS / name).read_text(encoding="utf-8").partition("\n")
    return LINK.sub(r"\1", page).strip()


def button() -> None:
    """Draw the button that opens the page."""
    st.button(say(TITLE), key="privacy", icon=":material/policy:", type="tertiary", on_click=_ask)


def times_asked() -> int:
    """Return how often the page was asked for: a panel with the button takes it into its key, and so is closed then."""
    return int(st.session_state.get("privacy.asked", 0))


def show_where_asked() -> None:
    """Show the page over the one that is there, in the run after the button was pressed."""
    if st.session_state.pop("privacy.due", False):
        st.dialog(say(TITLE), width="large")(st.markdown)(text(language()))


def _ask() -> None:
    st.session_state["privacy.asked"] = times_asked() + 1
    st.session_state["privacy.due"] = True
