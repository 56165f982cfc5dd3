"""Numbers for the browser as bytes: a header of JSON, then the arrays that it names; and several such in one message.

Every part begins at a multiple of eight bytes, so that the browser reads the arrays where they lie. Its half of this
stands in `parts/stage/message.js`.
"""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np

Arrays = dict[str, np.ndarray]

CODES = {"float64": "f8", "float32": "f4", "float16": "f2", "uint8": "u1"}


def packed(header: dict[str, Any], arrays: Arrays) -> bytes:
    """Write a header and its arrays as bytes."""
    named = {name: [CODES[values.dtype.name], *values.shape] for name, values in arrays.items()}
    told = json.dumps({**header, "arrays": named}, separators=(",", ":")).encode()
    pieces = [aligned(len(told).to_bytes(4, "little") + told)]
    return b"".join([*pieces, *(aligned(np.ascontiguousarray(values).tobytes()) for values in arrays.values())])


def message(parts: Sequence[bytes]) -> bytes:
    """Write parts as one message: how many, how long each is, then the parts."""
    head = b"".join(number.to_bytes(4, "little") for number in (len(parts), *map(len, parts)))
    return aligned(head) + b"".join(map(aligned, parts))


def aligned(piece: bytes) -> bytes:
    """Fill a piece up to a multiple of eight bytes."""
    return piece + bytes(-len(piece) % 8)
