"""The parts of a run, one for each of its stages: at which updates each begins and ends, and by which clock."""

from math import ceil
from typing import NamedTuple

from dlcore.network.network import Network
from dlcore.training.experiment import Experiment
from dlcore.training.stages import Edit


def updates_in_epoch(n: int, size: int, last_batch: str = "kept") -> int:
    """⌈n/B⌉ updates, one a batch, or ⌊n/B⌋ where a smaller last batch is dropped; at least 1."""
    return max(1, n // size) if last_batch == "dropped" else ceil(n / size)


class Leg(NamedTuple):
    """A stage, or what comes before the first, as the run needs it: updates begin + 1 … end, with these settings.

    batch_size is at most the training set. The schedule counts its steps from `clock` and has `plan` of them. Epoch
    `epoch` was over after update `since`; from there on every `updates_per_epoch` updates are one more.
    """

    begin: int
    end: int
    settings: Experiment
    edits: tuple[Edit, ...]
    batch_size: int
    clock: int
    plan: int
    epoch: float
    since: int
    updates_per_epoch: int

    def epoch_at(self, step: int) -> float:
        """The epochs that are over after `step` updates of the whole run."""
        return self.epoch + (step - self.since) / self.updates_per_epoch


def legs(experiment: Experiment, n: int) -> list[Leg]:
    """Every part of a run on n training examples. Raises ValueError for a stage that begins outside the one before."""
    parts: list[Leg] = []
    for number in range(len(experiment.stages) + 1):
        settings = experiment.in_stage(number)
        size = min(settings.batch_size, n)
        per_epoch = updates_in_epoch(n, size, settings.last_batch)
        if not number:
            planned = per_epoch * settings.epochs
            parts.append(Leg(0, planned, settings, (), size, 0, planned, 0.0, 0, per_epoch))
            continue
        stage, before = experiment.stages[number - 1], parts[-1]
        if not before.begin <= stage.step <= before.end:
            raise ValueError(
                f"Stage {number} begins at step {stage.step}, but the one before it goes "
                f"from step {before.begin} to {before.end}."
            )
        planned = per_epoch * stage.epochs
        clock, plan = (before.clock, before.plan) if stage.schedule is None else (stage.step, planned)
        epoch, since = before.epoch, before.since
        if size != before.batch_size:
            epoch, since = before.epoch_at(stage.step), stage.step
        parts[-1] = before._replace(end=stage.step)
        parts.append(
            Leg(stage.step, stage.step + planned, settings, stage.edits, size, clock, plan, epoch, since, per_epoch)
        )
    return parts


def check_edits(experiment: Experiment, network: Network) -> None:
    """Raise ValueError for an edit of a parameter that the network does not have."""
    for edit in (edit for stage in experiment.stages for edit in stage.edits):
        known = 0 <= edit.layer < len(network.shapes)
        rows, columns = network.shapes[edit.layer] if known else (0, 0)
        if not (known and -1 <= edit.row < rows - 1 and 0 <= edit.column < columns):
            raise ValueError(f"The network has no parameter {tuple(edit[:3])}.")
