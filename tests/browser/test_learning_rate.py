"""The film of a descent in a browser: it plays to its end without the server and names the step that leaves."""

PLAYER = ".film-player"


def test_a_run_that_blows_up_plays_to_its_end_without_the_server(visit, app):
    visitor = visit(app)
    page = visitor.open("learning_rate?predict=skip&learning_rate=2.5&lang=en")
    page.wait_for_selector("[data-testid=stVegaLiteChart] svg")
    page.wait_for_function("document.querySelectorAll('form.vega-bindings input').length >= 3")
    visitor.wait()
    words = page.locator("[data-testid=stVegaLiteChart] svg").first
    assert "step 1 leaves the picture" in words.text_content()
    sent = len(visitor.sent)
    page.locator(f"{PLAYER} [data-part=forward]").click()
    page.wait_for_timeout(200)
    assert "after step 1, outside" in words.text_content()
    page.locator(f"{PLAYER} [data-part=last]").click()
    page.wait_for_timeout(200)
    assert page.locator(PLAYER).get_attribute("data-frame") == "22"
    assert "after step 22, outside" in words.text_content()
    assert "diverged at step 22" in page.locator("[data-testid=stVegaLiteChart] svg").nth(1).text_content()
    assert len(visitor.sent) == sent
