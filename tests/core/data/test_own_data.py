"""Own data as a value: what it is equal to, what it refuses, and that a run on it is like any other."""

from dataclasses import replace

import numpy as np
import pytest

from dlcore.analysis.inspection import Inspection
from dlcore.data.builtin_tables import load_table
from dlcore.data.own_data import OwnData
from dlcore.export.numpy_program import export
from dlcore.training.experiment import prepare
from dlcore.training.training import Experiment, record
from tests.core.export.test_numpy_program import lines_of, printed_by

IRIS = load_table("iris")
OWN = OwnData(IRIS.x, IRIS.target, IRIS.feature_names, IRIS.class_names)
POINTS = np.random.default_rng(5).uniform(-1, 1, (30, 2))
DRAWN = OwnData(POINTS, POINTS[:, 0] * POINTS[:, 1] > 0, ("x1", "x2"), ("a", "b"), drawn=True)


def test_own_data_are_equal_where_everything_in_them_is_and_are_named_in_few_letters():
    same = OwnData(IRIS.x.copy(), IRIS.target.astype(int), list(IRIS.feature_names), IRIS.class_names)
    assert same == OWN
    assert hash(same) == hash(OWN)
    assert repr(same) == repr(OWN)
    assert len(repr(Experiment(dataset="own", own=OWN))) < 700
    x = IRIS.x.copy()
    x[17, 2] = np.nextafter(x[17, 2], np.inf)
    others = [
        replace(OWN, x=x),
        replace(OWN, target=2 - OWN.target),
        replace(OWN, feature_names=("a", "b", "c", "d")),
        replace(OWN, class_names=("a", "b", "c")),
        replace(OWN, name="other"),
        replace(OWN, class_names=()),
    ]
    assert len({repr(each) for each in (OWN, *others)}) == 7
    assert len({OWN, *others}) == 7


def test_own_data_cannot_be_written_to_and_do_not_change_with_the_array_they_came_from():
    x = IRIS.x.copy()
    own = replace(OWN, x=x)
    x[0, 0] = 99
    assert own == OWN
    with pytest.raises(ValueError, match="read-only"):
        own.x[0, 0] = 99


def test_a_run_on_own_data_is_the_run_on_the_built_in_table_of_the_same_numbers():
    built_in = Experiment(dataset="iris", n=90, noise=0.2, epochs=3)
    film, own = record(built_in), record(replace(built_in, dataset="own", own=OWN))
    np.testing.assert_array_equal(own.theta, film.theta)
    np.testing.assert_array_equal(own.test_loss, film.test_loss)


def test_drawn_points_are_a_toy_shape_with_features_and_its_noise():
    experiment = Experiment(dataset="own", own=DRAWN, features=("x1", "x2", "x1_x2"), n=1000, noise=0.0)
    network, train, test = prepare(experiment)
    assert experiment.source.planar
    assert network.sizes[0] == 3
    assert not train.standardized
    together = np.vstack([train.x, test.x])
    assert sorted(map(tuple, together)) == sorted(map(tuple, POINTS))
    _, noisy, _ = prepare(replace(experiment, noise=1.0))
    assert 0.5 < (noisy.x - train.x).std() / 0.3 < 1.5


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"x": IRIS.x[:, 0]}, "x is"),
        ({"target": IRIS.target[:-1]}, "x is"),
        ({"feature_names": ("one",)}, "names"),
        ({"x": IRIS.x * np.nan}, "finite"),
        ({"x": IRIS.x * 1e301}, "1e\\+300"),
        ({"drawn": True}, "two coordinates"),
        ({"class_names": ("a", "b", "c", "d")}, "Every class"),
        ({"class_names": ("a", "b")}, "Every class"),
        ({"class_names": ("a",), "target": IRIS.target * 0}, "one class"),
        ({"x": IRIS.x[:3], "target": IRIS.target[:3], "class_names": ()}, "too few"),
    ],
)
def test_data_that_nothing_can_be_learned_from_are_refused_in_a_sentence(change, sentence):
    with pytest.raises(ValueError, match=sentence):
        replace(OWN, **change)


def test_an_experiment_names_the_own_data_it_uses():
    with pytest.raises(ValueError, match="cannot stand in"):
        Experiment(own=OWN)
    with pytest.raises(ValueError, match="no dataset named 'own'"):
        Experiment(dataset="own")


EVIL = ('"""', "{x}", "one\ntwo", "#\u2028three")
EXPORTED = {
    "a table of classes": Experiment(dataset="own", own=OWN, n=90, noise=0.1, epochs=4),
    "names that are code": Experiment(dataset="own", own=replace(OWN, feature_names=EVIL), n=90, epochs=2),
    "drawn points": Experiment(dataset="own", own=DRAWN, n=30, epochs=4, features=("x1", "x1_squared")),
    "a number": Experiment(
        dataset="own", own=replace(OWN, class_names=(), target=IRIS.x[:, 0] ** 2), loss="squared", epochs=4
    ),
}


@pytest.mark.parametrize("name", EXPORTED)
def test_the_exported_program_holds_own_data_and_prints_the_same_losses(name, tmp_path):
    experiment = EXPORTED[name]
    assert printed_by(export(experiment), tmp_path) == lines_of(record(experiment))


def narrow(inputs, classes):
    """The first inputs of iris, for its classes or for a number."""
    names = {0: (), 2: ("a", "b"), 3: ("a", "b", "c")}[classes]
    target = {0: IRIS.x[:, 3], 2: IRIS.target > 0, 3: IRIS.target}[classes]
    own = OwnData(IRIS.x[:, :inputs] * 1000, target, IRIS.feature_names[:inputs], names)
    return Experiment(dataset="own", own=own, epochs=3, loss="cross_entropy" if classes else "squared")


@pytest.mark.parametrize("inputs", [1, 2, 3])
@pytest.mark.parametrize("classes", [0, 2, 3])
def test_every_training_example_of_a_narrow_table_lies_in_the_picture(inputs, classes):
    inspection = Inspection(record(narrow(inputs, classes)))
    low, high = inspection.extent
    places = inspection.places(inspection.train)
    assert places.shape == (len(inspection.train.x), 2)
    assert (low < places[:, 0]).all()
    assert (places[:, 0] < high).all()
    assert inspection.boundary(6).shape[1:3] == (6, 6)
    assert np.isfinite(inspection.boundary(6)).all()


def test_classes_of_one_input_lie_on_shelves_in_their_order():
    inspection = Inspection(record(narrow(1, 3)))
    low, high = inspection.extent
    heights = inspection.places(inspection.train)[:, 1]
    for label in range(3):
        expected = low + (high - low) * (2 * label + 1) / 6
        np.testing.assert_allclose(heights[inspection.train.labels == label], expected)


@pytest.mark.parametrize("size", [1e-300, 1e-9, 1e9, 1e90])
def test_tables_of_any_scale_train_alike(size):
    film = record(Experiment(dataset="own", own=OWN, n=90, epochs=3))
    scaled = record(Experiment(dataset="own", own=replace(OWN, x=OWN.x * size), n=90, epochs=3))
    if size > 1e-100:  # smaller squares are 0 in floating point: such an input is as good as constant
        np.testing.assert_allclose(scaled.test_loss, film.test_loss, rtol=1e-5)
    assert np.isfinite(scaled.test_loss).all()
