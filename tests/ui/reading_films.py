"""A film as the browser reads it: its header and its arrays."""

import json
from typing import Any

import numpy as np


def read(film: bytes) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """Read a film as the browser does."""
    length = int.from_bytes(film[:4], "little")
    header, at, arrays = json.loads(film[4 : 4 + length]), -(-(4 + length) // 8) * 8, {}
    for name, (kind, *shape) in header["arrays"].items():
        values = np.frombuffer(film, f"<{kind}", int(np.prod(shape)), at).reshape(shape)
        arrays[name], at = values, at + -(-values.nbytes // 8) * 8
    assert at == len(film)
    return header, arrays
