"""The values of the controls of this lesson, by their ids."""

from pages.lessons.search.picked_points import Picked
from pages.ui.controls.control import Values


class SearchValues(Values):
    """One attribute for each control."""

    experiment: str
    space: str
    budget: str
    dataset: str
    noise: float
    seed: int
    acquisition: str
    length: str
    picks: Picked | None
