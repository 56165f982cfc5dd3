"""The controls of a page as its messages describe them: what a hand could set next, and the state the browser sends."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from types import MappingProxyType
from typing import Any

from streamlit.proto.Block_pb2 import Block
from streamlit.proto.Common_pb2 import DoubleArray, StringArray
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.Slider_pb2 import Slider
from streamlit.proto.WidgetStates_pb2 import WidgetState

LIVE = ".live__events"
"""How the id of what a live slider reports ends."""

Value = Mapping[str, Any]
"""One field of a WidgetState, by its name."""


@dataclass(frozen=True)
class Control:
    """A control on the page: what it holds now, how to choose something else, and the fragment it belongs to."""

    id: str
    kind: str
    now: Value
    choose: Callable[[Random], Value] | None
    fragment: str = ""

    @property
    def lasts(self) -> bool:
        """Tell whether the browser holds its value from run to run; a button's and a live slider's it forgets."""
        return self.kind not in ("button", "live_slider", "expander")

    @property
    def name(self) -> str:
        """The key that the page gave it, else its whole id."""
        return self.id.split("-", 2)[-1].removesuffix(LIVE) if self.id.startswith("$$") else self.id

    def holding(self, value: Value) -> WidgetState:
        """Return the state that the browser would send."""
        return WidgetState(id=self.id, **value)


def read(element: Element, fragment: str = "", held: Mapping[str, Value] = MappingProxyType({})) -> Control | None:
    """Return the control that an element is, None when it is none that a hand can set.

    It has the value that the page sets it to, else the one that the browser has `held` for it, else its default.
    """
    kind = element.WhichOneof("type")
    if kind == "bidi_component" and element.bidi_component.component_name.startswith("live_slider"):
        return _live(element.bidi_component, fragment)
    if kind not in READERS:
        return None
    made = getattr(element, kind)
    if not getattr(made, "set_value", True) and made.id in held:
        _hold(made, held[made.id])
    now, choose = READERS[kind](made)
    return Control(made.id, kind, now, None if made.disabled else choose, fragment)


def _hold(made: Any, value: Value) -> None:
    """Put into the element of a control the value that the browser holds, as a page would that sets it."""
    [(kind, held)] = value.items()
    made.set_value = True
    match kind:
        case "string_array_value" if hasattr(made, "raw_values"):
            made.raw_values[:] = held.data
        case "string_array_value":
            made.raw_value[:] = held.data
        case "double_array_value":
            made.value[:] = held.data
        case "string_value":
            made.raw_value = held
        case _:
            made.value = held


def read_folder(block: Block, fragment: str = "") -> Control | None:
    """Return the folder that a block is, shut, None when it is none whose content is drawn only once it is open.

    None is opened by chance: what a class does to the pictures is measured.
    """
    if not block.expandable.id:
        return None
    return Control(block.expandable.id, "expander", {"bool_value": block.expandable.expanded}, None, fragment)


def _live(made: Any, fragment: str) -> Control | None:
    if not made.json:
        return None  # the announcement of its script
    [data] = json.loads(made.json)
    marks = data.get("marks") or [data["low"], data["high"]]

    def choose(chance: Random) -> Value:
        moved = {"event": "moved", "value": [chance.choice([mark for mark in marks if mark != data["value"]]), 1]}
        return {"json_trigger_value": json.dumps([moved])}

    able = not data["locked"] and len(marks) > 1
    return Control(f"$$STREAMLIT_INTERNAL_KEY_{made.id}__events", "live_slider", {}, choose if able else None, fragment)


def _slider(made: Any) -> tuple[Value, Callable[[Random], Value]]:
    if made.type == Slider.SELECT_SLIDER:
        place = int(made.value[0] if made.set_value and made.value else made.default[0])
        now = made.raw_value[0] if made.raw_value else made.options[place]
        return _one_of(made.options, now)
    now = made.value[0] if made.set_value else made.default[0]

    def choose(chance: Random) -> Value:
        stops = round((made.max - made.min) / made.step)
        return _number_array(min(made.min + made.step * chance.randint(0, stops), made.max))

    return _number_array(now), choose


def _selectbox(made: Any) -> tuple[Value, Callable[[Random], Value]]:
    now = made.raw_value if made.set_value else made.options[made.default]
    return {"string_value": now}, lambda chance: {"string_value": chance.choice(_others(made.options, now))}


def _radio(made: Any) -> tuple[Value, Callable[[Random], Value]]:
    choose = lambda chance: {"string_value": chance.choice(made.options)}  # noqa: E731
    return ({"string_value": made.raw_value} if made.set_value and made.raw_value else {}), choose


def _group(made: Any) -> tuple[Value, Callable[[Random], Value]]:
    names = [option.content for option in made.options]
    held = list(made.raw_values) if made.set_value else [names[place] for place in made.default]
    if made.click_mode == made.SINGLE_SELECT:
        return _one_of(names, held[0] if held else "")

    def toggle(chance: Random) -> Value:
        chosen = chance.choice(names)
        return _words([name for name in names if (name in held) != (name == chosen)])

    return _words(held), toggle


def _checkbox(made: Any) -> tuple[Value, Callable[[Random], Value]]:
    now = made.value if made.set_value else made.default
    return {"bool_value": now}, lambda chance: {"bool_value": not now}


def _number(made: Any) -> tuple[Value, Callable[[Random], Value]]:
    now = made.value if made.set_value else made.default
    steps = [made.step * k for k in (-2, -1, 1, 2)]

    def choose(chance: Random) -> Value:
        return {"double_value": chance.choice([now + s for s in steps if made.min <= now + s <= made.max] or [now])}

    return {"double_value": now}, choose


def _button(made: Any) -> tuple[Value, Callable[[Random], Value]]:
    return {}, lambda chance: {"trigger_value": True}


READERS: Mapping[str, Callable[[Any], tuple[Value, Callable[[Random], Value]]]] = {
    "slider": _slider,
    "selectbox": _selectbox,
    "radio": _radio,
    "button_group": _group,
    "checkbox": _checkbox,
    "number_input": _number,
    "button": _button,
}


def _one_of(options: Any, now: str) -> tuple[Value, Callable[[Random], Value]]:
    return _words([now] if now else []), lambda chance: _words([chance.choice(_others(options, now))])


def _others(options: Any, now: str) -> list[str]:
    return [option for option in options if option != now] or list(options)


def _words(words: list[str]) -> Value:
    return {"string_array_value": StringArray(data=words)}


def _number_array(number: float) -> Value:
    return {"double_array_value": DoubleArray(data=[number])}
