"""A study of estimators written out as a numpy program that draws the same samples and prints the same figures."""

import inspect
from collections.abc import Sequence

from dlcore.estimation.estimators import ESTIMATORS, mean
from dlcore.estimation.populations import COUNT, RATE, SIGMA, UPPER, population

PROGRAM = '''"""Draw {replications} samples of {n} observations, and judge estimators of {truth:.6g} by them."""

from math import log

import numpy as np

Array = np.ndarray


{functions}


rng = np.random.default_rng({seed}).spawn(4)[0]
samples = {draw}
truth = {truth!r}
for name, estimates in {{
{lines}
}}.items():
    off = estimates - truth
    print(name, "bias", off.mean(), "variance", estimates.var(), "MSE", (off**2).mean())
'''

DRAWS = {
    "normal": "rng.normal({centre!r}, {sigma!r}, {shape})",
    "uniform": "rng.uniform(0, {upper!r}, {shape})",
    "exponential": "rng.exponential({scale!r}, {shape})",
    "laplace": "rng.laplace({centre!r}, {sigma!r} / 2**0.5, {shape})",
    "poisson": "rng.poisson({count!r}, {shape}).astype(float)",
    "cauchy": "{centre!r} + rng.standard_cauchy({shape})",
}


def program(
    place: str, centre: float, truth: float, chosen: Sequence[tuple[str, float]], n: int, replications: int, seed: int
) -> str:
    """The study of estimators (name, factor) as a program; it needs numpy and nothing else. Raises UnknownNameError."""
    population(place, centre)
    numbers = {"sigma": SIGMA, "upper": UPPER, "scale": 1 / RATE, "count": COUNT}
    draw = DRAWS[place].format(centre=centre, shape=(replications, n), **numbers)
    needed = [mean, *(ESTIMATORS[name] for name, _ in chosen)]
    if any("largest" in name for name, _ in chosen):
        needed.insert(1, ESTIMATORS["largest"])
    if any("median" in name for name, _ in chosen):
        needed.insert(1, ESTIMATORS["median"])
    functions = "\n\n\n".join(inspect.getsource(function).rstrip() for function in dict.fromkeys(needed))
    lines = [
        f"    {name!r}: {name}(samples, {factor!r})," if name == "shrunken" else f"    {name!r}: {name}(samples),"
        for name, factor in chosen
    ]
    return PROGRAM.format(
        replications=replications, n=n, truth=truth, functions=functions, seed=seed, draw=draw, lines="\n".join(lines)
    )
