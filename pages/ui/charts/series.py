"""Five batch sizes side by side: how each of them looks in every picture."""

import altair as alt

COLOURS = ("#2f9c8c", "#b0489c", "#8a6be0", "#9a7a45", "#7b8794")
"""One for each of five sizes, the smallest first. None is orange or blue: a size has no sign."""

DASHES = ([1, 0], [8, 3], [1, 0], [3, 3], [8, 3, 2, 3])


def colour() -> alt.Color:
    """Return the colour by the place of a size among the five."""
    return alt.Color("place:O", scale=alt.Scale(domain=list(range(5)), range=list(COLOURS)), legend=None)


def dash() -> alt.StrokeDash:
    """Return the dashes by the place of a size among the five."""
    return alt.StrokeDash("place:O", scale=alt.Scale(domain=list(range(5)), range=list(DASHES)), legend=None)
