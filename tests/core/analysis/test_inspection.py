from dataclasses import replace

import numpy as np
import pytest
from sklearn.metrics import accuracy_score, confusion_matrix

from dlcore.analysis.inspection import Inspection, grid
from dlcore.gradients.gradcheck import numerical_gradient
from dlcore.network.losses import LOSSES
from dlcore.training.training import Experiment, network_inputs, record

MOONS = Experiment(dataset="moons", n=60, epochs=4, hidden=(5, 4), features=("x1", "x2", "x1_x2"))
IRIS = Experiment(dataset="iris", n=150, epochs=4, hidden=(6,))


def forward_by_hand(theta, hidden, inputs):
    """The score of one example, layer after layer, each neuron by its own sum over θ as it lies."""
    values, place = list(inputs), 0
    for layer, width in enumerate((*hidden, 1)):
        weights = theta[place : place + len(values) * width].reshape(len(values), width)
        biases = theta[place + weights.size : place + weights.size + width]
        place += weights.size + width
        sums = [sum(v * w for v, w in zip(values, weights[:, j], strict=True)) + biases[j] for j in range(width)]
        values = [np.tanh(s) for s in sums] if layer < len(hidden) else sums
    assert place == len(theta)
    return values[0]


def test_the_grid_runs_from_the_bottom_left_row_by_row():
    points = grid(4, -1, 1)
    np.testing.assert_allclose(points[0], [-0.75, -0.75])
    np.testing.assert_allclose(points[3], [0.75, -0.75])
    np.testing.assert_allclose(points[-1], [0.75, 0.75])


def test_a_pixel_of_the_boundary_is_the_prediction_at_its_middle():
    inspection = Inspection(record(MOONS))
    picture = inspection.boundary(10)
    x = np.array([[*grid(10)[37]]])
    score = [forward_by_hand(theta, MOONS.hidden, network_inputs(MOONS, x)[0]) for theta in inspection.film.theta]
    np.testing.assert_allclose(picture[:, 3, 7, 0], 1 / (1 + np.exp(-np.array(score))), rtol=1e-4, atol=1e-5)


def test_the_last_neuron_map_is_the_boundary_and_the_first_are_the_features():
    inspection = Inspection(record(MOONS))
    maps = inspection.neuron_maps(8)
    assert [m.shape[1] for m in maps] == [3, 5, 4, 1]
    np.testing.assert_allclose(maps[-1][:, 0], inspection.boundary(8)[..., 0], rtol=1e-5, atol=1e-6)
    features = network_inputs(MOONS, grid(8))
    np.testing.assert_allclose(maps[0][0].reshape(3, -1).T, features, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("experiment", [MOONS, IRIS, replace(MOONS, loss="hinge"), replace(MOONS, loss="squared")])
def test_accuracy_and_confusion_are_what_scikit_learn_counts(experiment):
    inspection = Inspection(record(experiment))
    for part in (inspection.train, inspection.test):
        predicted = inspection.classes(part)
        for t in (0, len(predicted) - 1):
            assert inspection.accuracy(part)[t] == pytest.approx(accuracy_score(part.labels, predicted[t]))
            counted = confusion_matrix(part.labels, predicted[t], labels=range(len(part.class_names)))
            np.testing.assert_array_equal(inspection.confusion(part)[t], counted)


def test_a_wrong_example_is_one_on_the_wrong_side_of_the_score():
    inspection = Inspection(record(MOONS))
    score = inspection.network.forward(inspection.film.theta[-1], network_inputs(MOONS, inspection.test.x))[:, 0]
    np.testing.assert_array_equal(inspection.wrong(inspection.test)[-1], (score > 0) != (inspection.test.y[:, 0] == 1))


def test_gradient_sizes_are_norms_of_the_numerical_gradient():
    inspection = Inspection(record(MOONS))
    x, y = network_inputs(MOONS, inspection.train.x), inspection.train.y
    loss, network, theta = LOSSES["cross_entropy"], inspection.network, inspection.film.theta[-1]
    numerical = numerical_gradient(lambda at: float(loss.value(network.forward(at, x), y)), theta)
    sizes = [np.linalg.norm(matrix) for matrix in network.matrices(numerical)]
    np.testing.assert_allclose(inspection.gradient_sizes[-1], sizes, rtol=1e-6)


def test_a_film_of_several_runs_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="one run"):
        Inspection(record(replace(MOONS, starts=2)))
