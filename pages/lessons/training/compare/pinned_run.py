"""A pinned run: its settings, in one word of the link."""

from dataclasses import KW_ONLY, dataclass
from itertools import chain
from typing import Any, ClassVar

from pages.lessons.training.values import TrainingValues
from pages.ui import controls
from pages.ui.controls.control import Control, WithoutWidget
from pages.ui.text import Text, say

NOTHING = ""
START = "start"
"""The word for a run of which every setting is at its default."""

PINNED = Text("a pinned run", "고정한 실행")


@dataclass(frozen=True)
class Pin(WithoutWidget[str, TrainingValues]):
    """Differences from the defaults of `controls`: "learning_rate~3~hidden~8-8" in a link; nothing is pinned at first.

    A word that names another setting, or one that is not possible beside the others, is not understood.
    """

    _: KW_ONLY
    controls: tuple[Control[Any, TrainingValues], ...]
    default: str = NOTHING
    longest: ClassVar[int] = 1000
    fixable: ClassVar[bool] = False

    def read(self, word: str) -> TrainingValues:
        """Return the values of a pinned run. Raises ValueError for a word that means none."""
        names = {control.id: control for control in self.controls}
        parts = [] if word == START else word.split("~")
        wanted = dict(zip(parts[::2], parts[1::2], strict=True))
        if not set(wanted) <= set(names) or 2 * len(wanted) != len(parts):
            raise ValueError(word)
        value, notes = controls.settle(self.controls, {name: names[name].parse(part) for name, part in wanted.items()})
        if notes:
            raise ValueError(word)
        return value

    def write(self, value: TrainingValues) -> str:
        """Return the word for a run of these values, of which those that are no settings of a run are left out."""
        return "~".join(chain.from_iterable(controls.words(self.controls, value).items())) or START

    def parse(self, word: str) -> str:
        """Return the word as `write` would write it. Raises ValueError."""
        return self.write(self.read(word))

    def format(self, value: str) -> str:
        return value

    def describe(self, value: str) -> str:
        return say(PINNED)

    def limit(self, value: str, chosen: TrainingValues) -> str:
        return value

    def held(self, key: str, value: str) -> None:
        """Return nothing: no widget holds it, so it stays what it was."""

    def place(self, key: str, value: str) -> None:
        """Place nothing."""
