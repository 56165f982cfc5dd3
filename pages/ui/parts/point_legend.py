"""The legend of a plane: the classes by colour and shape, filled for training, outlined for the test."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

import streamlit as st

from pages.ui import names
from pages.ui.text import Text, say
from pages.ui.theme import CLASSES, EDGE, INK, PAPER, SHAPES

TRAIN = names.TRAINING
TEST = names.TEST
WRONG = Text("misclassified at this frame", "이 프레임에서 잘못 분류함")

OUTLINES = {
    "circle": "M1,0A1,1 0 1 1 -1,0A1,1 0 1 1 1,0Z",
    "square": "M-.9,-.9H.9V.9H-.9Z",
    "triangle-up": "M0,-1L1,.8H-1Z",
    "diamond": "M0,-1.1L1,0L0,1.1L-1,0Z",
    "cross": "M-.35,-1H.35V-.35H1V.35H.35V1H-.35V.35H-1V-.35H-.35Z",
    "triangle-down": "M0,1L1,-.8H-1Z",
    "triangle-right": "M1,0L-.8,1V-1Z",
    "triangle-left": "M-1,0L.8,1V-1Z",
}
BOX = "-1.6 -1.6 3.2 3.2"
RING = (
    f'<rect x="-1.6" y="-1.6" width="3.2" height="3.2" rx=".5" fill="{PAPER}"/>'
    f'<circle r=".65" fill="{INK}"/><circle r="1.25" fill="none" stroke="{EDGE}" stroke-width=".25"/>'
)
"""A point with the ring of the wrong ones, on paper as in the plane: dark on a dark page it would not be seen."""

SIZE = "width:1.05em;height:1.05em;vertical-align:-.15em"
STYLE = "display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;align-items:center"


def points(names: Sequence[str], *, test: bool = True, wrong: bool = True) -> None:
    """Show what the points of `plane` mean, for classes with these names; none of them for numbers."""
    entries = [(_mark(SHAPES[c], CLASSES[c], CLASSES[c]), name) for c, name in enumerate(names)]
    entries += [(_mark("circle", INK, INK), say(TRAIN))]
    entries += [(_mark("circle", PAPER, INK, width=0.6), say(TEST))] if test else []
    entries += [(image(BOX, RING, SIZE), say(WRONG))] if wrong else []
    items = "".join(f'<span style="white-space:nowrap">{mark} {escape(str(words))}</span>' for mark, words in entries)
    st.html(f'<div style="{STYLE}">{items}</div>')


def _mark(shape: str, fill: str, stroke: str, width: float = 0.35) -> str:
    path = f'<path d="{OUTLINES.get(shape, shape)}" fill="{fill}" stroke="{stroke}" stroke-width="{width}"/>'
    return image(BOX, path, SIZE)


def image(box: str, marks: str, style: str = "") -> str:
    """Return marks, drawn in SVG within a viewBox, as an image in HTML: words stand beside it, so it says nothing."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{marks}</svg>'
    # Only what an address and an attribute cannot hold is escaped: a legend is sent with every change.
    address = quote(svg.replace('"', "'"), safe=" ='/:,.;")
    return f'<img alt="" src="data:image/svg+xml,{address}" style="{style}">'
