"""A curve of twelve knots, drawn with the finger, by arrow keys or as numbers; it reports when it is let go.

A knot is a whole number from 0, the lower edge of the picture, to 100, its upper one. A curve that is not drawn has no
knots. In a link: 90.70.55 and so on, twelve of them.
"""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from pages.ui import reported
from pages.ui.component import Component
from pages.ui.text import Text, say

COUNT, HIGHEST = 12, 100

CURVE = Component("drawn_curve", __file__, sets=True)

WORDS = {
    "help": Text("Draw with the finger or the mouse, or by arrow keys.", "손가락이나 마우스, 화살표 키로 그립니다."),
    "keys": Text(
        "Left and right choose a point, up and down move it; Home and End go to the first and the last.",
        "왼쪽과 오른쪽 화살표로 점을 고르고, 위와 아래 화살표로 움직입니다. Home과 End는 처음과 마지막 점으로 갑니다.",
    ),
    "clear": Text("Clear", "지우기"),
    "numbers": Text("As numbers (0 to 100)", "숫자로 입력 (0~100)"),
    "knot": Text("point {knot} of {count}, {place}", "점 {count}개 중 {knot}번째, {place}"),
    "none": Text("not drawn yet", "아직 그리지 않음"),
    "start": Text("start", "시작"),
    "empty": Text("Draw here", "여기에 그리십시오"),
}

Knots = tuple[int, ...]


def pack(knots: Knots) -> str:
    """Return the word that a link has for a curve."""
    return ".".join(map(str, knots))


def unpack(word: str) -> Knots:
    """Return the curve that a link means. Raises ValueError for anything but twelve whole numbers from 0 to 100."""
    parts = word.split(".")
    if len(parts) != COUNT or not all(part.isascii() and part.isdigit() and len(part) <= 3 for part in parts):
        raise ValueError(f"a curve is {COUNT} numbers")
    return checked([int(part) for part in parts])


def checked(numbers: Any) -> Knots:
    """Return these numbers as a curve, none for one that was cleared. Raises NonsenseError for what is no curve."""
    try:
        return reported.wholes(numbers, COUNT if numbers else 0, COUNT, 0, HIGHEST)
    except reported.NonsenseError:
        raise reported.NonsenseError(f"a curve is {COUNT} whole numbers from 0 to {HIGHEST}") from None


def heights(knots: Sequence[float]) -> list[float]:
    """Return the knots as shares of the picture's height."""
    return [knot / HIGHEST for knot in knots]


def show(
    key: str,
    label: str,
    knots: Knots,
    on_draw: Callable[[Knots], None],
    *,
    places: Sequence[str],
    titles: tuple[str, str],
    ticks: tuple[Sequence[tuple[float, str]], Sequence[tuple[float, str]]],
    start: float | None = None,
    height: int = 230,
) -> None:
    """Show the drawing area; `on_draw` is called with the curve when it is let go, before the next run.

    `places` names where each knot stands ("step 5"), `titles` and `ticks` are of the axes, x and y, the ticks at shares
    of width and height; `start` is the height, as a share, at which the curve is known to begin.
    """
    answered = f"{key}.answered"

    def drawn(report: Any) -> None:
        numbers, st.session_state[answered] = reported.turned(report)
        on_draw(checked(numbers))

    data = {
        "label": label,
        "knots": list(knots),
        "places": list(places),
        "x_title": titles[0],
        "y_title": titles[1],
        "x_ticks": [list(tick) for tick in ticks[0]],
        "y_ticks": [list(tick) for tick in ticks[1]],
        "start": start,
        "height": height,
        "answered": st.session_state.get(answered, 0),
        "words": {name: say(words) for name, words in WORDS.items()},
    }
    CURVE.mount(key, data, drawn=drawn)
