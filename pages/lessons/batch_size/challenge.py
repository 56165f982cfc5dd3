"""The challenge: a batch of many examples that ends with a loss as low as small batches do."""

from dlcore.training.training import Experiment
from dlcore.training.validation import validation_loss
from pages.lessons.batch_size import pictures
from pages.lessons.batch_size.values import BatchSizeValues
from pages.lessons.batch_size.words import TASK_PROGRESS
from pages.ui import controls
from pages.ui.parts import strip
from pages.ui.serving.runs import keep
from pages.ui.text import say

FIXED = {"model": "network", "optimizer": "sgd", "last_batch": "kept", "seed": 0}
"""What the task does not leave open."""

GOAL, LEAST = 0.37, 50
EXAMPLES = 500
"""Examples that judge it: no picture shows them."""


def judge(panel: controls.Panel[BatchSizeValues]) -> strip.Progress:
    """Judge a run by validation data; the test data are asked once, when it is done."""
    chosen = panel.value
    if any(getattr(chosen, name) != value for name, value in FIXED.items()):
        return strip.Progress(False, say(TASK_PROGRESS["else"]))
    loss, test = losses_at_end(pictures.experiment(chosen))
    done = chosen.batch_size >= LEAST and loss < GOAL
    told = say(TASK_PROGRESS["fair"], loss=loss, batch_size=chosen.batch_size)
    return strip.Progress(done, f"{told} {say(TASK_PROGRESS['done'], test=test)}" if done else told)


@keep
def losses_at_end(run: Experiment) -> tuple[float, float]:
    """Return the loss with which a run ends, on validation data and on the test data."""
    film = pictures.shown(run)
    return validation_loss(run, film.theta[-1], EXAMPLES), float(film.test_loss[-1])


TASK = strip.Challenge(
    {"batch_size": pictures.TRAIN, **FIXED}, judge, {"least": LEAST, "goal": GOAL, "epochs": pictures.EPOCHS}
)
