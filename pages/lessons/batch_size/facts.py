"""The numbers that the sentences of the lesson name, each read from what was computed."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from dlcore.studies import budgets
from dlcore.training.training import Experiment
from pages.lessons.batch_size import pictures
from pages.ui import number_format


def endings(runs: Sequence[Experiment]) -> str:
    """The training loss of each batch size at its end."""
    return ", ".join(
        f"{name} {number_format.short(pictures.spent(run).film.train_loss[-1])}"
        for name, run in zip(pictures.names(runs), runs, strict=True)
    )


def of_run(run: Experiment) -> dict[str, Any]:
    """The numbers of a run: its batches, its updates, its losses at both ends."""
    whole, updates, size = pictures.shown(run), pictures.updates_per_epoch(run), run.batch_size
    rest = pictures.TRAIN % size
    used = min(pictures.TRAIN, updates * size) if run.last_batch == "dropped" else pictures.TRAIN
    return {
        "n": pictures.TRAIN, "size": size, "updates": updates, "rest": rest, "last": rest or size, "used": used,
        "epochs": pictures.EPOCHS, "all": updates * pictures.EPOCHS, "rate": run.rates[0],
        "first": number_format.short(whole.train_loss[0]), "final": number_format.short(whole.train_loss[-1]),
        "test": number_format.short(whole.test_loss[-1]), "diverged": whole.diverged_at or 0,
    }  # fmt: skip


def captions(run: Experiment, pattern: str) -> list[str]:
    """The caption of every frame."""
    whole = pictures.shown(run)
    each = zip(whole.step.tolist(), whole.epoch.tolist(), whole.train_loss.tolist(), strict=True)
    return [pattern.format(step=step, epoch=epoch, loss=number_format.short(loss)) for step, epoch, loss in each]


def of_cloud(run: Experiment, moment: str) -> dict[str, Any]:
    """The numbers of the cloud at the batch size chosen."""
    seen = pictures.cloud_at(run, moment)
    at = seen.sizes.index(run.batch_size)
    # Of all examples there is one batch only: what is left of the spread is the last bit of a sum.
    chance = run.batch_size < pictures.TRAIN
    spread_now, error = (float(seen.spread[at]), float(seen.error[at])) if chance else (0.0, 0.0)
    measured_spread = " ".join(number_format.to_error(spread_now, error, 1)) if error else "0"
    return {
        "size": run.batch_size, "spread": spread_now, "measured": measured_spread,
        "law": float(seen.law[at]),
        "variance": float(seen.law[0]), "against": float(seen.against[at].mean()), "batches": pictures.DRAWS,
        "share": float(seen.share.sum()), "one": uphill_alone(run, moment),
    }  # fmt: skip


def uphill_alone(run: Experiment, moment: str) -> float:
    """The share of the single examples whose gradient points against that of all."""
    gradients = pictures.gradients_at(run, moment)
    return float((gradients @ gradients.mean(axis=0) < 0).mean())


def of_memory(five_runs: Sequence[Experiment], chosen: int) -> dict[str, Any]:
    """The bytes that the chosen batch size needs, in words."""
    run = next(run for run in five_runs if run.batch_size == chosen)
    need = pictures.bytes_of(run)
    fixed = need.total - need.activations
    return {
        "size": chosen, "total": pictures.kilobytes(need.total), "each": need.activations // chosen,
        "fixed": pictures.kilobytes(fixed), "parameters": pictures.shape(run).n_params,
    }  # fmt: skip


def of_verdict(losses: np.ndarray, ended: str, diverged_in: str) -> dict[str, Any]:
    """The numbers of the measurement: of the largest batch and of its rival, how they ended."""

    def told_of(budget: np.ndarray, size: int, loss: float) -> str:
        count = int(np.isinf(budget[pictures.SIZES.index(size)]).sum())
        return diverged_in.format(diverged=count, starts=pictures.STARTS) if count else ended.format(loss=loss)

    told: dict[str, Any] = {
        "epochs": pictures.EPOCHS,
        "updates": pictures.UPDATES,
        "starts": pictures.STARTS,
        "diverged": diverged(losses),
    }
    for name, budget, found in zip(("e", "u"), losses, verdicts(losses), strict=True):
        told |= {
            f"{name}_rival": found.rival, f"{name}_best": told_of(budget, found.rival, found.rival_loss),
            f"{name}_largest": found.largest, f"{name}_last": told_of(budget, found.largest, found.largest_loss),
            f"{name}_wins": found.wins,
        }  # fmt: skip
    return told


def outcome(losses: np.ndarray) -> tuple[str, str]:
    """The fate of the largest batch, a word each: at equal epochs, and at equal updates."""
    first, second = verdicts(losses)
    return fares(first), fares(second)


def fares(found: budgets.BudgetVerdict) -> str:
    """Tell whether the largest batch is clearly better than the best of the others, clearly worse, or neither.

    Where runs of both diverge it is "diverged": neither has a mean.
    """
    if np.isinf([found.largest_loss, found.rival_loss]).all():
        return "diverged"
    if not found.clear:
        return "level"
    return "better" if found.largest_loss < found.rival_loss else "worse"


def verdicts(losses: np.ndarray) -> tuple[budgets.BudgetVerdict, budgets.BudgetVerdict]:
    """The verdicts for equal epochs, and for equal updates."""
    first, second = (budgets.verdict(pictures.SIZES, each) for each in losses)
    return first, second


def diverged(losses: np.ndarray) -> int:
    """The number of measured runs that diverged."""
    return int(np.isinf(losses).any(axis=0).sum())
