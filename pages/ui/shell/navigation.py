"""The table of contents: all lessons that the notes ask for, in order. Those not yet written are absent, not stubs."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import streamlit as st

from pages.ui import text
from pages.ui.controls.control import Control
from pages.ui.text import Text, say

NAME = Text("Deep learning, shown", "눈으로 보는 딥러닝")

ICON = Path(__file__).with_name("icon.svg")  # a named icon would be fetched from a stranger's server


@dataclass(frozen=True)
class Lesson:
    """A page: its id names its file, its prose, its address and the keys of its widgets."""

    id: str
    section: Text
    title: Text
    icon: str

    @property
    def exists(self) -> bool:
        """Tell whether the lesson has been written."""
        return (text.LESSONS / self.id / "page.py").is_file()

    def module(self) -> ModuleType:
        """Import the lesson's page."""
        return import_module(f"pages.lessons.{self.id}.page")

    def run(self) -> None:
        """Import the lesson now, not sooner, and show it: a page must not wait for what another page imports."""
        self.module().show()

    def controls(self) -> Sequence[Control[Any]]:
        """Return the lesson's controls; other pages have none."""
        found: Sequence[Control[Any]] = getattr(self.module(), "CONTROLS", ())
        return found

    def glance(self) -> None:
        """Show the small picture of the lesson, if it has one."""
        if show := getattr(self.module(), "glance", None):
            show()

    def page(self) -> st.Page:
        """Return the page as Streamlit's navigation and page links take it."""
        return st.Page(
            self.run, title=say(self.title), icon=self.icon, url_path=self.id, default=self.id == LESSONS[0].id
        )


START = Text("Start", "시작")
PARAMETERS = Text("1 Parameters", "1 매개변수와 하이퍼파라미터")
LOSS = Text("2 Loss functions", "2 손실 함수")
OPTIMIZATION = Text("3 Optimization", "3 최적화: 경사하강법")
STEPS = Text("4 Learning rate and batch size", "4 학습률과 배치 크기")
PROPAGATION = Text("5 Backpropagation", "5 순전파와 역전파")
LINEARITY = Text("6 Linearity", "6 선형과 비선형")
LABORATORY = Text("Laboratory", "실험실")

LESSONS = (
    Lesson("home", START, Text("Start here", "소개"), ":material/home:"),
    Lesson(
        "parameters",
        PARAMETERS,
        Text("Parameters and hyperparameters", "매개변수와 하이퍼파라미터"),
        ":material/tune:",
    ),
    Lesson(
        "search",
        PARAMETERS,
        Text(
            "Hyperparameter search: manual, grid, random, Bayesian",
            "하이퍼파라미터 탐색: 수동, 그리드, 무작위, 베이지안",
        ),
        ":material/search:",
    ),
    Lesson(
        "loss",
        LOSS,
        Text("Loss functions: what makes a good line?", "손실 함수: 좋은 직선의 기준"),
        ":material/show_chart:",
    ),
    Lesson(
        "estimators",
        LOSS,
        Text("Estimators: bias, variance and MSE", "좋은 추정량: MSE와 불편성·효율성·일치성"),
        ":material/target:",
    ),
    Lesson("bias_variance", LOSS, Text("Bias–variance trade-off", "편향-분산 트레이드오프"), ":material/balance:"),
    Lesson("entropy", LOSS, Text("Entropy and cross-entropy", "엔트로피와 교차 엔트로피"), ":material/casino:"),
    Lesson(
        "optimizers",
        OPTIMIZATION,
        Text("Gradient descent and optimizers: ways downhill", "경사하강법과 옵티마이저"),
        ":material/downhill_skiing:",
    ),
    Lesson(
        "learning_rate",
        STEPS,
        Text("Learning rate: how far to step?", "학습률: 한 걸음을 얼마나 크게 할까"),
        ":material/speed:",
    ),
    Lesson(
        "batch_size",
        STEPS,
        Text("Batch size: how many examples at a time?", "배치 크기: 한 번에 몇 개씩 볼까"),
        ":material/stacks:",
    ),
    Lesson(
        "backprop",
        PROPAGATION,
        Text("Backpropagation: whose error is it?", "역전파와 연쇄 법칙: 오차를 어떻게 되돌릴까"),
        ":material/account_tree:",
    ),
    Lesson(
        "linearity",
        LINEARITY,
        Text("Linearity and non-linearity: why activations?", "선형과 비선형: 활성화 함수가 필요한 이유"),
        ":material/line_curve:",
    ),
    Lesson(
        "training",
        LABORATORY,
        Text("Training a neural network: the laboratory", "신경망 학습 과정 지켜보기: 실험실"),
        ":material/science:",
    ),
)

TEACHERS = Text("For teachers", "선생님께")
PLANS = Lesson("plans", TEACHERS, Text("Lesson plans", "수업 지도안"), ":material/assignment:")
"""The page of plans: no lesson itself, but it has one for each."""


def by_id(id: str) -> Lesson | None:
    """Return the lesson of that id, if there is one."""
    return next((lesson for lesson in LESSONS if lesson.id == id), None)


def page_of(id: str) -> st.Page:
    """Return the page of the lesson of that id, for a link to it. Raises KeyError for an unknown one."""
    return {lesson.id: lesson for lesson in LESSONS}[id].page()


def written() -> list[Lesson]:
    """Return the lessons that exist, in order."""
    return [lesson for lesson in LESSONS if lesson.exists]


def navigation() -> st.Page:
    """Draw the navigation in the visitor's language and return the page that was asked for."""
    sections: dict[str, list[st.Page]] = {}
    for lesson in (*written(), PLANS):
        sections.setdefault(say(lesson.section), []).append(lesson.page())
    return st.navigation(sections, position="top")
