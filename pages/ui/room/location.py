"""The location of the rooms' database: what the secrets or the environment name, else a file of the user."""

import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Thread
from time import sleep

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from pages.ui.room.refusals import RefusedError
from pages.ui.room.store import RoomStore

FOLDER, URL = "ROOMS_FOLDER", "ROOMS_URL"
FILE = "rooms.sqlite"
SWEEP_SECONDS = 600.0


def url() -> str:
    """Return the URL: `url` of the secret `connections.rooms`, else ROOMS_URL, else of a file in ROOMS_FOLDER."""
    if named := _secret() or os.environ.get(URL):
        return named
    state = os.environ.get("XDG_STATE_HOME") or "~/.local/state"
    folder = Path(os.environ.get(FOLDER) or Path(state) / "deep-learning-shown").expanduser()
    return f"sqlite:///{folder / FILE}"


@cache
def store() -> RoomStore:
    """Return the rooms of this process."""
    rooms = RoomStore(url())
    Thread(target=_sweep_for_ever, args=(rooms,), name="rooms", daemon=True).start()
    return rooms


@cache
def keep_clean() -> None:
    """Delete from now on, every ten minutes, the rooms of this process's database whose time is over, if it has any."""
    named = url()
    if not named.startswith("sqlite:///") or Path(named.removeprefix("sqlite:///")).exists():
        store()


def _sweep_for_ever(rooms: RoomStore) -> None:
    while True:
        with suppress(RefusedError):
            rooms.sweep()
        sleep(SWEEP_SECONDS)


def _secret() -> str | None:
    try:
        connections = st.secrets.get("connections", {})
    except StreamlitSecretNotFoundError:
        return None
    named: str | None = connections.get("rooms", {}).get("url")
    return named
