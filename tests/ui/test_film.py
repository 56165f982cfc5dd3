"""A film in a string: what goes in comes out, frame by frame."""

import subprocess
import sys

import altair as alt
import numpy as np
import pytest

from pages.ui.charts import film
from tests.ui.reading_charts import number

RNG = np.random.default_rng(0)


def test_flags_become_one_letter_a_frame():
    flags = RNG.random((30, 8)) < 0.5
    texts = film.strings(flags).to_pylist()
    assert [[letter == "1" for letter in text] for text in texts] == flags.T.tolist()


@pytest.mark.parametrize("scale", [1e-9, 1.0, 1e6])
def test_numbers_come_back_within_half_a_step(scale):
    values = RNG.normal(size=(25, 6)) * scale
    table = film.rows(**film.encoded(values))
    back = np.array([[number(table, row, t) for row in range(6)] for t in range(25)])
    np.testing.assert_allclose(back, values, atol=np.ptp(values) / 65535 * 0.501)


def test_whole_numbers_up_to_65535_come_back_exactly():
    values = np.array([[0, 1, 7], [3, 1797, 65535]])
    table = film.rows(**film.encoded(values))
    assert [[round(number(table, row, t)) for row in range(3)] for t in range(2)] == values.tolist()


def test_numbers_that_are_all_the_same_or_not_finite_do_no_harm():
    for values in (np.zeros((2, 2)), np.full((2, 2), np.nan), np.array([[1.0, np.inf], [2.0, -np.inf]])):
        table = film.rows(**film.encoded(values))
        assert np.isfinite([number(table, row, t) for row in range(2) for t in range(2)]).all()


def test_columns_are_what_was_given():
    table = film.rows(
        a=[1, 2], b=np.array([0.5, 1.5]), c=["x", "é–한"], d=film.numbers(np.array([1.0, 2.0]), [True, False])
    )
    assert table.to_pylist() == [{"a": 1, "b": 0.5, "c": "x", "d": 1.0}, {"a": 2, "b": 1.5, "c": "é–한", "d": None}]


@pytest.mark.parametrize(
    ("expression", "follows"),
    [
        ("frame", True),
        ("frame < 3", True),
        ("3 < frame", True),
        ("datum.frame === frame", True),
        ("[frame][0]", True),
        ("datum.frame < 3", False),
        ("datum['frame'] < 3", False),
        ("frame_size < 3", False),
    ],
)
def test_a_chart_has_the_parameter_where_an_expression_names_it(expression, follows):
    chart = alt.Chart(film.named("rows")).mark_point().encode(x="frame:Q", size=alt.value(alt.ExprRef(expression)))
    assert ("frame" in [param["name"] for param in film.finish(chart)["params"]]) == follows
    kept = alt.Chart(film.named("rows")).mark_point().encode(x="frame:Q").transform_filter(expression)
    assert ("frame" in [param["name"] for param in film.finish(kept)["params"]]) == follows


def test_charts_import_no_streamlit_and_have_pandas_whole_before_a_spec_is_built():
    program = (
        "import sys; import numpy as np;"
        "from pages.ui.charts import confusion, curve, history, layer_gradients;"
        "history.spec('x', 'y', 'a', 'b'); history.datasets(np.arange(3.0), np.arange(3.0));"
        "layer_gradients.datasets(['1'], np.ones((3, 1))); confusion.datasets(['a'], np.ones((3, 1, 1), int));"
        "print([name for name in ('pandas', 'streamlit') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "['pandas']"
