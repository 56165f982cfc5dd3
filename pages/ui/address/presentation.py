"""Presentation size: everything larger, to be read from the last row of a classroom."""

import streamlit as st

from pages.ui import host
from pages.ui.address import address, opening_step
from pages.ui.text import Text, say
from pages.ui.theme import PRESENTATION

KEY = "presentation_switch"
ASKED = address.LARGE
LETTERS = 1.25
"""The size of letters in presentation size, in their usual size: the 125% below."""

CSS = host.style("""
html { font-size: 125%; }
$app_header, .st-key-header, .st-key-below, .st-key-stage-experiments:not(:has([class*="-vote-start"])),
$layout_wrapper:has(> :is(
  .st-key-header, .st-key-below, .st-key-stage-experiments:not(:has([class*="-vote-start"]))
)),
.st-key-stage-experiments > :not([class*="-vote-start"], :has([class*="-vote-start"])) {
  display: none !important;
}
.st-key-stage-experiments [class*="-vote-start"] $button button p {
  position: static !important; clip-path: none !important; width: auto !important; height: auto !important;
}
.st-key-stage-controls > :has($popover),
.st-key-stage :is($caption_container, .st-key-stage-check):not([class*="st-key-class-"] *) { display: none; }
.st-key-stage-formulas .katex { font-size: 0.85em; }
$main_block_container { padding-top: 0.5rem !important; }
.st-key-stage-strip, .st-key-room-strip { padding-right: 3.5rem; }
$app:has(.st-key-room-strip) .st-key-stage-strip { padding-right: 0.7rem; }
.st-key-stage-player > $element_container:has($checkbox) { display: none; }
.st-key-toolbar { top: 0.5rem; right: 0.5rem; }
.st-key-toolbar > :not(.st-key-presentation_button) { display: none !important; }
""")
BELOW = ", .st-key-below"
"""What is read is not hidden where a link opens there."""

LABEL = Text("Presentation size", "발표용 크기")


def remember() -> None:
    """Keep a size that the link asked for, since links within the app do not repeat it, and repeat it."""
    if st.query_params.get("size") == ASKED:
        st.session_state[PRESENTATION] = True
    elif st.session_state.get(PRESENTATION):
        address.put({"size": ASKED})


def button() -> None:
    """Draw the switch as a button, for where there is little room."""
    large = bool(st.session_state.get(PRESENTATION))
    icon = ":material/close_fullscreen:" if large else ":material/open_in_full:"
    st.button(say(LABEL), key="presentation_button", icon=icon, on_click=_set, args=(not large,))


def switch() -> None:
    """Draw the switch."""
    st.session_state[KEY] = bool(st.session_state.get(PRESENTATION))
    st.toggle(say(LABEL), key=KEY, on_change=_switch)


def chosen() -> bool:
    """Tell whether the page is shown in presentation size."""
    return bool(st.session_state.get(PRESENTATION))


def enlarged(pixels: int) -> int:
    """The width of a widget of so many pixels in presentation size."""
    return round(pixels * LETTERS) if chosen() else pixels


def css() -> str:
    """The style that enlarges all letters of the page; charts are enlarged where they are drawn."""
    if not st.session_state.get(PRESENTATION):
        return ""
    return CSS.replace(BELOW, "") if opening_step.asked() in opening_step.BELOW else CSS


def _switch() -> None:
    _set(bool(st.session_state[KEY]))


def _set(large: bool) -> None:
    st.session_state[PRESENTATION] = large
    address.put({"size": ASKED if large else None}, at_once=True)
