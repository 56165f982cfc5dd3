"""Numbers beside a logarithmic axis: a count doubles, a loss goes by 1, 2, 5, and what spans many decades by tens."""

import altair as alt

DOUBLED = tuple(2.0**power for power in range(7))
SPARSE = tuple(float(f"1e{power}") for power in range(-16, 33, 4))
TENS = tuple(float(f"1e{power}") for power in range(-16, 17))
PARTED = tuple(float(f"{digit}e{power}") for power in range(-7, 4) for digit in (1, 2, 5))

MANY = len(PARTED)
"""How many an axis may have: beyond the count of the theme, every second would be left away."""

DECADES = 2.5
"""Where an axis spans more, only the powers of ten have room."""

FAR = 10
"""Where an axis spans more decades, only every fourth has room."""


def by_span(low: str, high: str) -> alt.ExprRef:
    """Return the numbers for an axis between the values of two expressions; those outside are left away by itself."""
    wide = f"{high} > {10**DECADES:g} * {low} ? {list(TENS)} : {list(PARTED)}"
    return alt.ExprRef(f"{high} > {10.0**FAR:g} * {low} ? {list(SPARSE)} : {wide}")


def axis(dataset: str) -> alt.Axis:
    """Return the axis from `low` to `high` of the first row of a dataset, its numbers written alike: 1e-6, 0.01, 20."""
    first = f"data('{dataset}')[0]"
    written = "format(datum.value, datum.value < 0.001 || datum.value >= 1e6 ? '~e' : '~g')"
    numbers = by_span(f"{first}.low", f"{first}.high")
    return alt.Axis(labelExpr=f"replace({written}, '+', '')", values=numbers, tickCount=MANY)
