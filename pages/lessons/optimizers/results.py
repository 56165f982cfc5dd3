"""Results of a race in words: the rows of its table, the best of momentum, the bands over the seeds."""

from collections.abc import Sequence

from dlcore.optimization.landscapes import Landscape
from dlcore.optimization.optimizers import best_momentum
from dlcore.studies import race
from pages.lessons.optimizers import pictures, words
from pages.lessons.optimizers.words import RACERS
from pages.ui.controls.sliders import readable, shortest
from pages.ui.number_format import two_digits
from pages.ui.parts import standings
from pages.ui.text import Text, say

PART = 1000
"""A racer has arrived where its loss is below this part of the first, and stays there."""


def law(condition: float) -> str:
    """Return how fast gradient descent and momentum are at their best, with the numbers of this κ."""
    best = best_momentum(condition)
    return say(
        words.LAW,
        condition=shortest(condition),
        plain=two_digits(2 / (1 + condition)),
        slow=f"{(condition - 1) / (condition + 1):.3g}",
        momentum=f"{best.momentum:.2g}",
        rate=two_digits(best.rate),
        fast=f"{best.factor:.3g}",
    )


def told_below(track: pictures.RaceSettings, lawful: bool) -> str:
    """Return where −gradient points at the start, and how fast the best of momentum is on a bowl."""
    angle = say(words.ANGLE, angle=pictures.misdirection(track))
    return f"{angle}  \n:small[{law(track.condition)}]" if lawful else angle


def row(racer: str, run: race.LandscapeRun, where: Landscape) -> list[str]:
    """Return the row of a racer in the table."""
    reached = race.arrival(run.loss, run.loss[0] / PART)
    if run.diverged_at is not None:
        result = say(words.DIVERGED, step=run.diverged_at)
    elif left := race.left_at(run.theta, where.extent):
        result = say(words.LEFT, step=left)
    elif len(run.rates) > 1 and run.final.min() == float("inf"):
        result = say(words.NO_RATE)
    else:
        result = say(arrived(reached, len(run.loss) - 1), step=reached)
    return [say(RACERS[racer]), readable(run.rate), standings.loss(run.loss[-1]), result]


def arrived(reached: int | None, last: int) -> Text:
    """Return how the table tells when a run of so many steps was there."""
    return words.NOT_YET if reached is None else words.AT_LAST if reached == last else words.ARRIVED


def told(racers: tuple[pictures.Entry, ...], losses: Sequence[float]) -> str:
    """Return the racers with their losses, in words."""
    return ", ".join(
        f"{say(RACERS[racer])} {standings.loss(loss)}" for (_, racer, _), loss in zip(racers, losses, strict=True)
    )


def said_of_bands(racers: Sequence[pictures.Entry], best: bool) -> list[Text]:
    """Return what explains the bands of these racers."""
    full = any(racer == "sgd" for _, racer, _ in racers)
    return [words.BAND, *[words.FULL] * full, *[words.CHOSEN] * best]


def seeds(racer: str, run: race.NetworkRun) -> list[str]:
    """Return what the table says of five runs."""
    last = sorted(run.loss[-1].tolist())
    low, middle, high = (standings.loss(last[i]) for i in (0, len(last) // 2, -1))
    result = say(words.SEEDS_DIVERGED, count=run.diverged) if run.diverged else say(words.RANGE, low=low, high=high)
    return [say(RACERS[racer]), readable(run.rate), middle, result]
