"""The browser's forward pass against dlcore's: dlcore writes cases as JSON, node computes them."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from dlcore.analysis.inspection import grid
from dlcore.data.features import FEATURES, expand
from dlcore.network.activations import ACTIVATIONS
from dlcore.network.losses import LOSSES
from dlcore.training.experiment import Experiment
from tests.ui.forward_cases import SMALL, brought_in, case, experiments

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    z = np.concatenate([np.linspace(-6, 6, 41), [-800.0, 800.0, 1e-9]])
    points = grid(6)
    halves = np.array([0, 1, -2.5, 65504, 6e-8, 1e-5, -0.333], dtype=np.float16)
    written = {
        "z": z.tolist(),
        "activations": {name: activation.value(z).tolist() for name, activation in ACTIVATIONS.items()},
        "points": points.tolist(),
        "features": {name: expand(points, (name,))[:, 0].tolist() for name in FEATURES},
        "losses": sorted(LOSSES),
        "films": {name: case(experiment) for name, experiment in experiments().items()},
        "brought in": brought_in(Experiment(dataset="moons", activation="tanh", **SMALL)),
        "halves": {"bits": halves.view(np.uint16).tolist(), "values": halves.astype(float).tolist()},
    }
    path = tmp_path_factory.mktemp("forward") / "cases.json"
    path.write_text(json.dumps(written))
    return path


def test_the_browsers_forward_pass_agrees_with_dlcore(cases: Path):
    node = shutil.which("node")
    if node is None:
        if os.environ.get("CI"):
            pytest.fail("node was not found: install it (`apt-get install nodejs`, `brew install node`)")
        pytest.skip("node was not found")
    done = subprocess.run(
        [node, "--test", "--test-reporter=tap", str(HERE / "forward.test.mjs")],
        env={**os.environ, "FORWARD_CASES": str(cases)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr
    assert f"# pass {len(experiments()) * 2 + len(ACTIVATIONS) + len(FEATURES) + 7}" in done.stdout
