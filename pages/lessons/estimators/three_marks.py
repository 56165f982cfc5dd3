"""The three marks of a good estimator, as facts: unbiased, efficient, consistent."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from dlcore.estimation import laws
from dlcore.estimation.sampling import Study
from pages.lessons.estimators import studies
from pages.lessons.estimators.guesses import Guess
from pages.lessons.estimators.values import EstimatorsValues
from pages.ui import number_format


def short(value: float) -> str:
    """A number with three digits, as one reads it."""
    if value != 0 and not 1e-3 <= abs(value) < 1e5:
        return number_format.short(value, 2)
    return number_format.tidy(f"{value:.0f}") if abs(value) >= 1000 else number_format.short(value)


def percent(share: float) -> str:
    """An efficiency as one reads it."""
    return "∞" if share == np.inf else f"{share:.0%}" if share >= 0.1 else f"{short(float(f'{100 * share:.2g}'))}%"


def marks(chosen: EstimatorsValues, guess: Guess, found: Study) -> dict[str, Any]:
    """The facts of the three marks of a good estimator: names of words, and numbers."""
    law, limit = guess.law(chosen.n), guess.limit()
    fair = laws.unbiased(*guess[:4], chosen.n, guess.factor)
    share, measured = _shares(guess, chosen.n, found)
    return {
        "unbiased": "none" if fair is None else "yes" if fair else "no",
        "efficient": _efficient(guess, chosen.n, found, biased=fair is False),
        "consistent": _consistent(limit, guess.moments(chosen.n)),
        "bias": " ".join(number_format.to_error(found.bias, found.bias_error)), "share": share, "measured": measured,
        "law_bias": short(law.bias) if law else "", "limit": short(limit) if limit < np.inf else "",
        "mse": " ".join(number_format.to_error(found.mse, found.mse_error)),
        "moments": guess.moments(chosen.n),
        "error": number_format.to_error(found.mse, found.mse_error)[1].removeprefix("± "),
        "known": "none" if law is None else "exact" if law.exact else "grows",
    }  # fmt: skip


def _shares(guess: Guess, n: int, found: Study) -> tuple[str, str]:
    """The efficiency by law, or as measured where no law is exact; then what was measured beside a law, or nothing."""
    bound, law = guess.bound(n) or 0.0, guess.law(n)
    share = studies.share_of(bound, found.mse)
    value, error = "∞", ""
    if found.mse:
        value, error = number_format.to_error(100 * share, 100 * share * found.mse_error / found.mse)
    measured = f"{value}% {error}%"
    return (percent(studies.share_of(bound, law.mse)), measured) if law and law.exact else (measured, "")


def _efficient(guess: Guess, n: int, found: Study, *, biased: bool) -> str:
    bound, law = guess.bound(n), guess.law(n)
    if guess.moments(n) <= 2:
        return "infinite"
    if law and law.mse == 0:
        return "lucky"
    if bound is None:
        return "unbounded"
    least = law.mse if law and law.exact else found.mse + 2 * found.mse_error
    return "below" if biased and least < bound else "share"


def _consistent(limit: float, moments: float) -> str:
    if limit < np.inf:
        return "no" if limit else "yes"
    return "never" if moments > 2 else "infinite"


def task(chosen: EstimatorsValues, rivals: Sequence[Guess]) -> tuple[bool, bool, float, float]:
    """Tell whether the task is being worked on, whether it is done, and both MSEs by law."""
    mine, mean = (rivals[0]._replace(name=name, factor=factor).law(chosen.n) for name, factor in
                  (("shrunken", float(chosen.factor)), ("mean", 1.0)))  # fmt: skip
    wanted = {"population": "normal", "quantity": "mean", "centre": 4.0, "n": 10}
    fair = all(getattr(chosen, name) == value for name, value in wanted.items()) and "shrunken" in chosen.centres
    if not fair or mine is None or mean is None:
        return False, False, 0.0, 0.0
    return True, chosen.factor < 1 and mine.mse < mean.mse, mine.mse, mean.mse
