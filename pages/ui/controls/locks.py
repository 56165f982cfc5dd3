"""Locks by a teacher's link: controls that are shown but locked, and controls that are hidden.

The link says `lock=batch_size&hide=seed,noise`; the values are those of the same link, or the defaults. They are put
back on every run, so nothing can move them: no widget, no preset, no drag and no button of a lesson's own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from pages.ui import host
from pages.ui.address import address
from pages.ui.controls.control import Control
from pages.ui.text import Text, say

PARAMETERS = ("lock", "hide")
LONGEST, MOST_NOTES = 1000, 3

CSS = host.style("""
[class*="-locked"] $text_input * { color: inherit !important; -webkit-text-fill-color: currentcolor !important; }
""")
"""A locked value is read like any other: not paler because it cannot be changed."""

UNKNOWN = Text(
    "The link locks or hides {name}, which is not a setting of this page; it was ignored.",
    "링크가 고정하거나 숨기려는 {name} 항목은 이 페이지의 설정이 아니므로 무시했습니다.",
)
SET = Text("Your teacher has set this page.", "선생님이 정해 둔 페이지입니다.")
LOCKED = Text("Fixed: {names}.", "고정한 설정: {names}.")
HIDDEN = Text("Hidden: {names}.", "숨긴 설정: {names}.")


@dataclass(frozen=True)
class Fixed:
    """The ids that are locked and hidden, what they are fixed at, and all settings with which the page opened."""

    locked: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    start: Mapping[str, Any] = field(default_factory=dict)

    def __contains__(self, id: str) -> bool:
        return id in self.values

    def allows(self, values: Mapping[str, Any]) -> bool:
        """Return whether nothing that is fixed would have to take another value."""
        return all(id not in self.values or self.values[id] == value for id, value in values.items())

    def words(self) -> dict[str, str | None]:
        """Return the parameters for the link."""
        return {"lock": ",".join(self.locked) or None, "hide": ",".join(self.hidden) or None}


NOTHING = Fixed()


def of(lesson: str) -> Fixed:
    """Return what is fixed on a lesson's page."""
    kept: Fixed = st.session_state.get(f"{lesson}:fixed", NOTHING)
    return kept


def settle(lesson: str, controls: Sequence[Control[Any]], wanted: Mapping[str, Any]) -> tuple[Fixed, list[str]]:
    """Read on arrival what the link fixes, and return it with the names that mean nothing.

    As with settings: a link that says anything counts, and so does a step back; else all is as the visitor left it.
    """
    unknown: list[str] = []
    if address.is_new(f"{lesson}.fixed") and (
        address.by_history() or address.asked([*PARAMETERS, *(control.id for control in controls)])
    ):
        known = {control.id: control.default for control in controls}
        named = {name: _ids(address.asked([name]).get(name, "")) for name in PARAMETERS}
        unknown = [id for ids in named.values() for id in ids if id not in known]
        hidden = tuple(id for id in named["hide"] if id in known)
        locked = tuple(id for id in named["lock"] if id in known and id not in hidden)
        values = {id: wanted.get(id, known[id]) for id in (*locked, *hidden)}
        st.session_state[f"{lesson}:fixed"] = Fixed(locked, hidden, values, dict(wanted)) if values else NOTHING
    return of(lesson), unknown[:MOST_NOTES]


def show(lesson: str, fixed: Fixed, controls: Iterable[Control[Any]]) -> None:
    """Say which settings the teacher has fixed."""
    if not fixed.values:
        return
    labels = {control.id: say(control.label) for control in controls}
    told = [
        say(text, names=", ".join(labels[id] for id in ids))
        for text, ids in ((LOCKED, fixed.locked), (HIDDEN, fixed.hidden))
        if ids
    ]
    with st.container(key=f"{lesson}-notes"):
        st.markdown(" ".join([":material/lock:", say(SET), *told]))


def _ids(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id.strip() for id in word[:LONGEST].split(",") if id.strip()))
