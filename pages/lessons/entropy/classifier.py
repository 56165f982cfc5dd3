"""Confident errors: two losses of a saturated score, and a trained network's expected loss."""

from dataclasses import dataclass

import numpy as np

from dlcore.analysis.inspection import Inspection
from dlcore.information import measures, sigmoid_losses
from dlcore.information.calibration import Reliability, reliability
from dlcore.network.activations import sigmoid
from dlcore.training.training import Experiment, frame_steps
from pages.lessons.entropy.charts import reliability_diagram, score_losses
from pages.lessons.entropy.values import EntropyValues
from pages.lessons.entropy.words import CALIBRATION, SCORES
from pages.ui.charts import film, history
from pages.ui.number_format import tidy
from pages.ui.serving.runs import keep, recorded
from pages.ui.text import say

STEPS = 100
"""Steps of the two descents."""

REACH = 12.0
"""The largest score that is drawn, to either side."""

TESTED = 500
"""Test examples of the classifier."""


@dataclass(frozen=True, eq=False)
class Descents:
    """Two descents of one score whose truth is 1, as a film: step (T,), score (T, 2), probability (T, 2)."""

    step: list[int]
    score: np.ndarray
    probability: np.ndarray
    times: float


@keep
def descents(start: float, rate: float) -> Descents:
    """Descend from `start` on cross-entropy and on squared error."""
    step = frame_steps(STEPS, 64)
    score = sigmoid_losses.descend_scores(start, 1.0, rate, STEPS)[step]
    cross, squared = (abs(float(p.slope(np.array(start), 1.0))) for p in sigmoid_losses.SCORE_LOSSES.values())
    return Descents(step, score, sigmoid(score), cross / squared)


def likely(probability: float) -> str:
    """Return a probability with as many digits as tell it from 0 and 1."""
    if probability > 0.999:
        return f"1 − {_small(1 - probability)}"
    return f"{probability:.3f}" if probability >= 0.001 else _small(probability)


def _small(probability: float) -> str:
    return tidy(f"{probability:.1e}")


def score_captions(run: Descents) -> list[str]:
    """Return what the player says at each step."""
    pattern = say(SCORES["caption"])
    return [
        pattern.format(step=step, cross=likely(p[0]), squared=likely(p[1]))
        for step, p in zip(run.step, run.probability.tolist(), strict=True)
    ]


@keep
def score_picture(start: float, rate: float, slopes: bool) -> film.Datasets:
    """The two losses, or their slopes, with the descents on them."""
    score, run = np.linspace(-REACH, REACH, 121), descents(start, rate)
    both = [loss.slope if slopes else loss.value for loss in sigmoid_losses.SCORE_LOSSES.values()]
    values = np.array([curve(score, 1.0) for curve in both])
    heights = np.stack([curve(run.score[:, i], 1.0) for i, curve in enumerate(both)], axis=1)
    flat = (-REACH, -sigmoid_losses.flat_edge())
    return score_losses.datasets(score, values, (run.score, heights), flat, 0.2 if slopes else REACH)


def probability_picture(run: Descents) -> film.Datasets:
    """The probability of the truth, step by step."""
    step = np.array(run.step, float)
    trajectories = np.stack([step, step], axis=1), run.probability
    return score_losses.datasets(step, run.probability.T, trajectories, (0.0, 0.0), 1.0)


def classifier(chosen: EntropyValues) -> Experiment:
    """The network whose probabilities are held against what comes true."""
    n = chosen.examples + TESTED
    return Experiment(
        dataset="moons",
        n=n,
        noise=chosen.noise,
        train_share=chosen.examples / n,
        hidden=(8,),
        batch_size=chosen.examples,
        learning_rate=0.1,
        epochs=150,
        frames=40,
        seed=chosen.seed,
    )


@dataclass(frozen=True, eq=False)
class Training:
    """A classifier's training, frame by frame: what it pays on the test data, what it expects to, and its bins."""

    epoch: np.ndarray
    pays: np.ndarray
    expects: np.ndarray
    accuracy: np.ndarray
    bins: Reliability

    @property
    def best(self) -> int:
        """The frame at which it pays least."""
        return int(self.pays.argmin())


@keep
def trained(experiment: Experiment) -> Training:
    """Train, and look at the test data at every frame."""
    run = Inspection(recorded(experiment))
    p = run.predictions(run.test.x)[..., 0]
    truth = run.test.y[:, 0]
    both = np.stack([p, 1 - p], axis=-1)
    return Training(
        epoch=run.film.epoch,
        pays=run.film.test_loss,
        expects=measures.entropy(both, measures.NATS).mean(axis=-1),
        accuracy=((p > 0.5) == (truth > 0.5)).mean(axis=-1),
        bins=reliability(p, truth),
    )


def training_numbers(run: Training) -> dict[str, str]:
    """Return what the page says of it."""
    best, end = run.best, -1
    return {
        "epoch": f"{run.epoch[best]:.0f}",
        "best": f"{run.pays[best]:.3f}",
        "end": f"{run.pays[end]:.3f}",
        "expects": f"{run.expects[end]:.3f}",
        **{
            f"{name}_{when}": f"{values[frame]:.1%}"
            for name, values in (("accuracy", run.accuracy), ("gap", run.bins.gap))
            for when, frame in (("best", best), ("end", end))
        },
    }


def training_captions(run: Training) -> list[str]:
    """Return what the player says at each frame."""
    pattern = say(CALIBRATION["caption"])
    return [
        pattern.format(epoch=f"{epoch:.0f}", accuracy=f"{accuracy:.1%}", gap=f"{gap:.1%}")
        for epoch, accuracy, gap in zip(run.epoch.tolist(), run.accuracy.tolist(), run.bins.gap.tolist(), strict=True)
    ]


def bins_picture(run: Training) -> film.Datasets:
    """The bins of every frame."""
    bins = run.bins
    return reliability_diagram.datasets(
        bins.count, bins.predicted, bins.observed, bins.error, [say(CALIBRATION["right"])]
    )


def costs_picture(run: Training) -> film.Datasets:
    """Its expected loss and its loss."""
    return history.datasets(run.epoch, run.expects, run.pays)


def descent_numbers(run: Descents) -> dict[str, str]:
    """Return what the page says of the two descents."""
    cross, squared = run.probability[-1].tolist()
    return {
        "steps": str(STEPS),
        "start": f"{run.score[0, 0]:g}".replace("-", "−"),
        "cross": likely(cross),
        "squared": likely(squared),
        "times": f"{run.times:,.3g}" if run.times < 1000 else f"{run.times:,.0f}",
    }
