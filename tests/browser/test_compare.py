"""Comparing and slow motion in a browser: films play without the server, and a link shows both runs."""

import pytest

QUICK = "dataset=moons&n=100&epochs=10&hidden=4&predict=skip"
OWN = '.film-player[data-name="{}"]'


@pytest.fixture
def laboratory(visit, app):
    def come(path, player, **how):
        visitor = visit(app, height=1800, **how)
        visitor.open(f"training?{QUICK}&{path}")
        visitor.page.wait_for_selector(OWN.format(player))
        visitor.page.wait_for_function(
            f"document.querySelectorAll('form.vega-bindings input[name={player}]').length >= 2"
        )
        visitor.wait()
        visitor.page.wait_for_timeout(300)
        return visitor

    return come


def frames(visitor, name):
    """The frames that the player and the pictures of one film show."""
    shown = visitor.page.locator(f'form.vega-bindings input[name="{name}"]').evaluate_all(
        "all => all.map(i => i.value)"
    )
    player = visitor.page.locator(OWN.format(name))
    return {player.get_attribute("data-frame") if player.count() else None, *shown}


def press(visitor, name, part):
    visitor.page.locator(f"{OWN.format(name)} [data-part={part}]").click()
    visitor.page.wait_for_timeout(150)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("tool=compare&pin=dataset~moons~n~100~epochs~5~hidden~4~learning_rate~0.3", "frame"),
        ("tool=compare&compare=settings", "frame_eight"),
        ("tool=slow", "frame_slow"),
    ],
)
def test_each_tool_has_a_film_of_its_own_that_plays_without_the_server(laboratory, path, name):
    visitor = laboratory(path, name)
    press(visitor, name, "first")
    assert frames(visitor, name) == {"0"}
    before = len(visitor.sent), len(visitor.received)
    press(visitor, name, "play")
    visitor.page.wait_for_function(f"Number(document.querySelector('{OWN.format(name)}').dataset.frame) >= 2")
    press(visitor, name, "play")
    press(visitor, name, "forward")
    assert len(frames(visitor, name)) == 1
    if name != "frame":
        assert frames(visitor, "frame") == {None}
    assert (len(visitor.sent), len(visitor.received)) == before
    # The first visit of a server's life to a page other than home is answered so by the host, on every lesson.
    host = ("404", "does not seem to exist")
    assert not [said for said in visitor.complaints if not any(words in said for words in host)]


def test_the_phase_of_slow_motion_is_named_and_numbered_frame_by_frame(laboratory):
    visitor = laboratory("tool=slow", "frame_slow")
    caption = visitor.page.locator(f"{OWN.format('frame_slow')} [data-part=caption]")
    for phase in ("1 Forward", "2 Loss", "3 Backward", "4 Update"):
        assert caption.text_content() == f"update 1 of 40 · {phase}"
        assert visitor.page.locator("svg text", has_text=phase).count() == 1
        press(visitor, "frame_slow", "forward")
    assert caption.text_content() == "update 2 of 40 · 1 Forward"


def test_pinning_and_changing_leaves_both_runs_in_the_link(laboratory, visit, app):
    visitor = visit(app, height=1800)
    visitor.open(f"training?{QUICK}&tool=compare")
    visitor.page.get_by_role("button", name="Pin", exact=False).first.click()
    visitor.wait()
    visitor.page.get_by_role("slider", name="Learning rate η").press("ArrowRight")
    visitor.page.get_by_role("cell", name="0.05", exact=True).wait_for()
    visitor.wait()
    link = visitor.page.url
    assert "pin=dataset%7E" in link or "pin=dataset~" in link
    assert "learning_rate=0.05" in link
    again = laboratory(link.split("?")[1], "frame")
    assert again.page.get_by_role("row", name="Learning rate η").inner_text().split() == [
        "Learning", "rate", "η", "0.03", "0.05"
    ]  # fmt: skip


OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll('.stage-widths > div')].map((one) => one.getBoundingClientRect());
  return boxes.filter((a, k) => boxes.slice(k + 1).some((b) => a.left < b.right && b.left < a.right)).length;
}"""


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_beside_a_pinned_run_of_another_loss_no_buttons_overlap_and_the_reason_is_in_sight(visit, app, lang):
    visitor = visit(app, width=1280, height=720)
    pin = "dataset~moons~n~100~epochs~5~hidden~4-4~loss~squared"
    visitor.open(f"training?{QUICK.replace('hidden=4', 'hidden=4-4')}&pin={pin}&lang={lang}")
    visitor.page.wait_for_selector(".stage[data-shown]")
    assert visitor.page.locator(".stage-map:not([hidden])").count() == 2
    assert visitor.page.evaluate(OVERLAPS) == 0
    said = visitor.page.locator(".st-key-stage-said [data-testid=stCaptionContainer]").first.bounding_box()
    assert said["y"] + said["height"] <= 720
