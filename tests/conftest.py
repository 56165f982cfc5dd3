"""All tests compute on one thread, as the app does: of work compared, two that wait for each other count as work."""

import os

# Before numpy is imported.
for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(threads, "1")
