"""Slow motion: single updates of the run, phase by phase, the batch lit, the gradient as arrows on the edges."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from math import isfinite
from typing import Any

import numpy as np
import pyarrow as pa
import streamlit as st

from dlcore.analysis.inspection import Inspection
from dlcore.analysis.slow_motion import PHASES, SlowMotion, watch
from dlcore.data.datasets import Dataset
from dlcore.training.segments import legs
from dlcore.training.training import Experiment
from pages.lessons.training import settings, streaming
from pages.lessons.training.charts import network_picture, update_phases
from pages.lessons.training.slow_motion import network_diagram, slow_motion_words
from pages.lessons.training.stages.stage_chain import measures
from pages.lessons.training.values import TrainingValues
from pages.ui import controls
from pages.ui.charts import curve, film, heatmap, plane
from pages.ui.controls.control import Control
from pages.ui.number_format import two_digits
from pages.ui.parts import chart, lesson, player
from pages.ui.serving.runs import inspection, keep
from pages.ui.text import say
from pages.ui.training_run import film_data, run_pictures

LESSON, NAME = "training", "frame_slow"
MOST, FEWEST = 16, 4
NUMBERS = 24_000
"""Parameters times frames of slow motion."""

PACE = 2.0
"""Phases a second at 1×: time to read the line of each."""

FINE = 32
HEIGHT = 300
"""Pixels of the pictures."""


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
    updates = int(np.clip(NUMBERS // (len(PHASES) * run.network.n_params), FEWEST, MOST))
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
    ground, network, numbers = lesson.body(1, 1.5, 1.2)
    with ground:
        show_ground(run, where)
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


def show_ground(run: Inspection, where: tuple[Experiment, int, int]) -> None:
    """Draw the examples, the batch lit, over what the model says."""
    shown, lined = seen(*where), is_line(run)
    first = shown.updates[0]
    change = {"before": number(first.loss_before), "after": number(first.loss_after)}
    told = say(slow_motion_words.ALT_PLANE, updates=len(shown.updates), first=first.step, **change)
    axes = ("x₁", "y") if lined else run_pictures.axes(run)
    spec = update_phases.spec(*axes, NAME, lined=lined, height=HEIGHT)
    key = f"{LESSON}.slow.{'line' if lined else 'plane'}"
    chart.show(spec, ground(*where), told, key, width="stretch" if lined else HEIGHT)


def is_line(run: Inspection) -> bool:
    """Tell whether one number follows from another, so that the model is a curve."""
    return run.train.x.shape[1] == 1 and run.network.sizes[-1] == 1


@keep
def ground(experiment: Experiment, first: int, updates: int) -> film.Datasets:
    """The examples with their batches, and what the model says at every phase."""
    shown = seen(experiment, first, updates)
    run = Inspection(shown.film)
    points = update_phases.points(run.places(run.train), *marks(run), [update.batch for update in shown.updates])
    if is_line(run):
        x = np.linspace(*run.extent, 121)
        examples = (run.train.x[:, 0], run.train.y[:, 0])
        return {"curve": curve.datasets(x, run.curve(x)[shown.moments], examples)["curve"], "points": points}
    levels, palette = film_data.painted(run, run.boundary(FINE))
    return {
        "reel": update_phases.plane(heatmap.reel(levels[shown.moments], palette), (*run.extent, *run.extent)),
        "points": points,
    }


def marks(run: Inspection) -> tuple[Sequence[str], Sequence[str]]:
    """Colour and shape of every training example, as the large picture has them."""
    table = points(run, run.train, "train")
    return table["fill"].to_pylist(), table["shape"].to_pylist()


def show_network(experiment: Experiment, run: Inspection, where: tuple[Experiment, int, int]) -> None:
    """Draw the network with its arrows."""
    inputs, outputs = run_pictures.ends(experiment)
    size = number(seen(*where).updates[0].gradient_size)
    told = say(slow_motion_words.ALT_NETWORK, sizes="-".join(map(str, run.network.sizes)), size=size)
    network_diagram.show(
        network(*where), told, f"{LESSON}.slow.network", inputs=inputs, outputs=outputs, name=NAME, height=HEIGHT + 40
    )


@keep
def network(experiment: Experiment, first: int, updates: int) -> dict[str, Any]:
    """The network at every phase, with the gradient as arrows once it has been computed."""
    shown = seen(experiment, first, updates)
    run = Inspection(shown.film)
    maps = neuron_values(run, run.neuron_maps(network_picture.resolution(sum(run.network.sizes))))
    frames = [layer[shown.moments] if len(layer) == len(shown.film) else layer for layer in maps]
    drawn = network_picture.picture(run.network.sizes, shown.film.theta[shown.moments], frames)
    pushes = np.array([-update.gradient for update in shown.updates])
    at = [u if phase in ("backward", "update") else -1 for u in range(len(pushes)) for phase in PHASES]
    return drawn | network_picture.arrows(pushes, at)


def points(run: Inspection, part: Dataset, role: str) -> pa.Table:
    """The examples of one part where they lie in the picture."""
    if part.class_names:
        return plane.classified(run.places(part), part.labels, run.wrong(part), part.class_names, role)
    return plane.measured(run.places(part), part.y[:, 0], len(run.film), film_data.colour_scale(run), role)


def neuron_values(run: Inspection, layers: list[np.ndarray]) -> list[np.ndarray]:
    """Activations as −1 … 1: bounded ones as they are, others by their size, outputs as predictions."""
    *hidden, output = layers
    bounded = run.network.activation.name in {"tanh", "sigmoid"}
    return [
        network_picture.scaled(hidden[0]),
        *(layer if bounded else network_picture.scaled(layer) for layer in hidden[1:]),
        film_data.coloured(run, output),
    ]
