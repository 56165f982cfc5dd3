"""Small networks with an error on its way back: five side by side under the finger, or a deep one as a film.

The sliders of the five report to the server when they are let go. The film follows the player, as every chart does.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import streamlit as st

from pages.ui.component import Component
from pages.ui.text import plain
from pages.ui.theme import PRESENTATION, chart_config

NETS = Component("nets", __file__)


class NetSlider(NamedTuple):
    """A number to be moved: the id that is reported, what it is called, its range and where it stands."""

    id: str
    label: str
    low: float
    high: float
    step: float
    value: float
    locked: bool = False


class RuleCard(NamedTuple):
    """A way of handing back: its id in dlcore, its name, and what is said of it at the values of the sliders."""

    id: str
    title: str
    verdict: str


def live(
    sliders: Sequence[NetSlider],
    activation: str,
    cards: Sequence[RuleCard],
    words: Mapping[str, Any],
    alt: str,
    key: str,
    on_change: Callable[[Mapping[str, float]], None],
) -> None:
    """Show one output with two neurons below it, and a card for each way of handing its error back.

    The sliders are, in order: error, z₁, w₁, z₂, w₂. `words` has the patterns sum and cosine, the word undefined, and
    the title of the net forward. The callback gets the new values of sliders that were let go, by id.
    """

    def changed(changes: Sequence[tuple[str, float]]) -> None:
        on_change({str(name): float(value) for name, value in changes})

    data = {
        "live": {"sliders": [slider._asdict() for slider in sliders], "bend": activation},
        "ways": [card._asdict() for card in cards],
        "words": dict(words),
        "name": "frame-of-none",
        **_said(alt),
    }
    NETS.mount(key, data, change=changed)


def film(net: Mapping[str, Any], alt: str, key: str, *, name: str = "frame") -> None:
    """Show a network into which an error comes back, a layer a frame; `net` as pages.ui.splitting writes it."""
    NETS.mount(key, {"net": dict(net), "name": name, **_said(alt)})


def _said(alt: str) -> dict[str, Any]:
    font = chart_config(bool(st.session_state.get(PRESENTATION, False)))["axis"]["labelFontSize"]
    return {"alt": plain(alt), "font": font + 2}
