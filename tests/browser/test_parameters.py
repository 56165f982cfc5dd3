"""The lesson on parameters in a browser: both films play without the server, and a card is answered by keyboard."""

PLAYER = ".film-player"


def test_both_films_play_without_the_server_and_a_card_answers_to_the_keyboard(visit, app):
    visitor = visit(app)
    page = visitor.open("parameters?predict=skip&family=line&lang=en")
    page.wait_for_function("document.querySelectorAll('[data-testid=stVegaLiteChart] svg').length >= 6")
    page.wait_for_function("document.querySelectorAll('form.vega-bindings input').length >= 4")
    visitor.wait()
    visitor.complaints.clear()  # about the first page of a fresh server, which is not this lesson's
    sent = len(visitor.sent)
    samples, scale = page.locator(f"{PLAYER}[data-name=frame]"), page.locator(f"{PLAYER}[data-name=frame_scale]")
    blocks = "() => document.querySelectorAll('[data-testid=stVegaLiteChart] svg .mark-rect path').length"
    everything = page.evaluate(blocks)
    samples.locator("[data-part=first]").click()
    page.wait_for_function(f"({blocks})() < {everything} / 10")
    samples.locator("[data-part=last]").click()
    page.wait_for_function(f"({blocks})() === {everything}")
    scale.locator("[data-part=first]").click()
    page.wait_for_function("document.body.textContent.includes('× 0.0:')")
    assert len(visitor.sent) == sent
    card = page.get_by_role("radio", name="Parameter", exact=True).first
    card.focus()
    page.keyboard.press("Space")
    page.get_by_text("Gradient descent finds them from the data").wait_for()
    assert not visitor.complaints
