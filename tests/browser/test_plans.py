"""Plans in a browser: each is printed on one page, with the pictures of its stops."""

import re

import pytest

from pages.lessons.plans import page as page_of_plans
from pages.ui.parts import strip

PAGES = re.compile(rb"/Type\s*/Page\b(?!s)")


@pytest.mark.parametrize("lesson", page_of_plans.LESSONS)
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_a_plan_is_printed_on_one_page(visit, app, lesson, lang):
    page = visit(app).open(f"plans?lang={lang}&lesson={lesson}", timeout=60_000)
    page.wait_for_selector(".st-key-plan-wrong li")
    loaded = "[...document.querySelectorAll('.st-key-plan-develop li img')].filter(i => i.naturalWidth > 100).length"
    page.wait_for_function(f"{loaded} === {len(strip.stops(lang, lesson))}")
    assert len(PAGES.findall(page.pdf(prefer_css_page_size=True))) == 1


def test_more_than_a_page_is_seen_by_this_test(visit, app):
    page = visit(app).open("plans?lang=en", timeout=60_000)
    page.wait_for_selector(".st-key-plan-wrong li")
    page.evaluate("document.querySelector('.st-key-plan-wrong').style.height = '400mm'")
    assert len(PAGES.findall(page.pdf(prefer_css_page_size=True))) > 1
