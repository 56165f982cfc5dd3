"""The first page: what this is, where to go, and how to teach with it."""

import streamlit as st

from pages.ui.address import link_notes, presentation
from pages.ui.shell import navigation
from pages.ui.text import prose, say
from pages.ui.training_run import run_pictures
from pages.ui.training_run.first_run import FIRST_RUN

TEACHERS = navigation.TEACHERS
HEIGHT = 340
"""Pixels of the stage."""


def show() -> None:
    """Draw the page."""
    words = prose("home")
    st.title(say(navigation.NAME))
    link_notes.show(link_notes.of_strangers(()))
    st.markdown(words["claim"])
    run_pictures.film_player(FIRST_RUN, "home.film", autoplay=True, loop=True)
    run_pictures.on_stage(FIRST_RUN, "home.stage", height=HEIGHT, editable=False)
    lessons = [lesson for lesson in navigation.written() if lesson.id != "home"]
    with st.container(horizontal=True, gap="medium", key="home-cards"):
        for lesson in lessons:
            with st.container(border=True, width=280, height="stretch"):
                st.caption(say(lesson.section))
                st.page_link(lesson.page(), label=f"**{say(lesson.title)}**", width="stretch")
                lesson.glance()
                if claim := prose(lesson.id).get("claim"):
                    st.markdown(claim)
    st.markdown(words["read"])
    with st.expander(say(TEACHERS), icon=":material/school:"):
        presentation.switch()
        st.markdown(words["teachers"])
