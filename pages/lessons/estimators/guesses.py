"""Estimators at work: those that the controls choose, and what is known of each."""

from typing import NamedTuple

from dlcore.estimation import laws
from dlcore.estimation.estimators import fitting, moments
from dlcore.estimation.populations import LOCATED, population
from pages.lessons.estimators.values import EstimatorsValues


class Guess(NamedTuple):
    """An estimator at work: of which quantity of which population around which centre, with which factor."""

    place: str
    centre: float
    quantity: str
    name: str
    factor: float

    @property
    def truth(self) -> float:
        """The true value."""
        return population(self.place, self.centre).truth[self.quantity]

    def law(self, n: int) -> laws.Law | None:
        """Bias and variance as known."""
        return laws.law(*self[:4], n, self.factor)

    def moments(self, n: int) -> float:
        """Moments of all orders below this exist."""
        return moments(self.place, self.name, n, self.factor)

    def bound(self, n: int) -> float | None:
        """The Cramér-Rao bound."""
        return laws.bound(*self[:3], n)

    def limit(self) -> float:
        """MSE as n grows."""
        return laws.limit(*self[:4], self.factor)


def guesses_of(chosen: EstimatorsValues) -> tuple[Guess, ...]:
    """The estimators chosen, in order."""
    names = getattr(chosen, field(chosen))
    centre = float(chosen.centre) if chosen.population in LOCATED else 1.0
    return tuple(
        Guess(chosen.population, centre, chosen.quantity, name, float(chosen.factor) if name == "shrunken" else 1.0)
        for name in names
    )


def field(chosen: EstimatorsValues) -> str:
    """The control that holds the estimators of what is estimated."""
    if chosen.quantity == "rate":
        return "poisson" if chosen.population == "poisson" else "rates"
    return {"mean": "centres", "centre": "centres", "variance": "variances", "upper": "uppers"}[chosen.quantity]


def offered(chosen: EstimatorsValues) -> list[str]:
    """The quantities that a population has."""
    return list(population(chosen.population).truth)


def names_for(place: str, quantity: str) -> tuple[str, ...]:
    """The estimators that make sense."""
    return fitting(place, quantity)
