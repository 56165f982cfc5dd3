"""Refits of a model written out as a numpy program that prints the same three parts, and the error measured apart."""

import inspect

from dlcore.generalization.regressors import REGRESSORS, RIDGE_DEGREE, least_squares
from dlcore.generalization.samples import FRESH, Setting

PROGRAM = '''"""Refit a model to {replications} samples of {n} examples, and part its error in three."""

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


def program(setting: Setting, capacity: float) -> str:
    """Write out the refits of a model that is fitted by a formula; the program needs numpy and nothing else.

    Raises ValueError for the network, whose refits are runs of training.
    """
    if setting.model == "network":
        raise ValueError("Only models that are fitted by a formula can be written out in a few lines.")
    needed = [least_squares] if setting.model == "polynomial" else []
    functions = "\n\n\n".join(inspect.getsource(one).rstrip() for one in (*needed, REGRESSORS[setting.model]))
    return PROGRAM.format(
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
