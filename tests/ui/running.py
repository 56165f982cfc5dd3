"""Run a page of the app in AppTest, as a visitor who opens a link to it. Streamlit knows a page by its path's hash."""

import json
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

APP = Path(__file__).parents[2] / "app.py"
GALLERY = Path(__file__).parent / "gallery.py"


def run(lesson: str = "home", **link: str) -> AppTest:
    """Return the app after its first run at `/<lesson>?<link>`."""
    test = AppTest.from_file(APP, default_timeout=60)
    test._page_hash = calc_hash(lesson)
    for name, word in link.items():
        test.query_params[name] = word
    return test.run()


def live(test: AppTest, key: str) -> dict[str, Any]:
    """Return what a live slider was given: label, value, locked. Raises StopIteration where there is none."""
    found = (part.proto for part in test.get("bidi_component") if part.proto.id.endswith(f"-{key}.live"))
    return dict(json.loads(next(found).json)[0])


def moved(test: AppTest, key: str, value: float) -> AppTest:
    """Return the app after a live slider was moved: AppTest has no components, so what it reports is put here."""
    test.session_state[key] = value
    return test.run()


def gallery(**link: str) -> AppTest:
    """Return the page of every kind of control after its first run with `link`."""
    test = AppTest.from_file(GALLERY, default_timeout=60)
    for name, word in link.items():
        test.query_params[name] = word
    return test.run()
