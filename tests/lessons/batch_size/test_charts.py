"""The pictures of the batch size: valid, constant specs over finite data that say what was computed."""

import altair as alt
import numpy as np
import pytest

from pages.lessons.batch_size.charts import (
    epoch,
    final_loss,
    gradient_cloud,
    gradient_variance,
    loss_by_cost,
    loss_plane,
    memory_bars,
)
from pages.ui import theme
from pages.ui.charts import film
from tests.ui.reading_charts import number, picture
from tests.ui.test_chart_specs import found

RNG = np.random.default_rng(0)
SIZES = np.array([1, 3, 10])
LAW = np.array([9.0, 2.0, 0.0])
RUNS = [(np.arange(5.0), np.array([4.0, 3, 2, 1, 0.5]) * place) for place in range(1, 6)]
POINTS = RNG.standard_normal((3, 7, 2))
LOSSES = np.array([[[1.0, 2], [3, 4], [np.inf, 5]], [[1, 1], [2, 2], [3, 3]]])
CHARTS = {
    "budgets": (loss_by_cost.spec, ("x", "y"), lambda: loss_by_cost.datasets(list("abcde"), RUNS, 2, 3.0)),
    "cloud": (
        gradient_cloud.spec,
        ("x", "y", "a", "b", "c"),
        lambda: gradient_cloud.datasets(POINTS, POINTS[..., 0] < 0, POINTS[0, 0]),
    ),
    "spread": (
        gradient_variance.spec,
        ("x", "y", "a", "b", "c"),
        lambda: gradient_variance.datasets(SIZES, LAW * 1.1, LAW, LAW / 9),
    ),
    "epoch": (
        epoch.spec,
        ("a", "b", "c", "x"),
        lambda: epoch.datasets(np.arange(9), np.arange(9) / 4, np.arange(9) * 3, 11, 3, 3),
    ),
    "valley": (
        loss_plane.spec,
        ("x", "y"),
        lambda: loss_plane.datasets(np.eye(4) + 1, (0, 1), (0, 1), RNG.random((6, 2))),
    ),
    "memory": (
        memory_bars.spec,
        ("x", "y", ("a", "b", "c", "d")),
        lambda: memory_bars.datasets(["1", "2"], np.arange(8).reshape(2, 4), ["6", "22"], 0),
    ),
    "finals": (final_loss.spec, ("x", "y", "a", "b"), lambda: final_loss.datasets(SIZES.astype(float), LOSSES)),
}


@pytest.mark.parametrize("name", CHARTS)
def test_the_spec_is_valid_constant_and_names_just_the_datasets_that_come(name):
    spec, words, datasets = CHARTS[name]
    assert spec(*words) is spec(*words)
    assert {data["name"] for data in found(spec(*words), "data")} == set(datasets())
    for presentation in (False, True):
        alt.Chart.from_dict({**spec(*words), "config": theme.chart_config(presentation)}, validate=True)


@pytest.mark.parametrize("name", CHARTS)
def test_every_number_that_reaches_a_chart_is_finite(name):
    for table in CHARTS[name][2]().values():
        for column in table.columns:
            assert np.isfinite([value for value in column.to_pylist() if isinstance(value, float)]).all()


def test_the_points_of_the_cloud_can_be_read_back_at_every_size():
    batches = CHARTS["cloud"][2]()["batches"]
    for frame in range(3):
        assert [number(batches, row, frame) for row in range(7)] == pytest.approx(POINTS[frame, :, 0], abs=1e-3)
        assert [batches["against"][row].as_py()[frame] == "1" for row in range(7)] == list(POINTS[frame, :, 0] < 0)


def test_the_batches_of_an_epoch_cover_its_examples_and_the_one_of_the_update_is_lit():
    data = CHARTS["epoch"][2]()
    assert data["batches"]["left"].to_pylist() == [0, 3, 6, 9]
    assert data["batches"]["right"].to_pylist() == [3, 6, 9, 11]
    assert data["batches"]["used"].to_pylist() == [1, 1, 1, 0]
    assert data["counts"]["lit"].to_pylist() == [-1, 0, 1, 2, 0, 1, 2, 0, 1]


def test_the_lines_end_where_the_clock_ends():
    assert max(CHARTS["budgets"][2]()["lines"]["x"].to_pylist()) == 3


def test_only_a_run_beyond_a_thousand_times_its_first_loss_leaves_the_picture():
    cost = np.arange(3.0)
    runs = [(cost, np.array([1.0, 700, 2])), (cost, np.array([1.0, 50, 1e6]))]
    assert loss_by_cost.datasets(["a", "b"], runs, 0, 2.0)["sizes"]["high"][0].as_py() == pytest.approx(770)
    assert loss_by_cost.datasets(["b"], runs[1:], 0, 2.0)["sizes"]["high"][0].as_py() == pytest.approx(4.4)


def test_a_run_that_diverged_has_no_dot_and_no_mean():
    data = CHARTS["finals"][2]()
    assert data["dots"]["loss"].to_pylist()[:6] == [1, 2, 3, 4, 0, 5]
    assert data["means"]["loss"].to_pylist() == [1.5, 3.5, 0, 1, 2, 3]


def test_the_bands_rise_with_the_loss_on_a_log_scale():
    losses = np.exp(np.linspace(0, 3, 8))[None, :].repeat(8, axis=0)
    bands = loss_plane.bands(losses)
    assert (bands.min(), bands.max()) == (0, loss_plane.BANDS - 1)
    assert np.bincount(bands[0]).std() < 1
    shown = picture(loss_plane.datasets(losses, (0, 1), (0, 1), np.zeros((2, 2)))["valley"]["url"][0].as_py())
    assert shown[0, 0].sum() > shown[0, -1].sum()
    assert film.LONGEST >= 200
