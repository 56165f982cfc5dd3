"""The lesson on parameters in a browser: its films play without the server, and a card is answered by keyboard."""

PLAYER = ".film-player"


def frames(visitor, address):
    """Return the page of such a link once its pictures are there and quiet."""
    page = visitor.open(address)
    page.wait_for_function("document.querySelectorAll('[data-testid=stVegaLiteChart] svg').length >= 2")
    visitor.wait()
    return page


def test_the_film_of_samples_plays_without_the_server(visit, app):
    visitor = visit(app)
    page = frames(visitor, "parameters?predict=skip&family=line&lang=en&experiment=samples")
    samples = page.locator(f"{PLAYER}[data-name=frame]")
    samples.locator("[data-part=last]").click()
    page.wait_for_timeout(700)
    sent = len(visitor.sent)
    blocks = "() => document.querySelectorAll('[data-testid=stVegaLiteChart] svg .mark-rect path').length"
    everything = page.evaluate(blocks)
    samples.locator("[data-part=first]").click()
    page.wait_for_function(f"({blocks})() < {everything} / 10")
    samples.locator("[data-part=last]").click()
    page.wait_for_function(f"({blocks})() === {everything}")
    assert len(visitor.sent) == sent
    assert not visitor.complaints


def test_the_film_of_the_scaled_parameters_plays_without_the_server(visit, app):
    visitor = visit(app)
    page = frames(visitor, "parameters?predict=skip&family=line&lang=en&experiment=marks")
    sent = len(visitor.sent)
    page.locator(f"{PLAYER}[data-name=frame_scale] [data-part=first]").click()
    page.wait_for_function("document.body.textContent.includes('× 0.0')")
    assert len(visitor.sent) == sent
    assert not visitor.complaints


def test_a_card_answers_to_the_keyboard(visit, app):
    visitor = visit(app)
    page = visitor.open("parameters?predict=skip&family=line&lang=en&experiment=cards")
    card = page.get_by_role("radio", name="Parameter", exact=True).first
    card.focus()
    page.keyboard.press("Space")
    page.get_by_text("Gradient descent finds them from the data").wait_for()
