"""Where this installation keeps its rooms: what the secrets or the environment say, else a file of the user."""

import os
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from pages.ui.room.store import Store

FOLDER, URL = "ROOMS_FOLDER", "ROOMS_URL"
FILE = "rooms.sqlite"


def url() -> str:
    """Return the URL: `url` of the secret `connections.rooms`, else ROOMS_URL, else of a file in ROOMS_FOLDER."""
    if named := _secret() or os.environ.get(URL):
        return named
    state = os.environ.get("XDG_STATE_HOME") or "~/.local/state"
    folder = Path(os.environ.get(FOLDER) or Path(state) / "deep-learning-shown").expanduser()
    return f"sqlite:///{folder / FILE}"


@cache
def store() -> Store:
    """Return the rooms of this process."""
    return Store(url())


def _secret() -> str | None:
    try:
        connections = st.secrets.get("connections", {})
    except StreamlitSecretNotFoundError:
        return None
    named: str | None = connections.get("rooms", {}).get("url")
    return named
