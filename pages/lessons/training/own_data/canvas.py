"""A plane on which points of up to three classes are put by hand: drawn in the browser, reported when let go."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from pages.ui import theme
from pages.ui.component import Component
from pages.ui.parts.point_legend import OUTLINES
from pages.ui.text import Text, say

CLASSES = ("A", "B", "C")

WORDS = {
    "add": Text("Put points of class {name}", "{name} 클래스 점 찍기"),
    "erase": Text("Erase", "지우개"),
    "undo": Text("Undo", "되돌리기"),
    "clear": Text("Clear", "모두 지우기"),
    "help": Text(
        "Click puts a point, holding and moving sprays; drag a point to move it, right-click removes it. "
        "Keys: arrows, space, Delete, 1–3.",
        "클릭하면 점을 찍고, 누른 채 움직이면 흩뿌립니다. 점은 끌어서 옮기고 오른쪽 클릭으로 지웁니다. "
        "키보드: 화살표, 스페이스, Delete, 1–3.",
    ),
    "label": Text(
        "{title}. Points: {count}. The arrow keys move the cursor, space puts a point, Delete removes the nearest, "
        "1 to 3 choose the class, Control and Z undoes.",
        "{title}: 점 {count}개. 화살표 키로 커서를 옮기고, 스페이스로 점을 찍고, Delete로 가까운 점을 지우고, "
        "1에서 3으로 클래스를 고르고, Ctrl+Z로 되돌립니다.",
    ),
    "counted": Text("{count} of {most} points", "점 {count}개 (최대 {most}개)"),
    "at": Text("Cursor at ({x}, {y}).", "커서 위치 ({x}, {y})."),
    "added": Text("Class {name} at ({x}, {y}). Points: {count}.", "({x}, {y})에 {name} 클래스 점. 모두 {count}개."),
    "sprayed": Text(
        "Points of class {name}: {added} more. In all: {count}.", "{name} 클래스 점 {added}개. 모두 {count}개."
    ),
    "moved": Text("Moved to ({x}, {y}).", "({x}, {y}) 자리로 옮겼습니다."),
    "removed": Text("Removed. Points left: {count}.", "지웠습니다. 남은 점 {count}개."),
    "nothing": Text("No point near the cursor.", "커서 가까이에 점이 없습니다."),
    "undone": Text("Undone. Points: {count}.", "되돌렸습니다. 점 {count}개."),
    "cleared": Text(
        "All points are gone. Undo brings them back.", "점을 모두 지웠습니다. 되돌리기로 되살릴 수 있습니다."
    ),
    "full": Text("There is room for {most} points, no more.", "점은 {most}개까지 찍을 수 있습니다."),
    "chosen": Text("Class {name}.", "{name} 클래스."),
    "erasing": Text("Eraser.", "지우개."),
}

CANVAS = Component("canvas", __file__, sets=True)


def show(
    points: Sequence[Sequence[int]],
    title: str,
    key: str,
    *,
    reach: int,
    most: int,
    note: str = "",
    locked: bool = False,
    on_change: Callable[[Any], None],
) -> None:
    """Show points (x, y, class), x and y between ± reach; at most `most` can be put.

    on_change is called with all points, to be checked, before the next run, a little after the last one was let go.
    """
    data: dict[str, Any] = {
        "points": [list(point) for point in points],
        "title": title,
        "reach": reach,
        "most": most,
        "note": note,
        "locked": locked,
        "names": list(CLASSES),
        "colours": list(theme.CLASSES[: len(CLASSES)]),
        "outlines": [OUTLINES[shape] for shape in theme.SHAPES[: len(CLASSES)]],
        "font": theme.chart_config(bool(st.session_state.get(theme.PRESENTATION, False)))["axis"]["labelFontSize"],
        "words": {name: say(words) for name, words in WORDS.items()},
    }

    CANVAS.mount(key, data, points=on_change)
