"""Bias and variance in a browser: the bars go when all is measured, and both films play without the server."""

PLAYERS = ".film-player"


CHARTS = "[data-testid=stVegaLiteChart] svg"


def opened(visit, app, query, charts):
    visitor = visit(app)
    page = visitor.open(f"bias_variance?predict=skip&lang=en&{query}")
    page.wait_for_selector(PLAYERS, timeout=60_000)
    page.wait_for_function(f"document.querySelectorAll('{CHARTS}').length === {charts}", timeout=60_000)
    visitor.wait()
    assert page.locator("[data-testid=stProgress]").count() == 0
    return visitor, page, page.locator(PLAYERS)


def test_the_film_of_refits_plays_without_the_server_and_no_bar_is_left(visit, app):
    visitor, page, player = opened(visit, app, "replications=20&frame=19", 2)
    assert (player.get_attribute("data-frame"), player.get_attribute("data-name")) == ("19", "frame")
    sent = len(visitor.sent)
    trail = page.locator(CHARTS).first.locator("path[stroke-opacity], path[opacity]")
    many = trail.count()
    player.locator("[data-part=first]").click()
    page.wait_for_timeout(400)
    assert "refit 1 of 20" in player.text_content()
    assert trail.count() < many
    assert len(visitor.sent) == sent


def test_the_film_of_widths_plays_without_the_server_and_no_bar_is_left(visit, app):
    visitor, page, player = opened(visit, app, "experiment=descent&points=10&frame=0", 2)
    assert player.get_attribute("data-name") == "frame_width"
    sent = len(visitor.sent)
    before = page.locator(CHARTS).first.inner_html()
    player.locator("[data-part=last]").click()
    page.wait_for_timeout(400)
    assert "p = 200" in player.text_content()
    assert page.locator(CHARTS).first.inner_html() != before
    assert len(visitor.sent) == sent


def test_the_test_error_is_drawn_before_it_is_shown_on_one_screen(visit, app):
    visitor = visit(app, height=720)
    page = visitor.open("bias_variance?lang=en&experiment=capacity&replications=20&drawn=ask")
    page.wait_for_selector(".drawn-area svg rect")
    show = page.locator(".st-key-bias_variance-drawn-play button")
    for part in (page.locator(".drawn-area"), show):
        box = part.bounding_box()
        assert 0 <= box["y"] < box["y"] + box["height"] <= 720
    assert page.locator(CHARTS).count() == 0
    box = page.locator(".drawn-area").bounding_box()
    left, right, low = box["x"] + 44, box["x"] + box["width"] - 12, box["y"] + box["height"] - 60
    page.mouse.move(left, low)
    page.mouse.down()
    page.mouse.move(right, low, steps=25)
    page.mouse.up()
    page.wait_for_function("!document.querySelector('.st-key-bias_variance-drawn-play button').disabled")
    show.click()
    page.wait_for_selector(f"{CHARTS} path[stroke='#757a86'][stroke-width='5']", state="attached")
    assert page.locator(".drawn-area").count() == 0
    assert page.get_by_text("The test error falls at first, where you drew it level; ").count() == 1
    drawn = page.evaluate("new URL(location.href).searchParams.get('drawn')")
    assert len(set(drawn.split("."))) == 1
    assert len(drawn.split(".")) == 12
