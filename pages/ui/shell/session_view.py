"""A view of the session for Streamlit's widgets, which read it one key at a time.

A select box, a number field and a slider each ask Streamlit for a dictionary of the whole session, to look up their own
key in it. With a hundred keys and more, and a class made anew for the value of each component, those dictionaries take
nearly half of the server's time for a change in the laboratory. The view looks up the key that is asked for.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from streamlit.runtime.state.safe_session_state import SafeSessionState


class SessionView(Mapping[str, Any]):
    """The values of a session by their keys; the dictionary of all is made for who goes through them."""

    def __init__(self, state: SafeSessionState) -> None:
        self._state = state

    def __getitem__(self, key: str) -> Any:
        return self._state[key]

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key in self._state

    def __iter__(self) -> Iterator[str]:
        return iter(self.whole())

    def __len__(self) -> int:
        return len(self.whole())

    def whole(self) -> dict[str, Any]:
        """Return the dictionary of all values."""
        with self._state._lock:
            return self._state._state.filtered_state


def install() -> None:
    """Let the widgets of this process read the session so."""
    SafeSessionState.filtered_state = property(SessionView)  # type: ignore[assignment]
