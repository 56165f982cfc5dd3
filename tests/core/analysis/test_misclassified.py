import numpy as np
import pytest
from sklearn.datasets import load_digits

from dlcore.analysis.inspection import Inspection
from dlcore.analysis.misclassified import first_weights, images, misread
from dlcore.training.training import Experiment, record

DIGITS = Experiment(dataset="digits", n=300, noise=0.0, hidden=(12,), epochs=3, learning_rate=0.01, frames=8)


@pytest.fixture(scope="module")
def run():
    return Inspection(record(DIGITS))


def test_images_are_those_of_the_table_again(run):
    known = {image.astype(int).tobytes(): digit for image, digit in zip(*load_digits(return_X_y=True), strict=True)}
    for image, label in zip(images(run.test), run.test.labels, strict=True):
        assert known[np.rint(image).astype(int).tobytes()] == label
    np.testing.assert_allclose(images(run.test), np.rint(images(run.test)), atol=1e-9)


@pytest.mark.parametrize("most", [1, 7, 1000])
def test_misread_digits_are_found_one_by_one_and_the_surest_are_first(run, most):
    found, outputs = misread(run, run.test, most), run.predictions(run.test.x)
    for frame in range(len(run.film)):
        errors = []
        for row, digit in enumerate(run.test.labels):
            answer = max(range(10), key=lambda k: outputs[frame, row, k])
            if answer != digit:
                errors.append((-outputs[frame, row, answer], row, answer))
        errors.sort()
        assert found.count[frame] == len(errors)
        shown = [example for example in found.example[frame] if example >= 0]
        assert shown == [row for _, row, _ in errors[:most]]
        assert list(found.taken_for[frame, : len(shown)]) == [answer for *_, answer in errors[:most]]
        np.testing.assert_allclose(found.output[frame, : len(shown)], [-sure for sure, *_ in errors[:most]])


def test_the_count_is_what_the_accuracy_leaves(run):
    found = misread(run, run.test, 3)
    np.testing.assert_allclose(found.count / len(run.test.x), 1 - run.accuracy(run.test))


def test_a_weight_image_lights_up_where_a_single_lit_pixel_moves_the_neuron(run):
    weights = first_weights(run)
    rows = np.eye(64)[[5, 27, 50]]
    for frame in (0, len(run.film) - 1):
        theta = run.film.theta[frame]
        bend = np.arctanh(run.network.layers(theta, rows)[1]) - np.arctanh(run.network.layers(theta, 0 * rows)[1])
        for pixel, change in zip((5, 27, 50), bend, strict=True):
            np.testing.assert_allclose(weights[frame, :, pixel // 8, pixel % 8], change, rtol=1e-7)


def test_weights_of_pixels_that_are_always_blank_keep_their_first_values(run):
    blank = np.ptp(run.train.x, axis=0).reshape(8, 8) == 0
    weights = first_weights(run)
    assert blank.any()
    assert not np.ptp(weights[:, :, blank], axis=0).any()
    assert np.ptp(weights[:, :, ~blank], axis=0).all()


def test_what_is_no_image_or_has_no_output_for_each_class_is_refused():
    iris = Inspection(record(Experiment(dataset="iris", n=50, epochs=1)))
    cancer = Inspection(record(Experiment(dataset="breast_cancer", n=50, epochs=1)))
    assert images(iris.test).shape[1:] == (2, 2)
    with pytest.raises(ValueError, match="30 numbers are no square"):
        first_weights(cancer)
    with pytest.raises(ValueError, match="Three classes"):
        misread(cancer, cancer.test, 4)
