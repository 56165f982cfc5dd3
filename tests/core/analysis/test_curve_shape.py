"""The shape of a curve in words, on curves made to have it."""

import numpy as np
import pytest

from dlcore.analysis.curve_shape import SHAPES, SWING, PictureAxis, compare, shape
from dlcore.studies.learning_rate_sweep import descend_once, objective

x = np.linspace(0, 1, 31)
MADE = {
    "falls": 0.9 - 0.8 * x,
    "rises": 0.1 + 0.8 * x,
    "level": 0.5 + 0.02 * np.sin(40 * x),
    "oscillates": 0.5 + 0.3 * (-1.0) ** np.arange(31),
    "leaves": np.full(31, 1.2),
}


def test_a_curve_is_made_for_each_shape():
    assert set(MADE) == set(SHAPES)


@pytest.mark.parametrize("name", SHAPES)
def test_a_curve_of_one_shape_has_it_in_every_third(name):
    assert shape(MADE[name]) == (name,) * 3


@pytest.mark.parametrize("count", [4, 12, 13, 100, 101])
def test_the_number_of_points_does_not_matter(count):
    t = np.linspace(0, 1, count)
    assert shape(np.interp(t, [0, 1 / 3, 2 / 3, 1], [0.9, 0.3, 0.3, 0.8])) == ("falls", "level", "rises")


def test_a_drawn_wave_of_twelve_knots_oscillates():
    wave = np.array([50, 80, 50, 20, 50, 80, 50, 20, 50, 80, 50, 20]) / 100
    assert shape(wave) == ("oscillates",) * 3
    assert shape(np.array([90, 50, 20, 60, 20, 60, 20, 60, 20, 60, 20, 60]) / 100)[1:] == ("oscillates",) * 2


def test_one_valley_is_no_oscillation():
    assert shape(0.9 * np.abs(2 * x - 1)) == ("falls", "level", "rises")
    assert "oscillates" not in shape(np.concatenate([MADE["falls"], MADE["rises"]]))


def test_trembling_of_the_hand_does_not_count():
    trembling = np.random.default_rng(0).uniform(-0.4, 0.4, 31) * SWING
    assert shape(MADE["falls"] + trembling) == ("falls",) * 3
    assert shape(0.5 + trembling) == ("level",) * 3


def test_a_curve_that_ends_early_has_left_and_one_below_lies_on_the_edge():
    gone = np.where(x < 0.5, 0.7, np.nan)
    assert shape(gone) == ("level", "leaves", "leaves")
    assert shape(-3 * x) == ("level",) * 3


def test_a_curve_that_begins_at_the_upper_edge_and_falls_has_not_left():
    assert shape(1 - x) == ("falls",) * 3


@pytest.mark.parametrize("heights", [np.zeros(3), np.zeros((4, 4))])
def test_too_few_heights_are_an_error(heights):
    with pytest.raises(ValueError, match="more than 3 heights"):
        shape(heights)


def test_parts_with_the_same_words_are_one_and_distance_does_not_matter():
    [part] = compare(MADE["falls"], 0.4 * MADE["falls"] + 0.5)
    assert part.met
    assert (part.first, part.last) == (0, 2)
    real = np.interp(x, [0, 1 / 3, 1], [0.9, 0.4, 0.4]) + 0.2 * (x > 0.34) * (-1.0) ** np.arange(31)
    drawn = np.interp(x, [0, 1 / 3, 1], [0.6, 0.1, 0.1])
    assert compare(real, drawn) == ((0, 0, "falls", "falls"), (1, 2, "oscillates", "level"))


@pytest.mark.parametrize("axis", [PictureAxis(0.0, 3.0), PictureAxis(1e-8, 100.0, log=True)])
def test_values_and_heights_are_each_others_inverse(axis):
    heights = np.linspace(0, 1, 12)
    values = axis.values(heights)
    np.testing.assert_allclose([values[0], values[-1]], [axis.low, axis.high])
    np.testing.assert_allclose(axis.heights(values), heights, atol=1e-12)


def test_a_loss_of_0_lies_at_the_lower_edge_of_a_logarithmic_axis():
    axis = PictureAxis(1e-8, 100.0, log=True)
    np.testing.assert_allclose(axis.heights(np.array([0.0, 1e-20, 1e-3, np.inf])), [0, 0, 0.5, np.inf])


@pytest.mark.parametrize(
    ("rate", "words"),
    [(0.01, ("level",) * 3), (0.3, ("falls",) * 3), (1.9, ("falls",) * 3), (2.1, ("rises",) * 3)],
)
def test_the_loss_of_a_parabola_has_the_shape_that_its_factor_says(rate, words):
    """The loss is multiplied by (1 − ηλ)² at each step: ten steps of 30 are a third."""
    loss = descend_once(objective("parabola", 1.0), rate, 30, "constant").loss
    heights = PictureAxis(loss[0] * 1e-8, loss[0] * 1e4, log=True).heights(loss)
    change = 20 * np.log10(abs(1 - rate)) / 12
    assert ("level" if abs(change) < SWING else "rises" if change > 0 else "falls") == words[0]
    assert shape(heights) == words
