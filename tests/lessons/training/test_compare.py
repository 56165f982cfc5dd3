"""The tool that compares: a link holds both runs, ladders change one thing, and what is said is what was trained."""

import re
from dataclasses import replace

import numpy as np
import pytest

from dlcore.analysis.inspection import Inspection
from dlcore.training.training import Experiment, Trainer, record
from pages.lessons.training import settings
from pages.lessons.training.compare import compare, compare_pictures, variants
from pages.ui.controls import settle
from pages.ui.controls.control import Values
from pages.ui.number_format import two_digits
from pages.ui.parts import chart
from tests.ui.running import moved, run

NEVER_MORE = 300_000
QUICK = {"dataset": "moons", "n": "100", "epochs": "10", "hidden": "4"}


def values(**changes):
    return settle(compare.SETTINGS, changes)[0]


def tables(page):
    return [html.value for html in page.get("html") if "<table" in html.value]


def cells(table):
    return [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd][ >].*?</t[hd]>", table)]


@pytest.fixture
def drawn(monkeypatch):
    """The pictures of a page by their keys."""
    shown = {}
    show = chart.show

    def showing(spec, datasets, alt, key, **more):
        shown[key] = (spec, datasets, alt)
        return show(spec, datasets, alt, key, **more)

    monkeypatch.setattr(chart, "show", showing)
    return shown


def test_a_pinned_run_comes_back_from_its_word_whatever_its_settings():
    for changes in (
        {},
        {"learning_rate": 3.0},
        {"hidden": (), "features": ("x1", "x2")},
        {"dataset": "digits", "n": 800, "hidden": (16, 4), "noise": 0.0, "seed": 9999, "regularization": "l1"},
        {"dataset": "sine", "features": ("x1",), "loss": "huber", "activation": "leaky_relu", "batch_size": 3},
    ):
        value = values(**changes)
        word = compare.PIN.write(value)
        assert compare.PIN.read(word) == value
        assert compare.PIN.parse(word) == word
        assert re.fullmatch(r"[A-Za-z0-9_.~-]+", word)


def test_a_pin_of_every_setting_is_short_enough_to_be_read():
    every = values(
        dataset="breast_cancer", n=1000, noise=0.35, train_share=0.9, seed=9999, hidden=(32,) * 6,
        activation="leaky_relu", initialization="large", optimizer="nesterov", learning_rate=0.012345678901234567,
        batch_size=399, epochs=999, schedule="inverse_time", regularization="l2", regularization_strength=0.0123456789,
    )  # fmt: skip
    assert 200 < len(compare.PIN.write(every)) < compare.PIN.longest


@pytest.mark.parametrize(
    "word",
    [
        "x", "tool~compare", "learning_rate", "learning_rate~-1", "learning_rate~nan", "learning_rate~0.3~n", "~", "~~",
        "learning_rate~3~learning_rate~4", "dataset~moon", "hidden~99-99", "batch_size~100000",
        "dataset~sine~loss~hinge", "start~start", "seed~-4",
    ],
)  # fmt: skip
def test_a_pin_that_means_no_run_is_not_understood_and_said_so(word):
    with pytest.raises((ValueError, OverflowError)):
        compare.PIN.parse(word)
    page = run("training", tool="compare", pin=word, **QUICK)
    assert not page.exception
    assert any("pin" in note.value and "not understood" in note.value for note in page.info)


def test_a_link_shows_both_runs_with_what_differs_and_how_each_ended():
    page = run("training", tool="compare", pin="dataset~moons~n~100~hidden~4~epochs~10~learning_rate~0.3", **QUICK)
    assert not page.exception
    told = cells(tables(page)[0])
    films = [record(settings.experiment(Values(**defaults() | change))) for change in ({"learning_rate": 0.3}, {})]
    assert told[:4] == ["", "", "Pinned run", "This run"]
    assert told[4:8] == ["Learning rate η", "", "0.3", "0.03"]
    results = dict(zip(told[8::4], zip(told[10::4], told[11::4], strict=True), strict=True))
    assert results["Training loss at the end"] == tuple(two_digits(film.train_loss[-1]) for film in films)
    assert results["Test loss at the end"] == tuple(two_digits(film.test_loss[-1]) for film in films)
    runs = [Inspection(film) for film in films]
    right = [np.mean((one.predictions(one.test.x)[-1, :, 0] > 0.5) == one.test.y[:, 0]) for one in runs]
    assert results["Test accuracy at the end"] == tuple(f"{share:.1%}" for share in right)
    assert results["Updates"] == ("40", "40")
    assert results["Diverged at step"] == ("–", "–")
    assert any("The same in both: data, first weights, batches" in caption.value for caption in page.caption)


def defaults():
    return vars(values()) | {"dataset": "moons", "n": 100, "epochs": 10, "hidden": (4,)}


def test_another_network_cannot_begin_with_the_same_weights_and_the_page_says_so():
    page = run("training", tool="compare", pin="dataset~moons~n~100~hidden~5~epochs~10", **QUICK)
    said = " ".join(caption.value for caption in page.caption)
    assert "The same in both: data, batches, in the same order." in said
    assert "Not the same: the first weights" in said


def test_a_run_is_pinned_and_let_go_by_a_button_and_a_change_keeps_the_pin():
    page = run("training", tool="compare", **QUICK)
    page.button("training.pin.set").click().run()
    pin = page.query_params["pin"]
    assert compare.PIN.read(pin[0] if isinstance(pin, list) else pin).hidden == (4,)
    assert any("The pinned run is the run shown" in note.value for note in page.info)
    moved(page, "training.learning_rate", 0.3)
    assert not page.exception
    assert tables(page)
    page.button("training.pin.set").click().run()
    assert "pin" not in page.query_params
    assert not tables(page)


def test_a_preset_keeps_the_pin_and_the_way_of_comparing():
    page = run("training", tool="compare", **QUICK)
    page.button("training.pin.set").click().run()
    pin = page.query_params["pin"]
    page.button("training.preset.bare").click().run()
    assert page.query_params["pin"] == pin
    assert page.query_params["hidden"] in ("none", ["none"])
    assert "Pinned run" in tables(page)[0]


def test_the_band_says_the_least_the_median_and_the_greatest_of_eight_trainers():
    page = run("training", tool="compare", compare="seeds", **QUICK)
    assert not page.exception
    experiment = settings.experiment(Values(**defaults()))
    trainer = Trainer(replace(experiment, starts=compare_pictures.STARTS))
    trainer.advance(trainer.updates)
    told = cells(tables(page)[0])
    for place, (x, y) in enumerate(trainer.parts):
        ends = sorted(float(trainer.loss.value(trainer.network.forward(theta, x), y)) for theta in trainer.theta)
        own = record(experiment)
        cell = told[6 * (place + 1) + 2 : 6 * (place + 1) + 6]
        assert cell[:3] == [two_digits(ends[0]), two_digits((ends[3] + ends[4]) / 2), two_digits(ends[-1])]
        assert cell[3] == two_digits((own.train_loss, own.test_loss)[place][-1])


def test_a_band_of_runs_that_diverge_says_how_many():
    page = run(
        "training", tool="compare", compare="seeds", optimizer="sgd", loss="squared", learning_rate="30", **QUICK
    )
    assert not page.exception
    assert any(re.search(r"\d of the 8 runs diverged", caption.value) for caption in page.caption)
    assert "∞" in tables(page)[0]


@pytest.mark.parametrize("name", variants.LADDERS)
def test_the_rungs_of_a_ladder_differ_in_that_setting_alone_and_are_at_most_eight(name):
    ladder, start = variants.LADDERS[name], values(hidden=(8, 8))
    assert len(ladder.first) <= variants.MOST
    rungs = variants.rungs(name, ladder.options, compare.SETTINGS, start)
    experiments = [settings.experiment(rung) for rung in rungs]
    fields = {"depth": {"hidden"}, "regularization": {"regularization", "regularization_strength"}}.get(name, {name})
    for experiment in experiments:
        different = {f for f in settings.FIELDS if getattr(experiment, f) != getattr(settings.experiment(start), f)}
        assert different <= fields | {"frames", "epochs"}
    assert len(set(experiments)) == len(experiments)
    names = [ladder.said(rung) for rung in rungs]
    assert len(set(names)) == len(names)


def small_planes(page):
    """The films of the small planes of several settings, in bytes."""
    return [part.proto.bytes for part in page.get("bidi_component") if "-training.eight." in part.proto.id]


@pytest.mark.parametrize(("name", "lang"), [(name, ("en", "ko")[i % 2]) for i, name in enumerate(variants.LADDERS)])
def test_every_ladder_opens_and_its_pictures_together_are_light(name, lang):
    page = run("training", tool="compare", compare="settings", varied=name, lang=lang, predict="skip", **QUICK)
    assert not page.exception
    assert not page.info
    eight = small_planes(page)
    assert 2 <= len(eight) == len(set(eight)) <= 8
    assert sum(map(len, eight)) < NEVER_MORE


@pytest.mark.parametrize("dataset", ["sine", "hills", "iris", "digits", "diabetes", "spiral"])
@pytest.mark.parametrize("way", ["pin", "seeds", "settings"])
def test_every_kind_of_data_is_compared_in_every_way_and_all_pictures_together_are_light(way, dataset, drawn):
    link = {"dataset": dataset, "epochs": "4", "n": "200", "pin": f"dataset~{dataset}~n~200~epochs~3"}
    if dataset in ("sine", "hills", "diabetes"):
        link |= {"loss": "squared", "pin": link["pin"] + "~loss~squared"}
    if dataset == "sine":
        link |= {"features": "x1", "pin": link["pin"] + "~features~x1"}
    page = run("training", tool="compare", compare=way, **link)
    assert not page.exception
    assert not page.info
    size = sum(len(chart.packed(table)) for _, tables, _ in drawn.values() for table in tables.values())
    assert size + sum(map(len, small_planes(page))) < NEVER_MORE
    assert (len(small_planes(page)) == 8) == (way == "settings")
    for key, (_, datasets, alt) in drawn.items():
        assert alt.strip(), key
        for table in datasets.values():
            for column in table.columns:
                if str(column.type) == "double":
                    assert np.isfinite(column.drop_null().to_numpy()).all(), key


@pytest.mark.parametrize("way", ["pin", "seeds", "settings"])
def test_runs_that_diverge_are_compared_without_a_number_that_is_none(way, drawn):
    link = QUICK | {"optimizer": "sgd", "loss": "squared", "learning_rate": "1e6", "log": "on"}
    page = run("training", tool="compare", compare=way, pin="learning_rate~30~optimizer~sgd~loss~squared", **link)
    assert not page.exception
    for key, (_, datasets, _) in drawn.items():
        for table in datasets.values():
            for column in table.columns:
                if str(column.type) == "double":
                    assert np.isfinite(column.drop_null().to_numpy()).all(), key


def test_eight_rates_trained_in_one_call_end_as_each_would_alone():
    rates = (0.001, 0.03, 0.3)
    experiment = Experiment(dataset="moons", n=100, epochs=5, hidden=(4,))
    for place, rate in enumerate(rates):
        together = compare_pictures.one_of(experiment, rates, place).film
        alone = record(replace(experiment, learning_rate=rate))
        np.testing.assert_allclose(together.test_loss, alone.test_loss, rtol=1e-6)


def test_training_tells_how_far_it_has_come_and_an_abandoned_run_leaves_nothing():
    experiment, told = Experiment(dataset="moons", n=60, epochs=7, hidden=(3,)), []

    def leave(share):
        told.append(share)
        if share > 0.5:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        compare_pictures.trained(experiment, leave)
    assert told == sorted(told)
    assert told[-2] <= 0.5 < told[-1]
    whole = []
    film = compare_pictures.trained(experiment, whole.append)
    assert whole[0] == 0
    assert whole[-1] == 1
    assert film.theta.tobytes() == record(experiment).theta.tobytes()
    again = []
    assert compare_pictures.trained(experiment, again.append) is film
    assert not again


def test_long_runs_are_cut_short_beside_each_other_and_the_page_says_so():
    assert compare_pictures.brief(Experiment(n=1000, batch_size=1, epochs=24)).epochs == 12
    page = run("training", tool="compare", compare="seeds", n="1000", batch_size="5", epochs="100", hidden="2")
    assert any("end after 60 epochs" in caption.value for caption in page.caption)


def test_the_controls_of_other_tools_are_not_drawn():
    page = run("training")
    assert not any(widget.key and "ladder" in widget.key for widget in page.get("button_group"))
    drawn = {widget.key for kind in ("button_group", "selectbox", "select_slider") for widget in page.get(kind)}
    assert "training.dataset" in drawn
    assert not drawn & {"training.compare", "training.varied", "training.slow_from"}
