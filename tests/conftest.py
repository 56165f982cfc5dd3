"""All tests compute on one thread, as the app does: of work compared, two that wait for each other count as work.

And their rooms are in a folder of their own, which their servers share. No property is held to a time: speed is
guarded by ratios alone.
"""

import atexit
import os
import shutil
import tempfile

from hypothesis import settings

from pages.ui.shell import process

process.compute_on_one_thread()
os.environ["ROOMS_FOLDER"] = tempfile.mkdtemp(prefix="rooms-")
atexit.register(shutil.rmtree, os.environ["ROOMS_FOLDER"], ignore_errors=True)
os.environ.pop("ROOMS_URL", None)
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
