"""A network over time, written down small: θ in a byte or two a number, the map of every neuron in one picture."""

from base64 import b64encode
from collections.abc import Sequence
from typing import Any

import numpy as np

from pages.ui.charts import heatmap

SHADES = 17
"""Steps of a neuron's small map: fewer than for the large one, since nobody sees the difference."""

ROOM = 100_000
"""Bytes for all weights of a film: if two bytes a number would need more, one has to do."""


def resolution(neurons: int) -> int:
    """Return how many pixels wide the maps of a network with so many neurons should be, to stay within the budget."""
    return 12 if neurons <= 24 else 10 if neurons <= 48 else 8 if neurons <= 72 else 6


def picture(sizes: Sequence[int], theta: np.ndarray, maps: Sequence[np.ndarray]) -> dict[str, Any]:
    """Return what the diagram draws, from θ (T, p) and a layer's maps (T or 1, h, r, r) or means (T or 1, h).

    θ has for each layer the (in + 1, out) weights row by row, the bias last. Every layer, from inputs to outputs,
    has its maps, lowest row first; their values are in full colour at ±1.
    """
    told = {"sizes": list(sizes), "frames": len(theta), "parameters": theta.shape[1]}
    told["full"] = float(np.quantile(np.abs(theta), 0.98)) or 1.0
    return told | weights(theta) | sheet(maps, len(theta))


def weights(theta: np.ndarray) -> dict[str, Any]:
    """Return θ (T, p) as whole multiples of a small step, and how many digits after the point that step tells."""
    size = 2 if 2 * theta.size <= ROOM else 1
    step = (float(np.abs(theta).max()) or 1.0) / (2 ** (8 * size - 1) - 1)
    multiples = np.rint(theta / step).astype(f"<i{size}")
    digits = int(np.clip(np.floor(-np.log10(step)), 0, 2))
    return {"theta": b64encode(multiples.tobytes()).decode("ascii"), "bytes": size, "scale": step, "digits": digits}


def sheet(maps: Sequence[np.ndarray], frames: int) -> dict[str, Any]:
    """Return the picture of all maps, a row for each neuron and a column for each frame, and the size of its cells."""
    cell = maps[0].shape[-1] if maps[0].ndim == 4 else 1
    rows = []
    for layer in maps:
        levels = heatmap.signed(layer, 1.0, SHADES).reshape(len(layer), layer.shape[1], cell, cell)[:, :, ::-1]
        rows.append(
            np.broadcast_to(levels, (frames, *levels.shape[1:])).transpose(1, 2, 0, 3).reshape(-1, frames * cell)
        )
    return {"sheet": heatmap.png(np.vstack(rows), heatmap.diverging(SHADES)), "cell": cell}


def scaled(layer: np.ndarray) -> np.ndarray:
    """Return activations divided by their 98 % point of size: for activations without bound."""
    return layer / (float(np.quantile(np.abs(layer[:: max(1, len(layer) // 16)]), 0.98)) or 1.0)


def arrows(pushes: np.ndarray, at: Sequence[int]) -> dict[str, Any]:
    """Return what a picture gains by arrows on its edges: where the A rows of `pushes` (A, p) push every weight.

    `at` (T,) names the row for each frame, -1 for none. An arrow up is a push to larger numbers; the area of the
    arrow is the size of the push, full at the 98 % point of all.
    """
    sound = np.nan_to_num(pushes, nan=0.0, posinf=1e300, neginf=-1e300)
    full = float(np.quantile(np.abs(sound), 0.98)) or float(np.abs(sound).max()) or 1.0
    levels = np.rint(np.clip(sound / full, -1, 1) * 127).astype(np.int8)
    return {"pushes": b64encode(levels.tobytes()).decode("ascii"), "push_at": [int(row) for row in at]}
