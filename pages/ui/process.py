"""What is done once for the whole process, on behalf of every visitor."""

import ctypes
import gc
import sys
from contextlib import suppress
from time import monotonic

_frozen = 0
_given_back = 0.0


def freeze_imports(enough: int = 100) -> None:
    """Take what has been imported out of the garbage collector's sight, whenever many modules have come.

    A full collection visits every object of every module with the interpreter locked: 100 ms with scikit-learn loaded.
    """
    global _frozen
    if len(sys.modules) - _frozen >= enough:
        _frozen = len(sys.modules)
        gc.collect()
        gc.freeze()


def share_heaps(heaps: int = 2, large: int = 1 << 20) -> None:
    """Let all threads take memory from so few heaps, and what is large from none, where the C library is GNU's.

    Left alone it gives threads up to eight heaps a core, and every run of every visitor is a new thread: what is freed
    in one heap does not serve another, and a class of forty soon holds 300 MB more than it uses. To be called before
    there are many threads.
    """
    largest_in_a_heap, number_of_heaps = -3, -8  # M_MMAP_THRESHOLD and M_ARENA_MAX of malloc.h
    with suppress(OSError, AttributeError, TypeError):
        c_library = ctypes.CDLL(None)
        c_library.mallopt(number_of_heaps, heaps)
        c_library.mallopt(largest_in_a_heap, large)


def give_back(seconds: float = 5.0) -> None:
    """Give memory that is free back to the system, at most once in so many seconds, where the C library is GNU's."""
    global _given_back
    if monotonic() - _given_back >= seconds:
        _given_back = monotonic()
        with suppress(OSError, AttributeError, TypeError):
            ctypes.CDLL(None).malloc_trim(0)
