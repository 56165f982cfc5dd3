"""The values of the controls of this lesson, by their ids."""

from pages.lessons.entropy.count_bars import Counts
from pages.ui.controls.control import Values


class EntropyValues(Values):
    """One attribute for each control."""

    experiment: str
    colours: int
    unit: str
    letters: str
    bag: Counts
    model: Counts
    picture: str
    draws: int
    seed: int
    score: float
    learning_rate: float
    examples: int
    noise: float
