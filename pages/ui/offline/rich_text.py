"""Markdown as the pages write it, turned into HTML: formulas as MathML, icons left out, colours kept.

HTML within the Markdown is shown, not run.
"""

import re
from functools import cache
from html import escape

from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline

ICON = re.compile(r":material/\w+:\s*")
COLOURED = re.compile(r":(blue|orange|small)\[([^\]]*)\]")


def html(markdown: str, *, block: bool = True) -> str:
    """Return the HTML of Markdown; of one line without its paragraph where it is no `block`."""
    reader, words = _reader(), ICON.sub("", markdown)
    return str(reader.render(words) if block else reader.renderInline(words)).strip()


class SentenceReader(MarkdownIt):
    """A reader that also takes pictures that the pages draw as SVG: in an image no script runs."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        """Tell whether an address may stand in a link or a picture."""
        return url.startswith("data:image/svg+xml,") or super().validateLink(url)


@cache
def _reader() -> MarkdownIt:
    reader = SentenceReader("commonmark", {"html": False}).enable("table")
    reader.inline.ruler.before("escape", "formula", _formula)
    reader.inline.ruler.before("link", "coloured", _coloured)
    reader.add_render_rule("formula", _write_formula)
    return reader


def _formula(state: StateInline, silent: bool) -> bool:
    """Take $…$ and $$…$$ whole."""
    if state.src[state.pos] != "$":
        return False
    mark = "$$" if state.src.startswith("$$", state.pos) else "$"
    start = state.pos + len(mark)
    end = state.src.find(mark, start)
    if end <= start or state.src[start:end].isspace():
        return False
    if not silent:
        token = state.push("formula", "math", 0)
        token.content, token.markup = state.src[start:end], mark
    state.pos = end + len(mark)
    return True


def _coloured(state: StateInline, silent: bool) -> bool:
    """Take :blue[words]."""
    found = COLOURED.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        end, state.pos, state.posMax = state.posMax, found.start(2), found.end(2)
        state.push("coloured_open", "span", 1).attrs = {"class": f"said-{found[1]}"}
        state.md.inline.tokenize(state)
        state.push("coloured_close", "span", -1)
        state.posMax = end
    state.pos = found.end()
    return True


def _write_formula(self: RendererHTML, tokens: list[object], place: int, *_: object) -> str:
    token = tokens[place]
    tex, display = token.content, "block" if token.markup == "$$" else "inline"  # type: ignore[attr-defined]
    try:
        return str(convert(tex, display=display))
    except Exception:  # a formula that the library does not read is shown as it is written
        return f"<code>{escape(tex)}</code>"
