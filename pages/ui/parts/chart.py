"""Display of a chart, for all pages: a constant spec, and the data beside it, which the browser replaces in place."""

from collections.abc import Mapping
from html import escape
from typing import Any, Literal

import pyarrow as pa
import streamlit as st

from pages.ui.text import Text, plain, say
from pages.ui.theme import LARGER, PRESENTATION, chart_config

ROOM = 6
"""Pixels to the right of a plot, for a mark at its very end."""

CHART = Text("Chart", "그림")


def show(
    spec: Mapping[str, Any],
    datasets: Mapping[str, pa.Table],
    alt: str,
    key: str,
    *,
    width: int | Literal["stretch", "content"] = "stretch",
) -> None:
    """Show a chart with these datasets. `alt` says in words what it shows now.

    The same `spec` with other `datasets` keeps its place in the page and its frame: only the data is sent and replaced.
    One as wide as high stays square, also where there is less room for it.
    The words stand beside the chart, and `chart_words` makes them its label: the host would put them into the spec, and
    other words would rebuild the chart. They carry the key too, by which the chart is found where it is to be saved.
    """
    presentation = bool(st.session_state.get(PRESENTATION, False))
    config, larger = chart_config(presentation), LARGER if presentation else 1
    square = width == spec["height"]
    shown = {**spec, "config": config, "height": round(spec["height"] * larger)}
    if width == "stretch":
        shown["padding"] = {"right": ROOM}
    if isinstance(width, int):
        width = round(width * larger)
    data = {name: packed(table) for name, table in datasets.items()}
    kind = "picture-words square" if square else "picture-words"
    st.html(f'<span class="{kind}" data-picture="{escape(key)}">{escape(plain(alt))}</span>')
    st.vega_lite_chart(
        {**shown, "datasets": data},
        alt=say(CHART),
        key=key,
        width=width,
        height="stretch" if square else "content",
        theme="streamlit",
    )


def packed(table: pa.Table) -> bytes:
    """Return a table as it travels. The host would do the same, but import pandas first."""
    file = pa.BufferOutputStream()
    with pa.ipc.new_stream(file, table.schema) as stream:
        stream.write_table(table)
    return bytes(file.getvalue().to_pybytes())
