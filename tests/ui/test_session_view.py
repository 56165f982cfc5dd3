"""The session as Streamlit's widgets read it: one key at a time, and never all of them for a change of a control."""

import pytest
from streamlit.runtime.state.session_state import SessionState
from streamlit.testing.v1 import AppTest

from tests.ui import running


def script() -> None:
    import streamlit as st

    from pages.ui.shell import session_view

    session_view.install()
    st.session_state.setdefault("own", 3)
    st.session_state.setdefault("nobody", None)
    chosen = st.selectbox("Nobody", ["a", "b"], key="nobody", index=0)
    number = st.number_input("Number", 0, 9, 4, key="number")
    keys = sorted(key for key in st.session_state if not key.startswith("$"))
    st.text(f"{chosen} {number} {keys} {len(st.session_state)} {'other' in st.session_state}")


def test_widgets_find_their_values_and_who_goes_through_the_session_finds_all():
    app = AppTest.from_function(script).run()
    assert app.text[0].value == "None 4 ['nobody', 'number', 'own'] 3 False"
    app.selectbox(key="nobody").select("b").run()
    app.number_input(key="number").set_value(7).run()
    assert app.text[0].value == "b 7 ['nobody', 'number', 'own'] 3 False"


def test_no_change_in_the_laboratory_asks_for_the_whole_session(monkeypatch: pytest.MonkeyPatch):
    page = running.run("training")
    asked = []
    monkeypatch.setattr(SessionState, "filtered_state", property(lambda state: asked.append(1) or {}))
    page.selectbox(key="training.loss").select("squared").run()
    assert page.selectbox(key="training.loss").value == "squared"
    assert not page.exception
    assert not asked
