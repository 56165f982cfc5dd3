"""The short words of the lesson on bias and variance, in both languages."""

from pages.ui import names
from pages.ui.text import Text

TRUTHS = {
    "sine": Text("One wave", "사인파 한 주기"),
    "waves": Text("Two waves", "사인파 두 주기"),
    "peak": Text("A peak", "뾰족한 봉우리"),
    "step": Text("A step", "계단"),
    "line": Text("A straight line", "직선"),
}
MODELS = {
    "polynomial": Text("Polynomial", "다항식"),
    "neighbours": Text("Nearest neighbours", "최근접 이웃"),
    "ridge": Text("Ridge, degree 15", "릿지, 15차"),
    "network": names.NETWORK,
}
AT = {
    "polynomial": Text("degree {at}", "{at}차"),
    "neighbours": Text("k = {at}", "k = {at}"),
    "ridge": Text("λ = {at}", "λ = {at}"),
    "network": Text("width {at}", "은닉 뉴런 {at}개"),
}
REGIMES = {
    "under": Text(
        "**Underfitting**: {here} is less flexible than the best here, {best}. Training error {train}, test error "
        "{test}; at the best {best_train} and {best_test}.",
        "**과소적합**: 가장 좋은 {best}보다 덜 유연합니다({here}). 훈련 오차 {train}, 시험 오차 {test}. 가장 좋은 "
        "곳에서는 {best_train}, {best_test}.",
    ),
    "over": Text(
        "**Overfitting**: {here} is more flexible than the best here, {best}. Training error {train}, test error "
        "{test}; at the best {best_train} and {best_test}.",
        "**과적합**: 가장 좋은 {best}보다 더 유연합니다({here}). 훈련 오차 {train}, 시험 오차 {test}. 가장 좋은 "
        "곳에서는 {best_train}, {best_test}.",
    ),
    "right": Text(
        "**Just right**: {here} generalizes as well as the best here, {best}. Training error {train}, test error "
        "{test}.",
        "**알맞음**: 가장 좋은 곳({best})과 일반화 성능이 비슷합니다({here}). 훈련 오차 {train}, 시험 오차 {test}.",
    ),
    "best": Text(
        "**Just right**: {here} generalizes best here. Training error {train}, test error {test}.",
        "**알맞음**: 여기서 일반화가 가장 잘됩니다({here}). 훈련 오차 {train}, 시험 오차 {test}.",
    ),
    "none": Text(
        "**Underfitting**: even the best here, {best}, predicts worse than a constant would. Training error {train}, "
        "test error {test}.",
        "**과소적합**: 여기서 가장 좋은 {best}의 예측도 상수만 못합니다. 훈련 오차 {train}, 시험 오차 {test}.",
    ),
}
CAPACITIES = {
    "polynomial": Text("degree of the polynomial", "다항식의 차수"),
    "neighbours": Text("neighbours k (few = flexible)", "이웃의 수 k (적을수록 유연함)"),
    "ridge": Text("strength λ (small = flexible)", "규제 강도 λ (작을수록 유연함)"),
    "network": Text("hidden units", "은닉 뉴런의 수"),
}

ONE = Text(
    "refit {refit} of {of}: training {train}, test {test}",
    "{of}번 가운데 {refit}번째: 훈련 {train}, 시험 {test}",
)
MORE = Text(
    "refit {refit} of {of}: training {train}, test {test} · so far bias² {bias}, variance {variance}",
    "{of}번 가운데 {refit}번째: 훈련 {train}, 시험 {test} · 지금까지 편향² {bias}, 분산 {variance}",
)
EVERY = Text("all {of} refits: bias² {bias}, variance {variance}", "{of}번 모두: 편향² {bias}, 분산 {variance}")
"""The caption of the last frame: the same numbers as in the sum beside it."""

FORMULA = Text(
    "$$\\underset{{\\textcolor{{#2f9c8c}}{{\\rule{{0.7em}}{{0.55em}}}}\\,\\text{{bias}}^2}}{{{bias}}} + "
    "\\underset{{\\textcolor{{#b0489c}}{{\\rule{{0.7em}}{{0.55em}}}}\\,\\text{{variance}}}}{{{variance}}} + "
    "\\underset{{\\text{{noise}}}}{{{noise}}} = "
    "\\underset{{\\textcolor{{#8a6be0}}{{\\rule{{0.7em}}{{0.55em}}}}\\,\\text{{sum}}}}{{{total}}}$$",
    "$$\\underset{{\\textcolor{{#2f9c8c}}{{\\rule{{0.7em}}{{0.55em}}}}\\,\\text{{편향}}^2}}{{{bias}}} + "
    "\\underset{{\\textcolor{{#b0489c}}{{\\rule{{0.7em}}{{0.55em}}}}\\,\\text{{분산}}}}{{{variance}}} + "
    "\\underset{{\\text{{잡음}}}}{{{noise}}} = "
    "\\underset{{\\textcolor{{#8a6be0}}{{\\rule{{0.7em}}{{0.55em}}}}\\,\\text{{합}}}}{{{total}}}$$",
)
"""The sum; a patch in the colour of its line stands beside each name, for letters in that colour are hard to read."""

CHECK = Text(
    "Measured independently, on noisy test data: **{test}** ± {error}. Training error: {train}, a gap of {gap}.",
    "새로 뽑은 (잡음이 섞인) 시험 데이터에서 따로 잰 오차: **{test}** ± {error}. 훈련 오차 {train}, 간격 {gap}.",
)
ESTIMATES = Text(
    "From all {replications} refits: bias² ± {bias_error}, variance ± {variance_error}.",
    "{replications}번 모두로 구한 결과: 편향² ± {bias_error}, 분산 ± {variance_error}.",
)
NEAR_ZERO = Text(
    "Here bias² cannot be told from 0: its estimate may even come out below 0.",
    "여기서는 편향²을 0과 구별할 수 없습니다. 추정값이 0보다 작게 나오기도 합니다.",
)
FIRST = Text(
    "The film shows the first {shown} of them, and at its end the mean of all.",
    "애니메이션에는 그중 처음 {shown}번이 차례로 나오고, 마지막에 모두의 평균이 나옵니다.",
)
RULED = Text(
    "One refit alone has {share} of all squared error: these means hang on it. More replications or another seed "
    "will "
    "change them.",
    "곡선 하나의 제곱 오차가 전체의 {share}를 차지하므로, 평균이 그 하나에 좌우됩니다. 반복 횟수나 "
    "시드를 바꾸면 "
    "달라집니다.",
)

FILM_LEGEND = (
    ("ink", "dotted", Text("true function", "참 함수")),
    ("series", "full", Text("this refit, its points ●", "이번에 맞춘 곡선, 훈련 데이터 ●")),
    ("bias", "full", Text("mean so far; its distance from the truth is the bias",
                       "지금까지의 평균 (참 함수와의 차이가 편향)")),
    ("variance", "area", Text("± standard deviation: its square is the variance", "± 표준편차 (제곱하면 분산)")),
)  # fmt: skip
PARTS_LEGEND = (
    ("bias", "full", names.SQUARED_BIAS),
    ("variance", "dashed", names.VARIANCE),
    ("ink", "dotted", Text("noise", "잡음")),
    ("series", "full", Text("their sum", "세 부분의 합")),
    ("series", "outlined", Text("measured test error", "측정한 시험 오차")),
    ("series", "dotted", Text("training error", "훈련 오차")),
)
DESCENT_LEGEND = (
    ("series", "full", Text("median test error, with the interquartile range", "시험 오차의 중앙값과 사분위 범위")),
    ("ink", "dotted", Text("training error", "훈련 오차")),
    ("ink", "dashed", Text("test error with ridge, λ = 0.1", "릿지를 더했을 때의 시험 오차, λ = 0.1")),
)

CHART = {
    "error": Text("mean squared error", "평균제곱오차"),
    "examples": Text("training points n", "훈련 데이터 수 n"),
    "width": Text("features p", "특성의 수 p"),
    "as_many": Text("p = n", "p = n"),
    "under": Text("← underfitting", "← 과소적합"),
    "over": Text("overfitting →", "과적합 →"),
}
TEST_TIP = Text(
    "{place}: test error {test} ± {error}; bias² {bias} + variance {variance} + noise {noise} = {total}",
    "{place}: 시험 오차 {test} ± {error}, 편향² {bias} + 분산 {variance} + 잡음 {noise} = {total}",
)
DESCENT_WORDS = Text(
    "p = {p}: test error {test} (interquartile range {low} to {high}), training {train}, |β| {norm}",
    "p = {p}: 시험 오차 {test} (사분위 범위 {low} ~ {high}), 훈련 {train}, |β| {norm}",
)
DESCENT_SAYS = {
    True: Text(
        "Best before the peak: p = {best}, error {best_error}. The peak stands at p = {peak} for {n} points: "
        "{peak_error}. At p = {widest} the error is {widest_error}, better than the best before.",
        "봉우리 앞에서는 p = {best}일 때 오차가 가장 작습니다({best_error}). 봉우리는 점 {n}개에 특성이 "
        "{peak}개일 때이며 오차는 {peak_error}입니다. p = {widest}에서는 오차가 {widest_error}이며, 앞의 가장 좋은 "
        "값보다도 작습니다.",
    ),
    False: Text(
        "Best before the peak: p = {best}, error {best_error}. The peak stands at p = {peak} for {n} points: "
        "{peak_error}. At p = {widest} the error is {widest_error}, down again, but not below the best before.",
        "봉우리 앞에서는 p = {best}일 때 오차가 가장 작습니다({best_error}). 봉우리는 점 {n}개에 특성이 "
        "{peak}개일 때이며 오차는 {peak_error}입니다. p = {widest}에서는 다시 {widest_error}까지 내려오지만, 앞의 "
        "가장 좋은 값보다 작지는 않습니다.",
    ),
}
NO_PEAK = Text(
    "No peak at as many features as points here: the error is {peak_error} at p = {peak}, {best_error} at the "
    "best of fewer (p = {best}), and {widest_error} at the widest (p = {widest}).",
    "여기서는 특성의 수가 점의 수와 같은 곳에 봉우리가 없습니다. 오차는 p = {peak}일 때 {peak_error}, 특성이 그보다 "
    "적을 때의 가장 좋은 값은 {best_error}(p = {best}), 특성이 가장 많을 때는 {widest_error}(p = {widest})입니다.",
)
COVERED = Text(
    "The errors appear once the question is answered or skipped.",
    "질문에 답하거나 건너뛰면 오차가 나타납니다.",
)
NO_NOISE = Text(
    "Without noise there is nothing to overfit.",
    "잡음이 없으니 잘못 따라갈 잡음도 없습니다.",
)
WAITING = {
    "sweep": Text("Refitting at every capacity …", "용량마다 다시 맞추는 중 …"),
    "learning": Text("Refitting for every sample size …", "표본 크기마다 다시 맞추는 중 …"),
    "descent": Text("Fitting wider and wider models …", "폭이 점점 넓은 모델을 맞추는 중 …"),
}
ALT = {
    "film": Text(
        "Refits of the model over the truth, with their mean and the band around it. Bias² {bias}, variance "
        "{variance}.",
        "참 함수 위에 그린 다시 맞춘 모델들과 그 평균, 주위의 띠. 편향² {bias}, 분산 {variance}.",
    ),
    "parts": Text(
        "Bias², variance, noise, their sum, the measured test error and the training error. Chosen: sum {total}, "
        "measured {test}.",
        "편향², 분산, 잡음, 세 부분의 합, 측정한 시험 오차, 훈련 오차. 선택한 곳: 합 {total}, 측정값 {test}.",
    ),
    "fit": Text(
        "One sample of {n} points and its fit at the width shown; at the last one {caption}.",
        "점 {n}개인 표본 하나와, 보이는 폭에서 맞춘 곡선. 마지막 폭에서 {caption}.",
    ),
}
GOAL = 0.07
SO_FAR = Text("bias² + variance = **{reducible}** on these samples.", "지금 표본에서 편향² + 분산 = **{reducible}**.")
TESTED = Text(
    "On new samples, on which nothing was tuned: **{reducible}**.",
    "아무것도 맞추어 보지 않은 새 표본에서는 **{reducible}**.",
)
ELSEWHERE = names.OTHER_TASK
DATA = Text("Download the sweep (CSV)", "용량별 측정값 내려받기 (CSV)")
