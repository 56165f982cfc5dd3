"""The health of a run: dead and saturated units, vanishing and exploding gradients, divergence, overfitting.

dead        a ReLU unit that is 0 for every training example: no gradient passes it
saturated   a tanh or sigmoid unit whose slope is under SLOPE of its largest for nearly every training example
vanishing   ‖∂L/∂Θ_1‖ / ‖∂L/∂Θ_last‖ under RATIO while learning begins: Glorot and Bengio (2010), section 3
exploding   ‖∂L/∂θ‖ over STEEP at some frame: Pascanu et al. (2013), section 2
overfitting the test loss past its least by a RISE or more, the training loss having gone on falling
"""

from dataclasses import dataclass

import numpy as np

from dlcore.analysis.inspection import Inspection
from dlcore.arrays import Array
from dlcore.training.training import network_inputs

SLOPE, NEARLY_EVERY = 0.05, 0.9
RATIO, STEEP = 0.01, 100.0
RISE = 0.1
DEAD_SHARE, SATURATED_SHARE = 0.1, 0.25
"""Shares of the hidden units from which on they are worth a word."""

LOOKS = 5
"""Frames at which gradients are looked at: the first, the last, and evenly between."""

ENDS = {"tanh": (-1.0, 1.0), "sigmoid": (0.0, 1.0)}
"""What bounded activations approach."""


@dataclass(frozen=True)
class Finding:
    """A finding about a run: its `name` among those above, and the numbers that support it."""

    name: str
    step: int = 0
    epoch: float = 0.0
    count: int = 0
    units: int = 0
    size: float = 0.0
    least: float = 0.0
    last: float = 0.0


def findings(run: Inspection) -> list[Finding]:
    """Return what ails the run, the most serious first; nothing for a healthy one."""
    if isinstance(run.film.diverged_at, int):
        return [Finding("diverged", step=run.film.diverged_at)]
    found = [*_gradients(run), *_units(run), overfitting(run)]
    return [finding for finding in found if finding is not None]


def overfitting(run: Inspection) -> Finding | None:
    """Return since when the test loss has risen while the training loss fell, among the frames of the last loss."""
    frames, _ = run.by_loss[-1]
    epoch, train, test = (part[frames] for part in (run.film.epoch, run.film.train_loss, run.film.test_loss))
    best = int(np.argmin(test))
    risen = test[-1] >= (1 + RISE) * test[best] and test[-1] > 0
    fell = train[-1] <= (1 - RISE) * train[best]
    if not (risen and fell):
        return None
    return Finding("overfitting", epoch=float(epoch[best]), least=float(test[best]), last=float(test[-1]))


def dead_units(hidden: list[Array]) -> int:
    """Return how many units of the activations (n, h) of each layer are 0 for every example."""
    return sum(int((layer == 0).all(axis=0).sum()) for layer in hidden)


def saturated_units(hidden: list[Array], low: float, high: float) -> int:
    """Return how many units lie near an end of [low, high] for NEARLY_EVERY example.

    The slope of tanh and of sigmoid is proportional to (a − low)(high − a), at most ((high − low)/2)².
    """
    flat = [(layer - low) * (high - layer) < SLOPE * ((high - low) / 2) ** 2 for layer in hidden]
    return sum(int((layer.mean(axis=0) >= NEARLY_EVERY).sum()) for layer in flat)


def gradient_sizes(run: Inspection) -> Array:
    """Return ‖∂L/∂Θ_l‖ on all training data at LOOKS frames, (LOOKS, layers)."""
    inputs, y = network_inputs(run.film.experiment, run.train.x), run.train.y
    sizes = []
    for frame in np.unique(np.linspace(0, len(run.film) - 1, LOOKS).astype(int)):
        loss = next(loss for frames, loss in reversed(run.by_loss) if frames.start <= frame)
        gradient = run.network.gradient(run.film.theta[frame], inputs, y, loss)
        sizes.append([float(np.linalg.norm(part)) for part in run.network.matrices(gradient)])
    return np.array(sizes)


def _gradients(run: Inspection) -> list[Finding]:
    sizes = gradient_sizes(run)
    whole = np.linalg.norm(sizes, axis=1)
    if float(whole.max()) > STEEP:
        return [Finding("exploding", size=float(whole.max()))]
    begin = sizes[:2]
    if sizes.shape[1] < 2 or not (begin > 0).all() or (begin[:, 0] >= RATIO * begin[:, -1]).any():
        return []
    return [Finding("vanishing", size=float(begin[0, -1] / begin[0, 0]))]


def _units(run: Inspection) -> list[Finding]:
    inputs = network_inputs(run.film.experiment, run.train.x)
    hidden = run.network.layers(run.film.theta[-1], inputs)[1:-1]
    units, name = sum(layer.shape[-1] for layer in hidden), run.network.activation.name
    if name == "relu" and (count := dead_units(hidden)) > DEAD_SHARE * units:
        return [Finding("dead", count=count, units=units)]
    if name in ENDS and (count := saturated_units(hidden, *ENDS[name])) > SATURATED_SHARE * units:
        return [Finding("saturated", count=count, units=units)]
    return []
