"""Folds and regions, counted again by other means."""

from itertools import combinations

import numpy as np
import pytest

from dlcore.geometry.linear_regions import fold, most_regions
from dlcore.network.network import Network

HIDDEN = [(1,), (2,), (5,), (12,), (3, 3), (5, 4), (2, 5, 3), (1, 6)]


def network_of(hidden, seed=0, frames=3):
    network = Network((2, *hidden, 1), "relu")
    rng = np.random.default_rng(seed)
    return network, rng.normal(size=(frames, network.n_params))


def patterns(network, theta, resolution, low=-1.2, high=1.2):
    """Numbers of different on-and-off patterns among the middles of a fine raster."""
    side = low + (np.arange(resolution) + 0.5) * (high - low) / resolution
    x = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    on = np.concatenate([a > 0 for a in network.layers(theta, x)[1:-1]], axis=1)
    return len(np.unique(on, axis=0))


def crossings(weights, bias, low, high):
    """Regions of lines inside a square by Euler's formula: 1 + lines that enter + pairs that cross inside."""
    corners = np.array([[low, low], [high, low], [high, high], [low, high]]) @ weights + bias
    enters = (corners.min(axis=0) < 0) & (corners.max(axis=0) > 0)
    inside = 0
    for i, j in combinations(range(len(bias)), 2):
        at = np.linalg.solve(weights[:, [i, j]].T, -bias[[i, j]])
        inside += bool(np.all((at > low) & (at < high)))
    return 1 + enters.sum() + inside


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("n", [1, 2, 5, 12])
def test_regions_of_one_layer_are_counted_by_their_crossings(n, seed):
    network, theta = network_of((n,), seed)
    counts = fold(network, theta, -1.2, 1.2).counts[:, 0]
    for frame, row in enumerate(theta):
        weights, bias = network.unpack(row)[0]
        assert counts[frame] == crossings(weights, bias, -1.2, 1.2)


@pytest.mark.parametrize("n", [1, 2, 3, 7, 12])
def test_lines_in_general_position_reach_the_bound_in_the_whole_plane(n):
    network, theta = network_of((n,), seed=n)
    whole = fold(network, theta, -1e5, 1e5).counts[:, -1]
    assert (whole == most_regions((n,))).all()
    assert most_regions((n,)) == 1 + n + n * (n - 1) // 2


@pytest.mark.parametrize("n", [1, 2, 3, 7])
def test_lines_through_one_point_cut_two_regions_each(n):
    network, theta = network_of((n,))
    for _, bias in network.unpack(theta):
        bias[:] = 0
    assert (fold(network, theta, -1.2, 1.2).counts[:, -1] == 2 * n).all()


@pytest.mark.parametrize("hidden", HIDDEN)
def test_no_raster_finds_a_region_that_was_not_counted_and_a_fine_one_finds_nearly_all(hidden):
    network, theta = network_of(hidden)
    counts = fold(network, theta, -1.2, 1.2).counts
    for frame, row in enumerate(theta):
        seen = patterns(network, row, 300)
        assert seen <= counts[frame, -1]
        assert seen >= 0.8 * counts[frame, -1]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_no_network_cuts_more_regions_than_the_bound(hidden):
    network, theta = network_of(hidden, frames=40)
    counts = fold(network, theta, -30, 30).counts
    for layer in range(len(hidden)):
        assert counts[:, layer].max() <= most_regions(hidden[: layer + 1])


def test_a_second_layer_reaches_its_bound_by_folding_the_first_upon_itself():
    """Montúfar et al. (2014): |x1| and |x2| fold four quarters onto one, which lines then cut four times."""
    network = Network((2, 4, 2, 1), "relu")
    theta = np.zeros((1, network.n_params))
    (first, _), (second, bias), _ = network.unpack(theta)
    first[0] = [[1, -1, 0, 0], [0, 0, 1, -1]]
    second[0] = [[1, 1], [1, 1], [1, -1], [1, -1]]
    bias[0] = [-0.6, 0.1]
    assert fold(network, theta, -1.2, 1.2).counts[0].tolist() == [4, 4 * 4]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_a_segment_of_a_fold_lies_where_its_neuron_is_zero(hidden):
    network, theta = network_of(hidden)
    folds = fold(network, theta, -1.2, 1.2)
    assert set(folds.layer) <= set(range(len(hidden) + 1))
    for ends, frame, layer in zip(folds.ends, folds.frame, folds.layer, strict=True):
        a = ends
        for weights, bias in network.unpack(theta[frame])[: layer + 1]:
            z = a @ weights + bias
            a = np.maximum(z, 0)
        assert np.abs(z).max(axis=0).min() < 1e-9


def test_each_segment_adds_one_region():
    network, theta = network_of((5, 4))
    folds = fold(network, theta, -1.2, 1.2)
    for frame in range(len(theta)):
        for layer in range(2):
            assert folds.counts[frame, layer] == 1 + np.sum((folds.frame == frame) & (folds.layer <= layer))


def test_a_network_without_a_live_neuron_has_one_region():
    network, _ = network_of((4, 4))
    folds = fold(network, np.zeros((2, network.n_params)), -1.2, 1.2)
    assert folds.counts.tolist() == [[1, 1], [1, 1]]
    assert len(folds.ends) == 0


@pytest.mark.parametrize(
    ("widths", "most"), [((), 1), ((1, 5), 12), ((2, 3), 4 * 7), ((4, 4), 11 * 11), ((3, 1, 4), 7 * 2 * 5)]
)
def test_the_bound_multiplies_layers_and_a_narrow_one_leaves_one_dimension(widths, most):
    assert most_regions(widths) == most


@pytest.mark.parametrize(("sizes", "activation"), [((2, 4, 1), "tanh"), ((3, 4, 1), "relu"), ((2, 4, 2), "relu")])
def test_other_networks_have_no_folds(sizes, activation):
    network = Network(sizes, activation)
    with pytest.raises(ValueError, match="two inputs and one output"):
        fold(network, np.zeros((1, network.n_params)), -1, 1)
