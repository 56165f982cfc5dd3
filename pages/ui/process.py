"""What is done once for the whole process, on behalf of every visitor."""

import ctypes
import gc
import sys
import time
from contextlib import suppress

_frozen = 0
_tidied = 0.0


def freeze_imports(enough: int = 100) -> None:
    """Take what has been imported out of the garbage collector's sight, whenever many modules have come.

    A full collection visits every object of every module with the interpreter locked: 100 ms with scikit-learn loaded.
    """
    global _frozen
    if len(sys.modules) - _frozen >= enough:
        _frozen = len(sys.modules)
        gc.collect()
        gc.freeze()


def give_back(pause: float = 2.0) -> None:
    """Give memory that is no longer used back to the machine, every few seconds, where the C library is the GNU one.

    It keeps up to eight heaps a core, and every run of every visitor is a new thread: what is freed in one heap does not
    serve another. Left alone, a class of forty holds 300 MB more than it uses.
    """
    global _tidied
    if time.monotonic() - _tidied >= pause:
        _tidied = time.monotonic()
        with suppress(OSError, AttributeError, TypeError):
            ctypes.CDLL(None).malloc_trim(0)
