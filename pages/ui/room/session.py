"""A visitor's place in a room: a seat, or the teacher's. It is in the address, so that a reload comes back to it.

The teacher's secret is not: an address is projected, copied and logged. It comes behind the # of the teacher's link,
which browsers keep to themselves, and stays in the memory of the browser's tab (`teacher_key`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from time import sleep
from typing import TypeVar

import streamlit as st

from pages.ui.address import address
from pages.ui.room import codes, location
from pages.ui.room.codes import Tries
from pages.ui.room.refusals import Refusal, RefusedError
from pages.ui.room.store import PAUSE, Room

ROOM, SEAT = "room", "seat"
TEACHER = "teacher"
"""What stands in the teacher's address for a seat."""

OWN_TRIES, TRY_SECONDS = 5, 30.0
"""Wrong codes of one visitor: so many at once, then one in so many seconds."""

Result = TypeVar("Result")


@dataclass(frozen=True)
class Membership:
    """A visitor's membership of a room, as a student with a `seat` or as its teacher with the `secret`."""

    code: str
    seat: str = ""
    secret: str = ""


def mine() -> Membership | None:
    """Return this visitor's place, None outside of any room."""
    found: Membership | None = st.session_state.get("room.mine")
    return found


def teaches() -> bool:
    """Return whether this visitor is the teacher of a room."""
    member = mine()
    return member is not None and bool(member.secret)


def room() -> Room | None:
    """Return the room as it was at the beginning of this run."""
    found: Room | None = st.session_state.get("room.now")
    return found


def waits_for_key() -> str | None:
    """Return the code of the room whose teacher this visitor says to be, but has not shown to be."""
    if mine() is None and st.query_params.get(SEAT) == TEACHER:
        return codes.tidy_code(st.query_params.get(ROOM, ""))
    return None


def begin() -> None:
    """Come to the room that the address names, and look once what is going on there. Called once a run, by the app."""
    state = st.session_state
    asked, seat = st.query_params.get(ROOM), st.query_params.get(SEAT, "")
    if asked and (mine() is None or _elsewhere(asked)):
        if seat == TEACHER:
            state.pop("room.mine", None)
            return
        if asked != state.get("room.failed"):
            come(asked, seat)
    if (member := mine()) is None:
        if asked is not None:
            address.put({ROOM: None, SEAT: None})
        return
    try:
        state["room.now"] = location.store().room(member.code)
    except RefusedError as refused:
        state["room.refusal"] = refused.refusal
        return
    if room() is None:
        leave()
        state["room.refusal"] = Refusal.UNKNOWN
    else:
        address.put({ROOM: member.code, SEAT: member.seat or TEACHER})


def come(typed: str, seat: str = "") -> None:
    """Take a seat in the room of this code: the one that is named, or a new one. For callbacks, too."""
    state = st.session_state
    seat = seat if codes.is_seat(seat) else codes.new_seat()
    tries = state.setdefault("room.tries", Tries(OWN_TRIES, TRY_SECONDS))
    if (code := codes.tidy_code(typed)) is None:
        state["room.failed"], state["room.refusal"] = typed, Refusal.UNKNOWN
    elif attempt(lambda: location.store().enter(code, seat, tries)) is not None:
        _settle(Membership(code, seat=seat))
    else:
        state["room.failed"] = typed


def open_room() -> None:
    """Open a room and be its teacher. For callbacks."""
    if opened := attempt(location.store().open):
        _settle(Membership(opened[0], secret=opened[1]))


def use_key(code: str, secret: str) -> None:
    """Be the teacher of a room with this secret, if it is the right one. For the callback of the key."""
    known = bool(secret) and attempt(partial(location.store().is_teacher, code, secret))
    if known:
        _settle(Membership(code, secret=secret))
    else:
        st.session_state["room.no_key"] = True


def leave() -> None:
    """Be in no room. What the seat has voted stays there."""
    for name in ("mine", "now", "number", "at"):
        st.session_state.pop(f"room.{name}", None)
    address.put({ROOM: None, SEAT: None}, at_once=True)


def attempt(act: Callable[[], Result]) -> Result | None:
    """Return what `act` returns; None when it is refused, which is kept to be said."""
    try:
        return act()
    except RefusedError as refused:
        st.session_state["room.refusal"] = refused.refusal
        return None


def write_as_teacher(act: Callable[[], None]) -> bool:
    """Let the teacher take a step. Return whether it is done; a refusal is kept to be said."""
    try:
        act()
    except RefusedError as refused:
        st.session_state["room.refusal"] = refused.refusal
        return False
    return True


def write(act: Callable[[], None]) -> bool:
    """Let a seat write, after a moment where it has just written. Return whether it is done."""
    for patience in (PAUSE, 0.0):
        try:
            act()
        except RefusedError as refused:
            if refused.refusal is Refusal.TOO_SOON and patience:
                sleep(patience)
                continue
            st.session_state["room.refusal"] = refused.refusal
            return False
        return True
    return False


def _settle(member: Membership) -> None:
    leave()
    st.session_state["room.mine"] = member
    st.session_state.setdefault("room.follows", True)
    st.session_state.pop("room.failed", None)
    address.put({ROOM: member.code, SEAT: member.seat or TEACHER}, at_once=True)


def _elsewhere(asked: str) -> bool:
    """Tell whether the visitor has come by a link to another room than theirs."""
    member = mine()
    arrived = address.is_new("room")
    return member is not None and arrived and codes.tidy_code(asked) not in (None, member.code)
