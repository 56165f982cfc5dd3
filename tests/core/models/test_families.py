"""Three families of models: found against independent solvers, saved and loaded to the last bit."""

import io
from itertools import pairwise

import numpy as np
import pytest
from sklearn.svm import SVC

from dlcore.models import families, refits
from dlcore.models.families import (
    FAMILIES,
    Fitted,
    error,
    fit_line,
    fit_network,
    fit_networks,
    fit_svm,
    load,
    scaled,
    without,
)
from dlcore.registry import UnknownNameError

SETTINGS = {
    "line": {"degree": 5},
    "svm": {"c": 2.0, "kernel": "rbf", "gamma": 3.0},
    "network": {"hidden": 4, "learning_rate": 0.03, "batch_size": 10, "start": 1},
}
DATA = {"line": "sine", "svm": "moons", "network": "moons"}
everything = pytest.mark.parametrize("family", FAMILIES)


def fitted(family: str, seed: int = 1) -> tuple[Fitted, np.ndarray, np.ndarray]:
    x, y = refits.yours(DATA[family], 0.6, seed)
    return FAMILIES[family].fit(x, y, **SETTINGS[family]), x, y


@pytest.mark.parametrize("degree", [1, 3, 9])
def test_coefficients_are_those_of_numpys_own_least_squares(degree):
    x, y = refits.yours("sine", 0.8, 4)
    model = fit_line(x, y, degree)
    expected = np.linalg.lstsq(np.vander(x[:, 0], degree + 1, increasing=True), y)[0]
    np.testing.assert_allclose([*model.parameters["intercept"], *model.parameters["coefficients"]], expected, rtol=1e-9)
    np.testing.assert_allclose(model.predict(x), np.polynomial.polynomial.polyval(x[:, 0], expected), rtol=1e-9)


@pytest.mark.parametrize(("kernel", "gamma"), [("linear", 1.0), ("rbf", 0.1), ("rbf", 100.0)])
@pytest.mark.parametrize("c", [0.01, 1.0, 1000.0])
def test_the_machines_prediction_from_saved_numbers_is_scikit_learns(kernel, gamma, c):
    x, y = refits.yours("moons", 0.8, 2)
    fresh, _ = refits.judges("moons", 0.8, 2)
    machine = SVC(C=c, kernel=kernel, gamma=gamma).fit(x, y)
    np.testing.assert_allclose(
        fit_svm(x, y, c, kernel, gamma).predict(fresh), machine.decision_function(fresh), atol=1e-9 * max(c, 1)
    )


def test_support_vectors_are_the_examples_with_a_dual_coefficient_and_no_others():
    x, y = refits.yours("blobs", 0.9, 3)
    c = 0.5
    model = fit_svm(x, y, c, "linear", 1.0)
    t, alpha = 2 * y - 1, np.abs(model.parameters["dual_coefficients"])
    support = np.array([np.flatnonzero((x == vector).all(axis=1))[0] for vector in model.parameters["support_vectors"]])
    margin = t * model.predict(x)
    others = np.setdiff1d(np.arange(len(x)), support)
    assert (np.sign(model.parameters["dual_coefficients"]) == t[support]).all()
    assert (alpha > 0).all()
    assert (alpha <= c * (1 + 1e-9)).all()
    assert model.parameters["dual_coefficients"].sum() == pytest.approx(0, abs=1e-9)
    # Karush, Kuhn and Tucker: outside the margin, on it, inside it.
    assert (margin[others] >= 1 - 2e-3).all()
    inside = alpha > c * (1 - 1e-9)
    assert (margin[support][inside] <= 1 + 2e-3).all()
    np.testing.assert_allclose(margin[support][~inside], 1, atol=2e-3)


def test_the_widest_margin_is_that_of_a_general_solver():
    from scipy.optimize import minimize

    x, y = refits.yours("blobs", 0.3, 3)
    t, c = 2 * y - 1, 1.0
    gram = (t[:, None] * x) @ (t[:, None] * x).T
    dual = minimize(
        lambda a: 0.5 * a @ gram @ a - a.sum(),
        np.zeros(len(x)),
        jac=lambda a: gram @ a - 1,
        bounds=[(0, c)] * len(x),
        constraints={"type": "eq", "fun": lambda a: a @ t, "jac": lambda a: t},
        method="SLSQP",
        options={"maxiter": 500, "ftol": 1e-12},
    )
    model = fit_svm(x, y, c, "linear", 1.0)
    own = model.parameters["dual_coefficients"] @ model.parameters["support_vectors"]
    np.testing.assert_allclose(own, (dual.x * t) @ x, atol=5e-3)


@pytest.mark.parametrize("hidden", [1, 4, 8])
def test_a_network_has_a_number_for_every_arrow_and_every_neuron(hidden):
    x, y = refits.yours("moons", 0.2, 1)
    model = fit_network(x, y, hidden, 0.03, 10, 1)
    assert model.count == sum(i * o + o for i, o in pairwise((2, hidden, 1)))


def test_the_network_predicts_as_its_formula_written_out():
    model, x, _ = fitted("network")
    p = model.parameters
    for example, score in zip(x[:5], model.predict(x[:5]), strict=True):
        hidden = [np.tanh(example @ p["weights_1"][:, j] + p["biases_1"][j]) for j in range(4)]
        assert score == pytest.approx(np.dot(hidden, p["weights_2"][:, 0]) + p["biases_2"][0], abs=1e-12)


def test_networks_trained_together_are_those_trained_alone():
    x, y = refits.others("moons", 0.5, 1, 3)
    together = list(fit_networks(x, y, 4, 0.03, 16, 7))
    for one, sample, target in zip(together, x, y, strict=True):
        alone = fit_network(sample, target, 4, 0.03, 16, 7)
        for name, values in alone.parameters.items():
            np.testing.assert_allclose(one.parameters[name], values, atol=1e-8)


@everything
def test_training_helps(family):
    model, x, y = fitted(family)
    assert error(family, model.predict(x), y) < 0.5 * error(family, np.zeros(len(y)), y)


@everything
@pytest.mark.parametrize("kernel", families.KERNELS)
def test_a_model_saved_and_loaded_predicts_the_same_to_the_last_bit(family, kernel, tmp_path):
    x, y = refits.yours(DATA[family], 0.6, 5)
    settings = SETTINGS[family] | ({"kernel": kernel} if family == "svm" else {})
    model = FAMILIES[family].fit(x, y, **settings)
    fresh, _ = refits.judges(DATA[family], 0.6, 5)
    file = tmp_path / "model.npz"
    model.save(str(file))
    loaded = load(str(file))
    assert loaded.predict(fresh).tobytes() == model.predict(fresh).tobytes()
    assert loaded.structure == model.structure
    with np.load(file, allow_pickle=False) as arrays:
        assert set(FAMILIES[family].names) <= set(arrays.files)
        assert not {"c", "learning_rate", "batch_size", "degree", "start"} & set(arrays.files)


def test_a_loaded_machine_predicts_without_scikit_learn(tmp_path):
    import subprocess
    import sys
    from pathlib import Path

    model, *_ = fitted("svm")
    model.save(str(tmp_path / "model.npz"))
    program = (
        "import sys; from dlcore.models.families import load; import numpy as np; "
        "print(load(sys.argv[1]).predict(np.array([[0.1, 0.2]])).tobytes().hex(), 'sklearn' in sys.modules)"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "model.npz")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3])
    assert done.stdout.split() == [model.predict(np.array([[0.1, 0.2]])).tobytes().hex(), "False"]


def test_a_file_without_a_model_and_an_unknown_family_are_named(tmp_path):
    file = io.BytesIO()
    np.savez(file, a=np.ones(2))
    file.seek(0)
    with pytest.raises(ValueError, match="holds no model"):
        load(file)
    with pytest.raises(UnknownNameError, match="tree"):
        Fitted("tree", {}, {}).predict(np.zeros((1, 2)))


@everything
def test_no_prediction_without_each_of_the_parameters(family):
    model, x, _ = fitted(family)
    for name in model.parameters:
        with pytest.raises(ValueError, match=name):
            without(model, name).predict(x)


@everything
def test_scaling_by_one_changes_nothing_and_by_nought_leaves_no_skill(family):
    model, x, y = fitted(family)
    names = FAMILIES[family].names
    assert scaled(model, names, 1.0).predict(x).tobytes() == model.predict(x).tobytes()
    lost = scaled(model, names, 0.0).predict(x)
    assert not lost.any()
    assert error(family, lost, y) == pytest.approx((y**2).mean() if family == "line" else 0.5)


def test_an_unknown_kernel_is_named():
    x, y = refits.yours("moons", 0.2, 1)
    with pytest.raises(ValueError, match="poly"):
        fit_svm(x, y, 1.0, "poly", 1.0)
