"""A table of numbers, on a phone with the formula under the name; what is wider still is pushed to the side."""

from collections.abc import Sequence
from html import escape

import streamlit as st

STYLE = """<style>
.comparison { overflow-x: auto; }
.comparison table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
.comparison :is(th, td) { text-align: right; padding: .3rem 0 .3rem 1.6rem; font-weight: 400; white-space: nowrap; }
.comparison :is(th, td):is(:first-child, :nth-child(2)) { text-align: left; }
.comparison :is(th, td):first-child { padding-left: 0; }
.comparison thead th { opacity: .75; font-size: .875rem; }
.comparison thead tr { border-bottom: 1px solid currentColor; }
@media (max-width: 640px) {
  /* Two blocks side by side in a row of a table are one cell. */
  .comparison :is(th, td):is(:first-child, :nth-child(2)) { display: block; padding: 0; }
  .comparison tbody td:nth-child(2) { opacity: .75; font-size: .875rem; padding-bottom: .4rem; }
  .comparison :is(th, td) { padding-left: .8rem; }
  .comparison thead th { white-space: normal; }
}
</style>"""

Row = tuple[str, str, Sequence[tuple[str, bool]]]
"""The name of a row, its formula, and its numbers, each with whether it is to stand out."""


def show(title: str, head: Sequence[str], rows: Sequence[Row]) -> None:
    """Show rows under a title and the heads of the columns."""
    top = "".join(f"<th scope='col'>{escape(word)}</th>" for word in head)
    body = "".join(
        f"<tr><th scope='row'>{escape(name)}</th><td>{escape(formula)}</td>"
        + "".join(f"<td>{f'<b>{escape(word)}</b>' if bold else escape(word)}</td>" for word, bold in numbers)
        + "</tr>"
        for name, formula, numbers in rows
    )
    table = f"<table aria-label='{escape(title)}'><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
    st.markdown(f"**{title}**")
    st.html(f"{STYLE}<div class='comparison' tabindex='0'>{table}</div>")
