"""Every part of every page for everyone: what axe finds in both themes, and what fits on a phone."""

import pytest

from tests.browser import harness, parts

HOST = {
    "list": "[data-testid=stSidebarNavItems]",
    "listitem": "[data-testid=stSidebarNavItems] li",
}
"""Findings that Streamlit 1.67 itself causes, by rule and selector: navigation in groups is no list of items."""

THEMED, NARROW = ["color-contrast"], ["scrollable-region-focusable", "target-size", "color-contrast"]
"""The rules that the theme, and the width, can change the answer of; all others are asked once."""

OPEN = "document.querySelectorAll('[data-testid=stMain] details:not([open]) > summary').forEach(s => s.click())"

AXE = """async ([rules, host]) => {
  const options = { resultTypes: ["violations"], ...(rules && { runOnly: rules }) };
  const { violations } = await axe.run(document, options);
  const ours = (id) => ({ target }) => !(host[id] && document.querySelector(target[0])?.matches(host[id]));
  const serious = violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
  return serious.flatMap(({ id, nodes }) => nodes.filter(ours(id)).map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}"""

PICTURES = """() => {
  const all = (names) => [...document.querySelectorAll(names)];
  const own = ".stage, .landscape, .nets, .operations, .line-board";
  const drawn = all(`[data-testid=stVegaLiteChart], ${own}`).filter((node) => !node.closest("[aria-hidden=true]"));
  const images = all("[data-testid=stMain] img").map((image) => image.getAttribute("alt") ?? "none");
  return [drawn.map((node) => node.getAttribute("aria-label")), images];
}"""

SETTLED = "document.getAnimations().every(one => !(one instanceof CSSTransition))"
"""No colour is on its way from one theme to the other."""

STICKS_OUT = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  const clipped = (node) => {
    for (let at = node.parentElement; at && at !== main; at = at.parentElement) {
      if (getComputedStyle(at).overflowX !== "visible") return true;
    }
  };
  const wide = [...main.querySelectorAll("*")].filter((node) => {
    const { width, height, right } = node.getBoundingClientRect();
    return width && height && right > innerWidth + 1 && !clipped(node);
  });
  const cut = [...main.querySelectorAll("p, span, label, h1, h2, h3, button")].filter((node) => {
    const { overflowX, textOverflow } = getComputedStyle(node);
    return (overflowX === "hidden" || textOverflow === "ellipsis") && node.clientWidth > 2
      && node.scrollWidth > node.clientWidth + 2;
  });
  const room = [main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - innerWidth];
  return [room.filter((more) => more > 0), ...[wide, cut].map((nodes) => nodes.map((n) => n.outerHTML.slice(0, 120)))];
}"""

# The neurons of a large network are smaller; what they choose is in a select box and in reach of the arrow keys too.
TARGETS = """() => {
  const ours = ".film-player, .line-board, .count-bars, .drawing, .operations, .landscape, .nets, .save-picture";
  const wanted = "button, select, input:not([tabindex='-1']), [tabindex='0'], [role=button]";
  const all = [...document.querySelectorAll(ours)].flatMap((root) => [...root.querySelectorAll(wanted)]);
  const small = ({ width, height }) => width > 0 && (width < 24 || height < 24) && !(width > 24 && height > 18);
  return all.filter((node) => small(node.getBoundingClientRect())).map((node) => node.outerHTML.slice(0, 120));
}"""


def findings(visitor: harness.Visitor, rules: list[str] | None = None) -> list[str]:
    """What axe finds on the page that is serious and ours."""
    from axe_playwright_python.sync_playwright import Axe

    if not visitor.page.evaluate("'axe' in window"):
        visitor.page.evaluate(Axe().axe_script)
    return visitor.page.evaluate(AXE, [rules, HOST])


def show(visitor: harness.Visitor, theme: str, width: int) -> None:
    """Change the theme and the width under the page that is open."""
    visitor.page.emulate_media(color_scheme=theme)
    visitor.page.set_viewport_size({"width": width, "height": 900})
    visitor.page.wait_for_timeout(250)
    visitor.wait(60_000)
    visitor.page.wait_for_function(SETTLED)


@pytest.mark.parametrize("link", parts.links())
def test_a_part_is_sound_in_both_themes_named_in_words_and_fits_a_phone(walker, link):
    page = walker.page
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    page.set_viewport_size({"width": 1280, "height": 900})
    walker.open(link, 60_000)
    page.evaluate(OPEN)
    page.wait_for_timeout(300)
    walker.wait(60_000)
    assert not walker.exceptions
    assert findings(walker) == []
    drawn, images = page.evaluate(PICTURES)
    assert all(words and words not in ("Chart", "그림") for words in drawn), drawn
    assert "none" not in images
    show(walker, "dark", 1280)
    assert findings(walker, THEMED) == []
    show(walker, "dark", 390)
    assert findings(walker, NARROW) == []
    assert page.evaluate(STICKS_OUT) == [[], [], []]
    assert page.evaluate(TARGETS) == []
