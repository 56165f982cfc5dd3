"""The values of the controls of this page, by their ids."""

from pages.ui.controls.control import Values


class HomeValues(Values):
    """One attribute for each control."""

    dataset: str
    learning_rate: float
