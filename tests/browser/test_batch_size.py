"""The lesson on the batch size in a browser: two films that do not disturb each other, pictures that stay."""

import re

import pytest

PICTURES = "[data-testid=stVegaLiteChart] svg"
PLAYER = ".film-player[data-name={}]"


@pytest.fixture
def lesson(visit, app):
    visitor = visit(app, height=2400)
    visitor.open("batch_size?predict=skip")
    visitor.page.wait_for_function(f"document.querySelectorAll('{PICTURES}').length >= 9")
    visitor.page.wait_for_timeout(700)
    return visitor


def frames(visitor):
    return [
        int(visitor.page.locator(PLAYER.format(name)).get_attribute("data-frame")) for name in ("frame", "frame_size")
    ]


def counted(visitor):
    words = visitor.page.locator("svg text", has_text=re.compile(r"^(update|epoch|examples seen) [\d.,]+$"))
    return [text.split()[-1] for text in words.all_text_contents()]


def test_updates_epochs_and_examples_are_counted_apart_without_the_server(lesson):
    before = len(lesson.sent)
    lesson.page.locator(f"{PLAYER.format('frame')} [data-part=first]").click()
    for _ in range(15):
        lesson.page.locator(f"{PLAYER.format('frame')} [data-part=forward]").click()
    lesson.page.wait_for_timeout(300)
    assert counted(lesson) == ["15", "1.50", "150"]
    assert len(lesson.sent) == before


def test_the_film_over_the_batch_size_leaves_the_film_of_the_run_alone(lesson):
    run, _ = frames(lesson)
    lesson.page.locator(f"{PLAYER.format('frame_size')} [data-part=last]").click()
    lesson.page.wait_for_timeout(300)
    assert frames(lesson)[0] == run
    assert lesson.page.locator("svg text", has_text="B = 100:  measured 0,  law 0").count() == 1
    lesson.page.locator(f"{PLAYER.format('frame_size')} [data-part=first]").click()
    lesson.page.wait_for_timeout(300)
    assert lesson.page.locator("svg text", has_text=re.compile(r"^B = 1:  measured")).count() == 1


def test_a_new_batch_size_keeps_the_pictures_and_moves_the_cloud_to_it(lesson):
    lesson.page.evaluate(f"document.querySelectorAll('{PICTURES}').forEach(svg => (svg.dataset.old = '1'))")
    lesson.page.get_by_role("slider", name="Batch size B").press("ArrowRight")
    lesson.wait()
    lesson.page.wait_for_timeout(700)
    kept = lesson.page.evaluate(f"[...document.querySelectorAll('{PICTURES}')].filter(svg => svg.dataset.old).length")
    print(kept, lesson.page.locator(PICTURES).count())
    assert kept == lesson.page.locator(PICTURES).count()
    assert lesson.page.locator("svg text", has_text=re.compile(r"^B = 16:  measured")).count() == 1
    assert lesson.exceptions == 0
