"""Look at a page: screenshots in both languages, both themes, on a desk and on a phone.

python tests/browser/look.py PAGE OUTDIR [--url BASE]     PAGE may carry a query: "training?learning_rate=3"
"""

import argparse
import sys
from contextlib import nullcontext
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from playwright.sync_api import sync_playwright

from tests.browser import harness


def look(page: str, folder: Path, url: str | None, settle: float) -> None:
    """Write one full-page picture for each language, theme and width, and print what the console complained of."""
    folder.mkdir(parents=True, exist_ok=True)
    name = page.partition("?")[0] or "home"
    path = "" if page == "home" else page
    with nullcontext(url) if url else harness.serve() as address, sync_playwright() as playwright:
        browser = harness.launch(playwright)
        for lang, theme, width in product(("en", "ko"), ("light", "dark"), (1280, 390)):
            with harness.visit(browser, address.rstrip("/"), width=width, theme=theme) as visitor:
                visitor.open(f"{path}{'&' if '?' in path else '?'}lang={lang}")
                visitor.page.wait_for_timeout(settle * 1000)
                picture = folder / f"{name}-{lang}-{theme}-{width}.png"
                photograph(visitor, picture)
                print(picture, f"exceptions: {visitor.exceptions}", *visitor.complaints, sep="\n    ")
        browser.close()


def photograph(visitor: harness.Visitor, picture: Path) -> None:
    """Take the whole page, not only the window: Streamlit scrolls inside, so the window is made as tall as the page."""
    page = visitor.page
    tall = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": page.viewport_size["width"], "height": min(max(900, tall + 40), 8000)})
    page.wait_for_timeout(300)
    page.screenshot(path=picture)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("page")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--url", help="a server that is already running; otherwise one is started")
    parser.add_argument("--settle", type=float, default=1.0, help="seconds to wait for charts")
    given = parser.parse_args()
    look(given.page, given.folder, given.url, given.settle)
