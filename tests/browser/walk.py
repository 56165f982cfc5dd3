"""A random walk through the app, as visitors of no plan would take it: `python -m tests.browser.walk --steps 2000`.

It goes in legs, each by a new visitor with a seed of their own, so a failure in leg 7 is met again by `--first 7`. All
that is done is printed. It ends at the first traceback, complaint of the console, "NaN" on a page, or hang.
"""

import argparse
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from playwright.sync_api import Browser, Locator, TimeoutError, sync_playwright

from pages.ui.shell import navigation
from tests.browser import harness

LEG = 30
"""Steps of one visitor: few enough that a failure is soon met again, and that each page is where somebody begins."""

PATIENCE, HANG = 8_000, 120_000
"""Milliseconds after which a visitor does the next thing though the last is not done, and after which it never will."""

SELDOM = {"folded", "picture", "player", "text"}
"""Kinds of things that change no setting, or of which there is one on nearly every page."""

WRONG = re.compile(r"\bNaN\b|(?<!the rule is )\bundefined\b|\[object ")
"""What a reader should never see; a rule for sharing an error may well be undefined."""

FIND = r"""() => {
  const kinds = {
    slider: "[role=slider]:not([aria-disabled=true]), input[type=range]:not(:disabled)",
    select: "[data-testid=stSelectbox] input:not(:disabled), [data-testid=stMultiSelect] input:not(:disabled)",
    number: "[data-testid=stNumberInput] input:not(:disabled)",
    text: "[data-testid=stTextArea] textarea",
    choice: "[data-testid=stRadio] label, [data-testid=stButtonGroup] button, [role=tab]",
    switch: "[data-testid=stCheckbox] label",
    button: "[data-testid=stButton] button:not(:disabled), [data-testid=stDownloadButton] button:not(:disabled)",
    folded: "[data-testid=stExpander] summary",
    player: ".film-player button:not(:disabled)",
    picture: "[data-testid=stBidiComponentRegular] :is([tabindex='0'], button:not(:disabled), select)",
  };
  document.querySelectorAll("[data-walk]").forEach((element) => element.removeAttribute("data-walk"));
  const main = document.querySelector("[role=dialog]") ?? document.querySelector("[data-testid=stMain]");
  const found = [];
  for (const [kind, selector] of Object.entries(kinds)) {
    for (const element of main.querySelectorAll(selector)) {
      if (element.hasAttribute("data-walk") || !element.getClientRects().length) continue;
      element.setAttribute("data-walk", found.length);
      const named = element.getAttribute("aria-label") || element.innerText || element.value || element.className;
      found.push([kind, String(named?.baseVal ?? named).trim().slice(0, 40).replaceAll("\n", " ")]);
    }
  }
  return found;
}"""

SAID = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  const code = [...(main?.querySelectorAll("[data-testid=stCode]") ?? [])].map((element) => element.innerText);
  return code.filter(Boolean).reduce((said, part) => said.replace(part, ""), main?.innerText ?? "");
}"""


@dataclass
class Walker:
    """A visitor who does one thing after another."""

    visitor: harness.Visitor
    chance: random.Random
    been: set[tuple[str, str]] = field(default_factory=set)

    def sees(self, part: str) -> bool:
        """Tell whether a part of the shell can be pressed: no dialog covers it, no presentation size hides it."""
        page = self.visitor.page
        return page.locator(part).is_visible() and not page.get_by_role("dialog").count()

    def step(self) -> str:
        """Do something, wait for what comes of it, and say what was done."""
        page, chance = self.visitor.page, self.chance
        done = "nothing"
        match chance.choices(("act", "navigate", "language", "back", "forward", "reload"), (80, 9, 3, 4, 3, 1))[0]:
            case "act":
                done = self.act()
            case "navigate" if self.sees(".st-key-language_switch"):
                lesson = chance.choice(navigation.written())
                done = f"go to {lesson.id}"
                self.visitor.go(getattr(lesson.title, page.evaluate("document.documentElement.lang")))
            case "language" if self.sees(".st-key-language_switch"):
                name = chance.choice(("English", "한국어"))
                done = f"speak {name}"
                self.visitor.speak(name)
            case "back" if len(self.been) > 1:
                done = "go back"
                page.go_back()
            case "forward":
                done = "go forward"
                page.go_forward()
            case "reload":
                done = "reload"
                page.reload()
        self.settle()
        return done

    def act(self) -> str:
        """Touch one thing on the page: first which kind, then which one, so that single things are touched too."""
        found = self.visitor.page.evaluate(FIND)
        if not found:
            return "nothing"
        kinds = sorted({kind for kind, _ in found})
        kind = self.chance.choices(kinds, [1 if kind in SELDOM else 4 for kind in kinds])[0]
        number = self.chance.choice([i for i, (its, _) in enumerate(found) if its == kind])
        try:
            done = self.touch(kind, self.visitor.page.locator(f"[data-walk='{number}']"))
        except TimeoutError:
            done = "out of reach"
        return f"{kind} “{found[number][1]}”: {done}"

    def touch(self, kind: str, thing: Locator) -> str:
        """Use a thing of this kind in some way."""
        chance, keyboard = self.chance, self.visitor.page.keyboard
        if kind == "slider":
            keys = [chance.choice(("ArrowRight", "ArrowLeft", "Home", "End", "PageUp", "PageDown"))]
            keys *= chance.randint(1, 4) if keys[0].startswith("Arrow") else 1
            thing.focus(timeout=2_000)
        elif kind == "select":
            keys = ["ArrowDown"] * chance.randint(0, 6) + [chance.choice(("Enter", "Enter", "Enter", "Escape"))]
            thing.click(timeout=2_000)
        elif kind == "number":
            keys = [chance.choice(("ArrowUp", "ArrowDown")), "Enter"]
            if word := chance.choice(("", "0", "7", "-3", "99999", "1e3")):
                thing.fill(word, timeout=2_000)
            thing.focus(timeout=2_000)
        elif kind == "text":
            keys = ["Tab"]
            thing.fill(chance.choice(("", "a,b\n1,2", "나이 키\n3 4\n5 6", "<b>x</b>")), timeout=2_000)
        elif kind == "picture" and chance.random() < 0.6:
            keys = [chance.choice(("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Enter", " ", "Home", "End"))]
            thing.focus(timeout=2_000)
        else:
            thing.click(timeout=2_000)
            return "click"
        for key in keys:
            keyboard.press(key)
        return " ".join(keys)

    def settle(self, patience: float = PATIENCE) -> None:
        """Wait until all is drawn, or for as long as a visitor would."""
        page = self.visitor.page
        page.wait_for_timeout(60)
        try:
            page.wait_for_function(harness.IDLE, timeout=patience, polling=100)
        except TimeoutError:
            if patience >= HANG:
                raise

    def check(self) -> list[str]:
        """What is wrong now, in words."""
        page = self.visitor.page
        wrong = list(self.visitor.complaints)
        if count := self.visitor.exceptions:
            wrong.append(f"{count} tracebacks")
        said = page.evaluate(SAID)
        if found := WRONG.search(said):
            wrong.append(f"“{said[max(found.start() - 60, 0) : found.end() + 60]}”")
        self.been.add((re.sub(r"^\w+://[^/]+/|\?.*", "", page.url), page.evaluate("document.documentElement.lang")))
        return wrong


def walk(browser: Browser, address: str, seed: int, steps: int, first: int = 0) -> Iterator[tuple[str, Walker]]:
    """Walk so many steps, and yield after each what was done. Raises AssertionError where something is wrong."""
    pages = [lesson.id for lesson in navigation.written()]
    for leg in count(first):
        chance = random.Random(f"{seed}.{leg}")
        how = {
            "locale": ("en-US", "ko-KR")[leg % 2],
            "theme": ("light", "dark")[leg // 2 % 2],
            "width": 1000,
            "height": 700,
        }
        with harness.visit(browser, address, **how) as visitor:
            walker = Walker(visitor, chance)
            visitor.page.emulate_media(reduced_motion="reduce")  # No film plays that nobody has started.
            begin = pages[leg % len(pages)]
            visitor.page.goto(f"{address}/{'' if begin == 'home' else begin}")
            walker.settle(HANG)
            if wrong := walker.check():
                raise AssertionError("\n".join((f"leg {leg} begins at {begin}", *wrong)))
            for number in range(LEG):
                if steps <= 0:
                    return
                steps -= 1
                done = walker.step()
                told = f"leg {leg} step {number} · {done} · {visitor.page.url.removeprefix(address)}"
                if wrong := walker.check():
                    raise AssertionError("\n".join((told, *wrong, f"again: --seed {seed} --first {leg}")))
                yield told, walker
            walker.settle(HANG)


def main() -> None:
    """Walk, and say where to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0, help="the leg to begin with")
    parser.add_argument("--port", type=int, default=0)
    asked = parser.parse_args()
    been: set[tuple[str, str]] = set()
    with sync_playwright() as playwright, harness.serve(port=asked.port) as address:
        browser = harness.launch(playwright)
        for told, walker in walk(browser, address, asked.seed, asked.steps, asked.first):
            print(told, flush=True)
            been |= walker.been
        browser.close()
    print(f"{asked.steps} steps over {len(been)} pages and languages without a fault")


if __name__ == "__main__":
    main()
