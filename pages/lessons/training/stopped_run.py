"""The stop of a run: a setting without a widget, which holds only as long as the settings before it."""

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from itertools import takewhile
from typing import ClassVar
from zlib import crc32

from pages.lessons.training.values import TrainingValues
from pages.ui.address import address
from pages.ui.controls.control import WithoutWidget
from pages.ui.text import Text

NOWHERE = ""

OTHER_SETTINGS = Text(
    "The link's run was stopped with other settings than the link's; it is trained to its end here.",
    "링크에 담긴 멈춘 위치가 링크의 설정과 맞지 않아, 여기서는 끝까지 훈련합니다.",
)


@dataclass(frozen=True)
class StoppedAt(WithoutWidget[str]):
    """The update after which a run was stopped, with a mark of the settings that it was stopped with; or NOWHERE.

    It is settled like every control, so it travels in the link; the first change of a setting before it takes it away.
    """

    fixable: ClassVar[bool] = False
    id: str = "stopped"
    label: Text = Text("Stopped after update", "멈춘 갱신 번호")
    _: KW_ONLY
    default: str = NOWHERE
    shown: Callable[[TrainingValues], bool] = lambda chosen: chosen.stopped != NOWHERE

    def parse(self, word: str) -> str:
        if step(word) < 1:
            raise ValueError(f"There is no update in {word!r}.")
        return word

    def format(self, value: str) -> str:
        return value

    def limit(self, value: str, chosen: TrainingValues) -> str:
        """Return the value if the settings are those that it was stopped with."""
        return value if value and value == after(step(value), chosen) else NOWHERE

    def held(self, key: str, value: str) -> str:
        """Return what was settled last: there is no widget to ask."""
        return value


def after(step: int, chosen: TrainingValues) -> str:
    """The value that says: stopped after that update of the run with these settings, as far as declared before it."""
    settings = sorted(takewhile(lambda setting: setting[0] != StoppedAt.id, vars(chosen).items()))
    return f"{step}.{crc32(repr(settings).encode()):08x}"


def step(stopped: str) -> int:
    """The update after which a run was stopped; 0 where it was not."""
    number = stopped.partition(".")[0]
    return int(number) if number else 0


def in_link() -> str:
    """The stop that the link asks for when the visitor comes; to be called before the controls are prepared."""
    return address.asked([StoppedAt.id]).get(StoppedAt.id, NOWHERE)[:200] if address.is_new(StoppedAt.id) else NOWHERE


def notes(asked: str, chosen: TrainingValues) -> list[tuple[Text, dict[str, str]]]:
    """The note on a stop of the link that does not fit the settings."""
    try:
        understood = step(asked) > 0
    except ValueError:
        return []
    return [(OTHER_SETTINGS, {})] if understood and not chosen.stopped else []
