"""The values of the controls of this lesson, by their ids."""

from pages.ui.controls.control import Values


class EstimatorsValues(Values):
    """One attribute for each control."""

    experiment: str
    population: str
    quantity: str
    centre: float
    centres: tuple[str, ...]
    variances: tuple[str, ...]
    uppers: tuple[str, ...]
    rates: tuple[str, ...]
    poisson: tuple[str, ...]
    factor: float
    n: int
    replications: int
    seed: int
    zoom: bool
    draws: tuple[int, ...]
