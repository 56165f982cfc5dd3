"""By keys, by finger, in forced colours: what is chosen is seen, what is reached not hidden; a swipe moves nothing."""

import pytest

FOCUSED = """() => {
  const node = document.activeElement;
  return [node?.closest(".share-link") && node.tagName, node?.closest("[role=dialog]") !== null];
}"""


def test_every_part_of_the_dialog_for_the_class_is_reached_by_tab(app, visit):
    visitor = visit(app)
    page = visitor.open("loss?lang=en&predict=skip")
    opener = page.locator(".st-key-for_class button").first
    if not opener.is_visible():
        page.locator(".st-key-toolbar .stPopover button").last.click()
    opener.click()
    page.get_by_role("dialog").locator(".share-link a").wait_for()
    visitor.wait()
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        part, inside = page.evaluate(FOCUSED)
        assert inside, "the focus stays in the dialog"
        reached.add(part)
        if {"BUTTON", "A"} <= reached:
            break
    assert {"BUTTON", "A"} <= reached


CHOICES = """() => {
  const look = (node) => getComputedStyle(node).backgroundColor + getComputedStyle(node).color;
  const groups = [...document.querySelectorAll("[data-testid=stButtonGroup] [role=group], [role=radiogroup]")];
  return groups.filter((group) => group.checkVisibility()).map((group) => {
    const all = [...group.querySelectorAll("button")].filter((button) => button.checkVisibility());
    const on = (button) => [button.ariaChecked, button.ariaPressed, button.ariaSelected].includes("true");
    const [chosen, others] = [all.filter(on), all.filter((button) => !on(button))];
    return [group.innerText.slice(0, 40), chosen.map(look), others.map(look)];
  }).filter(([, chosen, others]) => chosen.length && others.length);
}"""


def test_what_is_chosen_is_seen_in_forced_colours(app, visit):
    visitor = visit(app, forced_colors="active")
    page = visitor.open("loss?lang=en&predict=skip")
    page.locator(".st-key-loss-loss button").first.wait_for()
    found = page.evaluate(CHOICES)
    assert found
    for name, chosen, others in found:
        assert not set(chosen) & set(others), name


@pytest.mark.parametrize("path", ["entropy", "search"])
def test_no_tab_stop_lies_in_a_toolbar_of_a_chart(app, visit, path):
    visitor = visit(app)
    page = visitor.open(f"{path}?lang=en&predict=skip", 60_000)
    page.locator("[data-testid=stVegaLiteChart]").first.wait_for()
    visitor.wait()
    assert page.locator("[data-testid=stElementToolbar] button:visible").count() == 0


# What has the focus lies wholly outside of the window, or under parts that stay in sight while the page scrolls.
HIDDEN = """() => {
  const node = document.activeElement;
  const box = node.getBoundingClientRect();
  if (!node.closest("[data-testid=stMain]") || box.width < 2) return null;
  const stays = (part) => ["sticky", "fixed"].includes(getComputedStyle(part).position);
  const covered = (top) => {
    for (let part = top; part; part = part.parentElement) if (stays(part)) return !part.contains(node);
    return !top;
  };
  const shares = [0.1, 0.5, 0.9];
  const points = shares.flatMap((x) => shares.map((y) => [box.x + x * box.width, box.y + y * box.height]));
  return points.every(([x, y]) => covered(document.elementFromPoint(x, y))) ? node.outerHTML.slice(0, 120) : null;
}"""


@pytest.mark.parametrize("size", [(1280, 900), (640, 512)])
def test_the_focus_is_never_hidden_on_the_way_back(app, visit, size):
    visitor = visit(app, width=size[0], height=size[1])
    page = visitor.open("training?lang=en&epochs=5&predict=skip", 60_000)
    page.locator(".film-player").first.wait_for()
    last = page.locator("[data-testid=stMain] button:visible, [data-testid=stMain] summary:visible").last
    last.focus()
    hidden = []
    for _ in range(70):
        page.keyboard.press("Shift+Tab")
        page.wait_for_timeout(60)
        if found := page.evaluate(HIDDEN):
            page.wait_for_timeout(300)
            if page.evaluate(HIDDEN):
                hidden.append(found)
    assert not hidden


def swipe(page, box, up):
    """A finger that is put down in the middle of a box and moves up: the browser takes it for scrolling."""
    line = page.context.new_cdp_session(page)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    line.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 13):
        line.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y - up * step / 12}]})
        page.wait_for_timeout(16)
    line.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.mark.parametrize("size", [(390, 844), (820, 1180), (844, 390)])
def test_a_swipe_over_the_loss_of_every_line_moves_the_page_and_not_the_line(app, visit, size):
    visitor = visit(app, width=size[0], height=size[1], has_touch=True, is_mobile=True)
    page = visitor.open("loss?lang=en&predict=skip&line=0.15_1.04", 60_000)
    panel = page.locator(".line-board .surface .panel")
    panel.scroll_into_view_if_needed()
    page.evaluate("document.querySelector('.line-board .surface .panel').scrollIntoView({ block: 'center' })")
    page.wait_for_timeout(300)
    before = page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop")
    swipe(page, panel.bounding_box(), 120)
    page.wait_for_timeout(600)
    visitor.wait()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") > before + 40
    assert "line=0.15_1.04" in page.url


@pytest.mark.parametrize(("lang", "right", "wrong"), [("en", "Right:", "Not right:"), ("ko", "맞음:", "틀림:")])
def test_which_answer_is_right_is_read_out_in_the_visitors_language(app, visit, lang, right, wrong):
    page = visit(app).open(f"loss?lang={lang}&predict=depends")
    icons = "[...document.querySelectorAll('[data-testid=stMain] span[role=img]:not([aria-hidden])')]"
    page.wait_for_function(f"(words) => {icons}.some((icon) => words.includes(icon.ariaLabel))", arg=[right, wrong])
    assert set(page.evaluate(f"{icons}.map((icon) => icon.ariaLabel)")) <= {right, wrong}
