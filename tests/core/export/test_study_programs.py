"""The program of the refits, run by itself, prints what the lesson shows."""

import subprocess
import sys

import pytest

from dlcore.export.study_programs import TRUTH, refit_program
from dlcore.generalization.ensemble import refit
from dlcore.generalization.samples import TRUTHS, Setting


@pytest.mark.parametrize(
    ("model", "capacity"), [("polynomial", 4), ("polynomial", 15), ("neighbours", 3), ("ridge", 0.1)]
)
@pytest.mark.parametrize("truth", TRUTHS)
def test_the_program_prints_the_parts_and_the_measured_error(truth: str, model: str, capacity: float) -> None:
    setting = Setting(truth=truth, model=model, n=12, replications=30, seed=4)
    printed = subprocess.run(
        [sys.executable, "-I", "-W", "error", "-c", refit_program(setting, capacity)],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    told = [float(line.rsplit(" ", 1)[1]) for line in printed.splitlines()]
    shown = refit(setting, capacity)[0]
    assert told == pytest.approx(
        [shown.bias, shown.variance, shown.noise, shown.total, shown.test], rel=1e-9, abs=1e-12
    )


def test_every_truth_can_be_written_out() -> None:
    assert set(TRUTH) == set(TRUTHS)


def test_a_network_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="fitted by a formula"):
        refit_program(Setting(model="network"), 3)
