"""The film of a descent in a browser: it plays to its end without the server and names the step that leaves."""

PLAYER = ".film-player"
CHARTS = "[data-testid=stVegaLiteChart] svg"
FOLLOWERS = "document.querySelectorAll('form.vega-bindings input[name=frame]').length === 2"
"""The curve and the loss, each a chart that follows the film."""


def test_a_run_that_diverges_plays_to_its_end_without_the_server(visit, app):
    visitor = visit(app)
    page = visitor.open("learning_rate?predict=skip&learning_rate=2.5&lang=en&frame=0")
    page.wait_for_function(FOLLOWERS)
    visitor.wait()
    curve, loss = page.locator(CHARTS).nth(0), page.locator(CHARTS).nth(1)
    curve.get_by_text("step 1 leaves the picture").wait_for()
    sent = len(visitor.sent)
    page.locator(f"{PLAYER} [data-part=forward]").click()
    curve.get_by_text("after step 1, outside").wait_for()
    page.locator(f"{PLAYER} [data-part=last]").click()
    curve.get_by_text("after step 22, outside").wait_for()
    assert page.locator(PLAYER).get_attribute("data-frame") == "22"
    loss.get_by_text("diverged at step 22").wait_for()
    assert len(visitor.sent) == sent
