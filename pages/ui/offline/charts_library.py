"""The library that draws charts, for files that are looked at without a server: Vega, Vega-Lite, Vega-Embed.

vl-convert carries it, and with it an engine of 150 MB. So it is asked in a process of its own, once.
"""

import subprocess
import sys
from functools import cache
from pathlib import Path
from threading import Lock

LICENSES = Path(__file__).with_name("licenses.txt")

ASK = "import sys, vl_convert; sys.stdout.reconfigure(encoding='utf-8'); print(vl_convert.javascript_bundle(), end='')"
"""What the other process does: fixed words, none of a visitor."""


AT_WORK = Lock()


def script() -> str:
    """Return the library as a script that defines `vegaEmbed`. Raises CalledProcessError where vl-convert fails."""
    with AT_WORK:
        return _bundle()


@cache
def _bundle() -> str:
    asked = subprocess.run([sys.executable, "-c", ASK], capture_output=True, check=True, timeout=120)
    return asked.stdout.decode("utf-8")


def licenses() -> str:
    """Return the licences of all that a film holds."""
    return LICENSES.read_text(encoding="utf-8")
