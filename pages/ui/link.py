"""The address of the page as its state: what was asked for, when it counts, and how it is written back.

The address is an authority at two moments only: when a visitor arrives at a page, and when they go back or forward in
the browser. In between the widgets are, and the address follows them. (A run may carry an address older than what the
server wrote last, so reading it on every run would undo quick clicks.)
"""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.ui import text

FRAME_OWN = frozenset({"lang", "frame", "predict", "size"})  # not settings of a lesson, never remarked upon


def arrive(page: str) -> None:
    """Begin a run of `page`: remember whether the visitor has just come to it. Called once, by the frame."""
    state = st.session_state
    back = bool(getattr(get_script_run_ctx(), "is_history_navigation", False))
    if back or state.get("page") != page:
        state["arrival"] = state.get("arrival", 0) + 1
        state["arrival_by_history"] = back
    state["page"] = page


def is_new(reader: str) -> bool:
    """Return True once for each arrival and reader: now the address counts."""
    key, arrival = f"{reader}:arrival", st.session_state.get("arrival", 1)
    if st.session_state.get(key) == arrival:
        return False
    st.session_state[key] = arrival
    return True


def by_history() -> bool:
    """Return whether this arrival was a step back or forward in the browser."""
    return bool(st.session_state.get("arrival_by_history", False))


def asked(names: Iterable[str]) -> dict[str, str]:
    """Return those of `names` which the address gives."""
    return {name: st.query_params[name] for name in names if name in st.query_params}


def strangers(names: Iterable[str]) -> list[str]:
    """Return the names in the address that mean nothing here. Trackers that sites append are nobody's mistake."""
    known = FRAME_OWN | set(names)
    return [n for n in st.query_params if n not in known and not n.startswith(("utm_", "fbclid", "gclid", "embed"))]


def put(settings: Mapping[str, str | None]) -> None:
    """Write `settings` into the address, None removing a name; all others stay. One message, and none if unchanged."""
    before = st.query_params.to_dict()
    after = {**before, **{k: v for k, v in settings.items() if v is not None}}
    after = {k: v for k, v in after.items() if settings.get(k, v) is not None}
    if after != before:
        st.query_params.from_dict(after)


def frame() -> int | None:
    """Return the frame of the film that the address asks for, if it asks."""
    word = st.query_params.get("frame", "")
    return int(word) if word.isascii() and word.isdigit() and len(word) < 6 else None


def address(page: str, settings: Mapping[str, str]) -> str:
    """Return a link within the app to `page` ("" is home) with these settings, in the visitor's language."""
    return f"./{page}?{urlencode({'lang': text.language(), **settings})}"
