"""The lesson on parameters: what it says moved has moved, what it says was saved was saved."""

import re
from io import BytesIO
from itertools import product

import numpy as np
import pytest
from sklearn.svm import SVC

from dlcore.models import refits
from dlcore.models.families import FAMILIES, load
from pages.lessons.parameters import mark_tests, pictures, sorting
from pages.lessons.parameters import words as parameter_words
from pages.lessons.parameters.charts import parameter_histograms
from pages.lessons.parameters.page import CONTROLS
from pages.lessons.parameters.settings import PRESETS
from pages.ui import controls
from pages.ui.parts import strip
from pages.ui.serving import runs
from tests.ui.running import moved, run

everything = pytest.mark.parametrize("family", FAMILIES)


def told(page) -> str:
    return "\n".join(element.value for element in page.markdown)


def ledger(page) -> str:
    return next(element.value for element in page.get("html") if "ledger" in element.value)


def place(**settings):
    return pictures.place(controls.settle(CONTROLS, {"family": "svm"} | settings)[0])


@everything
def test_every_family_opens_in_both_languages(family):
    for lang, experiment in product(("en", "ko"), ("found", "marks", "samples", "cards")):
        page = run("parameters", predict="skip", family=family, lang=lang, experiment=experiment)
        assert not page.exception
        words = re.sub(r"<style>.*?</style>", "", told(page), flags=re.DOTALL)
        assert "{" not in words.replace("$", "").split("\\hat")[0]


def test_an_answer_draws_the_new_sample_and_marks_what_it_moved():
    page = run("parameters")
    assert "what is different?" in told(page)
    page.button("parameters.predict.found").click().run()
    given, found = ledger(page).split("</table>")[:2]
    assert 'class="moved"' not in given
    assert found.count('class="moved"') == 2
    assert "**You expected:**" in told(page)
    before, after = place(family="line", dataset="sine"), place(family="line", dataset="sine", seed=2)
    assert sum(row.moved for row in pictures.found_rows(after, before)) == 4


def test_every_stop_sets_the_controls_and_says_its_sentence():
    page = run("parameters")
    for number, stop in enumerate(strip.stops("en", "parameters"), 1):
        page.button("parameters.stop.next").click().run()
        assert not page.exception
        assert stop.sentence in told(page)
        assert page.query_params["stop"] == str(number)
        held = page.session_state["parameters:values"]
        assert {name: str(held[name]) for name in stop.query} == stop.query


@pytest.mark.parametrize("preset", [preset.id for preset in PRESETS])
def test_every_preset_opens(preset):
    page = run("parameters", predict="skip")
    page.button(f"parameters.preset.{preset}").click().run()
    assert not page.exception


def test_nothing_is_marked_as_moved_at_first():
    assert 'class="moved"' not in ledger(run("parameters", predict="skip"))


@everything
def test_new_data_move_every_parameter_and_no_setting(family):
    page = run("parameters", predict="skip", family=family)
    page.button("parameters.seed.next").click().run()
    given, found = ledger(page).split("</table>")[:2]
    assert 'class="moved"' not in given
    assert found.count('class="moved"') == len(FAMILIES[family].names)
    count = pictures.totals(place(family=family, seed=2))[1]
    assert f"**other data**. {count} of {count}" in told(page)


@everything
def test_a_setting_moves_itself_and_what_is_found(family):
    name, value = {"line": ("degree", 7), "svm": ("c", 30.0), "network": ("batch_size", 20)}[family]
    before, after = place(family=family), place(family=family, **{name: value})
    given = {row.name: row.moved for row in pictures.set_rows(after, before, parameter_words_said())}
    assert {key for key, moved in given.items() if moved} == {name}
    assert sum(row.moved for row in pictures.found_rows(after, before)) > 0
    assert not any(row.moved for row in pictures.found_rows(after, after))


def parameter_words_said() -> dict[str, str]:
    return {name: text.en for name, text in parameter_words.FIXED.items()}


def test_the_mark_goes_with_the_change_and_stays_when_nothing_changes():
    page = run("parameters", predict="skip", family="line")
    page = moved(page, "parameters.degree", 4)
    assert "you changed it" in ledger(page)
    assert "**Degree**, by you" in told(page)
    page.run()
    assert "you changed it" in ledger(page)


def test_the_page_tells_the_support_vectors_that_scikit_learn_finds():
    where = place(c=10.0, gamma=3.0, seed=4)
    x, y = refits.yours("moons", 0.5, 4)
    machine = SVC(C=10.0, gamma=3.0).fit(x, y)
    row = next(row for row in pictures.found_rows(where, None) if row.name == "support_vectors")
    assert row.shape == machine.support_vectors_.shape
    rings = pictures.fit_picture(where)["points"].to_pydict()["wrong"]
    assert {i for i, ring in enumerate(rings) if ring == "1"} == set(machine.support_.tolist())
    fresh, truth = refits.judges("moons", 0.5, 4)
    assert pictures.fit(where).test == pytest.approx((machine.predict(fresh) != truth).mean())


@everything
def test_the_file_on_offer_is_the_model_on_the_page(family):
    where = place(family=family)
    fresh, _ = refits.judges(*where[1:4])
    loaded = load(BytesIO(pictures.file(where)))
    assert loaded.predict(fresh).tobytes() == pictures.fit(where).model.predict(fresh).tobytes()
    assert mark_tests.saved(where).different == 0
    page = run("parameters", predict="skip", family=family, experiment="marks")
    assert "**0** of 400 predictions" in told(page)


def test_a_changed_bit_would_be_counted(monkeypatch):
    where = place(family="line", degree=2)
    right = mark_tests.load

    def worse(file):
        model = right(file)
        model.parameters["intercept"] = np.nextafter(model.parameters["intercept"], 9)
        return model

    monkeypatch.setattr(mark_tests, "load", worse)
    runs.store.forget(mark_tests.saved.__wrapped__)
    assert mark_tests.saved(where).different > 0
    runs.store.forget(mark_tests.saved.__wrapped__)


@everything
def test_histograms_hold_a_block_for_each_sample_and_one_pile_for_the_setting(family):
    where = place(family=family)
    data = pictures.histograms(where, 40, "setting", "vectors", "intercept")
    blocks, titles = (data[name].to_pydict() for name in ("blocks", "titles"))
    count = len(titles["title"])
    assert len(blocks["frame"]) == 40 * count
    first = slice(0, None, count)
    assert len(set(blocks["left"][first])) == 1
    assert titles["low"][0].startswith("= ")
    assert not titles["high"][0]
    names, rows, own = pictures.numbers(where, 40)
    for p in range(1, count):
        left = np.array(blocks["left"][p::count]) - titles["left"][p]
        bins = np.rint(left / parameter_histograms.WIDE * parameter_histograms.BINS).astype(int)
        ends = np.append(rows[:, p - 1], own[p - 1])
        expected = np.histogram(rows[:, p - 1], parameter_histograms.BINS, (ends.min(), ends.max()))[0]
        np.testing.assert_array_equal(np.bincount(bins, minlength=parameter_histograms.BINS), expected, names[p - 1])


def test_the_histograms_of_the_line_hold_numpys_own_coefficients():
    where = place(family="line", degree=3)
    x, y = refits.others(*where[1:4], 200)
    expected = np.array([np.polynomial.polynomial.polyfit(a[:, 0], b, 3) for a, b in zip(x, y, strict=True)])
    _, rows, own = pictures.numbers(where, 200)
    np.testing.assert_allclose(rows, expected, atol=1e-9)
    found = pictures.fit(where)
    np.testing.assert_allclose(own, np.polynomial.polynomial.polyfit(found.x[:, 0], found.y, 3), atol=1e-9)


@everything
def test_scaling_is_measured_on_fresh_data_and_begins_at_no_skill(family):
    where = place(family=family)
    errors = mark_tests.scaled_errors(where, "all")
    assert errors[10] == pictures.fit(where).test
    _, truth = refits.judges(*where[1:4])
    nought = (truth**2).mean() if family == "line" else truth.mean()
    assert errors[0] == pytest.approx(nought)
    assert errors[10] < errors[0]


@everything
def test_each_parameter_left_out_is_refused_by_name(family):
    answers = mark_tests.left_out(place(family=family))
    assert [name for name, _ in answers] == list(FAMILIES[family].names)
    assert all(name in answer for name, answer in answers)


@everything
@pytest.mark.parametrize("written", ["-5", "5"])
def test_a_number_written_in_does_not_stay(family, written):
    page = run("parameters", predict="skip", family=family, written=written, experiment="marks")
    assert not page.exception
    told_of = mark_tests.defied(place(family=family), float(written))
    assert pictures.short(told_of.again) in told(page)
    assert told_of.again != float(written)


def test_the_challenge_is_done_by_c_and_gamma_and_not_at_the_start():
    link = {"predict": "skip", "family": "svm", "stop": "challenge"}
    assert "**Done**" not in told(run("parameters", **link))
    page = told(run("parameters", c="30", gamma="3", **link))
    machine = SVC(C=30.0, gamma=3.0).fit(*refits.yours("moons", 0.5, 1))
    assert "**Done**" in page
    assert f"{len(machine.support_)} support vectors" in page
    fresh, truth = refits.tests("moons", 0.5, 1)
    assert f"once: **{(machine.predict(fresh) != truth).mean():.1%}** wrong" in page
    assert "**Done**" not in told(run("parameters", c="30", gamma="3", seed="5", **link))


def test_the_test_data_are_not_those_that_choose_and_leave_the_samples_as_they_were():
    judges, tests = refits.judges("moons", 0.5, 1)[0], refits.tests("moons", 0.5, 1)[0]
    assert judges.shape == tests.shape
    assert not (judges[:, None] == tests).all(axis=-1).any()
    first = np.random.default_rng(1).spawn(3)[1]
    np.testing.assert_array_equal(judges, refits.samples("moons", 0.5, first, 1, refits.JUDGES)[0][0])


def test_a_link_that_names_a_setting_of_the_machine_means_the_machine():
    for link in ({"c": "500"}, {"gamma": "3"}, {"kernel": "linear"}, {"dataset": "blobs"}):
        values = run("parameters", predict="skip", **link).session_state["parameters:values"]
        assert values["family"] == "svm"
    assert run("parameters", predict="skip").session_state["parameters:values"]["family"] == "line"


def test_cards_are_answered_at_once_with_their_reason():
    page = run("parameters", predict="skip", family="line", experiment="cards")
    assert f"0 of {len(sorting.CARDS)} right" in told(page)
    card = sorting.CARDS[1]
    page.get("button_group")
    page.session_state[sorting.key("parameters", card)] = card.kind
    page.session_state[sorting.key("parameters", sorting.CARDS[0])] = "hyperparameter"
    page.run()
    words = told(page)
    assert f"**Right. Hyperparameter.** {card.reason.en}" in words
    assert f"**No. Parameter.** {sorting.CARDS[0].reason.en}" in words
    assert f"1 of {len(sorting.CARDS)} right, {len(sorting.CARDS) - 2} still" in words
    page.button("parameters.cards.again").click().run()
    assert f"0 of {len(sorting.CARDS)} right" in told(page)


def test_the_twelve_cards_are_of_both_kinds():
    kinds = [card.kind for card in sorting.CARDS]
    assert len(kinds) == 12
    assert set(kinds) == set(sorting.KINDS)


@pytest.mark.parametrize("link", [{"c": "0.01"}, {"c": "1000"}, {"gamma": "100"}, {"noise": "1"}, {"kernel": "linear"}])
def test_machines_at_their_ends_open(link):
    page = run("parameters", predict="skip", dataset="xor", **link)
    assert not page.exception
    assert "nan" not in told(page)


def test_without_noise_every_sample_gives_the_same_line():
    spread = pictures.spread(place(family="line", dataset="line", noise=0.0), 200)
    assert (spread.different, spread.mean) == (1, "0.8")
    assert pictures.spread(place(family="line", dataset="line", noise=0.5), 200).different == 200


@pytest.mark.parametrize("degree", [1, 9])
def test_rounding_is_told_as_one_value_and_no_error(degree):
    where = place(family="line", dataset="line", noise=0.0, degree=degree)
    titles = pictures.histograms(where, 200, "setting", "vectors", "intercept")["titles"].to_pydict()
    assert titles["low"] == [f"= {degree}", "= 0.2", "= 0.8", *["= 0"] * (degree - 1)]
    assert pictures.spread(where, 200)[1:] == (1, "0.8", "0")
    assert mark_tests.skill_picture(where, "all")["skill"]["told"].to_pylist()[10] == "0"
    assert mark_tests.verdict(where) == "tried_exact"
    assert mark_tests.verdict(place(family="line", dataset="line", noise=0.5)) != "tried_exact"


def test_a_line_without_noise_says_why_new_data_do_not_move_it():
    link = {"predict": "skip", "family": "line", "dataset": "line", "degree": "1", "noise": "0"}
    words = told(run("parameters", experiment="marks", **link))
    assert "200 samples gave **one** value of *β1*: 0.8. These data have no noise" in words
    assert "none is better" in words


def test_a_preset_that_also_brings_other_data_says_both():
    page = run("parameters", predict="skip", seed="5", family="svm")
    page.button("parameters.preset.hard").click().run()
    assert page.session_state["parameters.seed"] == 1
    both = r"\*\*C \(penalty for violations\)\*\*, by you, and \*\*other data\*\*\. (\d+) of \1 numbers"
    assert re.search(both, told(page))


def test_the_error_beside_the_factor_is_written_as_below_the_picture():
    where = place()
    told_of = mark_tests.skill_picture(where, "all")["skill"]["told"].to_pylist()
    assert told_of[10] == f"{pictures.fit(where).test:.1%}"


@everything
def test_your_own_sample_stands_within_every_histogram(family):
    for seed in range(1, 6):
        titles = pictures.histograms(place(family=family, seed=seed), 40, "s", "n", "b")["titles"].to_pydict()
        ends = zip(titles["own"], titles["left"], titles["right"], strict=True)
        assert all(left - 1e-9 <= own <= right + 1e-9 for own, left, right in ends)


def test_the_settings_without_a_control_are_marked_as_fixed():
    given, found = ledger(run("parameters", predict="skip", family="network")).split("</table>")[:2]
    assert given.count("fixed here") == len(pictures.FIXED["network"])
    assert "fixed here" not in found
