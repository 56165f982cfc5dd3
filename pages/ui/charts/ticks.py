"""Numbers beside a logarithmic axis: a count doubles, a loss goes by 1, 2, 5, and what spans many decades by tens."""

import altair as alt

DOUBLED = tuple(2.0**power for power in range(8))
TENS = tuple(float(f"1e{power}") for power in range(-7, 4))
PARTED = tuple(float(f"{digit}e{power}") for power in range(-7, 4) for digit in (1, 2, 5))

DECADES = 2.5
"""Where an axis spans more, only the powers of ten have room."""


def by_span(low: str, high: str) -> alt.ExprRef:
    """Return the numbers for an axis between the values of two expressions; those outside are left away by itself."""
    return alt.ExprRef(f"{high} > {10**DECADES:g} * {low} ? {list(TENS)} : {list(PARTED)}")
