"""The challenge of the laboratory: the batch size with which the rings are told apart within the epochs given."""

from typing import Any

from dlcore.training.training import Experiment
from dlcore.training.validation import validation_loss
from pages.lessons.training import settings
from pages.lessons.training.stages import continue_run
from pages.lessons.training.values import TrainingValues
from pages.ui import controls, names
from pages.ui.parts import strip
from pages.ui.serving import runs
from pages.ui.text import Text, say

START: dict[str, Any] = {
    "dataset": "circles",
    "features": ("x1", "x2"),
    "optimizer": "sgd",
    "learning_rate": 0.3,
    "epochs": 30,
    "batch_size": 150,
    "seed": 1,
}
GOAL = 0.05
EXAMPLES = 1000
"""Examples that judge it: no picture shows them."""

SO_FAR = Text(
    "Validation loss **{loss:.3f}** with batches of {batch_size}.",
    "배치 크기 {batch_size}에서 검증 손실 **{loss:.3f}**.",
)
TESTED = Text(" On the test data, once: **{loss:.3f}**.", " 시험 데이터로 한 번: **{loss:.3f}**.")


def judge(panel: controls.Panel[TrainingValues]) -> strip.Progress:
    """Judge a run by validation data; the test data are asked once, when it is done."""
    experiment = settings.experiment(panel.value)
    known = (*settings.DATA, *settings.MODEL, *settings.LEARNING, continue_run.CHAIN)
    given = {control.id: control.default for control in known} | START
    if any(getattr(experiment, name) != given[name] for name in settings.FIELDS & set(given) - {"batch_size"}):
        return strip.Progress(False, say(names.OTHER_TASK))
    loss = loss_at_end(experiment)
    told = say(SO_FAR, loss=loss, batch_size=experiment.batch_size)
    if loss >= GOAL:
        return strip.Progress(False, told)
    return strip.Progress(True, told + say(TESTED, loss=runs.inspection(experiment).film.test_loss[-1]))


@runs.keep
def loss_at_end(experiment: Experiment) -> float:
    """Return the validation loss with which a run ends."""
    return validation_loss(experiment, runs.inspection(experiment).film.theta[-1], EXAMPLES)


TASK = strip.Challenge(START, judge, {"goal": GOAL, "epochs": START["epochs"]})
