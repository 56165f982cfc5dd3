"""The lesson on the batch size in a browser: the film counts, and the cloud follows the slider that is dragged."""

import re

import pytest

PICTURES = "[data-testid=stVegaLiteChart] svg"
READING = re.compile(r"^B = \d+:  measured")


@pytest.fixture
def lesson(visit, app):
    visitor = visit(app)

    def at(experiment, count):
        visitor.open(f"batch_size?predict=skip&experiment={experiment}")
        visitor.page.wait_for_function(f"document.querySelectorAll('{PICTURES}').length >= {count}")
        visitor.page.wait_for_timeout(700)
        return visitor

    return at


def counted(visitor):
    words = visitor.page.locator("svg text", has_text=re.compile(r"^(update|epoch|examples seen) [\d.,]+$"))
    return [text.split()[-1] for text in words.all_text_contents()]


def test_updates_epochs_and_examples_are_counted_apart_without_the_server(lesson):
    visitor = lesson("epoch", 2)
    before = len(visitor.sent)
    visitor.page.locator(".film-player [data-part=first]").click()
    for _ in range(15):
        visitor.page.locator(".film-player [data-part=forward]").click()
    visitor.page.wait_for_timeout(300)
    assert counted(visitor) == ["15", "1.50", "150"]
    assert len(visitor.sent) == before


def test_at_both_ends_of_the_batch_size_the_picture_says_what_was_measured(lesson):
    visitor = lesson("cloud", 2)
    slider = visitor.page.get_by_role("slider", name="Batch size B")
    for key, told in (("End", r"^B = 100:  measured 0,  theory 0$"), ("Home", r"^B = 1:  measured 1\.")):
        slider.press(key)
        visitor.page.locator("svg text", has_text=re.compile(told)).wait_for(timeout=20_000)
    assert visitor.exceptions == 0


def test_a_new_batch_size_keeps_the_pictures_and_moves_the_cloud_to_it(lesson):
    visitor = lesson("cloud", 2)
    page = visitor.page
    page.evaluate(f"document.querySelectorAll('{PICTURES}').forEach(svg => (svg.dataset.old = '1'))")
    page.get_by_role("slider", name="Batch size B").press("ArrowRight")
    page.locator("svg text", has_text=re.compile(r"^B = 16:  measured")).wait_for(timeout=20_000)
    visitor.wait()
    kept = page.evaluate(f"[...document.querySelectorAll('{PICTURES}')].filter(svg => svg.dataset.old).length")
    assert kept == page.locator(PICTURES).count() == 2
    assert page.locator("svg text", has_text=READING).count() == 1
    assert visitor.exceptions == 0
