"""A room's parts in the browser: the teacher's secret kept in the tab, the film's frame read and set, a QR code."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import segno
import streamlit as st

from pages.ui import reported
from pages.ui.component import Component
from pages.ui.room import words
from pages.ui.room.tables import LONGEST_LINK
from pages.ui.text import say

HERE = Path(__file__).parent
KEY = Component("teacher_key", str(HERE / "teacher_key.py"), isolated=True)
LEADING = Component("room_leading", str(HERE / "leading.py"))
FOLLOWING = Component("room_following", str(HERE / "following.py"))
PLAN_LINKS = Component("room_plan_links", str(HERE / "plan_links.py"))


def ask_for_key(code: str, use: Callable[[str], None]) -> None:
    """Ask the browser for the teacher's secret of a room; `use` is called with it, or with "none"."""
    KEY.mount("room.key", {"code": code, "ask": True}, secret=lambda secret: use(reported.word(secret)))


def keep_key(code: str, secret: str) -> None:
    """Let the tab keep the secret. Draws nothing, and must not lie where the browser draws only what is unfolded."""
    KEY.mount("room.key.kept", {"code": code, "secret": secret})


def copy_key(code: str, secret: str) -> None:
    """Draw the button that copies the teacher's link to what is shown now, with the secret behind its #."""
    data = {
        "code": code,
        "secret": secret,
        "copy": say(words.TEACHER_LINK),
        "help": say(words.TEACHER_LINK_HELP),
        "copied": say(words.COPIED),
        "by_hand": say(words.BY_HAND),
    }
    KEY.mount("room.key.copy", data)


def watch_frame(moved: Callable[[int], None]) -> None:
    """Call `moved` with the frame at which the teacher's film has come to rest."""
    LEADING.mount("room.leading", {}, frame=lambda frame: moved(reported.whole(frame, 0, 99_999)))


def open_plan_links_here(use: Callable[[str], None]) -> None:
    """Call `use` with the link of the plan that is clicked, in place of the new tab that it would open."""
    PLAN_LINKS.mount("room.plan_links", {}, link=lambda link: use(reported.word(link, LONGEST_LINK)))


def go_to_frame(frame: int, number: int) -> None:
    """Bring the film on the page to a frame, once for each number."""
    FOLLOWING.mount("room.following", {"frame": frame, "number": number})


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
