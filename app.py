"""The frame: one process for all visitors, language, navigation, and one lesson inside."""

import os

# Before numpy is imported: small networks are faster on one thread, and forty visitors share two cores.
for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(threads, "1")

import streamlit as st

from pages.ui import contents, language, link, process, share, theme
from pages.ui.text import say

st.set_page_config(page_icon=":material/neurology:", layout="wide", menu_items={"About": say(contents.NAME)})
language.remember()
page = contents.navigation()
st.set_page_config(page_title=f"{page.title} · {say(contents.NAME)}")
link.arrive(page.url_path or "home")
st.html(f"<style>{theme.css()}</style>")
with st.sidebar:
    language.switch()
    share.copy_link()
page.run()
process.freeze_imports()
