"""The site of all stops without a server: written by its command, each page opened from the disk without a network."""

import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

import pytest

from deploy import offline
from tests.browser.harness import ROOT

LIVE = "https://school.example/app"
LESSONS = [lesson.id for lesson in offline.lessons()]
DRAWN = """() => {
  const [charts, parts] = ["[data-chart]", "[data-part-of-film]"].map((part) => [...document.querySelectorAll(part)]);
  const drawn = charts.every((place) => place.querySelector("svg.marks"));
  return charts.length + parts.length > 0 && drawn && parts.every((place) => place.childElementCount);
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "deploy.offline", str(folder), "--live", LIVE]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return folder


@pytest.fixture(scope="module")
def reader(browser):
    """A page of a browser without a network, and what its console complains of."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page, complaints = context.new_page(), []
    page.on("console", lambda m: m.type in ("error", "warning") and complaints.append(f"{page.url}: {m.text}"))
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on("request", lambda r: r.url.startswith(("file:", "data:", "blob:")) or complaints.append(r.url))
    yield page, complaints
    context.close()


def test_the_site_is_small_enough_for_any_host_and_holds_every_stop_in_both_languages(site):
    files = list(site.iterdir())
    assert sum(file.stat().st_size for file in files) < 60_000_000
    for language in ("en", "ko"):
        pages = list(offline.pages(language, LESSONS))
        assert len(pages) >= 65
        assert all((site / page.file).stat().st_size > 5_000 for page in pages)


@pytest.mark.parametrize("lesson", LESSONS)
def test_each_page_of_a_lesson_shows_its_stop_from_the_disk(site, reader, lesson):
    page, complaints = reader
    for language in ("en", "ko"):
        for stop in offline.pages(language, [lesson]):
            page.goto((site / stop.file).as_uri())
            page.wait_for_function(DRAWN, timeout=30_000)
            assert page.locator("html").get_attribute("lang") == language
            assert stop.title in page.locator(".film-head").inner_text()
            live = urlsplit(page.locator(".film-links a[target]").get_attribute("href"))
            assert live.path == f"/app/{lesson}"
            asked = {name: words[0] for name, words in parse_qs(live.query, keep_blank_values=True).items()}
            assert asked == {**dict(stop.query), "lang": language, "stop": str(stop.number)}
            for player in page.locator(".film-player").all():
                player.locator("[data-part=last]").click()
                assert player.get_attribute("data-frame") == player.locator("[type=range]").get_attribute("max")
                assert player.locator("[data-part=caption]").inner_text()
    assert not complaints


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_index_leads_to_every_page_and_every_page_back(site, reader, language):
    page, complaints = reader
    page.goto((site / offline.index_file(language)).as_uri())
    found = {link.get_attribute("href") for link in page.locator("ol a").all()}
    assert found == {stop.file for stop in offline.pages(language, LESSONS)}
    page.locator("ol a").nth(1).click()
    page.locator(".film-links a").nth(1).click()
    page.locator(".film-links a").first.click()
    assert page.url == (site / offline.index_file(language)).as_uri()
    page.locator("[hreflang]").click()
    assert page.url.endswith("index.ko.html" if language == "en" else "index.html")
    assert not complaints
