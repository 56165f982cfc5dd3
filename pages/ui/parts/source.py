"""The source of the functions that ran."""

import inspect
from collections.abc import Callable
from functools import cache
from textwrap import dedent
from typing import Any

import streamlit as st

from pages.ui import host

CSS = host.style("""
$code $token { color: inherit !important; }
$code $token.keyword { font-weight: 700; }
$code :is($token.comment, $token.triple-quoted-string) { font-style: italic; opacity: .8; }
""")
"""Code without colours: here they mean sign, and Streamlit's own are too pale to read. Weight and slant remain."""


def show(*functions: Callable[..., Any] | type) -> None:
    """Show the source of functions or classes, printed from the running program itself, in one block."""
    st.code("\n\n\n".join(map(written, functions)), language="python", wrap_lines=True)


@cache
def written(function: Callable[..., Any] | type) -> str:
    """Return the source of `function`, flush left."""
    return dedent(inspect.getsource(inspect.unwrap(function))).rstrip()
