"""Refits, a study of estimators and a saved model put to use, written out as numpy programs."""

import inspect
from collections.abc import Sequence

from dlcore.estimation.estimators import ESTIMATORS, mean
from dlcore.estimation.populations import COUNT, RATE, SIGMA, UPPER, population
from dlcore.generalization.regressors import REGRESSORS, RIDGE_DEGREE, least_squares
from dlcore.generalization.samples import FRESH, Setting
from dlcore.registry import Registry

REFITS = '''"""Refit a model to {replications} samples of {n} examples, and part its error in three."""

import numpy as np
from numpy.polynomial.legendre import leggauss, legvander

Array = np.ndarray
RIDGE_DEGREE = {degree}


def f(x):
    return {truth}


{functions}


n, replications, noise = {n}, {replications}, {noise!r}
x_rng, noise_rng, test_rng, _ = np.random.default_rng({seed}).spawn(4)
x = -1 + 2 / n * (np.arange(n) + x_rng.random((replications, n)))
y = f(x) + noise * noise_rng.standard_normal(x.shape)
test_x = test_rng.uniform(-1, 1, (replications, {fresh}))
test_y = f(test_x) + noise * test_rng.standard_normal(test_x.shape)

grid, weights = leggauss(64)
places = np.concatenate([np.tile(grid, (replications, 1)), test_x], axis=1)
predicted = {model}(x, y, places, {capacity!r})
curves, tested = predicted[:, : len(grid)], predicted[:, len(grid) :]

variance = curves.var(axis=0, ddof=1) @ weights / 2
bias = (curves.mean(axis=0) - f(grid)) ** 2 @ weights / 2 - variance / replications
print("bias squared", bias)
print("variance", variance)
print("noise", noise**2)
print("sum", bias + variance + noise**2)
print("measured apart", ((tested - test_y) ** 2).mean())
'''

TRUTH = {
    "sine": "np.sin(np.pi * x)",
    "waves": "np.sin(2 * np.pi * x)",
    "line": "0.8 * x + 0.2",
    "peak": "2 / (1 + 25 * x**2) - 1",
    "step": "np.where(x < 0, -0.8, 0.8)",
}


def refit_program(setting: Setting, capacity: float) -> str:
    """Write out the refits of a model that is fitted by a formula; the program needs numpy and nothing else.

    Raises ValueError for the network, whose refits are runs of training.
    """
    if setting.model == "network":
        raise ValueError("Only models that are fitted by a formula can be written out in a few lines.")
    needed = [least_squares] if setting.model == "polynomial" else []
    functions = "\n\n\n".join(inspect.getsource(one).rstrip() for one in (*needed, REGRESSORS[setting.model]))
    return REFITS.format(
        replications=setting.replications,
        n=setting.n,
        noise=setting.noise,
        seed=setting.seed,
        degree=RIDGE_DEGREE,
        truth=TRUTH[setting.truth],
        functions=functions,
        fresh=FRESH,
        model=setting.model,
        capacity=capacity if setting.model == "ridge" else int(capacity),
    )


ESTIMATES = '''"""Draw {replications} samples of {n} observations, and judge estimators of {truth:.6g} by them."""

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


def estimator_program(
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
    return ESTIMATES.format(
        replications=replications, n=n, truth=truth, functions=functions, seed=seed, draw=draw, lines="\n".join(lines)
    )


PREDICTION = '''\
"""Load model.npz, which lies beside this file, and predict: it holds what was found, and what shapes the formula."""

import numpy as np

saved = np.load("model.npz")


def predict(x):
    """{told} for x of shape (n, {inputs})."""
'''

FORMULAS: Registry[tuple[str, int, str]] = Registry(
    "family",
    {
        "line": (
            "Numbers",
            1,
            """    powers = x ** np.arange(1, len(saved["coefficients"]) + 1)
    return saved["intercept"][0] + powers @ saved["coefficients"]
""",
        ),
        "svm": (
            "Scores, positive for class 1,",
            2,
            """    vectors = saved["support_vectors"]
    kernel = x @ vectors.T
    if saved["structure.kernel"] == "rbf":
        distance = ((x[:, None] - vectors) ** 2).sum(axis=-1)
        kernel = np.exp(-saved["structure.gamma"] * distance)
    return kernel @ saved["dual_coefficients"] + saved["intercept"][0]
""",
        ),
        "network": (
            "Scores, positive for class 1,",
            2,
            """    hidden = np.tanh(x @ saved["weights_1"] + saved["biases_1"])
    return (hidden @ saved["weights_2"] + saved["biases_2"])[:, 0]
""",
        ),
    },
)
"""Of each family what it predicts, from how many inputs, and its formula."""


def prediction_program(family: str) -> str:
    """Write the program for a family. Raises UnknownNameError for an unknown one."""
    told, inputs, formula = FORMULAS[family]
    head = PREDICTION.format(told=told, inputs=inputs)
    return f"{head}{formula}\n\nprint(predict(np.full((1, {inputs}), 0.1)))\n"
