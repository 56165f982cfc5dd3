"""The controls of a lesson: from the link to the widgets, to the values it computes with, and back to the link."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, cast

import streamlit as st

from pages.ui.address import address, link_notes, opening_step
from pages.ui.controls import locks
from pages.ui.controls.control import Control, S, Values
from pages.ui.text import Text, language, say

Controls = Sequence[Control[Any, S]]

MORE = Text("More", "더 보기")
RESET = Text("Reset", "설정 되돌리기")
RESET_HELP = Text(
    "Puts every control of this page back to its start.", "이 페이지의 모든 설정을 처음 값으로 되돌립니다."
)
PRESETS = Text("Examples to try", "예시 설정")
NOT_UNDERSTOOD = Text(
    "The link asked for {id} = {word}, which was not understood; {label} is {value}.",
    "링크의 {id} = {word} 값을 이해하지 못했습니다. {label}: {value} 값을 씁니다.",
)
NOT_POSSIBLE = Text(
    "{label}: {asked} is not possible here; {value} is used.",
    "{label}: 여기서는 {asked} 값을 쓸 수 없어 {value} 값을 씁니다.",
)

Note = link_notes.Note


@dataclass(frozen=True)
class Preset:
    """A named setting that shows a point at once: what it does not name is at its default, but for what is lasting."""

    id: str
    label: Text
    values: Mapping[str, Any]
    help: Text | None = None


@dataclass
class Panel(Generic[S]):
    """A lesson's controls during one run: the values are known before anything is drawn."""

    lesson: str
    controls: Controls[S]
    value: S
    notes: list[Note]
    presets: Sequence[Preset] = ()
    drawn: set[str] = field(default_factory=set)
    kept: locks.Fixed = locks.NOTHING

    def draw(self, *names: str, without: Collection[str] = ()) -> None:
        """Draw these controls, or all that have not been drawn: few first, the rest under "More", then reset.

        Those `without` which all are drawn have a place elsewhere on the page.
        """
        if names:
            self._draw([c for name in names for c in self.controls if c.id == name])
            return
        drawn = self.drawn | set(without) | set(self.kept.hidden)
        rest = [c for c in self.controls if c.id not in drawn and c.shown(self.value)]
        self._draw([c for c in rest if not c.more])
        if folded := [c for c in rest if c.more]:
            with st.expander(say(MORE), key=f"{self.lesson}.more"):
                self._draw(folded)
        self.draw_reset()

    def draw_notes(self) -> None:
        """Say what the teacher has fixed, and what in the link or in the last change could not be used."""
        locks.show(self.lesson, self.kept, self.controls)
        link_notes.show(self.notes)

    @property
    def lasting(self) -> dict[str, Any]:
        """The values that a preset leaves alone."""
        return {control.id: getattr(self.value, control.id) for control in self.controls if control.lasting}

    def draw_presets(self) -> None:
        """Draw a button for each preset that changes nothing which is fixed."""
        presets = [preset for preset in self.presets if self.kept.allows(preset.values)]
        if not presets:
            return
        st.caption(say(PRESETS))
        with st.container(horizontal=True, gap="small", key=f"{self.lesson}-presets"):
            for preset in presets:
                st.button(
                    say(preset.label),
                    help=say(preset.help) if preset.help else None,
                    key=f"{self.lesson}.preset.{preset.id}",
                    on_click=set_values,
                    args=(self.lesson, {**self.lasting, **preset.values}),
                )

    def draw_reset(self) -> None:
        """Draw the button that puts every control back to its start."""
        st.button(
            say(RESET),
            help=say(RESET_HELP),
            icon=":material/restart_alt:",
            type="tertiary",
            key=f"{self.lesson}.reset",
            on_click=set_values,
            args=(self.lesson, self.kept.start),
        )

    def _draw(self, controls: Controls[S]) -> None:
        for control in controls:
            if control.shown(self.value) and control.id not in (*self.drawn, *self.kept.hidden):
                draw = control.draw_locked if control.id in self.kept.locked else control.draw
                draw(_key(self.lesson, control), getattr(self.value, control.id), self.value)
            self.drawn.add(control.id)


def prepare(lesson: str, controls: Controls[S], presets: Sequence[Preset] = ()) -> Panel[S]:
    """Settle the values of this run, place them in the widgets, write the link; then the lesson draws them."""
    state = st.session_state
    last: dict[str, Any] = state.get(f"{lesson}:values", {})
    arrived = address.is_new(f"{lesson}.controls")
    wanted, notes = _wanted(lesson, controls, last, arrived)
    held, unknown = locks.settle(lesson, controls, wanted)
    wanted |= held.values
    notes += [(locks.UNKNOWN, {"name": link_notes.quoted(name)}) for name in unknown]
    returning = [c.id for c in controls if c.comes_back]
    value, fitted = settle(controls, wanted, quiet=returning if last else ())
    state[f"{lesson}:wishes"] = {id: wanted[id] for id in returning if wanted.get(id) not in (None, getattr(value, id))}
    new_language = state.get(f"{lesson}:language") != language()
    # What was not drawn in the run before is placed anew: else the host takes the value for one that the browser has.
    drawn_before: set[str] = set() if arrived else state.get(f"{lesson}:drawn", set())
    for control in controls:
        key, final = _key(lesson, control), getattr(value, control.id)
        anew = new_language or control.id not in drawn_before
        if control.shown(value) and (anew or not control.holds(key, final)):
            control.place(key, final)
    state[f"{lesson}:language"] = language()
    state[f"{lesson}:values"] = vars(value)
    settings: dict[str, str | None] = {c.id: None for c in controls} | words(controls, value)
    if last and last != vars(value):
        settings |= {"frame": None, opening_step.PARAMETER: None}
    address.put(settings | held.words())
    panel = Panel(lesson, controls, value, notes + fitted, presets, kept=held)
    state[f"{lesson}:drawn"] = panel.drawn
    return panel


def settle(controls: Controls[S], wanted: Mapping[str, Any], quiet: Collection[str] = ()) -> tuple[S, list[Note]]:
    """Bring the wanted values within their limits, in order, each seeing those before it; say what had to give way.

    Of those that are `quiet` nothing is said.
    """
    value, notes = cast(S, Values()), []  # a test holds that the lesson's own class names the very same
    for control in controls:
        asked = wanted.get(control.id, control.default)
        final = control.limit(asked, value)
        setattr(value, control.id, final)
        if control.id in wanted and final != asked and control.shown(value) and control.id not in quiet:
            numbers = {"label": say(control.label), "asked": control.describe(asked), "value": control.describe(final)}
            notes.append((control.gave_way or NOT_POSSIBLE, numbers))
    return value, notes


def words(controls: Controls[S], value: S) -> dict[str, str]:
    """Return the settings for a link: only what is shown and differs from its default."""
    return {
        c.id: c.format(getattr(value, c.id))
        for c in controls
        if c.shown(value) and getattr(value, c.id) != c.limit(c.default, value)
    }


def parsed(controls: Controls[Any], query: Mapping[str, str]) -> dict[str, Any]:
    """Return the values that a link's words mean. Raises ValueError for a word that means nothing."""
    known = {control.id: control for control in controls}
    if strange := set(query) - set(known):
        raise ValueError(f"No controls are called {sorted(strange)}.")
    return {name: known[name].parse(word) for name, word in query.items()}


def current(lesson: str, controls: Controls[S]) -> S:
    """Return the values of a lesson at this moment, for what is drawn apart from its stage."""
    return settle(controls, st.session_state.get(f"{lesson}:values", {}))[0]


def set_values(lesson: str, values: Mapping[str, Any]) -> None:
    """Put a lesson's controls to `values`, all others to their defaults, from the next run on. For callbacks."""
    st.session_state[f"{lesson}:pending"] = dict(values)


def change(lesson: str, **values: Any) -> Callable[[], None]:
    """Return a callback that changes some controls and keeps the others."""
    return lambda: set_values(lesson, {**st.session_state.get(f"{lesson}:values", {}), **values})


def _wanted(
    lesson: str, controls: Controls[Any], last: Mapping[str, Any], arrived: bool
) -> tuple[dict[str, Any], list[Note]]:
    state = st.session_state
    if (pending := state.pop(f"{lesson}:pending", None)) is not None:
        return pending, []
    if not arrived:
        held = {c.id: c.held(_key(lesson, c), last.get(c.id, c.default)) for c in controls}
        wanted = {**last, **{id: value for id, value in held.items() if value is not None}}
        wishes = state.get(f"{lesson}:wishes", {})
        return wanted | {id: wish for id, wish in wishes.items() if wanted.get(id) == last.get(id)}, []
    asked = address.asked([c.id for c in controls])
    notes = link_notes.of_strangers([c.id for c in controls])
    if not asked and not address.by_history():
        return dict(last), notes
    own = [control.id for control in controls if control.own] if address.is_led() else ()
    understood: dict[str, Any] = {id: last[id] for id in own if id in last}
    for control in controls:
        if (word := control.word(asked)) is None:
            continue
        try:
            understood[control.id] = control.parse(word[: control.longest])
        except (ValueError, OverflowError):
            numbers = {"label": say(control.label), "value": control.describe(control.default)}
            notes.append((NOT_UNDERSTOOD, {"id": control.id, "word": link_notes.quoted(word), **numbers}))
    return understood, notes


def _key(lesson: str, control: Control[Any]) -> str:
    return f"{lesson}.{control.id}"
