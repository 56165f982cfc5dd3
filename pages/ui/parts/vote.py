"""The vote of a class on a prediction: a first vote, hidden; talk; a second vote; both shown; then the right answer.

A page's prediction is the vote (`quiz`). Votes are hidden at first because bars that are seen sway the second vote.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from pages.ui.charts import votes
from pages.ui.parts import chart
from pages.ui.room import location, session
from pages.ui.room.counts import Result
from pages.ui.room.refusals import RefusedError
from pages.ui.room.session import Membership
from pages.ui.room.store import REVEALED, ROUND_ONE, ROUND_TWO, ROUNDS, SHOWN, TALK, Room
from pages.ui.room.words import REFUSED
from pages.ui.text import Text, carry, say

EVERY = 1.0
"""Seconds between two counts on the teacher's screen."""

START = Text("Let the class vote", "투표 시작")
START_HELP = Text(
    "Everyone in the room answers this question: once, then again after talking about it.",
    "교실의 모두가 이 질문에 답합니다. 한 번 답하고, 이야기한 다음 다시 답합니다.",
)
STOP = Text("Stop the vote", "투표 그만두기")
CLOSE_FIRST = Text("Close the first vote", "첫 투표 마감")
SECOND = Text("Vote again", "다시 투표")
SHOW_ONE = Text("Show the votes", "투표 결과 공개")
SHOW_BOTH = Text("Close, and show both votes", "마감하고 두 투표 공개")
REVEAL = Text("Reveal the answer", "정답 공개")
VOTED = Text("{voted} of {joined} voted", "{joined}명 중 {voted}명 투표")
STAGES: Mapping[str, Text] = {
    ROUND_ONE: Text("First vote", "첫 번째 투표"),
    TALK: Text(
        "Talk with someone who answered otherwise. Then vote again.",
        "답이 다른 친구와 이야기해 보십시오. 그다음 다시 투표합니다.",
    ),
    ROUND_TWO: Text("Second vote", "두 번째 투표"),
    SHOWN: Text("Both votes", "두 번의 투표"),
    REVEALED: Text("What the class voted", "우리 반의 투표"),
}
FIRST, AGAIN = Text("first", "첫 번째"), Text("second", "두 번째")
VOTE = Text("Vote", "투표하기")
YOURS = Text(
    "Your vote: **{letter}**. You can change it until the vote is closed.",
    "나의 투표: **{letter}**. 마감 전까지 바꿀 수 있습니다.",
)
WAIT = Text("The vote is closed.", "투표가 끝났습니다.")
FEW = Text(
    "{first} and {second} votes: too few to be shown without telling who gave which.",
    "첫 번째 {first}표, 두 번째 {second}표입니다. "
    "표가 적으면 누가 무엇을 골랐는지 드러날 수 있어 결과를 보여 주지 않습니다.",
)
COUNT = Text("votes", "표")
BARS, MOVES = Text("Votes", "투표 결과"), Text("Who moved where", "누가 어디로 옮겼나")
BEFORE, AFTER = Text("first answer", "첫 번째 답"), Text("second answer", "두 번째 답")
MOVED = Text(
    "{moved} of {both} who voted twice changed their answer.",
    "두 번 투표한 {both}명 가운데 {moved}명이 답을 바꾸었습니다.",
)


@dataclass(frozen=True)
class Ballot:
    """A question as a room knows it: the ids, and the words of this visitor's language beside them."""

    question: str
    text: str
    answers: Mapping[str, str]

    def listed(self) -> str:
        """Return the answers, one a line, each with its letter."""
        lettered = zip(votes.LETTERS, self.answers.values(), strict=False)
        return "  \n".join(f"**{letter}** {words}" for letter, words in lettered)

    def letter(self, id: str) -> str:
        """Return the letter of an answer."""
        return votes.LETTERS[list(self.answers).index(id)]


def goes_on(ballot: Ballot) -> bool:
    """Return whether this visitor's class votes on a question, or talks about it: its run is not shown yet."""
    room = session.room()
    if room is None or room.question != ballot.question or room.answers != tuple(ballot.answers):
        return False
    return room.stage not in (None, REVEALED)


def reveals(question: str) -> bool:
    """Return True once for each time that the teacher has revealed the answer to a question."""
    room = session.room()
    if room is None or (room.question, room.stage) != (question, REVEALED):
        st.session_state.pop(f"{question}:revealed", None)
        return False
    first = f"{question}:revealed" not in st.session_state
    st.session_state[f"{question}:revealed"] = True
    return first


def take_over(ballot: Ballot) -> bool:
    """Draw the vote in the prediction's place, and return whether there is one: then the run is not shown yet."""
    member, room = session.mine(), session.room()
    if member is None or room is None or not goes_on(ballot):
        return False
    with st.container(border=True, key=f"{ballot.question}-vote"):
        st.markdown(f"### {ballot.text}")
        if member.secret:
            _teach(member, room, ballot)
        else:
            _answer(member, room, ballot)
    return True


def start_button(ballot: Ballot) -> None:
    """Draw the teacher's button that makes a prediction the vote of the class."""
    member = session.mine()
    if member and member.secret:
        key = f"{ballot.question}.vote.start"
        st.button(
            say(START),
            key=key,
            icon=":material/how_to_vote:",
            help=say(START_HELP),
            on_click=_ask,
            args=(member, ballot, ROUND_ONE),
        )


def own_answer(question: str) -> str | None:
    """Return what this seat voted at last, once the answer is revealed: it stands for its prediction."""
    member, room = session.mine(), session.room()
    if member is None or member.secret or room is None or (room.question, room.stage) != (question, REVEALED):
        return None
    store = location.store()
    given = session.attempt(lambda: [store.own_vote(member.code, member.seat, question, round_) for round_ in (2, 1)])
    return next((answer for answer in given or () if answer), None)


def show_revealed(ballot: Ballot) -> None:
    """Draw, beside the replies, what the class voted, once the answer is revealed."""
    member, room = session.mine(), session.room()
    if member and room and (room.question, room.stage) == (ballot.question, REVEALED):
        st.markdown(f"**{say(STAGES[REVEALED])}**")
        _show(member, ballot)


def draw_result(result: Result, ballot: Ballot, key: str) -> None:
    """Draw both votes, or who moved where: one picture at a time."""
    if result.counts == (None, None):
        st.info(say(FEW, first=result.voted[0], second=result.voted[1]))
        return
    offered = {"bars": BARS, **({"moves": MOVES} if result.moves else {})}
    chosen = "bars"
    if len(offered) > 1:
        carry(f"{key}.picture")
        chosen = st.segmented_control(
            say(BARS),
            list(offered),
            format_func=lambda id: say(offered[id]) if id in offered else id,
            default="bars",
            key=f"{key}.picture",
            label_visibility="collapsed",
            required=True,
        )
    if chosen == "moves" and result.moves:
        told = say(MOVED, moved=result.moved(), both=sum(map(sum, result.moves)))
        spec = votes.moves_spec(len(ballot.answers), say(BEFORE), say(AFTER))
        chart.show(spec, votes.moves(result.moves), told, f"{key}.moves")
        st.markdown(told)
    else:
        draw_bars(result.counts, ballot, key)


def draw_bars(counts: Sequence[Sequence[int] | None], ballot: Ballot, key: str) -> None:
    """Draw the bars of one round or of both."""
    names = (say(FIRST), say(AGAIN))
    said = "; ".join(
        f"{name}: " + ", ".join(f"{letter} {number}" for letter, number in zip(votes.LETTERS, round_, strict=False))
        for name, round_ in zip(names, counts, strict=True)
        if round_ is not None
    )
    chart.show(votes.bars_spec(len(ballot.answers), say(COUNT)), votes.bars(counts, names), said, f"{key}.bars")


def _teach(member: Membership, room: Room, ballot: Ballot) -> None:
    stage = str(room.stage)
    st.markdown(f"**{say(STAGES[stage])}**")
    if stage in ROUNDS:
        st.fragment(run_every=EVERY)(_count)(member, room, ROUNDS[stage])
    if stage == SHOWN:
        _show(member, ballot)
    st.markdown(ballot.listed())
    steps: Mapping[str, Sequence[tuple[Text, str]]] = {
        ROUND_ONE: ((CLOSE_FIRST, TALK),),
        TALK: ((SECOND, ROUND_TWO), (SHOW_ONE, SHOWN)),
        ROUND_TWO: ((SHOW_BOTH, SHOWN),),
        SHOWN: ((REVEAL, REVEALED),),
    }
    with st.container(horizontal=True, gap="small"):
        for place, (label, next_stage) in enumerate(steps[stage]):
            st.button(
                say(label),
                key=f"{ballot.question}.vote.{next_stage}",
                type="secondary" if place else "primary",
                on_click=_ask,
                args=(member, ballot, next_stage),
            )
        st.button(say(STOP), key=f"{ballot.question}.vote.stop", type="tertiary", on_click=_stop, args=(member,))


def _count(member: Membership, room: Room, round_: int) -> None:
    try:
        there = location.store().presence(member.code, member.secret, room.question)
    except RefusedError as refused:
        st.markdown(say(REFUSED[refused.refusal]))
        return
    with st.container(key="room-count"):
        st.markdown(f"# {say(VOTED, voted=there.voted[round_ - 1], joined=there.joined)}")


def _answer(member: Membership, room: Room, ballot: Ballot) -> None:
    stage = str(room.stage)
    st.markdown(f"**{say(STAGES[stage])}**")
    if stage not in ROUNDS:
        if stage == SHOWN:
            _show(member, ballot)
        st.markdown(ballot.listed())
        st.caption(say(WAIT))
        return
    store, round_ = location.store(), ROUNDS[stage]
    given = session.attempt(lambda: store.own_vote(member.code, member.seat, ballot.question, round_))
    key = f"{ballot.question}.vote.{stage}"
    carry(key)
    chosen = st.radio(
        say(STAGES[stage]),
        list(ballot.answers),
        format_func=lambda id: f"**{ballot.letter(id)}** {ballot.answers[id]}" if id in ballot.answers else id,
        index=list(ballot.answers).index(given) if given is not None and given in ballot.answers else None,
        key=key,
        label_visibility="collapsed",
    )
    st.button(
        say(VOTE),
        key=f"{key}.send",
        type="primary",
        disabled=chosen in (None, given),
        on_click=_vote,
        args=(member, ballot.question, round_, chosen),
    )
    if given in ballot.answers:
        st.markdown(":material/check: " + say(YOURS, letter=ballot.letter(str(given))))


def _show(member: Membership, ballot: Ballot) -> None:
    result = session.attempt(lambda: location.store().result(member.code, ballot.question))
    if result:
        draw_result(result, ballot, f"{ballot.question}.class")


def _vote(member: Membership, question: str, round_: int, answer: str) -> None:
    session.write(partial(location.store().vote, member.code, member.seat, question, round_, answer))


def _ask(member: Membership, ballot: Ballot, stage: str) -> None:
    store = location.store()
    session.attempt(partial(store.ask, member.code, member.secret, ballot.question, tuple(ballot.answers), stage))
    st.rerun()  # all of the page, also where the button lies in a part that runs by itself


def _stop(member: Membership) -> None:
    session.attempt(lambda: location.store().put_aside(member.code, member.secret))
    st.rerun()
