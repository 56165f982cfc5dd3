"""The class as an experiment: each seat sends a curve, a point or a sample; the teacher sees all as they come.

A lesson needs two lines, which do nothing outside of a room:

    class_experiment.offer("learning_rate.curve", knots)  # the student's button
    class_experiment.watch("learning_rate.curve", draw)   # calls draw(curves) on the teacher's screen: a tuple a seat

`draw` takes the numbers through `charts.class_pictures` (curves, points or samples) to `chart.show`. What was sent is
numbers, at most 200 of a seat; a second sending replaces the first. Lists come in no order of seats.
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

Numbers = tuple[float, ...]


def offer(experiment: str, numbers: Sequence[float] | None) -> None:
    """Draw the button of a seat that sends these numbers; None while there are none yet. Nothing outside of a room."""
    member = session.mine()
    if member is None or member.secret:
        return
    key = f"class.{experiment}"
    if st.button(say(SEND), key=key, icon=":material/send:", disabled=not numbers) and numbers:
        send = partial(location.store().contribute, member.code, member.seat, experiment, tuple(numbers))
        if session.write(send):
            st.caption(say(SENT))
        elif refusal := st.session_state.pop("room.refusal", None):
            st.caption(say(REFUSED[refusal]))


def watch(experiment: str, draw: Callable[[list[Numbers]], None]) -> None:
    """Draw on the teacher's screen how many have sent, and with `draw` what they sent, as it comes."""
    if session.teaches():
        st.fragment(run_every=EVERY)(_draw)(experiment, draw)


def sent(experiment: str) -> list[Numbers]:
    """Return what the seats have sent, for the teacher; for all others nothing."""
    member = session.mine()
    if member is None or not member.secret:
        return []
    return location.store().contributed(member.code, experiment, member.secret)


def _draw(experiment: str, draw: Callable[[list[Numbers]], None]) -> None:
    settle_language()
    member = session.mine()
    if member is None:
        return
    try:
        come = sent(experiment)
        joined = location.store().presence(member.code, member.secret).joined
    except RefusedError as refused:
        st.caption(say(REFUSED[refused.refusal]))
        return
    st.markdown(f"### {say(COME, count=len(come), joined=joined)}")
    draw(come)
