"""The weights taken along predict what the film's last frame does, to the last bit, with numpy alone."""

import json
from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest

from dlcore.analysis.inspection import Inspection
from dlcore.data.own_data import OwnData
from dlcore.export.weights import saved
from dlcore.training.training import Experiment, network_inputs, record

BENDS = {"tanh": np.tanh, "relu": lambda z: np.maximum(z, 0)}
BASE = Experiment(n=60, epochs=5, hidden=(7, 5), features=("x1", "x2", "x1_x2"), seed=3)


@pytest.mark.parametrize(
    "experiment",
    [
        BASE,
        replace(BASE, activation="relu", dataset="digits", hidden=(64, 20), n=200),
        replace(BASE, hidden=()),
        replace(BASE, dataset="diabetes", loss="squared", activation="relu"),
        replace(BASE, stop_after=9),
    ],
)
def test_the_saved_weights_give_the_same_scores_to_the_last_bit(experiment):
    run = Inspection(record(experiment))
    with np.load(BytesIO(saved(run)), allow_pickle=False) as file:
        settings = json.loads(str(file["settings"]))
        again = Experiment(
            **{
                name: tuple(value) if isinstance(value, list) else value
                for name, value in settings.items()
                if hasattr(experiment, name)
            }
        )
        assert again == experiment
        a = network_inputs(again, run.test.x)
        layers = len(again.hidden) + 1
        for layer in range(1, layers + 1):
            z = a @ file[f"W{layer}"] + file[f"b{layer}"]
            a = BENDS[settings["activation"]](z) if layer < layers else z
        assert np.array_equal(a, run.network.forward(run.film.theta[-1], network_inputs(experiment, run.test.x)))
        assert settings["test_loss"] == run.film.test_loss[-1]
        assert settings["step"] == run.film.step[-1]
        raw = run.test.x * run.test.x_scale + run.test.x_center
        np.testing.assert_allclose((raw - file["x_center"]) / file["x_scale"], run.test.x, atol=1e-12)


@pytest.mark.parametrize("drawn", [False, True])
def test_weights_of_own_data_are_saved_and_the_data_stand_there_by_their_digest(drawn):
    own = OwnData(np.random.default_rng(0).uniform(-1, 1, (30, 2)), np.arange(30) % 2, ("a", "b"), ("u", "v"), drawn)
    run = Inspection(record(Experiment(dataset="own", own=own, n=30, noise=0.0, epochs=2)))
    with np.load(BytesIO(saved(run)), allow_pickle=False) as file:
        settings = json.loads(str(file["settings"]))
        np.testing.assert_array_equal(file["b1"], run.network.unpack(run.film.theta[-1])[0][1])
    assert settings["own"] == {"rows": 30, "digest": own.digest}
    assert settings["epochs"] == 2
