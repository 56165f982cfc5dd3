"""Sweeps of the learning rate: one objective descended at many rates in one call, and what became of each run."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcore.arrays import Array
from dlcore.network.losses import LOSSES
from dlcore.optimization.curvature import largest_eigenvalue
from dlcore.optimization.curves import CURVES, Curve, parabola
from dlcore.optimization.descent import Trajectory, descend_path
from dlcore.optimization.optimizers import OPTIMIZERS
from dlcore.optimization.schedules import SCHEDULES, Schedule
from dlcore.registry import Registry
from dlcore.training.training import Experiment, network_inputs, prepare

SGD = OPTIMIZERS["sgd"]()
RATES = np.geomspace(1e-3, 100, 51)
"""The rates of a sweep, ten a decade."""

ARRIVAL_RATES = np.geomspace(0.01, 10, 41)
"""The rates of the test of who reaches the lowest well."""

_MODEL = {"train_share": 0.8, "features": ("x1",), "loss": "squared", "optimizer": "sgd", "batch_size": 10_000}
MODELS: Registry[Experiment] = Registry(
    "model",
    {
        "line": Experiment(dataset="line", n=25, noise=0.2, hidden=(), **_MODEL),  # type: ignore[arg-type]
        "network": Experiment(dataset="sine", n=25, noise=0.1, hidden=(4,), **_MODEL),  # type: ignore[arg-type]
    },
)
"""Models of one input, trained on all their examples at every step."""

REGIMES = ("crawls", "settles", "oscillates", "diverges")


@dataclass(frozen=True, eq=False)
class Objective:
    """A loss to go down: value (..., p) → (...), gradient (..., p) → (..., p), and the first θ (p,)."""

    value: Callable[[Array], Array]
    gradient: Callable[[Array], Array]
    start: Array


def curve_named(name: str, curvature: float) -> Curve:
    """The curve of that name; `curvature` is the λ of the parabola. Raises UnknownNameError for an unknown name."""
    return parabola(curvature) if name == "parabola" else CURVES[name]


def objective(name: str, curvature: float = 1.0, experiment: Experiment | None = None) -> Objective:
    """Give a curve of CURVES as an objective, or with an experiment the training loss of its network."""
    if experiment is None:
        curve = curve_named(name, curvature)
        return Objective(curve.value, curve.slope, np.array([curve.start]))
    network, train, _ = prepare(experiment)
    x, y, loss = network_inputs(experiment, train.x), train.y, LOSSES[experiment.loss]
    start = network.init(np.random.default_rng(experiment.seed).spawn(3)[1].spawn(1)[0], experiment.initialization)
    return Objective(
        lambda theta: loss.value(network.forward(theta, x), y),
        lambda theta: network.gradient(theta, x, y, loss),
        start,
    )


@dataclass(frozen=True, eq=False)
class Run:
    """One descent, frame by frame: theta (T, p), loss (T,), rate (T - 1,), and the step at which it diverged, or 0."""

    theta: Array
    loss: Array
    rate: Array
    diverged_at: int


def descend_once(goal: Objective, rate: float, steps: int, schedule: str) -> Run:
    """Descend at one rate by gradient descent; the run ends where it diverges."""
    trajectory = descend_path(goal.gradient, SGD, goal.start, rate, steps, SCHEDULES[schedule])
    diverged_at = int(trajectory.diverged_at)
    theta = trajectory.theta[: diverged_at + 1] if diverged_at else trajectory.theta
    rates = rate * np.asarray(SCHEDULES[schedule](np.arange(steps), steps))
    return Run(theta, losses(goal, theta), rates[: len(theta) - 1], diverged_at)


def losses(goal: Objective, theta: Array) -> Array:
    """Loss (...) of θ (..., p), which may lie far out."""
    with np.errstate(all="ignore"):
        return goal.value(theta)


@dataclass(frozen=True, eq=False)
class Sweep:
    """K rates, one run each: rate, first and last loss, diverged_at, regime (an index of REGIMES), all (K,)."""

    rate: Array
    first: float
    last: Array
    diverged_at: NDArray[np.intp]
    regime: NDArray[np.intp]

    @property
    def limit(self) -> tuple[float, float]:
        """The measured limit of stability: the last rate before the first that diverges, and that one.

        Where none diverges the second is infinite; where the very first does, the first is 0.
        """
        bad = np.flatnonzero(self.regime == REGIMES.index("diverges"))
        if not len(bad):
            return float(self.rate[-1]), np.inf
        return float(self.rate[bad[0] - 1]) if bad[0] else 0.0, float(self.rate[bad[0]])


def sweep(goal: Objective, steps: int = 100, rates: Array = RATES) -> Sweep:
    """Descend at K constant rates in one call, θ (K, p), and say of each what became of it."""
    trajectory = descend_path(goal.gradient, SGD, goal.start, rates[:, None], steps)
    loss = losses(goal, trajectory.theta[[0, *range(3 * steps // 4, steps + 1)]])
    return Sweep(rates, float(loss[0, 0]), loss[-1], trajectory.diverged_at, regimes(trajectory, loss))


def regimes(trajectory: Trajectory, loss: Array) -> NDArray[np.intp]:
    """The regimes of K runs, θ (T, K, p), as an index of REGIMES; loss is the first, and those of the last quarter.

    diverges: diverged, or the loss ends above where it began, or it rises at every step of the last quarter.
    oscillates: more than half of the steps turn back against the one before. crawls: the last step is still longer
    than a twentieth of the longest. Else it settles.
    """
    with np.errstate(all="ignore"):
        steps = np.diff(trajectory.theta, axis=0)
        length = np.linalg.norm(steps, axis=-1)
        # Steps as short as rounding say nothing about direction.
        counted = length[1:] > 1e-9 * length.max(axis=0)
        turned = ((np.vecdot(steps[1:], steps[:-1]) < 0) & counted).sum(axis=0) > counted.sum(axis=0) / 2
        rising = (np.diff(loss[1:], axis=0) > 0).all(axis=0) & (loss[-1] > loss[1] * (1 + 1e-9))
        crawling = length[-1] > length.max(axis=0) / 20
    diverging = (trajectory.diverged_at > 0) | (loss[-1] > loss[0]) | rising
    return np.select([diverging, turned, crawling], [3, 2, 0], 1)


def factor(rate: float, curvature: float) -> tuple[float, str]:
    """By what a step multiplies θ on a parabola, 1 - ηλ, and what that does to it.

    The word is "same" (side), "swing", "exact" (there at once), "edge" (neither nearer nor further), or "out".
    """
    value = 1 - rate * curvature
    if value == 0:
        return value, "exact"
    if abs(value) >= 1:
        return value, "edge" if abs(value) == 1 else "out"
    return value, "swing" if value < 0 else "same"


def sharpness(goal: Objective, theta: Array) -> float:
    """λmax of the loss at θ (p,), to four digits; its limit of stability is 2/λmax."""
    return largest_eigenvalue(goal.gradient, theta, np.random.default_rng(0), tolerance=1e-4, most=300)


def range_test(goal: Objective, low: float = 1e-3, high: float = 100.0, steps: int = 100) -> tuple[Array, Array]:
    """One run whose rate grows from step to step by the same factor: the rates (T,) and the loss (T,) before each step.

    It ends with the step at which it diverges. After Smith (2017), Cyclical learning rates, section 3.3, where the rate
    grows by the same amount.
    """
    growing: Schedule = lambda step, total: growth(step, total, low / high)  # noqa: E731
    trajectory = descend_path(goal.gradient, SGD, goal.start, high, steps, growing)
    end = int(trajectory.diverged_at) + 1 if trajectory.diverged_at else steps
    return high * growth(np.arange(end), steps, low / high), losses(goal, trajectory.theta[:end])


def growth(step: ArrayLike, steps: int, share: float) -> Array:
    """Factor share^(1 - step/(steps - 1)): from share to 1, and on at the same pace."""
    return np.asarray(share ** (1 - np.asarray(step, float) / (steps - 1)))


@dataclass(frozen=True, eq=False)
class Arrivals:
    """The ends of 200 runs for each of K rates: the share in the lowest well, and the share diverged, both (K,)."""

    rate: Array
    reached: Array
    diverged: Array


def arrivals(curve: Curve, noise: float, seed: int, *, starts: int = 200, steps: int = 60) -> Arrivals:
    """Descend from evenly random starts at each of ARRIVAL_RATES, with gradient noise of that spread, if any.

    θ is (starts, K, 1). A run has reached the lowest well if it ends between the two tops beside it, which is where
    gradient descent with small steps would go down to it.
    """
    rates = ARRIVAL_RATES
    start_rng, noise_rng = np.random.default_rng(seed).spawn(2)
    begin = start_rng.uniform(*curve.extent, (starts, 1, 1))
    trajectory = descend_path(curve.slope, SGD, begin, rates[:, None], steps, noise=noise, rng=noise_rng)
    low, high = basin(curve)
    end, diverged = trajectory.theta[-1, ..., 0], trajectory.diverged_at > 0
    return Arrivals(rates, ((low < end) & (end < high) & ~diverged).mean(axis=0), diverged.mean(axis=0))


def basin(curve: Curve) -> tuple[float, float]:
    """The nearest tops left and right of the lowest minimum, infinite where there is none."""
    bottom, grid = curve.minima[0], np.linspace(*curve.extent, 4001)
    slope = curve.slope(grid)
    tops = (grid[:-1][(slope[:-1] > 0) & (slope[1:] <= 0)] + grid[1:][(slope[:-1] > 0) & (slope[1:] <= 0)]) / 2
    left, right = tops[tops < bottom], tops[tops > bottom]
    return float(left.max(initial=-np.inf)), float(right.min(initial=np.inf))


@dataclass(frozen=True)
class Verdict:
    """The result of the test of "too slow is caught more easily": shares of the runs that reached the lowest well.

    slow is the share at the least rate; best and worst are those at any rate at which fewer than half diverged, and
    worst_diverged is the share that diverged at the worst.
    """

    slow: float
    best: float
    best_rate: float
    worst: float
    worst_rate: float
    worst_diverged: float

    @property
    def says(self) -> str:
        """Tell whether a larger rate "helps", "hurts", does "both" or "neither", by more than 5 points in a hundred."""
        helps, hurts = self.best > self.slow + 0.05, self.worst < self.slow - 0.05
        return {(True, True): "both", (True, False): "helps", (False, True): "hurts", (False, False): "neither"}[
            helps, hurts
        ]


def verdict(found: Arrivals) -> Verdict:
    """Read the test, at the rates at which most of the runs stay."""
    rate, reached, diverged = (values[found.diverged < 0.5] for values in (found.rate, found.reached, found.diverged))
    best, worst = int(reached.argmax()), int(reached.argmin())
    return Verdict(
        slow=float(reached[0]),
        best=float(reached[best]),
        best_rate=float(rate[best]),
        worst=float(reached[worst]),
        worst_rate=float(rate[worst]),
        worst_diverged=float(diverged[worst]),
    )
