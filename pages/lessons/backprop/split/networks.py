"""Small networks with an error on its way back: some side by side, or a deep one as a film, which the player moves."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from pages.ui.component import Component
from pages.ui.text import plain
from pages.ui.theme import PRESENTATION, chart_config

NETS = Component("nets", __file__)


def show(cards: Sequence[Mapping[str, Any]], alt: str, key: str) -> None:
    """Show networks side by side, each as `split_pictures.cards` writes it."""
    NETS.mount(key, {"cards": [dict(card) for card in cards], "name": "frame-of-none", **_said(alt)})


def film(net: Mapping[str, Any], alt: str, key: str, *, name: str = "frame") -> None:
    """Show a network into which an error comes back, a layer a frame; `net` as `split_pictures.net` writes it."""
    NETS.mount(key, {"net": dict(net), "name": name, **_said(alt)})


def _said(alt: str) -> dict[str, Any]:
    font = chart_config(bool(st.session_state.get(PRESENTATION, False)))["axis"]["labelFontSize"]
    return {"alt": plain(alt), "font": font + 2}
