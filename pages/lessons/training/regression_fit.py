"""The fit of a regression network: its predictions against the truth, and its residuals."""

from math import isfinite

import numpy as np
import streamlit as st

from dlcore.analysis.residuals import determination, histogram, measured, predicted, root_mean_squared_error
from dlcore.training.training import Experiment
from pages.lessons.training.charts import predicted_against_true
from pages.ui.charts import film
from pages.ui.parts import chart
from pages.ui.serving.runs import inspection, keep
from pages.ui.text import Text, say

BINS = 24
DOTS = 450
"""Most examples that are drawn, so that a film of a large table stays small; the numbers beside it count all."""

SIZE = 340

TRUE, ANSWER = Text("true value", "실제 값"), Text("prediction", "예측값")
RESIDUAL, SHARE = Text("prediction − true value", "예측값 − 실제 값"), Text("share of examples", "예제의 비율")
TRAIN_TOLD, TEST_TOLD = Text("● training", "● 훈련"), Text("○ test", "○ 시험")
ALT_FIT = Text(
    "Prediction against true value of {count} examples; at the end R² is {train} in training and {test} on test data.",
    "예제 {count}개의 실제 값과 예측값. 학습이 끝났을 때 R²는 훈련 {train}, 시험 {test}입니다.",
)
FIT_SAY = Text(
    "In the units measured. At the end, on the test data: R² = {r2}, a root mean squared error of {error}. Always "
    "answering the mean of the training data would err by {mean}.",
    "측정한 단위 그대로입니다. 학습이 끝났을 때 시험 데이터의 R² = {r2}, 평균제곱근오차(RMSE) {error}. 훈련 데이터의 "
    "평균으로만 답하면 평균제곱근오차는 {mean}입니다.",
)
R2_HELP = Text(
    r"$R^2 = 1 - \sum_i (\hat y_i - y_i)^2 \,/\, \sum_i (y_i - \bar y)^2$: 1 is perfect, 0 is no better than always "
    r"saying the mean $\bar y$ of these values, below 0 is worse.",
    r"$R^2 = 1 - \sum_i (\hat y_i - y_i)^2 \,/\, \sum_i (y_i - \bar y)^2$: 1이면 완벽하고, "
    r"0이면 늘 평균 $\bar y$만 답하는 것과 같으며, 0보다 작으면 그보다 나쁩니다.",
)
OUTSIDE = Text(
    "Outside the picture: {count} prediction{count:~s} of the last frame.",
    "마지막 프레임의 예측값 가운데 {count}개는 그림 밖에 있습니다.",
)
DRAWN = Text("{shown} of the {all} examples are drawn.", "예제 {all}개 가운데 {shown}개를 그렸습니다.")
ALT_RESIDUALS = Text(
    "How the residuals are spread; at the end those of the test data lie between {low:.3g} and {high:.3g}.",
    "잔차의 분포. 학습이 끝났을 때 시험 데이터의 잔차는 {low:.3g}에서 {high:.3g} 사이입니다.",
)
RESIDUALS_SAY = Text(
    "Filled bars: training; outlined bars: test. Right of 0 the prediction is too high. "
    "The outer bars also hold what lies beyond.",
    "채운 막대는 훈련, 테두리 막대는 시험 데이터입니다. 0의 오른쪽은 너무 크게 예측한 것입니다. "
    "양 끝 막대에는 그 바깥의 값도 들어 있습니다.",
)


def number(value: float) -> str:
    """Four digits, "–" for what is not defined."""
    return f"{value:.4g}".replace("-", "−") if isfinite(value) else "–"


def explained(value: float) -> str:
    """R² to three decimals, or a power of ten where it is far below 0."""
    written = f"{value:.3f}" if abs(value) < 1000 else f"{value:.1e}"
    return written.replace("-", "−") if isfinite(value) else "–"


@keep
def parts(experiment: Experiment) -> list[tuple[np.ndarray, np.ndarray]]:
    """Truth (n,) and predictions (T, n) of training and test data, in the units measured."""
    run = inspection(experiment)
    return [(measured(part), predicted(run, part)) for part in (run.train, run.test)]


@keep
def fits(experiment: Experiment, words: tuple[str, str]) -> film.Datasets:
    """Predictions against the truth, with R² and error at each frame."""
    both = parts(experiment)
    told = []
    for word, (truth, predictions) in zip(words, both, strict=True):
        measures = determination(predictions, truth), root_mean_squared_error(predictions, truth)
        pairs = zip(*(measure.tolist() for measure in measures), strict=True)
        told.append([f"{word}  R² {explained(r2)} · RMSE {number(error)}" for r2, error in pairs])
    every = stride(both)
    return predicted_against_true.datasets(
        [(truth[::every], predictions[:, ::every]) for truth, predictions in both], told
    )


def stride(both: list[tuple[np.ndarray, np.ndarray]]) -> int:
    """Every how many of the examples one is drawn."""
    return -(-sum(len(truth) for truth, _ in both) // DOTS)


@keep
def residuals(experiment: Experiment) -> film.Datasets:
    """The distribution of the residuals of both parts at each frame."""
    both = parts(experiment)
    left = [predictions - truth for truth, predictions in both]
    truth = np.concatenate([truth for truth, _ in both])
    # A run that diverged would else show all that went before as a single bar.
    farthest = max(float(np.abs(rest[-1]).max()) for rest in left)
    reach = min(farthest, float(np.ptp(truth)) or 1.0) or 1.0
    edges = np.linspace(-reach, reach, BINS + 1)
    return predicted_against_true.residual_datasets(edges, *(histogram(rest, edges) for rest in left))


def predictions(experiment: Experiment, key: str) -> None:
    """Show predictions against the truth, and say how good they are at the end."""
    both = parts(experiment)
    (train, train_said), (test, test_said) = both
    counted, every = len(train) + len(test), stride(both)
    r2 = [explained(float(determination(said[-1:], truth)[0])) for truth, said in both]
    alt = say(ALT_FIT, count=counted, train=r2[0], test=r2[1])
    datasets = fits(experiment, (say(TRAIN_TOLD), say(TEST_TOLD)))
    chart.show(predicted_against_true.spec(say(TRUE), say(ANSWER), height=SIZE), datasets, alt, key)
    error = float(root_mean_squared_error(test_said[-1], test))
    usual = float(root_mean_squared_error(np.full(len(test), train.mean()), test))
    sentences = [say(FIT_SAY, r2=r2[1], error=number(error), mean=number(usual))]
    low, high = (datasets["ends"][end][0].as_py() for end in ("low", "high"))
    last = np.concatenate([train_said[-1], test_said[-1]])
    if outside := int(((last < low) | (last > high)).sum()):
        sentences.append(say(OUTSIDE, count=outside))
    if every > 1:
        shown = len(datasets["points"])
        sentences.append(say(DRAWN, shown=shown, all=counted))
    st.caption(" ".join(sentences), help=say(R2_HELP))


def spread(experiment: Experiment, key: str) -> None:
    """Show how the residuals are spread."""
    test, said = parts(experiment)[1]
    left = said[-1] - test
    alt = say(ALT_RESIDUALS, low=left.min(), high=left.max())
    chart.show(
        predicted_against_true.residual_spec(say(RESIDUAL), say(SHARE), height=SIZE), residuals(experiment), alt, key
    )
    st.caption(say(RESIDUALS_SAY))
