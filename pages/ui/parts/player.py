"""The film player: one component that moves every film chart on the page, in the browser alone.

It writes its frame into each chart's own hidden `frame` input. Nothing goes to the server while a film plays.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from pages.ui.component import Component
from pages.ui.text import Text, say

LABELS: Mapping[str, Text] = {
    "player": Text("Film player", "애니메이션 재생기"),
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

LENGTH = 4.0
"""Seconds that a film lasts at 1×, unless that needs more than FASTEST."""

NUMBER, PLACE = re.compile(r"\d(?:[\d.,]*\d)?(?:e[+-]?\d+)?"), "\x00"

PLAYER = Component("film_player", __file__)


def rate(frames: int) -> float:
    """Return the frames a second at which a film is played at 1×."""
    return min(FASTEST, max(frames, 1) / LENGTH)


def shortened(lines: Sequence[str]) -> list[str]:
    """Return lines as the script takes them: where they differ in their numbers alone, the words once.

    Those come first, each number as a sign of its own; then the numbers of every line, with blanks between.
    """
    words = {NUMBER.sub(PLACE, line) for line in lines}
    if len(lines) < 2 or len(words) > 1:
        return list(lines)
    return [words.pop(), *(" ".join(NUMBER.findall(line)) for line in lines)]


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
    film: str = "",
) -> None:
    """Show the player of a film and let it move every chart whose parameter is called `name`.

    `captions` says for each frame what it shows ("epoch 12"), `spoken` what is read out after it. `start` is the first
    frame to show; a negative one counts from the end. With `autoplay` it plays at the first visit; visitors who ask for
    less motion see its last frame instead. Another film under the same `key` (other captions, or another `film`) plays
    once from its start; while a control is dragged its last frame is shown; where the visitor has stopped the player
    it rests where it stood, and never on the first frame. A film that is still growing is to be `follow`ed, under one
    name `film`: the player stands at its last frame, and so stays when it is whole. `pace` is the frames a second at
    1×, for films that are to be read frame by frame.
    """
    data: dict[str, Any] = {
        "frames": frames,
        "captions": shortened(captions),
        "spoken": shortened(spoken),
        "labels": {part: say(label) for part, label in LABELS.items()},
        "name": name,
        "start": start,
        "autoplay": autoplay,
        "loop": loop,
        "follow": follow,
        "film": film,
        "order": st.session_state.get(f"{st.session_state.get('page')}:play", 0),
        "rate": rate(frames) if pace is None else pace,
    }
    PLAYER.mount(key, data)
