"""The words of the lesson on estimators, in both languages, and its controls."""

from pages.lessons.estimators import pictures
from pages.lessons.estimators.values import EstimatorsValues
from pages.ui import controls, names
from pages.ui.text import Text

POPULATIONS = {
    "normal": Text("Normal", "정규분포"),
    "uniform": Text("Uniform", "균등분포"),
    "exponential": Text("Exponential", "지수분포"),
    "laplace": Text("Laplace", "라플라스분포"),
    "poisson": Text("Poisson", "푸아송분포"),
    "cauchy": Text("Cauchy", "코시분포"),
}
QUANTITIES = {
    "mean": Text("Mean", "평균"),
    "variance": Text("Variance", "분산"),
    "upper": Text("Upper end θ", "오른쪽 끝 θ"),
    "rate": Text("Rate λ", "발생률 λ"),
    "centre": Text("Centre (no mean)", "중심 (평균 없음)"),
}
ESTIMATOR_NAMES = {
    "mean": Text("Mean", "표본평균"),
    "median": Text("Median", "중앙값"),
    "midrange": Text("Midrange", "최솟값과 최댓값의 중간"),
    "trimmed": Text("Trimmed mean", "절사평균"),
    "first": Text("First observation", "첫 관측값"),
    "shrunken": Text("Factor × mean", "계수 × 평균"),
    "over_n": Text("Squares over n", "제곱합 ÷ n"),
    "over_n_minus_1": Text("Squares over n − 1", "제곱합 ÷ (n − 1)"),
    "over_n_plus_1": Text("Squares over n + 1", "제곱합 ÷ (n + 1)"),
    "largest": Text("Largest", "최댓값"),
    "largest_stretched": Text("Largest × (n + 1)/n", "최댓값 × (n + 1)/n"),
    "twice_mean": Text("Twice the mean", "평균의 두 배"),
    "inverse_mean": Text("1 / mean", "1 / 평균"),
    "inverse_mean_corrected": Text("(n − 1)/n / mean", "(n − 1)/n / 평균"),
    "inverse_median": Text("ln 2 / median", "ln 2 / 중앙값"),
}


def several(
    id: str, place: str, quantity: str, quantities: tuple[str, ...], default: tuple[str, ...]
) -> controls.Several:
    """The estimators of some quantities, at most four at once."""
    options = {name: ESTIMATOR_NAMES[name] for name in pictures.names_for(place, quantity)}
    return controls.Several(
        id,
        Text("Estimators, up to four", "추정량 (네 개까지)"),
        options=options,
        default=default,
        most=4,
        shown=lambda chosen: pictures.field(chosen) == id and chosen.quantity in quantities,
    )


FACTOR_HELP = Text(
    "The mean is multiplied by this. Below 1 it is pulled towards 0.",
    "표본평균에 이 수를 곱합니다. 1보다 작으면 0 쪽으로 당겨집니다.",
)
CONTROLS: controls.Controls[EstimatorsValues] = (
    controls.Choice("population", Text("Population", "모집단"), options=POPULATIONS, default="normal"),
    controls.Choice(
        "quantity",
        Text("What is estimated", "추정할 값"),
        options=QUANTITIES,
        default="mean",
        allowed=pictures.offered,
    ),
    controls.Number(
        "centre",
        Text("True centre", "참값(중심)"),
        low=-4.0,
        high=4.0,
        step=0.5,
        default=1.0,
        shown=lambda chosen: chosen.population in pictures.LOCATED,
    ),
    several("centres", "normal", "mean", ("mean", "centre"), ("mean", "median", "shrunken")),
    several(
        "variances", "normal", "variance", ("variance",), ("over_n", "over_n_minus_1", "over_n_plus_1")
    ),
    several("uppers", "uniform", "upper", ("upper",), ("largest", "largest_stretched", "twice_mean")),
    several("rates", "exponential", "rate", ("rate",), ("inverse_mean", "inverse_mean_corrected", "inverse_median")),
    several("poisson", "poisson", "rate", ("rate",), ("mean", "first", "over_n_minus_1")),
    controls.Number(
        "factor", Text("Factor of the mean", "평균에 곱할 계수"), low=0.0, high=1.2, step=0.01, default=0.8,
        help=FACTOR_HELP,
        shown=lambda chosen: chosen.quantity in ("mean", "centre") and "shrunken" in chosen.centres,
    ),
    controls.Count(
        "n",
        Text("Sample size n: observations in a sample", "표본 크기 n: 한 표본의 관측값 수"),
        default=10,
        low=2,
        high=500,
        marks=(2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500),
    ),
    controls.Count(
        "replications",
        Text("Replications R: samples drawn", "반복 횟수 R: 뽑는 표본의 수"),
        default=2000,
        low=10,
        high=pictures.most_samples,
        marks=(10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000),
    ),
    controls.Seed(),
    controls.Flag("zoom", Text("Zoom in on the estimates", "추정값 쪽으로 확대"), default=False),
)  # fmt: skip
PRESETS = (
    controls.Preset(
        "divisor",
        Text("n, n − 1 or n + 1?", "n, n − 1, n + 1?"),
        {"quantity": "variance", "n": 5},
    ),
    controls.Preset(
        "upper",
        Text("Find the upper end", "오른쪽 끝 찾기"),
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

LABELS = {
    "title": Text("Estimators: bias, variance and MSE", "좋은 추정량: MSE와 불편성·효율성·일치성"),
    "film": Text("Samples fall, estimates pile up", "표본을 뽑고 추정값을 쌓기"),
    "observation": Text("Observation", "관측값"),
    "estimate": Text("Estimate; the vertical line is the truth", "추정값 (세로선은 참값)"),
    "one": Text("sample {i} falls (n = {n})", "{i}번째 표본 (n = {n})"),
    "several": Text("{piled:,} samples of n = {n}", "표본 {piled:,}개 (n = {n})"),
    "after": Text("**After all {replications} samples**", "**표본 {replications}개를 모두 뽑은 뒤**"),
    "squared_bias": names.SQUARED_BIAS,
    "variance": names.VARIANCE,
    "mse": Text("MSE", "MSE"),
    "consistency": Text("More observations: does the error go to 0?", "일치성: 관측값이 많아지면 오차가 0으로 갈까요?"),
    "size": Text("Sample size n", "표본 크기 n"),
    "bound": Text("Cramér–Rao bound (of unbiased ones)", "불편추정량의 크라메르–라오 하한"),
    "point": Text("{name}, n = {n}: {mse} ± {error}", "{name}, n = {n}: {mse} ± {error}"),
    "efficiency": Text(
        "Mean, median and others: efficiency by population", "효율성: 모집단마다 다른 평균과 중앙값의 효율"
    ),
    "share": Text("Efficiency: bound / MSE", "효율: 하한 / MSE"),
    "bound_short": Text("the bound", "하한"),
    "no_bound": Text("no bound here", "하한 없음"),
    "settling": Text("The mean that never settles", "끝내 수렴하지 않는 평균"),
    "observations": Text("Observations so far", "지금까지의 관측값 수"),
    "off": Text("Estimate − centre", "추정값 − 중심"),
    "wild": Text("mean, Cauchy", "코시분포의 평균"),
    "middle": Text("median, Cauchy", "코시분포의 중앙값"),
    "tame": Text("mean, normal", "정규분포의 평균"),
    "seen": names.SEEN,
    "shown": Text("Shown above: {m} of the {n} observations.", "위 그림에는 관측값 {n}개 가운데 {m}개를 그렸습니다."),
    "data": Text("Download the estimates (CSV)", "추정값 내려받기 (CSV)"),
    "begin": names.BEGIN,
}
TABLE = Text(
    "| | unbiased? | efficiency | consistent? |\n|---|---|---|---|",
    "| | 불편성 | 효율성 | 일치성 |\n|---|---|---|---|",
)
UNBIASED = {
    "yes": Text("**yes**; measured {bias}", "**있음**. 측정 {bias}"),
    "no": Text("no; measured {bias}", "없음. 측정 {bias}"),
    "none": Text("it has no mean", "평균이 존재하지 않음"),
}
BY_LAW = Text(", in theory {law_bias}", ", 이론값 {law_bias}")
EFFICIENT = {
    "share": Text("**{share}** of the bound", "하한의 **{share}**"),
    "below": Text(
        "**{share}**: MSE below the bound, as only a biased one can be",
        "**{share}**. 편향이 있어야 가능한, 하한보다 작은 MSE",
    ),
    "unbounded": Text("no bound here; MSE {mse}", "하한 없음. MSE {mse}"),
    "infinite": Text("0%: its MSE is infinite", "0%. MSE가 무한대"),
    "lucky": Text(
        "MSE 0, by luck: it always guesses 0, and the truth is 0", "MSE 0. 늘 0으로 추정하는데 마침 참값이 0임"
    ),
}
MEASURED = Text("; measured {measured}", ". 측정 {measured}")
CONSISTENT = {
    "yes": Text("**yes**: MSE → 0", "**있음**. MSE → 0"),
    "no": Text("no: MSE → {limit}", "없음. MSE → {limit}"),
    "never": Text("no: MSE → ∞", "없음. MSE → ∞"),
    "infinite": Text("no: MSE infinite at every n", "없음. 모든 n에서 MSE가 무한대"),
}
PLUS_MINUS = Text(
    "± is one standard error, from the R samples; bars and pale edges in the pictures are two.",
    "±는 표본 R개에서 구한 표준오차 하나이고, 그림의 막대와 옅은 테두리는 표준오차의 두 배입니다.",
)
REPLICATIONS = Text(
    "With R = {replications} the MSE of *{name}* is known to ± {error}. Four times as many samples would "
    "halve this ±, and "
    "leave the MSE where it is: that takes a larger n.",
    "R = {replications}일 때 *{name}*의 MSE는 ± {error}의 오차로 추정됩니다. 표본을 네 배 뽑으면 이 ± 값이 "
    "절반이 될 뿐, MSE는 "
    "그대로입니다. MSE를 줄이려면 n을 키워야 합니다.",
)
NO_VARIANCE = Text(
    "**{names}**: this estimate has no finite variance. What is shown belongs to these samples alone; press "
    "*New sample* and it is another number.",
    "**{names}**: 이 추정값에는 유한한 분산이 없습니다. 그림의 값은 지금 뽑은 표본에서만 나온 값이므로 *새 표본*을 "
    "누르면 전혀 다른 값이 됩니다.",
)
NO_ERROR = Text(
    "**{names}**: so few observations leave no fourth moment, so the ± of its MSE cannot be trusted.",
    "**{names}**: 관측값이 너무 적어 4차 적률이 존재하지 않으므로, MSE의 ± 값은 믿을 수 없습니다.",
)
SQUARES = Text(
    "Areas on one scale, adding up row by row. Orange: too low on average; blue: too high. Dashed: the "
    "exact law, where "
    "there is one. Pale edge: two standard errors more.",
    "넓이는 모두 같은 척도로 그렸고, 줄마다 편향² + 분산 = MSE입니다. 주황은 평균이 참값보다 작은 경우, 파랑은 큰 "
    "경우입니다. 점선은 정확한 이론값이 있을 때의 값, 옅은 테두리는 표준오차의 두 배를 더한 크기입니다.",
)
TOO_LARGE = Text(
    "A square more than 25 times the smallest MSE is not drawn; its number is.",
    "가장 작은 MSE의 25배가 넘는 정사각형은 그리지 않고 값만 적었습니다.",
)

PROGRESS = {
    "fair": Text(
        "at factor {factor:.2f} the theory gives MSE {mine:.4f} against {mean:.4f}",
        "계수 {factor:.2f}에서 이론에 따른 MSE는 {mine:.4f}, 표본평균은 {mean:.4f}",
    ),
    "else": names.OTHER_TASK,
}

ALT = {
    "sample": Text(
        "A sample of {n} observations at each frame, over the density of the population: {population}.",
        "프레임마다 관측값 {n}개인 표본을 모집단({population})의 밀도 위에 그린 점.",
    ),
    "lanes": Text(
        "Histograms of {replications} estimates, growing, around the truth {truth}. {each}",
        "참값 {truth} 주위에 쌓이는 추정값 {replications}개의 히스토그램. {each}",
    ),
    "squares": Text("Bias², variance and MSE as squares. {each}", "편향², 분산, MSE를 넓이로 나타낸 정사각형. {each}"),
    "each": Text("{name}: bias {bias}, MSE {mse}.", "{name}: 편향 {bias}, MSE {mse}."),
    "consistency": Text(
        "MSE against the sample size from 2 to 512, on log axes. {each}",
        "표본 크기 2에서 512까지의 MSE를 로그 축에 그린 그래프. {each}",
    ),
    "efficiency": Text(
        "Bound over MSE at n = {n} for five populations. {each}", "n = {n}일 때 다섯 모집단의 하한 / MSE. {each}"
    ),
    "settling": Text(
        "Three growing samples of each kind, up to 10,000 observations. The means of normal samples end within {tame} "
        "of the centre and the medians of Cauchy samples within {middle}; the means of Cauchy samples jump again and "
        "again, as far as {wild} away.",
        "종류마다 관측값을 10,000개까지 늘려 가는 표본 세 개. 정규분포의 평균은 중심에서 {tame}, 코시분포의 중앙값은 "
        "{middle} 안에서 끝나지만, 코시분포의 평균은 거듭 튀어 최대 {wild}만큼 벗어납니다.",
    ),
}
