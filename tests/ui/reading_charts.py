"""What a browser would make of a chart's data: the same numbers, read another way."""

import base64
import io

import numpy as np
from PIL import Image


def picture(url: str) -> np.ndarray:
    """The colours (height, width, 3) of a data URL."""
    kind, _, text = url.partition(",")
    assert kind == "data:image/png;base64"
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(text))).convert("RGB"))


def cell(reel, frame: int) -> np.ndarray:
    """The colours (height, width, 3) that the window shows at a frame, its border left out."""
    row, column = divmod(frame, reel.columns)
    top, left = row * (reel.height + 2) + 1, column * (reel.width + 2) + 1
    return picture(reel.url)[top : top + reel.height, left : left + reel.width]


def number(table, row: int, frame: int) -> float:
    """The number of a row's film at a frame."""
    cells = {name: table[name][row].as_py() for name in ("film", "bottom", "step")}
    return cells["bottom"] + cells["step"] * int(cells["film"][4 * frame : 4 * frame + 4], 16)
