"""The link to exactly what is on the screen, and two other things that only the browser can do.

It tells the document its language. And it closes a false alarm: to the very first visitor of a process Streamlit 1.67
says "Page not found" over the page it has found, since it looks for scripts directly in pages/ before app.py has run.
"""

from collections.abc import Mapping

from pages.ui import text
from pages.ui.component import Component
from pages.ui.text import Text, say

COPY = Text("Copy link", "링크 복사")
COPIED = Text("Copied", "복사했습니다")
BY_HAND = Text("Copy this link", "이 링크를 복사하십시오")

SHARE = Component("share_link", __file__)
"""Not isolated: a dialog keeps the focus in a ring that does not see into a shadow root."""


def copy_link(page: str) -> None:
    """Draw the button that copies the address of this state of `page`, the frame of the film included."""
    words = {"copy": say(COPY), "copied": say(COPIED), "by_hand": say(BY_HAND)}
    data = {"language": text.language(), "languages": _languages(), "page": page, "frame": True, **words}
    SHARE.mount("share", data, back=lambda moment: None)


def copy_class_link(page: str, settings: Mapping[str, str | None], *, frame: bool, open_words: str) -> None:
    """Draw the button that copies the address with these settings, and a link that opens it; None takes one out."""
    words = {"copy": say(COPY), "copied": say(COPIED), "by_hand": say(BY_HAND), "open": open_words}
    data = {"language": text.language(), "languages": _languages(), "page": page, "frame": frame, **words}
    SHARE.mount("share_class", data | {"settings": dict(settings)})


def _languages() -> list[list[str]]:
    return [list(pair) for pair in text.LANGUAGES.items()]
