"""The standings of a race: a table of the racers with their marks, their rates, and how far they came."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from pages.ui.charts.racing_losses import COLOURS, DASHES, SHAPES
from pages.ui.number_format import two_digits
from pages.ui.parts.point_legend import OUTLINES, image

STYLE = """<style>
.standings { overflow-x: auto; }
.standings table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: .9375rem; }
.standings :is(th, td) { text-align: left; padding: .15rem .7rem .15rem 0; font-weight: 400; vertical-align: middle; }
.standings tbody :not(:last-child) { white-space: nowrap; }
.standings thead th { opacity: .75; font-size: .875rem; border-bottom: 1px solid currentColor; }
.standings img { height: 1.1em; vertical-align: -.15em; margin-right: .4rem; }
@media (max-width: 480px) {
  .standings :is(table, thead, tbody) { display: block; }
  .standings tr { display: grid; grid-template-columns: minmax(0, 1fr) 4.6rem 4.8rem; align-items: baseline; }
  .standings :is(th, td) { padding-right: .4rem; }
  .standings tbody th:not(:last-child) { white-space: normal; }
  .standings tr > :last-child { grid-column: 1 / -1; padding-bottom: .6rem; }
  .standings thead tr { border-bottom: 1px solid currentColor; }
  .standings thead th { border: 0; padding-bottom: 0; }
}
</style>"""


def show(head: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]]) -> None:
    """Show rows (place, cells) under a head; each racer's first cell follows its dash, colour and shape."""
    top = "".join(f"<th scope='col'>{escape(word)}</th>" for word in head)
    body = "".join(
        f"<tr><th scope='row'>{_mark(place)}{escape(first)}</th>"
        + "".join(f"<td>{escape(cell)}</td>" for cell in rest)
        + "</tr>"
        for place, (first, *rest) in rows
    )
    table = f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
    st.html(f"{STYLE}<div class='standings' tabindex='0'>{table}</div>")


def loss(number: float) -> str:
    """Return a loss in two digits, but one that only rounding tells from 0 as less than 10⁻¹⁵."""
    return "< 10⁻¹⁵" if 0 < number < 1e-15 else two_digits(number)


def _mark(place: int) -> str:
    dash, colour = " ".join(map(str, DASHES[place])), COLOURS[place]
    line = f'<path d="M-5,0H5" stroke="{colour}" stroke-width=".5" stroke-dasharray="{scaled(dash)}"/>'
    shape = f'<path d="{OUTLINES[SHAPES[place]]}" fill="{colour}" stroke="white" stroke-width=".2"/>'
    return image("-5 -1.5 10 3", line + shape)


def scaled(dash: str) -> str:
    """Return a dash pattern for a mark that is five times as small."""
    return "" if dash == "1 0" else " ".join(f"{int(part) / 5:g}" for part in dash.split())
