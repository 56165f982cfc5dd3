"""A prediction that is a curve: drawn before the run is shown, then the film plays over it; judged by shape, in words.

    drawn = drawn_prediction.at(LESSON, run)        # `run`: the settings of the run that it is about
    if drawn.asking:                                # in place of the player, and of the chart
        drawn_prediction.bar(LESSON)
        drawn_prediction.area(LESSON, drawn, ...)
    else:
        drawn_prediction.button(LESSON, drawn)      # above the chart, which takes drawn.knots as its grey curve
        drawn_prediction.judge(drawn.knots, subject, heights)

A drawing belongs to its run: other settings put it away. The link has it (`drawn=90.70...`), and `drawn=ask` opens with
the drawing area. A link that is copied leaves it out, for whoever opens it draws for themselves.

Where a prediction is several `curves`, one after the other, each is played before the next is drawn: `before` are those
that have been played, and in the link the knots of all follow one another.
"""

from collections.abc import Hashable, Sequence
from typing import Any, NamedTuple

import numpy as np
import streamlit as st
from numpy.typing import ArrayLike

from dlcore.analysis.curve_shape import CurvePart, compare
from pages.ui.address import address, link_notes
from pages.ui.controls import drawn_curve
from pages.ui.controls.drawn_curve import Knots
from pages.ui.parts import strip
from pages.ui.text import Text, say

PARAMETER, ASK = "drawn", "ask"

FIRST = Text("Draw it first", "먼저 그려 보기")
AGAIN = Text("Draw it again", "다시 그리기")
TASK = Text(
    "**Your prediction:** draw the curve of this run, then play it.",
    "**나의 예측:** 이번 실행의 곡선을 그린 다음 재생하십시오.",
)
PLAY, LEAVE = Text("Play", "재생"), Text("Do not draw", "그리지 않기")

WHEN = (
    Text("at first", "처음에는"),
    Text("then", "그다음에는"),
    Text("at the end", "마지막에는"),
)
WHOLE = Text("from start to end", "처음부터 끝까지")
AT_ONCE = Text("at once", "처음부터")
REAL = {
    "falls": Text("falls", "줄어듭니다"),
    "rises": Text("rises", "커집니다"),
    "level": Text("stays level", "거의 변하지 않습니다"),
    "oscillates": Text("oscillates", "진동합니다"),
    "leaves": Text("leaves the picture", "그림 밖으로 나갑니다"),
}
STILL = {
    "falls": Text("still falls", "계속 줄어듭니다"),
    "rises": Text("still rises", "계속 커집니다"),
    "level": Text("still stays level", "여전히 거의 변하지 않습니다"),
    "oscillates": Text("still oscillates", "계속 진동합니다"),
    "leaves": Text("stays outside the picture", "계속 그림 밖에 있습니다"),
}
DRAWN = {
    "falls": Text("falling", "줄어들게"),
    "rises": Text("rising", "커지게"),
    "level": Text("level", "평평하게"),
    "oscillates": Text("oscillating", "진동하게"),
    "leaves": Text("leaving the picture", "그림 밖으로 나가게"),
}
MET = Text("{subject} {real} {when}, as you drew", "{when} {subject} 그린 대로 {real}")
MISSED = Text("{subject} {real} {when}, where you drew it {drawn}", "{when} {drawn} 그렸지만 실제로는 {subject} {real}")
MET_LATER = Text("{when} it {real}, as you drew", "{when} 그린 대로 {real}")
MISSED_LATER = Text("{when} it {real}, where you drew it {drawn}", "{when} {drawn} 그렸지만 실제로는 {real}")
BETWEEN = Text("; ", ". ")
GREY = Text("In grey: your drawing", "회색: 직접 그린 예측")


class DrawnState(NamedTuple):
    """The state of a drawing: whether it goes on, its knots, none where nothing is drawn, and the curves before it."""

    asking: bool
    knots: Knots
    before: tuple[Knots, ...] = ()


NOTHING = {"asking": False, "knots": (), "before": ()}


def at(lesson: str, run: Hashable, curves: int = 1) -> DrawnState:
    """Return where the prediction of this run stands, and keep it in the link."""
    _arrive(lesson, run, curves)
    kept = st.session_state.setdefault(_key(lesson), {**NOTHING, "run": run, "order": 0})
    kept["curves"] = curves
    if kept["asking"] and kept["order"] != _order(lesson):
        kept |= NOTHING  # An answer, a stop or the challenge plays its run.
    if kept["run"] != run:
        kept |= {"run": run, "before": ()}
        if not kept["asking"]:
            kept["knots"] = ()
    state = DrawnState(kept["asking"], kept["knots"], kept["before"])
    address.put({PARAMETER: _word(state) or None})
    return state


def button(lesson: str, drawn: DrawnState, note: str = "") -> None:
    """Draw the button that begins a drawing, and say which curve is the one that was drawn; until then, a note."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="stage-draw"):
        label, key = say(AGAIN if drawn.knots or drawn.before else FIRST), f"{lesson}.drawn.first"
        st.button(label, key=key, icon=":material/draw:", type="tertiary", on_click=_ask, args=(lesson,))
        if drawn.knots or drawn.before:
            st.caption(say(GREY))
        elif note:
            st.markdown(f":small[{note}]")


def bar(lesson: str, task: Text = TASK, label: Text = PLAY, **numbers: object) -> None:
    """Draw what stands in place of the player while the curve is drawn: what to do, and the button that shows it."""
    drawn = st.session_state[_key(lesson)]["knots"]
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="stage-drawing"):
        st.markdown(say(task, **numbers))
        key, play = f"{lesson}.drawn.play", say(label)
        icon = ":material/play_arrow:"
        st.button(play, key=key, icon=icon, type="primary", disabled=not drawn, on_click=_play, args=(lesson,))
        st.button(say(LEAVE), key=f"{lesson}.drawn.leave", type="tertiary", on_click=_leave, args=(lesson,))


def area(lesson: str, drawn: DrawnState, label: str, **axes: Any) -> None:
    """Draw the area, in place of the chart; `axes` are those of `drawn_curve.show`."""
    drawn_curve.show(f"{lesson}.drawn.curve", label, drawn.knots, lambda knots: _keep(lesson, knots), **axes)


def judge(knots: Knots, subject: Text, heights: ArrayLike) -> None:
    """Say how a curve of these heights went beside the drawing; `subject` names it, in Korean with its particle."""
    if knots:
        parts = compare(heights, drawn_curve.heights(knots))
        st.markdown(told(parts, subject))


def of_run(sent: Sequence[Sequence[float]], run: Sequence[float]) -> np.ndarray:
    """Return the heights (seats, knots) of what a class sent for this run: each seat its numbers, then its knots."""
    own = tuple(float(f"{number:.6g}") for number in run)  # As a room keeps numbers.
    drawn = [seat[len(own) :] for seat in sent if tuple(seat[: len(own)]) == own]
    drawn = [knots for knots in drawn if len(knots) == drawn_curve.COUNT]
    return np.array(drawn, float).reshape(-1, drawn_curve.COUNT) / drawn_curve.HIGHEST


def told(parts: Sequence[CurvePart], subject: Text) -> str:
    """Return what came beside what was drawn, in a sentence."""
    said = []
    for i, part in enumerate(parts):
        still = i > 0 and parts[i - 1].real == part.real
        numbers = {
            "subject": say(subject),
            "real": say((STILL if still else REAL)[part.real]),
            "drawn": say(DRAWN[part.drawn]),
            "when": say(_when(i, part, len(parts))),
        }
        pattern = (MET if part.met else MISSED) if i == 0 else (MET_LATER if part.met else MISSED_LATER)
        said.append(say(pattern, **numbers))
    return say(BETWEEN).join(said) + "."


def committed() -> str | None:
    """Return the curve in the link, None where there is none or it is still being drawn."""
    word = address.asked([PARAMETER]).get(PARAMETER)
    return None if word and word.endswith(ASK) else word


def _when(i: int, part: CurvePart, count: int) -> Text:
    if i == 0 and part.real == "leaves":
        return AT_ONCE
    return WHOLE if count == 1 else WHEN[i]


def _word(state: DrawnState) -> str:
    drawn = state.before if state.asking else (*state.before, state.knots)
    return ".".join([*filter(None, map(drawn_curve.pack, drawn)), *([ASK] if state.asking else [])])


def _read(word: str, curves: int) -> DrawnState:
    """Return what a word of the link means. Raises ValueError for one that means nothing."""
    numbers = word.split(".")
    if asking := numbers[-1] == ASK:
        numbers.pop()
    pieces = [numbers[i : i + drawn_curve.COUNT] for i in range(0, len(numbers), drawn_curve.COUNT)]
    drawn = tuple(drawn_curve.unpack(".".join(piece)) for piece in pieces)
    if len(drawn) + asking > curves:
        raise ValueError(f"the prediction is {curves} curves, not {len(drawn) + asking}")
    return DrawnState(False, drawn[-1], drawn[:-1]) if len(drawn) == curves else DrawnState(asking, (), drawn)


def _arrive(lesson: str, run: Hashable, curves: int) -> None:
    if not address.is_new(f"{lesson}.drawn"):
        return
    word, kept = address.asked([PARAMETER]).get(PARAMETER), st.session_state.get(_key(lesson))
    if word is None or (word == ASK and kept and kept["run"] == run and (kept["knots"] or kept["before"])):
        return  # Who follows a teacher keeps what they drew for this run.
    try:
        state = _read(word, curves)
    except ValueError:
        link_notes.show([(link_notes.FRAME_OWN[PARAMETER], {"word": link_notes.quoted(word)})])
        return
    st.session_state[_key(lesson)] = {**state._asdict(), "run": run, "order": _order(lesson)}


def _key(lesson: str) -> str:
    return f"{lesson}:drawn_prediction"


def _order(lesson: str) -> int:
    return int(st.session_state.get(f"{lesson}:play", 0))


def _ask(lesson: str) -> None:
    st.session_state[_key(lesson)] |= {**NOTHING, "asking": True, "order": _order(lesson)}


def _keep(lesson: str, knots: Knots) -> None:
    if _key(lesson) in st.session_state:
        st.session_state[_key(lesson)]["knots"] = knots


def _leave(lesson: str) -> None:
    st.session_state[_key(lesson)] |= {"asking": False, "knots": ()}


def _play(lesson: str) -> None:
    kept = st.session_state[_key(lesson)]
    address.put({"frame": None}, at_once=True)
    strip.play(lesson)
    kept |= {"asking": False, "order": _order(lesson)}
    if len(kept["before"]) + 1 < kept["curves"]:
        kept |= {"asking": True, "before": (*kept["before"], kept["knots"]), "knots": ()}
