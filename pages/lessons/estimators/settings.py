"""The controls of the lesson on estimators, and its presets."""

from dlcore.estimation.populations import LOCATED
from pages.lessons.estimators import guesses, studies
from pages.lessons.estimators.drawn_samples import SampleNumbers
from pages.lessons.estimators.values import EstimatorsValues
from pages.lessons.estimators.words import ESTIMATOR_NAMES, POPULATIONS, QUANTITIES
from pages.ui import controls
from pages.ui.text import Text


def several(
    id: str, place: str, quantity: str, quantities: tuple[str, ...], default: tuple[str, ...]
) -> controls.Several:
    """The estimators of some quantities, at most four at once."""
    options = {name: ESTIMATOR_NAMES[name] for name in guesses.names_for(place, quantity)}
    return controls.Several(
        id,
        Text("Estimators, up to four", "추정량 (네 개까지)"),
        options=options,
        default=default,
        most=4,
        shown=lambda chosen: guesses.field(chosen) == id and chosen.quantity in quantities,
    )


EFFICIENCY = "efficiency"
"""The experiment that always shows the shrunken mean."""

FACTOR_HELP = Text(
    "The shrunken mean is c times the sample mean: below 1 it is pulled towards 0.",
    "축소평균은 표본평균에 c를 곱한 값입니다. 1보다 작으면 0 쪽으로 당겨집니다.",
)
SETTINGS: controls.Controls[EstimatorsValues] = (
    controls.Choice("population", Text("Population", "모집단"), options=POPULATIONS, default="normal"),
    controls.Choice(
        "quantity",
        Text("What is estimated", "추정할 값"),
        options=QUANTITIES,
        default="mean",
        allowed=guesses.offered,
    ),
    controls.Number(
        "centre",
        Text("True mean", "참 평균"),
        help=Text(
            "The centre of the population; a Cauchy population has no mean.",
            "모집단의 중심입니다. 코시분포에는 평균이 없습니다.",
        ),
        low=-4.0,
        high=4.0,
        step=0.5,
        default=1.0,
        live=True,
        shown=lambda chosen: chosen.population in LOCATED or chosen.experiment == EFFICIENCY,
    ),
    several("centres", "normal", "mean", ("mean", "centre"), ("mean", "median", "shrunken")),
    several(
        "variances", "normal", "variance", ("variance",), ("over_n", "over_n_minus_1", "over_n_plus_1")
    ),
    several("uppers", "uniform", "upper", ("upper",), ("largest", "largest_stretched", "twice_mean")),
    several("rates", "exponential", "rate", ("rate",), ("inverse_mean", "inverse_mean_corrected", "inverse_median")),
    several("poisson", "poisson", "rate", ("rate",), ("mean", "first", "over_n_minus_1")),
    controls.Number(
        "factor", Text("Factor c", "계수 c"), low=0.0, high=1.2, step=0.01, default=0.8, live=True,
        help=FACTOR_HELP,
        shown=lambda chosen: chosen.experiment == EFFICIENCY
        or (chosen.quantity in ("mean", "centre") and "shrunken" in chosen.centres),
    ),
    controls.Count(
        "n",
        Text("Sample size n", "표본 크기 n"),
        help=Text("Observations in one sample.", "한 표본에 든 관측값의 수입니다."),
        default=10,
        live=True,
        low=2,
        high=500,
        marks=(2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500),
    ),
    controls.Count(
        "replications",
        Text("Samples R", "반복 횟수 R"),
        help=Text("Replications: samples drawn, each of n observations.", "관측값 n개인 표본을 몇 번 뽑는지입니다."),
        default=2000,
        live=True,
        comes_back=True,
        low=10,
        high=studies.most_samples,
        marks=(10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000),
    ),
    controls.Seed(),
    controls.Flag("zoom", Text("Zoom in on the estimates", "추정값 쪽으로 확대"), default=False),
    SampleNumbers("draws", Text("Samples drawn by hand", "직접 뽑은 표본"), default=()),
)  # fmt: skip
PRESETS = (
    controls.Preset(
        "divisor",
        Text("n, n − 1 or n + 1?", "n, n − 1, n + 1?"),
        {"quantity": "variance", "n": 5},
    ),
    controls.Preset(
        "upper",
        Text("Find the maximum θ", "오른쪽 끝 찾기"),
        {"population": "uniform", "quantity": "upper"},
    ),
    controls.Preset(
        "median",
        Text("The median wins", "중앙값이 이길 때"),
        {"population": "laplace", "centres": ("mean", "median", "trimmed"), "n": 100},
    ),
    controls.Preset(
        "cauchy",
        Text("Cauchy: no mean exists", "평균이 없는 분포"),
        {"population": "cauchy", "quantity": "centre", "centres": ("mean", "median", "midrange", "trimmed"), "n": 100},
    ),
)
