"""A network over time, written down small: θ in two bytes a number, the map of every neuron in one picture."""

from base64 import b64encode
from collections.abc import Sequence
from typing import Any

import numpy as np

from pages.ui.charts import heatmap

SHADES = 17
"""Steps of a neuron's small map: fewer than for the large one, since nobody sees the difference."""

FINEST = 32767


def resolution(neurons: int) -> int:
    """Return how many pixels wide the maps of a network with so many neurons should be, to stay within the budget."""
    return 12 if neurons <= 24 else 10 if neurons <= 48 else 8


def picture(sizes: Sequence[int], theta: np.ndarray, maps: Sequence[np.ndarray] | None) -> dict[str, Any]:
    """Return what the diagram draws, from θ (T, p) and a layer's maps (T or 1, h, r, r) or means (T or 1, h).

    θ has for each layer the (in + 1, out) weights row by row, the bias last. Every layer, from inputs to outputs,
    has its maps, lowest row first; their values are in full colour at ±1.
    """
    largest = float(np.abs(theta).max()) or 1.0
    small = np.rint(theta / largest * FINEST).astype("<i2")
    told = {"sizes": list(sizes), "frames": len(theta), "parameters": theta.shape[1]}
    told |= {"theta": b64encode(small.tobytes()).decode("ascii"), "scale": largest / FINEST}
    told["full"] = float(np.quantile(np.abs(theta), 0.98)) or 1.0
    return told | sheet(maps, len(theta))


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
