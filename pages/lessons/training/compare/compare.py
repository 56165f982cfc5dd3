"""Compare: a pinned run beside the run shown, the same run with other luck, up to eight settings of one control."""

from collections.abc import Sequence
from dataclasses import replace
from time import monotonic
from typing import Any

import streamlit as st

from dlcore.analysis.comparison import epochs_shown, shared
from dlcore.analysis.inspection import Inspection
from dlcore.training.training import Experiment
from pages.lessons.training import settings
from pages.lessons.training.charts import loss_band
from pages.lessons.training.compare import compare_pictures, compare_words, comparison_table, variants
from pages.lessons.training.compare.pinned_run import NOTHING, Pin
from pages.lessons.training.values import TrainingValues
from pages.ui import controls
from pages.ui.controls.control import Control
from pages.ui.number_format import two_digits
from pages.ui.parts import chart, player
from pages.ui.parts.stage import stage
from pages.ui.serving.runs import inspection
from pages.ui.text import say

LESSON = "training"
EIGHT = "frame_eight"
SIZE_SMALL = 148
"""Pixels along each side of one of eight pictures."""

PATIENCE = 0.12
"""Seconds after which a bar shows how far the training of several settings has come."""

SETTINGS: tuple[Control[Any, TrainingValues], ...] = (*settings.DATA, *settings.MODEL, *settings.LEARNING)
PIN = Pin("pin", compare_words.PINNED, controls=SETTINGS, lasting=True)
CONTROLS: tuple[Control[Any, TrainingValues], ...] = (
    controls.Choice(
        "compare",
        compare_words.COMPARE,
        options=compare_words.WAYS,
        default="pin",
        shown=lambda c: c.tool == "compare",
        lasting=True,
    ),
    PIN,
    controls.Choice(
        "varied",
        compare_words.VARIED,
        options={name: ladder.label for name, ladder in variants.LADDERS.items()},
        default="learning_rate",
        shown=lambda chosen: chosen.tool == "compare" and chosen.compare == "settings",
        lasting=True,
    ),
    *(variants.control(name) for name in variants.LADDERS),
)


def show(panel: controls.Panel[TrainingValues], experiment: Experiment) -> None:
    """Draw the way of comparing that is chosen, but for a pinned run, which stands on the stage."""
    {"seeds": show_luck, "settings": show_settings}[panel.value.compare](panel, experiment)


def show_differences(panel: controls.Panel[TrainingValues], experiment: Experiment) -> None:
    """Say what a pinned run and the run shown have in common, what differs, and how each ended."""
    word = panel.value.pin
    if word in (NOTHING, PIN.write(panel.value)):
        st.info(say(compare_words.STILL_THE_SAME if word else compare_words.NOTHING_PINNED), icon=":material/push_pin:")
        return
    value = PIN.read(word)
    runs = [inspection(one) for one in (settings.experiment(value), experiment)]
    st.caption(say_shared(runs[0], runs[1]))
    rows = [*differing(value, panel.value), *results(runs)]
    comparison_table.show(
        say(compare_words.DIFFERENCES), ["", "", say(compare_words.PINNED), say(compare_words.THIS)], rows
    )


def say_shared(one: Inspection, other: Inspection) -> str:
    """The parts that two runs have in common, and those they cannot."""
    alike = shared(one, other)
    same = [say(word) for name, word in compare_words.SAME.items() if alike[name]]
    others = [say(word) for name, word in compare_words.OTHER.items() if not alike[name]]
    told = [say(compare_words.SHARED, things=", ".join(same))] if same else []
    return " ".join(told + ([say(compare_words.NOT_SHARED, reasons=", ".join(others))] if others else []))


def differing(pinned: TrainingValues, now: TrainingValues) -> list[comparison_table.Row]:
    """The settings in which two runs differ."""
    rows: list[comparison_table.Row] = []
    for control in SETTINGS:
        told = [
            control.describe(getattr(value, control.id)) if control.shown(value) else say(compare_words.NONE)
            for value in (pinned, now)
        ]
        if told[0] != told[1]:
            rows.append((say(control.label), "", [(word, True) for word in told]))
    return rows


def results(runs: Sequence[Inspection]) -> list[comparison_table.Row]:
    films = [run.film for run in runs]
    told = {
        "train_loss": [two_digits(float(film.train_loss[-1])) for film in films],
        "test_loss": [two_digits(float(film.test_loss[-1])) for film in films],
    }
    if all(run.train.class_names for run in runs):
        told["train_share"] = [f"{run.accuracy(run.train)[-1]:.1%}" for run in runs]
        told["test_share"] = [f"{run.accuracy(run.test)[-1]:.1%}" for run in runs]
    told["updates"] = [f"{film.step[-1]:,}" for film in films]
    told["diverged"] = [f"{film.diverged_at:,}" if film.diverged_at else say(compare_words.NEVER) for film in films]
    return [(say(compare_words.RESULTS[name]), "", [(word, False) for word in both]) for name, both in told.items()]


class Bar:
    """A bar that shows how far several runs have come, once they have taken longer than a blink."""

    def __init__(self, runs: int) -> None:
        """Reserve its place."""
        self.runs, self.done, self.begun, self.place = runs, 0, monotonic(), st.empty()

    def tell(self, share: float) -> None:
        """Show that a share of the run after those done is done."""
        if monotonic() - self.begun > PATIENCE:
            self.place.progress(min(1.0, (self.done + share) / self.runs), say(compare_words.TRAINING))

    def leave(self) -> None:
        """Go, when all is done."""
        self.place.empty()


def show_luck(panel: controls.Panel[TrainingValues], experiment: Experiment) -> None:
    """Draw the band of runs that differ by chance alone."""
    short = compare_pictures.brief(settings.experiment(panel.value))
    bar = Bar(1)
    compare_pictures.trained(compare_pictures.many(short), bar.tell)
    bar.leave()
    found = compare_pictures.luck(short)
    notes = [say(compare_words.BAND_NOTE, runs=found.runs), *shortened(experiment, short)]
    if found.diverged:
        notes.append(say(compare_words.RUNS_DIVERGED, count=found.diverged, runs=found.runs))
    st.caption(" ".join(notes))
    own = inspection(short).film
    rows: list[comparison_table.Row] = []
    parts = (
        (compare_words.TRAIN_LOSS, found.train, own.train_loss),
        (compare_words.TEST_LOSS, found.test, own.test_loss),
    )
    for place, (column, (name, three, loss)) in enumerate(zip(st.columns(2, gap="medium"), parts, strict=True)):
        least, median, greatest = (number(end) for end in three[:, -1])
        numbers = {"least": least, "median": median, "greatest": greatest}
        told = say(compare_words.ALT_BAND, part=say(name), runs=found.runs, **numbers)
        with column:
            spec = loss_band.spec(say(compare_words.EPOCH), say(name), log=panel.value.log)
            chart.show(spec, compare_pictures.bands(short, panel.value.log)[place], told, f"{LESSON}.band.{place}")
        cells = [least, median, greatest, two_digits(float(loss[-1]))]
        rows.append((say(name), "", [(word, word is median) for word in cells]))
    head = ["", "", *map(say, (compare_words.LEAST, compare_words.MEDIAN, compare_words.GREATEST, compare_words.OWN))]
    comparison_table.show(say(compare_words.AT_THE_END), head, rows)


def number(value: float) -> str:
    """A loss in two digits, ∞ for that of a run that diverged."""
    return "∞" if value == float("inf") else two_digits(float(value))


def shortened(experiment: Experiment, short: Experiment) -> list[str]:
    """Say so if several runs have fewer epochs than the one above."""
    return [say(compare_words.SHORTER, epochs=short.epochs)] if short.epochs < experiment.epochs else []


def show_settings(panel: controls.Panel[TrainingValues], experiment: Experiment) -> None:
    """Draw small pictures of up to eight settings of one control, and how each of them ended."""
    name = panel.value.varied
    left, right = st.columns([1, 3.4], gap="medium")
    with left:
        panel.draw("varied", f"{name}_ladder")
    chosen = getattr(panel.value, f"{name}_ladder")
    rungs = variants.rungs(name, chosen, SETTINGS, panel.value)
    runs = [
        replace(compare_pictures.brief(settings.experiment(value)), frames=compare_pictures.FRAMES_SMALL)
        for value in rungs
    ]
    longest = float(max(run.epochs for run in runs))
    with right:
        st.caption(
            " ".join(
                [
                    say(compare_words.SAME_OTHERWISE),
                    say(compare_words.LOSSES_AT_THE_END),
                    *shortened(experiment, runs[0]),
                ]
            )
        )
        told = [say(compare_words.NOW, epoch=epoch) for epoch in epochs_shown(longest, compare_pictures.FRAMES_SMALL)]
        player.show(len(told), told, f"{LESSON}.eight", name=EIGHT, start=-1)
        bar = Bar(len(runs))
        row = st.container(horizontal=True, gap="small")
        rates = tuple(run.rates[0] for run in runs) if name == "learning_rate" and len(runs) > 1 else ()
        if rates:
            compare_pictures.trained(replace(runs[0], learning_rate=rates), bar.tell)
        for place, (value, run) in enumerate(zip(rungs, runs, strict=True)):
            bar.done = place
            if not rates:
                compare_pictures.trained(run, bar.tell)
            with row.container(width=SIZE_SMALL):
                show_one(variants.LADDERS[name].said(value), panel.value, value, (run, rates, place, longest))
        bar.leave()


def show_one(
    name: str, here: TrainingValues, value: TrainingValues, where: tuple[Experiment, tuple[float, ...], int, float]
) -> None:
    """Draw one of several settings under its name, with how it ended below."""
    experiment, rates, place, longest = where
    own = all(getattr(here, control.id) == getattr(value, control.id) for control in SETTINGS)
    st.markdown(f"**{say(compare_words.HERE, name=name) if own else name}**")
    run = compare_pictures.one_of(experiment, rates, place)
    film = run.film
    losses = {"train": two_digits(float(film.train_loss[-1])), "test": two_digits(float(film.test_loss[-1]))}
    ending = (
        say(compare_words.DIVERGED, step=film.diverged_at) if film.diverged_at else say(compare_words.ENDING, **losses)
    )
    told = say(compare_words.ALT_SMALL, name=name, ending=ending)
    small, key = compare_pictures.small_film(experiment, rates, place, longest), f"{LESSON}.eight.{place}"
    stage.small_plane(small, key, alt=told, name=EIGHT, height=SIZE_SMALL, outputs=run.train.class_names)
    st.caption(
        ending + (f" · {say(compare_words.EPOCHS, epochs=experiment.epochs)}" if experiment.epochs < longest else "")
    )
