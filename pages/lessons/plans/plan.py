"""A lesson's plan: its sections under their headings, on the screen and on one printed page."""

import re
from html import escape
from urllib.parse import urlencode

import streamlit as st

from pages.ui.address import presentation
from pages.ui.component import Component
from pages.ui.parts import strip
from pages.ui.shell import navigation
from pages.ui.text import Text, language, prose, say
from pages.ui.theme import PRESENTATION

SECTIONS = {
    "ask": Text("What to ask", "발문"),
    "show": Text("What to show", "보여 줄 것"),
    "students": Text("What students will say", "예상되는 학생 반응"),
    "exit": Text("Before they leave", "마무리 확인 문제(형성평가)"),
    "wrong": Text("What can go wrong", "지도할 때 유의할 점"),
}
"""After `minutes` and `aim`, which stand under the title."""

MINUTES = Text("{minutes} min", "{minutes}분")
FOR = {"ask": 5, "students": 10, "exit": 5}
"""Minutes for a section; what is left of the lesson is for showing."""
AIM = Text("Aim", "목표")
PRINT = Text("Print", "인쇄")
LINK = re.compile(r"\]\((\w+)\?([^)]*)\)")

CSS = """
.st-key-plan a { text-decoration: underline; }
:lang(ko) .st-key-plan em { font-style: normal; font-weight: 600; }
.st-key-plan .where { display: none; }
@page { size: A4; margin: 11mm 14mm; }
@media print {
  html, body { font-size: 10.2pt !important; }
  *, *::before, *::after { color: #000 !important; background: none !important; border-color: #000 !important; }
  html, body, #root, #root *:has(.st-key-plan) {
    position: static !important; display: block !important; overflow: visible !important; height: auto !important;
    min-height: 0 !important; max-width: none !important;
    padding: 0 !important; margin: 0 !important; background: #fff !important;
  }
  *:has(.st-key-plan) > *:not(.st-key-plan):not(:has(.st-key-plan)):not(head):not(style) { display: none !important; }
  .st-key-plan, .st-key-plan * { gap: 0 !important; }
  .st-key-plan .where { display: block; font-size: 8pt; margin-top: 4mm; }
  .st-key-plan { display: block !important; width: 100% !important; }
  .st-key-plan p, .st-key-plan li { font-size: 10.2pt !important; line-height: 1.36; margin: 0 0 1mm; }
  .st-key-plan ul, .st-key-plan ol { margin: 0; padding-left: 5mm; }
  .st-key-plan :is(h2, h3) { padding: 0; margin: 2.4mm 0 .8mm; break-after: avoid; }
  .st-key-plan h2 { font-size: 15pt !important; margin-top: 0; }
  .st-key-plan h3 { font-size: 11pt !important; border-bottom: .3mm solid #000; }
}
"""

PRINTER = Component("print_button", __file__, isolated=True)


def print_button() -> None:
    """Draw the button that prints the page: only the plan, black on white."""
    PRINTER.mount("print", {"label": say(PRINT)})


def show(lesson: str) -> None:
    """Draw the plan of a lesson."""
    words = prose(lesson, "plan")
    st.html(f"<style>{CSS}</style>")
    title = next(say(known.title) for known in navigation.LESSONS if known.id == lesson)
    with st.container(key="plan"):
        st.markdown(f"## {title}\n\n{say(MINUTES, minutes=words['minutes'])} · **{say(AIM)}**: {words['aim']}")
        for name, heading in SECTIONS.items():
            minutes = int(words["minutes"]) - sum(FOR.values()) if name == "show" else FOR.get(name)
            told = f" · {say(MINUTES, minutes=minutes)}" if minutes else ""
            markdown = with_stops(lesson, words[name]) if name == "show" else words[name]
            st.markdown(f"### {say(heading)}{told}\n\n{addressed(markdown)}")
        if url := st.context.url:
            st.html(f"<div class='where'>{escape(url)}?lesson={lesson}</div>")


def with_stops(lesson: str, remarks: str) -> str:
    """Return the stops of the lesson's page, each with its link and its sentence, over the teacher's remark to it."""
    stops = strip.stops(language(), lesson)
    if not stops:
        return remarks
    items = [
        f"{number}. [{stop.title}]({lesson}?{urlencode(stop.query)}&stop={number}) {stop.sentence}  \n   {remark}"
        for number, (stop, remark) in enumerate(zip(stops, strip.items(remarks), strict=True), 1)
    ]
    return "\n".join(items)


def addressed(markdown: str) -> str:
    """Return the text with its links, written `[…](loss?best=all)`, as links within the app.

    They open in this language, and in presentation size if the visitor has it.
    """
    large = f"&size={presentation.ASKED}" if st.session_state.get(PRESENTATION) else ""
    return LINK.sub(lambda found: f"](./{found[1]}?lang={language()}&{found[2]}{large})", markdown)
