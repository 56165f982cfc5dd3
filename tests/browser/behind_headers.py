"""The app as it is behind a proxy that adds `deploy/headers.conf` to every answer; to be given to `streamlit run`."""

import re
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

ROOT = Path(__file__).parents[2]
HEADERS = dict(
    re.findall(r'^add_header (\S+) "([^"]+)" always;$', (ROOT / "deploy/headers.conf").read_text("utf-8"), re.MULTILINE)
)


class Proxy:
    """Adds the headers to what it lets through."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        async def add(message):
            if message["type"] == "http.response.start":
                added = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        await self.app(scope, receive, add)


app = st.App(ROOT / "app.py", middleware=[Middleware(Proxy)])
