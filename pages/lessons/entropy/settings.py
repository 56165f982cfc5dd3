"""The controls of the lesson on entropy, and settings to try."""

from functools import partial
from typing import Any

from pages.lessons.entropy import pictures
from pages.lessons.entropy.count_bars import Bars
from pages.lessons.entropy.values import EntropyValues
from pages.lessons.entropy.words import KINDS, LABELS, LETTERS, PICTURES, READINGS, UNITS
from pages.ui import controls, names
from pages.ui.text import Text, say


def number_of_colours(chosen: EntropyValues) -> int:
    return chosen.colours


def base(chosen: EntropyValues) -> float:
    return pictures.BASES[chosen.unit]


BARS: dict[str, Any] = {
    "kinds": KINDS,
    "used": number_of_colours,
    "base": base,
    "told": lambda chosen: say(READINGS["told"]),
}
SETTINGS: controls.Controls[EntropyValues] = (
    controls.Number("colours", Text("Colours", "색의 수"), low=2, high=5, step=1, default=2, live=True),
    controls.Choice("unit", Text("Unit", "단위"), options=UNITS, default="bits", row=True),
    controls.Choice("letters", Text("Notation", "기호"), options=LETTERS, default="notes", row=True),
    Bars(
        "bag",
        LABELS["bag"],
        default=(6, 2, 1, 1, 1),
        heading=partial(pictures.heading, "bag"),
        readings=lambda chosen: pictures.readings(chosen, "entropy"),
        **BARS,
    ),
    Bars(
        "model",
        LABELS["model"],
        default=(3, 5, 1, 1, 1),
        heading=partial(pictures.heading, "model"),
        readings=lambda chosen: pictures.readings(chosen, "cost", "extra"),
        hollow=True,
        **BARS,
    ),
    controls.Choice("picture", Text("Picture", "그림"), options=PICTURES, default="parts", row=True),
    controls.Count(
        "draws", Text("Draws", "뽑는 횟수"), default=200, low=10, high=500, marks=(10, 20, 50, 100, 200, 500), live=True
    ),
    controls.Seed(),
    controls.Number(
        "score", Text("First score s", "초기 점수 s"), low=-10.0, high=10.0, step=0.5, default=-6.0, live=True
    ),
    controls.Rate("learning_rate", names.LEARNING_RATE, default=1.0, low=0.1, high=10.0, live=True),
    controls.Count(
        "examples",
        Text("Training examples", "훈련 예제 수"),
        default=50,
        low=20,
        high=300,
        marks=(20, 50, 100, 300),
        live=True,
    ),
    controls.Number("noise", names.NOISE, low=0.0, high=1.0, step=0.1, default=0.8, live=True),
)
PRESETS = (
    controls.Preset("blue", Text("Blue only", "파란 공만"), {"experiment": "draws", "bag": (8, 0, 0, 0, 0)}),
    controls.Preset("right", Text("Right model", "옳은 모델"), {"experiment": "costs", "model": (18, 6, 1, 1, 1)}),
    controls.Preset(
        "impossible", Text("“Impossible”", "“있을 수 없음”"), {"experiment": "draws", "model": (8, 0, 0, 0, 0)}
    ),
    controls.Preset(
        "even",
        Text("Five alike", "다섯 색 같은 개수"),
        {"experiment": "costs", "colours": 5, "bag": (4,) * 5, "model": (9, 5, 3, 2, 1)},
    ),
)
