"""The same model from new data and with other settings."""

import numpy as np
import pytest

from dlcore.models import refits
from dlcore.models.families import FAMILIES, error, fit_svm
from tests.core.models.test_families import DATA, SETTINGS, everything, fitted


def test_moving_a_setting_changes_no_data_and_a_new_seed_changes_all():
    own, fresh, more = (
        draw("moons", 0.5, 3) for draw in (refits.yours, refits.judges, lambda *a: refits.others(*a, 2))
    )
    assert refits.yours("moons", 0.5, 3)[0].tobytes() == own[0].tobytes()
    assert not np.isin(refits.yours("moons", 0.5, 4)[0], own[0]).any()
    assert not np.isin(fresh[0], own[0]).any()
    assert not np.isin(more[0], own[0]).any()
    assert fresh[0].shape == (400, 2)
    assert more[0].shape == (2, 40, 2)


def test_coefficients_over_new_samples_scatter_as_theory_has_it():
    """With the x of each sample, the variance of β is σ²(AᵀA)⁻¹; the mean over samples is the truth."""
    noise, spread = 0.5, 0.15  # noise 1 is a standard deviation of 0.3
    x, y = refits.others("line", noise, 2, 400)
    models = list(refits.refit("line", x, y, {"degree": 1}))
    beta = np.array([[*m.parameters["intercept"], *m.parameters["coefficients"]] for m in models])
    design = np.stack([np.ones_like(x[..., 0]), x[..., 0]], axis=-1)
    variance = spread**2 * np.linalg.inv(design.mT @ design).mean(axis=0)
    standard_error = np.sqrt(np.diag(variance) / len(beta))
    assert (np.abs(beta.mean(axis=0) - [0.2, 0.8]) < 4 * standard_error).all()
    np.testing.assert_allclose(beta.var(axis=0), np.diag(variance), rtol=4 * np.sqrt(2 / len(beta)))


@everything
def test_refits_are_the_fits_of_each_sample(family):
    x, y = refits.others(DATA[family], 0.4, 1, 3)
    for i, model in enumerate(refits.refit(family, x, y, SETTINGS[family])):
        alone = FAMILIES[family].fit(x[i], y[i], **SETTINGS[family])
        for name, values in alone.parameters.items():
            np.testing.assert_allclose(model.parameters[name], values, atol=1e-3 if family == "network" else 1e-10)


@everything
def test_the_numbers_told_are_those_of_the_model(family):
    model, _, _ = fitted(family)
    numbers = refits.told(model)
    flat = {round(float(value), 12) for values in model.parameters.values() for value in values.flat}
    if family == "svm":
        assert numbers["n"] == len(model.parameters["support_vectors"])
        assert round(numbers["b"], 12) in flat
    else:
        assert {round(value, 12) for value in numbers.values()} <= flat
        assert len(numbers) == min(12, model.count)


def test_the_normal_of_a_straight_border_is_the_difference_that_one_step_makes():
    x, y = refits.yours("blobs", 0.5, 1)
    model = fit_svm(x, y, 1.0, "linear", 1.0)
    numbers = refits.told(model)
    scores = model.predict(np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]))
    assert numbers["w1"] == pytest.approx(scores[1] - scores[0])
    assert numbers["w2"] == pytest.approx(scores[2] - scores[0])


@everything
def test_attempts_are_fits_one_by_one(family):
    settings = SETTINGS[family]
    found = refits.attempts(family, DATA[family], 0.5, 1, settings)
    x, y = refits.yours(DATA[family], 0.5, 1)
    fresh, truth = refits.judges(DATA[family], 0.5, 1)
    for k in (0, len(found.values) - 1):
        value = found.values[k].item()
        value = int(value) if found.name == "degree" else value
        model = FAMILIES[family].fit(x, y, **{**settings, found.name: value})
        near = {"abs": 0.03} if family == "network" else {"rel": 1e-9}
        assert found.train[0, k] == pytest.approx(error(family, model.predict(x), y), **near)
        assert found.test[0, k] == pytest.approx(error(family, model.predict(fresh), truth), **near)
    assert found.test.shape == (3, len(found.values))
    for sample in range(3):
        assert found.test[sample, list(found.values).index(found.best[sample])] == found.test[sample].min()


def test_where_every_degree_fits_but_for_rounding_the_lowest_is_the_best():
    found = refits.attempts("line", "line", 0.0, 1, {"degree": 1})
    assert found.test.max() < 1e-12
    assert (found.best == 1).all()


def test_a_higher_degree_never_fits_its_own_sample_worse():
    found = refits.attempts("line", "sine", 0.5, 1, {"degree": 1})
    assert (np.diff(found.train, axis=1) <= 1e-12).all()


@everything
def test_a_number_written_into_a_model_spoils_it_and_does_not_stay(family):
    model, x, y = fitted(family)
    told = refits.defy(model, x, y, SETTINGS[family], 5.0)
    assert told.written == 5.0 != told.again
    assert told.spoilt > told.error
    assert (told.again == told.found) == (family != "network")
