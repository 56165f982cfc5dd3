"""The fit of a regression: residuals in the units measured, their size, and R²."""

import numpy as np

from dlcore.analysis.inspection import Inspection
from dlcore.arrays import Array
from dlcore.data.datasets import Dataset, center_and_spread


def measured(part: Dataset) -> Array:
    """The true values of a part (n,) in the units in which they were measured."""
    return part.measured[1][:, 0]


def predicted(run: Inspection, part: Dataset) -> Array:
    """The predictions of a part at each frame, (T, n), in the units in which the truth was measured.

    Raises ValueError for classes.
    """
    if part.class_names:
        raise ValueError("Classes have no units; predictions of a number have.")
    return np.asarray(run.predictions(part.x) * part.y_scale + part.y_center)[..., 0]


def root_mean_squared_error(prediction: Array, truth: Array) -> Array:
    """√(mean (ŷ − y)²) over the last axis, (..., n) → (...,): the usual size of a residual, in the units of y."""
    residuals = prediction - truth
    size = max(float(np.abs(residuals).max(initial=0)), np.finfo(float).tiny)
    return np.asarray(np.sqrt(np.mean((residuals / size) ** 2, axis=-1)) * size)


def determination(prediction: Array, truth: Array) -> Array:
    """R² = 1 − Σ(ŷ − y)² / Σ(y − ȳ)², (..., n) → (...,): the share of the variance of y that is explained.

    1 is perfect, 0 no better than always saying the mean ȳ, below 0 worse. NaN where y does not vary but by rounding.
    """
    spread = center_and_spread(truth[:, None])[1]
    if not spread:
        return np.full(prediction.shape[:-1], np.nan)
    variation = np.sum(((truth - truth.mean()) / spread) ** 2)
    return np.asarray(1 - np.sum(((prediction - truth) / spread) ** 2, axis=-1) / variation)


def histogram(residuals: Array, edges: Array) -> Array:
    """Shares (T, b) of residuals (T, n) between the edges (b + 1,) of b bins; what lies beyond is in the outer ones."""
    bins = len(edges) - 1
    place = np.clip(np.searchsorted(edges, residuals, side="right") - 1, 0, bins - 1)
    frames = np.arange(len(residuals))[:, None] * bins
    counts = np.bincount((frames + place).ravel(), minlength=len(residuals) * bins)
    return np.asarray(counts.reshape(-1, bins) / residuals.shape[-1])
