"""The chain of stages of a run, as a control: it lives in the link, and buttons beside the film make it longer."""

from dataclasses import dataclass, replace
from math import isfinite
from typing import Any, ClassVar

from dlcore.network.losses import LOSSES
from dlcore.network.network import Network
from dlcore.network.regularization import REGULARIZATIONS
from dlcore.optimization.optimizers import OPTIMIZERS
from dlcore.optimization.schedules import SCHEDULES
from dlcore.training.segments import check_edits, legs
from dlcore.training.stages import Edit, Stage
from dlcore.training.training import Experiment, prepare
from pages.lessons.training import settings
from pages.lessons.training.stages import stage_words
from pages.lessons.training.values import TrainingValues
from pages.ui.controls.control import WithoutWidget
from pages.ui.controls.sliders import shortest
from pages.ui.serving.runs import keep
from pages.ui.text import Text

Chain = tuple[Stage, ...]

MOST = 8
"""Stages that a run may have."""

MOST_EDITS = 10
"""Parameters that one stage may set by hand."""

FURTHEST = 100.0
"""The farthest from 0 that a parameter may be set."""

LETTERS: dict[str, tuple[str, Any]] = {
    "e": ("epochs", int),
    "r": ("learning_rate", float),
    "c": ("schedule", SCHEDULES),
    "b": ("batch_size", int),
    "o": ("optimizer", OPTIMIZERS),
    "l": ("loss", LOSSES),
    "n": ("regularization", REGULARIZATIONS),
    "p": ("regularization_strength", float),
}
"""The letters of a stage's fields in a link; `s` is its step, `w` an edit."""


@dataclass(frozen=True)
class Stages(WithoutWidget[Chain]):
    """A chain of stages: "s220~e50~r0.3" goes on from step 220 for 50 epochs at a rate of 0.3."""

    fixable: ClassVar[bool] = False
    longest: ClassVar[int] = 2000
    gave_way: ClassVar[Text | None] = stage_words.GAVE_WAY

    def parse(self, word: str) -> Chain:
        if word == "none":
            return ()
        parts = [part.split("~") for part in word.removeprefix("s").split("~s")]
        return tuple(Stage(_whole(step), **_fields(fields)) for step, *fields in parts)

    def format(self, value: Chain) -> str:
        return "~".join(part for stage in value for part in _written(stage)) or "none"

    def describe(self, value: Chain) -> str:
        return "; ".join(stage_words.line(stage) for stage in value) or stage_words.nothing()

    def limit(self, value: Chain, chosen: TrainingValues) -> Chain:
        """Return the chain as far as it fits the run before it, with no more epochs than one run may take."""
        if not value:
            return ()
        base = settings.experiment(chosen)
        network, n = measures(base)
        fitting: Chain = ()
        for stage in value[:MOST]:
            fitted = _fitted(replace(base, stages=fitting), stage, network, n, chosen)
            if fitted is None:
                break
            fitting += (fitted,)
        return fitting


@keep
def measures(experiment: Experiment) -> tuple[Network, int]:
    """The network of an experiment, and how many training examples there are."""
    network, train, _ = prepare(experiment)
    return network, len(train.x)


def _fitted(before: Experiment, stage: Stage, network: Network, n: int, chosen: TrainingValues) -> Stage | None:
    size = None if stage.batch_size is None else min(stage.batch_size, n)
    edits = tuple(edit._replace(value=min(max(edit.value, -FURTHEST), FURTHEST)) for edit in stage.edits[:MOST_EDITS])
    stage = replace(stage, batch_size=size, edits=edits)
    try:
        run = replace(before, stages=(*before.stages, stage))
        check_edits(run, network)
        *done, last = legs(run, n)
    except ValueError:
        return None
    spent = sum((leg.end - leg.begin) / leg.updates_per_epoch / _most(chosen, leg.batch_size) for leg in done)
    epochs = min(stage.epochs, max(int((1 - spent) * _most(chosen, last.batch_size) + 1e-6), 0))
    return None if stage.epochs and not epochs and not stage.edits else replace(stage, epochs=epochs)


def _most(chosen: TrainingValues, batch_size: int) -> int:
    return settings.most_epochs(TrainingValues(**vars(chosen) | {"batch_size": batch_size}))


def _fields(words: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    edits: dict[tuple[int, int, int], Edit] = {}
    for word in words:
        if word[:1] == "w":
            edit = _edit(word[1:])
            edits[edit[:3]] = edit
            continue
        name, kind = LETTERS.get(word[:1], ("", None))
        if kind is None or name in found:
            raise ValueError(word)
        if kind in (int, float):
            found[name] = _whole(word[1:]) if kind is int else float(word[1:])
            if not isfinite(found[name]) or found[name] < 0 or (found[name] == 0 and name != "regularization_strength"):
                raise ValueError(word)
        elif word[1:] in kind:
            found[name] = word[1:]
        else:
            raise ValueError(word)
    return found | {"edits": tuple(edits.values())}


def _whole(word: str) -> int:
    if len(word) > 9:
        raise ValueError(word)
    return int(word)


def _edit(word: str) -> Edit:
    layer, row, column, value = word.split("_")
    if not isfinite(float(value)):
        raise ValueError(word)
    return Edit(int(layer), -1 if row == "b" else int(row), int(column), float(value))


def _written(stage: Stage) -> list[str]:
    words = [f"s{stage.step}"]
    for letter, (name, kind) in LETTERS.items():
        value = getattr(stage, name)
        if value is not None and (name, value) != ("epochs", 0):
            words.append(letter + (shortest(value) if kind in (int, float) else value))
    for layer, row, column, value in stage.edits:
        words.append(f"w{layer}_{'b' if row == -1 else row}_{column}_{shortest(value)}")
    return words
