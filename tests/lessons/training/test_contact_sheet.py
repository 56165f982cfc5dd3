"""Images side by side and predictions against the truth, as a browser reads them."""

import numpy as np
import pytest

from pages.lessons.training.charts import contact_sheet, predicted_against_true
from pages.ui.charts import heatmap
from tests.ui.reading_charts import cell, number

SHEET = {name: name for name in ("reel", "labels", "told")}


def said(table, row, frame):
    """The words of a row at a frame."""
    values = {name: table[name][row].as_py() for name in ("words", "wide", "stride")}
    start = frame * values["stride"]
    return values["words"][start : start + values["wide"]].strip()


@pytest.mark.parametrize("count", [1, 2, 10, 16, 32])
def test_every_image_stands_upright_under_its_own_label(count):
    rng = np.random.default_rng(count)
    palette = np.arange(15, dtype=np.uint8).reshape(5, 3) * 10
    levels = rng.integers(0, 4, (3, count, 8, 8)).astype(np.uint8)
    labels = [[f"{index}"] for index in range(count)]
    tables = contact_sheet.datasets(levels, palette, labels, ["all"])
    assert set(tables) == set(SHEET)
    reel = heatmap.Reel(**{name: tables["reel"][name][0].as_py() for name in tables["reel"].column_names}, frames=3)
    for frame in range(3):
        picture = cell(reel, frame)
        for index in range(count):
            x = round(tables["labels"]["x"][index].as_py() * reel.width)
            y = (1 - tables["labels"]["y"][index].as_py()) * reel.height
            top = round(y + contact_sheet.ABOVE / 2)
            seen = picture[top : top + 8, x - 4 : x + 4]
            np.testing.assert_array_equal(seen, palette[levels[frame, index]])
            assert (picture[round(y), x - 4 : x + 4] == palette[-1]).all()


def test_labels_change_with_the_frame_and_a_single_one_stays():
    levels = np.zeros((3, 2, 8, 8), np.uint8)
    tables = contact_sheet.datasets(
        levels, heatmap.diverging(), [["3→5  0.98", "", "2→7  0.40"], ["x"]], ["a", "bcd", ""]
    )
    assert [said(tables["labels"], 0, frame) for frame in range(3)] == ["3→5  0.98", "", "2→7  0.40"]
    assert [said(tables["labels"], 1, frame) for frame in range(3)] == ["x"] * 3
    assert [said(tables["told"], 0, frame) for frame in range(3)] == ["a", "bcd", ""]


def test_predictions_inside_the_picture_keep_their_digits_beside_one_that_diverged():
    truth = np.array([100.0, 200.0, 300.0])
    predictions = np.array([[150.0, 160.0, 170.0], [110.0, 1e30, 290.0], [1e300, 210.0, 280.0]])
    tables = predicted_against_true.datasets([(truth, predictions), (truth[:1], predictions[:, :1])], [["a"], ["b"]])
    low, high = (tables["ends"][end][0].as_py() for end in ("low", "high"))
    assert 0 <= low < 100
    assert 300 < high <= 420
    for frame, row in np.ndindex(3, 3):
        read, true = number(tables["points"], row, frame), predictions[frame, row]
        assert abs(read - true) < 0.05 if true < 400 else read > high


def test_bars_of_residuals_are_as_high_as_their_shares():
    edges, shares = np.linspace(-2, 2, 5), np.array([[0.1, 0.4, 0.5, 0.0], [0.0, 0.7, 0.3, 0.0]])
    bins = predicted_against_true.residual_datasets(edges, shares, shares[:, ::-1])["bins"]
    assert bins["part"].to_pylist() == ["train"] * 4 + ["test"] * 4
    read = [[number(bins, row, frame) for row in range(8)] for frame in range(2)]
    np.testing.assert_allclose(read, np.hstack([shares, shares[:, ::-1]]), atol=1e-4)
    assert bins["left"].to_pylist()[:4] == [-2, -1, 0, 1]
