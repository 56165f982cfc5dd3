"""Stages: a run that goes on from one of its own frames with other settings, or with a parameter set by hand.

The first settings train up to the step at which the first stage begins, that stage up to the next, and so on: one run,
one film. θ is handed on as it is, and so is the optimizer's state while the optimizer stays the same.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np


class Edit(NamedTuple):
    """One parameter set by hand: entry (row, column) of Θ_layer; row −1, the last, is the bias."""

    layer: int
    row: int
    column: int
    value: float


SETTINGS = (
    "learning_rate",
    "schedule",
    "batch_size",
    "optimizer",
    "loss",
    "regularization",
    "regularization_strength",
)
"""The settings that a stage may change."""


@dataclass(frozen=True)
class Stage:
    """A stage: from update `step` of the run on, `epochs` more with other settings; None leaves one as it was.

    First the edits are made. The order of the examples goes on where it was; another batch size begins a new epoch.
    Another optimizer begins with a fresh state, another schedule at its first step, over the stage's own updates; one
    left as it was goes on by the clock with which it began. Raises ValueError for a number out of range.
    """

    step: int
    epochs: int = 0
    learning_rate: float | None = None
    schedule: str | None = None
    batch_size: int | None = None
    optimizer: str | None = None
    loss: str | None = None
    regularization: str | None = None
    regularization_strength: float | None = None
    edits: tuple[Edit, ...] = ()

    def __post_init__(self) -> None:
        if self.step < 0 or self.epochs < 0:
            raise ValueError(f"step and epochs must not be negative, not {self.step} and {self.epochs}.")
        if not all(np.isfinite(edit.value) for edit in self.edits):
            raise ValueError(f"A parameter must be set to a finite number, not {self.edits}.")

    @property
    def changes(self) -> dict[str, Any]:
        """The settings that are not left as they were."""
        return {name: value for name in SETTINGS if (value := getattr(self, name)) is not None}
