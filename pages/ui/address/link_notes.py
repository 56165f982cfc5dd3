"""Notes on the values of a link that are not understood or not possible, in the visitor's language.

A visitor's own words are only ever shown through `quoted`: as code, on one line, short, of letters that can be seen.
"""

from collections.abc import Collection, Sequence

import streamlit as st

from dlcore.data.own_table.sheet import tidy
from pages.ui.address import address, held_answers, opening_step
from pages.ui.text import Text, say

Note = tuple[Text, dict[str, str]]

EACH, MOST = 3, 12
"""The most notes that have a box each, and the most that are shown at all."""

CSS = """
.st-key-remarks { margin-top: 2rem; }
"""
"""Above a page's title there is the host's own bar."""

NOTHING = Text("(nothing)", "(빈 값)")
UNKNOWN = Text(
    "The link names {name}, which is not a setting of this page; it was ignored.",
    "링크에 있는 {name} 항목은 이 페이지의 설정이 아니므로 무시했습니다.",
)
REPEATED = Text(
    "The link names {name} more than once; the last one counts.",
    "링크에 {name} 항목이 여러 번 있어 마지막 값을 씁니다.",
)
FRAME_OWN = {
    "lang": Text(
        "The link asked for the language {word}; there are en and ko.",
        "링크의 언어 {word} 값을 이해하지 못했습니다. en과 ko 가운데 하나를 쓸 수 있습니다.",
    ),
    "size": Text(
        "The link asked for the size {word}; there is only presentation.",
        "링크의 크기 {word} 값을 이해하지 못했습니다. presentation만 쓸 수 있습니다.",
    ),
    "frame": Text(
        "The link asked for frame {word}, which is not the number of a frame; it was ignored.",
        "링크의 프레임 {word} 값은 프레임 번호가 아니므로 무시했습니다.",
    ),
    held_answers.PARAMETER: Text(
        "The link asked for the answers {word}; they can only be held.",
        "링크의 정답 {word} 값을 이해하지 못했습니다. held만 쓸 수 있습니다.",
    ),
    opening_step.PARAMETER: Text(
        "The link asked for the step {word}, which no page has; it was ignored.",
        "링크의 단계 {word} 값에 해당하는 단계가 없어 무시했습니다.",
    ),
    "stop": Text(
        "The link asked for the stop {word}, which this page does not have; it was ignored.",
        "링크의 {word} 단계는 이 페이지에 없어 무시했습니다.",
    ),
    "predict": Text(
        "The link gives the prediction {word}, which is none of the answers.",
        "링크의 예측 {word} 값은 보기에 없습니다.",
    ),
    "drawn": Text(
        "The link gives the drawn curve {word}, which is not twelve numbers from 0 to 100; it was ignored.",
        "링크에 있는 곡선 {word} 값은 0~100 사이의 수 12개가 아니므로 무시했습니다.",
    ),
}
MORE = Text("… and {count} more.", "… 그 밖에 {count}개가 더 있습니다.")


def quoted(word: str, longest: int = 30) -> str:
    """Return a visitor's words so that neither markdown nor HTML makes anything of them."""
    return f"`{tidy(word.replace('`', '´'), longest) or say(NOTHING)}`"


def show(notes: Sequence[Note]) -> None:
    """Show a few notes each in a box, many as a list in one."""
    said = [say(note, **numbers) for note, numbers in notes[:MOST]]
    if len(notes) > MOST:
        said.append(say(MORE, count=len(notes) - MOST))
    for words in said if len(said) <= EACH else ["\n".join(f"- {words}" for words in said)]:
        st.info(words, icon=":material/info:")


def of_frame() -> None:
    """Say above any page what there is to say of names given twice and of the frame's own part of the address."""
    notes: list[Note] = [(REPEATED, {"name": quoted(name)}) for name in address.repeated()]
    nonsense = address.frame_nonsense(
        {held_answers.PARAMETER: {held_answers.HELD}, opening_step.PARAMETER: opening_step.STEPS}
    )
    notes += [(FRAME_OWN[name], {"word": quoted(word)}) for name, word in nonsense.items()]
    if notes:
        with st.container(key="remarks"):
            show(notes)


def of_strangers(names: Collection[str]) -> list[Note]:
    """Notes on names in the address that this page, with these settings, does not know."""
    return [(UNKNOWN, {"name": quoted(name)}) for name in address.strangers(names)]
