"""The program that puts a saved model to use, run on its own."""

import subprocess
import sys

import numpy as np
import pytest

from dlcore.export.study_programs import FORMULAS, prediction_program
from dlcore.models.families import FAMILIES
from tests.core.models.test_families import everything, fitted


@everything
def test_the_program_predicts_as_the_model_does(family, tmp_path):
    model, *_ = fitted(family)
    model.save(str(tmp_path / "model.npz"))
    (tmp_path / "predict.py").write_text(prediction_program(family), encoding="utf-8")
    done = subprocess.run([sys.executable, "predict.py"], capture_output=True, text=True, check=True, cwd=tmp_path)
    inputs = FORMULAS[family][1]
    assert float(done.stdout.strip(" []\n")) == pytest.approx(model.predict(np.full((1, inputs), 0.1))[0], abs=1e-6)


def test_every_family_has_its_program():
    assert list(FORMULAS) == list(FAMILIES)
