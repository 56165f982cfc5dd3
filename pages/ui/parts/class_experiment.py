"""The class as an experiment: each seat sends a curve, a point or a sample; the teacher sees all as they come.

A lesson needs a few lines, which do nothing outside of a room:

    if class_experiment.watch("learning_rate.curve", draw):   # on the teacher's screen, in place of the page's picture
        return
    ...
    class_experiment.offer("learning_rate.curve", knots)      # the student's button

`draw` is called with what has come, a tuple a seat, and takes it through `charts.class_pictures` (curves, points or
samples) to `chart.show`. What was sent is numbers, at most 200 of a seat; a second sending replaces the first. Lists
come in no order of seats.
"""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from pages.ui.room import location, session
from pages.ui.room.refusals import RefusedError
from pages.ui.room.words import REFUSED
from pages.ui.text import Text, say, settle_language

EVERY = 2.0
"""Seconds between two looks at what has come."""

SEND = Text("Send to the class", "반에 보내기")
SENT = Text("Sent. Sending again replaces it.", "보냈습니다. 다시 보내면 새것으로 바뀝니다.")
COME = Text("{count} of {joined} sent", "{joined}명 중 {count}명 보냄")
SHOW = Text("Show what the class sent", "반에서 보낸 것 보기")

Numbers = tuple[float, ...]


def offer(experiment: str, numbers: Sequence[float] | None, about: str = "") -> None:
    """Draw the button of a seat that sends these numbers; None while there are none yet. Nothing outside of a room.

    `about` stands beside it: what is sent.
    """
    member = session.mine()
    if member is None or member.secret:
        return
    key = f"class.{experiment}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"class-send-{experiment}"):
        pressed = st.button(say(SEND), key=key, icon=":material/send:", type="primary", disabled=not numbers)
        if pressed and numbers:
            send = partial(location.store().contribute, member.code, member.seat, experiment, tuple(numbers))
            if session.write(send):
                about = say(SENT)
            elif refusal := st.session_state.pop("room.refusal", None):
                about = say(REFUSED[refusal])
        if about:
            st.caption(about)


def watch(
    experiment: str, draw: Callable[[list[Numbers]], None], *, asked: bool = False, at_once: bool = False
) -> bool:
    """Draw on the teacher's screen how many have sent, as they come, and a switch; return whether it is on.

    Both are there once the class is `asked` for something or has sent it. The switch is on from the beginning where the
    class is what a page shows `at_once`. While it is on, `draw` is called with what has come. For all others nothing is
    drawn.
    """
    if not session.teaches():
        return False
    if not (asked or at_once or bool(session.attempt(partial(sent, experiment)))):
        return False
    key, kept = f"class.{experiment}.shown", f"class.{experiment}:shown"
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key=f"class-come-{experiment}"):
        st.fragment(run_every=EVERY)(_count)(experiment)
        shown = st.toggle(say(SHOW), value=bool(st.session_state.get(kept, at_once)), key=key)
    st.session_state[kept] = shown
    if shown:
        st.fragment(run_every=EVERY)(_draw)(experiment, draw)
    return shown


def sent(experiment: str) -> list[Numbers]:
    """Return what the seats have sent, for the teacher; for all others nothing."""
    member = session.mine()
    if member is None or not member.secret:
        return []
    return location.store().contributed(member.code, experiment, member.secret)


def _count(experiment: str) -> None:
    settle_language()
    member = session.mine()
    if member is None:
        return
    try:
        count = len(sent(experiment))
        joined = location.store().presence(member.code, member.secret).joined
    except RefusedError as refused:
        st.caption(say(REFUSED[refused.refusal]))
    else:
        st.markdown(f"### {say(COME, count=count, joined=joined)}")


def _draw(experiment: str, draw: Callable[[list[Numbers]], None]) -> None:
    settle_language()
    try:
        come = sent(experiment)
    except RefusedError as refused:
        st.caption(say(REFUSED[refused.refusal]))
    else:
        with st.container(key=f"class-shown-{experiment}"):
            draw(come)
