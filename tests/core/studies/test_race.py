"""Races: every displayed trajectory against a closed form, a recurrence or PyTorch; scores, arrivals, the surface."""

from dataclasses import replace

import numpy as np
import pytest

from dlcore.gradients.gradcheck import numerical_gradient
from dlcore.optimization.landscapes import LANDSCAPES, quadratic
from dlcore.optimization.projection import principal_plane
from dlcore.studies import race, race_landscapes
from dlcore.training.training import DIVERGENCE_NORM, Experiment, network_inputs, prepare, record

ALWAYS = race.factors("constant", 60)
SMALL = Experiment(dataset="moons", n=40, hidden=(3,), batch_size=10, epochs=3, frames=10)


def raced(racer, rate, where=None, steps=60, start=None):
    where = where or quadratic(7.0)
    start = np.array(where.start if start is None else start)
    rates = rate if isinstance(rate, tuple) else (rate,)
    return race.landscape_run(
        where, race_landscapes.steady(where), racer, start, rates, race.factors("constant", steps)
    )


def test_gradient_descent_on_a_bowl_shrinks_by_one_minus_rate_times_curvature():
    run = raced("sgd", 0.21)
    closed = np.array([1.0, 7.0])
    expected = (1 - 0.21 * closed) ** np.arange(61)[:, None] * np.array(quadratic(7.0).start)
    np.testing.assert_allclose(run.theta, expected, rtol=1e-9, atol=1e-12)


def test_momentum_on_a_bowl_is_the_power_of_a_two_by_two_matrix():
    run = raced("momentum", 0.05)
    for axis, curvature in enumerate((1.0, 7.0)):
        matrix = np.array([[1 - 0.05 * curvature, -0.05 * 0.9], [curvature, 0.9]])
        begin = np.array([quadratic(7.0).start[axis], 0.0])
        expected = [np.linalg.matrix_power(matrix, t) @ begin for t in range(61)]
        np.testing.assert_allclose(np.stack([run.theta[:, axis], run.velocity[:, axis]], axis=1), expected, atol=1e-10)


@pytest.mark.parametrize("ground", race_landscapes.GROUNDS)
def test_adams_first_step_is_the_rate_in_the_sign_of_the_gradient(ground):
    where = race_landscapes.ground(ground, 30.0, 0)
    run = raced("adam", 0.01, where, start=np.array(where.start) + 0.1)
    np.testing.assert_allclose(run.theta[1] - run.theta[0], -0.01 * np.sign(where.gradient(run.theta[0])), rtol=1e-4)


TORCH = {
    "sgd": ("SGD", {}),
    "momentum": ("SGD", {"momentum": 0.9}),
    "nesterov": ("SGD", {"momentum": 0.9, "nesterov": True}),
    "adagrad": ("Adagrad", {}),
    "rmsprop": ("RMSprop", {"alpha": 0.9}),
    "adadelta": ("Adadelta", {"rho": 0.95}),
    "adam": ("Adam", {}),
    "adamw": ("AdamW", {}),
}


@pytest.mark.parametrize("racer", TORCH)
def test_a_walk_down_rosenbrock_is_that_of_pytorch(racer):
    torch = pytest.importorskip("torch", reason="PyTorch is an oracle here: pip install torch")
    theirs, settings = TORCH[racer]
    where = LANDSCAPES["rosenbrock"]
    point = torch.tensor(where.start, dtype=torch.float64, requires_grad=True)
    optimizer, path = getattr(torch.optim, theirs)([point], lr=0.001, **settings), [point.detach().numpy().copy()]
    for _ in range(60):
        optimizer.zero_grad()
        ((1 - point[0]) ** 2 + 100 * (point[1] - point[0] ** 2) ** 2).backward()
        optimizer.step()
        path.append(point.detach().numpy().copy())
    np.testing.assert_allclose(raced(racer, 0.001, where).theta, path, rtol=1e-7)


@pytest.mark.parametrize("racer", race.RACERS)
def test_a_sweep_gives_each_rate_the_walk_that_it_would_have_alone(racer):
    where = LANDSCAPES["beale"]
    swept = race.trajectories(race_landscapes.steady(where), racer, np.array(where.start), (0.001, 0.01), ALWAYS)
    for k, rate in enumerate((0.001, 0.01)):
        alone = raced(racer, rate, where)
        last = swept.ended[k] + 1
        np.testing.assert_allclose(swept.theta[:last, k], alone.theta, rtol=1e-12)


def test_the_best_rate_of_gradient_descent_on_a_bowl_is_that_of_the_theory():
    best = raced("sgd", tuple(np.linspace(0.05, 0.28, 47)), steps=200, start=(-1.8, 1.2)).rate
    assert best == pytest.approx(2 / (1 + 7), abs=0.006)


def finely(condition, racer, steps=100):
    """Loss (steps + 1, K) in the ravine at 1200 rates, as a share of the first."""
    where = quadratic(condition)
    rates = np.geomspace(1e-3, 0.1, 1200)
    trajectories = race.trajectories(
        race_landscapes.steady(where), racer, np.array((-1.8, 0.5)), rates, race.factors("constant", steps)
    )
    loss = trajectories.theta[..., 0] ** 2 + condition * trajectories.theta[..., 1] ** 2
    return loss / loss[0]


@pytest.mark.parametrize(("condition", "first"), [(30.0, "sgd"), (100.0, "momentum")])
def test_who_arrives_first_in_a_ravine_depends_on_its_condition_on_a_fine_sweep_and_on_the_pages(condition, first):
    where, arrivals, shown = quadratic(condition), {}, {}
    for racer in ("sgd", "momentum"):
        soonest = [race.arrival(share, 1e-3) for share in finely(condition, racer).T]
        arrivals[racer] = min([step for step in soonest if step is not None], default=1000)
        run = raced(racer, race.RATES, where, steps=100, start=(-1.8, 0.5))
        shown[racer] = race.arrival(run.loss, run.loss[0] / 1000) or 1000
    assert min(arrivals, key=arrivals.get) == min(shown, key=shown.get) == first
    assert condition == 30 or arrivals["sgd"] == shown["sgd"] == 1000


def test_gradient_descent_cannot_do_the_challenge_by_a_closed_form():
    rates = np.linspace(0.001, 0.021, 40_001)
    share = ((1 - rates) ** 140 * 1.8**2 + 100 * (1 - 100 * rates) ** 140 * 0.5**2) / (1.8**2 + 100 * 0.5**2)
    assert share.min() == pytest.approx(finely(100.0, "sgd", 70)[-1].min(), rel=0.03)
    assert 1 / share.min() == pytest.approx(130, rel=0.03)
    np.testing.assert_allclose((99 / 101) ** 140, 1 / 16, rtol=0.03)


@pytest.mark.parametrize("racer", race.RACERS)
@pytest.mark.parametrize("ground", race_landscapes.GROUNDS)
def test_the_best_rate_brings_every_racer_down_everywhere_without_leaving_the_picture(ground, racer):
    where = race_landscapes.ground(ground, 30.0, 0)
    run = raced(racer, race.RATES, where, steps=100)
    assert run.loss[-1] < run.loss[0]
    assert np.isfinite(run.final[run.rates.index(run.rate)])
    assert race.left_at(run.theta, where.extent) is None


def test_a_run_that_diverges_ends_there_and_what_is_kept_is_finite():
    run = raced("sgd", 1.0)
    assert run.diverged_at == len(run.theta)
    assert np.isfinite(run.theta).all()
    assert np.isfinite(run.loss).all()
    assert np.abs(run.theta[-1] * (1 - 7.0)).max() > DIVERGENCE_NORM


def test_a_run_that_has_diverged_or_left_the_picture_never_wins():
    run = raced("sgd", (1e-5, 0.29, 0.3, 1.0), start=(-1.8, 1.4))
    assert run.rate == 1e-5
    assert np.isinf(run.final[1:]).all()


def test_a_walk_arrives_when_it_stays_below():
    assert race.arrival(np.array([9.0, 0.5, 2.0, 0.5, 0.1]), 1.0) == 3
    assert race.arrival(np.array([9.0, 0.5, 2.0]), 1.0) is None
    assert race.left_at(np.array([[0.0, 0], [3, 0], [0, 0], [0, 3], [9, 9]]), (-1, 1, -1, 1)) == 3


@pytest.mark.parametrize(("condition", "angle"), [(1.0, 0.0), (30.0, 67.63)])
def test_only_in_a_round_bowl_does_the_gradient_point_away_from_the_minimum(condition, angle):
    where, start = quadratic(condition), np.array((-1.8, 0.5))
    away = np.degrees(np.arctan2(condition * 0.5, 1.8) - np.arctan2(0.5, 1.8))
    got = race.misdirection(start, where.gradient(start), np.array(where.minima))
    assert got == pytest.approx(away, abs=1e-6)
    assert got == pytest.approx(angle, abs=0.01)


def test_noise_is_as_large_as_said_and_the_same_for_every_rate():
    where, start = quadratic(3.0), np.array((-1.8, 1.2))
    slope = race_landscapes.noisy(where, start, 0.2, 4000, 3)
    shocks = np.array([slope(np.zeros((2, 2)), step) for step in range(4000)])
    np.testing.assert_array_equal(shocks[:, 0], shocks[:, 1])
    sigma = 0.2 * np.linalg.norm(where.gradient(start))
    assert shocks.std() == pytest.approx(sigma, rel=4 / np.sqrt(2 * 8000))


def test_the_loss_of_the_line_is_the_mean_squared_error_less_its_least():
    where, points = race_landscapes.line(5), race_landscapes.examples(5)
    theta = np.random.default_rng(0).normal(size=(4, 2))
    (slope, intercept), (least,), *_ = np.linalg.lstsq(np.c_[points.x, np.ones(60)], points.y, rcond=None)
    expected = ((theta[:, :1] * points.x + theta[:, 1:] - points.y) ** 2).mean(axis=1) - least / 60
    np.testing.assert_allclose(where.value(theta), expected, rtol=1e-9)
    np.testing.assert_allclose(where.minima[0], (slope, intercept))
    for point in theta:
        np.testing.assert_allclose(where.gradient(point), numerical_gradient(where.value, point), rtol=1e-6)
    np.testing.assert_allclose(race_landscapes.slope(theta, points.x, points.y), where.gradient(theta), rtol=1e-9)


def test_noisy_gradients_of_the_line_are_right_on_average():
    where, theta = race_landscapes.line(1), np.array([[0.3, -0.2]])
    slope = race_landscapes.noisy(where, theta[0], 0.5, 4000, 1)
    got = np.array([slope(theta, step)[0] for step in range(4000)])
    error = np.abs(got.mean(axis=0) - where.gradient(theta[0]))
    assert (error < 4 * got.std(axis=0) / np.sqrt(4000)).all()


def test_gradient_descent_cannot_meet_the_challenge_but_momentum_can():
    where = race_landscapes.ground("ravine", 100.0, 0)
    reached = {}
    for racer in ("sgd", "momentum"):
        runs = [raced(racer, rate, where, steps=100) for rate in race.RATES]
        times = [race.arrival(run.loss, run.loss[0] / 1000) for run in runs if run.diverged_at is None]
        reached[racer] = [time for time in times if time is not None and time <= 70]
    assert reached["sgd"] == []
    assert len(reached["momentum"]) >= 2
    assert raced("momentum", 0.0005, where).loss[-1] > raced("momentum", 0.0005, where).loss[0] / 1000


def test_only_momentum_gets_over_the_ridge_at_a_rate_of_a_tenth():
    ends = {
        racer: raced(racer, 0.1, LANDSCAPES["double_well"], 100).theta[-1, 0] for racer in ("sgd", "momentum", "adam")
    }
    assert ends["momentum"] < 0 < min(ends["sgd"], ends["adam"])


def test_gradient_descent_at_its_best_rate_keeps_a_sixteenth_after_seventy_steps():
    run = raced("sgd", 2 / 101, quadratic(100.0), 70, (-1.8, 0.5))
    assert run.loss[-1] / run.loss[0] == pytest.approx(1 / 16, rel=0.05)


def test_on_rosenbrock_one_adam_crawls_one_gets_down_one_flies_off():
    where = LANDSCAPES["rosenbrock"]
    slow, good, wild = (raced("adam", rate, where, 100) for rate in (0.003, 0.5, 3.0))
    assert slow.loss[-1] > slow.loss[0] / 10
    assert good.loss[-1] < good.loss[0] / 20
    assert race.left_at(wild.theta, where.extent)


def test_what_the_page_says_of_momentum_and_the_condition_number():
    def best(racer, condition):
        where = quadratic(condition, "ravine")
        return raced(racer, race.RATES, where, 100, (-1.8, 0.5)).final.min()

    assert 0.1 < best("momentum", 30.0) / best("sgd", 30.0) < 10
    assert best("momentum", 100.0) < best("sgd", 100.0) / 100
    assert best("momentum", 1.0) > best("sgd", 1.0)


# The race on the network.


def test_a_racer_on_the_network_is_the_training_run_of_that_rate_and_start():
    network_run = race.network_run(SMALL, "adam", (0.01, 0.1))
    film = record(replace(SMALL, optimizer="adam", learning_rate=network_run.rate, starts=2 * race.SEEDS))
    np.testing.assert_allclose(network_run.loss, film.train_loss[:, race.SEEDS :], rtol=1e-9)
    np.testing.assert_allclose(network_run.theta, film.theta[:, race.SEEDS], rtol=1e-9)
    scores = {
        rate: np.median(record(replace(SMALL, optimizer="adam", learning_rate=rate, starts=race.SEEDS)).train_loss[-1])
        for rate in (0.01, 0.1)
    }
    np.testing.assert_allclose(network_run.final, list(scores.values()), rtol=1e-9)
    assert network_run.rate == min(scores, key=scores.get)


def test_all_racers_begin_alike_and_look_at_the_same_steps():
    network_runs = [race.network_run(SMALL, racer, (0.01,)) for racer in race.RACERS]
    for network_run in network_runs[1:]:
        np.testing.assert_array_equal(network_run.theta[0], network_runs[0].theta[0])
        np.testing.assert_array_equal(network_run.step, network_runs[0].step)


def test_gradient_descent_alone_sees_all_the_data():
    examples = len(prepare(SMALL)[1].x)
    assert race.entered(SMALL, "sgd", (0.1,), 1).batch_size == examples
    assert race.entered(SMALL, race.STOCHASTIC, (0.1,), 1).batch_size == SMALL.batch_size


def test_the_surface_of_the_network_is_its_training_loss():
    network, train, _ = prepare(SMALL)
    theta = np.random.default_rng(5).normal(size=(30, network.n_params))
    plane = principal_plane(theta)
    places = np.array([[0.0, 0.0], [1.0, -2.0], [0.3, 0.4]] * 8)
    got = race.surface(SMALL, plane, places)
    score = network.forward(plane.lift(places), network_inputs(SMALL, train.x))
    likely = 1 / (1 + np.exp(-score))
    expected = -np.log(np.where(train.y > 0, likely, 1 - likely)).mean(axis=(-1, -2))
    np.testing.assert_allclose(got, expected, rtol=1e-4)
