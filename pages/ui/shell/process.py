"""Work done once for the whole process, on behalf of every visitor."""

import ctypes
import gc
import os
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


def compute_on_one_thread() -> None:
    """Keep numpy to one thread, unless the environment says otherwise. To be called before numpy is imported.

    Small networks are faster so, and forty visitors share two cores.
    """
    for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(threads, "1")


def share_heaps(heaps: int = 2, large: int = 1 << 20) -> None:
    """Let all threads take memory from so few heaps, and what is large from none, where the C library is GNU's.

    Left alone it gives threads up to eight heaps a core, and every run of every visitor is a new thread: what is freed
    in one heap does not serve another, and a class of forty soon holds 300 MB more than it uses. Arrow takes from the
    same heaps: its own allocator keeps some 30 MB for itself. To be called before there are many threads, and before
    Arrow is imported.
    """
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
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
