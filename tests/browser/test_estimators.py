"""The film of the estimates in a browser: samples fall and pile up without the server, and pictures stay in place."""

PLAYER = ".film-player"
CHARTS = "[data-testid=stVegaLiteChart] svg.marks"
HISTOGRAM = f"document.querySelectorAll('{CHARTS}')[1]"


def test_samples_fall_and_pile_up_without_the_server(visit, app):
    visitor = visit(app)
    page = visitor.open("estimators?predict=skip&lang=en&frame=0&n=20")
    page.wait_for_function(f"document.querySelectorAll('{CHARTS}').length === 3")
    page.wait_for_function("document.querySelectorAll('form.vega-bindings input[name=frame]').length === 2")
    visitor.wait()
    histogram = page.locator(CHARTS).nth(1)
    drawn = f"[...{HISTOGRAM}.querySelectorAll('.mark-rect path')].filter(bar => bar.getBBox().height > 0.5).length"
    place = "svg => svg.querySelector('.mark-symbol path').getAttribute('transform')"
    before = histogram.evaluate(place)
    assert page.evaluate(drawn) == 0
    sent = len(visitor.sent)
    page.locator(f"{PLAYER} [data-part=forward]").click(click_count=3)
    page.wait_for_function(f"was => ({place})({HISTOGRAM}) !== was", arg=before)
    page.locator(f"{PLAYER} [data-part=speed]").select_option(index=0)
    page.locator(f"{PLAYER} [data-part=play]").click()
    page.wait_for_function(f"Number(document.querySelector('{PLAYER}').dataset.frame) > 4")
    page.locator(f"{PLAYER} [data-part=last]").click()
    page.wait_for_function(f"{drawn} > 30")
    assert "2,000 samples of n = 20" in page.locator(PLAYER).inner_text()
    assert len(visitor.sent) == sent
    assert not visitor.complaints


def test_a_change_of_control_keeps_the_pictures_in_place(visit, app):
    visitor = visit(app)
    page = visitor.open("estimators?predict=skip&lang=en")
    page.wait_for_function(f"document.querySelectorAll('{CHARTS}').length === 3")
    visitor.wait()
    page.evaluate(f"document.querySelectorAll('{CHARTS}').forEach(svg => svg.marked = true)")
    page.get_by_role("button", name="Midrange").click()
    page.locator(".st-key-estimators-marks-whole-words").get_by_text("Midrange").wait_for()
    visitor.wait()
    assert page.locator(CHARTS).nth(1).text_content().count("Midrange") == 1
    assert page.evaluate(f"[...document.querySelectorAll('{CHARTS}')].every(svg => svg.marked)")
    assert not visitor.exceptions


def test_on_a_phone_no_word_of_the_table_is_broken(visit, app):
    for lang, words in (("en", ["Median", "consistent?"]), ("ko", ["중앙값", "표본평균", "일치성"])):
        visitor = visit(app, width=390)
        page = visitor.open(f"estimators?predict=skip&lang={lang}")
        table = page.locator(".st-key-estimators-marks-whole-words table")
        table.wait_for()
        visitor.wait()
        for word in words:
            lines = table.get_by_text(word, exact=True).first.evaluate(
                "node => { const all = document.createRange(); all.selectNodeContents(node);"
                " return new Set([...all.getClientRects()].map(box => box.top)).size; }"
            )
            assert lines == 1, word
