"""What a race of four ways costs, printed; only ratios are asserted."""

from time import process_time

import numpy as np
import pytest

from dlcore.search import strategies, trials
from dlcore.search.trials import Space
from dlcore.training.experiment import Experiment

pytestmark = pytest.mark.benchmark
MOONS = Experiment(
    dataset="moons", n=600, train_share=0.2, noise=0.5, hidden=(8, 8), optimizer="sgd", learning_rate=1.0,
    batch_size=15, epochs=40, regularization="l2",
)  # fmt: skip


def spent(work) -> float:
    start = process_time()
    work()
    return process_time() - start


def test_a_race_of_four_times_sixteen_trials():
    space = Space(MOONS, ("learning_rate", "regularization"))
    points = strategies.random_points(space, 16)
    strategies.gaussian_process(np.array(points[:3]), np.arange(3.0))  # imports scikit-learn
    alone = spent(lambda: [trials.train(space, [point]) for point in points])
    grid, drawn = spent(lambda: list(strategies.grid(space, 16))), spent(lambda: list(strategies.random(space, 16)))
    guided = spent(lambda: list(strategies.bayesian(space, 16)))
    print(f"\nby hand {alone:.2f} s, grid {grid:.2f} s, random {drawn:.2f} s, Bayesian {guided:.2f} s of CPU")
    assert grid < alone / 2
    assert guided < 5 * alone
