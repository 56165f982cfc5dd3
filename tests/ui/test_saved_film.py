"""Saved films: what is kept of a run, and the file that is made of it."""

import json
import re
import zlib
from base64 import b64decode

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from pages.ui.offline import charts_library, film_page, rich_text
from pages.ui.offline.tape import Tape
from pages.ui.parts import stage_layout
from tests.ui.running import run

MOST = 1_500_000


def film(lesson, **link):
    return film_page.page(run(lesson, **link).session_state["tape"], stage_layout.CSS)


def inside(html, id="film"):
    return zlib.decompress(b64decode(re.search(rf'id="{id}">([^<]*)</script>', html)[1])).decode()


def message(place, words="", block=False):
    sent = ForwardMsg()
    sent.metadata.delta_path[:] = place
    if block:
        sent.delta.add_block.vertical.border = False
    else:
        sent.delta.new_element.markdown.body = words
    return sent


def test_what_takes_a_place_takes_it_from_all_that_it_held():
    tape = Tape()
    for place, block in (((0, 1), True), ((0, 1, 0), False), ((0, 1, 1), False), ((0, 10), False)):
        tape.put(message(place, "first", block))
    tape.put(message((0, 1), "second"))
    assert {place: delta.new_element.markdown.body for place, delta in tape.sent.items()} == {
        (0, 10): "first",
        (0, 1): "second",
    }


def test_a_film_of_nothing_is_refused():
    with pytest.raises(LookupError):
        film_page.page(Tape())


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("**bold** <b>x</b>", "<p><strong>bold</strong> &lt;b&gt;x&lt;/b&gt;</p>"),
        (":material/check: done", "<p>done</p>"),
        (
            ":small[κ = 100, **0.98**] rest",
            '<p><span class="said-small">κ = 100, <strong>0.98</strong></span> rest</p>',
        ),
        ("costs 5$ or 6", "<p>costs 5$ or 6</p>"),
        ("![a](data:image/svg+xml,%3Csvg/%3E)", '<p><img src="data:image/svg+xml,%3Csvg/%3E" alt="a" /></p>'),
        ("[a](javascript:b)", "<p>[a](javascript:b)</p>"),
    ],
)
def test_markdown_is_read_as_the_page_reads_it(markdown, html):
    assert rich_text.html(markdown) == html


def test_a_formula_becomes_mathematics_that_every_browser_draws():
    said = rich_text.html(r"It is $1 - \eta\lambda = 0.7$.")
    assert said.startswith("<p>It is <math")
    assert "<mn>0.7</mn>" in said
    assert "$" not in said


def test_the_film_holds_the_settings_and_the_words_of_its_language():
    html = film("learning_rate", lang="ko", predict="skip", learning_rate="1.9")
    assert '<html lang="ko">' in html
    assert re.search(r"<dt>학습률 η</dt><dd>1.9</dd>", html)
    assert "재생 (스페이스)" in inside(html)


def test_a_film_names_no_host_and_needs_no_eval():
    html = film("learning_rate", lang="en", predict="skip")
    scripts = "".join(re.findall(r"<script>(.*?)</script>", html, re.S))
    assert not re.search(r"\beval\(|new Function|import\(|\bfetch\(|XMLHttpRequest", scripts)
    assert not re.search(r"<(?:script|img|link|iframe)[^>]*(?:src|href)=", html)
    assert re.search(r"default-src 'none'; script-src 'unsafe-inline';", html)


def test_the_library_is_inside_with_its_licences_only_where_there_is_a_chart():
    charts, board = film("learning_rate", predict="skip"), film("loss", predict="skip")
    assert inside(charts, "library") == charts_library.script()
    assert 'id="library"' not in board
    for html in (charts, board):
        assert "University of Washington Interactive Data Lab" in html
        assert "Mike Bostock" in html


def test_what_only_sets_a_page_is_left_out():
    html = film("training", predict="skip", dataset="drawn")
    names = {part["name"] for part in json.loads(inside(html))["parts"]}
    assert names == {"film_player", "stage"}


def test_the_largest_film_stays_within_its_size():
    wide = {"dataset": "digits", "n": "1797", "hidden": "64-64", "epochs": "20", "batch_size": "32"}
    assert len(film("training", predict="skip", **wide).encode()) < MOST


def test_a_link_of_the_page_leads_back_to_the_live_app_or_is_mere_words():
    linked = '<a href="./training?lang=en">there</a>'
    assert film_page.led_back(linked, "http://host/app/loss?lang=en") == (
        '<a href="http://host/app/training?lang=en" rel="noopener">there</a>'
    )
    assert film_page.led_back(linked, "") == "there"
