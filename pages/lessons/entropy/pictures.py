"""The bag and the model of the lesson on entropy: their numbers, in the letters chosen, and the pictures' data."""

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dlcore.information import measures
from dlcore.training.training import frame_steps
from pages.lessons.entropy.charts import cross_entropy_parts, entropy_by_share, running_surprise, surprise
from pages.lessons.entropy.count_bars import Reading
from pages.lessons.entropy.values import EntropyValues
from pages.lessons.entropy.words import DRAWS, KINDS, LABELS, READINGS, SAYS, UNITS
from pages.ui.charts import film, heatmap
from pages.ui.parts import downloads
from pages.ui.serving.once import once
from pages.ui.serving.runs import keep
from pages.ui.text import say

BASES = {"bits": measures.BITS, "nats": measures.NATS}
_LETTER = re.compile(r"(?<![A-Za-z\\])[pq](?![A-Za-z])")


def lettered(words: str, letters: str) -> str:
    """Return words, written with the notes' letters, in the letters chosen: p and q change places, or do not."""
    return words if letters == "notes" else _LETTER.sub(lambda found: "pq"["qp".index(found.group())], words)


def number(value: float) -> str:
    """Return a number of bits or nats as it is written everywhere on the page."""
    return f"{value:.3f}" if np.isfinite(value) else "∞"


def heading(name: str, chosen: EntropyValues) -> str:
    """Return what stands above the bars."""
    return lettered(say(LABELS[name]), chosen.letters)


def readings(chosen: EntropyValues, *names: str) -> list[Reading]:
    """Return the lines under the bars that follow while they are dragged."""
    unit = say(UNITS[chosen.unit])
    words = {name: lettered(say(READINGS[name], value="{value}", unit=unit), chosen.letters) for name in names}
    made = {
        "entropy": Reading(words.get("entropy", ""), "bag", "bag"),
        "cost": Reading(words.get("cost", ""), "bag", "model"),
        "extra": Reading(words.get("extra", ""), "bag", "model", extra=True),
    }
    return [made[name] for name in names]


@dataclass(frozen=True)
class Bag:
    """The bag and the model as their counts, and how it is drawn from: plain values."""

    bag: tuple[int, ...]
    model: tuple[int, ...]
    unit: str
    draws: int
    seed: int

    @property
    def base(self) -> float:
        """The base of the logarithm."""
        return BASES[self.unit]

    @cached_property
    def q(self) -> np.ndarray:
        """The truth."""
        return measures.shares(self.bag)

    @cached_property
    def p(self) -> np.ndarray:
        """The model."""
        return measures.shares(self.model)

    @cached_property
    def entropy(self) -> float:
        """H(q)."""
        return float(measures.entropy(self.q, self.base))

    @cached_property
    def cost(self) -> float:
        """H(q, p)."""
        return float(measures.cross_entropy(self.q, self.p, self.base))

    @cached_property
    def extra(self) -> float:
        """KL(q‖p)."""
        return float(measures.divergence(self.q, self.p, self.base))

    @cached_property
    def bound(self) -> float:
        """Log k."""
        return float(np.log(len(self.bag)) / np.log(self.base))

    @cached_property
    def drawn(self) -> measures.Draws:
        return measures.draw(self.q, self.p, self.draws, np.random.default_rng(self.seed), self.base)

    @cached_property
    def room(self) -> float:
        """Two standard errors of the mean surprise after all draws."""
        return float(2 * measures.spread(self.q, self.base) / np.sqrt(self.draws))

    @property
    def swapped(self) -> "Bag":
        """The model as the bag, and the bag as the model."""
        return Bag(self.model, self.bag, self.unit, self.draws, self.seed)

    @property
    def excluded(self) -> list[int]:
        """The colours that the bag holds and the model does not."""
        return [i for i, (true, believed) in enumerate(zip(self.bag, self.model, strict=True)) if true and not believed]

    @property
    def ended(self) -> int | None:
        """The number of the draw that first was one of them, if any was."""
        infinite = np.flatnonzero(np.isinf(self.drawn.paid))
        return int(infinite[0]) + 1 if len(infinite) else None

    @property
    def steps(self) -> list[int]:
        """The number of balls at each frame of the film."""
        return frame_steps(self.draws, 80)


def bag(chosen: EntropyValues) -> Bag:
    """Return the bag of the controls, its colours in use only."""
    k = chosen.colours
    return Bag(chosen.bag[:k], chosen.model[:k], chosen.unit, chosen.draws, chosen.seed)


def bits(chosen: EntropyValues) -> Bag:
    """Return the same in bits."""
    now = bag(chosen)
    return Bag(now.bag, now.model, "bits", now.draws, now.seed)


def names(which: list[int]) -> str:
    """Return the names of colours."""
    return ", ".join(say(KINDS[i].name) for i in which)


def formula(now: Bag, model: bool) -> str:
    """Return the formula of H(q), or with the model of H(q, p), with its numbers: each share times its surprise."""
    paid = measures.surprise(now.p if model else now.q, now.base)
    terms = [
        f"{share:.3g} \\cdot {number(cost)}".replace("∞", "\\infty")
        for share, cost in zip(now.q, paid, strict=True)
        if share > 0
    ]
    whole = number(now.cost if model else now.entropy).replace("∞", "\\infty")
    return f"{'H(q, p)' if model else 'H(q)'} = {' + '.join(terms)} = {whole}"


def start(asked: int | None) -> int:
    """Return the frame at which the film of draws opens: the one asked for, else its last."""
    return -1 if asked is None else asked


def captions(now: Bag) -> list[str]:
    """Return what the player says at each frame: the ball drawn, and its surprise."""
    drawn, pattern = now.drawn, say(DRAWS["one"])
    balls, unit = [say(kind.name) for kind in KINDS], say(UNITS[now.unit])
    return [say(DRAWS["none"])] + [
        pattern.format(
            draw=step, colour=balls[drawn.outcome[step - 1]], surprise=f"{drawn.surprise[step - 1]:.2f}", unit=unit
        )
        for step in now.steps[1:]
    ]


def figures(now: Bag) -> dict[str, str]:
    """Return H(q), KL(q‖p) and H(q, p) as they are written."""
    return {name: number(getattr(now, name)) for name in ("entropy", "extra", "cost")}


def film_of_draws(now: Bag, letters: str) -> film.Datasets:
    """The draws, their surprise, and the running means."""
    return _film_of_draws(now, *(lettered(say(DRAWS[name]), letters) for name in ("known", "believed")))


@keep
def _film_of_draws(now: Bag, known: str, believed: str) -> film.Datasets:
    drawn, steps = now.drawn, now.steps
    words = [
        [pattern.format(mean=number(mean[s - 1]) if s else "–", limit=number(limit)) for s in steps]
        for pattern, mean, limit in ((known, drawn.mean, now.entropy), (believed, drawn.paid_mean, now.cost))
    ]
    balls = [KINDS[i].colour for i in drawn.outcome], [KINDS[i].shape for i in drawn.outcome]
    spread = float(measures.spread(now.q, now.base))
    means, limits = (drawn.mean, drawn.paid_mean), (now.entropy, now.cost)
    return running_surprise.datasets(steps, balls, drawn.surprise, means, limits, spread, (words[0], words[1]))


def whole_and_parts(now: Bag, letters: str) -> film.Datasets:
    """H + KL as one bar, and swapped."""
    unit, both = say(UNITS[now.unit]), (now, now.swapped)
    words = [
        (
            lettered(say(LABELS["whole"], name=f"H({a}, {b})", unit=unit, **figures(one)), letters),
            lettered(f"H({a})", letters),
            lettered(f"KL({a}‖{b})", letters),
        )
        for one, a, b in ((now, "q", "p"), (now.swapped, "p", "q"))
    ]
    bound = say(LABELS["bound"], k=len(now.bag), bound=number(now.bound))
    entropy, extra = (np.array([getattr(one, name) for one in both]) for name in ("entropy", "extra"))
    return cross_entropy_parts.datasets(entropy, extra, now.bound, words, bound)


def shares_of_blue(now: Bag, letters: str) -> film.Datasets:
    """Entropy and cross-entropy if the first colour had another share, the others keeping their proportions."""
    share = np.linspace(0, 1, 101)
    truths = measures.along(now.q, 0, share)
    entropy = measures.entropy(truths, now.base)
    cost = measures.cross_entropy(truths, now.p, now.base)
    line = lettered(f"┅ H(q, p){'' if np.isfinite(cost).sum() > 1 else ' = ∞'}", letters)
    here = (float(now.q[0]), now.entropy, now.cost)
    return entropy_by_share.datasets(share, entropy, cost, here, (line, say(LABELS["share"])))


def prices(now: Bag) -> film.Datasets:
    """The surprise of the model at each ball that may come."""
    p = np.linspace(surprise.LEAST, 1, 100)
    paid = measures.surprise(now.p, now.base)
    kinds = KINDS[: len(now.p)]
    words = [
        f"{say(kind.name)} {chance:.3g} → {number(cost)}" for kind, chance, cost in zip(kinds, now.p, paid, strict=True)
    ]
    place = [int((paid[:i] == cost).sum()) for i, cost in enumerate(paid)]
    balls = [kind.colour for kind in kinds], [kind.shape for kind in kinds]
    return surprise.datasets((p, measures.surprise(p, now.base)), (now.p, paid, place), balls, words)


def draws_table(now: Bag) -> bytes:
    """The draws as comma-separated values; what is infinite is left empty."""
    drawn = now.drawn
    finite = np.isfinite(drawn.paid)
    so_far = np.isfinite(drawn.paid_mean)
    return downloads.csv(
        film.rows(
            draw=np.arange(1, now.draws + 1),
            colour=[KINDS[i].name.en for i in drawn.outcome],
            surprise=drawn.surprise,
            mean_surprise=drawn.mean,
            model_pays=film.numbers(np.where(finite, drawn.paid, 0), finite),
            model_pays_mean=film.numbers(np.where(so_far, drawn.paid_mean, 0), so_far),
        )
    )


def told_mean(now: Bag) -> str:
    """Return what is to be said of the mean surprise after all draws, in the notes' letters."""
    mean = float(now.drawn.mean[-1])
    kind = "never" if not now.entropy else "alike" if now.room < 1e-9 else "after"
    numbers = {"mean": mean, "away": abs(mean - now.entropy), "entropy": now.entropy, "room": now.room}
    return say(SAYS[kind], draws=now.draws, **{name: number(value) for name, value in numbers.items()})


def verdicts(now: Bag) -> list[str]:
    """Return what is to be said of the bag, of its model, and of the two swapped, in the notes' letters."""
    unit, k = say(UNITS[now.unit]), len(now.bag)
    alike = len(set(now.bag)) == 1
    certain = sum(count > 0 for count in now.bag) == 1
    same = bool(np.array_equal(now.q, now.p))
    bag = say(SAYS["zero" if certain else "most" if alike else "between"], k=k, bound=number(now.bound))
    model = "infinite" if now.excluded else "exact_zero" if same and certain else "exact" if same else "finite"
    said = say(SAYS[model], colours=names(now.excluded), extra=number(now.extra), entropy=number(now.entropy))
    return [bag, said, say(SAYS["swapped"], cost=number(now.swapped.cost), unit=unit)]


@once
def triangle() -> str:
    """Return a picture of the entropy of every bag of three colours, one colour only in each corner."""
    side = np.linspace(0, 1, 112)
    up, across = np.meshgrid(side[::-1], side, indexing="ij")
    third = up
    second = across - up / 2
    first = 1 - third - second
    inside = (first >= 0) & (second >= 0)
    mixed = np.where(inside[..., None], np.stack([first, second, third], axis=-1), 1 / 3)
    level = np.where(inside, measures.entropy(mixed) / np.log2(3), 0.0)
    return heatmap.png(heatmap.signed(level), heatmap.diverging())
