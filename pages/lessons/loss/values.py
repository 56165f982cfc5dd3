"""The values of the controls of this lesson, by their ids."""

from pages.lessons.loss.draggable_pair import Pair
from pages.ui.controls.control import Values


class LossValues(Values):
    """One attribute for each control."""

    experiment: str
    data: str
    loss: str
    delta: float
    distance: str
    marks: str
    best: str
    noise: float
    seed: int
    line: Pair
    outlier: Pair
    learning_rate: float
    steps: int
