"""The controls of the lesson on search, and settings to try."""

from dlcore.search.acquisitions import ACQUISITIONS
from pages.lessons.search.picked_points import Picks
from pages.lessons.search.race import SPACES
from pages.lessons.search.values import SearchValues
from pages.lessons.search.words import PROMISES
from pages.ui import names
from pages.ui.controls import Choice, Controls, Number, Preset, Seed
from pages.ui.text import Text

if set(PROMISES) != set(ACQUISITIONS):
    raise ValueError("every acquisition needs a name")

SETTINGS: Controls[SearchValues] = (
    Choice(
        "space",
        Text("What is searched", "탐색할 하이퍼파라미터"),
        options={
            "rate": Text("Learning rate alone", "학습률 하나"),
            "strength": Text("Rate × regularization", "학습률 × 규제 강도"),
            "hidden": Text("Rate × hidden units", "학습률 × 은닉 뉴런"),
            "batch": Text("Rate × batch size", "학습률 × 배치 크기"),
            "three": Text("Rate × λ × hidden units", "학습률 × 규제 강도 × 은닉 뉴런"),
        },
        default="strength",
    ),
    Choice(
        "budget",
        Text("Trials per method", "방법별 시행 횟수"),
        options={"9": Text("9", "9"), "16": Text("16", "16"), "25": Text("25", "25")},
        default="16",
        row=True,
    ),
    Choice(
        "dataset",
        names.DATA,
        options={name: names.DATASETS[name] for name in ("circles", "moons", "xor", "spiral")},
        default="circles",
    ),
    Number("noise", names.NOISE, low=0.0, high=1.0, step=0.1, default=0.5),
    Seed(default=32),
    Choice(
        "acquisition",
        Text("Acquisition function", "획득 함수"),
        options=PROMISES,
        default="expected_improvement",
    ),
    Choice(
        "length",
        Text("Length scale ℓ", "길이 척도 ℓ"),
        options={
            "fitted": Text("fitted to the trials", "시행에 맞춤"),
            "short": Text("short (0.1 of an axis)", "짧게 (축의 0.1)"),
            "long": Text("long (the whole axis)", "길게 (축 전체)"),
        },
        default="fitted",
    ),
    Picks(
        "picks",
        Text("Your trials", "직접 한 시행"),
        default=None,
        axes={space: len(searched) for space, searched in SPACES.items()},
    ),
)

HUNCHES = ("strength", ((0.4, 0.4), (0.6, 0.4), (0.5, 0.1)))
PRESETS = (
    Preset("one", Text("One hyperparameter", "하이퍼파라미터 하나"), {"space": "rate"}),
    Preset("hunches", Text("Three guesses by hand", "직감으로 세 번"), {"picks": HUNCHES}),
    Preset("loses", Text("Bayesian loses", "베이지안이 지는 경우"), {"seed": 0}),
    Preset("unlucky", Text("An unlucky start", "불운한 출발"), {"seed": 7}),
)
