"""The source of the functions that ran, folded until it is wanted."""

import inspect
from collections.abc import Callable
from functools import cache
from textwrap import dedent
from typing import Any

import streamlit as st

from pages.ui import host
from pages.ui.text import Text, say

CSS = host.style("""
$code $token { color: inherit !important; }
$code $token.keyword { font-weight: 700; }
$code :is($token.comment, $token.triple-quoted-string) { font-style: italic; opacity: .8; }
""")
"""Code without colours: here they mean sign, and Streamlit's own are too pale to read. Weight and slant remain."""

CODE = Text("The code that ran", "실행된 코드")


def show(*functions: Callable[..., Any] | type, label: Text = CODE) -> None:
    """Fold out the source of functions or classes, printed from the running program itself."""
    with st.expander(say(label), icon=":material/code:"):
        # In one block: each element of a page costs every rerun, and this one is seldom unfolded.
        st.code("\n\n\n".join(map(written, functions)), language="python", wrap_lines=True)


@cache
def written(function: Callable[..., Any] | type) -> str:
    """Return the source of `function`, flush left."""
    return dedent(inspect.getsource(inspect.unwrap(function))).rstrip()
