"""A film as one page of HTML that plays without a server: the page's own scripts, with what the page had been sent.

The markup repeats the host's names where styles and scripts of ours look for them (`host.py`, `host.js`), so that they
are the same in a file as on a page.
"""

import json
import re
import zlib
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import pyarrow as pa
import streamlit as st

from pages.ui import host, theme
from pages.ui.component import Component
from pages.ui.offline import charts_library, rich_text
from pages.ui.offline.tape import About, Place, Tape
from pages.ui.text import Text

HERE = Path(__file__)
STAGE, LEFT_OUT = "stage", frozenset({"stage-strip", "stage-experiments", "scripts"})
"""The container of an experiment, and those in it that lead through the lesson and are no part of the film."""

SAID: Mapping[str, Text] = {
    "settings": Text("Settings", "설정"),
    "live": Text("Open the live page to change the settings", "라이브 페이지를 열어 설정 바꾸기"),
    "fixed": Text(
        "In this file the settings are fixed. Change them on the live page.",
        "이 파일에서는 설정이 고정되어 있습니다. 설정은 라이브 페이지에서 바꾸십시오.",
    ),
    "licenses": Text("Licences", "라이선스"),
    "script": Text("This page needs JavaScript.", "이 페이지를 보려면 자바스크립트가 필요합니다."),
}
COLOURS = ("primaryColor", "backgroundColor", "secondaryBackgroundColor", "textColor", "linkColor", "borderColor")
LOCK = (
    "default-src 'none'; script-src {own}'unsafe-inline'; style-src {own}'unsafe-inline'; img-src data: blob:; "
    "base-uri 'none'; form-action 'none'"
)
"""The policy of every file: no eval, and nothing from anywhere; `own` lets scripts come from beside the page."""


@dataclass
class FilmMarkup:
    """What a film needs of scripts and data, gathered while its markup is written."""

    tape: Tape
    charts: list[dict[str, Any]] = field(default_factory=list)
    parts: list[dict[str, Any]] = field(default_factory=list)

    def markup(self) -> str:
        """Return the markup of the experiment. Raises LookupError where none has been recorded."""
        roots = [place for place, delta in self.tape.sent.items() if key_of(delta) == STAGE]
        if not roots:
            raise LookupError("No experiment has been drawn.")
        return self._of(roots[-1])

    def _of(self, place: Place) -> str:
        delta = self.tape.sent[place]
        if delta.WhichOneof("type") == "add_block":
            return self._block(place, delta.add_block)
        element = delta.new_element
        write = getattr(self, f"_{element.WhichOneof('type')}", None)
        return container(key_of(delta), write(element)) if write else ""

    def _children(self, place: Place) -> Iterator[Place]:
        depth = len(place) + 1
        return iter(sorted(known for known in self.tape.sent if known[:-1] == place and len(known) == depth))

    def _block(self, place: Place, block: Any) -> str:
        kind, key = block.WhichOneof("type"), key_of(self.tape.sent[place])
        if kind in ("popover", "dialog", "form") or key in LEFT_OUT:
            return ""
        inner = "".join(self._of(child) for child in self._children(place))
        if not inner:
            return ""
        if kind == "column":
            style = f'style="flex: {block.column.weight:g} 1 0"'
            return host.part("stColumn", host.part("stVerticalBlock", inner), more=style)
        if kind == "expandable":
            label = rich_text.html(block.expandable.label, block=False)
            return f"<details open><summary>{label}</summary>{inner}</details>"
        across = kind == "flex_container" and block.flex_container.direction == block.flex_container.HORIZONTAL
        name = "stHorizontalBlock" if across else "stVerticalBlock"
        return host.part("stLayoutWrapper", host.part(name, inner, f"st-key-{css_name(key)}" if key else ""))

    def _markdown(self, element: Any) -> str:
        said = rich_text.html(element.markdown.body)
        if element.markdown.element_type == element.markdown.CAPTION:
            return host.part("stCaptionContainer", said)
        return host.part("stMarkdown", host.part("stMarkdownContainer", said))

    def _alert(self, element: Any) -> str:
        return f'<div class="film-alert" role="alert">{rich_text.html(element.alert.body)}</div>'

    def _text(self, element: Any) -> str:
        return f"<p>{escape(element.text.body)}</p>"

    def _html(self, element: Any) -> str:
        return str(element.html.body)

    def _vega_lite_chart(self, element: Any) -> str:
        chart = element.vega_lite_chart
        tables = {dataset.name: columns(dataset.data.data) for dataset in chart.datasets}
        width = element.width_config
        fixed = width.pixel_width if width.WhichOneof("width_spec") == "pixel_width" else None
        square = element.height_config.WhichOneof("height_spec") == "use_stretch"
        self.charts.append({"spec": json.loads(chart.spec), "tables": tables, "width": fixed, "square": square})
        number = len(self.charts) - 1
        more = f'role="img" data-chart="{number}" aria-label="{escape(chart.alt)}"'
        return host.part("stVegaLiteChart", "", more=more)

    def _bidi_component(self, element: Any) -> str:
        part = element.bidi_component
        name = part.component_name.rpartition("/")[2].removesuffix(".loader")
        component = Component.registered.get(name)
        if component is None or component.sets:
            return ""
        kind = part.WhichOneof("data")
        if kind == "bytes":
            data: dict[str, Any] = {"bytes": b64encode(part.bytes).decode()}
        elif kind == "json" and part.json not in ("", "null"):
            data = {"json": json.loads(part.json)}
        else:
            return ""
        self.parts.append({"name": name, **data})
        number = len(self.parts) - 1
        return host.part("stBidiComponent", "", more=f'data-part-of-film="{number}"')


def container(key: str, inner: str) -> str:
    if not inner:
        return ""
    return host.part("stElementContainer", inner, f"st-key-{css_name(key)}" if key else "")


def key_of(delta: Any) -> str:
    """Return the key that a page gave an element or a container, nothing if it gave none."""
    if delta.WhichOneof("type") == "add_block":
        id = delta.add_block.id
    else:
        element = delta.new_element
        kind = element.WhichOneof("type")
        id = getattr(getattr(element, kind), "id", "") if kind else ""
    found = re.match(r"\$\$ID-[0-9a-f]+-(.*)", id, re.S)
    return found[1] if found and found[1] != "None" else ""


def css_name(key: str) -> str:
    """Return a key as the host writes it into a class."""
    return re.sub(r"[^a-zA-Z0-9_-]", "-", key.strip())


def columns(table: bytes) -> dict[str, list[Any]]:
    """Return a table as it travels, column by column; what is no number in JSON is left empty."""
    read = pa.ipc.open_stream(table).read_all()
    return {
        name: [None if isinstance(cell, float) and cell - cell != 0 else cell for cell in column.to_pylist()]
        for name, column in zip(read.column_names, read.columns, strict=True)
    }


def script_of(component: Component) -> str:
    """Return a component's script as a page without modules takes it: it leaves its function in the document."""
    body = component.script().rpartition("\nexport default")[0]
    return f'(() => {{\n"use strict";\n{body}\n}})();'


def own_script() -> str:
    """Return the script that puts data and components together again."""
    return f'(() => {{\n"use strict";\n{HERE.with_suffix(".js").read_text(encoding="utf-8")}\n}})();'


def styles(more: str) -> str:
    """Return the style sheet: that of all pages, `more` of the page's own, and what only a file needs."""
    light, dark = (
        "".join(f"{variable(name)}: {st.get_option(f'theme.{ground}.{name}')}; " for name in COLOURS)
        for ground in ("light", "dark")
    )
    shared = f"--st-font: {st.get_option('theme.font')}; --st-base-radius: {st.get_option('theme.baseRadius')}; "
    grounds = (
        f":root {{ color-scheme: light dark; {shared}--st-button-radius: var(--st-base-radius); {light}}} "
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark}}} }}"
    )
    return grounds + theme.css() + more + host.style(HERE.with_suffix(".css").read_text(encoding="utf-8"))


def variable(option: str) -> str:
    """Return the name under which the host hands an option of the theme to styles."""
    return "--st-" + re.sub(r"([A-Z])", lambda found: f"-{found[1].lower()}", option)


def data_of(about: About, drawing: FilmMarkup) -> str:
    """Return the data of a film as JSON."""
    said = {"fixed": getattr(SAID["fixed"], about.language)}
    return json.dumps(
        {"charts": drawing.charts, "parts": drawing.parts, "said": said}, ensure_ascii=False, separators=(",", ":")
    )


def packed(id: str, text: str) -> str:
    """Return text as an element that holds it deflated: the scripts of the page unpack it."""
    return f'<script type="text/plain" id="{id}">{b64encode(zlib.compress(text.encode(), 9)).decode()}</script>'


def led_back(markup: str, link: str) -> str:
    """Return markup whose links within the app lead to the live app, or are words where it is not known."""
    base = link.rpartition("/")[0]
    return re.sub(
        r'<a href="\./([^"]*)"[^>]*>(.*?)</a>',
        lambda found: f'<a href="{escape(base)}/{found[1]}" rel="noopener">{found[2]}</a>' if base else found[2],
        markup,
    )


def heading(about: About, beside: Sequence[tuple[str, str]]) -> str:
    """Return title, sentences, settings, and the links: pages `beside` this one, and the live page."""
    said = {name: escape(getattr(text, about.language)) for name, text in SAID.items()}
    sentences = "".join(rich_text.html(sentence) for sentence in about.sentences)
    listed = "".join(f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>" for label, value in about.settings)
    links = "".join(f'<a href="{escape(address)}">{escape(label)}</a>' for label, address in beside)
    if about.link:
        links += f'<a href="{escape(about.link)}" rel="noopener" target="_blank">{said["live"]}</a>'
    links = links and f'<nav class="film-links">{links}</nav>'
    return (
        f"<h1>{escape(about.title)}</h1><h2>{escape(about.experiment)}</h2>{sentences}"
        f'<dl class="film-settings" aria-label="{said["settings"]}">{listed}</dl>{links}'
    )


def page(
    tape: Tape, more_styles: str = "", *, shared: Sequence[str] = (), beside: Sequence[tuple[str, str]] = ()
) -> str:
    """Return the film of a tape as HTML; `shared` are scripts beside it that hold the library and the components.

    Without them all is inside. Pages `beside` it are linked, label and address. Raises LookupError for an empty tape.
    """
    about, drawing = tape.about, FilmMarkup(tape)
    if about is None:
        raise LookupError("No experiment has been drawn.")
    markup = led_back(drawing.markup(), about.link)
    if shared:
        scripts = "".join(f'<script src="{escape(name)}"></script>' for name in shared)
    else:
        used = sorted({part["name"] for part in drawing.parts} | {"chart_words"})
        library = packed("library", charts_library.script()) if drawing.charts else ""
        scripts = library + "".join(inline(script_of(Component.registered[name])) for name in used)
    policy = LOCK.format(own="'self' " if shared else "")
    said = {name: escape(getattr(text, about.language)) for name, text in SAID.items()}
    main = f"""<header class="film-head">{heading(about, beside)}</header>
<noscript>{said["script"]}</noscript>
{markup}
<p class="film-printed" aria-hidden="true"></p><p class="film-fixed" role="status"></p>
<details class="film-licenses"><summary>{said["licenses"]}</summary>
<pre>{escape(charts_library.licenses())}</pre></details>"""
    body = host.part("stMain", host.part("stMainBlockContainer", main), more='role="main"')
    return f"""<!doctype html>
<html lang="{about.language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(about.title)} · {escape(about.experiment)}</title>
<style>{styles(more_styles)}</style></head>
<body>{host.part("stApp", body, more=host.AT_REST)}
{packed("film", data_of(about, drawing))}
{scripts}{inline(own_script())}
</body></html>
"""


def inline(script: str) -> str:
    """Return a script as an element; a string in it that would end it, or begin a comment, is written otherwise."""
    return "<script>" + re.sub(r"<(?=/script|!--)", r"\\x3c", script, flags=re.I) + "</script>"
