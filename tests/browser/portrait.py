"""Make the README's picture from the running app: `python -m tests.browser.portrait`."""

from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import harness

PICTURE = harness.ROOT / "tests/browser/laboratory.png"


def main(picture: Path = PICTURE) -> None:
    """Open the laboratory near the end of its film and photograph it."""
    with (
        harness.serve() as address,
        sync_playwright() as playwright,
        harness.visit(harness.launch(playwright), address, width=1280, height=1120) as visitor,
    ):
        page = visitor.open("training?frame=63")
        page.wait_for_function("document.querySelectorAll('form.vega-bindings input').length >= 5")
        page.wait_for_timeout(1500)
        page.screenshot(path=picture)


if __name__ == "__main__":
    main()
