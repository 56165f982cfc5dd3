"""Make pictures from the running app: the README's, and those of the stops in the lesson plans.

python -m tests.browser.portrait [LESSON ...]            the README's
python -m tests.browser.portrait --stops [LESSON ...]    of each stop its largest picture, for the plans
"""

import sys
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from pages.lessons.plans import thumbnails
from pages.ui.parts import strip
from tests.browser import harness

PICTURES = Path(__file__).with_name("pictures")
WIDTH, HEIGHT = 1340, 800
ENGLISH = "en"
STOP_SIZE = (340, 190)
"""The most pixels that the picture of a stop has: three centimetres of print."""

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
DRAWN = ".st-key-stage-body :is(.stVegaLiteChart, .stBidiComponent)"


def settled(visitor: harness.Visitor, path: str) -> Page:
    """Open a page and wait until its pictures are there."""
    page = visitor.open(path)
    page.locator(f".st-key-stage-body :is({', '.join(('canvas', 'svg', '.stBidiComponent'))})").first.wait_for(
        timeout=60_000
    )
    visitor.wait(120_000)
    page.wait_for_timeout(2000)
    return page


def photograph(page: Page, clip: dict[str, float]) -> Image.Image:
    """Return what a page shows within these pixels."""
    return Image.open(BytesIO(page.screenshot(clip=clip))).convert("RGB")  # type: ignore[arg-type]


def portray(visitor: harness.Visitor, lesson: str) -> Image.Image:
    """Open a lesson with its prediction passed, and photograph its controls and the pictures beside them."""
    page = settled(visitor, f"{lesson}?predict=skip&{STATES[lesson]}")
    return photograph(page, {"x": 0, "y": 0, "width": WIDTH, "height": HEIGHT})


def main_picture(boxes: list[dict[str, float]]) -> dict[str, float]:
    """Return where the largest picture is; where there are several small ones in a row, where the row is."""
    seen = [{**box, "height": min(box["height"], HEIGHT - box["y"])} for box in boxes if box["y"] < HEIGHT]
    largest = max(seen, key=lambda box: box["width"] * box["height"])
    row = [box for box in seen if box["y"] == largest["y"]]
    if largest["width"] > WIDTH / 3 or len(row) < 3:
        return largest
    left, right = min(box["x"] for box in row), max(box["x"] + box["width"] for box in row)
    return {**largest, "x": left, "width": right - left}


def portray_stop(visitor: harness.Visitor, lesson: str, stop: strip.Stop) -> Image.Image:
    """Open a stop, its film at the end, and photograph its largest picture, small."""
    page = settled(visitor, f"{lesson}?predict=skip&lang={ENGLISH}&{urlencode(stop.query)}")
    last = page.locator(".st-key-stage .film-player [data-part=last]")
    if last.count():
        last.first.click()
        page.wait_for_timeout(1500)
    picture = photograph(
        page, main_picture([box for part in page.locator(DRAWN).all() if (box := part.bounding_box())])
    )
    picture.thumbnail(STOP_SIZE, Image.Resampling.LANCZOS)
    return picture


def main(asked: list[str]) -> None:
    """Photograph these lessons, or all: 256 colours are enough for the README, and keep the repository small."""
    stops = "--stops" in asked
    with (
        harness.serve() as address,
        sync_playwright() as playwright,
        harness.visit(harness.launch(playwright), address, width=WIDTH, height=HEIGHT) as visitor,
    ):
        for lesson in [word for word in asked if not word.startswith("--")] or list(STATES):
            if not stops:
                colours = portray(visitor, lesson).quantize(256, dither=Image.Dither.NONE)
                colours.save(PICTURES / f"{lesson}.png", optimize=True)
                continue
            for number, stop in enumerate(strip.stops(ENGLISH, lesson), 1):
                thumbnails.save(portray_stop(visitor, lesson, stop), lesson, number, stop)


if __name__ == "__main__":
    main(sys.argv[1:])
