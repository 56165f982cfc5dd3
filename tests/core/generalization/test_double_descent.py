"""Double descent: least norm and its peak, against the limit of infinitely many features and scikit-learn."""

import math
from dataclasses import replace

import numpy as np
import pytest
from sklearn.linear_model import Ridge

from dlcore.generalization import double_descent
from dlcore.generalization.double_descent import FREQUENCY, Descent, at_width, examples, features, held_back, widths
from dlcore.generalization.ensemble import GRID, GRID_WEIGHTS


@pytest.fixture(scope="module")
def sweep():
    return {p: at_width(Descent(), p) for p in widths(20)}


def test_the_error_falls_rises_to_its_peak_at_as_many_features_as_examples_and_falls_again(sweep) -> None:
    median = {p: found.test[1] for p, found in sweep.items()}
    assert max(median, key=median.get) == 20
    before = min(error for p, error in median.items() if p < 20)
    assert before < median[1] / 2
    assert median[20] > 10 * before
    assert median[400] < before


def test_from_as_many_features_as_examples_on_nothing_is_left_of_the_training_error(sweep) -> None:
    for p, found in sweep.items():
        assert (found.train < 1e-10) == (p >= 20)
    assert sweep[400].norm < sweep[20].norm / 100


def test_very_many_features_come_to_the_curve_of_their_kernel(sweep) -> None:
    x, y = examples(Descent())
    kernel = lambda a, b: np.exp(-FREQUENCY * 20 * np.abs(a[..., :, None] - b[..., None, :]))  # noqa: E731
    weights = np.linalg.solve(kernel(x, x), y[..., None])
    curves = (kernel(np.broadcast_to(GRID, (len(x), 64)), x) @ weights)[..., 0]
    errors = (curves - np.sin(np.pi * GRID)) ** 2 @ GRID_WEIGHTS + 0.09
    assert sweep[400].test[1] == pytest.approx(np.median(errors), rel=0.08)


def test_a_wider_model_has_the_features_of_a_narrower_one() -> None:
    frequency, phase = np.array([1.0, -40.0]), np.array([0.1, 2.0])
    wide, narrow = features(GRID, frequency, phase), features(GRID, frequency[:1], phase[:1])
    np.testing.assert_allclose(wide[:, :1] * np.sqrt(2), narrow)
    np.testing.assert_allclose(narrow[:, 0], np.sqrt(2) * np.cos(GRID + 0.1))


@pytest.mark.parametrize(("precision", "off"), [(np.float64, 1e-14), (np.float32, 1e-7)])
def test_a_wave_is_as_good_as_its_precision_however_many_turns_it_makes(precision, off: float) -> None:
    x, frequency = np.linspace(-1, 1, 50), np.array([0.1, 30.0, 4e3, 5e6])
    exact = [[math.cos(w * a + 3.0) / 2**0.5 for w in frequency] for a in x]
    # What rounding makes of so large an angle comes on top.
    allowed = off + np.spacing(frequency * np.abs(x)[:, None] + 3) * 4
    assert (np.abs(features(x, frequency, np.full(4, 3.0), precision) - exact) < allowed).all()


@pytest.mark.parametrize("n", [10, 20, 40])
@pytest.mark.parametrize("strength", [0.0, 0.1])
def test_far_beyond_the_peak_the_precision_of_the_waves_is_not_to_be_seen(n: int, strength: float, monkeypatch) -> None:
    setting = Descent(n=n, strength=strength, seed=3)
    wide = [p for p in widths(n) if p >= 2 * n]
    quick = [at_width(setting, p) for p in wide]
    monkeypatch.setattr(double_descent, "features", lambda *args, precision: features(*args))
    for found, p in zip(quick, wide, strict=True):
        exact = at_width(setting, p)
        np.testing.assert_allclose(found.test, exact.test, rtol=2e-5)
        np.testing.assert_allclose([found.norm, found.train], [exact.norm, exact.train], rtol=2e-5, atol=1e-10)
        np.testing.assert_allclose(found.curve, exact.curve, rtol=0, atol=1e-4)


@pytest.mark.parametrize("p", [3, 12, 40])
@pytest.mark.parametrize("strength", [0.0, 0.1])
def test_the_weights_are_the_shortest_and_with_a_strength_those_of_ridge(p: int, strength: float) -> None:
    rng = np.random.default_rng(1)
    design, y = rng.standard_normal((3, 12, p)), rng.standard_normal((3, 12))
    for one, a, b in zip(held_back(design, y, strength), design, y, strict=True):
        model = Ridge(alpha=strength, fit_intercept=False, solver="svd")
        oracle = model.fit(a, b).coef_ if strength else np.linalg.pinv(a) @ b
        np.testing.assert_allclose(one, oracle, rtol=1e-6, atol=1e-9)


def test_a_little_ridge_takes_the_peak_away(sweep) -> None:
    assert at_width(Descent(strength=0.1), 20).test[1] < sweep[20].test[1] / 10


@pytest.mark.parametrize("n", [10, 20, 40])
def test_every_sample_size_peaks_where_the_features_are_as_many(n: int) -> None:
    setting = Descent(n=n)
    medians = {p: at_width(setting, p).test[1] for p in widths(n)}
    assert max(medians, key=medians.get) == n


@pytest.mark.parametrize("values", [{"noise": -1.0}, {"n": 1}, {"strength": -1.0}, {"truth": "x"}])
def test_settings_out_of_range_are_refused_in_a_sentence(values: dict) -> None:
    with pytest.raises(ValueError, match=r"at least|known are"):
        replace(Descent(), **values)
