"""Data that a visitor brings along, as one value: equal where the numbers are, and named by a digest of them."""

from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from dlcore.arrays import Array
from dlcore.data.builtin_tables import Table
from dlcore.data.datasets import NOISE_SPREAD, Source, Task, sample

LARGEST = 1e300
"""The largest size of a number: the sum over all rows is still a number."""


@dataclass(frozen=True, eq=False, repr=False)
class OwnData:
    """Inputs x (n, d) and target (n,): the index of a class, or a number where there are no class names.

    `drawn` points have two coordinates on the PLANE and are treated like a toy shape, with features; all other data
    like a table, standardized after the split, which is that of `held_out` (n,) where it is told. `name` is that of the
    dataset in an Experiment. The arrays are copied and can no longer be written to. Two values are equal, and print
    the same, where all they hold is the same. Raises ValueError with a sentence for data that no network could learn
    from.
    """

    x: Array
    target: Array
    feature_names: tuple[str, ...]
    class_names: tuple[str, ...] = ()
    drawn: bool = False
    name: str = "own"
    held_out: NDArray[np.bool_] | None = None

    def __post_init__(self) -> None:
        for field in ("x", "target"):
            values = np.array(getattr(self, field), dtype=float, order="C")
            values.setflags(write=False)
            object.__setattr__(self, field, values)
        for field in ("feature_names", "class_names"):
            object.__setattr__(self, field, tuple(" ".join(str(name).split()) for name in getattr(self, field)))
        if self.held_out is not None:
            object.__setattr__(self, "held_out", np.array(self.held_out, dtype=bool))
        self._check()

    def _check(self) -> None:
        if self.x.ndim != 2 or self.x.shape[1] < 1 or self.target.shape != self.x.shape[:1]:
            raise ValueError(f"x is (n, d) and target (n,), not {self.x.shape} and {self.target.shape}.")
        if self.held_out is not None and self.held_out.shape != self.target.shape:
            raise ValueError("Every example is for testing or not.")
        if len(self.feature_names) != self.x.shape[1]:
            raise ValueError(f"{self.x.shape[1]} inputs need as many names, not {len(self.feature_names)}.")
        if not all((np.abs(values) <= LARGEST).all() for values in (self.x, self.target)):
            raise ValueError(f"Every number must be finite, and at most {LARGEST:g} in size.")
        if self.drawn and self.x.shape[1] != 2:
            raise ValueError(f"Drawn points have two coordinates, not {self.x.shape[1]}.")
        if self.class_names and set(self.target.tolist()) != set(range(len(self.class_names))):
            raise ValueError("Every class needs an example, and every example a class.")
        if len(self.class_names) == 1:
            raise ValueError("All examples are of one class: there is nothing to tell apart.")
        if len(self.x) < max(4, len(self.class_names) + 1):
            raise ValueError(f"{len(self.x)} examples are too few to learn from and to test on.")

    @cached_property
    def digest(self) -> str:
        """A name for everything held here, 32 hexadecimal digits."""
        told = repr((self.x.shape, self.feature_names, self.class_names, self.drawn, self.name)).encode()
        parts = b"" if self.held_out is None else self.held_out.tobytes()
        return sha256(told + self.x.tobytes() + self.target.tobytes() + parts).hexdigest()[:32]

    def __eq__(self, other: object) -> bool:
        """Compare all that is held, by its digest."""
        return self.digest == other.digest if isinstance(other, OwnData) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        return f"OwnData({self.name!r}, {len(self.x)} × {self.x.shape[1]}, {self.digest})"

    @property
    def task(self) -> Task:
        """Classes to tell apart, or a number to predict."""
        return "classification" if self.class_names else "regression"

    @property
    def source(self) -> Source:
        """The source that DATASETS would hold for a built-in dataset."""
        table = Table(self.x, self.target, self.feature_names, self.class_names, self.held_out)
        spread = NOISE_SPREAD if self.drawn else None
        make = partial(sample, self.name, table, spread=spread)
        return Source(
            self.name, self.task, self.x.shape[1], len(self.class_names), make, rows=len(self.x), drawn=self.drawn
        )
