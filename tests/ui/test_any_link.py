"""Whatever a link says, its page opens, says what it could not use, and holds values that make sense.

Every control of every lesson is found by preparing its page, and every other name by who asks for it, so a new one is
tried here without being named.
"""

import math
import re
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from pages.ui import controls
from pages.ui.address import address, link_notes
from pages.ui.shell import navigation
from tests.ui.running import APP, run

LESSONS = [lesson.id for lesson in navigation.written() if lesson.id != "home"]
MARKER = "q9z"
"""Stands in every word that could do harm, so that it can be found wherever it comes out."""

NONSENSE = {
    "a word": "abc",
    "an unknown id": "no_such_thing",
    "another language": "나선",
    "nothing": "",
    "spaces": "  ",
    "not a number": "nan",
    "endless": "inf",
    "minus endless": "-infinity",
    "beyond floats": "1e400",
    "huge": "9" * 60,
    "negative": "-7",
    "tiny": "-1e-320",
    "full width": "１２",
    "other digits": "٣",
    "parts": "1-2-x~3_4~s.5",
    "separators": "~~__--..",
    "long": "8-" * 5000,
    "long word": "x" * 10_000,
    "controls": "\x00\x07\r\n\x1b[31m\x7f",
    "direction": "\u202eabc\u2066\ufeff",
    "broken": "\ufffd\ufffd%zz%00",
    "markup": f"<img src=x onerror={MARKER}>\"'</script><script>{MARKER}()</script>",
    "markdown": f"`\n\n![{MARKER}](http://x.test/x.png) [{MARKER}](javascript:a(1)) $\\{MARKER}$ :red[{MARKER}]",
    "pattern": f"{{label.__class__}}{{0}}{MARKER}%s",
}
LIKE_OTHERS = {
    "minus endless",
    "endless",
    "spaces",
    "tiny",
    "other digits",
    "separators",
    "long word",
    "broken",
    "a word",
}
"""Kinds that each control is given by itself, but for which no whole page is drawn."""

KINDS = [kind for kind in NONSENSE if kind not in LIKE_OTHERS]
HARMFUL = [name for name, word in NONSENSE.items() if MARKER in word]
CODE = re.compile(r"(`+)[^\n]*?\1")
HANGUL = re.compile("[가-힣]")
NO_NUMBER = re.compile(r"(?<![\w.])[-−]?(nan|inf)(?![\w])", re.IGNORECASE)


@pytest.fixture
def seen(monkeypatch):
    """What pages do with their address: the controls they prepare, the names they ask for, the notes they show."""
    seen = SimpleNamespace(controls=(), asked=set(), notes=[])
    prepare, asked, show = controls.prepare, address.asked, link_notes.show

    def preparing(lesson, its_controls, presets=()):
        seen.controls = tuple(its_controls)
        return prepare(lesson, its_controls, presets)

    def asking(names):
        names = list(names)
        seen.asked |= set(names)
        return asked(names)

    def showing(notes):
        seen.notes += notes
        show(notes)

    monkeypatch.setattr(controls, "prepare", preparing)
    monkeypatch.setattr(address, "asked", asking)
    monkeypatch.setattr(link_notes, "show", showing)
    return seen


def visit(lesson, words, locale):
    """The page as a visitor of this locale finds it, at a link with these words; a list is a name given repeatedly."""
    page = AppTest.from_file(APP, default_timeout=60)
    page.context = {"locale": locale}
    page._page_hash = calc_hash(lesson)
    for name, word in words.items():
        page.query_params[name] = word
    return page.run()


def understood(control, word):
    try:
        control.parse(word[: control.longest])
    except (ValueError, OverflowError):
        return False
    return True


def finite(value):
    if isinstance(value, (tuple, list)):
        return all(map(finite, value))
    return not isinstance(value, float) or math.isfinite(value)


def plain(page):
    """All that the page says, without what it quotes."""
    said = [e.value for e in (*page.markdown, *page.caption, *page.info, *page.warning, *page.error, *page.success)]
    return CODE.sub("", "\n".join(said))


def check(page, lesson, its_controls, korean):
    assert not page.exception
    told = plain(page)
    assert MARKER not in told
    assert not NO_NUMBER.search(told)
    assert MARKER not in "".join(element.value for element in page.get("html"))
    assert all(bool(HANGUL.search(CODE.sub("", note.value))) == korean for note in page.info)
    if its_controls:
        values = page.session_state[f"{lesson}:values"]
        settled, notes = controls.settle(its_controls, values)
        assert vars(settled) == values
        assert not notes
        assert finite(list(values.values()))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lesson", LESSONS)
def test_a_page_answers_a_link_in_which_everything_is_nonsense(lesson, kind, seen):
    korean = (LESSONS.index(lesson) + KINDS.index(kind)) % 2 == 0
    names = names_of(lesson, seen)
    words = dict.fromkeys(names, NONSENSE[kind]) | {"predict": "skip", "predict_clearing": "skip"}
    seen.notes.clear()
    page = visit(lesson, words, "ko-KR" if korean else "en-GB")
    check(page, lesson, seen.controls, korean)
    lost = {c.id for c in seen.controls if not understood(c, NONSENSE[kind])}
    assert lost | {"lang", "size"} <= {named for note in seen.notes for named in (*note[1].values(), of(note))}
    assert page.info


_names = {}


def names_of(lesson, seen):
    """Every name that the page at its most open asks its address for."""
    if lesson not in _names:
        assert not run(lesson, predict="skip", predict_clearing="skip").exception
        _names[lesson] = sorted(seen.asked | address.FRAME_OWN)
    return _names[lesson]


def of(note):
    return next((name for name, text in link_notes.FRAME_OWN.items() if text is note[0]), "")


@pytest.mark.parametrize("lesson", ["home", *LESSONS])
def test_a_page_answers_names_given_twice_names_unknown_and_an_answer_that_is_none(lesson, seen):
    names_of(lesson, seen)
    seen.notes.clear()
    words = {"seed": ["1", "2"], "frame": ["-1", "x"], "predict": NONSENSE["markdown"], "lang": NONSENSE["markup"]}
    strange = {NONSENSE[kind] or "0": NONSENSE[kind] for kind in NONSENSE if kind != "spaces"}
    page = visit(lesson, words | strange, "ko-KR")
    check(page, lesson, (), korean=True)
    texts = [note[0] for note in seen.notes]
    assert texts.count(link_notes.REPEATED) == 2
    assert {link_notes.FRAME_OWN["frame"], link_notes.FRAME_OWN["lang"]} <= set(texts)
    assert (link_notes.FRAME_OWN["predict"] in texts) == (lesson != "home")


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_control_alone_refuses_nonsense_or_makes_sense_of_it(lesson, seen):
    assert not run(lesson, predict="skip").exception
    usual = vars(controls.settle(seen.controls, {})[0])
    for control in seen.controls:
        for word in NONSENSE.values():
            if not understood(control, word):
                continue
            settled, _ = controls.settle(seen.controls, {**usual, control.id: control.parse(word[: control.longest])})
            value = getattr(settled, control.id)
            assert finite(value)
            assert value == control.default or control.parse(control.format(value)) == value
            assert control.limit(value, settled) == value


@pytest.mark.parametrize("kind", HARMFUL)
def test_a_quotation_is_code_on_one_line(kind):
    quoted = link_notes.quoted(NONSENSE[kind], 500)
    assert CODE.fullmatch(quoted)
    assert quoted.isprintable()


def test_what_is_understood_is_not_remarked_upon(seen):
    page = run("loss", lang="ko", size="presentation", frame="3", predict="skip")
    assert not page.exception
    assert not seen.notes


def test_many_notes_are_one_list_that_ends(seen):
    page = visit("home", {f"strange{i}": "1" for i in range(200)}, "en-GB")
    assert len(page.info) == 1
    assert page.info[0].value.count("\n") == link_notes.MOST
    assert "188 more" in page.info[0].value
