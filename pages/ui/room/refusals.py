"""Refusals: the reasons for which a room does not do what is asked."""

from enum import Enum


class Refusal(Enum):
    """A reason; each has its sentence in `words`."""

    UNKNOWN = "unknown"
    LOCKED = "locked"
    FULL = "full"
    TOO_MANY_ROOMS = "too_many_rooms"
    TOO_MANY_TRIES = "too_many_tries"
    TOO_SOON = "too_soon"
    NO_SEAT = "no_seat"
    NOT_OPEN = "not_open"
    NOT_THE_TEACHER = "not_the_teacher"
    NOT_SHOWN = "not_shown"
    NONSENSE = "nonsense"
    UNAVAILABLE = "unavailable"


class RefusedError(Exception):
    """A request that was refused: nothing was written, and the lesson goes on."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
