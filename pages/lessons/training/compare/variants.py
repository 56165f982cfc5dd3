"""Variants: up to eight settings of one control, the others as they are, around the setting in place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pages.lessons.training.values import TrainingValues
from pages.ui import names
from pages.ui.controls import Controls, Several, settle
from pages.ui.controls.sliders import readable
from pages.ui.text import Text, say

MOST = 8
NOW = "now"
AS_IT_IS = Text("as it is", "지금 값")
FACTORS = {"d100": 1 / 100, "d30": 1 / 30, "d10": 1 / 10, "d3": 1 / 3, "x3": 3.0, "x10": 10.0, "x30": 30.0}
WITHOUT = names.NONE
STRENGTH = Text("{penalty}, λ = {strength}", "{penalty}, λ = {strength}")
LAYERS = Text("hidden layers {widths}", "은닉층 {widths}")
BATCH = Text("batches of {size}", "배치 크기 {size}")
NOISE = Text("noise {noise}", "잡음 {noise}")

Change = Callable[[str, TrainingValues], dict[str, Any]]


@dataclass(frozen=True)
class Ladder:
    """A control that is varied: its options, those shown at first, what an option changes, what a setting is called."""

    label: Text
    options: Mapping[str, Text]
    first: tuple[str, ...]
    change: Change
    said: Callable[[TrainingValues], str]


def factors(label: Text, change: Change, said: Callable[[TrainingValues], str], none: bool = False) -> Ladder:
    """A ladder of multiples of the setting in place, with or without 0."""
    words = {"none": WITHOUT} if none else {}
    words |= {name: _alike(f"÷ {name[1:]}") for name in FACTORS if name[0] == "d"}
    words |= {NOW: AS_IT_IS} | {name: _alike(f"× {name[1:]}") for name in FACTORS if name[0] == "x"}
    return Ladder(label, words, tuple(words)[:MOST], change, said)


def named(label: Text, field: str, options: Mapping[str, Text]) -> Ladder:
    """A ladder of things that have names."""
    change: Change = lambda option, _: {field: option}  # noqa: E731
    return Ladder(label, options, tuple(options)[:MOST], change, lambda value: say(options[getattr(value, field)]))


def given(label: Text, options: Mapping[str, str], change: Change, said: Callable[[TrainingValues], str]) -> Ladder:
    """A ladder of settings with what is written on them, besides the one in place."""
    words = {NOW: AS_IT_IS} | {option: _alike(word) for option, word in options.items()}
    return Ladder(label, words, tuple(words)[:MOST], lambda o, value: {} if o == NOW else change(o, value), said)


def _alike(word: str) -> Text:
    return Text(word, word)


def _scaled(value: float, option: str) -> float:
    return value if option == NOW else float(f"{value * FACTORS[option]:.1e}")


def _strength(option: str, value: TrainingValues) -> dict[str, Any]:
    if option == "none":
        return {"regularization": "none"}
    kind = "l2" if value.regularization == "none" else value.regularization
    return {"regularization": kind, "regularization_strength": _scaled(value.regularization_strength, option)}


def _say_strength(value: TrainingValues) -> str:
    if value.regularization == "none":
        return say(WITHOUT)
    penalty = {"l1": "L1", "l2": "L2"}[value.regularization]
    return say(STRENGTH, penalty=penalty, strength=readable(value.regularization_strength))


def _say_hidden(value: TrainingValues) -> str:
    return say(LAYERS, widths="-".join(map(str, value.hidden)) or "–")


def _hidden(option: str, _: TrainingValues) -> dict[str, Any]:
    return {"hidden": () if option == "0" else tuple(map(int, option.split("-")))}


def _depth(option: str, value: TrainingValues) -> dict[str, Any]:
    return {"hidden": (value.hidden[:1] or (8,)) * int(option)}


def _plain(*words: str) -> dict[str, str]:
    return {word: word for word in words}


WIDTHS = _plain("0", "2", "4", "8", "4-4", "8-8", "16-16", "8-8-8", "32")
LADDERS: dict[str, Ladder] = {
    "learning_rate": factors(
        names.RATE,
        lambda option, value: {"learning_rate": _scaled(value.learning_rate, option)},
        lambda value: f"η = {readable(value.learning_rate)}",
    ),
    "hidden": given(names.HIDDEN_LAYERS, WIDTHS, _hidden, _say_hidden),
    "depth": given(Text("Depth", "깊이"), _plain(*"0123456"), _depth, _say_hidden),
    "activation": named(names.ACTIVATION, "activation", names.ACTIVATIONS),
    "initialization": named(names.FIRST_WEIGHTS, "initialization", names.INITIALIZATIONS),
    "optimizer": named(names.OPTIMIZER, "optimizer", names.OPTIMIZERS),
    "batch_size": given(
        names.BATCH_SIZE,
        _plain("1", "2", "5", "10", "25", "50", "100", "1000"),
        lambda option, _: {"batch_size": int(option)},
        lambda value: say(BATCH, size=value.batch_size),
    ),
    "noise": given(
        names.NOISE,
        {str(percent): f"{percent / 100:g}" for percent in (0, 10, 20, 30, 50, 75, 100)},
        lambda option, _: {"noise": int(option) / 100},
        lambda value: say(NOISE, noise=readable(value.noise)),
    ),
    "regularization": factors(Text("Regularization", "규제"), _strength, _say_strength, none=True),
}


def control(name: str) -> Several:
    """The control that picks the rungs of a ladder."""
    ladder = LADDERS[name]
    return Several(
        f"{name}_ladder",
        Text("Settings, at most eight", "설정값(여덟 개까지)"),
        options=ladder.options,
        default=ladder.first,
        most=MOST,
        shown=lambda chosen: chosen.tool == "compare" and chosen.compare == "settings" and chosen.varied == name,
    )


def rungs(
    name: str, options: Sequence[str], all_settings: Controls[TrainingValues], value: TrainingValues
) -> list[TrainingValues]:
    """The settings of each option within what is possible, each only once, in the order of the ladder."""
    own = {one.id: getattr(value, one.id) for one in all_settings}
    settled = [settle(all_settings, own | LADDERS[name].change(option, value))[0] for option in options]
    every = [one for place, one in enumerate(settled) if one not in settled[:place]]
    return sorted(every, key=lambda one: getattr(one, name)) if name in ORDERED else every


ORDERED = frozenset({"learning_rate", "batch_size", "noise"})
"""Ladders of one number, shown from the smallest to the largest."""
