"""Values over a plane and over time as ONE picture: a reel, all frames side by side in rows, like a contact sheet.

The chart shows one cell of the reel through a window and moves the reel when the frame moves. So a film of a hundred
heat-maps is one short text, one image in the page, and never flickers.
"""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import ceil, sqrt

import numpy as np
from PIL import Image

from pages.ui.serving.once import once
from pages.ui.theme import NEGATIVE, POSITIVE, ZERO

LEVELS = 49
"""Steps of the scale from orange over grey to blue: odd, so that zero is grey."""


@dataclass(frozen=True)
class Reel:
    """A film of pictures as one data URL: `columns` × `rows` cells, each picture with its edge repeated around it."""

    url: str
    columns: int
    rows: int
    width: int
    height: int
    frames: int


def rgb(colour: str) -> np.ndarray:
    """Return the three numbers of "#rrggbb"."""
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], dtype=float)


def blend(start: str, end: str, steps: int) -> np.ndarray:
    """Return (steps, 3) colours from `start` to `end`."""
    share = np.linspace(0, 1, steps)[:, None]
    return np.rint((1 - share) * rgb(start) + share * rgb(end)).astype(np.uint8)


@once
def diverging(levels: int = LEVELS) -> np.ndarray:
    """Return the (levels, 3) colours from orange over grey to blue."""
    half = levels // 2 + 1
    return np.vstack([blend(NEGATIVE, ZERO, half)[:-1], blend(ZERO, POSITIVE, half)])


def signed(values: np.ndarray, full: float = 1.0, levels: int = LEVELS) -> np.ndarray:
    """Return the level of each value on the diverging scale, where ±`full` and beyond are the full colours."""
    half = levels // 2
    return np.rint(np.clip(values / full, -1, 1) * half + half).astype(np.uint8)


def reel(levels: np.ndarray, palette: np.ndarray) -> Reel:
    """Lay out levels (T, height, width), lowest row first, as one PNG with the colours of `palette`.

    Each picture has its edge repeated once around it, so that the browser's smoothing does not mix it with its
    neighbours.
    """
    frames, height, width = levels.shape
    columns = ceil(sqrt(frames))
    rows = ceil(frames / columns)
    sheet = np.zeros((rows * columns, height + 2, width + 2), np.uint8)
    upright = levels[:, ::-1]
    sheet[:frames, 1:-1, 1:-1] = upright
    sheet[:frames, 0, 1:-1], sheet[:frames, -1, 1:-1] = upright[:, 0], upright[:, -1]
    sheet[:, :, 0], sheet[:, :, -1] = sheet[:, :, 1], sheet[:, :, -2]
    pixels = sheet.reshape(rows, columns, height + 2, width + 2).swapaxes(1, 2).reshape(rows * (height + 2), -1)
    return Reel(png(pixels, palette), columns, rows, width, height, frames)


def png(pixels: np.ndarray, palette: np.ndarray | Sequence[Sequence[int]]) -> str:
    """Return the data URL of a picture whose pixels number the colours of `palette`."""
    image = Image.frombytes("P", (pixels.shape[1], pixels.shape[0]), np.ascontiguousarray(pixels).tobytes())
    image.putpalette(np.asarray(palette, np.uint8).tobytes())
    file = BytesIO()
    image.save(file, "PNG", compress_level=5)
    return "data:image/png;base64," + b64encode(file.getvalue()).decode("ascii")
