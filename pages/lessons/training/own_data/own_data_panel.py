"""The panel where a visitor brings a table: a file, text to paste, cells to edit; then its target and its features."""

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
from pages.ui import controls, names
from pages.ui.text import Text, carry, say

DATASET = "own"

NONE_YET = Text(
    "There is no table here yet. It lives only in the session of whoever brings it: no link carries it, and nobody "
    "else sees it. Until you bring one, the spiral is shown.",
    "아직 표가 없습니다. 표는 올린 사람의 세션에만 있으며, 링크에 담기지 않고 남에게 보이지도 않습니다. "
    "표를 올리기 전까지는 나선을 보여 줍니다.",
)
FILE, PASTE = Text("File", "파일"), Text("Paste", "붙여넣기")
UPLOAD = Text("CSV file, 2 MB at most", "CSV 파일 (2 MB까지)")
TEXT = Text("Cells copied from a spreadsheet, or CSV", "스프레드시트에서 복사한 칸 또는 CSV")
PLACEHOLDER = Text("height, weight, kind\n172, 65.5, a\n…", "키, 몸무게, 종류\n172, 65.5, 가\n…")
USE_TEXT = Text("Use this text", "이 내용 쓰기")
EXAMPLE = Text("Start with an example", "예시 표로 시작하기")
EXAMPLE_TABLE = Text("example", "예시 표")
PASTED, EDITED = Text("pasted text", "붙여넣은 내용"), Text("edited table", "편집한 표")
STAYS = Text("What was in use before stays.", "그 전에 쓰던 데이터가 그대로 남아 있습니다.")
TARGET, LEFT_OUT = Text("Target", "목표"), Text("Columns to leave out", "뺄 열")
NOTHING = names.NONE
TASK = Text("The target is", "목표의 종류")
TASKS = {"classes": Text("classes", "클래스"), "number": Text("a number", "수")}
GAPS = Text("Missing values", "결측값")
GAPS_FILLED = {"drop": Text("drop rows", "행 제거"), "mean": Text("use the mean", "평균으로")}
WORDS = Text("Text in features", "문자열 특성")
WORDS_USED = {"leave": Text("leave out", "빼기"), "one_hot": Text("0/1 columns", "0/1 열")}
HEADER = Text("The first row holds names", "첫 행은 열 이름")
UNNAMED = Text("column {place}", "열 {place}")
NOTATION = Text("These numbers can be read in two ways", "숫자를 두 가지로 읽을 수 있습니다")
ENCODING = Text("Encoding", "인코딩")
MISSING = Text("Counts as missing", "결측값으로 볼 표시")
AMONG = {
    True: Text("{word} among numbers ({count})", "수 사이의 {word} ({count})"),
    False: Text("{word} among words ({count})", "글자 사이의 {word} ({count})"),
}
EDIT, EDIT_TITLE = Text("Edit the cells", "칸 고치기"), Text("Your table", "내 표")
USE_TABLE = Text("Use this table", "이 표 쓰기")
FIRST_ROWS = Text("The first {rows} rows; the others stay as they are.", "처음 {rows}행입니다. 나머지는 그대로입니다.")

EDITABLE_ROWS, EDITABLE_COLUMNS = 200, 40
FEWEST, MOST = 20, 1000
MENDED_BY_CHOICE = {"no_features", "text_only", "few_rows_dropped", "too_many_classes"}

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
    with st.container(border=True):
        bring, *middle, told = st.columns([1.1, 1, 1.1] if brought else [1.1, 2.1], gap="medium")
        with bring:
            show_ways_in(lesson)
            if brought and brought.content is not None:
                show_file(lesson, brought)
        if brought:
            with middle[0]:
                show_choices(lesson, brought)
        with told:
            if not brought:
                st.info(say(NONE_YET), icon=":material/info:")
                st.button(say(EXAMPLE), key="own.example", on_click=_begin_with_example, args=(lesson,))
            if error := st.session_state.get("own.error"):
                stays = " " + say(STAYS) if session.held(DATASET) else ""
                st.error(own_data_words.problem(error) + stays, icon=":material/error:")
            if brought:
                show_findings(lesson, brought)


def show_ways_in(lesson: str) -> None:
    """Draw the two ways in: a file, and text to paste."""
    file, paste = st.tabs([say(FILE), say(PASTE)])
    with file:
        # A new uploader for every file: to replace a file, the old one would be taken away in a run of its own, and
        # an upload under way meanwhile can be lost.
        count = st.session_state.get("own.files", 0)
        st.file_uploader(say(UPLOAD), key=f"own.file.{count}", on_change=_upload, args=(lesson, count))
    with paste:
        # One letter more than is read: a longer text is cut there by the browser, and then refused, not read in part.
        longest = MOST_BYTES + 1
        st.text_area(say(TEXT), key="own.text", placeholder=say(PLACEHOLDER), height=120, max_chars=longest)
        st.button(say(USE_TEXT), key="own.use", on_click=_paste, args=(lesson,))


def show_choices(lesson: str, brought: Brought) -> None:
    """Draw what can be chosen: the target, the features, what becomes of gaps and of text."""
    sheet, wishes = brought.sheet, brought.wishes
    choose = {"on_change": _choose, "args": (lesson,)}
    target = sheet.column(wishes.target)
    _place("own.target", wishes.target)
    targets = [column.name for column in sheet.columns if can_be_target(column)]
    st.selectbox(say(TARGET), targets, key="own.target", **choose)
    if target.numeric:
        _segments("own.task", TASK, TASKS, wishes.task, **choose)
    others = [name for name in sheet.names if name not in (wishes.target, wishes.parts)]
    _place("own.left_out", [name for name in others if name not in wishes.features])
    st.multiselect(say(LEFT_OUT), others, key="own.left_out", placeholder=say(NOTHING), **choose)
    features = [sheet.column(name) for name in wishes.features]
    if any(column.missing.any() for column in features):
        _segments("own.missing", GAPS, GAPS_FILLED, wishes.missing, **choose)
    if not all(column.numeric for column in features):
        _segments("own.words", WORDS, WORDS_USED, wishes.words, **choose)


def show_findings(lesson: str, brought: Brought) -> None:
    """Say how the table was read and what was done with it; offer to read or to write it differently."""
    found = [f"{own_data_words.named(brought.name)}: {own_data_words.found(brought.sheet)}"]
    st.markdown("\n".join(f"- {line}" for line in [*found, *map(own_data_words.note, brought.notes)]))
    show_readings(lesson, brought)
    if st.button(say(EDIT), key="own.edit", icon=":material/edit:"):
        st.dialog(say(EDIT_TITLE), width="large")(edit)(lesson, brought)


def show_readings(lesson: str, brought: Brought) -> None:
    """Offer to read the cells differently: their numbers, and what counts as missing."""
    sheet, again = brought.sheet, {"on_change": _read_again, "args": (lesson,)}
    if len(sheet.readings) > 1:
        shown = {name: Text(f"{cell} = {value:.12g}", f"{cell} = {value:.12g}") for name, cell, value in sheet.readings}
        _segments("own.notation", NOTATION, shown, sheet.notation, **again)
    if sheet.gaps:
        _place("own.gaps", [_gap(key) for key in sheet.gaps if key in (sheet.missing or ())])
        words = {_gap(key): say(AMONG[key[1]], word=key[0], count=count) for key, count in sheet.gaps.items()}
        label = say(MISSING)
        st.multiselect(
            label,
            [*words],
            format_func=lambda key: words.get(key, key),
            key="own.gaps",
            placeholder=say(NOTHING),
            **again,
        )


def show_file(lesson: str, brought: Brought) -> None:
    """Offer to read the text differently, as long as there is one: its encoding, its first row."""
    sheet, again = brought.sheet, {"on_change": _read_again, "args": (lesson,)}
    if sheet.encoding:
        _place("own.encoding", sheet.encoding)
        st.selectbox(say(ENCODING), [*ENCODINGS], key="own.encoding", **again)
    _place("own.header", sheet.header)
    st.toggle(say(HEADER), key="own.header", **again)


def _gap(key: tuple[str, bool]) -> str:
    return f"{key[1]:d}{key[0]}"


def edit(lesson: str, brought: Brought) -> None:
    """Draw the cells to be edited."""
    sheet = brought.sheet
    rows = sheet.rows[:EDITABLE_ROWS]
    if len(rows) < len(sheet.rows):
        st.caption(say(FIRST_ROWS, rows=len(rows)))
    cells = {name: [row[place] for row in rows] for place, name in enumerate(sheet.names[:EDITABLE_COLUMNS])}
    st.data_editor(cells, num_rows="dynamic", key="own.cells", height=360)
    if st.button(say(USE_TABLE), key="own.use_cells", type="primary"):
        if any((changes := st.session_state["own.cells"]).values()):
            _bring(lesson, None, EDITED, partial(edited, sheet, changes))
        st.rerun()


def _segments(key: str, label: Text, options: dict[str, Text], value: str, **change: Any) -> None:
    def spoken(option: str) -> str:
        return say(options[option]) if option in options else option

    carry(key)
    _place(key, value)
    st.segmented_control(say(label), list(options), format_func=spoken, key=key, required=True, **change)


def _place(key: str, value: Any) -> None:
    if st.session_state.get(key) != value:
        st.session_state[key] = value


def _upload(lesson: str, count: int) -> None:
    if (file := st.session_state.get(f"own.file.{count}")) is not None:
        st.session_state["own.files"] = count + 1
        _bring(lesson, file.getvalue(), file.name)


def _paste(lesson: str) -> None:
    _bring(lesson, st.session_state.get("own.text") or "", PASTED)


def _begin_with_example(lesson: str) -> None:
    _bring(lesson, SAMPLE, EXAMPLE_TABLE, lambda: read(SAMPLE, unnamed=say(UNNAMED)))


def _read_again(lesson: str) -> None:
    """Take the choices over of how to read; those on numbers and missing words hold for edited cells as well."""
    state, brought = st.session_state, st.session_state["own.brought"]
    sheet, content = brought.sheet, brought.content
    encoding, header = state.get("own.encoding", sheet.encoding), state.get("own.header", sheet.header)
    notation = state.get("own.notation", sheet.notation) if len(sheet.readings) > 1 else sheet.notation
    told = {"notation": notation, "missing": frozenset(k for k in sheet.gaps if _gap(k) in state.get("own.gaps", ()))}
    if content is None or (encoding, header) == (sheet.encoding, sheet.header):
        make = partial(replace, sheet, **told)
    elif encoding == sheet.encoding:
        make = partial(read, content, header, encoding=encoding or None, **told, unnamed=say(UNNAMED))
    else:
        make = partial(read, content, encoding=encoding, unnamed=say(UNNAMED))
    _bring(lesson, content, brought.name, make)


def _bring(lesson: str, content: bytes | str | None, name: Text | str, make: Callable[[], Sheet] | None = None) -> None:
    """Take a table into use, read as usual or as told; where that fails, say why and keep what was there.

    A table is shown all the same where another choice can mend it.
    """
    try:
        sheet = make() if make else read(content or "", unnamed=say(UNNAMED))
        last: Brought | None = st.session_state.get("own.brought")
        alike = last and last.sheet.names == sheet.names and can_be_target(sheet.column(last.wishes.target))
        brought = Brought(name, content, sheet, last.wishes if last and alike else usual(sheet))
        _use(lesson, brought)
    except ValueError as error:
        told = error if isinstance(error, TableError) else TableError("unusable")
        st.session_state["own.error"] = told
        if told.problem in MENDED_BY_CHOICE:
            st.session_state["own.brought"] = brought


def _choose(lesson: str) -> None:
    """Take the choices of the widgets over."""
    state, brought = st.session_state, st.session_state["own.brought"]
    sheet, old = brought.sheet, brought.wishes
    target = sheet.column(state["own.target"])
    if target.name != old.target:
        wishes = replace(for_target(sheet, target), words=old.words)
    else:
        left_out = set(state.get("own.left_out", ()))
        features = tuple(name for name in sheet.names if name not in left_out | {target.name})
        chosen = {name: state.get(f"own.{name}", getattr(old, name)) for name in ("task", "missing", "words")}
        wishes = Wishes(target.name, features, **chosen, parts=old.parts)
    st.session_state["own.brought"] = replace(brought, wishes=wishes)
    try:
        _use(lesson, replace(brought, wishes=wishes))
    except ValueError as error:
        st.session_state["own.error"] = error if isinstance(error, TableError) else TableError("unusable")


def _use(lesson: str, brought: Brought) -> None:
    data, notes = assemble(brought.sheet, brought.wishes)
    before = session.held(DATASET)
    session.hold(data)
    st.session_state["own.brought"] = replace(brought, notes=notes)
    st.session_state["own.error"] = None
    if before is None or len(before.x) != len(data.x):
        controls.change(lesson, dataset=DATASET, n=min(max(len(data.x), FEWEST), MOST), noise=0.0)()
