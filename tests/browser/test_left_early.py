"""A page is left in the moment in which something that was moved on it is reported: that is no fault on the next."""

import pytest

from pages.ui.shell import navigation

MOVED = {
    "entropy?predict=skip": "[role=slider][aria-valuetext]:not([aria-disabled=true]) >> nth=0",
    "loss?predict=skip": ".line-board .grip[data-grip=slope]",
    "optimizers?predict=skip": ".landscape .start",
    "backprop?predict=skip": ".live-slider input[type=range] >> nth=0",
}
"""What is moved by arrow keys on each page, in a component of ours."""


@pytest.mark.parametrize("link", MOVED)
def test_what_was_moved_on_a_page_that_is_left_at_once_is_no_fault_on_the_next(visit, app, link):
    visitor = visit(app)
    page = visitor.open(f"{link}&lang=en", 60_000)
    for _ in range(4):  # Which message comes first, that of the move or that of the page, is a matter of luck.
        page.locator(MOVED[link]).focus()
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        visitor.go(navigation.LESSONS[0].title.en)
        page.wait_for_timeout(300)
        visitor.wait(60_000)
        assert visitor.exceptions == 0
        if page.locator(MOVED[link]).count() == 0:
            page.go_back()
        page.locator(MOVED[link]).wait_for(timeout=30_000)
    assert visitor.complaints == []
