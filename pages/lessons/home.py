"""The first page: what this is, where to go, and how to teach with it."""

import streamlit as st

from pages.ui import contents
from pages.ui.text import Text, prose, say

TEACHERS = Text("For teachers", "가르치는 분께")


def show() -> None:
    """Draw the page."""
    words = prose("home")
    st.title(say(contents.NAME))
    st.markdown(words["claim"])
    lessons = [lesson for lesson in contents.written() if lesson.id != "home"]
    with st.container(horizontal=True, gap="medium"):
        for lesson in lessons:
            with st.container(border=True, width=320, height="stretch"):
                st.caption(say(lesson.section))
                st.page_link(lesson.page(), label=f"**{say(lesson.title)}**", width="stretch")
                if claim := prose(lesson.id).get("claim"):
                    st.markdown(claim)
    st.markdown(words["read"])
    with st.expander(say(TEACHERS), icon=":material/school:"):
        st.markdown(words["teachers"])
