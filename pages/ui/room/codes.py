"""Codes of rooms, numbers of seats, the teacher's secret: how they are drawn, and what counts as one."""

import hashlib
import hmac
import re
import secrets
from threading import Lock

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Digits and capitals without those that are mistaken for each other: 0 and O, 1, I and L."""

LENGTH = 6
_CODE, _SEAT = re.compile(f"[{LETTERS}]{{{LENGTH}}}"), re.compile("[0-9a-f]{24}")


def new_code() -> str:
    """Draw a code: 31⁶, or 887 million, are possible."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def new_seat() -> str:
    """Draw a seat's number, of 96 bits: whoever knows it votes for this seat."""
    return secrets.token_hex(12)


def new_secret() -> str:
    """Draw a teacher's secret, of 128 bits."""
    return secrets.token_urlsafe(16)


def tidy_code(typed: str) -> str | None:
    """Return the code that was typed, with small letters and spaces forgiven; None when it is none."""
    code = re.sub(r"[\s-]", "", typed[:40]).upper()
    return code if _CODE.fullmatch(code) else None


def is_seat(word: str) -> bool:
    """Return whether a word of an address has the form of a seat's number."""
    return bool(_SEAT.fullmatch(word))


def hashed(secret: str) -> str:
    """Return what is stored of a secret. With 128 random bits a plain hash is enough: there is nothing to try out."""
    return hashlib.sha256(secret.encode()).hexdigest()


def matches(secret: str, stored: str) -> bool:
    """Return whether this is the secret, in a time that does not tell how much of it is right."""
    return hmac.compare_digest(hashed(secret), stored)


class Tries:
    """A bucket of wrong codes: so many at once, then one for each `seconds`.

    31⁶ codes and a hundred rooms: who tries once a second for three hours finds one of them with probability 0.1 %.
    """

    def __init__(self, most: int, seconds: float) -> None:
        self._most, self._seconds, self._left, self._since = most, seconds, float(most), 0.0
        self._guard = Lock()

    def left(self, now: float) -> bool:
        """Return whether a code may be tried now."""
        with self._guard:
            return self._refilled(now) >= 1

    def spend(self, now: float) -> None:
        """Count a wrong code."""
        with self._guard:
            self._left, self._since = max(self._refilled(now) - 1, 0.0), now

    def _refilled(self, now: float) -> float:
        return min(self._left + max(now - self._since, 0) / self._seconds, self._most)
