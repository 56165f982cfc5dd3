"""A class on every page: the button that opens a room, the code, the teacher's row and the student's, and following."""

from collections.abc import Callable, Mapping
from functools import partial
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from pages.ui import host
from pages.ui.address import address
from pages.ui.parts import drawn_prediction
from pages.ui.room import browser, counts, location, session, words
from pages.ui.room.counts import Result
from pages.ui.room.refusals import RefusedError
from pages.ui.room.session import Membership
from pages.ui.room.store import Room
from pages.ui.shell import navigation, privacy
from pages.ui.text import say

LEAD_EVERY, FOLLOW_EVERY = 1.0, 2.0
"""Seconds between two looks at what the teacher shows, and at the room's number: together three at most."""

OWN = frozenset({"lang", "size", session.ROOM, session.SEAT})
"""What each has for themselves: not part of the link that a class follows."""

CSS = host.style("""
.st-key-toolbar $popover button $markdown_container p {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
}
.st-key-toolbar $popover button { min-height: 2.1rem; padding: 0.1rem 0.6rem; }
.st-key-room-strip { border-bottom: 1px solid var(--st-border-color); padding-bottom: .3rem; row-gap: 0; }
.st-key-room-strip $vertical_block { gap: 0; }
.st-key-room-strip $button button { min-height: 2.1rem; padding: .1rem .7rem; }
$app:has(.st-key-room-strip) .st-key-header $markdown { display: none; }
.st-key-room-code > $element_container:first-child p {
  font-size: clamp(2.5rem, 7.5vw, 6rem); letter-spacing: .08em; font-weight: 700; line-height: 1.1;
}
.st-key-room-look-up {
  position: fixed; inset: 0; z-index: 999000; background: Canvas; align-items: center;
  justify-content: center; text-align: center;
}
.st-key-room-look-up h1 { font-size: clamp(2.5rem, 9vw, 6rem); width: 100vw; text-align: center; }
.st-key-room-count h1 { padding: 0; }
.st-key-room-joined p { font-size: clamp(1.5rem, 3vw, 2.5rem); }
.st-key-room-qr img { max-height: 58vh; object-fit: contain; }
""")


def begin() -> None:
    """Come to the room that the address names, and go where the teacher leads. Called once a run, by the app."""
    location.keep_clean()
    session.begin()
    member, room = session.mine(), session.room()
    if link := st.session_state.pop("room.opens", ""):
        _open(link)
    if member and room and not member.secret:
        _go(room)


def wait_for_key() -> None:
    """Wait for the browser of a teacher who comes back to send the secret; until then nothing else is drawn."""
    if not (code := session.waits_for_key()):
        return
    browser.ask_for_key(code, lambda secret: session.use_key(code, secret))
    if st.session_state.get("room.no_key"):
        st.warning(say(words.NO_KEY, code=code))
        st.button(say(words.AS_STUDENT), key="room.as_student", on_click=_as_student, args=(code,))
    else:
        st.markdown(say(words.COMING_BACK, code=code))
    st.stop()


def strip() -> None:
    """Draw the row above a page: the room, how many have joined, whether one follows; and what was refused."""
    if refusal := st.session_state.pop("room.refusal", None):
        st.warning(say(words.REFUSED[refusal]), icon=":material/info:")
    member, room = session.mine(), session.room()
    if member is None or room is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key="room-strip"):
        st.markdown(f":material/groups: **{say(words.ROOM, code=member.code)}**", width="content")
        if member.secret:
            _teacher_row(member, room)
        else:
            _student_row(room)


def panel() -> None:
    """Draw the button behind which a room is opened, joined and left, and its teacher's tools."""
    member, room = session.mine(), session.room()
    # Under another key it is closed again, once the room is open or the page on privacy is.
    key = f"room.panel.{member.code if member else ''}.{privacy.times_asked()}"
    with st.popover(say(words.CLASS), icon=":material/groups:", key=key):
        if member is None:
            help = say(words.OPEN_HELP)
            st.button(say(words.OPEN), key="room.open", type="primary", help=help, on_click=session.open_room)
            _join_form()
        elif room and member.secret:
            _teacher_tools(member, room)
        else:
            st.button(say(words.LEAVE), key="room.leave", on_click=session.leave)
        st.caption(f"**{say(words.PRIVACY)}**  \n{say(words.KEPT)}")
        privacy.button()
    privacy.show_where_asked()


def end() -> None:
    """Send at the end of a run what the teacher shows now. Called once, by the app."""
    member = session.mine()
    if member and member.secret:
        _lead(member)


def _join_form() -> None:
    with st.form("room.join", border=False):
        st.text_input(say(words.CODE), max_chars=12, key="room.typed", autocomplete="off")
        st.form_submit_button(say(words.JOIN), type="primary", on_click=_join)


def _join() -> None:
    st.session_state.pop("room.failed", None)
    session.come(str(st.session_state.get("room.typed", "")))


def _as_student(code: str) -> None:
    st.session_state.pop("room.no_key", None)
    session.come(code)
    if session.mine() is None:
        session.leave()


def _teacher_row(member: Membership, room: Room) -> None:
    browser.keep_key(member.code, member.secret)
    if st.session_state.get("page") == navigation.PLANS.id:
        browser.open_plan_links_here(lambda link: st.session_state.update({"room.opens": link}))
    st.fragment(run_every=LEAD_EVERY)(_watch_class)(member)
    st.toggle(say(words.LEADING), value=True, key="room.leads", help=say(words.LEADING_HELP))
    st.toggle(
        say(words.LOOK_UP), value=room.paused, key="room.look_up", help=say(words.LOOK_UP_HELP), on_change=_look_up
    )
    if st.button(say(words.SHOW_CODE), key="room.show_code", icon=":material/qr_code:"):
        st.dialog(say(words.CODE_TITLE), width="large")(_draw_code)(member)


def _watch_class(member: Membership) -> None:
    """Count who has joined, and send the link of what is shown, also where only a part of the page has run."""
    _count_joined(member)
    browser.watch_frame(_rest_at)
    _lead(member)


def _count_joined(member: Membership) -> None:
    try:
        joined = location.store().presence(member.code, member.secret).joined
        st.markdown(f"**{say(words.JOINED, count=joined)}**")
    except RefusedError as refused:
        st.caption(say(words.REFUSED[refused.refusal]))


def _rest_at(frame: int) -> None:
    address.put({"frame": str(frame)}, at_once=True)


def _lead(member: Membership) -> None:
    state = st.session_state
    shown = _link()
    # A plan says what students will answer: it is read, and not led to.
    if state.get("page") == navigation.PLANS.id:
        return
    if not state.get("room.leads", True) or state.get("room.led") == (member.code, shown):
        return
    if session.write_as_teacher(lambda: location.store().lead(member.code, member.secret, shown)):
        state["room.led"] = (member.code, shown)


def _link() -> str:
    """Return what the teacher shows as the link that a class follows: without what each has for themselves."""
    page = str(st.session_state.get("page", "home"))
    later = st.session_state.get("later", {}) if st.session_state.get("clicked") else {}
    shown = {**st.query_params.to_dict(), **later}
    own = _own(page)
    kept = {
        name: word
        for name, word in shown.items()
        if word is not None and name not in own and not name.startswith(("predict", "hands"))
        if name != drawn_prediction.PARAMETER or word == drawn_prediction.ASK
    }
    return f"{page}?{urlencode(kept)}"


def _own(page: str) -> frozenset[str]:
    """Return the names of what each has for themselves on a page."""
    lesson = navigation.by_id(page)
    return OWN | {control.id for control in (lesson.controls() if lesson else ()) if control.own}


def _look_up() -> None:
    member = session.mine()
    if member:
        paused = bool(st.session_state.get("room.look_up"))
        session.attempt(lambda: location.store().pause(member.code, member.secret, paused))


def _draw_code(member: Membership) -> None:
    link = browser.link(member.code)
    words_, picture = st.columns([1, 1], vertical_alignment="center")
    with words_, st.container(key="room-code"):
        st.markdown(member.code)
        st.code(link, language=None, wrap_lines=True)
        with st.container(key="room-joined"):
            st.fragment(run_every=LEAD_EVERY)(_count_joined)(member)
    with picture, st.container(key="room-qr"):
        st.image(browser.qr(link), width="stretch")


def _teacher_tools(member: Membership, room: Room) -> None:
    st.markdown(f"**{say(words.ROOM, code=member.code)}**")
    st.toggle(say(words.LOCK), value=room.locked, key="room.lock", on_change=_lock)
    browser.copy_key(member.code, member.secret)
    for label, name, write in (
        (words.COUNTS, "counts.csv", counts.counts_file),
        (words.PAIRS, "pairs.csv", counts.pairs_file),
    ):
        st.download_button(
            say(label),
            partial(_file, member, write),
            name,
            icon=":material/download:",
            on_click="ignore",
            key=f"room.file.{name}",
        )
    if st.button(say(words.CLOSE), key="room.close", icon=":material/delete:"):
        st.markdown(say(words.CLOSE_HELP))
        st.button(say(words.DELETE), key="room.close.really", type="primary", on_click=_close)


def _file(member: Membership, write: Callable[[Mapping[str, Result]], str]) -> str:
    return write(location.store().results(member.code, member.secret))


def _lock() -> None:
    if member := session.mine():
        locked = bool(st.session_state.get("room.lock"))
        session.attempt(lambda: location.store().lock(member.code, member.secret, locked))


def _close() -> None:
    member = session.mine()
    if member and session.write_as_teacher(lambda: location.store().close(member.code, member.secret)):
        session.leave()


def _student_row(room: Room) -> None:
    follows = st.toggle(
        say(words.FOLLOWING),
        key="room.following_switch",
        value=_follows(),
        help=say(words.FOLLOWING_HELP),
        on_change=_follow,
    )
    st.fragment(run_every=FOLLOW_EVERY)(_watch_teacher)(room.code)
    if follows and (frame := address.frame()) is not None and st.session_state.get("room.at") == room.link:
        browser.go_to_frame(frame, room.number)
    if follows and room.paused:
        with st.container(key="room-look-up"):
            st.markdown(f"# {say(words.PLEASE_LOOK_UP)}")


def _follow() -> None:
    st.session_state["room.follows"] = bool(st.session_state.get("room.following_switch"))
    st.session_state.pop("room.at", None)


def _follows() -> bool:
    return bool(st.session_state.get("room.follows", True))


def _watch_teacher(code: str) -> None:
    """Compare one number, and run the page anew when it has changed."""
    try:
        room = location.store().room(code)
    except RefusedError as refused:
        st.caption(say(words.REFUSED[refused.refusal]))
        return
    if room is None or room.number != st.session_state.get("room.number"):
        st.rerun()


def _go(room: Room) -> None:
    """Go to the teacher's link, if this visitor follows and is not there."""
    state = st.session_state
    state["room.number"] = room.number
    if not _follows() or not room.link or state.get("room.at") == room.link:
        return
    state["room.at"] = room.link
    _open(room.link)


def _open(link: str) -> None:
    """Go to a page of the app and its settings, and keep what each has for themselves."""
    page, _, query = link.partition("?")
    if lesson := navigation.by_id(page):
        own = {name: word for name, word in st.query_params.to_dict().items() if name in _own(page)}
        address.be_led(lesson.id)
        st.switch_page(lesson.page(), query_params={**dict(parse_qsl(query, keep_blank_values=True)), **own})
