"""The step of a lesson at which a link opens the page: `step=read` brings that part into view.

Any step after the prediction passes it by. The page is moved without animation, once it stands still, and not against
a visitor who has begun to scroll.
"""

import streamlit as st

from pages.ui import names
from pages.ui.address import address
from pages.ui.component import Component
from pages.ui.text import Text

PARAMETER, PREDICT = "step", "predict"
STEPS = {
    PREDICT: Text("Predict", "예측하기"),
    "try": Text("Try it", "해 보기"),
    "read": names.SEEN,
    "mathematics": Text("Mathematics", "수식"),
    "challenge": Text("Challenge", "도전 과제"),
}
PLACES = {PREDICT: ("{page}-predict", "{page}-compare"), "try": ("stage",)}
"""The parts of the page, by their keys, where they are not named as the step is; the first that is there."""

BELOW = ("read", "mathematics")
"""The steps that are read below the experiments."""

STEP = Component("opening_step", __file__)


def asked() -> str | None:
    """Return the step at which the visitor's link opens this page, if it names one."""
    if address.is_new("opening"):
        word = address.asked([PARAMETER]).get(PARAMETER)
        st.session_state["opening"] = word if word in STEPS else None
    step: str | None = st.session_state.get("opening")
    return step


def passes_prediction() -> bool:
    """Return whether the link opens the page at a step after the prediction."""
    return asked() not in (None, PREDICT)


def go(page: str) -> None:
    """Bring the step that the link asks for into view. Called once, at the end of a run, by the frame."""
    if step := asked():
        places = [f".st-key-{key.format(page=page)}" for key in PLACES.get(step, (f"{page}-{step}",))]
        STEP.mount("opening_step", {"arrival": st.session_state["arrival"], "places": places})
