"""A table whose names and words mean harm: they are shown as letters, and nothing is run, loaded or linked."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.test_own_table import upload

CHART, CANVAS = "[data-testid=stVegaLiteChart]", ".stage-plane canvas"
RUN = "window.ran=1"
NAMES = (
    f"<img src=x onerror={RUN}>",
    "![i](http://x.test/i.png)",
    f"[l](javascript:{RUN})",
    r"$\href{http://x.test}{m}$",
    ":material/home: :red[r] **b**",
    "`c` </code></script><b>d",
)
CLASSES = (f"<svg/onload={RUN}>", "![j](http://x.test/j.png)", "<u>{{constructor}}</u>")
ODD = f'"><iframe srcdoc="<script>parent.{RUN}</script>">'


def cell(word):
    return '"' + word.replace('"', '""') + '"'


def table():
    rows = [[str(i % 7 + j * i % 5) for j in range(len(NAMES) - 1)] + [CLASSES[i % 3]] for i in range(40)]
    for row in rows[::9]:
        row[1] = ODD
    return "\n".join(",".join(map(cell, row)) for row in [NAMES, *rows])


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize(
    ("screen", "pictures"), [("tool=none", (CHART, CANVAS)), ("tool=compare&compare=settings", (CANVAS,))]
)
def test_hostile_names_words_and_file_names_stay_letters(app, visit, screen, pictures, lang):
    visitor = visit(app)
    requests = []
    visitor.page.on("request", lambda request: requests.append(request.url))
    page = visitor.open(f"training?dataset=own&epochs=3&lang={lang}&predict=skip&{screen}", 90_000)
    upload(visitor, f"<img src=x onerror={RUN}>![n](http:..x.test).csv", table().encode())
    expect(page.locator(".st-key-own-header")).to_have_count(1, timeout=30_000)
    visitor.wait()
    for picture in pictures:
        page.locator(picture).first.wait_for()
    for place in page.locator(f"{CHART}:visible, {CANVAS}:visible").all()[:5]:
        place.scroll_into_view_if_needed()
        place.hover(force=True)
        page.wait_for_timeout(60)
    visitor.wait()
    page.locator("input[type=file]").set_input_files(
        {"name": f"{ODD}.csv", "mimeType": "text/csv", "buffer": f"{cell(ODD)}\n1\n".encode()}
    )
    expect(page.get_by_test_id("stAlertContentError")).to_have_count(1, timeout=30_000)
    visitor.wait()
    assert page.evaluate("window.ran") is None
    assert not [url for url in requests if "x.test" in url]
    found = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((element) => {
          const marked = ["src", "href", "srcdoc", "onerror", "onload"].map((name) => element.getAttribute(name) ?? "");
          return marked.some((word) => /x\\.test|javascript:|window\\.ran/.test(word));
        }).map((element) => element.outerHTML.slice(0, 200))"""
    )
    assert not found, json.dumps(found, indent=1)
    main = page.get_by_test_id("stMain")
    assert not main.locator(".katex:has-text('m')", has_text="href").count()
    assert "http://x.test/i.png" in main.inner_text()
