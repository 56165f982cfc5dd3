"""Comparing and slow motion in a browser: films play without the server, and a link shows both runs."""

from dataclasses import replace
from urllib.parse import urlencode

import numpy as np
import pytest

from dlcore.analysis.inspection import Inspection
from dlcore.analysis.slow_motion import watch
from dlcore.network.losses import LOSSES
from dlcore.training.experiment import network_inputs
from dlcore.training.segments import legs
from dlcore.training.stages import Stage
from pages.lessons.training.compare.compare import SETTINGS
from pages.lessons.training.settings import experiment
from pages.ui.controls import settle

QUICK = "dataset=moons&n=100&epochs=10&hidden=4&predict=skip"
OWN = '.film-player[data-name="{}"]'


@pytest.fixture
def laboratory(visit, app):
    def come(path, player, **how):
        visitor = visit(app, height=1800, **how)
        visitor.open(f"training?{QUICK}&{path}")
        visitor.page.wait_for_selector(OWN.format(player))
        visitor.page.wait_for_function(
            f"document.querySelectorAll('form.vega-bindings input[name={player}]').length >= 2"
        )
        visitor.wait()
        visitor.page.wait_for_timeout(300)
        return visitor

    return come


def frames(visitor, name):
    """The frames that the player and the pictures of one film show."""
    shown = visitor.page.locator(f'form.vega-bindings input[name="{name}"]').evaluate_all(
        "all => all.map(i => i.value)"
    )
    player = visitor.page.locator(OWN.format(name))
    return {player.get_attribute("data-frame") if player.count() else None, *shown}


def press(visitor, name, part):
    visitor.page.locator(f"{OWN.format(name)} [data-part={part}]").click()
    visitor.page.wait_for_timeout(150)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("tool=compare&pin=dataset~moons~n~100~epochs~5~hidden~4~learning_rate~0.3", "frame"),
        ("tool=compare&compare=settings", "frame_eight"),
        ("tool=slow", "frame_slow"),
    ],
)
def test_each_tool_has_a_film_of_its_own_that_plays_without_the_server(laboratory, path, name):
    visitor = laboratory(path, name)
    press(visitor, name, "first")
    assert frames(visitor, name) == {"0"}
    before = len(visitor.sent), len(visitor.received)
    press(visitor, name, "play")
    visitor.page.wait_for_function(f"Number(document.querySelector('{OWN.format(name)}').dataset.frame) >= 2")
    press(visitor, name, "play")
    press(visitor, name, "forward")
    assert len(frames(visitor, name)) == 1
    if name != "frame":
        assert frames(visitor, "frame") == {None}
    assert (len(visitor.sent), len(visitor.received)) == before
    assert not visitor.complaints


def test_the_phase_of_slow_motion_is_named_and_numbered_frame_by_frame(laboratory):
    visitor = laboratory("tool=slow", "frame_slow")
    caption = visitor.page.locator(f"{OWN.format('frame_slow')} [data-part=caption]")
    for phase in ("1 Forward", "2 Loss", "3 Backward", "4 Update"):
        assert caption.text_content() == f"update 1 of 40 · {phase}"
        assert visitor.page.locator("svg text", has_text=phase).count() == 1
        press(visitor, "frame_slow", "forward")
    assert caption.text_content() == "update 2 of 40 · 1 Forward"


@pytest.mark.parametrize(
    "settings",
    [
        {"dataset": "moons", "n": 100, "hidden": (4,), "epochs": 10},
        {"dataset": "iris", "hidden": (5, 3), "epochs": 10},
        {"dataset": "sine", "n": 60, "features": ("x1",), "hidden": (6,), "loss": "huber", "epochs": 10},
        {"dataset": "digits", "n": 200, "hidden": (8,), "epochs": 3, "activation": "relu"},
        {
            "dataset": "moons",
            "n": 100,
            "hidden": (4,),
            "epochs": 10,
            "regularization": "l2",
            "stages": "s8~e20~lsquared",
        },
    ],
    ids=lambda settings: "-".join(str(settings[key]) for key in ("dataset", "loss", "stages") if key in settings),
)
def test_the_stage_shows_the_numbers_of_slow_motion(visit, app, settings):
    """Loss of the batch, gradient, θ and activations at every phase, to a millionth of dlcore's own."""
    mark = {"features": ".", "hidden": "-"}
    link = {key: mark[key].join(map(str, value)) if key in mark else str(value) for key, value in settings.items()}
    visitor = visit(app)
    visitor.open("training?tool=slow&slow_from=3&predict=skip&" + urlencode(link), timeout=60_000)
    visitor.page.wait_for_function("document.querySelector('.stage')?.stage?.drawn")
    found = visitor.page.evaluate(PHASES_SHOWN)
    run = experiment(settle(SETTINGS, settings)[0])
    run = replace(run, stages=(Stage(8, 20, loss="squared"),)) if "stages" in settings else run
    shown = watch(run, 3, len(found) // 4)
    trained = Inspection(shown.film)
    losses = [leg.settings.loss for update in shown.updates for leg in legs(run, len(trained.train.x))
              if leg.begin < update.step <= leg.end]  # fmt: skip
    assert len(set(losses)) == (2 if "stages" in settings else 1)
    for update, (one, name) in enumerate(zip(shown.updates, losses, strict=True)):
        for phase in range(4):
            told = found[4 * update + phase]
            theta = (one.after if phase == 3 else one.before).astype(np.float32).astype(float)
            x, y = trained.train.x[one.batch], trained.train.y[one.batch]
            *layers, score = trained.network.layers(theta, network_inputs(run, x))
            assert told["batch"] == sorted(one.batch.tolist())
            assert told["loss"] == pytest.approx(LOSSES[name].value(score, y), rel=1e-6, abs=1e-6)
            assert told["text"] == f"{told['loss']:.3f}"
            first = np.concatenate([layer[np.argmin(one.batch)] for layer in layers])
            assert told["neurons"] == pytest.approx(first, rel=1e-6, abs=1e-6)
            assert told["gradient"] == (None if phase < 2 else pytest.approx(one.gradient, rel=1e-6, abs=1e-6))
            size = one.loss_after if phase == 3 else one.loss_before
            assert told["loss"] == pytest.approx(size, rel=1e-5)
    assert not visitor.exceptions


PHASES_SHOWN = """() => {
  const { stage } = document.querySelector(".stage");
  const { film } = stage;
  return Array.from({ length: film.frames }, (_, frame) => {
    stage.input.value = frame;
    stage.input.dispatchEvent(new Event("input", { bubbles: true }));
    const batch = Array.from(film.y.subarray(0, film.count), (_, p) => p).filter((p) => film.isInBatch(p));
    film.send(film.x.subarray(batch[0] * film.inputs, (batch[0] + 1) * film.inputs));
    const gradient = film.hasGradient ? [] : null;
    for (let l = 0; gradient && l + 1 < film.sizes.length; l++)
      for (let i = 0; i <= film.sizes[l]; i++)
        for (let j = 0; j < film.sizes[l + 1]; j++) gradient.push(film.slope(l, i, j));
    const text = document.querySelector(".stage-map [data-part=batch]").textContent.match(/[\\d.]+$/)[0];
    const neurons = film.one.layers.slice(0, -1).flatMap((layer) => [...layer]);
    return { batch, gradient, neurons, loss: film.result.batch, text };
  });
}"""


def test_pinning_and_changing_leaves_both_runs_in_the_link(laboratory, visit, app):
    visitor = visit(app, height=1800)
    visitor.open(f"training?{QUICK}&tool=compare")
    visitor.page.get_by_role("button", name="Pin", exact=False).first.click()
    visitor.wait()
    visitor.page.get_by_role("slider", name="Learning rate η").press("ArrowRight")
    visitor.page.get_by_role("cell", name="0.05", exact=True).wait_for()
    visitor.wait()
    link = visitor.page.url
    assert "pin=dataset%7E" in link or "pin=dataset~" in link
    assert "learning_rate=0.05" in link
    again = laboratory(link.split("?")[1], "frame")
    assert again.page.get_by_role("row", name="Learning rate η").inner_text().split() == [
        "Learning", "rate", "η", "0.03", "0.05"
    ]  # fmt: skip


OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll('.stage-widths > div')].map((one) => one.getBoundingClientRect());
  return boxes.filter((a, k) => boxes.slice(k + 1).some((b) => a.left < b.right && b.left < a.right)).length;
}"""


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_beside_a_pinned_run_of_another_loss_no_buttons_overlap_and_the_reason_is_in_sight(visit, app, lang):
    visitor = visit(app, width=1280, height=720)
    pin = "dataset~moons~n~100~epochs~5~hidden~4-4~loss~squared"
    visitor.open(f"training?{QUICK.replace('hidden=4', 'hidden=4-4')}&pin={pin}&lang={lang}")
    visitor.page.wait_for_selector(".stage[data-shown]")
    assert visitor.page.locator(".stage-map:not([hidden])").count() == 2
    assert visitor.page.evaluate(OVERLAPS) == 0
    said = visitor.page.locator(".st-key-stage-said [data-testid=stCaptionContainer]").first.bounding_box()
    assert said["y"] + said["height"] <= 720
