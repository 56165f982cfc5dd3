"""The values of the controls of this lesson, by their ids."""

from pages.ui.controls.control import Values


class BiasVarianceValues(Values):
    """One attribute for each control."""

    experiment: str
    model: str
    truth: str
    noise: float
    n: int
    degree: int
    k: int
    strength: float
    hidden: int
    epochs: int
    replications: int
    seed: int
    log: bool
    points: int
    held: bool
