"""Every stop of every lesson plan as a page that needs no server: `python -m deploy.offline FOLDER`.

Writes an index in both languages and one film for each stop, with the scripts that they share beside them: a static
site for any number of students, on any host of files or on a USB stick. `--live URL` links each page to the live app.
"""

import argparse
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from urllib.parse import urlencode

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from pages.ui.component import Component
from pages.ui.offline import charts_library, film_page
from pages.ui.offline.tape import Tape
from pages.ui.parts import stage_layout, strip
from pages.ui.parts.lesson import LessonPage
from pages.ui.shell import chart_words, navigation
from pages.ui.text import LANGUAGES, Text, sections

APP = Path(__file__).parents[1] / "app.py"
PATIENCE = 300.0
"""Seconds that a stop may take to be computed."""

LIBRARY, COMPONENTS = "charts.js", "components.js"
CONTENTS = Text("All lessons", "전체 목록")
BEFORE, AFTER = Text("← The stop before", "← 이전 단계"), Text("The next stop →", "다음 단계 →")
OTHER = {"en": "ko", "ko": "en"}


@dataclass(frozen=True)
class Page:
    """A page to be written: a stop of a lesson, by its number from 1, in a language."""

    lesson: str
    number: int
    language: str
    title: str
    query: tuple[tuple[str, str], ...]

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.lesson}-{self.number}.{self.language}.html"


def lessons() -> list[navigation.Lesson]:
    """Return the lessons that have experiments, in order."""
    return [lesson for lesson in navigation.written() if isinstance(getattr(lesson.module(), "PAGE", None), LessonPage)]


def pages(language: str, names: Iterable[str]) -> Iterator[Page]:
    """Return the pages of these lessons in a language, in order."""
    for lesson in names:
        for number, stop in enumerate(strip.stops(language, lesson), 1):
            yield Page(lesson, number, language, stop.title, tuple(stop.query.items()))


def recorded(page: Page, live: str = "") -> Tape:
    """Run the app at a stop, as a visitor who opens its link, and return what it drew. Raises RuntimeError."""
    query = {**dict(page.query), "lang": page.language, "stop": str(page.number)}
    visitor = AppTest.from_file(APP, default_timeout=PATIENCE)
    visitor._page_hash = calc_hash(page.lesson)
    for name, word in {**query, "predict": "skip"}.items():
        visitor.query_params[name] = word
    visitor.run()
    tape: Tape = visitor.session_state["tape"]
    if visitor.exception or tape.about is None:
        raise RuntimeError(f"{page.file} could not be drawn: {[error.message for error in visitor.exception]}")
    if live:
        tape.about = replace(tape.about, link=f"{live.rstrip('/')}/{page.lesson}?{urlencode(query)}")
    return tape


def beside(page: Page, known: list[Page]) -> list[tuple[str, str]]:
    """Return the links of a page to the index, and to the stops before and after it."""
    place = known.index(page)
    near = [(BEFORE, known[place - 1] if place else None), (AFTER, dict(enumerate(known)).get(place + 1))]
    told = [(getattr(text, page.language), one.file) for text, one in near if one and one.lesson == page.lesson]
    return [(getattr(CONTENTS, page.language), index_file(page.language)), *told]


def index_file(language: str) -> str:
    """Return the name of the index in a language; that of the first is what a host of files shows by itself."""
    return "index.html" if language == next(iter(LANGUAGES)) else f"index.{language}.html"


def index(language: str, known: list[Page]) -> str:
    """Return the index of the pages in a language."""
    title, other = getattr(navigation.NAME, language), OTHER[language]
    parts = [f'<p><a href="{index_file(other)}" lang="{other}" hreflang="{other}">{LANGUAGES[other]}</a></p>']
    for lesson in lessons():
        if own := [page for page in known if page.lesson == lesson.id]:
            claim = escape(sections(language, lesson.id)["claim"])
            listed = "".join(f'<li><a href="{page.file}">{escape(page.title)}</a></li>' for page in own)
            parts.append(f"<h2>{escape(getattr(lesson.title, language))}</h2><p>{claim}</p><ol>{listed}</ol>")
    policy = film_page.LOCK.format(own="")
    return f"""<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title>
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>{film_page.styles("")}</style></head>
<body><main class="stMainBlockContainer"><h1>{escape(title)}</h1>{"".join(parts)}</main></body></html>
"""


def write(folder: Path, names: Iterable[str] = (), live: str = "") -> list[Path]:
    """Write the pages of these lessons, or of all, into a folder, and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    names = list(names) or [lesson.id for lesson in lessons()]
    for lesson in lessons():  # so that every component is known
        lesson.module()
    shown = [chart_words.WORDS, *(part for part in Component.registered.values() if not part.sets)]
    texts = {
        LIBRARY: charts_library.script(),
        COMPONENTS: "\n".join(film_page.script_of(part) for part in shown),
    }
    for language in LANGUAGES:
        known = list(pages(language, names))
        texts[index_file(language)] = index(language, known)
        for page in known:
            texts[page.file] = film_page.page(
                recorded(page, live), stage_layout.CSS, shared=(LIBRARY, COMPONENTS), beside=beside(page, known)
            )
            print(page.file, flush=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in texts]


def main() -> None:
    """Read the command line and write the site."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("lessons", nargs="*", help="ids of lessons; all of them by themselves")
    parser.add_argument("--live", default="", help="the address of the live app, which each page then links to")
    given = parser.parse_args()
    logging.getLogger("streamlit").setLevel(logging.ERROR)  # that there is no server is the point
    files = write(given.folder, given.lessons, given.live)
    print(f"{len(files)} files, {sum(file.stat().st_size for file in files) / 1e6:.1f} MB in {given.folder}")


if __name__ == "__main__":
    main()
