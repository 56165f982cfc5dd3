"""The values of the controls of this lesson, by their ids."""

from pages.ui.controls.control import Values


class LinearityValues(Values):
    """One attribute for each control."""

    part: str
    dataset: str
    layers: int
    between: str
    film: str
    depth: int
    width: int
    activation: str
    how: str
    target: str
    hinges: int
    features: tuple[str, ...]
    noise: float
    seed: int
