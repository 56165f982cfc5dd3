"""Numbers on a slider: evenly spaced, or by their order of magnitude. `live` sliders report while they are moved."""

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from math import isfinite
from typing import Any, TypeVar

import streamlit as st

from pages.ui.controls import live_slider
from pages.ui.controls.control import Control, S_contra
from pages.ui.text import Text

N = TypeVar("N", bound=float)


@dataclass(frozen=True)
class Slider(Control[N, S_contra]):
    """A number on a slider; `live`, if it reports while it is moved. `famous` are values with a name."""

    _: KW_ONLY
    live: bool = False
    famous: Callable[[S_contra], Sequence[tuple[N, Text]]] = lambda chosen: ()

    @abstractmethod
    def stops(self, chosen: S_contra) -> Mapping[str, Any]:
        """Return where the live slider stops, as `live_slider.show` takes it."""

    @abstractmethod
    def draw_at_rest(self, key: str, value: N, chosen: S_contra) -> None:
        """Draw the slider that reports when it is let go."""

    @abstractmethod
    def rounded(self, number: float) -> N:
        """Return a number that was typed as this control has it."""

    def draw(self, key: str, value: N, chosen: S_contra) -> None:
        if self.live:
            self._draw_live(key, value, chosen)
        else:
            self.draw_at_rest(key, value, chosen)

    def draw_released(self, key: str, value: N, chosen: S_contra) -> None:
        """Draw the slider with its field, but one that reports when it is let go, and within its limits."""
        self._draw_live(key, value, chosen, at_rest=True)

    def draw_locked(self, key: str, value: N, chosen: S_contra) -> None:
        if self.live:
            self._draw_live(key, value, chosen, locked=True)
        else:
            super().draw_locked(key, value, chosen)

    def _draw_live(self, key: str, value: N, chosen: S_contra, *, locked: bool = False, at_rest: bool = False) -> None:
        def moved(number: float) -> None:
            wanted = self.rounded(number)
            self.place(key, self.limit(wanted, chosen) if at_rest else wanted)

        live_slider.show(
            key,
            self.said,
            value,
            self.stops(chosen),
            moved,
            unit=getattr(self, "unit", ""),
            famous=self.famous(chosen),
            locked=locked,
            at_rest=at_rest,
        )


@dataclass(frozen=True)
class Number(Slider[float, S_contra]):
    """A number on a slider. Whole if its step is whole. A limit may depend on the controls before it."""

    _: KW_ONLY
    low: float
    high: float | Callable[[S_contra], float]
    step: float
    unit: str = ""

    @property
    def whole(self) -> bool:
        """Tell whether only whole numbers are meant."""
        return isinstance(self.step, int)

    def top(self, chosen: S_contra) -> float:
        """Return the upper limit now."""
        return self.high(chosen) if callable(self.high) else self.high

    def parse(self, word: str) -> float:
        number = int(word) if self.whole else float(word)
        if not isfinite(number):
            raise ValueError(word)
        return number

    def format(self, value: float) -> str:
        return shortest(value)

    def describe(self, value: float) -> str:
        return readable(value) + self.unit

    def limit(self, value: float, chosen: S_contra) -> float:
        kind = int if self.whole else float
        return kind(min(max(value, self.low), max(self.top(chosen), self.low)))

    def draw_at_rest(self, key: str, value: float, chosen: S_contra) -> None:
        kind = int if self.whole else float
        low, high = kind(self.low), kind(self.top(chosen))
        if low >= high:
            st.slider(**self.said, min_value=low, max_value=low + kind(self.step), key=key, disabled=True)
            return
        st.slider(**self.said, min_value=low, max_value=high, step=kind(self.step), format=self._pattern(), key=key)

    def stops(self, chosen: S_contra) -> Mapping[str, Any]:
        return {"low": self.low, "high": max(self.top(chosen), self.low), "step": self.step}

    def rounded(self, number: float) -> float:
        return round(number) if self.whole else float(number)

    def _pattern(self) -> str:
        digits = 0 if self.whole else len(shortest(self.step).partition(".")[2])
        return f"%.{digits}f{self.unit.replace('%', '%%')}"


@dataclass(frozen=True)
class Rate(Slider[float, S_contra]):
    """A positive number on a logarithmic slider. A link may ask for any number between: it joins the scale.

    A live one has its stops within `reach`; what is beyond, up to `low` and `high`, can be typed.
    """

    _: KW_ONLY
    reach: tuple[float, float] | None = None
    low: float = 1e-5
    high: float = 1e6
    steps: tuple[float, ...] = (1, 1.5, 2, 3, 5, 7)

    def parse(self, word: str) -> float:
        number = float(word)
        if not isfinite(number) or number <= 0:
            raise ValueError(word)
        return number

    def format(self, value: float) -> str:
        return shortest(value)

    def describe(self, value: float) -> str:
        return readable(value)

    def limit(self, value: float, chosen: S_contra) -> float:
        return min(max(value, self.low), self.high)

    def draw_at_rest(self, key: str, value: float, chosen: S_contra) -> None:
        st.select_slider(**self.said, options=self.scale(value), format_func=readable, key=key)

    def stops(self, chosen: S_contra) -> Mapping[str, Any]:
        low, high = self.reach or (self.low, self.high)
        named = [value for value, _ in self.famous(chosen) if low <= value <= high]
        inside = {mark for mark in (*self.scale(low), *named) if low <= mark <= high}
        return {"marks": sorted(inside), "logarithmic": True}

    def rounded(self, number: float) -> float:
        return float(number)

    def scale(self, value: float) -> list[float]:
        """Return the marks of the slider, `value` among them."""
        low, high = self.reach or (self.low, self.high)
        marks = {float(f"{m}e{power}") for power in range(-12, 13) for m in self.steps}
        return sorted({m for m in marks if low <= m <= high} | {low, high, value})


@dataclass(frozen=True)
class Count(Slider[int, S_contra]):
    """A whole number on a logarithmic slider, or on the marks given. A link may ask for any number between."""

    _: KW_ONLY
    low: int = 1
    high: int | Callable[[S_contra], int]
    marks: tuple[int, ...] = ()

    def parse(self, word: str) -> int:
        return int(word)

    def format(self, value: int) -> str:
        return str(value)

    def describe(self, value: int) -> str:
        return readable(value)

    def limit(self, value: int, chosen: S_contra) -> int:
        return min(max(value, self.low), max(self.top(chosen), self.low))

    def top(self, chosen: S_contra) -> int:
        """Return the upper limit now."""
        return self.high(chosen) if callable(self.high) else self.high

    def draw_at_rest(self, key: str, value: int, chosen: S_contra) -> None:
        scale = self.scale(value, self.top(chosen))
        st.select_slider(**self.said, options=scale, format_func=readable, key=key, disabled=len(scale) == 1)

    def stops(self, chosen: S_contra) -> Mapping[str, Any]:
        named = [value for value, _ in self.famous(chosen) if self.low <= value <= self.top(chosen)]
        return {"marks": sorted({*self.scale(self.low, self.top(chosen)), *named}), "logarithmic": not self.marks}

    def rounded(self, number: float) -> int:
        return round(number)

    def scale(self, value: int, top: int) -> list[int]:
        """Return the marks of the slider, `value` among them."""
        ladder = self.marks or tuple(m * 10**p // 2 for p in range(9) for m in (2, 3, 4, 6, 10, 14))
        return sorted({m for m in ladder if self.low <= m <= top} | {self.low, max(top, self.low), value})


def shortest(number: float) -> str:
    """Return the shortest decimal that reads back as the same number: 0.03, 1e-05, 12."""
    return str(int(number)) if float(number).is_integer() and abs(number) < 1e15 else repr(float(number))


def readable(number: float) -> str:
    """Return a number as a person writes it: 0.00001, 1,000,000, −4."""
    if isinstance(number, str):
        return number
    whole, point, rest = f"{number:,.12f}".replace("-", "−").rstrip("0").partition(".")
    return whole + (point + rest if rest else "")
