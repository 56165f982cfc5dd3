"""Two columns: what the user set, and what was found from the data; what the last change moved is marked."""

from collections.abc import Mapping, Sequence
from html import escape
from math import prod

import streamlit as st

from pages.lessons.parameters.pictures import SettingsRow, short
from pages.lessons.parameters.words import LABELS, NUMBERS, PARTS, SET
from pages.ui import host
from pages.ui.address import presentation
from pages.ui.text import Text, say
from pages.ui.theme import INK, NEGATIVE, POSITIVE, SERIES

STYLE = f"""
.ledger {{ display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: .4rem 1.4rem }}
@media (max-width: 640px) {{ .ledger {{ grid-template-columns: 1fr }} }}
.ledger table {{ border-collapse: collapse; width: 100%; margin: 0 }}
.ledger caption {{ text-align: left; font-weight: 700; padding: .2rem 0; color: inherit; font-size: 1rem }}
.ledger caption span {{ font-weight: 400; opacity: .75 }}
.ledger td, .ledger th {{ border: 0; border-top: 1px solid {INK}55; padding: .28rem .45rem }}
.ledger td, .ledger th {{ text-align: left; vertical-align: top }}
.ledger th {{ word-break: keep-all; font-weight: 400; border-left: .3rem solid transparent }}
.ledger small {{ opacity: .75; white-space: nowrap; font-size: .85em }}
.ledger tr.moved > * {{ background: {SERIES}26 }}
.ledger tr.moved th {{ border-left-color: {SERIES} }}
.ledger .mark {{ font-weight: 700 }}
.ledger td, .ledger th {{ overflow-wrap: break-word }}
.ledger .value {{ display: inline-block; padding: 0 .3rem; margin: .05rem .1rem; border-bottom: .2rem solid }}
"""


def show(given: Sequence[SettingsRow], found: Sequence[SettingsRow], totals: tuple[int, int]) -> None:
    """Show both columns; `totals` counts the settings and the numbers found."""
    left = table("set", "set_count", totals[0], [setting(row) for row in given])
    right = table("found", "found_count", totals[1], [finding(row) for row in found])
    st.html(f'<style>{STYLE}</style><div class="ledger">{left}{right}</div>')


def compact(key: str) -> None:
    """Let the cells of a table in the container of this key be small, so that nine rows are in sight."""
    letters = ".72rem" if presentation.chosen() else ".82rem"
    st.html(
        f"<style>.st-key-{key} table :is(td, th) {{ padding: .1rem .4rem !important; font-size: {letters}; "
        "line-height: 1.25; word-break: keep-all }</style>"
    )


def tight(key: str) -> None:
    """Let the cards in the container of this key stand close, so that twelve are in sight."""
    css = f"""
.st-key-{key} $column > $vertical_block {{ gap: .4rem }}
.st-key-{key} $column $vertical_block $vertical_block {{ padding: .3rem .6rem }}
"""
    st.html(f"<style>{host.style(css)}</style>")


def called(name: str) -> str:
    """The name of a number of a model beside its picture; formulas' own names stay."""
    return say(NUMBERS[name]) if name in NUMBERS else name


def table(title: str, count: str, total: int, rows: Sequence[str]) -> str:
    """A column with its title and how many it holds."""
    head = f"{escape(say(LABELS[title]))} <span>· {escape(say(LABELS[count], count=total))}</span>"
    return f"<div><table><caption>{head}</caption><tbody>{''.join(rows)}</tbody></table></div>"


def setting(row: SettingsRow) -> str:
    """A setting with its value, and whether it has no control here."""
    mark = f'<div class="mark">● {escape(say(LABELS["changed"]))}</div>' if row.moved else ""
    note = f" <small>{escape(say(LABELS['fixed']))}</small>" if row.fixed else ""
    return line(SET, row, f"<b>{escape(str(row.values))}</b>{note}{mark}")


def finding(row: SettingsRow) -> str:
    """A parameter with its shape, its first values underlined in the colour of their sign, and what moved."""
    size = prod(row.shape)
    values = "".join(value(float(number)) for number in row.values)
    rest = (
        f" <small>{escape(say(LABELS['more'], count=size - len(row.values)))}</small>" if size > len(row.values) else ""
    )
    shape = f" <small>{' × '.join(map(str, row.shape))}</small>"
    return line(PARTS, row, f"{values}{rest}{moved(row, size)}", shape)


def value(number: float) -> str:
    """A number with its sign's colour under it."""
    colour = NEGATIVE if number < 0 else POSITIVE
    return f'<span class="value" style="border-color:{colour}">{short(number)}</span>'


def moved(row: SettingsRow, size: int) -> str:
    if not row.moved:
        return ""
    if row.was is not None:
        words = say(LABELS["moved_all"]) + ", " + say(LABELS["resized"], was=" × ".join(map(str, row.was)))
    else:
        words = say(LABELS["moved_all"]) if row.moved == size else say(LABELS["moved"], moved=row.moved, count=size)
    return f'<div class="mark">● {escape(words)}</div>'


def line(words: Mapping[str, Text], row: SettingsRow, content: str, shape: str = "") -> str:
    """A row of a column."""
    kind = ' class="moved"' if row.moved else ""
    return f"<tr{kind}><th scope=row>{escape(say(words[row.name]))}{shape}</th><td>{content}</td></tr>"
