"""The values of the controls of this lesson, by their ids."""

from pages.ui.controls.control import Values


class ParametersValues(Values):
    """One attribute for each control."""

    experiment: str
    family: str
    dataset: str
    noise: float
    seed: int
    degree: int
    kernel: str
    c: float
    gamma: float
    hidden: int
    learning_rate: float
    batch_size: int
    start: int
    many: bool
    scaled: str
    written: float
