"""The frame: one process for all visitors, language, navigation, and one lesson inside."""

from pages.ui import process

# Before numpy and Arrow are imported.
process.compute_on_one_thread()
process.share_heaps()

import streamlit as st

from pages.ui import (
    component,
    contents,
    fixed,
    for_class,
    language,
    link,
    opening,
    remarks,
    share,
    size,
    source,
    theme,
    turns,
)
from pages.ui.text import say, settle_language

settle_language()
st.set_page_config(page_icon=contents.ICON, layout="wide", menu_items={"About": say(contents.NAME)})
page = contents.navigation()
st.set_page_config(page_title=f"{page.title} · {say(contents.NAME)}")
link.arrive(page.url_path or "home")
language.remember()
size.remember()
st.html(f"<style>{theme.css()}{size.css()}{language.CSS}{remarks.CSS}{source.CSS}{fixed.CSS}{component.CSS}</style>")
component.begin(page.url_path)
with st.sidebar:
    language.switch()
    share.copy_link(page.url_path)
    for_class.button(page.url_path)
remarks.of_frame()
with turns.turn():
    page.run()
with st.sidebar:
    link.settle(page.url_path)
    opening.go(page.url_path)
component.finish()
process.freeze_imports()
process.give_back()
