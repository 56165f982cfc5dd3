"""Training by a rule: one start and one order of batches, and the chain rule's run is training as ever."""

from dataclasses import replace

import numpy as np
import pytest

from dlcore.gradients.gradcheck import numerical_gradient
from dlcore.gradients.rule_training import RuleTrainer, compare, rule_gradients
from dlcore.gradients.split_rules import CHAIN, RULES, WAYS, UndefinedSplitError
from dlcore.network.losses import LOSSES
from dlcore.network.network import Network
from dlcore.training.training import Experiment, record

SMALL = Experiment(
    dataset="circles", n=60, hidden=(4, 3), optimizer="sgd", learning_rate=0.5, batch_size=10, epochs=6, frames=12
)
PLACES = dict(zip(WAYS, range(5), strict=True))


def problem(seed: int = 0, hidden: tuple[int, ...] = (4, 3)) -> tuple[Network, np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    network = Network((2, *hidden, 1), "tanh")
    theta = np.repeat(rng.normal(size=(1, network.n_params)), 5, axis=0)
    return network, theta, rng.normal(size=(7, 2)), rng.integers(0, 2, (7, 1)).astype(float)


def by_hand(network: Network, theta: np.ndarray, x: np.ndarray, y: np.ndarray, rule: str) -> np.ndarray:
    """One example after the other, one neuron after the other, as one would on paper."""
    layers = network.unpack(theta)
    whole = np.zeros_like(theta)
    for example, truth in zip(x, y, strict=True):
        outputs = [a[0] for a in network.layers(theta, example[None])]
        error = (1 / (1 + np.exp(-outputs[-1])) - truth) / len(x)
        delta = error
        into = network.unpack(whole)
        for layer in reversed(range(len(layers))):
            weights, a = layers[layer][0], outputs[layer]
            for i in range(len(a)):
                for j in range(len(delta)):
                    into[layer][0][i, j] += a[i] * delta[j]
            into[layer][1][:] += delta
            if not layer:
                break
            given = np.zeros(len(a))
            for j in range(len(error)):
                part = {
                    "equal": [1.0 for _ in a],
                    "contribution": [a[i] * weights[i, j] for i in range(len(a))],
                    "weight": [weights[i, j] for i in range(len(a))],
                    "normalised": [abs(a[i] * weights[i, j]) for i in range(len(a))],
                }[rule]
                for i in range(len(a)):
                    given[i] += error[j] * part[i] / sum(part)
            error, delta = given, given * (1 - a**2)
    return whole


def reasons(rule: str, network: Network, theta: np.ndarray, x: np.ndarray) -> set[str]:
    """Why the rule is undefined, layer by layer."""
    found = set()
    for a, (weights, _) in zip(network.layers(theta, x)[1:-1], network.unpack(theta)[1:], strict=True):
        try:
            RULES[rule].totals(a, weights)
        except UndefinedSplitError as raised:
            found.add(raised.reason)
    return found


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("seed", range(4))
def test_all_rules_at_once_are_the_rule_by_hand(rule: str, seed: int) -> None:
    network, theta, x, y = problem(seed)
    found, undefined = rule_gradients(network, theta, x, y, LOSSES["cross_entropy"])
    assert set(undefined) == {""}
    np.testing.assert_allclose(found[PLACES[rule]], by_hand(network, theta[0], x, y, rule), rtol=1e-8, atol=1e-10)


@pytest.mark.parametrize("seed", range(4))
def test_the_chain_rule_is_the_numerical_gradient(seed: int) -> None:
    network, theta, x, y = problem(seed)
    loss = LOSSES["cross_entropy"]
    found = rule_gradients(network, theta, x, y, loss)[0][PLACES[CHAIN]]
    nudged = numerical_gradient(lambda theta: float(loss.value(network.forward(theta, x), y)), theta[0])
    np.testing.assert_allclose(found, nudged, rtol=1e-6, atol=1e-9)


def test_the_last_layer_gets_the_true_gradient_by_every_rule() -> None:
    network, theta, x, y = problem()
    found = network.matrices(rule_gradients(network, theta, x, y, LOSSES["cross_entropy"])[0])[-1]
    np.testing.assert_allclose(found, np.broadcast_to(found[0], found.shape), rtol=1e-12)


@pytest.mark.parametrize("activation", ["tanh", "relu"])
def test_the_run_by_the_chain_rule_is_the_run_of_training(activation: str) -> None:
    experiment = replace(SMALL, activation=activation)
    film, alone = compare(experiment).film, record(experiment)
    np.testing.assert_array_equal(film.step, alone.step)
    np.testing.assert_allclose(film.theta[:, PLACES[CHAIN]], alone.theta, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(film.train_loss[:, PLACES[CHAIN]], alone.train_loss, rtol=1e-9)


def test_all_five_begin_alike() -> None:
    theta = compare(SMALL).film.theta[0]
    np.testing.assert_array_equal(theta, np.broadcast_to(theta[0], theta.shape))


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_trains_on_the_batches_of_training(rule: str) -> None:
    experiment = replace(SMALL, learning_rate=0.01)
    trainer = RuleTrainer(experiment)
    batches = RuleTrainer(experiment).batches
    theta = trainer.theta[PLACES[rule]].copy()
    for _ in range(7):
        x, y = next(batches)
        theta -= 0.01 * by_hand(trainer.network, theta, x[:, :-1], y, rule)
    trainer.advance(7)
    np.testing.assert_allclose(trainer.theta[PLACES[rule]], theta, rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize("seed", range(6))
def test_with_one_hidden_layer_and_one_output_splitting_by_weight_is_the_gradient_or_its_opposite(seed: int) -> None:
    network, theta, x, y = problem(seed, hidden=(4,))
    loss, (weights, _) = LOSSES["cross_entropy"], network.unpack(theta[0])[-1]
    found, below = rule_gradients(network, theta, x, y, loss)[0][PLACES["weight"]], 3 * 4
    true = network.gradient(theta[0], x, y, loss)
    np.testing.assert_allclose(found[:below] * weights.sum(), true[:below], rtol=1e-9)
    cosine = compare(replace(SMALL, hidden=(4,), seed=seed)).cosine[0, PLACES["weight"]]
    assert abs(cosine) == pytest.approx(1)


def test_the_cosine_of_the_chain_rule_is_one_and_no_other_is_larger() -> None:
    cosine = compare(SMALL).cosine
    np.testing.assert_allclose(cosine[:, PLACES[CHAIN]], 1, atol=1e-12)
    known = cosine[np.isfinite(cosine)]
    assert (np.abs(known) <= 1 + 1e-12).all()
    assert (cosine[0, 1:] < 0.999).all()


def test_a_cosine_is_that_of_the_stand_in_without_the_last_layer() -> None:
    found = compare(SMALL)
    trainer = RuleTrainer(SMALL)
    (x, y), below = trainer.parts[0], 3 * 4 + 5 * 3
    for rule in RULES:
        theta = found.film.theta[3, PLACES[rule]]
        stand_in = by_hand(trainer.network, theta, x, y, rule)[:below]
        true = numerical_gradient(
            lambda theta: float(trainer.loss.value(trainer.network.forward(theta, x), y)), np.array(theta)
        )[:below]
        expected = stand_in @ true / np.sqrt((stand_in @ stand_in) * (true @ true))
        assert found.cosine[3, PLACES[rule]] == pytest.approx(expected, abs=1e-6)


def test_a_run_stops_at_the_first_batch_of_which_its_rule_can_say_nothing() -> None:
    experiment = replace(SMALL, activation="relu", hidden=(3, 3), seed=1)
    found = compare(experiment)
    assert found.undefined
    for rule, (step, reason) in found.undefined.items():
        place = PLACES[rule]
        assert found.film.diverged_at[place] == step
        trainer = RuleTrainer(experiment)
        trainer.advance(step - 1)
        x, _ = next(trainer.batches)
        theta = trainer.theta[place]
        np.testing.assert_array_equal(found.film.theta[-1, place], theta)
        assert reason in reasons(rule, trainer.network, theta, x[:, :-1])
        assert np.isnan(found.cosine[found.last[place] + 1 :, place]).all()


def test_runs_that_are_over_change_no_more_and_stay_finite() -> None:
    found = compare(replace(SMALL, activation="linear", learning_rate=3.0, epochs=20))
    assert any(found.film.diverged_at)
    assert np.isfinite(found.film.theta).all()
    for place, last in enumerate(found.last):
        after = found.film.theta[last:, place]
        np.testing.assert_array_equal(after, np.broadcast_to(after[0], after.shape))


def test_several_runs_at_once_are_refused() -> None:
    for change in ({"learning_rate": (0.1, 0.2)}, {"starts": 2}, {"regularization": "l2"}):
        with pytest.raises(ValueError, match="one start"):
            RuleTrainer(replace(SMALL, **change))
