"""Long runs in a browser: pictures before the end, in their places; stopped, abandoned; pictures saved as files."""

import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PIL import Image

LONG = "training?dataset=digits&n=1000&hidden=64-64&epochs=1000&learning_rate=0.003&lang=en"
BAR = "[data-testid=stProgress]"
STAGE = ".stage[data-shown]"
CHART = "[data-testid=stVegaLiteChart][aria-label^='Loss against epoch'] svg.marks"
FRAMES = "() => Number(document.querySelector('.film-player [data-part=slider]').max) + 1"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def underway(visit, app):
    """A visitor who sees the first pictures of a long run."""

    def come(path=LONG, **how):
        visitor = visit(app, height=1800, **how)
        visitor.page.goto(f"{visitor.address}/{path}")
        visitor.page.wait_for_selector(BAR, timeout=60_000)
        # Not by its words: they come when the browser has time, and by then a quick machine has trained to the end.
        visitor.page.wait_for_selector("[data-testid=stVegaLiteChart] svg.marks")
        return visitor

    return come


AT_THE_END = """() => {
  const { frame, playing } = document.querySelector('.film-player').dataset;
  return frame === document.querySelector('.film-player [data-part=slider]').max && playing === 'false';
}"""


def wait_for_the_end(visitor):
    visitor.page.wait_for_selector(BAR, state="detached", timeout=120_000)
    visitor.wait()


def test_a_long_run_grows_in_its_place_until_it_is_whole(underway):
    visitor = underway()
    begun, frames = time.perf_counter(), visitor.page.evaluate(FRAMES)
    assert visitor.page.evaluate(AT_THE_END)
    visitor.page.locator(CHART).evaluate("node => (node.mark = 1)")
    wait_for_the_end(visitor)
    print(f"{frames} frames at first, {visitor.page.evaluate(FRAMES)} after {time.perf_counter() - begun:.1f} s more")
    assert visitor.page.evaluate(FRAMES) > frames
    assert visitor.page.locator(CHART).evaluate("node => node.mark") == 1
    visitor.page.wait_for_function(AT_THE_END, timeout=5_000)
    visitor.page.get_by_text("Take it along").click()
    visitor.wait()
    assert visitor.page.get_by_role("button", name="Download the last weights").count() == 1


PRESS_AT_ONCE = """() => {
  const button = [...document.querySelectorAll("button")].find((one) => one.textContent.trim() === "Stop here");
  button?.click();
  return Boolean(button);
}"""
"""In the browser itself: until a busy browser lets the test have its turn, a quick machine has trained to the end."""


def test_a_run_that_is_stopped_stays_as_it_is_and_so_does_its_link(visit, app):
    visitor = visit(app, height=1800)
    visitor.page.goto(f"{visitor.address}/{LONG.replace('n=1000', 'n=980')}")
    visitor.page.wait_for_function(PRESS_AT_ONCE, timeout=60_000)
    visitor.page.get_by_text("Stopped at epoch").wait_for(timeout=30_000)
    visitor.wait()
    assert visitor.page.locator(BAR).count() == 0
    assert "stopped=" in visitor.page.url
    said = visitor.page.get_by_text("Stopped at epoch").inner_text()
    again = visit(app, height=1800)
    again.open(visitor.page.url.split("/")[-1])
    assert again.page.get_by_text("Stopped at epoch").inner_text() == said


def test_a_link_to_a_frame_of_a_long_run_rests_there_once_it_is_trained(underway):
    visitor = underway(f"{LONG.replace('n=1000', 'n=940')}&frame=3")
    wait_for_the_end(visitor)
    visitor.page.wait_for_function(f"() => ({FRAMES})() > 4")
    visitor.page.wait_for_timeout(500)
    assert visitor.page.locator(".film-player").get_attribute("data-frame") == "3"
    assert visitor.page.locator(".film-player").get_attribute("data-playing") == "false"


PLAYS_FROM_THE_START = """() => new Promise(done => {
  const root = document.querySelector('.film-player');
  new MutationObserver((_, watch) => {
    if (root.dataset.frame !== '0' || root.dataset.playing !== 'true' || location.search.includes('digits')) return;
    watch.disconnect();
    done(true);
  }).observe(root, { attributes: true });
})"""


def test_a_change_of_a_control_abandons_the_run_and_plays_the_other(underway):
    visitor = underway(LONG.replace("n=1000", "n=960"))
    before = time.perf_counter()
    visitor.page.evaluate(f"() => {{ window.played = ({PLAYS_FROM_THE_START})(); }}")
    visitor.page.get_by_role("button", name="Reset").click()
    visitor.page.wait_for_function("() => !location.search.includes('digits')", timeout=120_000)
    wait_for_the_end(visitor)
    assert visitor.page.evaluate("window.played")
    print(f"from the change to the other run: {time.perf_counter() - before:.2f} s")
    assert "digits" not in visitor.page.url
    assert visitor.page.get_by_text("150 training and 150 test examples").count() == 1


@pytest.fixture
def saver(visit, app):
    """Save a picture of the page at frame 12, and return the file."""

    def save(picture, kind, folder, *, ground="page", **how):
        visitor = visit(app, height=1800, **how)
        visitor.open("training?frame=12&lang=en")
        visitor.complaints.clear()  # the first visit of a process complains of its path
        visitor.page.get_by_text("Take it along").click()
        visitor.page.wait_for_selector(".stage[data-shown]")
        last = ".save-picture option[value='training.accuracies']"
        visitor.page.wait_for_selector(last, state="attached")
        visitor.page.wait_for_timeout(500)
        saving = visitor.page.locator(".save-picture")
        saving.hover()
        saving.locator("[data-part=picture]").select_option(label=picture)
        if ground != "page":  # where it begins; the pixels of a canvas have no other
            saving.locator("[data-part=ground]").select_option(ground)
        with visitor.page.expect_download() as download:
            saving.locator(f"[data-part={kind}]").click()
        path = Path(folder) / download.value.suggested_filename
        download.value.save_as(path)
        assert not visitor.complaints
        return path

    return save


@pytest.mark.parametrize(("picture", "words"), [("Loss", ["epoch", "loss"]), ("Accuracy", ["epoch"])])
def test_a_chart_is_saved_as_svg_with_its_title_its_axes_and_the_frame(saver, tmp_path, picture, words):
    path = saver(picture, "svg", tmp_path, ground="white")
    root = ElementTree.parse(path).getroot()
    assert root.tag == f"{SVG}svg"
    assert root.find(f"{SVG}title").text.startswith(f"{picture} · epoch")
    texts = {text.text for text in root.iter(f"{SVG}text")}
    assert set(words) <= texts
    assert root.find(f"{SVG}rect").get("fill") == "#ffffff"
    assert path.name.endswith("_12.svg")
    assert "var(" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("picture", ["Prediction", "Network"])
def test_a_picture_is_saved_as_png_with_something_on_it(saver, tmp_path, picture):
    path = saver(picture, "png", tmp_path)
    with Image.open(path) as image:
        assert image.format == "PNG"
        assert min(image.size) > 300
        assert len(image.convert("RGB").getcolors(maxcolors=2**24)) > 50


def test_the_first_picture_is_offered_however_late_it_is_drawn_and_a_choice_by_hand_stays(visit, app):
    page = visit(app, height=1800).open("training?predict=skip&lang=en")
    page.get_by_text("Take it along").click()
    page.wait_for_selector(".save-picture option[value='training.losses']", state="attached")
    chart = page.locator(".save-picture [data-part=picture]")
    toggle = """([key, there]) => {
      const words = document.querySelector(`.picture-words[data-picture="training.${key}"]`);
      const found = words.closest(".stElementContainer").nextElementSibling.querySelector("svg.marks, svg.late");
      found.classList.toggle("marks", there);
      found.classList.toggle("late", !there);
    }"""

    def offered_when(picture, there):
        page.evaluate(toggle, [picture, there])
        page.locator(".save-picture").dispatch_event("pointerenter")
        return chart.input_value()

    assert chart.input_value() == "training.stage/plane"
    assert chart.locator("option").count() == 4
    assert offered_when("accuracies", False) == "training.stage/plane"
    assert chart.locator("option").count() == 3
    assert offered_when("accuracies", True) == "training.stage/plane"
    chart.select_option("training.losses")
    assert offered_when("losses", False) == "training.stage/plane"
    assert offered_when("losses", True) == "training.losses"
