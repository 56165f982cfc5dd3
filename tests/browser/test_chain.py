"""The computation graph in a browser: it plays without the server, names its phase, and a click chooses a weight."""

PLAYER = ".film-player"
GRAPH = ".operations"
CHAIN = "backprop?predict=skip&predict_clearing=skip&part=chain&lang=en"


def at(page, name: str) -> list[str]:
    return page.locator(f'{GRAPH} [data-name="{name}"] .number').all_text_contents()


def frame(page, number: int) -> None:
    page.locator(f"{PLAYER} [data-part=slider]").evaluate(
        "(slider, frame) => { slider.value = frame; slider.dispatchEvent(new Event('input', { bubbles: true })) }",
        number,
    )
    page.wait_for_function(f"document.querySelector('{GRAPH}').dataset.shown === '{number}'")


def opened(visit, app, query: str = CHAIN, **how):
    visitor = visit(app, **how)
    page = visitor.open(query)
    page.wait_for_selector(PLAYER)
    visitor.wait()
    return visitor, page


def test_the_phases_follow_each_other_and_only_the_update_moves_a_weight(visit, app):
    visitor, page = opened(visit, app)
    page.wait_for_selector(f"{GRAPH} svg .parameter")
    sent, seen = len(visitor.sent), []
    last = int(page.locator(f"{PLAYER} [data-part=slider]").get_attribute("max"))
    weights = set()
    for number in range(last + 1):
        frame(page, number)
        seen.append(page.locator(f"{GRAPH} [aria-current=step]").get_attribute("data-phase"))
        if seen[-1] != "update" and seen[-1] != "again":
            weights.add(at(page, "w1.1.1")[0])
    assert list(dict.fromkeys(seen)) == ["forward", "loss", "backward", "update", "again"]
    assert weights == {"0.7"}
    assert at(page, "w1.1.1")[0] != "0.7"
    assert len(visitor.sent) == sent
    assert not visitor.complaints


def test_the_film_plays_to_its_end_without_the_server(visit, app):
    visitor, page = opened(visit, app, CHAIN + "&frame=0")  # with a frame in its link it waits
    sent = len(visitor.sent)
    page.locator(f"{PLAYER} [data-part=speed]").select_option("4")
    page.locator(f"{PLAYER} [data-part=play]").click()
    page.wait_for_function(f"document.querySelector('{GRAPH} [aria-current]').dataset.phase === 'again'")
    assert len(visitor.sent) == sent


def test_a_click_or_the_keyboard_chooses_a_weight_and_its_chain_is_written_out(visit, app):
    visitor, page = opened(visit, app)
    page.locator(f'{GRAPH} [data-name="w2.2.1"]').click()
    page.wait_for_function("location.search.includes('chain_parameter=w2.2.1')")
    visitor.wait()
    assert page.get_by_text("The chain of w⁽²⁾₂₁").is_visible()
    assert page.locator(f"{GRAPH} [aria-pressed=true]").get_attribute("data-name") == "w2.2.1"
    page.locator(f'{GRAPH} [data-name="w2.2.1"]').focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('chain_parameter=b2.1')")
    assert not visitor.complaints


def test_on_a_phone_the_picture_scrolls_to_the_operation_and_not_the_page(visit, app):
    _, page = opened(visit, app, CHAIN + "&chain_net=2-2-2-1", width=390)
    frame(page, 20)
    stage = page.locator(f"{GRAPH} .graph-view")
    assert stage.evaluate("stage => stage.scrollLeft") > 0
    inside = page.locator(f"{GRAPH} .lit .frame").evaluate(
        "card => { const box = card.getBoundingClientRect(); return box.left >= 0 && box.right <= innerWidth }"
    )
    assert inside
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_size_of_delta_is_followed_back_from_the_output(visit, app):
    visitor, page = opened(visit, app, CHAIN.replace("part=chain", "part=depth"))
    chart = page.locator("[data-testid=stVegaLiteChart] svg").first
    chart.wait_for()
    sent = len(visitor.sent)
    page.locator(f"{PLAYER} [data-part=first]").click()
    page.wait_for_timeout(300)
    assert "at the output" in chart.text_content()
    page.locator(f"{PLAYER} [data-part=forward]").click()
    page.wait_for_timeout(300)
    assert "δ₈ = " in chart.text_content()
    assert len(visitor.sent) == sent
    assert not visitor.complaints


UNDER = """() => {
  const middle = ({ top, bottom }) => (top + bottom) / 2;
  const cards = [...document.querySelectorAll('.operations .paper')].map((card) => card.getBoundingClientRect());
  return [...document.querySelectorAll('.operations .slope')].filter((label) => {
    const box = label.getBoundingClientRect();
    return cards.some((card) => card.left < box.right && box.left < card.right - 1
      && card.top < middle(box) && middle(box) < card.bottom);
  }).map((label) => label.textContent);
}"""


def test_no_slope_lies_under_a_card(visit, app):
    for more in ("", "&chain_net=2-2-2-1&chain_activation=sigmoid", "&chain_x1=-1.9&chain_loss=huber"):
        _, page = opened(visit, app, f"{CHAIN}{more}", width=1280, height=720)
        page.wait_for_selector(f"{GRAPH} svg .parameter")
        frame(page, int(page.locator(f"{PLAYER} [data-part=slider]").get_attribute("max")))
        assert page.locator(f"{GRAPH} .slope").count() > 20
        assert page.evaluate(UNDER) == []
