"""What the charts are given says what the run did."""

import numpy as np

from pages.lessons.parameters.charts import plane
from pages.ui.charts import confusion, curve, history, layer_gradients
from pages.ui.theme import CLASSES, PAPER, SHAPES
from tests.ui.reading_charts import number

RNG = np.random.default_rng(0)
EPOCH = np.arange(6.0)


def test_points_for_training_are_filled_and_those_of_the_test_outlined():
    x, y = RNG.normal(size=(4, 2)), np.array([0, 1, 2, 1])
    wrong = RNG.random((5, 4)) < 0.5
    for role, inside, edge in (("train", "fill", "stroke"), ("test", "stroke", "fill")):
        table = plane.classified(x, y, wrong, ["a", "b", "c"], role)
        assert table[inside].to_pylist() == [CLASSES[c] for c in y]
        assert table[edge].to_pylist() == [PAPER] * 4
        assert table["shape"].to_pylist() == [SHAPES[c] for c in y]
        assert table["label"].to_pylist() == ["a", "b", "c", "b"]
        assert table["wrong"].to_pylist() == ["".join("01"[int(w)] for w in column) for column in wrong.T]


def test_the_history_finds_the_value_of_every_frame_by_its_row():
    train, test = EPOCH + 1, EPOCH * 2
    data = history.datasets(EPOCH, train, test)
    rows, series = data["history"].to_pylist(), data["series"].to_pylist()
    for told, values in zip(series, (train, test), strict=True):
        assert [rows[told["first"] + t]["value"] for t in range(6)] == values.tolist()
        assert told["last"] == 5
    assert [row["epoch"] for row in rows[:6]] == EPOCH.tolist()


def test_a_pinned_run_is_drawn_whole_on_axes_that_hold_both():
    other = np.array([0.0, 4.0, 8.0])
    train, test = np.array([9.0, 3.0, 1.0]), np.array([9.0, np.inf, 2.0])
    data = history.datasets(EPOCH, EPOCH + 1, EPOCH * 2 + 1, pinned=(other, train, test))
    rows = data["pinned"].to_pylist()
    assert [(row["series"], row["epoch"], row["value"]) for row in rows] == [
        *zip([0] * 3, other, train, strict=True), (1, 0, 9.0), (1, 4, None), (1, 8, 2.0)
    ]  # fmt: skip
    told = data["series"].to_pylist()[0]
    assert (told["end"], told["stop"], told["low"]) == (8, 5, 0)
    assert told["high"] > 11
    alone = history.datasets(EPOCH, EPOCH + 1)
    assert alone["pinned"].num_rows == 0
    assert alone["series"].to_pylist()[0]["end"] == alone["series"].to_pylist()[0]["stop"] == 5


def test_on_a_logarithmic_axis_a_pinned_loss_of_0_stands_at_its_foot():
    data = history.datasets(EPOCH, EPOCH + 1, log=True, pinned=(EPOCH, EPOCH * 0, EPOCH - 1))
    assert data["pinned"]["height"].to_pylist() == [1e-16] * 6 + [None, 1e-16, 1.0, 2.0, 3.0, 4.0]
    assert 0 < data["series"].to_pylist()[0]["low"] < 1e-16


def test_a_run_that_diverged_leaves_the_picture_and_says_so():
    values = np.array([1.0, 2.0, 50.0, 1e9, np.inf, np.nan])
    data = history.datasets(EPOCH, values, ending="diverged at step 5")
    told = data["series"].to_pylist()[0]
    assert data["history"]["value"].to_pylist() == [1.0, 2.0, 50.0, 1e9, None, None]
    assert told["words"] == "diverged at step 5"
    assert told["high"] < 50


def test_on_a_logarithmic_scale_0_stands_at_its_foot_and_nothing_negative_does():
    data = history.datasets(EPOCH, np.array([1.0, 0.0, 0.1, 5e-32, -1.0, np.inf]), log=True)
    assert data["history"]["value"].to_pylist() == [1.0, 0.0, 0.1, 5e-32, None, None]
    assert data["history"]["height"].to_pylist() == [1.0, 1e-16, 0.1, 1e-16, None, None]
    assert 0 < data["series"]["low"][0].as_py() < 1e-16


def test_an_accuracy_is_shown_from_nothing_to_all():
    told = history.datasets(EPOCH, EPOCH / 10, share=True)["series"].to_pylist()[0]
    assert (told["low"], told["high"]) == (0, 1)


def test_the_curve_is_the_prediction_of_every_frame():
    x, predictions = np.linspace(-1, 1, 9), RNG.normal(size=(7, 9))
    data = curve.datasets(x, predictions, (x[:3], x[:3]), (x[3:5], x[3:5]), truth=x**2)
    back = [[number(data["curve"], row, t) for row in range(9)] for t in range(7)]
    np.testing.assert_allclose(back, predictions, atol=1e-3)
    assert data["points"].num_rows == 5
    assert data["truth"]["y"].to_pylist() == (x**2).tolist()


def test_bars_keep_the_order_of_layers_and_their_size_to_a_thousandth():
    sizes = 10.0 ** RNG.uniform(-9, 2, (8, 3))
    table = layer_gradients.datasets(["1", "2", "out"], sizes)["bars"]
    assert table["layer"].to_pylist() == ["1", "2", "out"]
    back = [[10 ** number(table, row, t) for row in range(3)] for t in range(8)]
    np.testing.assert_allclose(back, sizes, rtol=1e-3)
    low, high = table["low"][0].as_py(), table["high"][0].as_py()
    assert low < sizes.min() < sizes.max() < high


def test_the_confusion_matrix_keeps_every_count():
    counts = RNG.integers(0, 400, (9, 10, 10))
    table = confusion.datasets([str(c) for c in range(10)], counts)["cells"]
    for row, cells in enumerate(table.to_pylist()):
        truth, answer = int(cells["truth"]), int(cells["answer"])
        assert cells["right"] == "01"[truth == answer]
        assert [round(number(table, row, t)) for t in range(9)] == counts[:, truth, answer].tolist()
