"""Counts as bars to drag: a control that lives in the link like every other, and is drawn by a component of its own.

While a bar is held the numbers beside it follow in the browser, and the server is told as fast as it answers.
"""

from collections.abc import Callable, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any

import streamlit as st

from pages.ui import reported
from pages.ui.component import Component
from pages.ui.controls.control import Control, S_contra
from pages.ui.parts.point_legend import OUTLINES
from pages.ui.text import Text, say

Counts = tuple[int, ...]

BARS = Component("count_bars", __file__)


@dataclass(frozen=True)
class Kind:
    """The kind that a bar counts: its name, its colour and its shape, one of theme.SHAPES."""

    name: Text
    colour: str
    shape: str


@dataclass(frozen=True)
class Reading:
    """A line under the bars, live while they are dragged: `words` with {value}.

    The value is the mean of −log of the shares of the bars called `model`, over those called `truth`: with the same
    name twice an entropy, else a cross-entropy; `extra` takes the entropy of the truth off.
    """

    words: str
    truth: str
    model: str
    extra: bool = False


@dataclass(frozen=True)
class Bars(Control[Counts, S_contra]):
    """The counts of each kind, at most `most`, never none of all: (3, 2, 0, 0, 1) is 3-2-0-0-1 in a link.

    Of the kinds the first `used(chosen)` are drawn and count; the others keep their number. `told` says what stands
    under a bar, with {count}, {share} and {surprise} (in units of log `base(chosen)`); `readings` what stands below.
    `hollow` draws rings for balls. `heading`, if given, replaces the label.
    """

    _: KW_ONLY
    kinds: Sequence[Kind]
    most: int = 20
    used: Callable[[S_contra], int] | None = None
    told: Callable[[S_contra], str] = lambda chosen: "{count} · {share}"
    base: Callable[[S_contra], float] = lambda chosen: 2.0
    readings: Callable[[S_contra], Sequence[Reading]] = lambda chosen: ()
    heading: Callable[[S_contra], str] | None = None
    hollow: bool = False

    def parse(self, word: str) -> Counts:
        counts = tuple(int(count) for count in word.split("-"))
        return counts + (0,) * (len(self.kinds) - len(counts))

    def format(self, value: Counts) -> str:
        return "-".join(map(str, value))

    def describe(self, value: Counts) -> str:
        return ", ".join(map(str, value))

    def limit(self, value: Counts, chosen: S_contra) -> Counts:
        """Return counts from 0 to `most`; where none is left to be drawn, the default."""
        counts = tuple(min(max(count, 0), self.most) for count in value[: len(self.kinds)])
        return counts if any(counts[: self.count(chosen)]) else self.default

    def count(self, chosen: S_contra) -> int:
        """Return how many kinds are used now."""
        return self.used(chosen) if self.used else len(self.kinds)

    def holds(self, key: str, value: Counts) -> bool:
        """Return True: the component is handed the value with every run."""
        return bool(st.session_state.get(key, value) == value)

    def draw_locked(self, key: str, value: Counts, chosen: S_contra) -> None:
        """Draw the component at rest."""
        self.draw(key, value, chosen, locked=True)

    def draw(self, key: str, value: Counts, chosen: S_contra, locked: bool = False) -> None:
        """Draw the component."""
        used = self.count(chosen)
        data: dict[str, Any] = {
            "name": self.id,
            "label": self.heading(chosen) if self.heading else say(self.label),
            "bars": [
                {"name": say(kind.name), "colour": kind.colour, "outline": OUTLINES[kind.shape]}
                for kind in self.kinds[:used]
            ],
            "counts": list(value[:used]),
            "most": self.most,
            "hollow": self.hollow,
            "locked": locked,
            "base": self.base(chosen),
            "told": self.told(chosen),
            "readings": [vars(reading) for reading in self.readings(chosen)],
            "answered": st.session_state.get(f"{key}.answered", 0),
        }

        def moved(report: Any) -> None:
            told, st.session_state[f"{key}.answered"] = reported.turned(report)
            counts = reported.wholes(told, used, used, 0, self.most)
            self.place(key, (*counts, *value[used:]))

        BARS.mount(f"{key}.bars", data, counts=moved)
