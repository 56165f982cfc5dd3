"""Numbers beside a logarithmic axis: a count doubles, a loss goes by 1, 2, 5, and what spans many decades by tens."""

import altair as alt


def decades(low: int, high: int, *digits: int) -> tuple[float, ...]:
    """Return the powers of ten from 10^low up to below 10^high, each times the digits."""
    return tuple(float(f"{digit}e{power}") for power in range(low, high) for digit in digits or (1,))


DOUBLED = tuple(2.0**power for power in range(7))
TENS = decades(-16, 17)
PARTED = decades(-7, 4, 1, 2, 5)

MANY = len(PARTED)
"""The most ticks of an axis: beyond the count of the theme, every second would be left away."""

DECADES = 2.5
"""The span in decades beyond which only the powers of ten have room."""

FAR = 10
"""The span in decades beyond which only every fourth has room."""


WRITTEN = "replace(format(datum.value, datum.value < 0.001 || datum.value >= 1e4 ? '~e' : '~g'), '+', '')"
"""The words of a tick: 1e-6, 0.01, 20, 1e4."""


def by_span(low: str, high: str) -> alt.ExprRef:
    """Return the numbers for an axis between the values of two expressions; those outside are left away by itself."""
    wide = f"{high} > {10**DECADES:g} * {low} ? {list(TENS)} : {list(PARTED)}"
    return alt.ExprRef(f"{high} > {10.0**FAR:g} * {low} ? {list(decades(-16, 33)[::4])} : {wide}")


def axis(dataset: str) -> alt.Axis:
    """Return the axis from `low` to `high` of the first row of a dataset, its numbers written alike: 1e-6, 0.01, 20."""
    first = f"data('{dataset}')[0]"
    numbers = by_span(f"{first}.low", f"{first}.high")
    return alt.Axis(labelExpr=WRITTEN, values=numbers, tickCount=MANY)
