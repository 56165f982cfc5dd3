"""Arrivals: when the address counts."""

from types import SimpleNamespace

import pytest

from pages.ui.address import address


@pytest.fixture
def state(monkeypatch):
    state = {}
    monkeypatch.setattr(address, "st", SimpleNamespace(session_state=state, query_params={}))
    return state


@pytest.mark.parametrize(("page", "led"), [("loss", True), ("plans", False)])
def test_who_is_led_to_a_page_but_has_clicked_on_another_was_led_nowhere(state, page, led):
    address.arrive("home")
    address.be_led("loss")
    address.arrive(page)
    assert address.is_led() == led
    assert address.by_history() == led
    address.arrive("estimators")
    assert not address.is_led()
