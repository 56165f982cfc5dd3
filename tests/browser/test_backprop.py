"""The split in a browser: the nets follow the finger with dlcore's numbers, and the film plays without the server."""

import itertools

import numpy as np
import pytest

from dlcore.gradients.split_rules import WAYS
from dlcore.gradients.splits import splits
from pages.lessons.backprop.split.split_pictures import bends, short
from pages.ui.names import ACTIVATIONS

NETS = ".nets[data-live=true]"
FILM = ".nets[data-live=false]"
MOVE = """([error, z1, w1, z2, w2]) => {
    const inputs = document.querySelectorAll('.nets-sliders input');
    [error, z1, w1, z2, w2].forEach((value, i) => (inputs[i].value = value));
    inputs[0].dispatchEvent(new Event('input'));
}"""
READ = f"""() => [...document.querySelectorAll('{NETS} .nets-cards figure')].map((card) => [
    [...card.querySelectorAll('.number')].map((text) => text.textContent).filter(Boolean),
    card.querySelector('.nets-sum').textContent,
])"""


def opened(visit, app, **link: str):
    visitor = visit(app, height=1400)
    asked = "".join(f"&{name}={word}" for name, word in link.items())
    page = visitor.open(f"backprop?predict=skip&lang=en{asked}")
    page.wait_for_selector(f"{FILM} svg circle")
    visitor.wait()
    return visitor, page


def test_the_nets_under_the_finger_say_what_the_rules_say(visit, app):
    visitor, page = opened(visit, app)
    for activation in bends():
        page.locator(".stButtonGroup").get_by_text(ACTIVATIONS[activation].en, exact=True).click()
        page.wait_for_function(f"document.querySelector('{NETS}').dataset.bend === '{activation}'")
        visitor.wait()
        sent = len(visitor.sent)
        for error, z1, w1, z2, w2 in itertools.product([0.6, -0.35], [1, -2.5], [3, -1], [2, 0], [1, -1.5, 4]):
            page.evaluate(MOVE, [error, z1, w1, z2, w2])
            found = splits(error, np.array([z1, z2], float), np.array([w1, w2], float), activation).ways
            for (shares, told), way in zip(page.evaluate(READ), WAYS, strict=True):
                split = found[way]
                if split.shares is None:
                    assert (shares, told) == (["?", "?"], "Undefined")
                    continue
                expected = [number(short(share)) for share in split.shares]
                assert [number(share) for share in shares] == pytest.approx(expected, abs=0.011)
                near = "" if split.cosine is None else f" · cosine {short(split.cosine)}"
                assert told.endswith(near)
        assert len(visitor.sent) == sent


def number(word: str) -> float:
    return float(word.replace("−", "-"))


def test_a_slider_that_is_let_go_is_in_the_link_and_the_words_follow(visit, app):
    visitor, page = opened(visit, app)
    slider = page.locator("#nets-w2")
    slider.focus()
    before = page.locator(f"{NETS} .nets-cards .nets-verdict").nth(2).text_content()
    for _ in range(20):
        slider.press("ArrowLeft")
    page.wait_for_function("new URL(location.href).searchParams.get('w2') === '-1'")
    visitor.wait()
    after = page.locator(f"{NETS} .nets-cards .nets-verdict").nth(2)
    assert "3 times the whole error" in after.text_content()
    assert before != after.text_content()
    assert page.locator(NETS).get_attribute("data-moved") == "false"
    assert not [complaint for complaint in visitor.complaints if "404" not in complaint]


def test_the_error_comes_back_a_layer_a_frame_without_a_word_to_the_server(visit, app):
    visitor, page = opened(visit, app)
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
    assert not [complaint for complaint in visitor.complaints if "404" not in complaint]
