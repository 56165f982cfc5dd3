"""Training by each rule: the five runs, their losses, and how near each keeps to the gradient."""

import numpy as np

from dlcore.gradients.rule_training import Comparison, compare
from dlcore.gradients.split_rules import WAYS
from dlcore.training.experiment import Experiment
from pages.lessons.backprop.charts import rule_losses
from pages.lessons.backprop.split.split_pictures import short
from pages.lessons.backprop.split.split_words import OUTCOMES, WAY_NAMES
from pages.lessons.backprop.values import BackpropValues
from pages.ui.charts import film, racing_losses
from pages.ui.parts import downloads
from pages.ui.serving.runs import keep
from pages.ui.text import say

EPOCHS, FRAMES, WIDTH = 50, 24, 4


def experiment(chosen: BackpropValues) -> Experiment:
    """The run that all five ways repeat."""
    return Experiment(
        dataset=chosen.dataset,
        n=100,
        noise=0.1,
        hidden=(WIDTH,) * chosen.layers,
        activation=chosen.bend,
        optimizer="sgd",
        learning_rate=chosen.learning_rate,
        batch_size=25,
        epochs=EPOCHS,
        seed=chosen.seed,
        frames=FRAMES,
    )


@keep
def trained(run: Experiment) -> Comparison:
    """The five runs."""
    with np.errstate(all="ignore"):
        return compare(run)


def loss_lines(done: Comparison) -> film.Datasets:
    """The training loss of the five; one that grows leaves the picture at twice the first."""
    losses, first = done.film.train_loss, float(done.film.train_loss[0, 0])
    shown = losses[np.isfinite(losses) & (losses > 1e-8)]
    ends = float(min(shown.min(), first)) * 0.8, 2.2 * first
    return rule_losses.datasets(done.film.epoch, losses, done.last, ends, first, log=True)


def cosine_lines(done: Comparison) -> film.Datasets:
    """The cosine of the five."""
    return rule_losses.datasets(done.film.epoch, done.cosine, done.last, (-1.05, 1.05), 0.0, log=False)


def outcomes(done: Comparison) -> list[tuple[int, str, str]]:
    """The outcome of each way: its place, its name, and how its run went."""
    told = []
    for place, way in enumerate(WAYS):
        at, diverged_at = done.last[place], done.film.diverged_at
        known = done.cosine[:, place][np.isfinite(done.cosine[:, place])]
        step = diverged_at[place] if isinstance(diverged_at, tuple) else None
        numbers = {
            "loss": short(float(done.film.train_loss[at, place])),
            "cosine": short(float(known.mean())) if len(known) else "–",
            "step": step,
        }
        if way in done.undefined:
            told.append((place, say(WAY_NAMES[way]), say(OUTCOMES[done.undefined[way][1]], **numbers)))
        else:
            told.append((place, say(WAY_NAMES[way]), say(OUTCOMES["diverged" if step else "ended"], **numbers)))
    return told


def legend(place: int) -> str:
    """The line of a place, as an SVG."""
    dash = racing_losses.FIVE_DASHES[place]
    pattern = "" if dash == [1, 0] else f' stroke-dasharray="{" ".join(map(str, dash))}"'
    line = (
        f'<line x1="1" y1="6" x2="33" y2="6" stroke="{racing_losses.FIVE_COLOURS[place]}" stroke-width="3"{pattern}/>'
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="34" height="12">{line}</svg>'


def runs_table(done: Comparison) -> bytes:
    """Loss and cosine of the five runs as comma-separated values."""
    count = len(done.film)
    cosine = done.cosine.T.ravel()
    return downloads.csv(
        film.rows(
            way=[way for way in WAYS for _ in range(count)],
            step=np.tile(done.film.step, len(WAYS)),
            train_loss=done.film.train_loss.T.ravel(),
            test_loss=done.film.test_loss.T.ravel(),
            cosine=film.numbers(np.nan_to_num(cosine), np.isfinite(cosine)),
        )
    )
