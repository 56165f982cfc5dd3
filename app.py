"""The frame: one process for all visitors, language, navigation, and one lesson inside."""

from pages.ui.shell import process

# Before numpy and Arrow are imported.
process.compute_on_one_thread()
process.share_heaps()

import streamlit as st

from pages.ui import component, theme
from pages.ui.address import address, language, link_notes, opening_step, presentation
from pages.ui.controls import locks
from pages.ui.parts import downloads, source, stage_layout
from pages.ui.serving import turns
from pages.ui.shell import chart_words, classroom, connection, header, navigation, outbox, session_view
from pages.ui.text import say, settle_language

session_view.install()
outbox.install()
settle_language()
st.set_page_config(page_icon=navigation.ICON, layout="wide", menu_items={"About": say(navigation.NAME)})
page = navigation.navigation()
st.set_page_config(page_title=f"{page.title} · {say(navigation.NAME)}")
address.arrive(page.url_path or "home")
language.remember()
presentation.remember()
classroom.begin()
STYLES = (
    language.CSS,
    link_notes.CSS,
    source.CSS,
    locks.CSS,
    component.CSS,
    chart_words.CSS,
    connection.CSS,
    header.CSS,
    stage_layout.CSS,
    classroom.CSS,
)
st.html(f"<style>{theme.css()}{''.join(STYLES)}{presentation.css()}{downloads.css()}</style>")
component.begin()
chart_words.show()
connection.watch()
header.toolbar(page.url_path)
classroom.wait_for_key()
header.show(page.url_path)
classroom.strip()
link_notes.of_frame()
with turns.turn():
    page.run()
address.settle(page.url_path)
opening_step.go(page.url_path)
classroom.end()
process.freeze_imports()
process.give_back()
