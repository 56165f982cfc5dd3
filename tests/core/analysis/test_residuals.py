import numpy as np
import pytest
from sklearn.datasets import load_diabetes
from sklearn.metrics import mean_squared_error, r2_score

from dlcore.analysis.inspection import Inspection
from dlcore.analysis.residuals import determination, histogram, measured, predicted, root_mean_squared_error
from dlcore.training.training import Experiment, record

DIABETES = Experiment(
    dataset="diabetes", n=442, noise=0.0, loss="squared", hidden=(6,), epochs=20, learning_rate=0.01, frames=6
)


@pytest.fixture(scope="module")
def run():
    return Inspection(record(DIABETES))


def test_the_truth_is_that_of_the_table_in_its_own_units(run):
    both = np.concatenate([measured(run.train), measured(run.test)])
    np.testing.assert_allclose(np.sort(both), np.sort(load_diabetes().target))


def test_error_and_share_explained_are_those_of_scikit_learn(run):
    for part in (run.train, run.test):
        truth, predictions = measured(part), predicted(run, part)
        squared = [mean_squared_error(truth, frame) for frame in predictions]
        np.testing.assert_allclose(root_mean_squared_error(predictions, truth), np.sqrt(squared))
        np.testing.assert_allclose(determination(predictions, truth), [r2_score(truth, p) for p in predictions])


def test_the_error_squared_is_the_loss_times_the_variance_of_the_training_targets(run):
    truth, predictions = measured(run.train), predicted(run, run.train)
    expected = run.film.train_loss * np.var(truth)
    np.testing.assert_allclose(root_mean_squared_error(predictions, truth) ** 2, expected)


def test_training_on_diabetes_explains_something_of_what_it_has_not_seen(run):
    assert 0.2 < determination(predicted(run, run.test), measured(run.test))[-1] < 0.8


def test_always_saying_the_mean_explains_nothing_and_the_truth_everything():
    truth = np.array([1.0, 4.0, 7.0, 2.0])
    said = np.stack([np.full(4, truth.mean()), truth])
    np.testing.assert_allclose(determination(said, truth), [0, 1])


def test_where_the_truth_does_not_vary_nothing_can_be_explained():
    assert np.isnan(determination(np.array([[1.0, 2.0]]), np.array([3.0, 3.0]))).all()


def test_every_residual_is_in_one_bin_and_those_beyond_in_the_outer_ones():
    rng = np.random.default_rng(0)
    residuals, edges = rng.normal(size=(3, 500)), np.linspace(-1, 1, 9)
    shares = histogram(residuals, edges)
    inner = [np.histogram(frame, edges)[0] for frame in residuals]
    np.testing.assert_allclose(shares.sum(axis=1), 1)
    np.testing.assert_allclose(shares[:, 1:-1] * 500, np.array(inner)[:, 1:-1])
    np.testing.assert_allclose(shares[:, 0] * 500, (residuals < edges[1]).sum(axis=1))


def test_classes_have_no_residuals():
    moons = Inspection(record(Experiment(dataset="moons", n=20, epochs=1)))
    with pytest.raises(ValueError, match="Classes have no units"):
        predicted(moons, moons.test)


def test_truths_that_differ_by_rounding_only_do_not_vary():
    truth = np.array([0.1 + 0.2, 0.3, 0.3, 0.30000000000000004])
    assert np.isnan(determination(truth[None] + 0.1, truth)).all()


@pytest.mark.parametrize("size", [1e-300, 1e-200, 1e200, 1e300])
def test_numbers_of_any_size_are_judged_as_their_shares_are(size):
    truth = np.array([0.1, 0.4, 0.7, 0.2])
    said = np.array([[0.2, 0.3, 0.5, 0.2], truth])
    np.testing.assert_allclose(determination(said * size, truth * size), determination(said, truth))
    usual = root_mean_squared_error(said, truth) * size
    np.testing.assert_allclose(root_mean_squared_error(said * size, truth * size), usual, rtol=1e-9)
