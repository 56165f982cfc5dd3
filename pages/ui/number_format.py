"""Numbers as a reader sees them: few digits, a minus that is one, a power of ten without padding."""

import re

_EXPONENT = re.compile(r"e\+?(-?)0?")


def tidy(written: str) -> str:
    """Mend a number that Python has written: 1e-05 becomes 1e−5, 2e+10 becomes 2e10, -3 becomes −3."""
    short = _EXPONENT.sub(r"e\1", written) if "e" in written else written
    return short.replace("-", "−")


def short(value: float, digits: int = 3) -> str:
    """Write a number with so many digits; a zero that a negative factor has made is 0, not −0."""
    return tidy(f"{value + 0.0:.{digits}g}")
