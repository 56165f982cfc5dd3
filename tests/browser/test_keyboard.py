"""Every page by keys alone: all is reached in the order in which it stands, the focus is seen, and nothing holds it."""

from collections.abc import Iterator

import pytest

from pages.ui.shell import navigation
from tests.browser import harness

PAGES = ["?lang=en", *(f"{lesson.id}?lang=en&predict=skip" for lesson in navigation.written() if lesson.id != "home")]
MOST = 250
"""Presses of Tab in which any page is walked through."""

# Where the focus is and how it looks there; and how the place before looks without it.
STEP = """async () => {
  const frame = () => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 40)));
  const glides = () => document.getAnimations().some((own) => own instanceof CSSTransition);
  await frame();
  for (let k = 0; glides() && k < 50; k++) await frame(); // on a busy machine what glides comes late
  const looks = (node) => {
    const beside = [...node.parentElement.children, ...node.children].slice(0, 8);
    const above = [node, node.parentElement, node.parentElement?.parentElement, node.closest("label")].filter(Boolean);
    return [...above, ...beside].flatMap((at) => [null, "::before", "::after"].map((part) => {
      const { outlineStyle, outlineColor, boxShadow, borderColor, backgroundColor } = getComputedStyle(at, part);
      return [outlineStyle, outlineColor, boxShadow, borderColor, backgroundColor].join();
    })).join("|");
  };
  const walk = (window.walk ??= { seen: new Set(), order: [], unseen: [], before: null });
  const [node, before] = [document.activeElement, walk.before];
  // Streamlit 1.67's own buttons above a chart show no focus.
  const host = before?.node.shadowRoot || before?.node.getAttribute("kind") === "elementToolbar";
  const ours = before?.node.isConnected && before.node.closest("[data-testid=stMain]") && !host;
  if (ours && before.node !== node && looks(before.node) === before.looks) {
    walk.unseen.push(before.node.outerHTML.slice(0, 160));
  }
  walk.before = node && node !== document.body ? { node, looks: looks(node) } : null;
  if (!walk.before) return "out";
  if (walk.seen.has(node)) return "again";
  walk.seen.add(node);
  walk.order.push(node);
  return "on";
}"""

RESULT = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  const able = "a[href], button:not([disabled]), input:not([disabled]), select, textarea, summary, [tabindex]";
  const shown = (node) => node.checkVisibility({ visibilityProperty: true }) && node.getBoundingClientRect().width > 1;
  // Of a group of pills Tab reaches one, and arrows the others.
  const group = (node) => node.closest("[data-testid=stButtonGroup]");
  const pill = (node) => node.dataset.variant === "pills"
    && [...window.walk.seen].some((at) => group(at) === group(node));
  const single = (node) => node.type === "radio" || node.closest("[role=radiogroup]") || pill(node);
  const missed = [...main.querySelectorAll(able)].filter((node) => node.tabIndex >= 0 && shown(node)
    && !single(node) && !window.walk.seen.has(node));
  const inside = window.walk.order.filter((node) => main.contains(node) && node.isConnected);
  const back = inside.filter((node, i) => i && !(inside[i - 1].compareDocumentPosition(node) & 4));
  const told = (nodes) => nodes.map((node) => node.outerHTML.slice(0, 160));
  return [told(missed), told(back), window.walk.unseen, inside.length];
}"""


@pytest.fixture(scope="module")
def walker(browser, app) -> Iterator[harness.Visitor]:
    """One visitor who never touches a pointer."""
    with harness.visit(browser, app, reduced_motion="reduce") as visitor:
        yield visitor


@pytest.mark.parametrize("link", PAGES)
def test_tab_walks_through_all_of_a_page_in_order_and_shows_where_it_is(walker, link):
    page = walker.open(link, 60_000)
    page.wait_for_timeout(300)
    walker.wait(60_000)
    page.evaluate("() => { delete window.walk; document.activeElement.blur(); }")
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate(STEP) == "out":
            break
    else:
        pytest.fail("Tab does not come out of the page")
    missed, back, unseen, count = page.evaluate(RESULT)
    assert missed == []
    assert back == []
    assert unseen == []
    assert count > 5
    for _ in range(3):
        page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement !== document.body"), "Shift+Tab leads nowhere"


def focused(walker, name: str) -> str | None:
    """An attribute of what has the focus."""
    return walker.page.evaluate("(name) => document.activeElement.getAttribute(name)", name)


def test_arrows_walk_through_the_pills_of_a_group(walker):
    page = walker.open("estimators?lang=en&predict=skip", 60_000)
    pills = page.locator("[data-testid=stButtonGroup] button[data-variant=pills]")
    pills.first.focus()
    page.keyboard.press("ArrowRight")
    assert pills.nth(1).evaluate("node => node === document.activeElement")


@pytest.mark.parametrize("grip", ["intercept", "slope", "free", "dot"])
def test_what_is_dragged_on_the_line_is_a_slider_that_keys_move_and_that_tells_its_place(walker, grip):
    if not walker.page.url.split("?")[0].endswith("/loss"):
        walker.open("loss?lang=en&predict=skip", 60_000)
    place = walker.page.locator(f".line-board .grip[data-grip={grip}]")
    place.focus()
    assert focused(walker, "role") == "slider"
    before = focused(walker, "aria-valuetext")
    walker.page.keyboard.press("ArrowUp")
    assert focused(walker, "aria-valuetext") != before
    walker.page.keyboard.press("ArrowDown")
    assert focused(walker, "aria-valuetext") == before
    walker.page.wait_for_timeout(700)
    walker.wait(60_000)


def test_the_start_on_a_landscape_is_moved_by_keys_and_stays_in_focus(walker):
    page = walker.open("optimizers?lang=ko&predict=skip", 60_000)
    page.locator(".landscape .start").first.focus()
    assert focused(walker, "role") == "slider"
    before = focused(walker, "aria-valuetext")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(700)
    walker.wait(60_000)
    assert focused(walker, "aria-valuetext") not in (before, None)
    assert "출발점" in focused(walker, "aria-label")


def test_a_neuron_under_the_keys_tells_its_bias_and_weights_and_the_film_is_read_out_only_when_stepped(walker):
    page = walker.open("training?lang=en&predict=skip", 60_000)
    page.locator(".film-player [data-part=last]").click()  # it plays at first
    page.locator(".stage-neurons button[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    telling = page.locator(".stage-telling")
    assert "weights" in telling.inner_text()
    page.wait_for_timeout(300)
    assert "bias" in focused(walker, "aria-label")
    told, buttons = page.locator(".film-player [data-part=told]"), page.locator(".film-player button")
    buttons.nth(0).press("Enter")
    first = told.text_content()
    assert "training loss" in first
    buttons.nth(3).press("Enter")
    assert told.text_content() != first
    second = told.text_content()
    buttons.nth(2).press("Enter")
    page.wait_for_timeout(500)
    assert told.text_content() == second, "a film that plays is read out"
    page.locator(".film-player [data-part=slider]").press("Home")
    assert "training loss" in page.locator(".film-player [data-part=slider]").get_attribute("aria-valuetext")
