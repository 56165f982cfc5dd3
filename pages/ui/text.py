"""Words in two languages, and which of them this visitor reads."""

import re
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

import streamlit as st

from pages.ui import number_format

LANGUAGES = {"en": "English", "ko": "한국어"}
DEFAULT = "en"

LESSONS = Path(__file__).parents[1] / "lessons"
"""A folder a lesson, with all of it: prose in `en.md` and `ko.md`, the plan in `plan.en.md` and `plan.ko.md`."""
_EMPHASIS = re.compile(r"\*{1,3}([^\s*](?:[^*]*[^\s*])?)\*{1,3}")
_MARK = re.compile(r"^<!--\s*([a-z_]+)\s*-->\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Text:
    """A short label in both languages. A missing one fails where it is written, at import."""

    en: str
    ko: str

    def __post_init__(self) -> None:
        if not self.en.strip() or not self.ko.strip():
            raise ValueError(f"a label needs both languages: {self!r}")


_settled: ContextVar[str | None] = ContextVar("language", default=None)


def settle_language() -> None:
    """Look the language up once for this run, which asks for it some two hundred times. Called by the frame."""
    _settled.set(None)
    _settled.set(language())


def language() -> str:
    """Return "en" or "ko": from the link, else as chosen in this session, else as the browser asks, else English."""
    if settled := _settled.get():
        return settled
    asked = st.query_params.get("lang")
    if asked in LANGUAGES:
        return str(asked)
    chosen = st.session_state.get("language")
    if chosen in LANGUAGES:
        return str(chosen)
    wanted = (st.context.locale or "").lower().split("-")[0]
    return wanted if wanted in LANGUAGES else DEFAULT


class _Filling(Formatter):
    """Filling of a label: `hinge{count:~s}` has its s unless the count is 1; `{size:.3g}` is 2.4e−5, not 2.4e-05."""

    def format_field(self, value: object, format_spec: str) -> str:
        if format_spec.startswith("~"):
            return "" if str(value) == "1" else format_spec[1:]
        written = str(super().format_field(value, format_spec))
        return number_format.tidy(written) if format_spec.endswith("g") else written


_FILLING = _Filling()


def say(text: Text, **values: object) -> str:
    """Return the label in the visitor's language: `{name}`, `{name:.2f}` and `{name:~s}` are filled from `values`."""
    words: str = getattr(text, language())
    if not values:
        return words
    if ":~" in words or "g}" in words:
        return _FILLING.vformat(words, (), values)
    return words.format(**values)


def plain(markdown: str) -> str:
    """Return words as they are heard: without the marks of emphasis, lists and formulas, in one line."""
    lines = (line.removeprefix("- ") for line in _EMPHASIS.sub(r"\1", markdown).replace("$", "").splitlines())
    return " ".join(" ".join(lines).split())


def prose(lesson: str, kind: str = "") -> Mapping[str, str]:
    """Return a lesson's sections, name to markdown, in the visitor's language; of its "plan", if that is the kind."""
    return sections(language(), lesson, kind)


@cache
def sections(lang: str, lesson: str, kind: str = "") -> Mapping[str, str]:
    """Cut a lesson's `<lang>.md` at its `<!-- name -->` marks. Raises ValueError for text before the first."""
    path = LESSONS / lesson / (f"{kind}.{lang}.md" if kind else f"{lang}.md")
    before, *pieces = _MARK.split(path.read_text(encoding="utf-8"))
    if before.strip():
        raise ValueError(f"{path} has text before its first <!-- section --> mark")
    names, bodies = pieces[::2], pieces[1::2]
    if len(set(names)) != len(names):
        raise ValueError(f"{path} has a section twice")
    return dict(zip(names, (body.strip() for body in bodies), strict=True))


def carry(key: str) -> None:
    """Call before drawing an option widget, so that its value outlives a change of language.

    Streamlit remembers the formatted label, which the new language does not know; assigning the value sends it anew.
    """
    state, now = st.session_state, language()
    if key in state and state.get(f"{key}:language", now) != now:
        state[key] = state[key]
    state[f"{key}:language"] = now
