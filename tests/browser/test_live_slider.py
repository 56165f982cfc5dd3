"""The live slider in a browser: it reports while it is dragged, one value at a time, the last one always."""

import time
from collections import Counter

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser import harness

RATE = "Learning rate"
STOPS = sorted([0.25, 10.0, *(float(f"{mark}e{power}") for power in range(-4, 1) for mark in (1, 1.5, 2, 3, 5, 7))])
THUMB = 24


@pytest.fixture(scope="module")
def live():
    with harness.serve(harness.ROOT / "tests/ui/live_gallery.py") as address:
        yield address


class Line:
    """What goes over a visitor's line, in order: "asked" for each change sent, "ended" for each run that ended."""

    def __init__(self, visitor):
        self.events, self.times, self.sizes, self.received = [], Counter(), Counter(), 0
        visitor.page.on("websocket", self.listen)

    def listen(self, socket):
        socket.on("framesent", self.sent)
        socket.on("framereceived", self.got)

    def sent(self, data):
        if BackMsg.FromString(data).WhichOneof("type") == "rerun_script":
            self.events.append("asked")

    def got(self, data):
        message = ForwardMsg.FromString(data)
        self.received += len(data)
        if message.WhichOneof("type") == "script_finished":
            self.events.append("ended")
        made = message.delta.new_element.bidi_component
        size = sum(len(text.encode()) for text in (made.js_content, made.css_content, made.html_content))
        if size:
            self.times[made.component_name] += 1
            self.sizes[made.component_name] += size

    def clear(self):
        for kept in (self.events, self.times, self.sizes):
            kept.clear()
        self.received = 0

    @property
    def scripts(self):
        return self.sizes.total()

    @property
    def most_unanswered(self):
        waiting, most = 0, 0
        for event in self.events:
            waiting = waiting + 1 if event == "asked" else max(waiting - 1, 0)
            most = max(most, waiting)
        return most


@pytest.fixture
def page(visit, live):
    def come(query="", **how):
        visitor = visit(live, **how)
        visitor.line = Line(visitor)
        visitor.open(f"?{query}")
        visitor.page.wait_for_selector(".live-slider")
        visitor.wait()
        visitor.line.clear()
        return visitor

    return come


def state(visitor):
    visitor.wait()
    return eval(visitor.page.locator("[data-testid=stCode]").first.inner_text())


def slider(visitor, name=RATE):
    return visitor.page.get_by_role("slider", name=name)


def field(visitor, name=RATE):
    return visitor.page.get_by_role("spinbutton", name=name)


def drag(visitor, moves, pause=0.0, until=0.9):
    """Drag the rate from a fifth of its track, in so many moves; return the seconds it took."""
    box = slider(visitor).bounding_box()
    height = box["y"] + box["height"] / 2
    mouse = visitor.page.mouse
    mouse.move(box["x"] + 0.2 * box["width"], height)
    mouse.down()
    began = time.perf_counter()
    for i in range(1, moves + 1):
        mouse.move(box["x"] + (0.2 + (until - 0.2) * i / moves) * box["width"], height)
        if pause:
            visitor.page.wait_for_timeout(pause)
    took = time.perf_counter() - began
    mouse.up()
    return took


@pytest.mark.parametrize("slow", [0, 300, 1000])
def test_a_drag_never_has_two_unanswered_and_the_last_value_arrives(page, slow):
    visitor = page(f"slow={slow}")
    took = drag(visitor, 120, pause=10)
    wide = slider(visitor).bounding_box()["width"]
    place = (0.9 * wide - THUMB / 2) / (wide - THUMB)
    shown = float(field(visitor).input_value())
    visitor.page.wait_for_function(f"document.querySelector('[data-testid=stCode]').innerText.includes(': {shown},')")
    asked = visitor.line.events.count("asked")
    print(f"{slow} ms: {asked} messages in {took:.1f} s of 120 moves, {visitor.line.received / asked:.0f} B an answer")
    assert state(visitor)["learning_rate"] == shown == STOPS[round(place * (len(STOPS) - 1))]
    assert visitor.line.most_unanswered == 1
    assert 2 <= asked <= took * 1000 / max(slow, 1) + 2
    assert visitor.line.scripts < 1000 * asked
    assert not visitor.complaints


def test_an_exact_value_is_typed_also_beyond_the_slider_and_what_is_too_large_gives_way(page):
    visitor = page()
    field(visitor).fill("1234.5")
    field(visitor).press("Enter")
    assert state(visitor)["learning_rate"] == 1234.5
    assert slider(visitor).get_attribute("aria-valuetext") == "1,234.5"
    field(visitor).fill("1e9")
    field(visitor).press("Enter")
    assert state(visitor)["learning_rate"] == 1e6
    assert visitor.page.get_by_text("1,000,000,000 is not possible here; 1,000,000 is used.").count() == 1
    assert field(visitor).input_value() == "1000000"
    field(visitor).fill("")
    field(visitor).press("Tab")
    assert field(visitor).input_value() == "1000000"


def test_keys_move_it_from_stop_to_stop_and_by_orders_of_magnitude(page):
    visitor = page()
    for key, value in (
        ("ArrowRight", 0.05),
        ("PageUp", 0.5),
        ("PageDown", 0.05),
        ("ArrowLeft", 0.03),
        ("End", 10),
        ("Home", 0.0001),
    ):
        slider(visitor).press(key)
        assert state(visitor)["learning_rate"] == value
    field(visitor).press("ArrowUp")
    assert state(visitor)["learning_rate"] == 0.00015


def test_a_value_of_the_link_is_shown_between_the_stops_and_outlives_a_change_of_language(page):
    visitor = page("learning_rate=0.0234&noise=0.3&batch_size=300")
    assert field(visitor).input_value() == "0.0234"
    assert slider(visitor, "Noise").get_attribute("aria-valuetext") == "0.3 σ"
    assert slider(visitor, "Batch size").get_attribute("aria-valuetext") == "300, all examples"
    visitor.page.get_by_test_id("stSidebar").get_by_text("한국어", exact=True).click()
    assert state(visitor)["learning_rate"] == 0.0234
    assert field(visitor, "학습률").input_value() == "0.0234"
    slider(visitor, "잡음").press("ArrowLeft")
    assert state(visitor) == {"learning_rate": 0.0234, "n": 300, "batch_size": 300, "noise": 0.25}
    assert "noise=0.25" in visitor.page.url
    assert slider(visitor, "배치 크기").get_attribute("aria-valuetext") == "300, 모든 예제"


def test_a_preset_and_a_limit_set_by_another_control_are_shown(page):
    visitor = page("batch_size=200")
    visitor.page.get_by_role("button", name="Wild").click()
    assert state(visitor)["learning_rate"] == 1e6
    assert field(visitor).input_value() == "1000000"
    slider(visitor, "Examples").press("Home")
    assert state(visitor) == {"learning_rate": 1e6, "n": 20, "batch_size": 10, "noise": 0.1}
    slider(visitor, "Batch size").press("End")
    assert state(visitor)["batch_size"] == 20


def test_a_locked_one_shows_its_value_and_does_not_move(page):
    visitor = page("learning_rate=0.5&lock=learning_rate")
    assert slider(visitor).is_disabled()
    assert field(visitor).is_disabled()
    assert field(visitor).input_value() == "0.5"
    assert visitor.page.locator(".live-slider [data-part=lock]").first.is_visible()
    assert slider(visitor).get_attribute("aria-valuetext") == "0.5, locked"


def test_old_pictures_are_dimmed_within_a_tenth_of_a_second_and_no_longer_than_they_are_old(page):
    visitor = page("slow=1500")
    visitor.page.evaluate(
        """() => {
          window.dims = [];
          const root = document.documentElement;
          new MutationObserver(() => window.dims.push([performance.now(), root.hasAttribute("data-late")]))
            .observe(root, { attributes: true, attributeFilter: ["data-late"] });
          document.querySelector(".live-slider input[type=range]").addEventListener("keydown",
            () => window.dims.push([performance.now(), null]), true);
        }"""
    )
    slider(visitor).press("ArrowRight")
    visitor.page.wait_for_timeout(200)
    chart = "getComputedStyle(document.querySelector('.stElementContainer:has(.stVegaLiteChart)')).opacity"
    assert float(visitor.page.evaluate(chart)) == 0.5
    state(visitor)
    (pressed, _), (dimmed, late), *_, (_, still) = visitor.page.evaluate("window.dims")
    assert late
    assert dimmed - pressed < 100
    assert not still
    visitor.page.wait_for_timeout(300)
    assert float(visitor.page.evaluate(chart)) == 1


def test_four_stand_in_one_row_of_no_more_than_sixty_pixels_with_targets_for_a_finger(page):
    visitor = page()
    boxes = [box.bounding_box() for box in visitor.page.locator(".live-slider").all()]
    assert len({box["y"] for box in boxes}) == 1
    assert max(box["height"] for box in boxes) <= 60
    for part in ("range", "field"):
        for one in visitor.page.locator(f".live-slider [data-part={part}]").all():
            assert one.bounding_box()["height"] >= 24


@pytest.fixture
def finger(page):
    visitor = page(width=390, height=700, has_touch=True, is_mobile=True)
    touch = visitor.page.context.new_cdp_session(visitor.page)
    box = slider(visitor).bounding_box()

    def swipe(*places):
        """Touch the slider at shares of its width and its height, one after the other."""
        for i, (across, down) in enumerate(places):
            point = {"x": box["x"] + across * box["width"], "y": max(box["y"] + down * box["height"], 1)}
            kind = "touchMove" if i else "touchStart"
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
            visitor.page.wait_for_timeout(16)
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    visitor.swipe = swipe
    return visitor


def test_a_finger_that_scrolls_leaves_the_value_alone_and_sends_nothing(finger):
    scrolled = "document.querySelector('[data-testid=stMain]').scrollTop"
    before = finger.page.evaluate(scrolled)
    finger.swipe(*((0.8, 0.5 - i / 2) for i in range(12)))
    assert finger.page.evaluate(scrolled) > before + 100
    assert state(finger)["learning_rate"] == 0.03
    assert field(finger).input_value() == "0.03"
    assert finger.line.events == []


def test_a_finger_that_goes_along_it_moves_it_and_a_tap_too(finger):
    finger.swipe(*((0.5 + i / 20, 0.5) for i in range(11)))
    assert state(finger)["learning_rate"] == 10
    finger.swipe((0.01, 0.5))
    assert state(finger)["learning_rate"] == 0.0001
