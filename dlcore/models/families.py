"""Three families of models side by side: what the user sets goes into `fit`, what is found stands in `parameters`.

x is (n, d), y is (n,): numbers for the line, 0 or 1 for the other two, whose score is positive for class 1.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

import numpy as np

from dlcore.arrays import Array
from dlcore.network.losses import LOSSES
from dlcore.network.network import Backpropagation, Network, with_ones
from dlcore.optimization.optimizers import OPTIMIZERS, descend
from dlcore.registry import Registry

EPOCHS = 50
"""Epochs of every network here: set by us, so a hyperparameter."""

KERNELS = ("linear", "rbf")

MARK = "structure."
"""The prefix in a file before the name of a setting with which the formula is written."""

Parameters = dict[str, Array]
Structure = dict[str, str | float]


@dataclass(frozen=True, eq=False)
class Fitted:
    """A model after fitting: the parameters found, by name, and the few settings its formula is written with.

    A support vector machine predicts with its kernel and gamma, a network with its activation; no other setting of
    `fit` is needed again. `predict` raises ValueError where a parameter is missing.
    """

    family: str
    parameters: Parameters
    structure: Structure

    def predict(self, x: Array) -> Array:
        """Numbers, or scores whose sign is the class, (n,) for x (n, d)."""
        missing = [name for name in FAMILIES[self.family].names if name not in self.parameters]
        if missing:
            raise ValueError(f"A prediction needs {', '.join(missing)}, which is missing.")
        return FAMILIES[self.family].predict(self.parameters, self.structure, x)

    @property
    def count(self) -> int:
        """The number of parameters found."""
        return sum(values.size for values in self.parameters.values())

    def save(self, file: str | BinaryIO) -> None:
        """Write family, structure and parameters as an .npz file, every number to its last bit."""
        structure = {MARK + name: np.array(value) for name, value in self.structure.items()}
        np.savez(file, allow_pickle=False, family=np.array(self.family), **structure, **self.parameters)


def load(file: str | BinaryIO) -> Fitted:
    """Read a model written by `Fitted.save`. Raises ValueError for a file that holds no model of a known family."""
    with np.load(file, allow_pickle=False) as saved:
        arrays = {name: saved[name] for name in saved.files}
    if "family" not in arrays:
        raise ValueError("This file holds no model: the name of its family is missing.")
    family = str(arrays.pop("family"))
    structure = {name.removeprefix(MARK): arrays.pop(name).item() for name in list(arrays) if name.startswith(MARK)}
    FAMILIES[family]
    return Fitted(family, arrays, structure)


def powers(x: Array, degree: int) -> Array:
    """[1 x x² … x^degree], (..., n, degree + 1) for x (..., n, 1)."""
    return np.asarray(x ** np.arange(degree + 1))


def fit_line(x: Array, y: Array, degree: int) -> Fitted:
    """Least squares: β with the least |Aβ − y|², A = [1 x … x^degree].

    A = QR, β = R⁻¹Qᵀy: no start, no rate, no steps. Golub and Van Loan (2013), section 5.3.
    """
    return next(fit_lines(x[None], y[None], degree))


def fit_lines(x: Array, y: Array, degree: int) -> Iterator[Fitted]:
    """Fit R polynomials in one call: x (R, n, 1), y (R, n)."""
    q, r = np.linalg.qr(powers(x, degree))
    for beta in np.linalg.solve(r, q.mT @ y[..., None])[..., 0]:
        yield Fitted("line", {"intercept": beta[:1], "coefficients": beta[1:]}, {})


def predict_line(parameters: Parameters, structure: Structure, x: Array) -> Array:
    """β_0 + β_1 x + … + β_k x^k."""
    degree = len(parameters["coefficients"])
    return np.asarray(parameters["intercept"][0] + powers(x, degree)[:, 1:] @ parameters["coefficients"])


def fit_svm(x: Array, y: Array, c: float, kernel: str, gamma: float) -> Fitted:
    """Support vector machine: the widest margin, each point inside it paying C times how far.

    min ½|w|² + C Σ ξ_i with t_i f(x_i) ≥ 1 − ξ_i, t = ±1, solved by scikit-learn (libsvm). Only the examples with
    ξ or a margin of exactly 1 stay: the support vectors. Cortes and Vapnik (1995). Raises ValueError for one class.
    """
    import sklearn  # type: ignore[import-untyped, unused-ignore]
    from sklearn.svm import SVC  # type: ignore[import-untyped, unused-ignore]

    if kernel not in KERNELS:
        raise ValueError(f"The kernel is one of {', '.join(KERNELS)}, not {kernel!r}.")
    # The checks cost as much as the fit, and these arrays are finite.
    with sklearn.config_context(assume_finite=True, skip_parameter_validation=True):
        machine = SVC(C=c, kernel=kernel, gamma=gamma).fit(x, y)
    found = {
        "support_vectors": np.array(machine.support_vectors_),
        "dual_coefficients": np.array(machine.dual_coef_[0]),
        "intercept": np.array(machine.intercept_),
    }
    return Fitted("svm", found, {"kernel": kernel, "gamma": gamma} if kernel == "rbf" else {"kernel": kernel})


def predict_svm(parameters: Parameters, structure: Structure, x: Array) -> Array:
    """f(x) = Σ_i α_i t_i K(s_i, x) + b over the support vectors s_i; K = s·x, or exp(−γ|s − x|²) for "rbf"."""
    vectors = parameters["support_vectors"]
    products = x @ vectors.T
    if structure["kernel"] == "rbf":
        distance = (x**2).sum(axis=1)[:, None] - 2 * products + (vectors**2).sum(axis=1)
        products = np.exp(-float(structure["gamma"]) * np.maximum(distance, 0))
    return np.asarray(products @ parameters["dual_coefficients"] + parameters["intercept"][0])


def fit_network(x: Array, y: Array, hidden: int, learning_rate: float, batch_size: int, start: int) -> Fitted:
    """Network 2-hidden-1 with tanh: Adam on the cross-entropy of mini-batches; `start` seeds first weights and order.

    p = Σ (in·out + out) over the layers.
    """
    return next(fit_networks(x[None], y[None], hidden, learning_rate, batch_size, start))


def fit_networks(
    x: Array,
    y: Array,
    hidden: int,
    learning_rate: float | Array,
    batch_size: int,
    start: int,
    first_weight: float | None = None,
) -> Iterator[Fitted]:
    """Train R networks at once, θ (R, p): x (R, n, 2), y (R, n), a rate for all or (R, 1).

    All have the same first weights and order of examples, so what differs between them comes from their data.
    `first_weight` writes the very first weight before training. They train in the float type of x.
    """
    network, loss, optimizer = Network((x.shape[-1], hidden, 1), "tanh"), LOSSES["cross_entropy"], OPTIMIZERS["adam"]()
    weights_rng, order_rng = np.random.default_rng(start).spawn(2)
    theta = np.tile(network.init(weights_rng).astype(x.dtype), (len(x), 1))
    if first_weight is not None:
        theta[:, 0] = first_weight
    n, state, inputs, targets = x.shape[1], optimizer.init(theta), with_ones(x), y[..., None].astype(x.dtype)
    sizes = {min(batch_size, n - at) for at in range(0, n, batch_size)}
    gradients = {size: Backpropagation(network, theta, size) for size in sizes}
    for _ in range(EPOCHS):
        order = order_rng.permutation(n)
        for at in range(0, n, batch_size):
            rows = order[at : at + batch_size]
            gradient = gradients[len(rows)](inputs[:, rows], targets[:, rows], loss)
            theta[...], state = descend(optimizer, theta, gradient, state, learning_rate)
    for found in theta.astype(float):
        layers = enumerate(network.unpack(found), 1)
        named = {
            f"{kind}_{i}": part for i, pair in layers for kind, part in zip(("weights", "biases"), pair, strict=True)
        }
        yield Fitted("network", named, {"activation": "tanh"})


def predict_network(parameters: Parameters, structure: Structure, x: Array) -> Array:
    """a_1 = tanh(x W_1 + b_1), score = a_1 W_2 + b_2."""
    first, second = parameters["weights_1"], parameters["weights_2"]
    network = Network((*first.shape, second.shape[1]), str(structure["activation"]))
    pieces = [first, parameters["biases_1"], second, parameters["biases_2"]]
    return network.forward(np.concatenate([piece.ravel() for piece in pieces]), x)[:, 0]


def fit_each(fit: Callable[..., Fitted]) -> Callable[..., Iterator[Fitted]]:
    """Turn a fit of one sample into one that takes R of them in turn, and gives each as it comes."""

    def fit_all(x: Array, y: Array, **settings: Any) -> Iterator[Fitted]:
        return (fit(sample, target, **settings) for sample, target in zip(x, y, strict=True))

    return fit_all


@dataclass(frozen=True)
class Family:
    """A kind of model: the data it is for, the names of its parameters, how it is fitted, to one sample and to R."""

    task: str
    names: tuple[str, ...]
    fit: Callable[..., Fitted]
    fit_all: Callable[..., Iterator[Fitted]]
    predict: Callable[[Parameters, Structure, Array], Array]


FAMILIES: Registry[Family] = Registry(
    "family",
    {
        "line": Family("regression", ("intercept", "coefficients"), fit_line, fit_lines, predict_line),
        "svm": Family(
            "classification",
            ("support_vectors", "dual_coefficients", "intercept"),
            fit_svm,
            fit_each(fit_svm),
            predict_svm,
        ),
        "network": Family(
            "classification",
            ("weights_1", "biases_1", "weights_2", "biases_2"),
            fit_network,
            fit_networks,
            predict_network,
        ),
    },
)


def error(family: str, score: Array, y: Array) -> Array:
    """The error of scores (..., n) for y (n,): mean squared error of numbers, the share of wrong classes, (...,)."""
    if FAMILIES[family].task == "regression":
        return np.asarray(((score - y) ** 2).mean(axis=-1))
    return np.asarray(((score > 0) != (y > 0.5)).mean(axis=-1))


def scaled(model: Fitted, names: Sequence[str], factor: float) -> Fitted:
    """The model with some of its parameters multiplied by a factor."""
    changed = {name: model.parameters[name] * factor for name in names}
    return Fitted(model.family, {**model.parameters, **changed}, model.structure)


def without(model: Fitted, name: str) -> Fitted:
    """The model with one of its parameters left out."""
    kept: Mapping[str, Array] = {key: values for key, values in model.parameters.items() if key != name}
    return Fitted(model.family, dict(kept), model.structure)
