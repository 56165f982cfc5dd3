"""The pictures of a class: valid specs, and rows that say what was voted, drawn, picked and sampled."""

import altair as alt
import numpy as np
import pytest

from pages.ui import theme
from pages.ui.charts import class_pictures, votes

RNG = np.random.default_rng(5)
DRAWN = RNG.normal(size=(9, 4))
SPECS = {
    "bars": (votes.bars_spec(4, "votes"), votes.bars([(1, 2, 3, 4), (0, 5, 5, 0)], ("a", "b"))),
    "one_round": (votes.bars_spec(4, "votes"), votes.bars([(1, 2, 3, 4), None], ("a", "b"))),
    "moves": (votes.moves_spec(2, "a", "b"), votes.moves([(3, 1), (0, 2)])),
    "curves": (
        class_pictures.curves_spec("x", "y"),
        class_pictures.curves(range(4), DRAWN, (LINE := np.arange(5), LINE)),
    ),
    "no_curve": (
        class_pictures.curves_spec("x", "y", log=True),
        class_pictures.curves(range(4), np.empty((0, 4)), (LINE, LINE + 1)),
    ),
    "points": (
        class_pictures.points_spec("x", "y", (True, False)),
        class_pictures.points(np.array([[1, 2], [3, 4]]), np.array([0.2, 0.1]), (1, 10), (0, 5)),
    ),
    "no_point": (
        class_pictures.points_spec("x", "y"),
        class_pictures.points(np.empty((0, 2)), np.empty(0), (1, 10), (0, 5)),
    ),
    "samples": (class_pictures.samples_spec("x"), class_pictures.samples(RNG.normal(size=40), 0.0, (-3, 3))),
    "no_sample": (class_pictures.samples_spec("x"), class_pictures.samples(np.empty(0), 0.0, (-3, 3))),
}


@pytest.mark.parametrize("name", SPECS)
def test_the_spec_is_valid_and_its_datasets_are_those_that_come(name):
    spec, datasets = SPECS[name]
    for presentation in (False, True):
        alt.Chart.from_dict({**spec, "config": theme.chart_config(presentation)}, validate=True)
    used = {data["name"] for data in names(spec)}
    assert used == set(datasets)


def names(tree):
    if isinstance(tree, dict):
        own = [tree["data"]] if "data" in tree else []
        return own + [found for child in tree.values() for found in names(child)]
    return [found for child in tree for found in names(child)] if isinstance(tree, list) else []


def test_bars_say_number_share_and_round():
    rows = votes.bars([(1, 3), (4, 0)], ("first", "second"))["votes"].to_pylist()
    assert [row["words"] for row in rows] == [
        "1 · 25% · first",
        "3 · 75% · first",
        "4 · 100% · second",
        "0 · 0% · second",
    ]


def test_the_median_of_the_class_is_that_of_each_knot():
    found = class_pictures.curves(range(4), DRAWN, (np.arange(5), np.arange(5)))["median"]["y"].to_pylist()
    assert found == pytest.approx([sorted(DRAWN[:, k])[4] for k in range(4)])


def test_the_best_point_is_the_one_of_the_lowest_loss():
    rows = class_pictures.points(RNG.random((5, 2)), np.array([3, 1, 0.5, 2, 9]), (0, 1), (0, 1))["picked"].to_pylist()
    assert [row["best"] for row in rows] == [False, False, True, False, False]


def test_what_diverged_is_a_cross_and_never_the_best():
    places, ends = RNG.random((3, 2)), ((0, 1), (0, 1))
    some = class_pictures.points(places, np.array([np.inf, 2.0, np.inf]), *ends, ["#111111", "#222222", "#333333"])
    rows = some["picked"].to_pylist()
    assert [row["diverged"] for row in rows] == [True, False, True]
    assert [row["best"] for row in rows] == [False, True, False]
    assert [row["fill"] for row in rows] == ["#111111", "#222222", "#333333"]
    none = class_pictures.points(places, np.full(3, np.inf), *ends)["picked"].to_pylist()
    assert not any(row["best"] for row in none)


def test_estimates_in_one_bin_stand_upon_each_other_and_none_is_lost():
    estimates = np.concatenate([np.full(5, 0.51), [-0.9], [99.0]])
    table = class_pictures.samples(estimates, 0.0, (-1.0, 1.0), bins=10)
    rows = table["estimates"].to_pylist()
    assert len(rows) == 7
    assert sorted(row["level"] for row in rows if row["x"] == pytest.approx(0.5)) == [0.5, 1.5, 2.5, 3.5, 4.5]
    assert max(row["x"] for row in rows) == pytest.approx(0.9)
    assert table["ends"]["top"].to_pylist() == [class_pictures.LEVELS]
    tall = class_pictures.samples(np.zeros(60), 0.0, (-1.0, 1.0), bins=10)
    assert tall["ends"]["top"][0].as_py() > tall["estimates"]["level"].to_numpy().max() == 59.5
    assert table["truth"]["mean"].to_pylist() == [pytest.approx(estimates.mean())]
