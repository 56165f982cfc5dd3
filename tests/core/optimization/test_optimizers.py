"""Optimizers, held against what they must do, closed forms, and PyTorch's own where it has the same one."""

from collections.abc import Callable

import numpy as np
import pytest

from dlcore.optimization.optimizers import OPTIMIZERS, WITH_MOMENTUM, Optimizer, built, descend

# First rates of those for which 0.1 and 0.02 do not do. They fall as 1/t over the run, since Lion, whose every step
# has the same size, never comes to rest at a constant rate.
BOWL = {"sgd": 0.1, "momentum": 0.02, "nesterov": 0.02, "adagrad": 0.5, "adadelta": 10.0}
ROSENBROCK = {"sgd": 0.002, "momentum": 0.0005, "nesterov": 0.0005, "adagrad": 0.5, "adadelta": 1.0}

names = pytest.mark.parametrize("name", OPTIMIZERS)


def bowl(theta: np.ndarray) -> np.ndarray:
    """Gradient of (x² + 10 y²) / 2."""
    return theta * [1.0, 10.0]


def rosenbrock(theta: np.ndarray) -> np.ndarray:
    """Gradient of (1 - x)² + 100 (y - x²)²."""
    x, y = theta[..., 0], theta[..., 1]
    return np.stack([-2 * (1 - x) - 400 * x * (y - x**2), 200 * (y - x**2)], axis=-1)


def run(optimizer: Optimizer, gradient: Callable, theta: np.ndarray, rates: np.ndarray) -> np.ndarray:
    """Every θ of a run, the first included."""
    state, path = optimizer.init(theta), [theta]
    for rate in rates:
        theta, state = descend(optimizer, theta, gradient(theta), state, rate)
        path.append(theta)
    return np.array(path)


def stream(seed: int, steps: int, *shape: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(0.3, 1.0, (steps, *shape))


def follow(optimizer: Optimizer, theta: np.ndarray, gradients: np.ndarray, rate: float | np.ndarray) -> np.ndarray:
    """Every θ after each of the given gradients."""
    feed = iter(gradients)
    return run(optimizer, lambda _: next(feed), theta, [rate] * len(gradients))


@names
def test_every_optimizer_reaches_the_bottom_of_a_bowl(name: str) -> None:
    settings = {"weight_decay": 0.0} if name == "adamw" else {}
    rates = BOWL.get(name, 0.1) / (1 + np.arange(3000) / 300)
    end = run(OPTIMIZERS[name](**settings), bowl, np.array([1.0, -0.8]), rates)[-1]
    np.testing.assert_allclose(end, 0, atol=0.01)


@names
def test_every_optimizer_reaches_the_bottom_of_rosenbrock(name: str) -> None:
    settings = {"weight_decay": 0.0} if name == "adamw" else {}
    rates = ROSENBROCK.get(name, 0.02) / (1 + np.arange(20_000) / 5_000)
    end = run(OPTIMIZERS[name](**settings), rosenbrock, np.array([-1.0, 1.5]), rates)[-1]
    np.testing.assert_allclose(end, 1, atol=0.05)


@names
def test_a_state_that_was_kept_stays_as_it_was(name: str) -> None:
    optimizer, theta = OPTIMIZERS[name](), np.array([1.0, -2.0, 3.0])
    state, kept, copies = optimizer.init(theta), [], []
    for gradient in stream(0, 20, 3):
        before = gradient.copy(), theta.copy()
        kept += [theta, *state]
        copies += [np.copy(theta), *(np.copy(entry) for entry in state)]
        moved, state = descend(optimizer, theta, gradient, state, 0.1)
        np.testing.assert_array_equal((gradient, theta), before)
        theta = moved
    for entry, copy in zip(kept, copies, strict=True):
        np.testing.assert_array_equal(entry, copy)


@names
def test_models_on_a_leading_axis_move_as_each_alone(name: str) -> None:
    optimizer, start, gradients = OPTIMIZERS[name](), stream(1, 4, 6), stream(2, 30, 4, 6)
    together = follow(optimizer, start, gradients, 0.05)
    alone = [follow(optimizer, start[k], gradients[:, k], 0.05) for k in range(4)]
    np.testing.assert_array_equal(together, np.stack(alone, axis=1))


@names
def test_a_column_of_rates_moves_each_model_at_its_own(name: str) -> None:
    optimizer, start, gradients = OPTIMIZERS[name](), stream(1, 3, 6), stream(2, 30, 3, 6)
    rates = np.array([[0.001], [0.1], [2.0]])
    together = follow(optimizer, start, gradients, rates)
    alone = [follow(optimizer, start[k], gradients[:, k], float(rates[k, 0])) for k in range(3)]
    np.testing.assert_array_equal(together, np.stack(alone, axis=1))


@names
@pytest.mark.parametrize("rate", [0.1, np.float64(0.1), np.full((2, 1), 0.1)], ids=["float", "float64", "column"])
def test_float32_stays_float32(name: str, rate: float | np.ndarray) -> None:
    optimizer, theta = OPTIMIZERS[name](), np.ones((2, 3), np.float32)
    state = optimizer.init(theta)
    for gradient in stream(0, 3, 2, 3).astype(np.float32):
        theta, state = descend(optimizer, theta, gradient, state, rate)
    assert theta.dtype == np.float32
    assert {entry.dtype for entry in state if isinstance(entry, np.ndarray)} <= {np.dtype(np.float32)}


def test_settings_of_numpys_float64_leave_float32_alone() -> None:
    optimizer, theta = OPTIMIZERS["adam"](beta1=np.float64(0.8), epsilon=np.float64(1e-6)), np.ones(3, np.float32)
    direction, _ = optimizer.direction(theta, optimizer.init(theta))
    assert direction.dtype == np.float32


@names
def test_a_gradient_of_zero_moves_nothing_but_by_decay(name: str) -> None:
    optimizer, theta = OPTIMIZERS[name](), np.array([1.0, -2.0])
    path = follow(optimizer, theta, np.zeros((5, 2)), 0.1)
    shrink = 1 - 0.1 * optimizer.weight_decay
    np.testing.assert_allclose(path, shrink ** np.arange(6)[:, None] * theta)


# Closed forms.


def test_gradient_descent_on_a_bowl_shrinks_by_one_minus_rate_times_curvature() -> None:
    curvature, rate, start = np.array([1.0, 10.0]), 0.15, np.array([1.0, -0.8])
    path = run(OPTIMIZERS["sgd"](), bowl, start, np.full(40, rate))
    np.testing.assert_allclose(path, (1 - rate * curvature) ** np.arange(41)[:, None] * start, rtol=1e-12)


def test_momentum_on_a_parabola_is_the_power_of_a_matrix() -> None:
    curvature, rate, momentum = 3.0, 0.1, 0.8
    path = run(OPTIMIZERS["momentum"](momentum=momentum), lambda x: curvature * x, np.array([2.0]), np.full(60, rate))
    one_step = np.array([[1 - rate * curvature, -rate * momentum], [curvature, momentum]])
    expected = [(np.linalg.matrix_power(one_step, t) @ [2.0, 0.0])[0] for t in range(61)]
    np.testing.assert_allclose(path[:, 0], expected, rtol=1e-10)


def test_momentum_is_polyaks_heavy_ball() -> None:
    path = run(OPTIMIZERS["momentum"](momentum=0.7), rosenbrock, np.array([-1.0, 1.0]), np.full(50, 1e-4))
    moved = np.diff(path, axis=0)
    np.testing.assert_allclose(moved[1:], -1e-4 * rosenbrock(path[1:-1]) + 0.7 * moved[:-1], rtol=1e-9, atol=1e-12)


def test_nesterov_stands_where_sutskevers_looks_ahead() -> None:
    momentum, rate, there, velocity = 0.9, 1e-4, np.array([-1.0, 1.0]), np.zeros(2)
    path = run(OPTIMIZERS["nesterov"](momentum=momentum), rosenbrock, there, np.full(50, rate))
    for theta in path:
        np.testing.assert_allclose(theta, there + momentum * velocity, rtol=1e-9)
        velocity = momentum * velocity - rate * rosenbrock(there + momentum * velocity)
        there = there + velocity


@pytest.mark.parametrize("name", ["adam", "adamw", "adagrad"])
def test_the_first_step_is_the_sign_of_the_gradient(name: str) -> None:
    gradient = np.array([1e-3, -5.0, 200.0])
    optimizer = OPTIMIZERS[name]()
    np.testing.assert_allclose(optimizer.direction(gradient, optimizer.init(gradient))[0], [1, -1, 1], rtol=1e-4)


@pytest.mark.parametrize(
    ("name", "settings", "direction"),
    [
        ("adagrad", {}, 2 / 3),
        ("adam", {}, 2 / 3),
        ("rmsprop", {"decay": 0.75}, 2 / (2 * 0.5 + 1)),
        ("adadelta", {"decay": 0.25}, 2 * 1 / np.sqrt(4 * 0.75 + 1)),
    ],
)
def test_epsilon_stands_where_the_paper_has_it(name: str, settings: dict[str, float], direction: float) -> None:
    """The first step for a gradient of 2 with ε = 1: added to the root of s, and in AdaDelta to s under the root."""
    optimizer, gradient = OPTIMIZERS[name](epsilon=1.0, **settings), np.array([2.0])
    assert optimizer.direction(gradient, optimizer.init(gradient))[0][0] == pytest.approx(direction)


def test_nadam_takes_more_than_adams_first_step() -> None:
    """With β₁ = 0.8 and ψ = 0, μ is always 0.4: m̂ / g = 0.4·0.2 / (1 - 0.4²) + 0.6 / (1 - 0.4)."""
    optimizer, gradient = OPTIMIZERS["nadam"](beta1=0.8, momentum_decay=0.0), np.array([-3.0])
    assert optimizer.direction(gradient, optimizer.init(gradient))[0][0] == pytest.approx(-(1 + 0.08 / 0.84))


def test_nadams_momentum_grows_from_half_to_whole() -> None:
    momentum = OPTIMIZERS["nadam"]().momentum
    assert momentum(0) == pytest.approx(0.45)
    assert momentum(250) == pytest.approx(0.9 * 0.52)
    assert momentum(100_000) == pytest.approx(0.9)


@pytest.mark.parametrize("name", ["adam", "adamw", "nadam", "rmsprop", "lion"])
def test_a_steady_gradient_ends_in_steps_of_one(name: str) -> None:
    optimizer, gradient = OPTIMIZERS[name](), np.array([0.02, -70.0])
    state = optimizer.init(gradient)
    for _ in range(3000):
        direction, state = optimizer.direction(gradient, state)
    np.testing.assert_allclose(direction, [1, -1], rtol=1e-3)


def test_adagrad_falls_as_one_over_the_root_of_time_for_a_steady_gradient() -> None:
    optimizer, gradient = OPTIMIZERS["adagrad"](), np.array([4.0, -0.5])
    path = follow(optimizer, np.zeros(2), np.tile(gradient, (100, 1)), 1.0)
    np.testing.assert_allclose(np.diff(path, axis=0), -np.sign(gradient) / np.sqrt(np.arange(1, 101))[:, None])


@pytest.mark.parametrize("name", ["adam", "rmsprop", "adagrad", "adadelta", "nadam", "lion"])
def test_steps_forget_the_scale_of_the_gradient(name: str) -> None:
    optimizer = OPTIMIZERS[name](**({} if name == "lion" else {"epsilon": 1e-30}))
    start, gradients = np.zeros(4), stream(3, 50, 4)
    path, scaled = (follow(optimizer, start, factor * gradients, 0.1) for factor in (1.0, 1000.0))
    np.testing.assert_allclose(scaled, path, rtol=1e-9)


def test_lion_moves_every_entry_by_the_rate() -> None:
    path = follow(OPTIMIZERS["lion"](), np.zeros(5), stream(4, 60, 5), 0.25)
    np.testing.assert_allclose(np.abs(np.diff(path, axis=0)), 0.25)


def test_lion_turns_when_the_gradient_outweighs_what_it_remembers() -> None:
    """After many gradients of 1 the memory is 1; -8 mixes to 0.9 - 0.8 > 0, -10 to 0.9 - 1 < 0."""
    optimizer, one = OPTIMIZERS["lion"](), np.ones(1)
    state = optimizer.init(one)
    for _ in range(2000):
        _, state = optimizer.direction(one, state)
    assert optimizer.direction(-8 * one, state)[0] == 1
    assert optimizer.direction(-10 * one, state)[0] == -1


def test_decay_is_not_seen_by_the_averages_of_adamw() -> None:
    gradients, theta = stream(5, 40, 3), np.array([5.0, -3.0, 1.0])
    states = []
    for name in ("adam", "adamw"):
        optimizer, here = OPTIMIZERS[name](), theta
        state = optimizer.init(here)
        for gradient in gradients:
            here, state = descend(optimizer, here, gradient, state, 0.1)
        states.append(state)
    np.testing.assert_equal(states[0], states[1])


# PyTorch's optimizers on the same stream of gradients, where both have the same definition.

TORCH = {
    "sgd": ("SGD", {}, {}),
    "momentum": ("SGD", {"momentum": 0.9}, {}),
    "nesterov": ("SGD", {"momentum": 0.9, "nesterov": True}, {}),
    "adagrad": ("Adagrad", {}, {}),
    "rmsprop": ("RMSprop", {"alpha": 0.9}, {}),
    "adadelta": ("Adadelta", {"rho": 0.95}, {}),
    "adam": ("Adam", {}, {}),
    "adamw": ("AdamW", {}, {}),
    "nadam": ("NAdam", {}, {}),
    "rmsprop, other settings": ("RMSprop", {"alpha": 0.7, "eps": 0.01}, {"decay": 0.7, "epsilon": 0.01}),
    "adagrad, other settings": ("Adagrad", {"eps": 0.1}, {"epsilon": 0.1}),
    "adadelta, other settings": ("Adadelta", {"rho": 0.5, "eps": 0.1}, {"decay": 0.5, "epsilon": 0.1}),
    "adam, other settings": (
        "Adam",
        {"betas": (0.5, 0.8), "eps": 0.1},
        {"beta1": 0.5, "beta2": 0.8, "epsilon": 0.1},
    ),
    "adamw, other settings": ("AdamW", {"weight_decay": 0.5}, {"weight_decay": 0.5}),
    "nadam, other settings": (
        "NAdam",
        {"betas": (0.5, 0.8), "eps": 0.1, "momentum_decay": 0.3},
        {"beta1": 0.5, "beta2": 0.8, "epsilon": 0.1, "momentum_decay": 0.3},
    ),
}


@pytest.mark.parametrize("case", TORCH)
def test_the_path_is_that_of_pytorch(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    torch = pytest.importorskip("torch", reason="PyTorch is an oracle here: pip install torch")
    name, (theirs, settings, ours) = case.split(",")[0], TORCH[case]
    start, gradients = np.array([1.0, -2.0, 0.5, 3.0]), stream(6, 200, 4)
    gradients[50:60] = 0.0
    monkeypatch.setattr(torch, "get_default_dtype", lambda: torch.float64)  # or NAdam keeps its product in float32
    tensor = torch.tensor(start, requires_grad=True)
    optimizer, path = getattr(torch.optim, theirs)([tensor], lr=0.05, **settings), [start]
    for gradient in gradients:
        tensor.grad = torch.tensor(gradient)
        optimizer.step()
        path.append(tensor.detach().numpy().copy())
    np.testing.assert_allclose(follow(OPTIMIZERS[name](**ours), start, gradients, 0.05), path, rtol=1e-9, atol=1e-12)


# Settings.


@pytest.mark.parametrize(
    ("name", "setting", "value", "message"),
    [
        ("momentum", "momentum", 1.0, r"momentum must be in \[0, 1\), not 1.0"),
        ("nesterov", "momentum", -0.1, r"momentum must be in \[0, 1\)"),
        ("adam", "beta1", 1.5, r"beta1 must be in \[0, 1\)"),
        ("adam", "beta2", float("nan"), r"beta2 must be in \[0, 1\), not nan"),
        ("rmsprop", "decay", 1, r"decay must be in \[0, 1\)"),
        ("adagrad", "epsilon", 0.0, r"epsilon must be positive, not 0.0"),
        ("adamw", "weight_decay", -1.0, r"weight_decay must be at least 0, not -1.0"),
    ],
)
def test_a_setting_out_of_range_is_a_clear_error(name: str, setting: str, value: float, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        OPTIMIZERS[name](**{setting: value})


def test_an_unknown_optimizer_is_a_clear_error() -> None:
    with pytest.raises(ValueError, match="There is no optimizer named 'adan'; known are: sgd, momentum, "):
        OPTIMIZERS["adan"]


def test_only_adamw_decays_by_default() -> None:
    assert {name: make().weight_decay for name, make in OPTIMIZERS.items() if make().weight_decay} == {"adamw": 0.01}


@names
def test_optimizers_of_the_same_settings_are_the_same_key(name: str) -> None:
    assert OPTIMIZERS[name]() == OPTIMIZERS[name]()
    assert hash(OPTIMIZERS[name]()) == hash(OPTIMIZERS[name]())


def test_momentum_is_built_with_its_setting_and_the_others_as_usual() -> None:
    assert built("momentum", 0.4) == OPTIMIZERS["momentum"](momentum=0.4)
    assert built("nesterov", 0.4) == OPTIMIZERS["nesterov"](momentum=0.4)
    for name in OPTIMIZERS:
        assert built(name) == OPTIMIZERS[name]()
        assert name in WITH_MOMENTUM or built(name, 0.4) == OPTIMIZERS[name]()
