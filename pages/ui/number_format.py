"""Numbers as a reader sees them: few digits, a minus that is one, a power of ten without padding."""

import re
from math import floor, log10

_EXPONENT = re.compile(r"e\+?(-?)0?")


def tidy(written: str) -> str:
    """Mend a number that Python has written: 1e-05 becomes 1e−5, 2e+10 becomes 2e10, -3 becomes −3."""
    short = _EXPONENT.sub(r"e\1", written) if "e" in written else written
    return short.replace("-", "−")


def short(value: float, digits: int = 3) -> str:
    """Write a number with so many digits; a zero that a negative factor has made is 0, not −0."""
    return tidy(f"{value + 0.0:.{digits}g}")


def fixed(value: float, places: int) -> str:
    """Write a number with so many places after the point; one that rounds to 0 has no minus."""
    return f"{value:z.{places}f}".replace("-", "−")


_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def two_digits(value: float) -> str:
    """Write a loss without a line break: 0.12, 740, 5.7·10⁻⁵."""
    if value == 0 or 1e-3 <= abs(value) < 1e4:
        return f"{value:.2g}" if abs(value) < 100 else f"{value:.0f}"
    digits, _, power = f"{value:.1e}".partition("e")
    return f"{digits}·10{str(int(power)).translate(_RAISED)}"


def last_place(error: float, digits: int) -> int:
    """Return how many places after the point leave an error so many digits; a negative number is before the point."""
    return digits - 1 - floor(log10(error))


def to_error(value: float, error: float, digits: int = 2) -> tuple[str, str]:
    """Write a value and its standard error, both to the same place: so many digits of the error."""
    if not 1e-7 < error < 1e5 or abs(value) >= 1e6:
        return short(value), f"± {short(error, digits)}"
    places = max(0, last_place(error, digits))
    return tidy(f"{value:.{places}f}"), f"± {error:.{places}f}"
