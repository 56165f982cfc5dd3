"""Words that change with the frame: a whole film of them in one string, as wide at each frame as the widest."""

from collections.abc import Sequence
from typing import Any

import numpy as np


def told(films: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Write a film of words for each row, as columns for `film.rows`: `words`, and `wide` to read them by.

    A row with a single word says it at every frame.
    """
    widths = [max(map(len, words)) for words in films]
    return {
        "words": ["".join(word.ljust(wide) for word in words) for words, wide in zip(films, widths, strict=True)],
        "wide": np.array(widths),
        "stride": np.array([wide * (len(words) > 1) for words, wide in zip(films, widths, strict=True)]),
    }


def saying(name: str = "frame") -> str:
    """Return the expression for a row's words at the frame shown."""
    start = f"{name} * datum.stride"
    return f"trim(substring(datum.words, {start}, {start} + datum.wide))"
