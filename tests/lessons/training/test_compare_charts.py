"""The charts of runs side by side and of slow motion: valid specs, and data that says what the runs did."""

import altair as alt
import numpy as np
import pytest

from pages.lessons.training.charts import loss_band, update_phases
from pages.ui import theme
from pages.ui.charts import film

T = 6
EPOCHS = np.linspace(0, 1, T) ** 2 * 10
SPECS = {
    "band": (
        lambda: loss_band.spec("x", "y"),
        lambda: loss_band.datasets(EPOCHS, np.ones((3, T)), np.ones(T), (0.0, 2.0)),
    ),
    "ledger": (lambda: update_phases.ledger("frame_slow"), lambda: update_phases.lines([("a", "b", "c", "d")])),
}


def found(tree, key):
    """All values of `key` anywhere in a tree of dicts and lists."""
    children = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    own = [tree[key]] if isinstance(tree, dict) and key in tree else []
    return own + [value for child in children for value in found(child, key)]


@pytest.mark.parametrize("name", SPECS)
def test_the_spec_is_valid_built_once_and_draws_just_the_data_it_is_given(name):
    spec, datasets = SPECS[name]
    assert spec() is spec()
    for presentation in (False, True):
        alt.Chart.from_dict({**spec(), "config": theme.chart_config(presentation)}, validate=True)
    assert {data["name"] for data in found(spec(), "data")} == set(datasets())
    bound = [p for group in found(spec(), "params") for p in group if "bind" in p]
    assert len(bound) == (name != "band")  # the band is of whole runs: it follows no film
    assert all(p["name"].startswith("frame") for p in bound)
    assert all(p["bind"]["max"] == film.LONGEST for p in bound)


def test_a_band_of_runs_that_diverged_reaches_beyond_the_picture_and_its_median_ends():
    three = np.array([[1.0, 0.5, 0.4], [1.0, 0.7, np.inf], [1.0, np.inf, np.inf]])
    ends = loss_band.ends([three])
    rows = loss_band.datasets(np.arange(3.0), three, np.array([1.0, np.nan, 0.5]), ends)["band"].to_pylist()
    assert [row["least"] for row in rows] == [1.0, 0.5, 0.4]
    assert [row["median"] for row in rows] == [1.0, 0.7, None]
    assert [row["own"] for row in rows] == [1.0, None, 0.5]
    assert rows[0]["greatest"] == 1.0
    assert all(np.isfinite(row["greatest"]) and row["greatest"] > row["top"] for row in rows[1:])
