"""The sentence under a run: what was found of its health, or else its result."""

from collections.abc import Mapping

import streamlit as st

from dlcore.analysis import health
from dlcore.training.experiment import Experiment
from pages.ui.number_format import two_digits
from pages.ui.serving.runs import inspection, keep
from pages.ui.text import Text, say
from pages.ui.training_run import run_pictures

MOST = 2
"""Findings that are told at once, the most serious first."""

WORDS: Mapping[str, Text] = {
    "diverged": run_pictures.DIVERGENCE,
    "exploding": Text(
        "Exploding gradient: its norm reaches {size}. The steps are too long to learn from.",
        "기울기 폭발: 기울기의 노름이 {size}까지 커졌습니다. 스텝이 너무 커서 제대로 학습하지 못합니다.",
    ),
    "vanishing": Text(
        "Vanishing gradient: at the start it is {size} times smaller in the first layer than in the last, which hardly "
        "moves the first.",
        "기울기 소실: 처음에 첫 층의 기울기가 마지막 층의 1/{size}입니다. 첫 층은 거의 학습되지 않습니다.",
    ),
    "dead": Text(
        "Dead ReLU: {count} of {units} hidden neurons are 0 for every training example, and no gradient reaches them.",
        "죽은 ReLU: 은닉 뉴런 {units}개 가운데 {count}개가 모든 훈련 예제에서 0입니다. 이 뉴런에는 기울기가 전해지지 "
        "않습니다.",
    ),
    "saturated": Text(
        "Saturated: {count} of {units} hidden neurons lie at an end of the activation for nearly every example, where "
        "its slope is close to 0.",
        "포화: 은닉 뉴런 {units}개 가운데 {count}개가 거의 모든 예제에서 활성화 함수의 끝에 있습니다. 그곳의 기울기는 "
        "0에 가깝습니다.",
    ),
    "overfitting": Text(
        "Overfitting since epoch {epoch:.0f}: the test loss has risen from {least} to {last} while the training loss "
        "fell.",
        "{epoch:.0f} 에포크부터 과적합: 훈련 손실은 줄어드는데 시험 손실은 늘었습니다({least} → {last}).",
    ),
}
ICONS = {"diverged": ":material/trending_up:", "overfitting": ":material/call_split:"}


@keep
def findings(experiment: Experiment) -> list[health.Finding]:
    """Return what is found of the run's health."""
    return health.findings(inspection(experiment))


def show(experiment: Experiment) -> None:
    """Say what matters most of the run."""
    found = findings(experiment)[:MOST]
    if not found:
        st.markdown(f":material/check: {run_pictures.result(inspection(experiment))}")
        return
    st.markdown("  \n".join(f"{ICONS.get(one.name, ':material/warning:')} {sentence(one)}" for one in found))


def sentence(found: health.Finding) -> str:
    """Return a finding in words."""
    size = f"{float(f'{found.size:.2g}'):,.0f}"
    numbers = {"size": size, "least": two_digits(found.least), "last": two_digits(found.last)}
    whole = {"step": found.step, "epoch": found.epoch, "count": found.count, "units": found.units}
    return say(WORDS[found.name], **numbers, **whole)
