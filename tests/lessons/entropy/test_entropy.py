"""The lesson on surprise: what it says is what was computed another way, at every end of its controls."""

import math
import re
from collections import Counter

import numpy as np
import pytest
from scipy import stats
from sklearn.metrics import accuracy_score, log_loss

from dlcore.analysis.inspection import Inspection
from dlcore.training.training import record
from pages.lessons.entropy import classifier
from pages.lessons.entropy import page as lesson
from pages.lessons.entropy import pictures as entropy
from pages.lessons.entropy.charts import (
    cross_entropy_parts,
    entropy_by_share,
    reliability_diagram,
    running_surprise,
    score_losses,
    surprise,
)
from pages.ui import controls
from pages.ui.parts import quiz, strip
from pages.ui.parts.chart import packed
from pages.ui.text import sections
from tests.ui.running import run

SPECS = {
    running_surprise: ("a", "b"),
    cross_entropy_parts: ("a",),
    entropy_by_share: ("a", "b"),
    surprise: ("a", "b"),
    score_losses: ("a", "b", "c", "d", "e"),
    reliability_diagram: ("a", "b"),
}

CONTROLS = {control.id: control for control in lesson.CONTROLS}


def told(page) -> str:
    return "\n".join(element.value for element in page.markdown)


def chosen(**asked):
    return controls.settle(lesson.CONTROLS, asked)[0]


def pictures(values) -> dict:
    now = entropy.bag(values)
    run = classifier.descents(values.score, values.learning_rate)
    training = classifier.trained(classifier.classifier(values))
    return {
        "draws": entropy.film_of_draws(now, values.letters),
        "parts": entropy.whole_and_parts(now, values.letters),
        "shares": entropy.shares_of_blue(now, values.letters),
        "prices": entropy.prices(now),
        "loss": classifier.score_picture(values.score, values.learning_rate, False),
        "slope": classifier.score_picture(values.score, values.learning_rate, True),
        "probability": classifier.probability_picture(run),
        "bins": classifier.bins_picture(training),
        "costs": classifier.costs_picture(training),
    }


@pytest.mark.parametrize(
    ("bag", "model"),
    [("20-0", "0-20"), ("0-1", "1-0"), ("1-20", "20-1"), ("7-0-0-0-9", "0-0-3-0-0"), ("1-1-1-1-1", "20-0")],
)
@pytest.mark.parametrize("colours", ["2", "5"])
def test_the_page_opens_with_empty_colours_on_either_side(bag: str, model: str, colours: str) -> None:
    others = {"draws": "10", "unit": "nats", "letters": "books"}
    for experiment, picture in (("draws", "parts"), ("costs", "parts"), ("costs", "shares"), ("costs", "price")):
        link = {"experiment": experiment, "picture": picture}
        page = run("entropy", bag=bag, model=model, colours=colours, **link, **others)
        assert not page.exception
        assert "nan" not in told(page).lower()


@pytest.mark.parametrize(
    "ends",
    [
        {"score": "-10", "learning_rate": "10", "examples": "20", "noise": "1"},
        {"score": "10", "learning_rate": "0.1", "examples": "300", "noise": "0"},
    ],
)
def test_the_page_opens_at_both_ends_of_its_sliders(ends: dict[str, str]) -> None:
    for experiment in ("scores", "calibration"):
        page = run("entropy", lang="ko", experiment=experiment, **ends)
        assert not page.exception
        assert not page.info
        assert "nan" not in told(page).lower()


def test_the_question_stands_beside_its_picture_and_an_answer_shows_what_it_asks_about() -> None:
    page = run("entropy", bag="1-1")
    assert "What holds of cross-entropy" in told(page)
    page.button("entropy.predict.floor").click().run()
    values = page.session_state["entropy:values"]
    assert (values["experiment"], values["bag"][:2], values["model"][:2]) == ("costs", (6, 2), (3, 5))
    words = told(page)
    assert "**You expected:**" in words
    assert "costs KL(q‖p) = 0.420 on top of H(q) = 0.811" in words


def test_the_numbers_of_the_replies_are_those_of_scipy() -> None:
    q, p = np.array([6, 2]) / 8, np.array([3, 5]) / 8
    least, extra = stats.entropy(q, base=2), stats.entropy(q, p, base=2)
    swapped = stats.entropy(p, base=2) + stats.entropy(p, q, base=2)
    for lang in ("en", "ko"):
        replies = {
            answer.id: " ".join(answer.reply) for answer in quiz.parsed(sections(lang, "entropy")["question"]).answers
        }
        assert f"{swapped:.3f}" in replies["symmetric"]
        assert f"{least + extra:.3f}" in replies["symmetric"]
        for number in (least, extra, least + extra):
            assert f"{number:.3f}" in replies["floor"]


def test_every_stop_sets_the_controls_and_says_its_sentence() -> None:
    page = run("entropy", predict="skip")
    for stop in strip.stops("en", "entropy"):
        page.button("entropy.stop.next").click().run()
        assert not page.exception
        assert stop.sentence in told(page)
        held = page.session_state["entropy:values"]
        for name, word in stop.query.items():
            assert CONTROLS[name].parse(word) == held[name], name
    page.button("entropy.stop.next").click().run()
    assert "**Challenge.**" in told(page)


def test_only_the_chosen_experiment_is_computed(monkeypatch) -> None:
    monkeypatch.setattr(classifier, "trained", None)
    for experiment in ("draws", "costs", "scores"):
        assert not run("entropy", experiment=experiment).exception


def test_a_surprise_that_is_the_same_for_every_ball_needs_no_interval() -> None:
    page = told(run("entropy", colours="5", bag="4-4-4-4-4"))
    assert "the mean surprise is **2.322** = H(q), always" in page
    assert "95% interval" not in page


def test_entropy_and_cost_on_the_page_are_those_of_scipy() -> None:
    link = {"colours": "4", "bag": "7-2-0-1", "model": "1-2-3-4"}
    page = told(run("entropy", predict="skip", **link))
    q, p = np.array([7, 2, 0, 1]) / 10, np.array([1, 2, 3, 4]) / 10
    least, extra = stats.entropy(q, base=2), stats.entropy(q, p, base=2)
    assert f"= {least:.3f}$ bits" in page
    assert f"= {least + extra:.3f}$ bits" in page
    page = told(run("entropy", experiment="costs", **link))
    assert f"costs KL(q‖p) = {extra:.3f} on top of H(q) = {least:.3f}" in page
    assert "H(p, q) = ∞ bits" in page  # the model believes in a colour that the bag does not hold
    assert "log 4 = 2.000" in page


def test_the_formulas_terms_add_up_to_what_they_say() -> None:
    now = entropy.bag(chosen(colours=5, bag=(5, 3, 2, 1, 1), model=(1, 2, 3, 4, 5)))
    for model in (False, True):
        _, terms, whole = entropy.formula(now, model).split(" = ")
        total = sum(math.prod(float(x) for x in term.split(" \\cdot ")) for term in terms.split(" + "))
        assert total == pytest.approx(float(whole), abs=5e-3)


@pytest.mark.parametrize("preset", [preset.id for preset in lesson.PRESETS])
def test_every_preset_shows_its_point(preset: str) -> None:
    page = run("entropy", predict="skip")
    page.button(f"entropy.preset.{preset}").click().run()
    assert not page.exception
    expected = {
        "blue": "**H(q) = 0**",
        "right": "KL(q‖p) = 0, and the cost is H(q) itself",
        "impossible": "\\infty",
        "even": "no bag of 5 colours is more uncertain",
    }
    if preset == "blue":
        page.segmented_control("entropy.experiment").select("costs").run()
    assert expected[preset] in told(page)
    assert bool(page.warning) == (preset == "impossible")


def test_a_colour_ruled_out_is_named() -> None:
    words = told(run("entropy", experiment="costs", model="8-0"))
    assert "**Infinite.** The bag holds what the model gives no chance (q > 0, p = 0): orange" in words


def test_the_first_impossible_ball_is_named() -> None:
    page = run("entropy", predict="skip", model="8-0")
    draw = int(re.search(r"Ball (\d+) was", page.warning[0].value).group(1))
    outcome = entropy.bag(chosen(model=(8, 0, 0, 0, 0))).drawn.outcome
    assert outcome[draw - 1] == 1
    assert not outcome[: draw - 1].any()


def test_an_impossible_ball_that_has_not_come_is_said_to_be_luck() -> None:
    for seed in range(40):
        now = entropy.bag(chosen(bag=(20, 1, 0, 0, 0), model=(1, 0, 0, 0, 0), draws=10, seed=seed))
        if not now.drawn.outcome.any():
            assert now.ended is None
            page = run("entropy", predict="skip", bag="20-1", model="1-0", draws="10", seed=str(seed))
            assert "by luck" in page.warning[0].value
            return
    raise AssertionError("no lucky seed among forty, though each is lucky with probability 0.61")


def test_the_letters_change_places_everywhere_and_nothing_else_does() -> None:
    mine, theirs = (
        "\n".join(
            told(run("entropy", predict="skip", experiment=experiment, letters=letters))
            for experiment in ("draws", "costs", "scores")
        )
        for letters in ("notes", "books")
    )
    assert mine != theirs
    swap = {"p": "q", "q": "p"}
    swapped = re.sub(r"(?<![A-Za-z\\])[pq](?![A-Za-z])", lambda found: swap[found.group()], mine)
    assert swapped == theirs
    assert "KL(p‖q) = 0.420 on top of H(p) = 0.811" in theirs
    page = run("entropy", predict="skip", experiment="costs")
    page.segmented_control("entropy.letters").select("books").run()
    assert "with equality only where $q = p$" in told(page)
    assert entropy.lettered(r"\exp p q_i \sqrt{pq}", "books") == r"\exp q p_i \sqrt{pq}"


def test_nats_are_bits_times_the_logarithm_of_two() -> None:
    bits, nats = (entropy.bag(chosen(unit=unit)) for unit in ("bits", "nats"))
    for name in ("entropy", "cost", "extra", "bound", "room"):
        assert getattr(nats, name) == pytest.approx(getattr(bits, name) * math.log(2), rel=1e-12)


def test_the_mean_that_the_page_tells_is_that_of_the_balls_in_its_file() -> None:
    now = entropy.bag(chosen(seed=4))
    rows = [row.split(",") for row in entropy.draws_table(now).decode().replace('"', "").splitlines()]
    seen = Counter(row[rows[0].index("colour")] for row in rows[1:])
    mean = -(seen["blue"] * math.log2(0.75) + seen["orange"] * math.log2(0.25)) / 200
    assert f"**{mean:.3f}**" in told(run("entropy", predict="skip", seed="4"))


def test_the_challenge_is_done_by_a_rare_ball_and_not_at_the_start() -> None:
    link = {"experiment": "costs", "stop": "challenge"}
    words = told(run("entropy", **link, bag="20-1", model="10-11"))
    assert "**Done**" in words
    q, p = np.array([20, 1]) / 21, np.array([10, 11]) / 21
    both = [stats.entropy(a, base=2) + stats.entropy(a, b, base=2) for a, b in ((q, p), (p, q))]
    assert f"{both[0]:.3f} bits, swapped {both[1]:.3f} bits" in words
    assert "**Done**" not in told(run("entropy", **link))
    assert "**Done**" not in told(run("entropy", **link, bag="20-0", model="10-11"))


def test_the_network_pays_what_scikit_learn_says_and_expects_what_scipy_says() -> None:
    experiment = classifier.classifier(chosen(examples=20, seed=2))
    found, again = classifier.trained(experiment), Inspection(record(experiment))
    truth = again.test.y[:, 0]
    assert len(again.train.x) == 20
    assert len(truth) == classifier.TESTED
    for frame in (0, 5, -1):
        p = again.predictions(again.test.x)[frame, :, 0]
        assert found.pays[frame] == pytest.approx(log_loss(truth, p), rel=1e-6)
        assert found.expects[frame] == pytest.approx(stats.entropy(np.array([p, 1 - p])).mean(), rel=1e-9)
        assert found.accuracy[frame] == pytest.approx(accuracy_score(truth, p > 0.5))
    assert found.pays[found.best] == min(found.pays)


def test_too_few_examples_make_it_too_sure_and_more_of_them_less() -> None:
    few, many = (classifier.trained(classifier.classifier(chosen(examples=n))) for n in (20, 300))
    assert few.pays[-1] > 2 * few.pays[few.best]
    assert few.pays[-1] > 5 * few.expects[-1]
    assert many.bins.gap[-1] < few.bins.gap[-1] / 2


def test_many_examples_without_noise_make_it_too_cautious() -> None:
    for seed in range(3):
        run_ = classifier.trained(classifier.classifier(chosen(examples=300, noise=0.0, seed=seed)))
        assert run_.expects[-1] > 2 * run_.pays[-1]
        assert run_.accuracy[-1] == 1


@pytest.mark.parametrize(("lang", "said"), [("en", "0.693 nats"), ("ko", "0.693내트")])
def test_what_half_costs_is_said_in_both_units(lang: str, said: str) -> None:
    assert math.log(2) == pytest.approx(0.693, abs=5e-4)
    assert said in told(run("entropy", experiment="costs", picture="price", lang=lang, unit="nats"))


def test_a_caption_names_the_loss_of_each_probability() -> None:
    run_ = classifier.descents(-6.0, 1.0)
    cross, squared = run_.probability[-1]
    assert cross > 0.9 > 0.1 > squared
    assert classifier.score_captions(run_)[-1].endswith(
        f"cross-entropy p = {cross:.3f}, squared error p = {squared:.3f}"
    )


def test_captions_and_text_write_the_same_accuracy() -> None:
    training = classifier.trained(classifier.classifier(chosen()))
    accuracy = f"accuracy {training.accuracy[-1]:.1%}"
    assert accuracy in classifier.training_captions(training)[-1]
    assert accuracy in told(run("entropy", experiment="calibration"))


def test_of_one_colour_the_page_says_that_nothing_surprises_and_not_within_what() -> None:
    page = told(run("entropy", predict="skip", bag="8-0"))
    assert "After 200 draws the mean surprise is **0**, just as H(q)" in page
    assert "95% interval" not in page
    assert not entropy.bag(chosen(bag=(8, 0, 0, 0, 0))).drawn.surprise.any()


def test_the_page_tells_how_much_harder_cross_entropy_pushes() -> None:
    p = 1 / (1 + math.exp(6))
    assert f"**{1 / (2 * p * (1 - p)):.0f} times**" in told(run("entropy", experiment="scores"))


EXTREMES = (
    {},
    {"bag": (20, 0, 0, 0, 0), "model": (0, 20, 0, 0, 0), "draws": 10},
    {"colours": 5, "bag": (4, 4, 4, 4, 4), "model": (0, 0, 0, 0, 3), "draws": 500, "unit": "nats"},
    {"score": -10.0, "learning_rate": 10.0, "examples": 300, "noise": 0.0},
    {"score": 10.0, "learning_rate": 0.1, "examples": 20, "noise": 1.0},
)


@pytest.mark.parametrize("asked", EXTREMES)
def test_every_number_that_reaches_a_chart_is_finite_and_a_film_is_small(asked: dict) -> None:
    for name, tables in pictures(chosen(**asked)).items():
        for table in tables.values():
            for column in table.columns:
                values = [value for value in column.to_pylist() if isinstance(value, float)]
                assert np.isfinite(values).all(), name
        assert sum(len(packed(table)) for table in tables.values()) < 300_000, name


def test_the_parts_of_a_bar_end_where_the_whole_does() -> None:
    now = entropy.bag(chosen(colours=3, bag=(5, 3, 2, 0, 0), model=(2, 2, 4, 0, 0)))
    table = entropy.whole_and_parts(now, "notes")["wholes"].to_pydict()
    q, p = np.array([0.5, 0.3, 0.2]), np.array([0.25, 0.25, 0.5])
    assert table["right"] == pytest.approx([-(q * np.log2(p)).sum(), -(p * np.log2(q)).sum()])
    assert table["entropy"] == pytest.approx([stats.entropy(q, base=2), stats.entropy(p, base=2)])
    assert table["words"][0] == "H(q, p) = 1.485 + 0.315 = 1.800 bits"


def test_specs_are_built_once_and_name_just_the_datasets_that_come() -> None:
    for chart, words in SPECS.items():
        assert chart.spec(*words) is chart.spec(*words)
    given = pictures(chosen())
    for name, chart in zip(
        ("draws", "parts", "shares", "prices", "loss", "bins"),
        (running_surprise, cross_entropy_parts, entropy_by_share, surprise, score_losses, reliability_diagram),
        strict=True,
    ):
        used = set(re.findall(r"'data': \{'name': '(\w+)'\}", str(chart.spec(*SPECS[chart]))))
        assert used == set(given[name]), name


def test_bars_in_a_link_are_read_back_and_nonsense_is_answered() -> None:
    bars = next(control for control in lesson.CONTROLS if control.id == "bag")
    for value in ((6, 2, 1, 1, 1), (0, 0, 0, 0, 7), (20, 20, 20, 20, 20)):
        assert bars.parse(bars.format(value)) == value
        assert bars.limit(value, controls.Values(colours=5)) == value
    assert bars.parse("3-2") == (3, 2, 0, 0, 0)
    assert bars.limit((0, 0, 3, 0, 0), controls.Values(colours=2)) == bars.default
    assert bars.limit((99, -1, 3, 0, 0, 4), controls.Values(colours=2)) == (20, 0, 3, 0, 0)
    for word in ("x", "3--2", "3-2-x"):
        page = run("entropy", predict="skip", bag=word)
        assert "not understood" in page.info[0].value
        assert not page.exception


def test_an_empty_bag_in_a_link_is_refused_with_a_sentence() -> None:
    page = run("entropy", predict="skip", bag="0-0")
    assert "0, 0, 0, 0, 0 is not possible here" in page.info[0].value
    assert "0.811" in told(page)
