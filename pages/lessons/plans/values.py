"""The values of the controls of this page, by their ids."""

from pages.ui.controls.control import Values


class PlansValues(Values):
    """One attribute for each control."""

    lesson: str
