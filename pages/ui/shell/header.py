"""The header of every page: the title, the claim, and the tools beside the navigation."""

import streamlit as st

from pages.ui import host
from pages.ui.address import copy_link, language, presentation
from pages.ui.parts import saved_film
from pages.ui.shell import class_link, classroom, navigation
from pages.ui.text import prose, say

CSS = host.style("""
$main_block_container > $vertical_block { gap: 0.5rem; }
:has(> .st-key-toolbar) { position: absolute; }
.st-key-toolbar {
  position: fixed; top: 0.8rem; right: 0.8rem; z-index: 999992; width: auto !important; flex-wrap: nowrap;
}
.st-key-toolbar > * { width: auto !important; flex: none; }
.st-key-toolbar $button button, .st-key-toolbar $button_group button { min-height: 2.1rem; padding: 0.1rem 0.6rem; }
.st-key-toolbar $button_group label { display: none; }
.st-key-toolbar $button button p {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
}
$app_header { padding-right: 22.5rem; }
$app_header :is(a, button, span, p) { white-space: nowrap !important; }
$overflow $markdown_ellipsis:lang(ko) p { display: none; }
$overflow $markdown_ellipsis:lang(ko)::after { content: "더 보기"; }
.st-key-header h1 { font-size: 1.35rem; line-height: 1.2; padding: 0; }
.st-key-header $heading $markdown_container,
.st-key-header $heading_with_action_elements {
  margin: 0; min-height: 0;
}
.st-key-header $markdown p { font-size: 0.95rem; line-height: 1.35; }
@media (max-width: 640px) {
  $app_header { padding-right: 0; }
  .st-key-toolbar { right: 2.9rem; gap: 0.15rem; }
  .st-key-toolbar button { padding: 0.1rem 0.35rem !important; }
}
""")


def toolbar(page: str) -> None:
    """Draw the tools of every page beside the navigation: language, link, class and size."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="toolbar"):
        language.switch()
        copy_link.copy_link(page)
        class_link.button(page)
        classroom.panel()
        presentation.button()


def show(page: str) -> None:
    """Draw the title of the page and its claim."""
    lesson = navigation.by_id(page or "home") or navigation.PLANS
    title = say(navigation.NAME if lesson.id == "home" else lesson.title)
    st.session_state[saved_film.TITLE] = title
    with st.container(key="header", gap="xxsmall"):
        st.title(title, anchor=False)
        if claim := (prose(lesson.id).get("claim") if lesson is not navigation.PLANS else None):
            st.markdown(claim)
