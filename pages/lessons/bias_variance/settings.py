"""The controls of the lesson on bias and variance, its presets, and where its challenge starts."""

from collections.abc import Callable

from pages.lessons.bias_variance import pictures
from pages.lessons.bias_variance.values import BiasVarianceValues
from pages.lessons.bias_variance.words import MODELS, TRUTHS
from pages.ui import controls, names
from pages.ui.text import Text


def only(model: str) -> Callable[[BiasVarianceValues], bool]:
    """Return the test for a control that belongs to one model."""
    return lambda chosen: chosen.model == model


def longest(chosen: BiasVarianceValues) -> int:
    """Return the epochs that a machine for a whole class can bear."""
    return 300 if chosen.n <= 50 else 100


SETTINGS: controls.Controls[BiasVarianceValues] = (
    controls.Choice("model", names.MODEL, options=MODELS, default="polynomial"),
    controls.Choice("truth", Text("True function", "참 함수"), options=TRUTHS, default="sine"),
    controls.Number("noise", Text("Noise σ", "잡음 σ"), low=0.0, high=1.0, step=0.1, default=0.3, live=True),
    controls.Count(
        "n", Text("Points n", "훈련 데이터 n"), low=5, high=200, marks=pictures.SIZES, default=20, live=True
    ),
    controls.Number("degree", names.DEGREE, low=0, high=15, step=1, default=1, live=True, shown=only("polynomial")),
    controls.Count(
        "k",
        Text("Neighbours k", "이웃의 수 k"),
        high=lambda chosen: chosen.n,
        marks=(1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 35, 50, 70, 100, 150, 200),
        default=3,
        live=True,
        comes_back=True,
        shown=only("neighbours"),
    ),
    controls.Rate(
        "strength", names.STRENGTH, low=0.001, high=1000.0, steps=(1, 3), default=1.0, live=True,
        shown=only("ridge"),
    ),
    controls.Count(
        "hidden", Text("Hidden units", "은닉 뉴런의 수"), high=16, marks=(1, 2, 3, 4, 6, 8, 12, 16), default=4,
        live=True,
        shown=only("network"),
    ),
    controls.Count(
        "epochs", names.EPOCHS, high=longest, marks=(1, 3, 10, 30, 100, 300), default=300, comes_back=True,
        shown=only("network"),
    ),
    controls.Count(
        "replications",
        Text("Replications R", "반복 횟수 R"),
        low=20,
        high=lambda chosen: 400 if chosen.model != "network" else 100 if chosen.n <= 50 else 50,
        marks=(20, 50, 100, 200, 400),
        default=100,
        comes_back=True,
    ),
    controls.Seed(),
    controls.Flag("log", Text("Log axis", "로그 축"), default=False),
    controls.Number("points", Text("Sample size n", "점의 수 n"), low=10, high=40, step=10, default=20, live=True),
    controls.Flag("held", Text("Add ridge (λ = 0.1)", "릿지 더하기 (λ = 0.1)"), default=False),
)  # fmt: skip
PRESETS = (
    controls.Preset("stiff", Text("Underfitting (too stiff)", "과소적합 (너무 단순함)"), {}),
    controls.Preset("right", Text("Just right", "알맞음"), {"degree": 3}),
    controls.Preset("flexible", Text("Overfitting (too flexible)", "과적합 (너무 유연함)"), {"degree": 11}),
    controls.Preset("nearest", Text("1 nearest neighbour", "최근접 이웃 k = 1"), {"model": "neighbours", "k": 1}),
)
CHALLENGE = {"truth": "peak", "noise": 0.5, "n": 30, "degree": 6}
