"""The panel where a visitor brings a table: a file, text to paste, cells to edit; then its target and its features."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from dlcore.data.own_table.assemble import Wishes, assemble, can_be_target, for_target, usual
from dlcore.data.own_table.encoding import ENCODINGS
from dlcore.data.own_table.sentences import Note, TableError
from dlcore.data.own_table.sheet import MOST_BYTES, Sheet, edited, read
from pages.lessons.training.own_data import own_data_words, session
from pages.ui import controls, host, names
from pages.ui.text import Text, carry, say

DATASET = "own"
EDITABLE_ROWS, EDITABLE_COLUMNS = 200, 40
FEWEST, MOST = 20, 1000
MENDED_BY_CHOICE = {"no_features", "text_only", "few_rows_dropped", "too_many_classes"}
MENDED_BY_ENCODING = {"damaged", "encoding"}

SAMPLE = (Path(__file__).parent / "example.csv").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Brought:
    """A table that is in use or about to be: where it comes from, how it was read, and what is to be made of it.

    `content` is None once cells were edited: there is nothing to read again.
    """

    name: Text | str
    content: bytes | str | None
    sheet: Sheet
    wishes: Wishes
    notes: tuple[Note, ...] = ()


def show(lesson: str, dataset: str) -> None:
    """Draw the panel if own data are chosen: bring a table, choose what it is for, read what was done with it."""
    if dataset != DATASET:
        return
    brought: Brought | None = st.session_state.get("own.brought")
    with st.container(key="own-table", border=True):
        bring, *middle, told = st.columns([1.1, 1, 1.1] if brought else [1.1, 2.1], gap="medium")
        with bring:
            show_ways_in(lesson)
            if brought and brought.content is not None:
                show_file(lesson, brought.sheet)
        if brought:
            with middle[0]:
                show_choices(lesson, brought)
        with told:
            if not brought:
                st.info(say(own_data_words.NONE_YET), icon=":material/info:")
                begin = partial(_bring, lesson, own_data_words.EXAMPLE_TABLE, SAMPLE)
                st.button(say(own_data_words.EXAMPLE), key="own.example", on_click=begin)
            show_refusal(lesson)
            if brought:
                show_findings(lesson, brought)


def show_ways_in(lesson: str) -> None:
    """Draw the two ways in: a file, and text to paste."""
    file, paste = st.tabs([say(own_data_words.FILE), say(own_data_words.PASTE)])
    with file:
        # A new uploader for every file: to replace a file, the old one would be taken away in a run of its own, and
        # an upload under way meanwhile can be lost.
        count = st.session_state.get("own.files", 0)
        st.html(f"<style>{uploader_css()}</style>")
        st.file_uploader(say(own_data_words.UPLOAD), key=f"own.file.{count}", on_change=partial(_upload, lesson, count))
    with paste:
        # One letter more than is read: a longer text is cut there by the browser, and then refused, not read in part.
        longest, placeholder = MOST_BYTES + 1, say(own_data_words.PLACEHOLDER)
        st.text_area(say(own_data_words.TEXT), key="own.text", placeholder=placeholder, height=120, max_chars=longest)
        st.button(say(own_data_words.USE_TEXT), key="own.use", on_click=partial(_paste, lesson))


def uploader_css() -> str:
    """Words in the visitor's language for those of the host on its uploader, and a sentence for what it only marks."""
    choose, refused = (
        json.dumps(say(text), ensure_ascii=False) for text in (own_data_words.CHOOSE_FILE, own_data_words.NOT_TAKEN)
    )
    return host.style(f"""
        $file_uploader_dropzone $file_uploader_dropzone_instructions {{ display: none; }}
        $file_uploader_dropzone button $markdown_container p {{ display: none; }}
        $file_uploader_dropzone button $markdown_container::after {{ content: {choose}; }}
        $file_uploader:has([aria-invalid=true])::after {{ content: {refused}; font-size: 0.9rem; }}
    """)


def show_file(lesson: str, sheet: Sheet) -> None:
    """Offer to read the text differently, as long as there is one: its encoding, its first row."""
    if sheet.encoding:
        _place("own.encoding", sheet.encoding)
        again = partial(_read_again, lesson)
        st.selectbox(say(own_data_words.ENCODING), [*ENCODINGS], key="own.encoding", on_change=again)
    _place("own.header", sheet.header)
    st.toggle(say(own_data_words.HEADER), key="own.header", on_change=partial(_read_again, lesson))


def show_choices(lesson: str, brought: Brought) -> None:
    """Draw what can be chosen: the target, the features, what becomes of gaps and of text."""
    sheet, wishes, choose = brought.sheet, brought.wishes, partial(_choose, lesson)
    target = sheet.column(wishes.target)
    _place("own.target", wishes.target)
    targets = [column.name for column in sheet.columns if can_be_target(column)]
    st.selectbox(say(own_data_words.TARGET), targets, key="own.target", on_change=choose)
    if target.numeric:
        _segments("own.task", own_data_words.TASK, own_data_words.TASKS, wishes.task, choose)
    others = [name for name in sheet.names if name not in (wishes.target, wishes.parts)]
    left_out = [name for name in others if name not in wishes.features]
    _several("own.left_out", own_data_words.LEFT_OUT, {name: name for name in others}, left_out, choose)
    features = [sheet.column(name) for name in wishes.features]
    if any(column.missing.any() for column in features):
        _segments("own.missing", own_data_words.GAPS, own_data_words.GAPS_FILLED, wishes.missing, choose)
    if not all(column.numeric for column in features):
        _segments("own.words", own_data_words.WORDS, own_data_words.WORDS_USED, wishes.words, choose)


def show_refusal(lesson: str) -> None:
    """Say why a table could not be used; offer the encodings for a file that is none in the one found."""
    if error := st.session_state.get("own.error"):
        stays = " " + say(own_data_words.STAYS) if session.held(DATASET) else ""
        st.error(own_data_words.problem(error) + stays, icon=":material/error:")
    if st.session_state.get("own.refused"):
        encodings, other = [*ENCODINGS], partial(_decode_refused, lesson)
        st.selectbox(say(own_data_words.ENCODING), encodings, index=None, key="own.other_encoding", on_change=other)


def show_findings(lesson: str, brought: Brought) -> None:
    """Say how the table was read and what was done with it; offer to read its cells or to write them differently."""
    sheet, again = brought.sheet, partial(_read_again, lesson)
    found = [f"{own_data_words.named(brought.name)}: {own_data_words.found(sheet)}"]
    st.markdown("\n".join(f"- {line}" for line in [*found, *map(own_data_words.note, brought.notes)]))
    if len(sheet.readings) > 1:
        shown = {name: Text(f"{cell} = {value:.12g}", f"{cell} = {value:.12g}") for name, cell, value in sheet.readings}
        _segments("own.notation", own_data_words.NOTATION, shown, sheet.notation, again)
    if sheet.gaps:
        spoken = {
            _gap(key): say(own_data_words.AMONG[key[1]], word=key[0], count=count) for key, count in sheet.gaps.items()
        }
        missing = [_gap(key) for key in sheet.gaps if key in (sheet.missing or ())]
        _several("own.gaps", own_data_words.MISSING, spoken, missing, again)
    if st.button(say(own_data_words.EDIT), key="own.edit", icon=":material/edit:"):
        st.dialog(say(own_data_words.EDIT_TITLE), width="large")(edit)(lesson, sheet)


def edit(lesson: str, sheet: Sheet) -> None:
    """Draw the cells to be edited."""
    rows = sheet.rows[:EDITABLE_ROWS]
    if len(rows) < len(sheet.rows):
        st.caption(say(own_data_words.FIRST_ROWS, rows=len(rows)))
    cells = {name: [row[place] for row in rows] for place, name in enumerate(sheet.names[:EDITABLE_COLUMNS])}
    st.data_editor(cells, num_rows="dynamic", key="own.cells", height=360)
    if st.button(say(own_data_words.USE_TABLE), key="own.use_cells", type="primary"):
        if any((changes := st.session_state["own.cells"]).values()):
            _bring(lesson, own_data_words.EDITED, None, partial(edited, sheet, changes))
        st.rerun()


def _segments(key: str, label: Text, options: dict[str, Text], value: str, change: Callable[[], None]) -> None:
    def spoken(option: str) -> str:
        return say(options[option]) if option in options else option

    carry(key)
    _place(key, value)
    st.segmented_control(say(label), [*options], format_func=spoken, key=key, required=True, on_change=change)


def _several(key: str, label: Text, options: dict[str, str], chosen: list[str], change: Callable[[], None]) -> None:
    def spoken(option: str) -> str:
        return options.get(option, option)

    _place(key, chosen)
    nothing = say(names.NONE)
    st.multiselect(say(label), [*options], format_func=spoken, key=key, placeholder=nothing, on_change=change)


def _place(key: str, value: Any) -> None:
    if st.session_state.get(key) != value:
        st.session_state[key] = value


def _gap(key: tuple[str, bool]) -> str:
    return f"{key[1]:d}{key[0]}"


def _upload(lesson: str, count: int) -> None:
    if (file := st.session_state.get(f"own.file.{count}")) is not None:
        st.session_state["own.files"] = count + 1
        _bring(lesson, file.name, file.getvalue())


def _paste(lesson: str) -> None:
    _bring(lesson, own_data_words.PASTED, st.session_state.get("own.text") or "")


def _decode_refused(lesson: str) -> None:
    name, content = st.session_state["own.refused"]
    encoding = st.session_state["own.other_encoding"]
    _bring(lesson, name, content, partial(read, content, encoding=encoding, unnamed=say(own_data_words.UNNAMED)))


def _read_again(lesson: str) -> None:
    """Take the choices over of how to read; those on numbers and missing words hold for edited cells as well."""
    state, brought = st.session_state, st.session_state["own.brought"]
    sheet, content = brought.sheet, brought.content
    encoding, header = state.get("own.encoding", sheet.encoding), state.get("own.header", sheet.header)
    notation = state.get("own.notation", sheet.notation) if len(sheet.readings) > 1 else sheet.notation
    told = {"notation": notation, "missing": frozenset(k for k in sheet.gaps if _gap(k) in state.get("own.gaps", ()))}
    again = partial(read, content, encoding=encoding or None, unnamed=say(own_data_words.UNNAMED))
    if content is None or (encoding, header) == (sheet.encoding, sheet.header):
        make = partial(replace, sheet, **told)
    else:
        make = again if encoding != sheet.encoding else partial(again, header, **told)
    _bring(lesson, brought.name, content, make)


def _choose(lesson: str) -> None:
    """Take the choices of the widgets over."""
    state, brought = st.session_state, st.session_state["own.brought"]
    sheet, old = brought.sheet, brought.wishes
    target = sheet.column(state["own.target"])
    if target.name != old.target:
        wishes = replace(for_target(sheet, target), words=old.words)
    else:
        left_out = {*state.get("own.left_out", ()), target.name, old.parts}
        features = tuple(name for name in sheet.names if name not in left_out)
        chosen = {name: state.get(f"own.{name}", getattr(old, name)) for name in ("task", "missing", "words")}
        wishes = Wishes(target.name, features, **chosen, parts=old.parts)
    state["own.brought"] = replace(brought, wishes=wishes)
    _use(lesson, state["own.brought"])


def _bring(lesson: str, name: Text | str, content: bytes | str | None, make: Callable[[], Sheet] | None = None) -> None:
    """Take a table into use, read as usual or as told; where that fails, say why and keep what was there."""
    last: Brought | None = st.session_state.get("own.brought")
    try:
        sheet = make() if make else read(content or "", unnamed=say(own_data_words.UNNAMED))
        alike = last and last.sheet.names == sheet.names and can_be_target(sheet.column(last.wishes.target))
        brought = Brought(name, content, sheet, last.wishes if last and alike else usual(sheet))
    except ValueError as error:
        refusal = _refuse(error)
        if refusal.problem in MENDED_BY_ENCODING and not (last and content is last.content):
            st.session_state["own.refused"] = name, content
    else:
        _use(lesson, brought)


def _use(lesson: str, brought: Brought) -> None:
    """Make data of a table and hold them. Where that fails the table is shown if another choice can mend it."""
    try:
        data, notes = assemble(brought.sheet, brought.wishes)
    except ValueError as error:
        if _refuse(error).problem in MENDED_BY_CHOICE:
            st.session_state["own.brought"] = brought
        return
    before = session.held(DATASET)
    session.hold(data)
    st.session_state.update({"own.brought": replace(brought, notes=notes), "own.error": None, "own.refused": None})
    if before is None or len(before.x) != len(data.x):
        controls.change(lesson, dataset=DATASET, n=min(max(len(data.x), FEWEST), MOST), noise=0.0)()


def _refuse(error: ValueError) -> TableError:
    """Keep why a table could not be used, to be said, and nothing of one refused before."""
    told = error if isinstance(error, TableError) else TableError("unusable")
    st.session_state.update({"own.error": told, "own.refused": None})
    return told
