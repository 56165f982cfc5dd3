"""The film player: one component that moves every film chart on the page, in the browser alone.

It writes its frame into each chart's own hidden `frame` input. Nothing goes to the server while a film plays.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from pages.ui.text import Text, say

LABELS: Mapping[str, Text] = {
    "player": Text("Film player", "필름 재생기"),
    "play": Text("Play (space)", "재생 (스페이스)"),
    "pause": Text("Pause (space)", "일시 정지 (스페이스)"),
    "first": Text("First frame (Home)", "첫 프레임 (Home)"),
    "back": Text("One frame back (←)", "한 프레임 뒤로 (←)"),
    "forward": Text("One frame forward (→)", "한 프레임 앞으로 (→)"),
    "last": Text("Last frame (End)", "마지막 프레임 (End)"),
    "slider": Text("Frame", "프레임"),
    "speed": Text("Speed", "속도"),
}

FASTEST = 32.0
"""Frames a second at 1×: more than the eye needs, and no more than a browser without a graphics card can draw."""

SHORTEST = 2.0
"""Seconds that a short film lasts at 1×."""

_FILE = Path(__file__)
_mount = st.components.v2.component(
    "film_player",
    html=_FILE.with_suffix(".html").read_text(encoding="utf-8"),
    css=_FILE.with_suffix(".css").read_text(encoding="utf-8"),
    js=_FILE.with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def rate(frames: int) -> float:
    """Return the frames a second at which a film is played at 1×."""
    return min(FASTEST, max(frames, 1) / SHORTEST)


def show(
    frames: int,
    captions: Sequence[str],
    key: str,
    *,
    name: str = "frame",
    start: int = 0,
    autoplay: bool = False,
    loop: bool = False,
    pace: float | None = None,
    follow: bool = False,
    spoken: Sequence[str] = (),
) -> None:
    """Show the player of a film and let it move every chart whose parameter is called `name`.

    `captions` says for each frame what it shows ("epoch 12"), `spoken` what is read out after it. `start` is the first
    frame to show; a negative one counts from the end. `autoplay` is ignored for visitors who ask for less motion. When
    a new film arrives under the same `key`, the player keeps its frame (the last stays the last), its speed, and goes
    on playing if it was. A film that is still growing is to be `follow`ed: the player goes to its last frame when it
    begins, unless it plays. `pace` is the frames a second at 1×, for films that are to be read frame by frame.
    """
    data: dict[str, Any] = {
        "frames": frames,
        "captions": list(captions),
        "spoken": list(spoken),
        "labels": {part: say(label) for part, label in LABELS.items()},
        "name": name,
        "start": start,
        "autoplay": autoplay,
        "loop": loop,
        "follow": follow,
        "rate": rate(frames) if pace is None else pace,
    }
    # In a list, because the host looks through a dictionary for data frames, and imports pandas to know one.
    _mount(key=key, data=[data])
