"""Real tables that come with scikit-learn, in their own units; imported on first use, then kept."""

import sys
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dlcore.arrays import Array
from dlcore.registry import Registry


class Facts(NamedTuple):
    """Facts about a table known without loading it; `classes` is 0 where the target is a number."""

    rows: int
    inputs: int
    classes: int


class Table(NamedTuple):
    """Inputs (n, d) and target (n,), a number or a class's index; read-only, since every visitor shares them.

    `held_out` (n,) says which rows are for testing, where the table says so itself.
    """

    x: Array
    target: Array
    feature_names: tuple[str, ...]
    class_names: tuple[str, ...]
    held_out: NDArray[np.bool_] | None = None


TABLES = Registry(
    "table",
    {
        "iris": Facts(150, 4, 3),
        "wine": Facts(178, 13, 3),
        "breast_cancer": Facts(569, 30, 2),
        "digits": Facts(1797, 64, 10),
        "diabetes": Facts(442, 10, 0),
    },
)


def is_ready(name: str) -> bool:
    """Tell whether a dataset is there at once: the first of TABLES brings scikit-learn along, seconds of it."""
    return name not in TABLES or "sklearn.datasets" in sys.modules


@cache
def load_table(name: str) -> Table:
    """Load one of TABLES from scikit-learn (nothing is downloaded); diabetes as measured, not its scaled form.

    Raises UnknownNameError for a name that TABLES does not hold.
    """
    facts = TABLES[name]
    from sklearn import datasets  # type: ignore[import-untyped, unused-ignore]

    bunch = datasets.load_diabetes(scaled=False) if name == "diabetes" else getattr(datasets, f"load_{name}")()
    x, target = np.array(bunch.data, dtype=float), np.array(bunch.target, dtype=float)
    x.setflags(write=False)
    target.setflags(write=False)
    class_names = tuple(str(label) for label in bunch.target_names) if facts.classes else ()
    return Table(x, target, tuple(str(feature) for feature in bunch.feature_names), class_names)
