"""The strip above an experiment: it asks, says what came out, and leads on, stop by stop, to the challenge."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import streamlit as st

from pages.ui import controls
from pages.ui.address import address, held_answers, link_notes, opening_step
from pages.ui.parts import quiz, vote
from pages.ui.text import Text, language, prose, say, sections

PARAMETER, LAST = "stop", "challenge"
"""Where the strip stands, in the link: the number of a stop, or the challenge; at the question it says nothing."""

SKIPPED = quiz.SKIPPED
SKIP = Text("Skip", "건너뛰기")
ANSWER = Text("Answer the question", "질문에 답하기")
AGAIN = Text("Ask again", "다시 묻기")
OUTCOME = Text(
    "**You expected:** {expected}  \n**You saw:** {saw} **Because:** {because}",
    "**예상:** {expected}  \n**결과:** {saw} **이유:** {because}",
)
YOURS = Text("**Your prediction:** {expected}", "**나의 예측:** {expected}")
ALL = Text("All answers", "모든 답")
NEXT, BACK = Text("Next", "다음"), Text("Back", "이전")
NEXT_HELP = Text("The next stop (key N)", "다음 단계 (N 키)")
BACK_HELP = Text("The stop before (key B)", "이전 단계 (B 키)")
EXPLORE = Text(
    "Move the controls, or go through the lesson stop by stop.",
    "설정을 바꾸어 보거나, ‘다음’을 눌러 단계를 따라가십시오.",
)
WHY = Text("Why?", "왜 그럴까요?")
CHALLENGE, BEGIN, DONE = Text("Challenge", "도전 과제"), Text("Start the challenge", "도전 시작"), Text("Done", "해결!")

_ITEM = re.compile(r"^\d+\. ", re.MULTILINE)
_LINK = re.compile(r"^\[([^\]]+)\]\(([^)]*)\)[:.]?\s*")


class Stop(NamedTuple):
    """A stop of a lesson: what it is called, the settings as a link has them, and one sentence."""

    title: str
    query: Mapping[str, str]
    sentence: str

    @property
    def heading(self) -> str:
        """The title as it stands before the sentence: with a full stop unless it asks or exclaims."""
        return self.title if self.title.endswith(("?", "!")) else f"{self.title}."


class Progress(NamedTuple):
    """The progress of a visitor with the challenge, in words."""

    done: bool
    words: str


class Challenge(NamedTuple):
    """A task (the section `task` of the prose, filled with `numbers`): where it starts, and who judges it."""

    start: Mapping[str, Any]
    judge: Callable[[controls.Panel[Any]], Progress]
    numbers: Mapping[str, object] = MappingProxyType({})


@cache
def stops(lang: str, lesson: str) -> tuple[Stop, ...]:
    """Return the stops of a lesson, from its section `stops`: numbered, `[title](settings) sentence`.

    Raises ValueError for one that does not begin with its link.
    """
    found = []
    for said in items(sections(lang, lesson).get("stops", "")):
        if not (link := _LINK.match(said)):
            raise ValueError(f"a stop of {lesson} begins with its link: {said[:40]!r}")
        found.append(Stop(link[1], dict(parse_qsl(link[2], keep_blank_values=True)), said[link.end() :]))
    return tuple(found)


def items(markdown: str) -> list[str]:
    """Return the items of a numbered list, each on one line."""
    return [" ".join(item.split()) for item in _ITEM.split(markdown)[1:]]


def show(panel: controls.Panel[Any], question: str, asked: Mapping[str, Any], challenge: Challenge | None) -> None:
    """Draw the strip: the question of this experiment, its outcome once it is answered, the stops, the challenge."""
    lesson = panel.lesson
    known = stops(language(), lesson)
    at = _position(lesson, len(known), challenge is not None)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="stage-strip"):
        if at == 0 and question:
            _predict(panel, question, asked)
        elif 0 < at <= len(known):
            stop = known[at - 1]
            st.markdown(f"**{at}/{len(known)} · {stop.heading}** {stop.sentence}")
        elif challenge and at > len(known):
            _challenge(panel, challenge)
        else:
            words, experiment = prose(lesson), getattr(panel.value, "experiment", "")
            st.markdown(words.get(f"begin_{experiment}") or words.get("begin") or say(EXPLORE))
        _steps(lesson, at, known, panel, challenge)


def stop_shown(lesson: str) -> Stop | None:
    """Return the stop at which the strip stands, if it stands at one."""
    at, known = st.session_state.get(f"{lesson}:stop", 0), stops(language(), lesson)
    return known[at - 1] if 0 < at <= len(known) else None


def at_question(lesson: str) -> bool:
    """Tell whether the strip stands at its beginning, where it asks."""
    return not st.session_state.get(f"{lesson}:stop")


def _position(lesson: str, count: int, challenged: bool) -> int:
    key = f"{lesson}:stop"
    if address.is_new(f"{lesson}.strip"):
        word = address.asked([PARAMETER]).get(PARAMETER, "")
        if opening_step.asked() == LAST or word == LAST:
            st.session_state[key] = count + 1
        elif word.isascii() and word.isdigit() and 0 < int(word[:4]) <= count:
            st.session_state[key] = int(word)
        elif word:
            link_notes.show([(link_notes.FRAME_OWN[PARAMETER], {"word": link_notes.quoted(word)})])
        elif address.by_history():
            st.session_state[key] = 0
    at = min(int(st.session_state.get(key, 0)), count + challenged)
    address.put({PARAMETER: None if at == 0 else LAST if at > count else str(at)})
    return at


def _steps(
    lesson: str, at: int, known: Sequence[Stop], panel: controls.Panel[Any], challenge: Challenge | None
) -> None:
    last = len(known) + (challenge is not None)
    for step, label, told, letter in ((-1, BACK, BACK_HELP, "B"), (1, NEXT, NEXT_HELP, "N")):
        if 0 <= at + step <= last and last:
            st.button(
                say(label),
                key=f"{lesson}.stop.{'next' if step > 0 else 'back'}",
                help=say(told),
                shortcut=letter,
                on_click=_go,
                args=(lesson, at + step, known, panel),
            )


def _go(lesson: str, at: int, known: Sequence[Stop], panel: controls.Panel[Any]) -> None:
    st.session_state[f"{lesson}:stop"] = at
    if 0 < at <= len(known):
        stop = known[at - 1]
        lasting = {id: value for id, value in panel.lasting.items() if id != "experiment"}
        controls.set_values(lesson, lasting | controls.parsed(panel.controls, stop.query))
        play(lesson)


def play(lesson: str) -> None:
    """Have the player begin at the first frame of what comes next. For callbacks."""
    st.session_state[f"{lesson}:play"] = st.session_state.get(f"{lesson}:play", 0) + 1


def _predict(panel: controls.Panel[Any], section: str, asked: Mapping[str, Any]) -> None:
    lesson = panel.lesson
    question = quiz.question(lesson, section)
    name = quiz.parameter(section)
    committed = quiz.committed(lesson, section)
    if committed is None:
        with st.container(key="stage-question", gap="xxsmall"):
            st.markdown(question.text)
            with st.container(horizontal=True, gap="xsmall", key=f"{lesson}-predict"):
                for answer in question.answers:
                    st.button(
                        answer.text,
                        key=f"{lesson}.{name}.{answer.id}",
                        on_click=_answer,
                        args=(panel, section, answer.id, asked),
                    )
                st.button(
                    say(SKIP),
                    key=f"{lesson}.{name}.skip",
                    type="tertiary",
                    on_click=_answer,
                    args=(panel, section, SKIPPED, {}),
                )
        return
    with st.container(key=f"{lesson}-compare"):
        chosen = next((answer for answer in question.answers if answer.id == committed), None)
        if held_answers.held():
            if chosen:
                st.markdown(say(YOURS, expected=chosen.text))
            held_answers.reveal_button(lesson)
            return
        if chosen:
            saw, because = chosen.reply
            mark = ":material/check_circle:" if chosen.correct else ":material/close:"
            st.markdown(say(OUTCOME, expected=f"{mark} {chosen.text}", saw=saw, because=because))
    with st.container(horizontal=True, gap="xsmall", width="content"):
        with st.popover(say(ALL), key=f"{lesson}.{name}.all"):
            quiz.answers(question, committed)
            vote.show_revealed(quiz.ballot(lesson, section))
        label = say(AGAIN if chosen else ANSWER)
        st.button(label, key=f"{lesson}.{name}.again", type="tertiary", on_click=_ask, args=(lesson, section))


def asking(lesson: str, section: str) -> bool:
    """Tell whether the strip stands at this question and it is neither answered nor skipped: its answer is covered."""
    return not st.session_state.get(f"{lesson}:stop", 0) and quiz.committed(lesson, section) is None


def _answer(panel: controls.Panel[Any], section: str, answer: str, asked: Mapping[str, Any]) -> None:
    quiz.commit(panel.lesson, section, answer)
    if asked:
        controls.set_values(panel.lesson, {**panel.lasting, **asked})
        play(panel.lesson)


def _ask(lesson: str, section: str) -> None:
    quiz.commit(lesson, section, None)


def _challenge(panel: controls.Panel[Any], challenge: Challenge) -> None:
    lesson = panel.lesson
    with st.container(key=f"{lesson}-challenge", gap="xxsmall"):
        progress = challenge.judge(panel)
        mark = f":material/trophy: **{say(DONE)}** " if progress.done else ""
        st.markdown(
            f"**{say(CHALLENGE)}.** {prose(lesson)['task'].format(**challenge.numbers)}  \n{mark}{progress.words}"
        )
    if progress.done and (explained := prose(lesson).get("challenge")) and not held_answers.held():
        with st.popover(say(WHY), key=f"{lesson}.challenge.why"):
            st.markdown(explained)
    st.button(say(BEGIN), key=f"{lesson}.challenge", on_click=_begin, args=(lesson, challenge.start))


def _begin(lesson: str, start: Mapping[str, Any]) -> None:
    controls.set_values(lesson, start)
    play(lesson)
