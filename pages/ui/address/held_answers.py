"""Answers that a teacher's link holds back: the run is seen, but what it means waits until "Reveal" is pressed.

`answers=held` in the link; a press takes it out. Nothing is shared between visitors, so the teacher says when.
"""

import streamlit as st

from pages.ui.address import address
from pages.ui.text import Text, say

PARAMETER, HELD = "answers", "held"
REVEALED = "answers:revealed"
"""Set by the button, until the whole page has been drawn anew: what is read stands outside of the stage."""

REVEAL = Text("Reveal the answers", "정답 공개")
WAITING = Text(
    "Answers are held back: discuss what you saw. Your teacher says when to reveal them.",
    "아직 정답을 보여 주지 않습니다. 관찰한 결과를 서로 이야기해 보십시오. 공개할 때는 선생님이 알려 줍니다.",
)
LATER = Text("This appears when the answers are revealed.", "정답을 공개하면 나타납니다.")


def held() -> bool:
    """Return whether the answers of this page are held back."""
    state, page = st.session_state, st.session_state.get("page")
    key = f"{page}:answers"
    if address.is_new(f"{page}.answers"):
        asked = address.asked([PARAMETER]).get(PARAMETER)
        if asked is not None or address.by_history():
            state[key] = asked == HELD
    if state.get(key, False):
        address.put({PARAMETER: HELD})
        return True
    return False


def show(markdown: str, name: str = "read") -> None:
    """Show prose that explains, in the part `name` of the page, or, while answers are held back, that it is to come."""
    with st.container(key=f"{st.session_state.get('page')}-{name}"):
        if held():
            st.caption(say(LATER))
        else:
            st.markdown(markdown)


def reveal_button(lesson: str) -> None:
    """Say that answers are held back, with the button that reveals them."""
    st.caption(say(WAITING))
    st.button(say(REVEAL), key=f"{lesson}.reveal_answers", icon=":material/visibility:", on_click=reveal)


def reveal() -> None:
    """Hold the answers of this page back no longer."""
    st.session_state[f"{st.session_state.get('page')}:answers"] = False
    st.session_state[REVEALED] = True
    address.put({PARAMETER: None}, at_once=True)
