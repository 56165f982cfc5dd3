"""Predict first, then see; and tasks that the page checks by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from pages.ui.address import address, held_answers, link_notes, opening_step
from pages.ui.parts import hands, vote
from pages.ui.text import Text, carry, say

SKIPPED = "skip"

PREDICT = Text("Predict", "예측하기")
COMMIT = Text("This is my prediction", "이렇게 예측합니다")
SKIP = Text("Skip", "건너뛰기")
CHOOSE_FIRST = Text("Choose an answer first, or skip.", "먼저 답을 고르거나 건너뛰십시오.")
YOURS = Text("Your prediction", "나의 예측")
AGAIN = Text("Ask again", "다시 묻기")
CHALLENGE = Text("Challenge", "도전 과제")
DONE = Text("Done", "해냈습니다")


@dataclass(frozen=True)
class Answer:
    """An answer and what is said to those who gave it: two lines. Wrong ones are real misconceptions."""

    id: str
    text: Text
    reply: Text
    correct: bool = False


@dataclass(frozen=True)
class Question:
    """A question with exactly one correct answer."""

    text: Text
    answers: Sequence[Answer]

    def __post_init__(self) -> None:
        ids = [answer.id for answer in self.answers]
        if len(set(ids)) != len(ids) or SKIPPED in ids or sum(a.correct for a in self.answers) != 1:
            raise ValueError(f"a question needs distinct answers, one of them correct: {ids}")


def predict(lesson: str, question: Question, name: str = "predict") -> bool:
    """Ask, and return whether the answer is committed or skipped: only then is the run shown.

    A page's second question has an id in place of the lesson's, and a name of its own in the link, "predict_…".
    """
    key = f"{lesson}:predict"
    if address.is_new(f"{lesson}.quiz"):
        word = address.asked([name]).get(name)
        understood = word is None or word == SKIPPED or word in {a.id for a in question.answers}
        if word is not None and understood:
            st.session_state[key] = word
        elif opening_step.passes_prediction() and st.session_state.get(key) is None:
            st.session_state[key] = SKIPPED
        st.session_state[f"{key}.nonsense"] = None if understood else word
    ballot = _ballot(lesson, question)
    if voted := vote.own_answer(lesson):
        st.session_state[key] = voted
    committed = st.session_state.get(key)
    address.put({name: committed})
    if vote.take_over(ballot):
        return False
    if committed is None:
        if (word := st.session_state.get(f"{key}.nonsense")) is not None:
            link_notes.show([(link_notes.FRAME_OWN["predict"], {"word": link_notes.quoted(word)})])
        _ask(lesson, question)
        with st.container(horizontal=True, gap="small", vertical_alignment="top"):
            vote.start_button(ballot)
            hands.show(ballot, name.replace("predict", hands.PARAMETER))
    return committed is not None


def compare(lesson: str, question: Question) -> None:
    """Show, after the run, what the visitor predicted and what there is to say about every answer.

    While the answers are held back: only what was predicted.
    """
    committed, held = st.session_state.get(f"{lesson}:predict"), held_answers.held()
    with st.container(border=True, key=f"{lesson}-compare"):
        said = [f"**{say(question.text)}**"]
        for answer in question.answers:
            yours = f" :blue-badge[{say(YOURS)}]" if answer.id == committed else ""
            mark = ":material/check_circle:" if answer.correct else ":material/close:"
            mark, reply = (":material/circle:", "") if held else (mark, f"  \n{say(answer.reply)}")
            said.append(f"{mark} **{say(answer.text)}**{yours}{reply}")
        st.markdown("\n\n".join(said))
        vote.show_revealed(_ballot(lesson, question))
        if held:
            held_answers.reveal_button(lesson)
            return
        st.button(say(AGAIN), key=f"{lesson}.predict.again", type="tertiary", on_click=_commit, args=(lesson, None))


def challenge(text: Text, done: bool, progress: Text, **numbers: object) -> None:
    """Show a task, whether the values on the page fulfil it, and how far they are."""
    with st.container(border=True, key=f"{st.session_state.get('page')}-challenge"):
        st.markdown(f"**{say(CHALLENGE)}** · {say(text, **numbers)}")
        if done:
            st.success(f"{say(DONE)}: {say(progress, **numbers)}", icon=":material/trophy:")
        else:
            st.caption(say(progress, **numbers))


def _ballot(lesson: str, question: Question) -> vote.Ballot:
    answers = {answer.id: say(answer.text) for answer in question.answers}
    return vote.Ballot(lesson, say(question.text), answers, next(a.id for a in question.answers if a.correct))


def _ask(lesson: str, question: Question) -> None:
    texts = {answer.id: answer.text for answer in question.answers}
    key = f"{lesson}.predict"
    carry(key)
    with st.container(border=True, key=f"{lesson}-predict"):
        st.caption(say(PREDICT))
        chosen = st.radio(
            say(question.text),
            options=list(texts),
            format_func=lambda option: say(texts[option]) if option in texts else option,
            index=None,
            key=key,
        )
        with st.container(horizontal=True, gap="small"):
            st.button(
                say(COMMIT),
                key=f"{key}.commit",
                type="primary",
                disabled=chosen is None,
                help=None if chosen else say(CHOOSE_FIRST),
                on_click=_commit,
                args=(lesson, chosen),
            )
            st.button(say(SKIP), key=f"{key}.skip", type="tertiary", on_click=_commit, args=(lesson, SKIPPED))


def _commit(lesson: str, answer: str | None) -> None:
    st.session_state[f"{lesson}:predict"] = answer
