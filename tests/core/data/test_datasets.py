"""Data: shapes that are what they say, tables as scikit-learn has them, splits that leak nothing."""

import inspect
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcore.data.datasets import DATASETS, FEATURES, NOISE_SPREAD, PLANE, Dataset, Source, expand, split, standardize

TOYS = {name: source for name, source in DATASETS.items() if not source.table}
TABLES = {name: source for name, source in DATASETS.items() if source.table}
SHAPES = [name for name, source in TOYS.items() if source.task == "classification"]
CURVES = [name for name, source in TOYS.items() if source.task == "regression"]


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def unit(name: str, n: int = 4000, noise: float = 0.0) -> tuple[Dataset, np.ndarray, np.ndarray]:
    """A toy shape, its radius and its angle in turns."""
    data = TOYS[name](n, noise, rng())
    turns = np.arctan2(data.x[:, 1], data.x[:, 0]) / (2 * np.pi)
    return data, np.hypot(*data.x.T), turns


# Every dataset.


@pytest.mark.parametrize("source", DATASETS.values(), ids=DATASETS)
def test_a_dataset_is_what_its_source_says(source: Source) -> None:
    data = source(40, 0.1, rng())
    assert (data.name, data.task) == (source.name, source.task)
    assert data.x.shape == (40, source.inputs)
    assert data.y.shape == (40, source.outputs)
    assert data.x.dtype == data.y.dtype == np.float64
    assert len(data.feature_names) == source.inputs
    assert len(data.class_names) == source.classes
    assert not data.standardized


@pytest.mark.parametrize("source", DATASETS.values(), ids=DATASETS)
def test_classes_are_zero_or_one_or_one_hot(source: Source) -> None:
    data = source(100, 0.2, rng())
    if source.task == "regression":
        assert set(data.labels) == {0}
        return
    assert set(np.unique(data.y)) == {0.0, 1.0}
    assert set(data.labels) == set(range(source.classes))
    if source.classes > 2:
        assert (data.y.sum(axis=1) == 1).all()
        assert (data.y[np.arange(100), data.labels] == 1).all()


@pytest.mark.parametrize("source", DATASETS.values(), ids=DATASETS)
def test_a_seed_gives_its_data_again_and_another_seed_other_data(source: Source) -> None:
    one, again, other = (source(50, 0.3, rng(seed)) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one.x, again.x)
    np.testing.assert_array_equal(one.y, again.y)
    assert (one.x != other.x).any()


@pytest.mark.parametrize("source", DATASETS.values(), ids=DATASETS)
def test_more_noise_moves_the_same_examples_farther(source: Source) -> None:
    clean, some, more = (source(60, noise, rng()) for noise in (0.0, 0.2, 0.4))
    for part in ("x", "y"):
        near, far = (getattr(noisy, part) - getattr(clean, part) for noisy in (some, more))
        np.testing.assert_allclose(far, 2 * near, atol=1e-9)


@pytest.mark.parametrize("noise", [-0.1, 1.1, float("nan")])
def test_noise_outside_its_range_is_a_clear_error(noise: float) -> None:
    with pytest.raises(ValueError, match="Noise lies between 0 and 1, not at"):
        DATASETS["moons"](10, noise, rng())


def test_fewer_than_two_examples_are_a_clear_error() -> None:
    with pytest.raises(ValueError, match="at least 2 examples, not 1"):
        DATASETS["moons"](1, 0.0, rng())


def test_an_unknown_dataset_is_a_clear_error() -> None:
    with pytest.raises(ValueError, match="no dataset named 'moon'; known are: line, sine, "):
        DATASETS["moon"]


# Toy shapes.


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("n", [2, 51, 200])
def test_classes_are_balanced(name: str, n: int) -> None:
    ones = TOYS[name](n, 0.1, rng()).y.sum()
    assert ones == n // 2


@pytest.mark.parametrize("name", [name for name in SHAPES if name != "blobs"])
def test_shapes_fill_the_square_and_stay_in_it(name: str) -> None:
    x = TOYS[name](4000, 0.0, rng()).x
    assert np.abs(x).max() <= 1
    assert min(np.ptp(x, axis=0)) > 0.9
    assert max(np.ptp(x, axis=0)) > 1.9


@pytest.mark.parametrize("name", TOYS)
def test_almost_every_point_with_some_noise_is_in_the_plane_shown(name: str) -> None:
    x = TOYS[name](4000, 0.3, rng()).x
    assert ((x > PLANE[0]) & (x < PLANE[1])).all(axis=1).mean() > 0.98


@pytest.mark.parametrize("name", SHAPES)
def test_noise_one_has_the_documented_spread_on_every_coordinate(name: str) -> None:
    n = 20_000
    moved = TOYS[name](n, 1.0, rng()).x - TOYS[name](n, 0.0, rng()).x
    error = NOISE_SPREAD / np.sqrt(2 * n)
    np.testing.assert_allclose(moved.std(axis=0), NOISE_SPREAD, atol=4 * error)
    np.testing.assert_allclose(moved.mean(axis=0), 0, atol=4 * NOISE_SPREAD / np.sqrt(n))


@pytest.mark.parametrize("name", CURVES)
def test_noise_on_a_curve_is_in_the_target_only(name: str) -> None:
    clean, noisy = (TOYS[name](20_000, noise, rng()) for noise in (0.0, 1.0))
    np.testing.assert_array_equal(clean.x, noisy.x)
    np.testing.assert_allclose((noisy.y - clean.y).std(), NOISE_SPREAD, rtol=0.02)


@pytest.mark.parametrize("name", CURVES)
def test_targets_are_of_order_one(name: str) -> None:
    y = TOYS[name](4000, 0.0, rng()).y
    assert 0.3 < y.std() < 1
    assert np.abs(y).max() < 1.2


@pytest.mark.parametrize("name", ["line", "plane"])
def test_straight_targets_are_straight(name: str) -> None:
    data = TOYS[name](50, 0.0, rng())
    design = np.column_stack([data.x, np.ones(50)])
    weights = np.linalg.lstsq(design, data.y, rcond=None)[0]
    np.testing.assert_allclose(design @ weights, data.y, atol=1e-12)


def test_the_sine_is_one_whole_wave() -> None:
    data = TOYS["sine"](2000, 0.0, rng())
    np.testing.assert_allclose(data.y, expand(data.x, ["sin_x1"]), atol=1e-12)


def test_hills_are_as_many_as_hollows_and_balance() -> None:
    data = TOYS["hills"](20_000, 0.0, rng())
    assert data.y.max() == pytest.approx(1, abs=0.1)
    assert data.y.min() == pytest.approx(-1, abs=0.1)
    assert data.y.mean() == pytest.approx(0, abs=4 * data.y.std() / np.sqrt(20_000))


def test_blobs_are_parted_by_a_line() -> None:
    data, *_ = unit("blobs", 400)
    assert ((data.x.sum(axis=1) > 0) == data.labels).all()


def test_moons_are_those_of_scikit_learn_but_for_place_and_size() -> None:
    from sklearn.datasets import make_moons

    theirs, labels = make_moons(1000)
    data = TOYS["moons"](1000, 0.0, rng())
    for label in (0, 1):
        there = theirs[labels == label]
        ours = data.x[data.labels == label] * 1.5 + [0.5, 0.25]
        nearest = np.linalg.norm(ours[:, None] - there, axis=-1).min(axis=1)
        assert nearest.max() < np.pi / 499


def test_circles_are_parted_by_the_radius_and_filled_evenly() -> None:
    data, radius, _ = unit("circles")
    inside, outside = radius[data.labels == 1], radius[data.labels == 0]
    assert inside.max() < 0.55 < 0.65 < outside.min()
    # An evenly filled disc has half its points within 1/√2 of its radius.
    assert np.mean(inside < 0.5 / np.sqrt(2)) == pytest.approx(0.5, abs=4 * 0.5 / np.sqrt(len(inside)))


def test_xor_is_the_exclusive_or_of_two_signs() -> None:
    data, *_ = unit("xor")
    np.testing.assert_array_equal(np.logical_xor(*(data.x.T > 0)), data.labels)


def test_each_arm_of_the_spiral_makes_about_one_and_three_quarter_turns() -> None:
    data, radius, _ = unit("spiral")
    for label in (0, 1):
        arm = data.x[data.labels == label][np.argsort(radius[data.labels == label])]
        angle = np.unwrap(np.arctan2(arm[:, 1], arm[:, 0]))
        assert (np.diff(angle) > 0).all()
        assert (angle[-1] - angle[0]) / (2 * np.pi) == pytest.approx(1.75 * 0.94, abs=0.01)


def test_one_arm_of_the_spiral_is_the_other_turned_by_half() -> None:
    data, radius, turns = unit("spiral")
    winding = (turns - 1.75 * radius) % 1
    for label, place in ((0, 0.0), (1, 0.5)):
        np.testing.assert_allclose((winding[data.labels == label] - place + 0.5) % 1, 0.5, atol=1e-9)


def test_stripes_change_three_times_along_the_diagonal() -> None:
    data, *_ = unit("stripes")
    across = np.argsort(data.x.sum(axis=1))
    assert (np.diff(data.labels[across]) != 0).sum() == 3


@pytest.mark.parametrize("name", ["circles", "xor", "spiral", "stripes"])
def test_what_no_line_can_part_no_line_parts(name: str) -> None:
    data = TOYS[name](1000, 0.0, rng())
    design = np.column_stack([data.x, np.ones(1000)])
    line = np.linalg.lstsq(design, 2 * data.y[:, 0] - 1, rcond=None)[0]
    assert np.mean((design @ line > 0) == data.labels) < 0.75


# Tables.


def test_toy_shapes_do_without_scikit_learn() -> None:
    program = (
        "import sys, numpy as np\n"
        "from dlcore.data.datasets import DATASETS, split\n"
        "for source in DATASETS.values():\n"
        "    if not source.table: split(source(20, 0.1, np.random.default_rng(0)), 0.5, np.random.default_rng(0))\n"
        "sys.exit('sklearn' in sys.modules)"
    )
    root = Path(inspect.getfile(Dataset)).parents[2]
    assert subprocess.run([sys.executable, "-c", program], check=False, cwd=root).returncode == 0


@pytest.mark.parametrize("source", TABLES.values(), ids=TABLES)
def test_a_whole_table_without_noise_is_scikit_learns(source: Source) -> None:
    from sklearn import datasets

    bunch = getattr(datasets, f"load_{source.name}")(**({"scaled": False} if source.name == "diabetes" else {}))
    data = source(10_000, 0.0, rng())
    assert len(data.x) == source.rows == len(bunch.data)
    ours = np.column_stack([data.x, data.labels if source.classes else data.y])
    theirs = np.column_stack([bunch.data, bunch.target])
    np.testing.assert_array_equal(ours[np.lexsort(ours.T)], theirs[np.lexsort(theirs.T)])


@pytest.mark.parametrize("source", TABLES.values(), ids=TABLES)
def test_fewer_rows_keep_each_class_at_its_share(source: Source) -> None:
    whole, part = (np.bincount(source(n, 0.0, rng()).labels) for n in (10_000, 60))
    np.testing.assert_allclose(part, whole * 60 / whole.sum(), atol=1.5)


def test_noise_on_a_table_is_in_standard_deviations_of_the_input() -> None:
    clean, noisy = (TABLES["breast_cancer"](569, noise, rng()) for noise in (0.0, 0.5))
    ratio = (noisy.x - clean.x).std(axis=0) / clean.x.std(axis=0)
    np.testing.assert_allclose(ratio, 0.5, atol=4 * 0.5 / np.sqrt(2 * 569))
    np.testing.assert_array_equal(clean.y, noisy.y)


def test_what_is_done_to_a_table_stays_with_the_one_who_did_it() -> None:
    TABLES["iris"](150, 0.0, rng()).x[:] = 0
    assert (TABLES["iris"](150, 0.0, rng()).x > 0).all()


# Features.


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("x1", 0.5), ("x2", -0.25), ("x1_squared", 0.25), ("x2_squared", 0.0625),
        ("x1_x2", -0.125), ("sin_x1", 1.0), ("sin_x2", -np.sqrt(0.5)),
    ],
)  # fmt: skip
def test_a_feature_is_computed_on_the_plane(name: str, value: float) -> None:
    np.testing.assert_allclose(expand(np.array([[0.5, -0.25]]), [name]), [[value]])


def test_every_feature_is_tested() -> None:
    assert list(FEATURES) == ["x1", "x2", "x1_squared", "x2_squared", "x1_x2", "sin_x1", "sin_x2"]


def test_features_stand_in_the_order_of_their_names() -> None:
    x = rng().normal(size=(5, 2))
    np.testing.assert_array_equal(expand(x, ["x2", "x1"]), x[:, ::-1])


def test_features_keep_leading_axes_and_float32() -> None:
    x = np.ones((3, 4, 2), np.float32)
    assert expand(x, list(FEATURES)).shape == (3, 4, 7)
    assert expand(x, list(FEATURES)).dtype == np.float32


def test_a_line_has_the_features_of_its_one_coordinate() -> None:
    x = np.array([[0.5], [-1.0]])
    np.testing.assert_allclose(expand(x, ["x1", "x1_squared", "sin_x1"]), [[0.5, 0.25, 1], [-1, 1, 0]], atol=1e-15)


@pytest.mark.parametrize(
    ("inputs", "names", "message"),
    [
        (1, ["x1", "x2"], "feature x2 needs a second coordinate"),
        (1, ["x1_x2"], "feature x1_x2 needs a second coordinate"),
        (2, [], "At least one feature"),
        (2, ["x3"], "no feature named 'x3'; known are: x1, "),
        (4, ["x1"], "a line or a plane, not for 4 inputs"),
    ],
)
def test_features_that_cannot_be_are_clear_errors(inputs: int, names: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        expand(np.ones((3, inputs)), names)


# Split.


def classes(*counts: int) -> Dataset:
    """A dataset with so many examples of each class, x being the number of the example."""
    labels = np.repeat(np.arange(len(counts)), counts)
    x = np.arange(float(len(labels)))[:, None]
    y = np.eye(len(counts))[labels] if len(counts) > 2 else labels[:, None].astype(float)
    return Dataset("made up", x, y, ("number",), tuple("abcdefghij"[: len(counts)]), "classification")


@given(
    counts=st.lists(st.integers(1, 30), min_size=2, max_size=10),
    share=st.floats(0.01, 0.99),
    seed=st.integers(0, 2**32),
)
def test_a_split_parts_every_example_and_trains_on_every_class(counts: list[int], share: float, seed: int) -> None:
    data = classes(*counts)
    if len(data.x) <= len(counts):
        with pytest.raises(ValueError, match="cannot be parted"):
            split(data, share, rng(seed))
        return
    train, test = split(data, share, rng(seed))
    assert len(train.x) >= 1
    assert len(test.x) >= 1
    np.testing.assert_array_equal(np.sort(np.concatenate([train.x, test.x]), axis=0), data.x)
    assert set(train.labels) == set(data.labels)
    for part in (train, test):
        np.testing.assert_array_equal(part.y, data.y[part.x[:, 0].astype(int)])


@pytest.mark.parametrize("share", [0.1, 0.5, 0.8])
def test_a_split_has_the_share_asked_for_in_each_class(share: float) -> None:
    data = classes(500, 300, 200)
    train, _ = split(data, share, rng())
    assert len(train.x) == round(share * 1000)
    np.testing.assert_allclose(np.bincount(train.labels), share * np.array([500, 300, 200]), atol=1)


def test_a_split_is_the_same_for_the_same_seed_only() -> None:
    data = DATASETS["spiral"](100, 0.1, rng())
    one, again, other = (split(data, 0.5, rng(seed))[0].x for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, again)
    assert (one != other).any()


def test_every_example_is_as_likely_to_be_trained_on() -> None:
    data, runs = classes(10, 30), 2000
    chosen = np.zeros(40)
    for seed in range(runs):
        chosen[split(data, 0.3, rng(seed))[0].x[:, 0].astype(int)] += 1
    np.testing.assert_allclose(chosen / runs, 0.3, atol=4 * np.sqrt(0.3 * 0.7 / runs))


def test_a_regression_is_split_too() -> None:
    train, test = split(DATASETS["line"](10, 0.0, rng()), 0.01, rng())
    assert (len(train.x), len(test.x)) == (1, 9)


@pytest.mark.parametrize("share", [0.0, 1.0, -1.0, float("nan")])
def test_a_share_that_leaves_nothing_is_a_clear_error(share: float) -> None:
    with pytest.raises(ValueError, match="share for training lies between 0 and 1"):
        split(classes(5, 5), share, rng())


# Standardizing.


@pytest.mark.parametrize("name", TABLES)
def test_training_examples_get_mean_zero_and_standard_deviation_one(name: str) -> None:
    train, test = standardize(*split(TABLES[name](10_000, 0.0, rng()), 0.7, rng()))
    assert train.standardized
    assert test.standardized
    np.testing.assert_allclose(train.x.mean(axis=0), 0, atol=1e-9)
    spread = train.x.std(axis=0)
    np.testing.assert_allclose(spread[spread > 0], 1)
    if train.task == "regression":
        assert train.y.mean() == pytest.approx(0, abs=1e-9)
        assert train.y.std() == pytest.approx(1)
    else:
        assert set(np.unique(train.y)) == {0.0, 1.0}


def test_standardizing_is_scikit_learns() -> None:
    from sklearn.preprocessing import StandardScaler

    train, test = split(TABLES["digits"](300, 0.0, rng()), 0.7, rng())
    scaler = StandardScaler().fit(train.x)
    for ours, raw in zip(standardize(train, test), (train, test), strict=True):
        varied = np.ptp(train.x, axis=0) > 0
        np.testing.assert_allclose(ours.x, np.where(varied, scaler.transform(raw.x), 0), atol=1e-12)


def test_no_test_example_has_a_say_in_the_standardized_training_examples() -> None:
    train, test = split(TABLES["diabetes"](10_000, 0.0, rng()), 0.5, rng())
    one, _ = standardize(train, test)
    other, _ = standardize(train, replace(test, x=1e6 * test.x, y=-test.y))
    np.testing.assert_array_equal(one.x, other.x)
    np.testing.assert_array_equal(one.y, other.y)


@pytest.mark.parametrize("times", [1, 2])
def test_the_original_units_come_back(times: int) -> None:
    train, test = split(TABLES["diabetes"](10_000, 0.0, rng()), 0.5, rng())
    ours = train, test
    raws = train, test
    for _ in range(times):
        ours, raws = standardize(*ours[::-1]), raws[::-1]
    for part, raw in zip(ours, raws, strict=True):
        np.testing.assert_allclose(part.x * part.x_scale + part.x_center, raw.x)
        np.testing.assert_allclose(part.y * part.y_scale + part.y_center, raw.y)


@pytest.mark.parametrize("size", [1e-300, 1e-200, 1e-8, 1.0, 1e8, 1e200, 1e300])
def test_numbers_of_any_size_are_standardized_as_their_shares_are(size: float) -> None:
    x, y = np.random.default_rng(1).normal(size=(40, 3)), np.random.default_rng(2).normal(size=(40, 1))
    data = Dataset("t", x * size, y * size, ("a", "b", "c"), (), "regression")
    usual = standardize(*split(replace(data, x=x, y=y), 0.5, rng()))
    for ours, theirs in zip(standardize(*split(data, 0.5, rng())), usual, strict=True):
        np.testing.assert_allclose(ours.x, theirs.x, rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(ours.y, theirs.y, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("value", [0.0, 0.1, 0.3, 0.7, 14.62, 36.6, 5, -1e300, 1e-300])
def test_what_is_constant_in_the_training_part_is_left_out_and_named(value: float) -> None:
    x = np.column_stack([np.arange(12.0), np.full(12, value)])
    train = Dataset("t", x, np.arange(12.0)[:, None], ("a", "b"), (), "regression")
    test = replace(train, x=x + np.array([0, max(abs(value), 1) * 0.5]))
    ours = standardize(train, test)
    for part in ours:
        assert part.constant == ("b",)
        np.testing.assert_array_equal(part.x[:, 1], 0)
    np.testing.assert_array_equal(ours[1].measured[0], test.x)


def test_a_target_that_is_constant_in_the_training_part_takes_its_unit_from_the_test_part() -> None:
    train = Dataset("t", np.arange(6.0)[:, None], np.full((6, 1), 0.1), ("a",), (), "regression")
    ours, other = standardize(train, replace(train, y=np.array([[0.1], [0.1], [0.9], [0.1], [0.1], [0.1]])))
    assert np.abs(ours.y).max() < 1e-9
    assert np.abs(other.y).max() == pytest.approx(1)


def test_examples_that_come_parted_stay_so() -> None:
    held_out = np.arange(30) % 3 == 0
    data = Dataset("t", np.arange(30.0)[:, None], (np.arange(30) % 2)[:, None], ("a",), ("0", "1"), "classification")
    for share in (0.1, 0.5, 0.9):
        train, test = split(replace(data, held_out=held_out), share, rng())
        assert set(test.x[:, 0]) == set(np.flatnonzero(held_out))
        assert len(train.x) + len(test.x) == 30
    for useless in (np.ones(30, bool), np.zeros(30, bool), np.arange(30) % 2 == 0):
        assert len(split(replace(data, held_out=useless), 0.5, rng())[0].x) == 15
