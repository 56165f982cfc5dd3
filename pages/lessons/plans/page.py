"""A plan for each lesson, on one printed page: what to ask, what to show, what students will say."""

import streamlit as st

from pages.lessons.plans import plan
from pages.lessons.plans.values import PlansValues
from pages.ui import controls
from pages.ui.address import presentation
from pages.ui.shell import navigation
from pages.ui.text import Text, say

PAGE = navigation.PLANS.id
HOW = Text(
    "A plan for each lesson, to be printed on one page. Every underlined link opens a page as the plan needs it.",
    "단원마다 한 쪽으로 인쇄할 수 있는 수업 지도안입니다. 밑줄 친 링크를 누르면 지도안에 맞게 준비한 화면이 열립니다.",
)
LESSONS = {lesson.id: lesson.title for lesson in navigation.written() if lesson.id != "home"}
CONTROLS: controls.Controls[PlansValues] = (
    controls.Choice("lesson", Text("Lesson", "단원"), options=LESSONS, default=next(iter(LESSONS))),
)


def show() -> None:
    """Draw the page."""
    panel = controls.prepare(PAGE, CONTROLS)
    st.markdown(say(HOW))
    panel.draw_notes()
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"{PAGE}-choice"):
        panel.draw("lesson")
        plan.print_button()
        presentation.switch()
    plan.show(panel.value.lesson)
