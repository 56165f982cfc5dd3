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
        """Whether the lesson has been written."""
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
PARAMETERS = Text("1 Parameters", "1 매개변수")
LOSS = Text("2 Loss", "2 손실")
OPTIMIZATION = Text("3 Optimization", "3 최적화")
STEPS = Text("4 Learning rate and batch size", "4 학습률과 배치 크기")
PROPAGATION = Text("5 Propagation", "5 전파")
LINEARITY = Text("6 Linearity", "6 선형성")
LABORATORY = Text("Laboratory", "실험실")

LESSONS = (
    Lesson("home", START, Text("What this is", "소개"), ":material/home:"),
    Lesson(
        "parameters",
        PARAMETERS,
        Text("Parameter and hyperparameter", "매개변수와 하이퍼파라미터"),
        ":material/tune:",
    ),
    Lesson("search", PARAMETERS, Text("Finding hyperparameters", "하이퍼파라미터 찾기"), ":material/search:"),
    Lesson("loss", LOSS, Text("What a good line is", "좋은 직선이란"), ":material/show_chart:"),
    Lesson("estimators", LOSS, Text("How good is a guess", "좋은 추정량이란"), ":material/target:"),
    Lesson("bias_variance", LOSS, Text("Bias and variance", "편향과 분산"), ":material/balance:"),
    Lesson("entropy", LOSS, Text("Surprise: entropy", "놀라움: 엔트로피"), ":material/casino:"),
    Lesson("optimizers", OPTIMIZATION, Text("Ways downhill", "내려가는 길"), ":material/downhill_skiing:"),
    Lesson("learning_rate", STEPS, Text("How far to step", "얼마나 멀리 디딜까"), ":material/speed:"),
    Lesson("batch_size", STEPS, Text("How much to look at", "한 번에 얼마나 볼까"), ":material/stacks:"),
    Lesson("backprop", PROPAGATION, Text("Whose error is it", "누구의 오차인가"), ":material/account_tree:"),
    Lesson("linearity", LINEARITY, Text("Why the bend matters", "왜 굽어야 하는가"), ":material/line_curve:"),
    Lesson("training", LABORATORY, Text("Watch a network learn", "신경망의 학습을 보다"), ":material/science:"),
)

TEACHERS = Text("For teachers", "가르치는 분께")
PLANS = Lesson("plans", TEACHERS, Text("Lesson plans", "수업 계획"), ":material/assignment:")
"""The page of plans: no lesson itself, but it has one for each."""


def by_id(id: str) -> Lesson | None:
    """Return the lesson of that id, if there is one."""
    return next((lesson for lesson in LESSONS if lesson.id == id), None)


def written() -> list[Lesson]:
    """Return the lessons that exist, in order."""
    return [lesson for lesson in LESSONS if lesson.exists]


def navigation() -> st.Page:
    """Draw the navigation in the visitor's language and return the page that was asked for."""
    sections: dict[str, list[st.Page]] = {}
    for lesson in (*written(), PLANS):
        sections.setdefault(say(lesson.section), []).append(lesson.page())
    return st.navigation(sections, position="top")
