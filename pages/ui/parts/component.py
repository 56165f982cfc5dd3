"""What a component of the browser has sent to the page."""

from typing import Any

import streamlit as st


def sent(key: str, name: str) -> Any:
    """Return what the component `key` has just sent under `name`. For the callbacks of components.

    None when it has sent nothing there, and also when its page was left before the message came: a drag or an arrow key
    waits for a moment whether more follows, and by then the visitor may be somewhere else.
    """
    return getattr(st.session_state.get(key), name, None)
