"""What is done once for the whole process, on behalf of every visitor."""

import gc
import sys

_frozen = 0


def freeze_imports(enough: int = 100) -> None:
    """Take what has been imported out of the garbage collector's sight, whenever many modules have come.

    A full collection visits every object of every module with the interpreter locked: 100 ms with scikit-learn loaded.
    """
    global _frozen
    if len(sys.modules) - _frozen >= enough:
        _frozen = len(sys.modules)
        gc.collect()
        gc.freeze()
