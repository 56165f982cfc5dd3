"""The settings that a visitor tries by hand, as a control: they live in the link and are picked on the plane itself."""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from math import isfinite
from typing import ClassVar

from dlcore.search.trials import Point
from pages.ui.controls.control import Values, WithoutWidget

Picked = tuple[str, tuple[Point, ...]]
"""The space searched, and the points in order; another search begins without any."""

MOST = 25


@dataclass(frozen=True)
class Picks(WithoutWidget[Picked | None]):
    """Points picked by hand, or None. `axes` names what can be searched, each with its number of axes."""

    own: ClassVar[bool] = True
    _: KW_ONLY
    axes: Mapping[str, int]

    def parse(self, word: str) -> Picked | None:
        """Read `strength~0.5_0.25~0.7_0.2`: what was searched, then the points."""
        what, *points = word.split("~")
        picked = tuple(tuple(float(place) for place in point.split("_")) for point in points)
        whole = all(len(point) == self.axes.get(what) and all(map(isfinite, point)) for point in picked)
        if not picked or not whole:
            raise ValueError(word)
        return what, picked

    def format(self, value: Picked | None) -> str:
        return "none" if value is None else "~".join([value[0], *("_".join(map(written, p)) for p in value[1])])

    def limit(self, value: Picked | None, chosen: Values) -> Picked | None:
        """Bring every point within the plane, and forget those beyond the largest budget."""
        if value is None or not value[1]:
            return None
        return value[0], tuple(tuple(rounded(place) for place in point) for point in value[1][:MOST])


def rounded(place: float) -> float:
    """Return a place on an axis, within it, as exactly as a link keeps it."""
    return round(min(max(place, 0.0), 1.0), 3)


def written(place: float) -> str:
    """Return a place as short as it can be."""
    return f"{place:g}"


def at(value: Picked | None, what: str, axes: int, most: int) -> tuple[Point, ...]:
    """Return the points picked in this search, `most` of them, and only those that have so many axes."""
    if value is None or value[0] != what:
        return ()
    return tuple(point for point in value[1] if len(point) == axes)[:most]
