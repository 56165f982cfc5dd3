"""A lesson's plan: outcome, begin, develop and close in rows, on the screen and on one printed page."""

import re
from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

import streamlit as st

from pages.lessons.plans import thumbnails
from pages.ui import host
from pages.ui.address import presentation
from pages.ui.component import Component
from pages.ui.parts import strip
from pages.ui.shell import navigation
from pages.ui.text import Text, language, prose, say
from pages.ui.theme import PRESENTATION

OUTCOME = Text("Outcome", "학습 목표")
ROWS = {
    "begin": (Text("Begin", "도입"), ("items", "ask")),
    "develop": (Text("Develop", "전개"), ("show",)),
    "close": (Text("Close", "정리"), ("again", "twin")),
    "students": (Text("What students will say", "예상되는 학생 반응"), ("students",)),
    "wrong": (Text("What can go wrong", "지도할 때 유의할 점"), ("wrong",)),
}
"""The rows under title and outcome: each its heading and the sections in it."""
NAMED = {
    "items": Text(
        "**Two items before**, answered without a word about who is right:",
        "**사전 문항**: 맞고 틀림을 말하지 않고 답만 정하게 합니다.",
    ),
    "ask": Text("**What to ask**", "**발문**"),
    "again": Text(
        "**The two items again**: how many have changed their answer, and to which?",
        "**사후 문항**: 도입의 두 문항을 다시 묻고, 몇 명이 어느 답으로 바꾸었는지 봅니다.",
    ),
    "twin": Text(
        "**Twin question**: the same idea in other clothes, each for themselves.",
        "**쌍둥이 문항**: 같은 개념을 다른 상황에서 혼자 풀게 합니다.",
    ),
}
MINUTES = Text("{minutes} min", "{minutes}분")
TAKES = {"begin": 10, "close": 10}
"""Minutes of a row; what is left of the lesson is for developing."""
PRINT = Text("Print", "인쇄")
LINK = re.compile(r"\]\((\w+)\?([^)]*)\)")

CSS = host.style("""
.st-key-plan a { text-decoration: underline; }
:lang(ko) .st-key-plan em { font-style: normal; font-weight: 600; }
.st-key-plan [class*="st-key-plan-"] { border-top: 1px solid #757a8655; padding-top: .5rem; gap: .2rem 1rem;
  display: grid; grid-template-columns: 8.5rem minmax(0, 1fr); align-items: start; }
.st-key-plan h3 { font-size: 1.05rem; padding: 0; }
.st-key-plan $markdown_container:not(:has(p)) h3 { padding-bottom: 1rem; }
.st-key-plan h3 + p { opacity: .75; }
.st-key-plan-develop li { clear: both; min-height: 5.2rem; }
.st-key-plan-develop li img { float: right; height: 4.8rem; max-width: 8.6rem; object-fit: contain;
  object-position: top right; margin: 0 0 .2rem .7rem; background: #fff; border-radius: 2px; }
@media (max-width: 640px) { .st-key-plan [class*="st-key-plan-"] { grid-template-columns: minmax(0, 1fr); } }
.st-key-plan .where { display: none; }
@page { size: A4; margin: 9mm 11mm; }
@media print {
  html, body { font-size: 9.2pt !important; }
  *, *::before, *::after { color: #000 !important; background: none !important; border-color: #000 !important; }
  html, body, #root, #root *:has(.st-key-plan) {
    position: static !important; display: block !important; overflow: visible !important; height: auto !important;
    min-height: 0 !important; max-width: none !important;
    padding: 0 !important; margin: 0 !important; background: #fff !important;
  }
  *:has(.st-key-plan) > *:not(.st-key-plan):not(:has(.st-key-plan)):not(head):not(style) { display: none !important; }
  .st-key-plan, .st-key-plan * { gap: 0 !important; }
  .st-key-plan { display: block !important; width: 100% !important; }
  .st-key-plan [class*="st-key-plan-"] { display: grid !important; grid-template-columns: 19mm minmax(0, 1fr);
    border-top: .25mm solid #000; padding: 1mm 0; width: 100% !important; }
  .st-key-plan :is(p, li) { font-size: 9.2pt !important; line-height: 1.33; margin: 0 0 .5mm; }
  .st-key-plan :is(ul, ol) { margin: 0; padding-left: 4.5mm; }
  .st-key-plan :is(h2, h3) { padding: 0 !important; margin: 0; }
  .st-key-plan h2 { font-size: 13pt !important; margin-bottom: 1mm; }
  .st-key-plan h3 { font-size: 9.2pt !important; line-height: 1.3; padding-right: 2mm; }
  .st-key-plan-develop li { min-height: 14.5mm; }
  .st-key-plan-develop li img { height: 14mm; max-width: 28mm; margin: 0 0 .5mm 2mm; }
  .st-key-plan .where { display: block; font-size: 7.5pt; }
}
""")

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
        st.markdown(f"## {title} · {say(MINUTES, minutes=words['minutes'])}")
        _row("outcome", say(OUTCOME), words["outcome"])
        for name, (heading, parts) in ROWS.items():
            minutes = int(words["minutes"]) - sum(TAKES.values()) if name == "develop" else TAKES.get(name)
            told = f"\n\n{say(MINUTES, minutes=minutes)}" if minutes else ""
            _row(name, f"{say(heading)}{told}", "\n\n".join(_section(lesson, part, words) for part in parts))
        if url := st.context.url:
            st.html(f"<div class='where'>{escape(url)}?lesson={lesson}</div>")


def _row(name: str, heading: str, markdown: str) -> None:
    """Draw a row of the plan: its heading beside what it says."""
    with st.container(key=f"plan-{name}"):
        st.markdown(f"### {heading}")
        st.markdown(addressed(markdown))


def _section(lesson: str, name: str, words: Mapping[str, str]) -> str:
    """Return a section under its name, the stops with the teacher's remarks to them."""
    told = with_stops(lesson, words[name]) if name == "show" else words.get(name, "")
    return f"{say(NAMED[name])}\n\n{told}" if name in NAMED else told


def with_stops(lesson: str, remarks: str) -> str:
    """Return the stops of the lesson's page, each with picture, link and sentence, over the teacher's remark to it."""
    stops = strip.stops(language(), lesson)
    if not stops:
        return remarks
    items = [
        f"{number}. ![{stop.title}]({thumbnails.address(lesson, number)})"
        f"[{stop.title}]({lesson}?{urlencode(stop.query)}&stop={number}) {stop.sentence}  \n   {remark}"
        for number, (stop, remark) in enumerate(zip(stops, strip.items(remarks), strict=True), 1)
    ]
    return "\n".join(items)


def addressed(markdown: str) -> str:
    """Return the text with its links, written `[…](loss?best=all)`, as links within the app.

    They open in this language, and in presentation size if the visitor has it.
    """
    large = f"&size={presentation.ASKED}" if st.session_state.get(PRESENTATION) else ""
    return LINK.sub(lambda found: f"](./{found[1]}?lang={language()}&{found[2]}{large})", markdown)
