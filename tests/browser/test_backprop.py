"""The split in a browser: the nets follow the drag with dlcore's numbers, and the film plays without the server."""

import numpy as np
import pytest

from dlcore.gradients.split_rules import WAYS
from dlcore.gradients.splits import splits
from pages.lessons.backprop.split.split_pictures import short, small_activations

NETS = ".nets[data-kind=cards]"
FILM = ".nets[data-kind=film]"
THUMB = 24
READ = f"""() => [...document.querySelectorAll('{NETS} .nets-cards figure')].slice(1).map((card) => [
    [...card.querySelectorAll('.number')].map((text) => text.textContent).filter(Boolean),
    card.querySelector('.nets-sum').textContent,
])"""


def opened(visit, app, part: str, **link: str):
    visitor = visit(app)
    asked = "".join(f"&{name}={word}" for name, word in link.items())
    page = visitor.open(f"backprop?predict=skip&lang=en&part={part}{asked}")
    page.wait_for_selector(".nets svg circle")
    visitor.wait()
    return visitor, page


@pytest.mark.parametrize("activation", small_activations())
def test_the_nets_say_what_the_rules_say(visit, app, activation):
    for error, z1, w2 in ((0.6, 1.0, 1.0), (-0.35, -2.5, -1.5), (0.6, 1.0, -3.0)):
        link = {"error": str(error), "z1": str(z1), "w2": str(w2), "activation": activation}
        _, page = opened(visit, app, "split", **link)
        found = splits(error, np.array([z1, 2.0]), np.array([3.0, w2]), activation).ways
        for (shares, told), way in zip(page.evaluate(READ), WAYS, strict=True):
            split = found[way]
            if split.shares is None:
                assert (shares, told) == (["?", "?"], "Undefined")
                continue
            expected = [number(short(share)) for share in split.shares]
            assert [number(share) for share in shares] == pytest.approx(expected, abs=0.011)
            near = "" if split.cosine is None else f" · cosine {short(split.cosine)}"
            assert told.endswith(near)


def number(word: str) -> float:
    return float(word.replace("−", "-"))


def test_the_nets_follow_the_drag_before_the_slider_is_let_go(visit, app):
    visitor, page = opened(visit, app, "split")
    slider = page.get_by_role("slider", name="Weight w₂")
    box = slider.bounding_box()
    middle = box["y"] + box["height"] / 2

    def at(weight: float) -> float:
        return box["x"] + THUMB / 2 + (box["width"] - THUMB) * (weight + 4) / 8

    page.mouse.move(at(1), middle)
    page.mouse.down()
    page.mouse.move(at(-1), middle, steps=6)
    page.wait_for_function(f"document.querySelector('{NETS}').textContent.includes('3 times the whole error')")
    visitor.wait()
    assert "3 times the whole error" in page.locator(f"{NETS} .nets-cards .nets-verdict").nth(3).text_content()
    page.mouse.up()
    page.wait_for_function("new URL(location.href).searchParams.get('w2') === '-1'")
    assert not visitor.complaints


def test_the_error_comes_back_a_layer_a_frame_without_a_word_to_the_server(visit, app):
    visitor, page = opened(visit, app, "deep")
    page.wait_for_timeout(300)
    before = len(visitor.sent), len(visitor.received)
    pills = page.locator(f"{FILM} svg rect")
    page.locator(".film-player [data-part=first]").click()
    page.wait_for_timeout(100)
    counts = [pills.count()]
    for _ in range(3):
        page.locator(".film-player [data-part=forward]").click()
        page.wait_for_timeout(100)
        counts.append(pills.count())
    assert counts == [1, 4, 7, 9]
    assert "0.6" in page.locator(f"{FILM} svg").text_content()
    assert (len(visitor.sent), len(visitor.received)) == before
    assert not visitor.complaints
