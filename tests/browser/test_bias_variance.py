"""Bias and variance in a browser: the bars go when all is measured, and both films play without the server."""

PLAYERS = ".film-player"


def test_both_films_play_without_the_server_and_no_bar_is_left(visit, app):
    visitor = visit(app)
    page = visitor.open("bias_variance?predict=skip&replications=20&points=10&lang=en")
    page.wait_for_function(f"document.querySelectorAll('{PLAYERS}').length === 2", timeout=60_000)
    page.wait_for_function(
        "document.querySelectorAll('[data-testid=stVegaLiteChart] svg').length === 5", timeout=60_000
    )
    visitor.wait()
    assert page.locator("[data-testid=stProgress]").count() == 0
    refits, widths = page.locator(PLAYERS).first, page.locator(PLAYERS).last
    assert (refits.get_attribute("data-frame"), refits.get_attribute("data-name")) == ("19", "frame")
    assert widths.get_attribute("data-name") == "frame_width"
    sent = len(visitor.sent)
    trail = page.locator("[data-testid=stVegaLiteChart] svg").first.locator("path[stroke-opacity], path[opacity]")
    many = trail.count()
    refits.locator("[data-part=first]").click()
    page.wait_for_timeout(400)
    assert "refit 1 of 20" in refits.text_content()
    assert trail.count() < many
    before = page.locator("[data-testid=stVegaLiteChart] svg").nth(3).inner_html()
    widths.locator("[data-part=last]").click()
    page.wait_for_timeout(400)
    assert "p = 200" in widths.text_content()
    assert page.locator("[data-testid=stVegaLiteChart] svg").nth(3).inner_html() != before
    assert len(visitor.sent) == sent
