"""A landscape as one picture: bands of equal loss on a logarithmic scale, a line between one band and the next."""

import numpy as np

from pages.ui.charts.heatmap import blend, png

BANDS = 16
FINE = 420
"""Pixels along the longer side."""

LOWEST, HIGHEST, LINE = "#ffffff", "#cbc9da", "#a3a0b6"
DEEPEST = 1e-4
"""The part of the highest loss at which the lowest band ends: below that the logarithm would go on for ever."""


def places(extent: tuple[float, float, float, float], fine: int = FINE) -> np.ndarray:
    """Return the points (rows, columns, 2) of a picture of `extent`, lowest row first, at the centres of its pixels."""
    x0, x1, y0, y1 = extent
    unit = max(x1 - x0, y1 - y0) / fine
    columns, rows = round((x1 - x0) / unit), round((y1 - y0) / unit)
    x = x0 + (np.arange(columns) + 0.5) * (x1 - x0) / columns
    y = y0 + (np.arange(rows) + 0.5) * (y1 - y0) / rows
    return np.stack(np.meshgrid(x, y), axis=-1)


def bands(loss: np.ndarray) -> np.ndarray:
    """Return the band 0 … BANDS − 1 of each loss >= 0: equal steps of log (loss + 0.0001 · highest)."""
    height = np.log(loss + DEEPEST * loss.max() + 1e-300)
    low, high = float(height.min()), float(height.max())
    return np.minimum((height - low) / max(high - low, 1e-12) * BANDS, BANDS - 1).astype(np.uint8)


def picture(loss: np.ndarray) -> str:
    """Return losses (rows, columns), lowest row first, as the data URL of a picture."""
    level = bands(loss)
    edge = np.zeros(level.shape, bool)
    edge[:, 1:] |= level[:, 1:] != level[:, :-1]
    edge[1:] |= level[1:] != level[:-1]
    return png(np.where(edge, BANDS, level)[::-1].astype(np.uint8), palette())


def palette() -> np.ndarray:
    """Return the colours of the bands, from the lowest to the highest, and of the line."""
    return np.vstack([blend(LOWEST, HIGHEST, BANDS), blend(LINE, LINE, 1)])


def finer(loss: np.ndarray, times: int) -> np.ndarray:
    """Return values (rows, columns) with `times` pixels for each, straight from one to the next."""
    for axis in (0, 1):
        n = loss.shape[axis]
        at = np.clip((np.arange(n * times) + 0.5) / times - 0.5, 0, n - 1)
        before = np.minimum(at.astype(int), n - 2)
        share = (at - before).reshape((-1, 1) if axis == 0 else (1, -1))
        loss = (1 - share) * loss.take(before, axis) + share * loss.take(before + 1, axis)
    return loss
