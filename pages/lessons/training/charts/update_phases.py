"""Training update by update: what each of the four phases did, in numbers."""

from collections.abc import Sequence

import altair as alt
import numpy as np

from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import SERIES

PHASES = 4
"""Frames of one update: forward, loss, backward, update."""


@once
def ledger(name: str, height: int = 132) -> film.Spec:
    """Return the four phases of the update shown, a line each: dataset `phases`, as `lines` gives it.

    The phase at the frame is bold; those before it are plain, and those to come are faint.
    """
    here = f"datum.update === floor({name} / {PHASES})"
    rows = alt.Chart(film.named("phases")).transform_filter(here)
    y = alt.Y("phase:Q", axis=None, scale=alt.Scale(domain=[PHASES - 0.5, -0.5], nice=False, zero=False))
    layers = []
    for test, look in (("===", {"fontWeight": 700, "color": SERIES}), ("<", {}), (">", {"opacity": 0.85})):
        some = rows.transform_filter(f"datum.phase {test} {name} % {PHASES}")
        text = some.mark_text(align="left", baseline="middle", limit=0, **look)
        layers.append(text.encode(x=alt.value(0), y=y, text="words:N"))
    return film.finish(alt.layer(*layers), name, height=height)


def lines(words: Sequence[Sequence[str]]) -> film.Datasets:
    """Return what `ledger` takes: the words (updates, 4) of every phase."""
    update = np.repeat(np.arange(len(words)), PHASES)
    phase = np.tile(np.arange(PHASES), len(words))
    return {"phases": film.rows(update=update, phase=phase, words=[line for four in words for line in four])}
