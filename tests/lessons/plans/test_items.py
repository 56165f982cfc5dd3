"""The items before and after and the twin questions: every number in their answers, obtained from the mathematics."""

import re
from itertools import product
from math import ceil, hypot

import numpy as np
import pytest

from dlcore.generalization.ensemble import refit
from dlcore.generalization.samples import Setting
from dlcore.gradients.computation_graph import given, gradients, total
from dlcore.gradients.computation_graph import product as times
from dlcore.information.measures import entropy, surprise
from dlcore.network.network import Network
from dlcore.regression.best_lines import best_line
from dlcore.regression.lines import Measure
from dlcore.search.strategies import levels
from dlcore.studies.learning_rate_sweep import descend_once, factor, objective
from pages.lessons.plans import page as page_of_plans
from pages.ui import text

LESSONS = list(page_of_plans.LESSONS)
CHOICES = "①②③"


def said(lang: str, lesson: str, name: str) -> str:
    return text.sections(lang, lesson, "plan")[name].replace("−", "-").replace("\u202f", " ")


def holds(lesson: str, name: str, *numbers: str) -> None:
    """Look for numbers in a section, in their order, in both languages."""
    for lang in text.LANGUAGES:
        words, at = said(lang, lesson, name), 0
        for number in numbers:
            found = re.compile(rf"(?<![\d.]){re.escape(number)}(?!\d|\.\d|,\d)").search(words, at)
            assert found, f"{lang}: {number} in {words[at:]}"
            at = found.end()


@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.parametrize("lang", text.LANGUAGES)
def test_two_items_of_three_choices_have_one_answer_and_a_reason(lesson, lang):
    items = re.split(r"^\d\. ", said(lang, lesson, "items"), flags=re.MULTILINE)[1:]
    assert len(items) == 2
    for item in items:
        question, answer = item.split("→")
        assert [mark for mark in question if mark in CHOICES] == list(CHOICES)
        assert re.match(r" \*\*[①②③]\*\*\. \S.+[.]\s*$", answer), answer


@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.parametrize("lang", text.LANGUAGES)
def test_a_twin_question_is_asked_and_answered(lesson, lang):
    assert re.fullmatch(r"\*[^*]+[?까]\*? ?.*\(.+\)", said(lang, lesson, "twin").strip())


def test_the_answers_are_not_all_in_one_place():
    marks = [re.findall(r"→ \*\*(.)\*\*", said("en", lesson, "items")) for lesson in LESSONS]
    assert len({mark for pair in marks for mark in pair}) == 3


def test_a_linear_model_of_five_inputs_has_six_numbers_to_find():
    assert Network((5, 1), "linear").n_params == 6
    holds("parameters", "twin", "6")


def test_a_grid_tries_four_of_sixteen_and_three_of_twenty_seven():
    assert levels(16, 2) == (4, 4)
    assert levels(27, 3) == (3, 3, 3)
    assert len({f"{place}" for place in np.random.default_rng(0).random(27)}) == 27
    holds("search", "items", "16", "4×4")
    holds("search", "twin", "27", "3×3×3", "3", "27")


def test_another_loss_chooses_another_number_and_another_model():
    values, choices = np.array([0.0, 0.0, 3.0]), (0.0, 1.0, 1.5)
    sums = [np.abs(values - choice).sum() for choice in choices]
    assert sums == [3, 4, 4.5]
    assert min(choices, key=lambda choice: ((values - choice) ** 2).sum()) == 1
    holds("loss", "items", "3", "4", "4.5", "1")
    misses = {"A": np.ones(4), "B": np.array([0.0, 0.0, 0.0, 3.0])}
    absolute, squared = ({k: float((abs(m) ** power).mean()) for k, m in misses.items()} for power in (1, 2))
    assert (absolute, squared) == ({"A": 1.0, "B": 0.75}, {"A": 1.0, "B": 2.25})
    holds("loss", "twin", "0.75", "1", "1", "2.25")


def test_one_value_far_too_large_moves_the_squared_line_more():
    x = np.arange(10.0)
    typed = np.where(x == 9, 10.0, 1.0) * (x + 1)
    moved = [
        np.abs(best_line(x, typed, Measure(loss)) - best_line(x, x + 1, Measure(loss))).max()
        for loss in ("squared", "absolute")
    ]
    assert moved[0] > 10 * moved[1]


def test_a_biased_estimator_may_have_the_smaller_error_and_may_not():
    rng = np.random.default_rng(0)
    for truth, expected in ((2, 0.85), (10, 1.81)):
        means = truth + rng.standard_normal(200_000)
        error = ((0.9 * means - truth) ** 2).mean()
        assert error == pytest.approx(expected, abs=0.01)
        assert (error < ((means - truth) ** 2).mean()) == (truth == 2)
    holds("estimators", "twin", "0.81", "0.2", "0.85", "0.81", "1", "1.81")
    biased = ((1 + 2**0.5 * rng.standard_normal(200_000)) ** 2).mean()
    assert biased == pytest.approx(3, abs=0.03)
    holds("estimators", "items", "3")


def test_the_mean_of_forty_of_fifty_neighbours_underfits():
    found = refit(Setting(model="neighbours", n=50, replications=100), 40)[0]
    fewer = refit(Setting(model="neighbours", n=50, replications=100), 8)[0]
    more = refit(Setting(model="neighbours", n=200, replications=100), 160)[0]
    assert fewer.test < 0.3 * found.test
    assert more.test > 0.95 * found.test
    holds("bias_variance", "twin", f"{found.train:.2f}", f"{found.test:.2f}", f"{found.noise:.2f}", f"{found.bias:.2f}")


def test_more_points_do_not_bend_a_line():
    errors = [refit(Setting(n=n, replications=100), 1)[0].test for n in (20, 200)]
    assert errors[1] == pytest.approx(errors[0], rel=0.06)


def test_what_a_wrong_forecast_costs_in_bits():
    fair, rare = (float(entropy(np.array([share, 1 - share]))) for share in (0.5, 0.9))
    assert fair == pytest.approx(1)
    holds("entropy", "items", "1", f"{rare:.2f}", f"{float(surprise(0.9)):.2f}", f"{float(surprise(0.5)):.0f}")
    holds("entropy", "twin", "70", "100", f"{float(surprise(0.3)):.2f}")
    assert np.isinf(surprise(0.0))


def valley(x: float, y: float, curvature: float = 9.0) -> float:
    return (x**2 + curvature * y**2) / 2


@pytest.mark.parametrize("curvature", [9.0, 1.0])
def test_the_gradient_in_a_valley_points_across_it(curvature):
    small, way = 1e-6, np.array([3.0, 1.0])
    ahead = np.array([valley(3 + small, 1, curvature), valley(3, 1 + small, curvature)])
    gradient = ((ahead - valley(3, 1, curvature)) / small).round(3)
    angle = np.degrees(np.arccos(min(1.0, gradient @ way / hypot(*gradient) / hypot(*way))))
    if curvature == 1:
        assert angle == pytest.approx(0, abs=1e-3)
    else:
        steps = (f"{-gradient[0]:g}", f"{-gradient[1]:g}", "-3", "-1")
        holds("optimizers", "twin", *steps, f"{angle:.0f}", "0")


def test_a_rate_settles_swings_or_diverges_by_its_factor():
    factors = [factor(rate, 4.0)[0] for rate in (0.1, 0.4, 0.6)]
    holds("learning_rate", "twin", "0.5", *(f"{each:.1f}" for each in factors))
    ends = []
    for rate in (0.1, 0.4, 0.6):
        run = descend_once(objective("parabola", 4.0), rate, 30, "constant")
        ends.append(run.loss[-1] / run.loss[0])
        signs = np.sign(run.theta[1:, 0] / run.theta[:-1, 0])
        assert set(signs[:10]) == ({1.0} if rate == 0.1 else {-1.0})
    assert ends[0] < 1e-3
    assert ends[1] < 1e-3
    assert ends[2] > 1e3


def test_updates_are_counted():
    assert 3 * ceil(1000 / 50) == 60
    holds("batch_size", "items", "60", "20")
    assert (ceil(60_000 / 128), 60_000 % 128, ceil(60_000 / 256)) == (469, 96, 235)
    holds("batch_size", "twin", "469", "96", "235")
    rng = np.random.default_rng(0)
    spread = [rng.standard_normal((20_000, size)).mean(axis=1).std() for size in (25, 100)]
    assert spread[0] / spread[1] == pytest.approx(2, rel=0.03)


def test_what_goes_back_is_error_times_weight_and_what_a_weight_gets_is_error_times_value():
    a, b, v, w = given("a", 2.0), given("b", 5.0), given("v", -1.0), given("w", 0.5)
    found = gradients(total("y", times("av", a, v), times("bw", b, w)))
    back = [0.4 * found[node] for node in (a, b, v, w)]
    assert sum(back[:2]) != pytest.approx(0.4)
    holds(
        "backprop", "twin", "0.4", *(f"{each:.2g}" for each in back[:2]), "0.4", *(f"{each:.2g}" for each in back[2:])
    )
    node, weight = given("a", 3.0), given("w", 0.0)
    found = gradients(times("y", node, weight))
    assert [0.6 * found[each] for each in (node, weight)] == pytest.approx([0, 1.8])
    holds("backprop", "items", "0", "1.8")


@pytest.mark.parametrize(("activation", "bends"), [(lambda z: 2 * z + 1, False), (lambda z: z**2, True)])
def test_an_activation_of_the_first_degree_bends_nothing(activation, bends):
    rng = np.random.default_rng(0)
    first, second = rng.standard_normal((3, 2)), rng.standard_normal((2, 1))
    row = np.linspace(rng.standard_normal(2), rng.standard_normal(2), 3)  # three points, at even distances
    inputs = np.column_stack([row, np.ones(3)])
    left, middle, right = (activation(inputs @ first) @ second)[:, 0]
    assert bool(abs(middle - (left + right) / 2) > 1e-9) == bends


def test_a_line_gets_three_corners_of_xor_right_and_a_product_all():
    corners = np.array(list(product((-1.0, 1.0), repeat=2)))
    labels = corners.prod(axis=1)
    rng = np.random.default_rng(0)
    lines = rng.standard_normal((20_000, 3))
    right = (np.sign(lines[:, :2] @ corners.T + lines[:, 2:]) == labels).sum(axis=1)
    assert right.max() == 3
    assert (np.sign(corners.prod(axis=1)) == labels).all()
    holds("training", "twin", "3", "4")
