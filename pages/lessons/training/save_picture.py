"""A picture of the page as a file, SVG or PNG, as it stands at the frame shown: made in the browser alone."""

from collections.abc import Mapping
from typing import Any

from pages.ui.component import Component
from pages.ui.text import Text, say

LABELS: Mapping[str, Text] = {
    "group": Text("Save a picture", "그림 저장"),
    "picture": Text("Picture to save", "저장할 그림"),
    "ground": Text("Ground", "바탕색"),
    "page": Text("as on the page", "화면 그대로"),
    "white": Text("on white", "흰 바탕"),
    "dark": Text("on black", "검은 바탕"),
    "as_svg": Text("Save the picture as SVG", "그림을 SVG로 저장"),
    "as_png": Text("Save the picture as PNG", "그림을 PNG로 저장"),
    "pixels": Text("This picture is made of pixels: PNG only.", "이 그림은 픽셀로 그려져 PNG로만 저장됩니다."),
    "saved": Text("Saved {name}", "{name} 파일을 저장했습니다"),
}

SAVER = Component("save_picture", __file__)


def show(pictures: Mapping[str, Text], key: str) -> None:
    """Offer the pictures that stand on the page under these keys, by their names; those that do not are not offered."""
    data: dict[str, Any] = {
        "pictures": [[place, say(name)] for place, name in pictures.items()],
        "labels": {part: say(label) for part, label in LABELS.items()},
    }
    SAVER.mount(key, data)
