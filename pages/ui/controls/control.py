"""A control: data that knows its words in a link, its limits, and its widget.

A control is read in three ways: from a link (`parse`), from its widgets (`held`), from its default; `limit` then brings
the value within what is possible, given the controls before it. Widgets get no default of their own: their value is
placed in the session under their key, `<lesson>.<id>`, before they are drawn.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Any, ClassVar, Generic

import streamlit as st
from typing_extensions import TypeVar

from pages.ui.text import Text, say


class Values:
    """The values of a lesson's controls, an attribute each. A lesson declares a subclass that names and types them."""

    def __init__(self, **values: Any) -> None:
        vars(self).update(values)

    def __eq__(self, other: object) -> bool:
        return vars(self) == vars(other) if isinstance(other, Values) else NotImplemented

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"


V = TypeVar("V")
S = TypeVar("S", bound=Values)
S_contra = TypeVar("S_contra", bound=Values, contravariant=True, default=Any)
"""The settings of the lesson whose controls these are: `chosen`, wherever one control looks at others."""


@dataclass(frozen=True)
class Control(ABC, Generic[V, S_contra]):
    """A control. `more` puts it under "More"; `shown` may hide it, judging by the controls before it.

    A preset leaves alone what is `lasting`: how the page is looked at, not what is run. What `comes_back` returns to
    what was asked as soon as the control that it had to give way to leaves room; the page says meanwhile that it did.

    `longest` is how many letters of a link are read; `fixable`, whether a teacher is offered to lock it; `gave_way` is
    said instead of the usual where `limit` had to act. What is `own` each visitor does for themselves: a teacher who
    leads does not lead to it, and whoever follows keeps theirs.
    """

    id: str
    label: Text
    _: KW_ONLY
    default: V
    help: Text | None = None
    more: bool = False
    lasting: bool = False
    comes_back: bool = False
    shown: Callable[[S_contra], bool] = lambda chosen: True
    longest: ClassVar[int] = 200
    fixable: ClassVar[bool] = True
    own: ClassVar[bool] = False
    gave_way: ClassVar[Text | None] = None

    def word(self, asked: Mapping[str, str]) -> str | None:
        """Return what a link asks of this control, if it does."""
        return asked.get(self.id)

    @abstractmethod
    def parse(self, word: str) -> V:
        """Return the value that `word` means in a link. Raises ValueError."""

    @abstractmethod
    def format(self, value: V) -> str:
        """Return the word for `value` in a link: `parse` brings it back."""

    @abstractmethod
    def limit(self, value: V, chosen: S_contra) -> V:
        """Return the nearest value that is possible."""

    @abstractmethod
    def draw(self, key: str, value: V, chosen: S_contra) -> None:
        """Draw the widgets, whose values are already placed."""

    def draw_locked(self, key: str, value: V, chosen: S_contra) -> None:
        """Draw the value where it cannot be changed. Controls with a picture of their own draw that, at rest."""
        st.session_state[f"{key}.locked"] = self.describe(value)
        st.text_input(**self.said, key=f"{key}.locked", icon=":material/lock:", disabled=True)

    def describe(self, value: V) -> str:
        """Return the value as a visitor reads it."""
        return self.format(value)

    def held(self, key: str, value: V) -> V | None:
        """Return what the widgets hold, None when they have not been drawn; `value` is what was held last."""
        return st.session_state.get(key)

    def holds(self, key: str, value: V) -> bool:
        """Return whether the widgets hold `value`, every one of them."""
        return self.held(key, value) == value

    def place(self, key: str, value: V) -> None:
        """Make the widgets hold `value`."""
        st.session_state[key] = value

    @property
    def said(self) -> dict[str, Any]:
        """Label and help in the visitor's language, as Streamlit's widgets take them."""
        return {"label": say(self.label), "help": say(self.help) if self.help else None}


@dataclass(frozen=True)
class WithoutWidget(Control[V, S_contra]):
    """A control that lives in the link like every other and has no widget: a picture or a button sets it."""

    def held(self, key: str, value: V) -> V | None:
        """Return None: what it was set to last is kept with the values of the lesson."""
        return None

    def place(self, key: str, value: V) -> None:
        """Place nothing: what lay there would be taken for a change when the next control is moved."""

    def holds(self, key: str, value: V) -> bool:
        return True

    def draw(self, key: str, value: V, chosen: S_contra) -> None:
        """Draw nothing."""
