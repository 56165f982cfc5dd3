"""The values of the controls of this lesson, by their ids."""

from pages.ui.controls.control import Values


class LearningRateValues(Values):
    """One attribute for each control."""

    experiment: str
    objective: str
    curvature: float
    learning_rate: float
    steps: int
    schedule: str
    seed: int
    wells: str
    noise: float
    starts: int
    range: bool
