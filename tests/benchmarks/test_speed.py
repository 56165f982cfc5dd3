"""Speed and size, as ratios within one run; `pytest tests/benchmarks -s` prints them.

Everything runs on one thread. A figure is the least of several rounds, taken in turn, so that a busy machine slows both
sides of a ratio alike.
"""

import time
import warnings
from dataclasses import replace

import numpy as np
import pytest
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from dlcore.network.losses import LOSSES
from dlcore.network.network import Backpropagation, Network, with_ones
from dlcore.optimization.optimizers import OPTIMIZERS, descend
from dlcore.training.training import Experiment, prepare, record
from pages.ui.training_run import film_data, stage_data
from pages.ui.training_run.first_run import FIRST_RUN

pytestmark = pytest.mark.benchmark

SIZES, BATCH, RATE = (2, 8, 8, 1), 10, 0.03
RNG = np.random.default_rng(0)
X, Y = RNG.normal(size=(BATCH, 2)), (RNG.random((BATCH, 1)) > 0.5).astype(float)
LAB = Experiment(hidden=(16, 16))


def least_seconds(*rounds, repeat=15):
    """Least time of one call of each of `rounds`, called in turn."""
    best = [np.inf] * len(rounds)
    for _ in range(repeat):
        for index, call in enumerate(rounds):
            start = time.perf_counter()
            call()
            best[index] = min(best[index], time.perf_counter() - start)
    return best


def our_steps(models, steps):
    """A call that does `steps` updates of gradient descent on `models` networks (0: one, without leading axis)."""
    network, loss, optimizer = Network(SIZES, "tanh"), LOSSES["cross_entropy"], OPTIMIZERS["sgd"]()
    starts = [network.init(np.random.default_rng(k)) for k in range(models or 1)]
    theta = np.array(starts) if models else starts[0]
    backpropagation, inputs = Backpropagation(network, theta, BATCH), with_ones(X)

    def call():
        state = optimizer.init(theta)
        for _ in range(steps):
            theta[...], state = descend(optimizer, theta, backpropagation(inputs, Y, loss), state, RATE)

    return call


def torch_steps(torch, steps):
    """The same updates in eager PyTorch, in its own idiom."""
    torch.set_num_threads(1)
    layers = [torch.nn.Linear(2, 8), torch.nn.Tanh(), torch.nn.Linear(8, 8), torch.nn.Tanh(), torch.nn.Linear(8, 1)]
    model = torch.nn.Sequential(*layers)
    optimizer = torch.optim.SGD(model.parameters(), lr=RATE)
    criterion = torch.nn.BCEWithLogitsLoss()
    x, y = torch.tensor(X, dtype=torch.float32), torch.tensor(Y, dtype=torch.float32)

    def call():
        for _ in range(steps):
            optimizer.zero_grad()
            criterion(model(x), y).backward()
            optimizer.step()

    return call


def test_a_step_is_at_least_eight_times_faster_than_eager_pytorch():
    torch = pytest.importorskip(
        "torch", reason="PyTorch is not installed: pip install torch==2.13.0 to compare with it"
    )
    ours, theirs = least_seconds(our_steps(0, 200), torch_steps(torch, 200))
    step, their_step = ours / 200 * 1e6, theirs / 200 * 1e6
    print(f"\nstep of 2-8-8-1, batch 10: {step:.1f} µs; PyTorch {torch.__version__}: {their_step:.0f} µs")
    print(f"{theirs / ours:.1f} times faster")
    assert theirs / ours >= 8


def test_thirty_two_models_together_take_at_most_a_quarter_of_the_time_a_model():
    alone, together = least_seconds(our_steps(0, 200), our_steps(32, 50))
    alone, together = alone / 200, together / 50 / 32
    print(f"\none model alone: {alone * 1e6:.1f} µs a step; each of 32 together: {together * 1e6:.1f} µs")
    assert together <= alone / 4


def test_a_film_costs_less_than_ten_times_scikit_learn_training_without_a_film():
    """Scikit-learn's network on the same data, batches and number of updates: it keeps no film and shows nothing."""
    _, train, _ = prepare(LAB)
    settings = {"hidden_layer_sizes": LAB.hidden, "activation": "tanh", "batch_size": LAB.batch_size, "random_state": 0}

    def theirs():
        model = MLPClassifier(**settings, max_iter=LAB.epochs, n_iter_no_change=LAB.epochs, tol=0, alpha=0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(train.x, train.y.ravel())

    film, their_fit = least_seconds(lambda: record(LAB), theirs, repeat=3)
    print(f"\nfilm of 2-16-16-1, {LAB.epochs} epochs: {film * 1e3:.0f} ms; MLPClassifier: {their_fit * 1e3:.0f} ms")
    assert film < 10 * their_fit


def test_a_film_of_the_laboratory_is_at_most_eighty_kilobytes():
    for hidden, most in (((8, 8), 80_000), ((16, 16), 300_000)):
        experiment = replace(FIRST_RUN, hidden=hidden)
        charts = [film_data.losses(experiment, False, ""), film_data.accuracies(experiment)]
        tables = sum(table.nbytes for chart in charts for table in chart.values())
        film = len(stage_data.film(experiment))
        print(f"\n{hidden}: film {film / 1e3:.0f} kB, charts {tables / 1e3:.0f} kB")
        assert film + tables < most
