"""A show of hands, without a room: the teacher types the counts for each answer, twice; both bars are shown together.

`hands=3.10.2.0-1.12.2.0` in the link holds the two rounds; with `*` at the end they are shown. Nothing is stored.
"""

import re
from collections.abc import Sequence

import streamlit as st

from pages.ui.address import address
from pages.ui.parts import vote
from pages.ui.parts.vote import Ballot
from pages.ui.room import session
from pages.ui.text import Text, say

PARAMETER = "hands"
MOST = 999
SHOWN = "*"

OPEN = Text("Count hands", "손든 수 세기")
HOW = Text(
    "Type how many hands went up for each answer. The counts stay hidden until you show them.",
    "답마다 손을 든 사람의 수를 입력하십시오. 공개하기 전까지는 보이지 않습니다.",
)
ROUNDS = (Text("First count", "첫 번째"), Text("Second count", "두 번째"))
KEEP = Text("Keep", "저장")
KEPT = Text("{name}: {count} hands", "{name}: {count}명")
SHOW = Text("Show the hands", "결과 공개")
DONE = Text("Back to the page", "페이지로 돌아가기")
ANEW = Text("Count anew", "다시 세기")

_COUNTS = r"\d{1,3}(?:\.\d{1,3})*"
_WORD = re.compile(rf"({_COUNTS})?(?:-({_COUNTS}))?(\*?)")

Rounds = list[tuple[int, ...]]


def parse(word: str, answers: int) -> tuple[Rounds, bool]:
    """Return the rounds that a link holds, and whether they are shown; none where it cannot be understood."""
    found = _WORD.fullmatch(word[:200])
    if found is None:
        return [], False
    rounds = [tuple(map(int, part.split("."))) for part in found.groups()[:2] if part]
    if any(len(counts) != answers for counts in rounds):
        return [], False
    return rounds, bool(found[3]) and bool(rounds)


def format(rounds: Sequence[Sequence[int]], shown: bool) -> str | None:
    """Return what stands in the link, None where nothing was counted."""
    return "-".join(".".join(map(str, counts)) for counts in rounds) + SHOWN * shown or None if rounds else None


def start_button(ballot: Ballot, name: str = PARAMETER) -> None:
    """Draw the button that opens the count. Not in a room: there one votes."""
    if session.mine() is None:
        key = _key(ballot, name)
        icon = ":material/back_hand:"
        st.button(say(OPEN), key=f"{key}.start", type="tertiary", icon=icon, on_click=_open, args=(key, True))


def take_over(ballot: Ballot, name: str = PARAMETER) -> bool:
    """Draw the count in the prediction's place while it is open: typed, held, then both bars. Return whether it is."""
    key = _key(ballot, name)
    if address.is_new(key) and (asked := address.asked([name]).get(name)) is not None:
        st.session_state[key] = parse(asked, len(ballot.answers))
        st.session_state[f"{key}.open"] = bool(st.session_state[key][0])
    rounds, shown = st.session_state.get(key, ([], False))
    address.put({name: format(rounds, shown)})
    if session.mine() or not st.session_state.get(f"{key}.open"):
        return False
    with st.container(border=True, key=f"{ballot.question}-hands"):
        st.markdown(f"### {ballot.text}")
        if shown:
            vote.draw_bars([*rounds, None][:2], ballot, f"{ballot.question}.hands")
        else:
            _count(ballot, key, rounds)
        st.markdown(ballot.listed())
        with st.container(horizontal=True, gap="small"):
            st.button(say(DONE), key=f"{key}.done", on_click=_open, args=(key, False))
            st.button(say(ANEW), key=f"{key}.anew", type="tertiary", on_click=_set, args=(key, [], False))
    return True


def _count(ballot: Ballot, key: str, rounds: Rounds) -> None:
    st.caption(say(HOW))
    for counts, name in zip(rounds, ROUNDS, strict=False):
        st.markdown(":material/check: " + say(KEPT, name=say(name), count=sum(counts)))
    if len(rounds) < 2:
        label = say(ROUNDS[len(rounds)])
        with st.form(f"{key}.{len(rounds)}", border=False):
            for column, id in zip(st.columns(len(ballot.answers)), ballot.answers, strict=True):
                where = f"{key}.{len(rounds)}.{id}"
                column.number_input(f"{label}: {ballot.letter(id)}", 0, MOST, 0, key=where)
            st.form_submit_button(say(KEEP), on_click=_keep, args=(ballot, key, rounds))
    if rounds:
        st.button(say(SHOW), key=f"{key}.show", type="primary", on_click=_set, args=(key, rounds, True))


def _key(ballot: Ballot, name: str) -> str:
    return f"{ballot.question}:{name}"


def _open(key: str, opened: bool) -> None:
    st.session_state[f"{key}.open"] = opened


def _keep(ballot: Ballot, key: str, rounds: Rounds) -> None:
    typed = [st.session_state.get(f"{key}.{len(rounds)}.{id}", 0) for id in ballot.answers]
    if any(typed):
        _set(key, [*rounds, tuple(map(int, typed))], False)


def _set(key: str, rounds: Rounds, shown: bool) -> None:
    st.session_state[key] = (rounds, shown)
