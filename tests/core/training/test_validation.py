"""The loss on validation data, against examples drawn and scored by hand."""

import numpy as np
import pytest

from dlcore.data.datasets import DATASETS, expand, split
from dlcore.training.training import Experiment, prepare, record
from dlcore.training.validation import FRESH, validation_loss

RUN = Experiment(dataset="circles", features=("x1", "x2"), n=100, epochs=3, hidden=(4,), seed=5)


def test_it_is_the_cross_entropy_over_fresh_examples():
    theta = record(RUN).theta[-1]
    rng = np.random.default_rng(RUN.seed + FRESH).spawn(3)[0]
    _, fresh = split(DATASETS["circles"](600, RUN.noise, rng), 0.5, rng)
    assert len(fresh.y) == 300
    score = prepare(RUN)[0].forward(theta, expand(fresh.x, RUN.features))
    right = np.where(fresh.y == 1, 1, -1)
    assert validation_loss(RUN, theta, 300) == pytest.approx(float(np.mean(np.log1p(np.exp(-right * score)))))


def test_it_has_no_example_of_the_run():
    _, train, test = prepare(RUN)
    rng = np.random.default_rng(RUN.seed + FRESH).spawn(3)[0]
    _, fresh = split(DATASETS["circles"](600, RUN.noise, rng), 0.5, rng)
    seen = {tuple(x) for part in (train, test) for x in part.x.tolist()}
    assert not seen & {tuple(x) for x in fresh.x.tolist()}
