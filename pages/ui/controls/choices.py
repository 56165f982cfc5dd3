"""Choices, switches, layers and seeds: the controls that are not numbers on a slider."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field

import streamlit as st

from pages.ui.address import presentation
from pages.ui.controls.control import Control, S_contra
from pages.ui.text import Text, say


@dataclass(frozen=True)
class Choice(Control[str, S_contra]):
    """One of some named things. `allowed` names those that fit the controls before it; `row` puts them side by side.

    `older` are settings by which older links choose one: {("ground", "network"): "network"}.
    `former` are ids that only older links have, each with the one in whose place it is shown.
    """

    _: KW_ONLY
    options: Mapping[str, Text]
    allowed: Callable[[S_contra], Sequence[str]] | None = None
    row: bool = False
    older: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def word(self, asked: Mapping[str, str]) -> str | None:
        if self.id in asked:
            return asked[self.id]
        return next((new for old, new in self.older.items() if old in asked.items()), None)

    former: Mapping[str, str] = field(default_factory=dict)

    def offered(self, chosen: S_contra) -> list[str]:
        """Return the ids that can be chosen now."""
        return list(self.allowed(chosen) if self.allowed else self.options)

    def parse(self, word: str) -> str:
        if word not in self.options:
            raise ValueError(word)
        return word

    def format(self, value: str) -> str:
        return value

    def describe(self, value: str) -> str:
        # Streamlit hands back a label already formatted when the language has just changed.
        return say(self.options[value]) if value in self.options else value

    def limit(self, value: str, chosen: S_contra) -> str:
        offered = self.offered(chosen)
        if value in offered:
            return value
        return self.default if self.default in offered else offered[0]

    def draw(self, key: str, value: str, chosen: S_contra) -> None:
        instead = {self.former[value]: value} if value in self.former else {}
        offered = [instead.get(one, one) for one in self.offered(chosen) if one not in self.former]
        if self.row:
            st.segmented_control(**self.said, options=offered, format_func=self.describe, key=key, required=True)
        else:
            st.selectbox(**self.said, options=offered, format_func=self.describe, key=key)


@dataclass(frozen=True)
class Several(Control[tuple[str, ...], S_contra]):
    """Any of some named things, at least `least` and at most `most`, in the order in which they are declared.

    `allowed` names those that fit the controls before it. If too few of the default fit, the first that fit stand in.
    """

    _: KW_ONLY
    options: Mapping[str, Text]
    allowed: Callable[[S_contra], Sequence[str]] | None = None
    least: int = 1
    most: int | None = None

    def offered(self, chosen: S_contra) -> list[str]:
        """Return the ids that can be chosen now."""
        return list(self.allowed(chosen) if self.allowed else self.options)

    def parse(self, word: str) -> tuple[str, ...]:
        names = [] if word == "none" else word.split(".")
        if any(name not in self.options for name in names):
            raise ValueError(word)
        return self._ordered(names)

    def format(self, value: tuple[str, ...]) -> str:
        return ".".join(value) or "none"

    def describe(self, value: tuple[str, ...]) -> str:
        return ", ".join(map(self._name, value)) or "–"

    def limit(self, value: tuple[str, ...], chosen: S_contra) -> tuple[str, ...]:
        offered = self.offered(chosen)
        for names in (value, self.default, offered[: self.least]):
            kept = tuple(name for name in self._ordered(names) if name in offered)[: self.most]
            if len(kept) >= self.least:
                break
        return kept

    def held(self, key: str, value: tuple[str, ...]) -> tuple[str, ...] | None:
        held = st.session_state.get(key)
        return None if held is None else self._ordered(held)

    def place(self, key: str, value: tuple[str, ...]) -> None:
        st.session_state[key] = list(value)

    def draw(self, key: str, value: tuple[str, ...], chosen: S_contra) -> None:
        offered = self.offered(chosen)
        st.pills(**self.said, options=offered, format_func=self._name, selection_mode="multi", key=key)

    def _name(self, option: str) -> str:
        return say(self.options[option]) if option in self.options else option

    def _ordered(self, names: Sequence[str]) -> tuple[str, ...]:
        return tuple(name for name in self.options if name in names)


@dataclass(frozen=True)
class Flag(Control[bool, S_contra]):
    """Yes or no."""

    def parse(self, word: str) -> bool:
        if word not in ("on", "off"):
            raise ValueError(word)
        return word == "on"

    def format(self, value: bool) -> str:
        return "on" if value else "off"

    def describe(self, value: bool) -> str:
        return say(ON if value else OFF)

    def limit(self, value: bool, chosen: S_contra) -> bool:
        return bool(value)

    def draw(self, key: str, value: bool, chosen: S_contra) -> None:
        st.toggle(**self.said, key=key)


@dataclass(frozen=True)
class Layers(Control[tuple[int, ...], S_contra]):
    """The widths of the hidden layers: () is none, (8, 8) is two of eight. Together they have at most `neurons`."""

    _: KW_ONLY
    most: int = 6
    widest: int = 32
    neurons: int = 192

    def widest_of(self, depth: int) -> int:
        """Return how wide each of so many layers may be."""
        return min(self.widest, self.neurons // max(depth, 1))

    def parse(self, word: str) -> tuple[int, ...]:
        return () if word == "none" else tuple(int(width) for width in word.split("-"))

    def format(self, value: tuple[int, ...]) -> str:
        return "-".join(map(str, value)) or "none"

    def limit(self, value: tuple[int, ...], chosen: S_contra) -> tuple[int, ...]:
        kept = value[: self.most]
        return tuple(min(max(int(width), 1), self.widest_of(len(kept))) for width in kept)

    def held(self, key: str, value: tuple[int, ...]) -> tuple[int, ...] | None:
        depth = st.session_state.get(f"{key}.depth")
        if depth is None:
            return None
        usual = value[-1] if value else (self.default[-1] if self.default else 4)
        known = [*value, *[usual] * self.most]
        return tuple(st.session_state.get(f"{key}.{i}", known[i]) for i in range(depth))

    def holds(self, key: str, value: tuple[int, ...]) -> bool:
        widgets = [st.session_state.get(f"{key}.{i}") for i in range(len(value))]
        return st.session_state.get(f"{key}.depth") == len(value) and widgets == list(value)

    def place(self, key: str, value: tuple[int, ...]) -> None:
        st.session_state[f"{key}.depth"] = len(value)
        for i, width in enumerate(value):
            st.session_state[f"{key}.{i}"] = width

    def draw(self, key: str, value: tuple[int, ...], chosen: S_contra) -> None:
        st.segmented_control(**self.said, options=range(self.most + 1), key=f"{key}.depth", required=True)
        if not value:
            return
        with st.container(horizontal=True, gap="small"):
            for i in range(len(value)):
                st.number_input(
                    say(WIDTH, layer=i + 1),
                    min_value=1,
                    max_value=self.widest_of(len(value)),
                    step=1,
                    key=f"{key}.{i}",
                    width=presentation.enlarged(132),
                )


ON, OFF = Text("On", "켜짐"), Text("Off", "꺼짐")
WIDTH = Text("Layer {layer}", "{layer}층")
NEW_SAMPLE = Text("New sample", "새 표본")
NEW_SAMPLE_HELP = Text(
    "Draws again with the next seed. The same seed always gives the same numbers.",
    "다음 시드로 다시 뽑습니다. 시드가 같으면 언제나 같은 수가 나옵니다.",
)


@dataclass(frozen=True)
class Seed(Control[int, S_contra]):
    """The seed of all chance on the page, and a button for the next one."""

    id: str = "seed"
    label: Text = Text("Seed", "시드")
    _: KW_ONLY
    default: int = 0
    high: int = 9999

    def parse(self, word: str) -> int:
        return int(word)

    def format(self, value: int) -> str:
        return str(value)

    def limit(self, value: int, chosen: S_contra) -> int:
        return min(max(value, 0), self.high)

    def draw(self, key: str, value: int, chosen: S_contra) -> None:
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            st.number_input(
                **self.said, min_value=0, max_value=self.high, step=1, key=key, width=presentation.enlarged(140)
            )
            st.button(
                say(NEW_SAMPLE),
                help=say(NEW_SAMPLE_HELP),
                key=f"{key}.next",
                on_click=self.place,
                args=(key, (value + 1) % (self.high + 1)),
            )
