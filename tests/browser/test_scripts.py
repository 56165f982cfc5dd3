"""Scripts of components go over the line once for a page, and not with what changes."""

import pytest

from tests.browser.test_live_slider import Line

LOADERS = 2500
"""Bytes of scripts that a change of a control may send: the loaders of the components that it draws anew."""

PAGES = {"training": "Learning rate η", "entropy": None, "loss": None, "optimizers": None}


def watched(visit, app, path):
    visitor = visit(app)
    visitor.line = Line(visitor)
    visitor.open(path)
    visitor.page.wait_for_selector(".film-player, .count-bars, .line-board, .landscape")
    visitor.wait()
    return visitor


@pytest.mark.parametrize("page", PAGES)
def test_each_script_is_sent_once_and_a_change_sends_loaders_only(visit, app, page):
    visitor = watched(visit, app, f"{page}?step=try")
    first = dict(visitor.line.sizes)
    whole = {name: size for name, size in first.items() if not name.endswith(".loader")}
    assert whole
    assert max(visitor.line.times[name] for name in whole) == 1
    for _ in range(3):
        visitor.line.clear()
        visitor.page.get_by_role("slider", name=PAGES[page]).first.press("ArrowRight")
        visitor.page.wait_for_timeout(900)
        visitor.wait()
        print(f"{page}: {visitor.line.scripts} B of scripts in {visitor.line.received} B")
        assert visitor.line.events
        assert all(name.endswith(".loader") or name not in whole for name in visitor.line.sizes)
        assert visitor.line.scripts < LOADERS
    assert not [told for told in visitor.complaints if "BidiComponent" in told]
