"""The data that a visitor brings: they live in the visitor's session, and nowhere else."""

from collections.abc import Mapping

import streamlit as st

from dlcore.data.own_data import OwnData
from pages.ui.text import Text

NAMES: Mapping[str, Text] = {"own": Text("Your own table", "내 데이터 표")}
"""The datasets that a visitor fills, by the name that stands in the link."""


def held(dataset: str) -> OwnData | None:
    """The data that the visitor has brought for this dataset, if they have."""
    return st.session_state.get(_key(dataset)) if dataset in NAMES else None


def hold(data: OwnData) -> None:
    """Keep what the visitor brings, in place of what they brought before."""
    st.session_state[_key(data.name)] = data


def _key(dataset: str) -> str:
    return f"own_data:{dataset}"
