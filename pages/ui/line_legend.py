"""What the lines of a chart mean: each with its stroke in its colour, wrapping where there is little room."""

from collections.abc import Iterable, Mapping
from html import escape

import streamlit as st

from pages.ui.text import Text, say

STYLE = "display:flex;flex-wrap:wrap;gap:.1rem 1.2rem;align-items:baseline;font-size:.9rem"


def show(entries: Iterable[tuple[str, str, Text]], colours: Mapping[str, str]) -> None:
    """Show the legend: of each entry the name of its colour, its stroke, and its words."""
    items = "".join(
        f'<span><b aria-hidden="true" style="color:{colours[colour]};letter-spacing:-.1em;padding-right:.3em">'
        f"{stroke * 2 if stroke in '━╍┈' else stroke}</b> {escape(say(words))}</span>"
        for colour, stroke, words in entries
    )
    st.html(f'<div style="{STYLE}">{items}</div>')
