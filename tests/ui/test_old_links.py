"""Links copied from the program as it was before its code was moved open what they opened then.

`old_links.json` was written at commit 9bb06a9 and holds all links of the lesson plans, all presets, and for each
control of each lesson a link with one value away from its default. Of each it says which values the controls take, as
the words that a link has for them, where they are not the `usual` ones (null: the page asks its question first and has
no controls yet), and the address afterwards ("" where it is the link itself). What the page says is in a section of its
own, as a digest, since words may change where values may not. After words were changed on purpose,

python -m tests.ui.test_old_links

run from the root of the repository writes that section anew; links and values it leaves as they are.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from html import unescape
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

APP = Path(__file__).parents[2] / "app.py"
FILE = Path(__file__).with_name("old_links.json")
OLD: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
SAID: dict[str, dict[str, list[Any]]] = OLD.get("sentences", {})

PROSE, LABELS = "sentences", "labels"
FIELDS = {"body": PROSE, "text": PROSE, "label": LABELS, "help": LABELS, "options": LABELS, "content": LABELS}
"""The fields of Streamlit's messages that a visitor reads. Source text, which `st.code` has in another field, may
change: the pages show functions of the program itself."""

HIDDEN = re.compile(r"<(style|script)\b.*?</\1>", re.DOTALL)
DESCRIBED = re.compile(r'\b(?:alt|aria-label|title)="([^"]*)"')
TAG = re.compile(r"<[^>]*>")


def controls_of(lesson: str) -> Mapping[str, Any]:
    """Return the controls of a lesson by id: the one place that knows where a lesson's code lies."""
    module = import_module(f"pages.lessons.{lesson}.page")
    return {control.id: control for control in getattr(module, "CONTROLS", ())}


def values_of(page: AppTest, lesson: str) -> dict[str, str]:
    """Return what the controls of an open page hold, by id, as the words of a link."""
    held = page.session_state.get(f"{lesson}:values", {})
    return {id: control.format(held[id]) for id, control in controls_of(lesson).items() if id in held}


def opened(link: str) -> AppTest:
    """Return the page after its first run at such a link: "loss?best=all&lang=en"."""
    lesson, _, query = link.partition("?")
    page = AppTest.from_file(APP, default_timeout=120)
    page._page_hash = calc_hash(lesson)
    for name, word in parse_qsl(query, keep_blank_values=True):
        page.query_params[name] = word
    return page.run()


def address_of(page: AppTest, link: str) -> str:
    """Return the query that the page has written, in order of its names; "" if it says what the link says."""
    after = sorted((name, word) for name, words in page.query_params.items() for word in _list(words))
    return "" if after == sorted(parse_qsl(link.partition("?")[2], keep_blank_values=True)) else urlencode(after)


def said(page: AppTest) -> dict[str, list[str]]:
    """Return all that can be read on the page, alternative texts and the words of components included, in order."""
    found: dict[str, list[str]] = {PROSE: [], LABELS: []}
    for element in page:
        message = getattr(element, "proto", None)
        if message is None or not hasattr(message, "ListFields"):
            continue
        if element.type == "bidi_component":
            found[PROSE] += [word for word in _strings(json.loads(message.json or "null")) if " " in word.strip()]
            continue
        for name, word in _fields(message):
            found[FIELDS[name]] += _readable(word) if element.type == "html" else [word]
    return {kind: [text for text in texts if text.strip()] for kind, texts in found.items()}


def digest(texts: list[str]) -> list[Any]:
    """Return how many texts there are, and the beginning of their SHA-256."""
    return [len(texts), sha256("\0".join(texts).encode()).hexdigest()[:16]]


def _fields(message: Any) -> Iterator[tuple[str, str]]:
    for field, value in message.ListFields():
        for part in [value] if isinstance(value, str) else _list(value):
            if isinstance(part, str):
                if field.name in FIELDS:
                    yield field.name, part
            elif hasattr(part, "ListFields"):
                yield from _fields(part)


def _readable(html: str) -> list[str]:
    seen = HIDDEN.sub("", html)
    return [*map(unescape, DESCRIBED.findall(seen)), *(unescape(part).strip() for part in TAG.split(seen))]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


def _list(value: Any) -> list[Any]:
    return [value] if isinstance(value, (str, bytes)) or not hasattr(value, "__iter__") else list(value)


@cache
def look(link: str) -> tuple[dict[str, str], str, dict[str, list[str]], list[str]]:
    """Open a link once: the values, the address afterwards, what is said, and the faults."""
    page = opened(link)
    faults = [fault.message for fault in page.exception]
    return values_of(page, link.partition("?")[0]), address_of(page, link), said(page), faults


LINKS = list(OLD["links"])


@pytest.mark.parametrize("link", LINKS)
def test_an_old_link_opens_the_same_values_and_says_the_same(link):
    values, address, texts, faults = look(link)
    lesson, (changed, after) = link.partition("?")[0], OLD["links"][link]
    assert not faults
    expected = {} if changed is None else OLD["usual"][lesson] | changed
    assert bool(values) == bool(expected)
    assert {id: values.get(id) for id in expected} == expected
    assert address == after
    if link in SAID:
        told = {kind: digest(texts[kind]) for kind in SAID[link]}
        assert told == SAID[link], "\n".join(texts[PROSE])


def test_there_are_many_old_links_and_every_control_is_away_from_its_default_in_one():
    away = {(link.partition("?")[0], id) for link, (changed, _) in OLD["links"].items() for id in changed or ()}
    every = {(lesson, id) for lesson, usual in OLD["usual"].items() for id in usual}
    print(f"{len(LINKS)} old links, {len(every)} controls, words of {len(SAID)} pages")
    assert len(set(LINKS)) == len(LINKS) >= 200
    assert len(OLD["usual"]) == 14  # thirteen lessons and the page of plans
    assert len(every) >= 190
    assert away == every


def rewrite_sentences() -> None:
    """Write the section of what pages say anew, one link a line as all sections are."""
    OLD["sentences"] = {link: {kind: digest(texts) for kind, texts in look(link)[2].items()} for link in LINKS}
    sections = (f'"{name}": {{\n{_lines(entries)}\n}}' for name, entries in OLD.items())
    FILE.write_text("{\n" + ",\n".join(sections) + "\n}\n", encoding="utf-8")


def _lines(entries: Mapping[str, Any]) -> str:
    return ",\n".join(f"{json.dumps(name)}: {json.dumps(entry, ensure_ascii=False)}" for name, entry in entries.items())


if __name__ == "__main__":
    rewrite_sentences()
