"""Make the README's pictures from the running app: `python -m tests.browser.portrait [LESSON ...]`."""

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser import harness

PICTURES = Path(__file__).with_name("pictures")
WIDTH, HEIGHT = 1340, 800

STATES = {
    "parameters": "",
    "search": "",
    "loss": "",
    "estimators": "frame=40",
    "bias_variance": "frame=30",
    "entropy": "frame=120",
    "optimizers": "frame=40",
    "learning_rate": "learning_rate=1.9&frame=6",
    "batch_size": "frame=30",
    "backprop": "part=training",
    "linearity": "part=bend&frame=99",
    "training": "frame=63",
}
"""A state of every lesson in which its first picture shows something."""


def portray(visitor: harness.Visitor, lesson: str) -> Image.Image:
    """Open a lesson with its prediction passed, and photograph its controls and the pictures beside them."""
    page = visitor.open(f"{lesson}?predict=skip&{STATES[lesson]}")
    page.locator("[data-testid=stVegaLiteChart], canvas").first.wait_for(timeout=60_000)
    visitor.wait(120_000)
    page.wait_for_timeout(2000)
    top = page.locator("[data-testid=stColumn]").first.bounding_box()["y"]
    page.evaluate("by => document.querySelector('[data-testid=stMain]').scrollBy(0, by)", max(0.0, top - 110))
    page.wait_for_timeout(500)
    main = page.locator("[data-testid=stMain]").bounding_box()
    return Image.open(BytesIO(page.screenshot(clip={**main, "y": 56, "height": HEIGHT - 56})))


def main(lessons: list[str]) -> None:
    """Photograph these lessons, or all; 256 colours are enough and keep the repository small."""
    with (
        harness.serve() as address,
        sync_playwright() as playwright,
        harness.visit(harness.launch(playwright), address, width=WIDTH, height=HEIGHT) as visitor,
    ):
        for lesson in lessons or list(STATES):
            colours = portray(visitor, lesson).convert("RGB").quantize(256, dither=Image.Dither.NONE)
            colours.save(PICTURES / f"{lesson}.png", optimize=True)


if __name__ == "__main__":
    main(sys.argv[1:])
