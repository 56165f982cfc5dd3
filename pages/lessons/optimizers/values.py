"""The values of the controls of this lesson, by their ids."""

from pages.lessons.optimizers.start_point import Place
from pages.ui.controls.control import Values


class OptimizersValues(Values):
    """One attribute for each control."""

    experiment: str
    ground: str
    condition: float
    momentum: float
    data: str
    best: bool
    racer1: str
    rate1: float
    racer2: str
    rate2: float
    racer3: str
    rate3: float
    racer4: str
    rate4: float
    steps: int
    schedule: str
    noise: float
    memory: bool
    seed: int
    start: Place | None
