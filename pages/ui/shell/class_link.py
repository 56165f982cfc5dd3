"""A link for the class, made without knowing its parameters: what is locked, hidden and held back, and where it opens.

The dialog is a fragment that runs only while it is open; closed it is one button, and none where a teacher has set the
page already.
"""

import streamlit as st

from pages.ui import controls, names
from pages.ui.address import address, copy_link, held_answers, opening_step, presentation
from pages.ui.controls import locks
from pages.ui.parts import drawn_prediction
from pages.ui.room import session
from pages.ui.shell import navigation
from pages.ui.text import Text, carry, say
from pages.ui.theme import PRESENTATION

OPEN = Text("For the class", "수업용 링크")
TITLE = Text("A link for the class", "수업용 링크 만들기")
HOW = Text(
    "The link opens this page as it is set now. Decide what students may change in it.",
    "링크를 열면 지금 맞춰 둔 상태로 이 페이지가 열립니다. 학생이 무엇을 바꿀 수 있는지 정하십시오.",
)
LOCK = Text("Locked: visible, cannot be changed", "고정: 보이지만 바꿀 수 없음")
HIDE = Text("Hidden: keeps its current value", "숨김: 값은 그대로 두고 보이지 않음")
NOTHING = names.NONE
HOLD = Text("Hold back the answers until “Reveal”", "“정답 공개”를 누를 때까지 정답 숨기기")
HOLD_HELP = Text(
    "Students predict and see the run; which answer is right, the replies and the reading wait. "
    "Each student presses “Reveal the answers” when you say so.",
    "학생은 예측하고 실행 결과를 봅니다. 정답과 설명, 결과 정리는 나중에 나타납니다. 선생님이 말하면 학생이 각자 "
    "“정답 공개”를 누릅니다.",
)
STEP = Text("Opens at", "여는 위치")
TOP = Text("The top of the page", "페이지 맨 위")
LARGE = Text("In presentation size", "발표용 크기로")
DRAWN = Text("With the curve that you drew", "직접 그린 곡선도 함께")
FRAME = Text("Start at the current frame", "지금 보이는 프레임에서 시작")
TRY = Text("Open it as a student would", "학생 화면으로 열어 보기")
PLAN = Text("Plan for this lesson", "이 단원의 수업 지도안")


def button(page: str) -> None:
    """Draw the button that opens the dialog, on pages with controls which no teacher has set; not for a student."""
    lesson = navigation.by_id(page)
    member = session.mine()
    if not lesson or not lesson.controls() or locks.of(page).values or (member and not member.secret):
        return
    if address.asked([*locks.PARAMETERS, held_answers.PARAMETER]):
        return
    if st.button(say(OPEN), key="for_class", icon=":material/school:", width="stretch"):
        st.dialog(say(TITLE), width="medium")(_draw)(page)


def _draw(page: str) -> None:
    st.markdown(say(HOW))
    offered = _offered(page)
    locked = _choose(page, "lock", LOCK, offered)
    hidden = _choose(page, "hide", HIDE, {id: label for id, label in offered.items() if id not in locked})
    held = st.toggle(say(HOLD), help=say(HOLD_HELP), key=f"class.{page}.answers")
    steps = {"top": TOP, **opening_step.STEPS}
    step = st.selectbox(
        say(STEP), list(steps), format_func=lambda id: say(steps[id]) if id in steps else id, key=f"class.{page}.step"
    )
    large = st.toggle(say(LARGE), value=bool(st.session_state.get(PRESENTATION)), key=f"class.{page}.size")
    frame = st.toggle(say(FRAME), key=f"class.{page}.frame")
    curve = drawn_prediction.committed()
    handed_on = curve is not None and st.toggle(say(DRAWN), key=f"class.{page}.drawn")
    parameters = {
        "lock": ",".join(locked) or None,
        "hide": ",".join(hidden) or None,
        held_answers.PARAMETER: held_answers.HELD if held else None,
        opening_step.PARAMETER: None if step == "top" else step,
        "size": presentation.ASKED if large else None,
    }
    if handed_on:
        parameters[drawn_prediction.PARAMETER] = curve
    copy_link.copy_class_link(page, parameters, frame=frame, open_words=say(TRY))
    st.page_link(navigation.PLANS.page(), label=say(PLAN), query_params={"lesson": page})


def _offered(page: str) -> dict[str, str]:
    lesson = navigation.by_id(page)
    these = lesson.controls() if lesson else ()
    value, _ = controls.settle(these, st.session_state.get(f"{page}:values", {}))
    return {control.id: say(control.label) for control in these if control.fixable and control.shown(value)}


def _choose(page: str, name: str, label: Text, offered: dict[str, str]) -> list[str]:
    key = f"class.{page}.{name}"
    carry(key)
    chosen: list[str] = st.multiselect(
        say(label),
        list(offered),
        format_func=lambda id: offered.get(id, id),
        key=key,
        placeholder=say(NOTHING),
    )
    return chosen
