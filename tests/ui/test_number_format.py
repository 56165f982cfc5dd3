"""Numbers as a reader sees them."""

import pytest

from pages.ui.number_format import short, tidy


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.0, "0"), (-0.0, "0"), (-1.5, "−1.5"), (1e-5, "1e−5"), (-2.345e-12, "−2.34e−12"), (3e7, "3e7"), (12.34, "12.3")],
)  # fmt: skip
def test_numbers_have_three_digits_and_a_true_minus(value: float, written: str) -> None:
    assert short(value) == written
    assert float(written.replace("−", "-")) == pytest.approx(value, rel=5e-3)


def test_a_number_already_written_keeps_its_digits() -> None:
    assert tidy("-1.2300e-09") == "−1.2300e−9"
