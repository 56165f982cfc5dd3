"""Questions to be answered before the result is seen: what is asked, what was answered, what a class votes on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import streamlit as st

from pages.ui.address import address, held_answers, link_notes, opening_step
from pages.ui.parts import hands, vote
from pages.ui.room import session
from pages.ui.text import Text, language, say, sections

SKIPPED = "skip"

YOURS = Text("Your prediction", "나의 예측")


_ANSWER = re.compile(r"- (?P<id>[a-z_]+)(?P<right> \(right\))?: (?P<text>.+)")


@dataclass(frozen=True)
class Answer:
    """An answer and what is said to those who gave it: two lines. Wrong ones are real misconceptions."""

    id: str
    text: str
    reply: tuple[str, str]
    correct: bool = False


@dataclass(frozen=True)
class Question:
    """A question in one language, with exactly one correct answer."""

    text: str
    answers: Sequence[Answer]

    def __post_init__(self) -> None:
        ids = [answer.id for answer in self.answers]
        if len(set(ids)) != len(ids) or SKIPPED in ids or sum(a.correct for a in self.answers) != 1:
            raise ValueError(f"a question needs distinct answers, one of them correct: {ids}")


def question(lesson: str, section: str = "question") -> Question:
    """Return a question of a lesson, in the visitor's language."""
    return _question(language(), lesson, section)


@cache
def _question(lang: str, lesson: str, section: str) -> Question:
    return parsed(sections(lang, lesson)[section])


def parsed(markdown: str) -> Question:
    """Read a question: its text, then each answer as "- id: text" or "- id (right): text" over its two lines of reply.

    Raises ValueError for any other line, and for an answer without exactly two lines of reply.
    """
    text, *blocks = re.split(r"^(?=- )", markdown, flags=re.MULTILINE)
    return Question(" ".join(text.split()), tuple(map(_answer, blocks)))


def _answer(block: str) -> Answer:
    first, *reply = block.rstrip().split("\n")
    said = _ANSWER.fullmatch(first)
    if said is None or len(reply) != 2 or not all(re.match(r"  \S", line) for line in reply):
        raise ValueError(f"an answer is '- id: text' and two indented lines of reply: {block!r}")
    return Answer(said["id"], said["text"], (reply[0].strip(), reply[1].strip()), correct=bool(said["right"]))


def parameter(section: str) -> str:
    """Return the name of a question's answer in the link: "question" is "predict", "question_…" is "predict_…"."""
    return section.replace("question", "predict")


def committed(lesson: str, section: str = "question") -> str | None:
    """Return the answer that was given, or SKIPPED; None while the question is open. Keeps it in the link.

    What a link gives that is none of the answers is said.
    """
    question_id, name = _question_id(lesson, section), parameter(section)
    key = f"{question_id}:predict"
    if address.is_new(f"{question_id}.quiz"):
        word = address.asked([name]).get(name)
        understood = word is None or word == SKIPPED or word in {a.id for a in question(lesson, section).answers}
        if word is not None and understood:
            st.session_state[key] = word
        elif opening_step.passes_prediction() and st.session_state.get(key) is None:
            st.session_state[key] = SKIPPED
        st.session_state[f"{key}.nonsense"] = None if understood else word
    take_revealed(lesson, section)
    given: str | None = st.session_state.get(key)
    address.put({name: given})
    if given is None and (word := st.session_state.get(f"{key}.nonsense")) is not None:
        link_notes.show([(link_notes.FRAME_OWN["predict"], {"word": link_notes.quoted(word)})])
    return given


def commit(lesson: str, section: str, answer: str | None) -> None:
    """Give an answer, or take it back. For callbacks."""
    st.session_state[f"{_question_id(lesson, section)}:predict"] = answer


def answers(asked: Question, given: str | None) -> None:
    """Draw every answer with what there is to say about it."""
    said = []
    for answer in asked.answers:
        yours = f" :blue-badge[{say(YOURS)}]" if answer.id == given else ""
        mark = ":material/check_circle:" if answer.correct else ":material/close:"
        said.append("  \n".join((f"{mark} **{answer.text}**{yours}", *answer.reply)))
    st.markdown("\n\n".join(said))


def ballot(lesson: str, section: str = "question") -> vote.Ballot:
    """Return a question as a class votes on it."""
    asked = question(lesson, section)
    answers = {answer.id: answer.text for answer in asked.answers}
    return vote.Ballot(_question_id(lesson, section), asked.text, answers)


def class_answers(lesson: str, section: str = "question") -> bool:
    """Draw, in place of all else, the vote of a class or the count of its hands, and return whether there is one."""
    asked = ballot(lesson, section)
    return vote.take_over(asked) or hands.take_over(asked, _hands(section))


def class_buttons(lesson: str, section: str = "question") -> None:
    """Draw the buttons with which a teacher lets the class vote, or counts hands."""
    asked = ballot(lesson, section)
    vote.start_button(asked)
    hands.start_button(asked, _hands(section))


def take_revealed(lesson: str, section: str = "question") -> bool:
    """Return True once, when the teacher has revealed the answer: the prediction is now what was voted.

    The teacher's own is the right one, so that the class reads what there is to say about it.
    """
    if not vote.reveals(_question_id(lesson, section)):
        return False
    if session.teaches():
        answer: str | None = next(answer.id for answer in question(lesson, section).answers if answer.correct)
    else:
        answer = vote.own_answer(_question_id(lesson, section))
    commit(lesson, section, answer or SKIPPED)
    held_answers.reveal()
    return True


def _hands(section: str) -> str:
    return section.replace("question", hands.PARAMETER)


def _question_id(lesson: str, section: str) -> str:
    """Return the id of a question, which a page's only question shares with its lesson."""
    return lesson + section.removeprefix("question")
