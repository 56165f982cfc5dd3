"""The words of the lesson on estimators, in both languages."""

from pages.ui import names
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
    "upper": Text("Maximum θ", "오른쪽 끝 θ"),
    "rate": Text("Rate λ", "발생률 λ"),
    "centre": Text("Centre", "중심"),
}
ESTIMATOR_NAMES = {
    "mean": Text("Mean", "표본평균"),
    "median": Text("Median", "중앙값"),
    "midrange": Text("Midrange", "최솟값과 최댓값의 중간"),
    "trimmed": Text("Trimmed mean", "절사평균"),
    "first": Text("First observation", "첫 관측값"),
    "shrunken": Text("Shrunken mean c·x̄", "축소평균 c·x̄"),
    "over_n": Text("Sum of squares / n (MLE)", "제곱합 ÷ n (최대가능도)"),
    "over_n_minus_1": Text("s²: sum of squares / (n − 1)", "s²: 제곱합 ÷ (n − 1)"),
    "over_n_plus_1": Text("Sum of squares / (n + 1)", "제곱합 ÷ (n + 1)"),
    "largest": Text("Largest observation", "최댓값"),
    "largest_stretched": Text("Largest × (n + 1)/n", "최댓값 × (n + 1)/n"),
    "twice_mean": Text("Twice the mean", "평균의 두 배"),
    "inverse_mean": Text("1 / mean", "1 / 평균"),
    "inverse_mean_corrected": Text("(n − 1)/n / mean", "(n − 1)/n / 평균"),
    "inverse_median": Text("ln 2 / median", "ln 2 / 중앙값"),
}


LABELS = {
    "estimate": Text("Estimate; the vertical line is the true value", "추정값 (세로선은 참값)"),
    "one": Text("sample {i} falls (n = {n})", "{i}번째 표본 (n = {n})"),
    "several": Text("{piled:,} samples of n = {n}", "표본 {piled:,}개 (n = {n})"),
    "squared_bias": names.SQUARED_BIAS,
    "variance": names.VARIANCE,
    "mse": Text("MSE", "MSE"),
    "size": Text("Sample size n", "표본 크기 n"),
    "bound": Text("Cramér–Rao bound (of unbiased ones)", "불편추정량의 크라메르–라오 하한"),
    "point": Text("{name}, n = {n}: {mse} ± {error}", "{name}, n = {n}: {mse} ± {error}"),
    "share": Text("Efficiency: bound / MSE", "효율: 하한 / MSE"),
    "bound_short": Text("the bound", "하한"),
    "no_bound": Text("no bound here", "하한 없음"),
    "observations": Text("Observations so far", "지금까지의 관측값 수"),
    "grown": Text("n = {n}, Cauchy means {off}", "n = {n}, 코시분포의 평균 {off}"),
    "off": Text("Estimate − centre", "추정값 − 중심"),
    "wild": Text("mean, Cauchy", "코시분포의 평균"),
    "middle": Text("median, Cauchy", "코시분포의 중앙값"),
    "tame": Text("mean, normal", "정규분포의 평균"),
    "shown": Text("Shown above: {m} of the {n} observations.", "위 그림에는 관측값 {n}개 가운데 {m}개를 그렸습니다."),
    "data": Text("Download the estimates (CSV)", "추정값 내려받기 (CSV)"),
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
        "**{share}**: below the bound (possible only for biased estimators)",
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
    "infinite": Text("no: as widely spread at every n", "없음. n이 커져도 퍼진 정도가 그대로"),
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
    "After all {replications} samples: the *areas* of two squares add up to the third, the *lengths* of the bar below "
    "them to the MSE. Bias² is orange where the estimates are too low on average, blue where too high. Dashed: exact "
    "theory, where there is one. Pale edge: two standard errors more.",
    "표본 {replications}개를 모두 뽑은 뒤의 값입니다. 두 정사각형의 *넓이*를 더하면 셋째가 되고, "
    "그 아래 막대의 *길이*를 더하면 MSE가 됩니다. 편향²은 추정값의 평균이 참값보다 작으면 주황, 크면 파랑입니다. "
    "점선은 정확한 이론값이 있을 때의 값, 옅은 테두리는 표준오차의 두 배를 더한 크기입니다.",
)
TOO_LARGE = Text(
    "A square more than 25 times the smallest MSE is not drawn; its number is.",
    "가장 작은 MSE의 25배가 넘는 정사각형은 그리지 않고 값만 적었습니다.",
)

PROGRESS = {
    "fair": Text(
        "At c = {factor:.2f} the theory gives MSE **{mine:.4f}**; the sample mean has {mean:.4f}.",
        "c = {factor:.2f}에서 이론에 따른 MSE는 **{mine:.4f}**, 표본평균은 {mean:.4f}입니다.",
    ),
    "else": Text(
        "Needed: normal, mean, true mean 4, n = 10 and the shrunken mean.",
        "필요한 설정: 정규분포, 평균, 참 평균 4, n = 10, 축소평균.",
    ),
}
FEWER = Text(
    "R = {replications} here: at most 400,000 observations are drawn. With a smaller n your R comes back.",
    "관측값을 400,000개까지만 뽑으므로 여기서는 R = {replications}입니다. n을 줄이면 원래의 R로 돌아갑니다.",
)
NO_MSE = Text("infinite; of these samples {mse}", "무한대. 이 표본에서는 {mse}")
AT_SIZE = Text("| | MSE at n = {n} | consistent? |\n|---|---|---|", "| | n = {n}일 때 MSE | 일치성 |\n|---|---|---|")
GROWN = Text(
    "Up to 10,000 observations the means of **Cauchy** samples jump as far as **{wild}** from the centre. Their "
    "medians end within **{middle}** of it, the means of **normal** samples within **{tame}**.",
    "관측값 10,000개까지 **코시분포** 표본의 평균은 중심에서 최대 **{wild}**만큼 튑니다. 같은 표본의 중앙값은 중심에서 "
    "**{middle}**, **정규분포** 표본의 평균은 **{tame}** 안에서 끝납니다.",
)

BY_HAND = {
    "draw": Text("Draw a sample", "표본 뽑기"),
    "clear": Text("Begin again", "다시 시작"),
    "sent": Text("One sample of each seat", "한 사람에 표본 하나"),
    "which": Text("Estimator", "추정량"),
    "each": Text("{name} **{estimate}**", "{name} **{estimate}**"),
    "last": Text("The last sample: {each}. True value: {truth}.", "마지막 표본: {each}. 참값: {truth}."),
    "none": Text("{name}, n = {n}: no sample yet.", "{name}, n = {n}: 아직 뽑은 표본이 없습니다."),
    "pile": Text("{name}, samples of n = {n}: {count}.", "{name}, n = {n}인 표본 {count}개."),
    "class": Text(
        "{name}, samples of n = {n}, each drawn by one of you: {count}.",
        "{name}, n = {n}인 표본 {count}개. 한 사람이 하나씩 뽑았습니다.",
    ),
    "study": Text(
        "Bias {bias}, variance {variance}, MSE {mse}; dashed: the mean of the estimates.",
        "편향 {bias}, 분산 {variance}, MSE {mse}. 파선은 추정값의 평균입니다.",
    ),
    "law": Text(
        "In theory: bias {bias}, variance {variance}, MSE {mse}.",
        "이론값은 편향 {bias}, 분산 {variance}, MSE {mse}입니다.",
    ),
}

ALT = {
    "sample": Text(
        "A sample of {n} observations at each frame, over the density of the population: {population}.",
        "프레임마다 관측값 {n}개인 표본을 모집단({population})의 밀도 위에 그린 점.",
    ),
    "histograms": Text(
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
