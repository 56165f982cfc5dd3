"""Selectors of Streamlit's own markup for styles: here alone, each by one name; for scripts, host.js.

None of it is promised by Streamlit, so another version may rename it: tests/browser/test_host.py finds each in the app.
What Streamlit does promise, `st-key-…` of a widget's key and the colours `--st-…`, stands where it is used.
"""

from collections.abc import Mapping
from string import Template

SELECTORS: Mapping[str, str] = {
    "app": ".stApp",
    "app_header": ".stAppHeader",
    "button": ".stButton",
    "button_group": ".stButtonGroup",
    "caption_container": '[data-testid="stCaptionContainer"]',
    "checkbox": ".stCheckbox",
    "code": '[data-testid="stCode"]',
    "column": ".stColumn",
    "download_button_error": '[data-testid="stDownloadButtonError"]',
    "element_container": ".stElementContainer",
    "element_toolbar": '[data-testid="stElementToolbar"]',
    "file_uploader": '[data-testid="stFileUploader"]',
    "file_uploader_dropzone": '[data-testid="stFileUploaderDropzone"]',
    "file_uploader_dropzone_instructions": '[data-testid="stFileUploaderDropzoneInstructions"]',
    "heading": ".stHeading",
    "heading_with_action_elements": '[data-testid="stHeadingWithActionElements"]',
    "horizontal_block": ".stHorizontalBlock",
    "input_instructions": '[data-testid="InputInstructions"]',
    "layout_wrapper": '[data-testid="stLayoutWrapper"]',
    "main": ".stMain",
    "main_block_container": ".stMainBlockContainer",
    "markdown": ".stMarkdown",
    "markdown_container": '[data-testid="stMarkdownContainer"]',
    "markdown_ellipsis": ".stMarkdownEllipsis",
    "nav_section_header": '[data-testid="stNavSectionHeader"]',
    "number_input": ".stNumberInput",
    "overflow": ".rc-overflow-item-rest",
    "page_link": '[data-testid="stPageLink"]',
    "popover": ".stPopover",
    "sidebar_nav_link": '[data-testid="stSidebarNavLink"]',
    "slider": ".stSlider",
    "stale": '[data-stale="true"]',
    "text_input": ".stTextInput",
    "token": ".token",
    "vega_lite_chart": ".stVegaLiteChart",
    "vertical_block": ".stVerticalBlock",
    "widget_label": '[data-testid="stWidgetLabel"]',
}
"""`overflow` holds the sections of the navigation that have no room, `token` a word of code as it is coloured."""


def style(css: str) -> str:
    """Return a style sheet with `$name` as its selector. Raises KeyError for a name that SELECTORS does not have."""
    return Template(css).substitute(SELECTORS)


def part(name: str, inner: str, classes: str = "", more: str = "") -> str:
    """Return a part of the page in Streamlit's markup, for a page without Streamlit, by its name there: "stColumn"."""
    words = " ".join(word for word in (name, classes) if word)
    return f'<div class="{words}" data-testid="{name}"{more and " " + more}>{inner}</div>'


AT_REST = 'data-test-script-state="notRunning" data-test-connection-state="NONE"'
"""What the whole app says of itself while nothing runs and no server is there."""
