"""What only a browser can show of the controls: a language switch, one more interaction, links, Back."""

import re

import pytest

SETTINGS = (
    "task=regression&loss=huber&delta=2.5&colour=blue&colours=green&learning_rate=0.025&n=321&batch_size=7"
    "&noise=0.25&degree=5&shuffle=off&hidden=3-5-2&seed=42&predict=down"
)
STATE = {
    "task": "regression",
    "loss": "huber",
    "delta": 2.5,
    "colour": "blue",
    "colours": ("green",),
    "learning_rate": 0.025,
    "n": 321,
    "batch_size": 7,
    "noise": 0.25,
    "degree": 5,
    "shuffle": False,
    "hidden": (3, 5, 2),
    "seed": 42,
}


def state(visitor) -> dict:
    visitor.wait()
    return eval(visitor.page.locator("[data-testid=stCode]").first.inner_text())


def switch(visitor, name: str) -> None:
    visitor.page.get_by_test_id("stSidebar").get_by_text(name, exact=True).click()
    visitor.wait()


def settings(visitor) -> set[str]:
    return set(visitor.page.url.partition("?")[2].split("&")) - {""}


def test_a_copied_link_opens_the_same_state(visit, gallery):
    first = visit(gallery)
    first.open(f"?{SETTINGS}")
    assert state(first) == STATE
    assert settings(first) == set(SETTINGS.split("&"))
    second = visit(gallery)
    second.open("?" + first.page.url.partition("?")[2])
    assert state(second) == STATE
    assert second.page.get_by_text("You expected").count() == 1


def test_the_language_switch_and_one_more_interaction_lose_no_value(visit, gallery):
    visitor = visit(gallery)
    page = visitor.open(f"?{SETTINGS}")
    for name, degree, label in (("한국어", 6, "차수"), ("English", 7, "Degree"), ("한국어", 8, "차수")):
        switch(visitor, name)
        assert state(visitor) == STATE | {"degree": degree - 1}
        page.get_by_role("slider", name=label).press("ArrowRight")
        assert state(visitor) == STATE | {"degree": degree}
    assert page.evaluate("document.documentElement.lang") == "ko"
    assert "lang=ko" in settings(visitor)


def test_every_kind_of_control_keeps_its_value_when_touched_in_the_other_language(visit, gallery):
    visitor = visit(gallery)
    page = visitor.open(f"?{SETTINGS}")
    switch(visitor, "한국어")
    page.get_by_role("combobox", name=re.compile("색")).click()
    page.get_by_role("option", name="빨강").click()
    assert state(visitor) == STATE | {"colour": "red"}
    page.get_by_test_id("stMain").get_by_role("button", name="빨강", exact=True).click()
    assert state(visitor) == STATE | {"colour": "red", "colours": ("red", "green")}
    page.get_by_role("slider", name="학습률").press("ArrowRight")
    assert state(visitor)["learning_rate"] == 0.03
    switch(visitor, "English")
    page.get_by_role("slider", name="Noise").press("ArrowRight")
    assert state(visitor) == STATE | {
        "colour": "red",
        "colours": ("red", "green"),
        "learning_rate": 0.03,
        "noise": 0.3,
    }


def test_a_choice_that_no_longer_fits_gives_way_with_a_note(visit, gallery):
    visitor = visit(gallery)
    page = visitor.open(f"?{SETTINGS}")
    page.get_by_role("radio", name="Classification").or_(page.get_by_role("button", name="Classification")).click()
    assert state(visitor) == STATE | {"task": "classification", "loss": "hinge"}
    assert page.get_by_text("Loss: Huber is not possible here; Hinge is used.").count() == 1


def test_hidden_layers_can_be_added_and_widened(visit, gallery):
    visitor = visit(gallery)
    page = visitor.open("?hidden=3-5")
    page.get_by_text("More", exact=True).click()
    page.get_by_role("radio", name="3", exact=True).or_(page.get_by_role("button", name="3", exact=True)).click()
    assert state(visitor)["hidden"] == (3, 5, 5)
    page.get_by_role("spinbutton", name="Layer 3").press("ArrowUp")
    page.get_by_role("spinbutton", name="Layer 3").press("Tab")
    assert state(visitor)["hidden"] == (3, 5, 6)
    assert page.get_by_role("spinbutton", name="Layer 1").input_value() == "3"


def test_back_undoes_and_forward_redoes(visit, gallery):
    visitor = visit(gallery)
    page = visitor.open("?degree=5")
    page.get_by_role("slider", name="Degree").press("ArrowRight")
    assert state(visitor)["degree"] == 6
    page.go_back()
    assert state(visitor)["degree"] == 5
    page.go_forward()
    assert state(visitor)["degree"] == 6


def test_preset_reset_and_new_sample(visit, gallery):
    visitor = visit(gallery)
    page = visitor.open("?degree=5")
    page.get_by_role("button", name="Blow it up").click()
    assert state(visitor)["learning_rate"] == 1e6
    assert settings(visitor) == {"learning_rate=1000000", "hidden=16"}
    page.get_by_text("More", exact=True).click()
    page.get_by_role("button", name="New sample").click()
    assert state(visitor)["seed"] == 1
    page.get_by_role("button", name="Reset").click()
    assert state(visitor)["learning_rate"] == 0.03
    assert settings(visitor) == set()


@pytest.mark.parametrize(("lang", "says"), [("en", "was not understood"), ("ko", "이해하지 못했습니다")])
def test_nonsense_in_a_link_is_said_and_survived(visit, gallery, lang, says):
    visitor = visit(gallery)
    page = visitor.open(f"?lang={lang}&learning_rate=abc&n=1e400&hidden=8-x&wild=1&degree=99")
    assert state(visitor)["learning_rate"] == 0.03
    assert state(visitor)["degree"] == 9
    assert page.get_by_text(says).count() == 3
    assert page.get_by_text("wild").count() == 1


def test_quick_changes_are_all_kept(visit, gallery):
    visitor = visit(gallery)
    page = visitor.open()
    for label in ("Degree", "Noise", "Degree", "Noise", "Degree"):
        page.get_by_role("slider", name=label).press("ArrowRight")
        page.wait_for_timeout(30)
    assert (state(visitor)["degree"], state(visitor)["noise"]) == (6, 0.2)


def copied(page) -> str:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    page.get_by_text("Copied").wait_for()
    return page.evaluate("navigator.clipboard.readText()")


def test_copy_link_puts_the_address_language_and_frame_on_the_clipboard(visit, gallery):
    page = visit(gallery).open("?degree=5")
    page.evaluate("document.body.dataset.frame = '12'")
    assert set(copied(page).partition("?")[2].split("&")) == {"degree=5", "lang=en", "frame=12"}


def test_a_copied_link_carries_no_answer_so_that_who_opens_it_is_asked(visit, gallery):
    page = visit(gallery).open("?degree=5&predict=down")
    page.get_by_text("You expected").wait_for()
    assert "predict=down" in page.url
    assert set(copied(page).partition("?")[2].split("&")) == {"degree=5", "lang=en"}
