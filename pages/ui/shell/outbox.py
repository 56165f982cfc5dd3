"""The way of a run's messages from its own thread to the one that sends them: together, not one by one.

For each message of a run Streamlit wakes the thread that sends, and the two then hand the interpreter to and fro.
Here a message only wakes it where none waits already.
"""

import logging
from collections import deque
from collections.abc import Callable

from streamlit.runtime.app_session import AppSession

Call = Callable[[], None]
LOG = logging.getLogger(__name__)


class Outbox:
    """The calls that a session wants made on the thread that sends, in their order."""

    def __init__(self) -> None:
        self._waiting: deque[Call] = deque()

    def put(self, call: Call, wake: Callable[[Call], object]) -> None:
        """Add a call; `wake` is asked to empty the box where no other call waits."""
        self._waiting.append(call)
        if len(self._waiting) == 1:
            wake(self.empty)

    def empty(self) -> None:
        """Make the calls that wait. Each is taken out only afterwards: what comes meanwhile need not wake anybody."""
        while self._waiting:
            try:
                self._waiting[0]()
            except Exception:
                LOG.exception("a message was not sent")
            self._waiting.popleft()


_call_soon = AppSession._call_soon_on_event_loop


def _put(session: AppSession, call: Call) -> None:
    box: Outbox = session.__dict__.setdefault("outbox", Outbox())
    box.put(call, lambda empty: _call_soon(session, empty))


def install() -> None:
    """Let all sessions of this process send so."""
    AppSession._call_soon_on_event_loop = _put  # type: ignore[assignment, method-assign]
