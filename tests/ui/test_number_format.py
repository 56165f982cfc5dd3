"""Numbers as a reader sees them."""

import pytest

from pages.ui.number_format import short, tidy, to_error


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.0, "0"), (-0.0, "0"), (-1.5, "−1.5"), (1e-5, "1e−5"), (-2.345e-12, "−2.34e−12"), (3e7, "3e7"), (12.34, "12.3")],
)  # fmt: skip
def test_numbers_have_three_digits_and_a_true_minus(value: float, written: str) -> None:
    assert short(value) == written
    assert float(written.replace("−", "-")) == pytest.approx(value, rel=5e-3)


def test_a_number_already_written_keeps_its_digits() -> None:
    assert tidy("-1.2300e-09") == "−1.2300e−9"


@pytest.mark.parametrize(
    ("value", "error", "digits", "written"),
    [
        (0.40213, 0.01253, 2, "0.402 ± 0.013"),
        (-1234.5, 3.1, 2, "−1234.5 ± 3.1"),
        (0.5, 0.0, 2, "0.5 ± 0"),
        (3.2e6, 1.6e6, 2, "3.2e6 ± 1.6e6"),
        (0.0939, 0.007, 1, "0.094 ± 0.007"),
        (123.4, 20.0, 1, "123 ± 20"),
        (3e-9, 2e-10, 1, "3e−9 ± 2e−10"),
    ],
)
def test_a_value_is_rounded_like_its_error(value: float, error: float, digits: int, written: str) -> None:
    assert " ".join(to_error(value, error, digits)) == written
