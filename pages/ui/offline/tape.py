"""A tape of the experiment on the screen: what was sent of it last, element by element, for a file to be made of it.

Nothing is copied: the tape holds the messages that go to the browser, until those of the next run take their place.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner import get_script_run_ctx

Place = tuple[int, ...]
"""The place of an element on the page: which child of which child, from the root."""

KEY = "tape"


@dataclass(frozen=True)
class About:
    """What stands over a film: page, experiment, the sentences that lead to it, its settings and its live address."""

    lesson: str
    language: str
    title: str
    experiment: str
    sentences: tuple[str, ...]
    settings: tuple[tuple[str, str], ...]
    link: str


@dataclass
class Tape:
    """The experiment as it was sent last: deltas of Streamlit by their place, and what stands over them."""

    about: About | None = None
    sent: dict[Place, Any] = field(default_factory=dict)

    def put(self, message: ForwardMsg) -> None:
        """Keep an element or a container in its place; what stood there before is gone, with all it held."""
        if message.WhichOneof("type") != "delta":
            return
        place = tuple(message.metadata.delta_path)
        if place in self.sent:
            for held in [known for known in self.sent if known[: len(place)] == place]:
                del self.sent[held]
        self.sent[place] = message.delta

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Keep what this run sends, in place of what the run before has sent."""
        context = get_script_run_ctx()
        self.about = None
        self.sent.clear()
        if context is None:
            yield
            return
        # On the way to the queue: past it a message that the browser has is a mere reference.
        send = context.enqueue

        def keep(message: ForwardMsg) -> None:
            self.put(message)
            send(message)

        context.enqueue = keep  # type: ignore[method-assign, assignment]
        try:
            yield
        finally:
            context.enqueue = send  # type: ignore[method-assign]


def of_visitor() -> Tape:
    """Return the tape of this visitor."""
    tape: Tape = st.session_state.setdefault(KEY, Tape())
    return tape
