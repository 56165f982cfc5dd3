"""Bold words in Markdown: ** that a letter follows is no end of them after a mark such as %, a trap in Korean."""

import ast
import re
import unicodedata
from pathlib import Path

import pytest

from pages.ui import text

ROOT = Path(__file__).parents[2] / "pages"


def is_mark(letter):
    return unicodedata.category(letter)[0] in "PS"


def flanks(inner, outer):
    """Whether ** between a letter inside the bold words and one outside can be an end of them (CommonMark 6.2)."""
    return not inner.isspace() and (not is_mark(inner) or outer.isspace() or is_mark(outer))


def unseen(words):
    """The places at which ** would be shown as it is."""
    words = re.sub(r"\{[^{}]*%\}", "1%", words)
    words = re.sub(r"\{[^{}]*\}|`[^`]*`|\$\$.*?\$\$|\$[^$]*\$", "1", words, flags=re.DOTALL)
    found = []
    for block in re.split(r"\n\s*\n|\n(?=[-|\d])", words):
        padded = f" {block} "
        for count, star in enumerate(re.finditer(r"\*\*", padded)):
            before, after = padded[star.start() - 1], padded[star.end()]
            inner, outer = (before, after) if count % 2 else (after, before)
            if not flanks(inner, outer):
                found.append(padded[max(0, star.start() - 20) : star.end() + 10])
    return found


def said(path):
    """Every label in a file of code."""
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Text":
            yield from (part.value for part in call.args if isinstance(part, ast.Constant))


@pytest.mark.parametrize("words", ["길의 **{share:.0%}**를", "**(나)**는", "가**‘나’**"])
def test_the_trap_is_seen(words):
    assert unseen(words)


@pytest.mark.parametrize("words", ["길의 **{share}**를", "**83%**, 나머지", "**나**는", "2**n**", "- **가**: 나"])
def test_what_markdown_makes_bold_is_left_alone(words):
    assert not unseen(words)


def test_no_stars_are_seen_in_any_label_or_prose():
    labels = [words for path in ROOT.rglob("*.py") for words in said(path)]
    prose = [path.read_text(encoding="utf-8") for path in ROOT.rglob("*.md")]
    assert len(labels) > 500
    assert not [place for words in labels + prose for place in unseen(words)]


def test_what_is_heard_has_no_stars_but_those_of_a_product():
    assert text.plain("**A**: *there*, 3 * 4 * 5, **B** **C = 2**\n- last") == "A: there, 3 * 4 * 5, B C = 2 last"
