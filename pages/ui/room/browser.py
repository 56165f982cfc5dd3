"""What a room needs of the browser: the teacher's secret kept in the tab, the film's frame read and set, a QR code."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import segno
import streamlit as st

from pages.ui.room import words
from pages.ui.text import say

HERE = Path(__file__).parent

BUTTON = '<button type="button" hidden></button><input type="text" readonly hidden><span role="status"></span>'
CSS = """
button { font: inherit; color: var(--st-text-color); background: var(--st-background-color); cursor: pointer;
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius); padding: .35rem .75rem;
  width: 100%; }
button:hover { border-color: var(--st-primary-color); color: var(--st-primary-color); }
button:focus-visible, input:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
input { font: inherit; font-size: .8rem; width: 100%; box-sizing: border-box; margin-top: .4rem; }
[role=status] { display: block; font-size: .85rem; }
"""


def _script(name: str) -> str:
    return (HERE / f"{name}.js").read_text(encoding="utf-8")


_key = st.components.v2.component("teacher_key", html=BUTTON, css=CSS, js=_script("teacher_key"))
_leading = st.components.v2.component("room_leading", js=_script("leading"))
_following = st.components.v2.component("room_following", js=_script("following"))


def ask_for_key(code: str, use: Callable[[str], None]) -> None:
    """Ask the browser for the teacher's secret of a room; `use` is called with it, or with "none"."""

    def given() -> None:
        if secret := getattr(st.session_state.get("room.key"), "secret", None):
            use(str(secret)[:100])

    _key(key="room.key", data=[{"code": code, "ask": True}], on_secret_change=given)


def keep_key(code: str, secret: str, page: str) -> None:
    """Let the tab keep the secret, and draw the button that copies the teacher's link."""
    data = {
        "code": code,
        "secret": secret,
        "path": f"{base_path()}{page}",
        "copy": say(words.TEACHER_LINK),
        "help": say(words.TEACHER_LINK_HELP),
        "copied": say(words.COPIED),
        "by_hand": say(words.BY_HAND),
    }
    _key(key="room.key.kept", data=[data], on_secret_change=lambda: None)


def watch_frame(moved: Callable[[int], None]) -> None:
    """Call `moved` with the frame at which the teacher's film has come to rest."""

    def told() -> None:
        frame: Any = getattr(st.session_state.get("room.leading"), "frame", None)
        if isinstance(frame, int | float) and 0 <= frame < 1e5:
            moved(int(frame))

    _leading(key="room.leading", on_frame_change=told)


def go_to_frame(frame: int, number: int) -> None:
    """Bring the film on the page to a frame, once for each number."""
    _following(key="room.following", data=[{"frame": frame, "number": number}])


def base_path() -> str:
    """Return the path at which the app lies, from "/" to "/"."""
    folder = urlsplit(str(st.context.url or "")).path.rpartition("/")[0].strip("/")
    return f"/{folder}/" if folder else "/"


def link(code: str) -> str:
    """Return the short link by which students join."""
    here = urlsplit(str(st.context.url or "http://localhost"))
    return f"{here.scheme}://{here.netloc}{base_path()}?room={code}"


def qr(text: str) -> str:
    """Return a QR code as SVG, dark on white in either theme."""
    drawn: str = segno.make(text, micro=False, error="m").svg_inline(scale=8, border=3, light="#fff", omitsize=True)
    return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
