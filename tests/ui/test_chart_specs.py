"""Every chart: a valid spec that does not depend on the data, over datasets that the page hands it apart."""

import json

import altair as alt
import numpy as np
import pytest

from pages.lessons.parameters.charts import plane
from pages.ui import contrast, theme
from pages.ui.charts import confusion, curve, film, heatmap, history, layer_gradients
from pages.ui.theme import SERIES

T = 12
EPOCH = np.arange(T, dtype=float)
REEL = heatmap.reel(np.zeros((T, 4, 4), np.uint8), heatmap.diverging())
POINTS = plane.classified(np.zeros((3, 2)), np.zeros(3), np.zeros((T, 3), bool), ["a"], "train")
LINE = np.linspace(-1, 1, 5)
CHARTS = {
    "plane": (plane.spec, (), lambda: plane.datasets(REEL, (-1, 1, -1, 1), POINTS)),
    "history": (history.spec, ("x", "y", "a", "b"), lambda: history.datasets(EPOCH, EPOCH)),
    "bars": (layer_gradients.spec, ("x", "y"), lambda: layer_gradients.datasets(["1"], EPOCH[:, None])),
    "curve": (curve.spec, (), lambda: curve.datasets(LINE, np.zeros((T, 5)), (LINE, LINE))),
    "confusion": (confusion.spec, ("x", "y"), lambda: confusion.datasets(["a", "b"], np.zeros((T, 2, 2), int))),
}


def found(tree, key):
    """All values of `key` anywhere in a tree of dicts and lists."""
    children = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    own = [tree[key]] if isinstance(tree, dict) and key in tree else []
    return own + [value for child in children for value in found(child, key)]


@pytest.mark.parametrize("name", CHARTS)
def test_the_spec_is_valid_also_with_the_config_of_either_size(name):
    spec, words, _ = CHARTS[name]
    for presentation in (False, True):
        alt.Chart.from_dict({**spec(*words), "config": theme.chart_config(presentation)}, validate=True)


@pytest.mark.parametrize("name", CHARTS)
def test_the_spec_is_built_once_and_names_just_the_datasets_that_come(name):
    spec, words, datasets = CHARTS[name]
    assert spec(*words) is spec(*words)
    used = {data["name"] for data in found(spec(*words), "data")}
    assert used == set(datasets())
    assert "datasets" not in spec(*words)


@pytest.mark.parametrize("name", CHARTS)
def test_the_spec_names_its_renderer_and_its_one_film_parameter(name):
    spec, words, _ = CHARTS[name]
    parameters = [p for group in found(spec(*words), "params") for p in group if "bind" in p]
    assert [p["name"] for p in parameters] == ["frame"]
    assert parameters[0]["bind"] == {"input": "range", "min": 0, "max": film.LONGEST, "step": 1}
    assert spec(*words)["usermeta"]["embedOptions"]["renderer"] == "svg"
    assert "second" in json.dumps(spec(*words, name="second"))


@pytest.mark.parametrize("name", CHARTS)
def test_every_number_that_reaches_a_chart_is_finite(name):
    for table in CHARTS[name][2]().values():
        for column in table.columns:
            values = [value for value in column.to_pylist() if isinstance(value, float)]
            assert np.isfinite(values).all()


def test_scales_are_fixed_so_that_a_frame_does_not_work_them_out_anew():
    for name in ("plane", "history", "bars", "curve"):
        spec, words, _ = CHARTS[name]
        scales = [
            encoding[axis].get("scale")
            for encoding in found(spec(*words), "encoding")
            for axis in "xy"
            if axis in encoding
        ]
        assert all(scale is None or "domain" in scale for scale in scales if scale is not False), name


def test_letters_in_presentation_size_are_at_least_14_pixels():
    sizes = found(theme.chart_config(True), "labelFontSize") + found(theme.chart_config(True), "fontSize")
    sizes += found(theme.chart_config(True), "titleFontSize")
    assert min(sizes) >= 14


def test_classes_differ_in_colour_and_in_shape():
    assert len(set(theme.CLASSES)) == len(set(theme.SHAPES)) == 10
    assert (theme.CLASSES[0], theme.CLASSES[1]) == (theme.NEGATIVE, theme.POSITIVE)


@pytest.mark.parametrize("ground", contrast.GROUNDS)
def test_what_is_still_to_come_can_be_made_out_on_both_grounds_and_is_paler(ground):
    veiled = [
        history.VEIL * behind + (1 - history.VEIL) * line
        for behind, line in zip(contrast.parts(ground), contrast.parts(SERIES), strict=True)
    ]
    seen = "#" + "".join(f"{round(part):02x}" for part in veiled)
    assert 1.7 < contrast.contrast(seen, ground) < 0.6 * contrast.contrast(SERIES, ground)
