"""The frame: one process for all visitors, language, navigation, and one lesson inside."""

from pages.ui.shell import process

# Before numpy and Arrow are imported.
process.compute_on_one_thread()
process.share_heaps()

import streamlit as st

from pages.ui import theme
from pages.ui.address import address, copy_link, language, link_notes, opening_step, presentation
from pages.ui.controls import locks
from pages.ui.parts import source
from pages.ui.serving import turns
from pages.ui.shell import class_link, classroom, navigation
from pages.ui.text import say, settle_language

settle_language()
st.set_page_config(page_icon=navigation.ICON, layout="wide", menu_items={"About": say(navigation.NAME)})
page = navigation.navigation()
st.set_page_config(page_title=f"{page.title} · {say(navigation.NAME)}")
address.arrive(page.url_path or "home")
language.remember()
presentation.remember()
classroom.begin()
st.html(
    f"<style>{theme.css()}{presentation.css()}{language.CSS}{link_notes.CSS}{source.CSS}{locks.CSS}{classroom.CSS}</style>"
)
with st.sidebar:
    language.switch()
    copy_link.copy_link(page.url_path)
    class_link.button(page.url_path)
    classroom.panel(page.url_path)
classroom.strip(page.url_path)
link_notes.of_frame()
with turns.turn():
    page.run()
with st.sidebar:
    address.settle(page.url_path)
    opening_step.go(page.url_path)
classroom.end(page.url_path)
process.freeze_imports()
process.give_back()
