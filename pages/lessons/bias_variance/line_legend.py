"""A legend of the lines of a chart: each with its stroke in its colour, wrapping where there is little room."""

from collections.abc import Iterable, Mapping
from html import escape

import streamlit as st

from pages.ui.parts.point_legend import STYLE, image
from pages.ui.text import Text, say

STROKES = {
    "full": '<path d="M1 8H33" stroke-width="4"/>',
    "dashed": '<path d="M1 8H33" stroke-width="4" stroke-dasharray="8 4"/>',
    "dotted": '<path d="M2 8H33" stroke-width="3.5" stroke-dasharray="3 4"/>',
    "area": '<path d="M1 8H33" stroke-width="14" opacity=".45"/>',
    "outlined": '<circle cx="17" cy="8" r="5.5" fill="white" stroke-width="2.5"/>',
}


def show(entries: Iterable[tuple[str, str, Text]], colours: Mapping[str, str]) -> None:
    """Show the legend: of each entry the name of its colour, its stroke, and its words."""
    items = "".join(
        f"<span>{_mark(stroke, colours[name])} {escape(say(words))}</span>" for name, stroke, words in entries
    )
    st.html(f'<div style="{STYLE};font-size:.92rem">{items}</div>')


def _mark(stroke: str, colour: str) -> str:
    lines = f'<g fill="none" stroke="{colour}">{STROKES[stroke]}</g>'
    return image("0 0 34 16", lines, "width:1.9em;height:.9em;vertical-align:-.1em")
