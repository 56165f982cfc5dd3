"""Slow motion: single updates of the run, phase by phase, the batch lit, the gradient as arrows on the edges."""

from contextlib import nullcontext
from dataclasses import replace
from math import isfinite
from typing import Any

import numpy as np
import streamlit as st

from dlcore.analysis.inspection import Inspection
from dlcore.analysis.slow_motion import PHASES, SlowMotion, watch
from dlcore.training.segments import legs
from dlcore.training.training import Experiment
from pages.lessons.training import settings, streaming
from pages.lessons.training.charts import update_phases
from pages.lessons.training.slow_motion import slow_motion_words
from pages.lessons.training.stages.stage_chain import measures
from pages.lessons.training.values import TrainingValues
from pages.ui import controls
from pages.ui.controls.control import Control
from pages.ui.number_format import two_digits
from pages.ui.parts import chart, lesson, player
from pages.ui.parts.stage import stage
from pages.ui.serving.runs import inspection, keep
from pages.ui.text import say
from pages.ui.training_run import run_pictures, stage_data

LESSON, NAME = "training", "frame_slow"
MOST = 16
NUMBERS = 40_000
"""Numbers of θ before and after each update, and of the gradients between."""

PACE = 2.0
"""Phases a second at 1×: time to read the line of each."""

HEIGHT = 340
"""Pixels of the stage."""


def most_updates(chosen: TrainingValues) -> int:
    """Updates of the whole run, with those of all its stages."""
    experiment = settings.experiment(chosen)
    examples = measures(experiment)[1] if experiment.stages else settings.training_examples(chosen)
    return legs(experiment, examples)[-1].end


CONTROLS: tuple[Control[Any, TrainingValues], ...] = (
    controls.Count(
        "slow_from", slow_motion_words.FIRST, default=1, low=1, high=most_updates, shown=lambda c: c.tool == "slow"
    ),
)


@keep
def seen(experiment: Experiment, first: int, updates: int) -> SlowMotion:
    """The updates, trained once more up to there."""
    return watch(experiment, first, updates)


def show(panel: controls.Panel[TrainingValues], experiment: Experiment) -> None:
    """Draw the updates from the chosen one on."""
    run = inspection(experiment)
    updates = int(np.clip((NUMBERS // run.network.n_params - 1) // 2, 1, MOST))
    where = (experiment, panel.value.slow_from, updates)
    way = replace(experiment, stop_after=panel.value.slow_from)
    with st.spinner(say(slow_motion_words.ON_THE_WAY), show_time=True) if streaming.is_long(way) else nullcontext():
        shown = seen(*where)
    if shown.film.diverged_at:
        st.warning(say(slow_motion_words.DIVERGED, step=shown.film.diverged_at), icon=":material/trending_up:")
    told = [
        say(slow_motion_words.NOW, step=update.step, total=shown.total, phase=say(slow_motion_words.PHASES[phase]))
        for update in shown.updates
        for phase in PHASES
    ]
    player.show(len(told), told, f"{LESSON}.slow", name=NAME, pace=PACE)
    network, numbers = lesson.body(2.1, 1)
    with network:
        show_network(experiment, run, where)
    with numbers:
        show_numbers(shown, len(run.train.x))
    penalty = " " + say(slow_motion_words.PENALTY) if is_penalized(experiment, shown, len(run.train.x)) else ""
    st.caption(say(slow_motion_words.INTRODUCTION) + penalty)


def is_penalized(experiment: Experiment, shown: SlowMotion, examples: int) -> bool:
    """Tell whether a regularization is in force, of the run or of a stage, at any of the updates shown."""
    steps = {update.step for update in shown.updates}
    return any(
        leg.settings.regularization != "none" and not steps.isdisjoint(range(leg.begin + 1, leg.end + 1))
        for leg in legs(experiment, examples)
    )


def show_numbers(shown: SlowMotion, examples: int) -> None:
    """Draw the four phases in numbers."""
    lines = [
        (
            say(slow_motion_words.FORWARD, count=len(update.batch), all=examples),
            say(slow_motion_words.LOSS, before=number(update.loss_before)),
            say(slow_motion_words.BACKWARD, gradient=number(update.gradient_size)),
            say(
                slow_motion_words.UPDATE,
                step=number(update.step_size),
                before=number(update.loss_before),
                after=number(update.loss_after),
            ),
        )
        for update in shown.updates
    ]
    first = shown.updates[0]
    told = say(slow_motion_words.ALT_PHASES, before=number(first.loss_before), after=number(first.loss_after))
    chart.show(update_phases.ledger(NAME), update_phases.lines(lines), told, f"{LESSON}.slow.phases")
    risen = sum(update.loss_after > update.loss_before for update in shown.updates)
    if risen:
        st.caption(say(slow_motion_words.WORSE, count=risen, updates=len(shown.updates)))


def number(value: float) -> str:
    """A number in three digits, ∞ beyond any."""
    if not isfinite(value):
        return "∞"
    return f"{value:.3g}" if 1e-3 <= abs(value) < 100 or value == 0 else two_digits(value)


def show_network(experiment: Experiment, run: Inspection, where: tuple[Experiment, int, int]) -> None:
    """Draw the network with its gradient as arrows, and the plane with the batch lit."""
    shown = seen(*where)
    first = shown.updates[0]
    numbers = {
        "sizes": "-".join(map(str, run.network.sizes)),
        "updates": len(shown.updates),
        "first": first.step,
        "before": number(first.loss_before),
        "after": number(first.loss_after),
        "size": number(first.gradient_size),
    }
    inputs, outputs = run_pictures.ends(experiment)
    stage.show(
        film(*where),
        f"{LESSON}.slow.stage",
        alt=say(slow_motion_words.ALT_STAGE, **numbers),
        inputs=inputs,
        outputs=outputs,
        axes=run_pictures.axes(run),
        editable=False,
        name=NAME,
        height=HEIGHT,
    )


@keep
def film(experiment: Experiment, first: int, updates: int) -> bytes:
    """Write the updates for the stage: θ at every phase, the batch, and the gradient once it has been computed."""
    shown = seen(experiment, first, updates)
    run = Inspection(shown.film)
    computed = [u if phase in ("backward", "update") else -1 for u in range(len(shown.updates)) for phase in PHASES]
    told = {
        "losses": losses(experiment, shown, len(run.train.x)),
        "batch_rows": [frame // len(PHASES) for frame in range(len(computed))],
        "gradient_rows": computed,
    }
    batches, gradients = zip(*((update.batch, update.gradient) for update in shown.updates), strict=True)
    more = stage_data.updates(batches, np.array(gradients), len(run.train.x))
    return stage_data.film_bytes(run, told, more, rows=shown.moments)


def losses(experiment: Experiment, shown: SlowMotion, examples: int) -> list[tuple[str, int]]:
    """The loss of each update's own stage, and the phase from which on it counts."""
    found: list[tuple[str, int]] = []
    for at, update in enumerate(shown.updates):
        name = next(leg.settings.loss for leg in legs(experiment, examples) if leg.begin < update.step <= leg.end)
        if not found or found[-1][0] != name:
            found.append((name, at * len(PHASES)))
    return found
