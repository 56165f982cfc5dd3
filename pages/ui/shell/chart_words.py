"""The words of every chart, made its label: one component for the whole page, mounted by the shell."""

from pages.ui.component import Component

WORDS = Component("chart_words", __file__)

CSS = ".st-key-chart_words { display: none; }"


def show() -> None:
    """Let each chart of the page be called by the words beside it. Called once in a run, by the shell."""
    WORDS.mount("chart_words", {})
