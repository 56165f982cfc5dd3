"""The stage in the browser: its numbers, what it does without the server, and for whom."""

import json
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser import harness
from tests.browser.harness import Visitor
from tests.ui.forward_cases import case, experiments

STAGE = "document.querySelector('.stage').stage"


@pytest.fixture(scope="module")
def page_of_stages() -> Iterator[str]:
    with harness.serve(harness.ROOT / "tests/browser/stage_page.py") as address:
        yield address


def acting(visit: Callable[..., Visitor], address: str, query: str = "act=spiral", **how: object) -> Visitor:
    visitor = visit(address, **how)
    visitor.open(f"?{query}")
    visitor.page.wait_for_function(f"{STAGE}?.drawn")
    last_frame(visitor.page)
    return visitor


def last_frame(page: Page) -> None:
    page.locator(".film-player [data-part=last]").click()
    page.wait_for_function(f"{STAGE}.fineAt === {STAGE}.version")


def noted(page: Page) -> list[list[object]]:
    return json.loads(page.get_by_test_id("stText").last.text_content())


def picture(page: Page, which: str = ".stage-plane canvas") -> str:
    return str(page.evaluate("name => document.querySelector(name).toDataURL()", which))


def test_the_numbers_of_every_running_stage_are_those_of_dlcore(visit, page_of_stages):
    visitor = visit(page_of_stages)
    visitor.open(timeout=120_000)
    cases = {name: case(experiment) for name, experiment in experiments().items()}
    visitor.page.wait_for_function(
        "count => [...document.querySelectorAll('.stage')].filter((s) => s.stage?.drawn).length === count",
        arg=len(cases), timeout=60_000,
    )  # fmt: skip
    found = visitor.page.evaluate(
        READ, {name: [frame["points"] for frame in one["frames"]] for name, one in cases.items()}
    )
    for name, one in cases.items():
        for frame, shown in zip(one["frames"], found[name], strict=True):
            assert shown["losses"] == pytest.approx(frame["losses"], rel=1e-6, abs=1e-6), name
            assert shown["predictions"] == pytest.approx(frame["predictions"], rel=1e-6, abs=1e-6), name
            for neurons, wanted in zip(shown["neurons"], frame["neurons"], strict=True):
                assert neurons == pytest.approx(wanted, rel=1e-6, abs=1e-6), name
            if frame["right"]:
                assert shown["right"] == pytest.approx(frame["right"], abs=1e-12), name


READ = """cases => Object.fromEntries(Object.entries(cases).map(([name, frames]) => {
  const { stage } = document.querySelector(`.stage[aria-label="${name}"]`);
  return [name, frames.map((points, frame) => {
    stage.input.value = frame;
    stage.input.dispatchEvent(new Event("input", { bubbles: true }));
    const { film } = stage;
    const { training, test, right, testRight } = film.result;
    const neurons = points.map((point) => (film.send(point), film.one.layers.flatMap((layer) => [...layer])));
    return { losses: [training, test], right: [right, testRight], predictions: [...film.pass.scores], neurons };
  })];
}))"""


def test_stage_player_and_chart_show_the_same_frame_and_loss(visit, page_of_stages):
    page = acting(visit, page_of_stages).page
    page.locator(".film-player [data-part=back]").click()
    assert page.locator(".stage").get_attribute("data-shown") == page.locator(".film-player").get_attribute(
        "data-frame"
    )
    told = page.locator(".film-player [data-part=slider]").get_attribute("aria-valuetext")
    loss = float(re.search(r"training loss ([\d.]+)", told)[1])
    assert page.evaluate(f"{STAGE}.film.result.training") == pytest.approx(loss, rel=0.005)


def test_looking_probing_and_pulling_send_nothing(visit, page_of_stages):
    visitor = acting(visit, page_of_stages)
    page, before = visitor.page, len(visitor.sent)
    output = picture(page)
    page.locator("[data-neuron='1.3']").click()
    assert picture(page) != output
    expect(page.locator(".stage-map [data-part=title]").first).to_have_text("Layer 1, neuron 4")
    page.locator(".stage-map [data-part=back]").first.click()
    box = page.locator(".stage-plane").first.bounding_box()
    network = picture(page, ".stage-network canvas")
    page.mouse.move(box["x"] + 200, box["y"] + 120)
    expect(page.locator(".stage-telling")).to_contain_text("Output")
    assert picture(page, ".stage-network canvas") != network
    page.mouse.click(box["x"] + 150, box["y"] + 220)
    page.mouse.move(5, 5)
    assert page.evaluate(f"Boolean({STAGE}.probe.point)")
    losses = page.locator(".stage-losses").first.text_content()
    pull(page, 60)
    assert page.locator(".stage-losses").first.text_content() != losses
    page.wait_for_timeout(500)
    assert len(visitor.sent) == before
    assert not visitor.complaints


def pull(page: Page, down: int) -> list[int]:
    """Drag a weight into the output downwards and return its edge."""
    x, y, edge = page.evaluate(EDGE)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + down, steps=4)
    page.mouse.up()
    page.wait_for_timeout(300)
    return edge


EDGE = f"""() => {{
  const {{ drawing, film }} = {STAGE};
  const box = document.querySelector(".stage-network").getBoundingClientRect();
  const last = drawing.layout.places.length - 1;
  for (const a of drawing.layout.places[last - 1]) {{
    const b = drawing.layout.places[last][0];
    const [x, y] = [(a.x + b.x) / 2, (a.y + b.y) / 2];
    const edge = drawing.layout.nearest(film, x, y, 6);
    const isWeight = edge?.[0] === last - 1 && edge[1] < drawing.layout.places[last - 1].length;
    if (isWeight) return [box.left + x, box.top + y, edge];
  }}
}}"""


def test_a_weight_that_was_pulled_is_told_on_release_once(visit, page_of_stages):
    visitor = acting(visit, page_of_stages, "act=spiral&told")
    page = visitor.page
    layer, row, column = pull(page, 60)
    visitor.wait()
    value = page.evaluate(f"{STAGE}.film.weight({layer}, {row}, {column})")
    assert noted(page) == [["weight", layer, row, column, pytest.approx(value, rel=1e-5), 63]]


def test_a_weight_is_set_by_keys_and_by_typing_and_goes_back(visit, page_of_stages):
    page = acting(visit, page_of_stages).page
    trained = page.evaluate(f"{STAGE}.film.weight(0, 0, 1)")
    page.locator("[data-neuron='1.1']").focus()
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator(".stage-told")).to_contain_text("→ Layer 1, neuron 2")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(f"{STAGE}.film.weight(0, 0, 1)") == pytest.approx(trained + 0.01, abs=0.006)
    page.locator(".stage-weight input[type=number]").fill("-2.5")
    assert page.evaluate(f"{STAGE}.film.weight(0, 0, 1)") == -2.5
    page.locator(".stage-weight [data-part=trained]").click()
    assert page.evaluate(f"{STAGE}.film.weight(0, 0, 1)") == trained
    page.locator(".stage-weight input[type=number]").press("Escape")
    assert page.evaluate("document.activeElement.dataset.neuron") == "1.1"


def test_neurons_are_reached_by_keys_and_say_their_numbers(visit, page_of_stages):
    page = acting(visit, page_of_stages).page
    page.locator("[data-neuron='0.0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.dataset.neuron").startswith("1.")
    assert page.locator(".stage-neurons [tabindex='0']").count() == 1
    assert re.search(r"Layer 1, neuron \d · bias −?[\d.]+", page.evaluate("document.activeElement.ariaLabel"))
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"


def test_a_probe_is_moved_by_keys_through_the_plane_and_the_examples(visit, page_of_stages):
    page = acting(visit, page_of_stages).page
    handle = page.locator(".stage-probe")
    page.locator(".stage-map [data-part=title]").first.click()
    handle.evaluate("button => button.focus({ focusVisible: true })")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(f"{STAGE}.probe.u") == pytest.approx(2.4 / 48)
    expect(page.locator(".stage-told")).to_contain_text("Output")
    page.keyboard.press("PageDown")
    expect(page.locator(".stage-told")).to_contain_text("example 1")
    page.keyboard.press("Escape")
    assert page.evaluate(f"{STAGE}.probe.point") is None


def draw_finger(page: Page, x: float, y: float, down: float) -> None:
    """Put a finger down, move it, and lift it."""
    client = page.context.new_cdp_session(page)
    for step in range(10):
        points = [{"x": x, "y": y + down * step / 9}]
        client.send("Input.dispatchTouchEvent", {"type": "touchMove" if step else "touchStart", "touchPoints": points})
        page.wait_for_timeout(16)
    client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(300)


def test_a_finger_that_scrolls_past_moves_nothing_and_one_that_taps_probes(visit, page_of_stages):
    visitor = acting(visit, page_of_stages, width=390, height=800, has_touch=True, is_mobile=True)
    page = visitor.page
    scrolled = "document.querySelector('[data-testid=stMain]').scrollTop"
    for place in (".stage-plane", ".stage-network"):
        before = page.evaluate(scrolled)
        box = page.locator(place).first.bounding_box()
        draw_finger(page, box["x"] + 150, box["y"] + 150, -120)
        assert page.evaluate(scrolled) > before + 60
    assert page.evaluate(f"[{STAGE}.probe.point, {STAGE}.weight.edge, {STAGE}.film.edits.size, {STAGE}.chosen]") == [
        None,
        None,
        0,
        None,
    ]
    page.locator(".stage-plane canvas").first.tap(position={"x": 150, "y": 200})
    page.wait_for_function(f"Boolean({STAGE}.probe.placed)")
    before, v = page.evaluate(scrolled), page.evaluate(f"{STAGE}.probe.placed.v")
    box = page.locator(".stage-probe").bounding_box()
    draw_finger(page, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, -60)
    assert page.evaluate(f"{STAGE}.probe.placed.v") > v + 0.3
    assert page.evaluate(scrolled) == before
    assert not visitor.complaints


def test_what_a_finger_must_hit_is_large_enough(visit, page_of_stages):
    page = acting(visit, page_of_stages, "act=spiral&told", width=390, height=800).page
    page.locator("[data-neuron='1.0']").click()
    small = page.evaluate(
        """() => [...document.querySelectorAll('.stage button')].filter((b) => b.offsetWidth
             && Math.min(b.offsetWidth, b.offsetHeight) < 23.5).map((b) => b.outerHTML)"""
    )
    assert small == []


def test_one_more_neuron_is_asked_for_over_its_layer(visit, page_of_stages):
    visitor = acting(visit, page_of_stages, "act=spiral&told")
    visitor.page.locator("[data-act='0.+']").click()
    visitor.page.locator("[data-act='0.+']").click()
    visitor.page.wait_for_timeout(400)
    visitor.wait()
    assert noted(visitor.page) == [["layers", [10, 8]]]


def test_a_pinned_run_has_a_plane_of_the_same_size_at_the_same_frame(visit, page_of_stages):
    page = acting(visit, page_of_stages, "act=spiral&pinned").page
    mine, pinned = (page.locator(".stage-plane").nth(k).bounding_box() for k in (0, 1))
    assert (mine["width"], mine["height"], mine["y"]) == (pinned["width"], pinned["height"], pinned["y"])
    assert page.evaluate(f"{STAGE}.films.map((film) => film.frame)") == [63, 63]


@pytest.mark.parametrize("name", ["spiral", "bare", "wave", "digits", "diabetes", "iris"])
def test_a_frame_of_every_preset_is_drawn_within_a_thirtieth_of_a_second(visit, page_of_stages, name):
    page = acting(visit, page_of_stages, f"act={name}").page
    times = page.evaluate(PLAY)
    print(name, times)
    assert times["median"] < 1000 / 30


PLAY = f"""async () => {{
  const stage = {STAGE};
  const times = [];
  for (let frame = 0; frame < 60; frame++) {{
    const began = await new Promise(requestAnimationFrame).then(() => performance.now());
    stage.input.value = frame % stage.film.frames;
    stage.input.dispatchEvent(new Event("input", {{ bubbles: true }}));
    times.push(performance.now() - began);
  }}
  times.sort((a, b) => a - b);
  return {{ median: times[30], most: times[59] }};
}}"""


def test_memory_stays_level_over_two_hundred_changes(visit, page_of_stages):
    visitor = acting(visit, page_of_stages)
    page = visitor.page
    client = page.context.new_cdp_session(page)
    page.evaluate(f"window.one = new Uint8Array({STAGE}.store.slice(0, {STAGE}.length))")
    page.get_by_label("Rate").fill("0.01")
    page.keyboard.press("Enter")
    visitor.wait()
    page.evaluate(f"window.other = new Uint8Array({STAGE}.store.slice(0, {STAGE}.length))")

    def used_after(changes: int) -> float:
        page.evaluate(
            f"for (let k = 0; k < {changes}; k++) {STAGE}.update(k % 2 ? window.one : window.other, () => {{}})"
        )
        client.send("HeapProfiler.collectGarbage")
        return float(client.send("Runtime.getHeapUsage")["usedSize"]) + float(
            client.send("Runtime.getHeapUsage").get("backingStorageSize", 0)
        )

    first = used_after(20)
    assert used_after(200) < first + 2_000_000
