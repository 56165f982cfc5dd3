"""Races downhill: several optimizers from one start, each at its own learning rate or at the best of a sweep.

All the rates of a sweep lie along one axis of θ (K, 2), so the sweep costs hardly more than one run, and the winner's
trajectory is already there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dlcore.arrays import Array
from dlcore.network.losses import LOSSES
from dlcore.optimization.landscapes import Landscape
from dlcore.optimization.optimizers import MOMENTUM, OPTIMIZERS, built, descend
from dlcore.optimization.projection import PrincipalPlane
from dlcore.optimization.schedules import SCHEDULES
from dlcore.training.training import DIVERGENCE_NORM, Experiment, network_inputs, prepare, record

STOCHASTIC = "stochastic"
"""Gradient descent whose gradients are noisy: those of batches, or with noise added."""

RACERS = ("sgd", STOCHASTIC, *(name for name in OPTIMIZERS if name != "sgd"))

RATES = (*(float(f"{m}e{power}") for power in range(-5, 1) for m in (1, 1.5, 2, 3, 5, 7)), 10.0)
"""The rates of a sweep on a landscape: six to a power of ten, from 0.00001 to 10."""

NETWORK_RATES = (*(float(f"{m}e{power}") for power in range(-3, 1) for m in (1, 2, 5)), 10.0)[2:]
"""The rates of a sweep on the network: three to a power of ten, from 0.005 to 10."""

SEEDS = 5
"""Starts on which a rate is chosen, and as many others on which it is raced."""


@dataclass(frozen=True, eq=False)
class Trajectories:
    """θ (T + 1, K, 2) of K runs, and what the optimizer remembers after each step, with the same axes, or None.

    ended (K,) is the last step at which a run was sound: T, or fewer for one that diverged.
    """

    theta: Array
    velocity: Array | None
    squares: Array | None
    ended: Array


def trajectories(
    gradient: Callable[[Array, int], Array],
    racer: str,
    start: Array,
    rates: Sequence[float],
    factors: Array,
    momentum: float = MOMENTUM,
) -> Trajectories:
    """Descend from `start` (2,) with every one of `rates` (K,) at once, θ ← θ − η·f_t·(d + λθ).

    gradient(theta (K, 2), step) gives (K, 2); factors (T,) are the schedule's, momentum the racer's μ. A run has
    diverged once the length of θ has passed 10,000 or is no number.
    """
    optimizer = built("sgd" if racer == STOCHASTIC else racer, momentum)
    theta = np.repeat(np.asarray(start, float)[None], len(rates), axis=0)
    column, state = np.asarray(rates)[:, None], optimizer.init(theta)
    thetas, states = [theta], [state]
    with np.errstate(all="ignore"):
        for step, factor in enumerate(factors.tolist()):
            theta, state = descend(optimizer, theta, gradient(theta, step), state, factor * column)
            thetas.append(theta)
            states.append(state)
        film = np.array(thetas)
        sound = np.logical_and.accumulate(np.hypot(film[..., 0], film[..., 1]) < DIVERGENCE_NORM, axis=0)
    return Trajectories(film, remembered(states, "velocity"), remembered(states, "squares"), sound.sum(axis=0) - 1)


def remembered(states: Sequence[Any], name: str) -> Array | None:
    """One part of all states, stacked, or None for an optimizer that does not keep it."""
    return np.array([getattr(state, name) for state in states]) if hasattr(states[0], name) else None


@dataclass(frozen=True, eq=False)
class LandscapeRun:
    """A racer's run on a landscape: its rate, θ (t + 1, 2) and loss (t + 1,) from the start to the last finite step t.

    velocity and squares are (t + 1, 2) or None; diverged_at is the step after t if the run diverged there, else None;
    final (K,) is the score of every rate that was tried, of which the least won.
    """

    racer: str
    rate: float
    theta: Array
    loss: Array
    velocity: Array | None
    squares: Array | None
    diverged_at: int | None
    rates: tuple[float, ...]
    final: Array


def score(loss: Array, theta: Array, extent: Sequence[float]) -> Array:
    """The score of each run of loss (T + 1, K): its worst loss over the last tenth; ∞ if θ (T + 1, K, 2) left `extent`.

    The worst, so that a run that swings around the minimum does not win by the step at which it ends.
    """
    x0, x1, y0, y1 = extent
    inside = ((theta >= (x0, y0)) & (theta <= (x1, y1))).all(axis=(0, -1))
    with np.errstate(all="ignore"):
        worst = loss[-((len(loss) - 1) // 10 + 1) :].max(axis=0)
    return np.where(inside & np.isfinite(worst), worst, np.inf)


def landscape_run(
    where: Landscape,
    gradient: Callable[[Array, int], Array],
    racer: str,
    start: Array,
    rates: Sequence[float],
    factors: Array,
    momentum: float = MOMENTUM,
) -> LandscapeRun:
    """Descend at all rates, and keep the run with the best score; of equals that of the smallest rate."""
    found = trajectories(gradient, racer, start, rates, factors, momentum)
    with np.errstate(all="ignore"):
        loss = where.value(found.theta)
    final = score(loss, found.theta, where.extent)
    best = int(np.argmin(final))
    last = int(found.ended[best]) + 1
    # Copies: a view would keep the trajectories of all rates.
    velocity, squares = (None if a is None else a[:last, best].copy() for a in (found.velocity, found.squares))
    return LandscapeRun(
        racer,
        float(rates[best]),
        found.theta[:last, best].copy(),
        loss[:last, best].copy(),
        velocity,
        squares,
        last if last < len(loss) else None,
        tuple(rates),
        final,
    )


def factors(schedule: str, steps: int) -> Array:
    """The factors by which the schedule multiplies the rate, (steps,)."""
    return SCHEDULES[schedule](np.arange(steps), steps)


def arrival(loss: Array, target: float) -> int | None:
    """First step at which the loss (T,) is below target and from which it stays there; None if there is none."""
    above = np.flatnonzero(~(loss < target))
    first = int(above[-1]) + 1 if len(above) else 0
    return first if first < len(loss) else None


def left_at(theta: Array, extent: Sequence[float]) -> int | None:
    """The step at which a trajectory (T, 2) that ends outside `extent` (x0, x1, y0, y1) left it for good; else None."""
    x0, x1, y0, y1 = extent
    inside = np.flatnonzero(((theta >= (x0, y0)) & (theta <= (x1, y1))).all(axis=-1))
    left = int(inside[-1]) + 1 if len(inside) else 0
    return left if left < len(theta) else None


def misdirection(theta: Array, gradient: Array, minima: Array) -> float:
    """Angle in degrees between −gradient (2,) and the way from θ (2,) to the nearest of minima (m, 2)."""
    ways = minima - theta
    way = ways[np.argmin(np.linalg.norm(ways, axis=1))]
    lengths = np.linalg.norm(way) * np.linalg.norm(gradient)
    return float(np.degrees(np.arccos(np.clip(-gradient @ way / lengths, -1, 1)))) if lengths > 0 else 0.0


@dataclass(frozen=True, eq=False)
class NetworkRun:
    """One racer on the network: the rate that won, step (T,), loss (T, seeds) and θ (T, p) of the first of the seeds.

    final (K,) is the score of each rate on the seeds that chose it; diverged counts the seeds of the race that did.
    """

    racer: str
    rate: float
    step: NDArray[np.intp]
    loss: Array
    theta: Array
    diverged: int
    rates: tuple[float, ...]
    final: Array


def network_run(experiment: Experiment, racer: str, rates: Sequence[float]) -> NetworkRun:
    """Train five starts with every rate at once to choose the rate, then five others with it: those are the race.

    Every racer has the same starts and, for each start, the same order of batches. Gradient descent alone looks at
    all the data in each update; it makes as many updates as the others.
    """
    sweep = record(entered(experiment, racer, rates, SEEDS))
    final = np.median(np.where(diverged(sweep.diverged_at, SEEDS), np.inf, sweep.train_loss[-1]), axis=0)
    best = int(np.argmin(final))
    film = record(entered(experiment, racer, rates[best : best + 1], 2 * SEEDS))
    loss, theta = film.train_loss[:, SEEDS:, 0].copy(), film.theta[:, SEEDS, 0].copy()
    failed = int(diverged(film.diverged_at, 2 * SEEDS)[SEEDS:].sum())
    return NetworkRun(racer, float(rates[best]), film.step, loss, theta, failed, tuple(rates), final)


def diverged(diverged_at: object, starts: int) -> Array:
    """The runs of a film (starts, rates) that diverged, as flags."""
    return np.array([bool(step) for step in np.atleast_1d(np.array(diverged_at, object))]).reshape(starts, -1)


def entered(experiment: Experiment, racer: str, rates: Sequence[float], starts: int) -> Experiment:
    """The experiment as this racer runs it."""
    name = "sgd" if racer == STOCHASTIC else racer
    one = replace(experiment, optimizer=name, learning_rate=tuple(rates), starts=starts)
    if racer != "sgd":
        return one
    examples = len(prepare(experiment)[1].x)
    return replace(one, batch_size=examples, epochs=experiment.epochs * -(-examples // experiment.batch_size))


def surface(experiment: Experiment, plane: PrincipalPlane, places: Array) -> Array:
    """Training loss of the network at places (m, 2) of a plane, (m,)."""
    network, train, _ = prepare(experiment)
    x = network_inputs(experiment, train.x).astype(np.float32)
    theta = plane.lift(places).astype(np.float32)
    loss = LOSSES[experiment.loss]
    return np.concatenate([loss.value(network.forward(part, x), train.y) for part in np.array_split(theta, 16)])
