"""What a component sends: nothing is made of a message that comes when its page has been left."""

from streamlit.testing.v1 import AppTest


def test_a_message_of_a_component_that_is_no_longer_there_is_nothing():
    def page():
        import streamlit as st

        from pages.ui.component import sent

        st.write(repr(sent("entropy.bag.bars", "counts")))

    assert AppTest.from_function(page).run().markdown[0].value == "None"
