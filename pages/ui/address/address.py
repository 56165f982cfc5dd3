"""The address of the page as its state: what was asked for, when it counts, and how it is written back.

The address is an authority at two moments only: when a visitor arrives at a page, and when they go back or forward in
the browser. In between the widgets are, and the address follows them. (A run may carry an address older than what the
server wrote last, so reading it on every run would undo quick clicks.)

After a click in the navigation the browser changes the path only when the run's messages have come, and a query written
meanwhile would be filed in its history under the page before. So on that one run the query is handed to the browser
itself (`settle`), which writes it when the path is right.
"""

from collections.abc import Collection, Iterable, Mapping
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.ui import text
from pages.ui.component import Component

WRITER = Component("link_writer", __file__)

LARGE = "presentation"
FRAME_OWN = frozenset(
    {"lang", "frame", "predict", "size", "lock", "hide", "answers", "step", "stop", "room", "seat", "hands", "drawn"}
)
"""Not settings of a lesson."""


def arrive(page: str) -> None:
    """Begin a run of `page`: remember whether the visitor has just come to it. Called once, by the frame."""
    state = st.session_state
    state["clicked"], state["later"] = False, {}
    led = state.pop("led", None) == page
    back = led or bool(getattr(get_script_run_ctx(), "is_history_navigation", False))
    if back or state.get("page") != page:
        state["arrival"] = state.get("arrival", 0) + 1
        state["arrival_by_history"], state["arrival_led"] = back, led
        state["clicked"] = "page" in state and not back
    state["page"] = page


def be_led(page: str) -> None:
    """Let a next run of `page` be an arrival by a link that counts in full, as a step back does, also on the same page.

    Where another click is quicker, the run is of another page: there nobody was led.
    """
    st.session_state["led"] = page


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


def is_led() -> bool:
    """Return whether this arrival was where a teacher leads."""
    return bool(st.session_state.get("arrival_led", False))


def asked(names: Iterable[str]) -> dict[str, str]:
    """Return those of `names` which the address gives."""
    return {name: st.query_params[name] for name in names if name in st.query_params}


def strangers(names: Iterable[str]) -> list[str]:
    """Return the names in the address that mean nothing here. Trackers that sites append are nobody's mistake."""
    known = FRAME_OWN | set(names)
    passing = ("predict_", "hands_", "utm_", "fbclid", "gclid", "embed")
    return [n for n in st.query_params if n not in known and not n.startswith(passing)]


def repeated() -> list[str]:
    """Return the names that the address gives more than once."""
    return [name for name in st.query_params if len(st.query_params.get_all(name)) > 1]


def frame_nonsense(words: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Return what the address says of language, size and frame that means nothing, name to word.

    `words` are further names, with the words that each may have.
    """
    asked = st.query_params
    sense = {
        "lang": asked.get("lang") in text.LANGUAGES,
        "size": asked.get("size") == LARGE,
        "frame": frame() is not None,
        **{name: asked.get(name) in known for name, known in words.items()},
    }
    return {name: asked[name] for name, understood in sense.items() if name in asked and not understood}


def put(settings: Mapping[str, str | None], at_once: bool = False) -> None:
    """Write `settings` into the address, None removing a name; all others stay. Callbacks write `at_once`."""
    if st.session_state.get("clicked") and not at_once:
        st.session_state["later"] = {**st.session_state["later"], **settings}
        return
    before = st.query_params.to_dict()
    after = _merged(before, settings)
    if after != before:
        st.query_params.from_dict(after)


def settle(page: str) -> None:
    """Let the browser write what a run after a click has put off. Called once, at the end of a run, by the frame."""
    state = st.session_state
    if state.get("clicked") and (query := _merged(st.query_params.to_dict(), state["later"])):
        WRITER.mount("link_writer", {"page": page, "query": urlencode(query)})
    state["clicked"] = False


def frame() -> int | None:
    """Return the frame of the film that the address asks for, if it asks."""
    word = st.query_params.get("frame", "")
    return int(word) if word.isascii() and word.isdigit() and len(word) < 6 else None


def address(page: str, settings: Mapping[str, str]) -> str:
    """Return a link within the app to `page` ("" is home) with these settings, in the visitor's language."""
    return f"./{page}?{urlencode({'lang': text.language(), **settings})}"


def _merged(before: Mapping[str, str], settings: Mapping[str, str | None]) -> dict[str, str]:
    return {name: word for name, word in {**before, **settings}.items() if word is not None}
