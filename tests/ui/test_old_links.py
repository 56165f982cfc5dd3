"""Links copied from the program as it was at commit 9bb06a9 open the values that they opened then.

`old_links.json` was written there and holds all links of its lesson plans, all presets, and for each control of each
lesson a link with one value away from its default. Of each it says which values the controls take, as the words that a
link has for them, where they are not the `usual` ones (null: the page asked its question first and had no controls
yet; where it has them now, they are the usual ones). That the moves to this layout changed no sentence either was
compared when they were made.
"""

import json
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

APP = Path(__file__).parents[2] / "app.py"
OLD: dict[str, Any] = json.loads(Path(__file__).with_name("old_links.json").read_text(encoding="utf-8"))
LINKS = list(OLD["links"])

NEW_DEFAULTS: dict[str, dict[str, str]] = {
    # Seed 9 showed the grid before random search; with 32 the order is the one that 20 repeated races show.
    "search": {"seed": "32"},
    # At κ = 30 gradient descent arrives before momentum with its usual μ: the first race taught the opposite of the
    # page. 0.03 is beyond the limit of gradient descent at the new κ, 2/100.
    "optimizers": {"condition": "100", "rate1": "0.015"},
<<<<<<< HEAD
    # The chain rule comes first: the picture of sharing can only be judged by it.
    "backprop": {"part": "chain"},
    # A support vector machine, with its dual coefficients, sent newcomers away: the page opens on a polynomial.
    "parameters": {"family": "line", "dataset": "sine"},
=======
    # A support vector machine, with its dual coefficients, sent newcomers away: the page opens on a polynomial.
    "parameters": {"family": "line", "dataset": "sine"},
    # The chain rule comes first: the picture of sharing can only be judged by it.
    "backprop": {"part": "chain"},
>>>>>>> l_param
}
"""Defaults that were changed on purpose since, by lesson and control: a link that does not name them opens the new."""


<<<<<<< HEAD
=======
MACHINES = {"family", "dataset", "kernel", "c", "gamma", "scaled"}
"""Controls of `parameters` by which an old link still means a support vector machine, or names its family."""

>>>>>>> l_param
SCREENS = {
    "backprop": (
        "part",
        {
            "split": {"error", "z1", "w1", "z2", "w2", "activation"},
            "deep": {"way", "hidden", "x1", "x2", "start"},
            "training": {"dataset", "bend", "layers", "learning_rate", "seed"},
        },
    )
}
"""Pages that were cut into screens: a link that names no screen opens the one whose settings it names."""


def new_defaults(lesson: str, changed: Mapping[str, str]) -> Mapping[str, str]:
    """Return the changed defaults that a link with these settings opens."""
    return {} if lesson == "parameters" and MACHINES & set(changed) else NEW_DEFAULTS.get(lesson, {})


def screen_of(link: str) -> dict[str, str]:
    """Return the screen that an old link opens since, where it names none and its page was cut."""
    lesson, _, query = link.partition("?")
    named = dict(parse_qsl(query))
    choice, screens = SCREENS.get(lesson, ("", {}))
    found = [screen for screen, ids in screens.items() if choice not in named and ids & named.keys()]
    return {choice: found[0]} if found else {}
<<<<<<< HEAD


MACHINES = {"family", "dataset", "kernel", "c", "gamma", "scaled"}
"""Controls of `parameters` by which an old link still means a support vector machine, or names its family."""


def new_defaults(lesson: str, changed: Mapping[str, str]) -> Mapping[str, str]:
    """Return the changed defaults that a link with these settings opens."""
    return {} if lesson == "parameters" and MACHINES & set(changed) else NEW_DEFAULTS.get(lesson, {})
=======
>>>>>>> l_param


def controls_of(lesson: str) -> Mapping[str, Any]:
    """Return the controls of a lesson by id: the one place that knows where a lesson's code lies."""
    module = import_module(f"pages.lessons.{lesson}.page")
    return {control.id: control for control in getattr(module, "CONTROLS", ())}


def values_of(page: AppTest, lesson: str) -> dict[str, str]:
    """Return what the controls of an open page hold, by id, as the words of a link."""
    held = page.session_state.get(f"{lesson}:values", {})
    return {id: control.format(held[id]) for id, control in controls_of(lesson).items() if id in held}


def opened(link: str) -> AppTest:
    """Return the page after its first run at such a link: "loss?best=all&lang=en"."""
    lesson, _, query = link.partition("?")
    page = AppTest.from_file(APP, default_timeout=120)
    page._page_hash = calc_hash(lesson)
    for name, word in parse_qsl(query, keep_blank_values=True):
        page.query_params[name] = word
    return page.run()


@pytest.mark.parametrize("link", LINKS)
def test_an_old_link_opens_the_same_values(link):
    page, lesson = opened(link), link.partition("?")[0]
    assert not [fault.message for fault in page.exception]
    changed, _ = OLD["links"][link]
    values = values_of(page, lesson)
    if values or changed is not None:
<<<<<<< HEAD
        expected = {**OLD["usual"][lesson], **new_defaults(lesson, changed or {}), **(changed or {}), **screen_of(link)}
=======
        expected = OLD["usual"][lesson] | new_defaults(lesson, changed or {}) | (changed or {}) | screen_of(link)
>>>>>>> l_param
        assert {id: values.get(id) for id in expected} == expected


def test_there_are_many_old_links_and_every_control_is_away_from_its_default_in_one():
    away = {(link.partition("?")[0], id) for link, (changed, _) in OLD["links"].items() for id in changed or ()}
    every = {(lesson, id) for lesson, usual in OLD["usual"].items() for id in usual}
    print(f"{len(LINKS)} old links, {len(every)} controls")
    assert len(set(LINKS)) == len(LINKS) >= 200
    assert len(OLD["usual"]) == 14  # thirteen lessons and the page of plans
    assert len(every) >= 190
    assert away == every
