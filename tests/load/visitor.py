"""A visitor without a browser: one session over Streamlit's own protocol, cheap enough that forty share two cores.

It does what the browser does between a click and the end of the run: sends the state of every control, follows the
address as the page rewrites it, keeps messages that the server then only refers to, and knows the controls of the page.
"""

import asyncio
import time
from dataclasses import dataclass, field
from random import Random
from typing import Self
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from tests.load.controls import Control, Value, read, read_folder

HOME = "home"
"""The first page, whose address is empty."""

EVERYWHERE = ("language_switch", "presentation_switch")
"""Controls that every page has: moved where a page has no others."""

ASIDE = ".predict.again"
"""A button that is left alone: it hides the page behind its first question, and makes half of the answers cheap."""

STAGE = "stage"
"""The component that draws a network's run."""

KEPT_RUNS = 2
"""How many runs the browser keeps a message that is not shown again (`global.maxCachedMessageAge`)."""


class PageError(Exception):
    """The page showed an exception, or its run did not come to an end."""


@dataclass(frozen=True)
class Answer:
    """How a page answered: what was asked, seconds until the run had finished, what came over the line.

    `shown` is the seconds until there was something to see: a run that takes long is shown while it learns.
    """

    asked: str
    seconds: float
    shown: float
    received: int


@dataclass
class Visitor:
    """One session. Use as `async with Visitor(address) as visitor`."""

    address: str
    chance: Random = field(default_factory=Random)
    page: str = ""
    query: str = ""
    cookie: str = ""
    controls: dict[tuple[int, ...], Control] = field(default_factory=dict)
    held: dict[str, Value] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    repeated: list[str] = field(default_factory=list)

    _socket: ClientConnection | None = None

    async def __aenter__(self) -> Self:
        await self.connect()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._socket.close()

    async def connect(self) -> None:
        """Open the websocket, or open it again after it was lost: a new session, as for a browser that reconnects."""
        if self._socket is not None:
            await self._socket.close()
        place = urlsplit(self.address).netloc
        self._socket = await connect(
            f"ws://{place}/_stcore/stream",
            origin=f"http://{place}",  # type: ignore[arg-type]
            additional_headers={"Cookie": self.cookie} if self.cookie else None,
            subprotocols=["streamlit"],  # type: ignore[list-item]
            compression=None,
            max_size=None,
            ping_interval=None,
            open_timeout=60,
        )
        for given in self._socket.response.headers.get_all("Set-Cookie") if self._socket.response else ():
            self.cookie = given.split(";")[0]
        self._hash, self._runs = "", 0
        self._kept: dict[str, tuple[int, Control | None]] = {}

    async def open(self, page: str, query: str = "", patience: float = 60) -> Answer:
        """Come to a page by its link, as a fresh load does."""
        self.page, self.query, self.controls, self._hash = "" if page == HOME else page, query, {}, ""
        return await self._run(f"{page}?{query}", None, None, patience)

    async def return_to_page(self, patience: float = 60) -> Answer:
        """Reconnect and run the page again from its address and with the controls that the browser still holds."""
        await self.connect()
        return await self._run("reconnect", None, None, patience)

    async def change(self, name: str | None = None, patience: float = 60) -> Answer:
        """Set a control of the page, any or the one called `name`, to another value; press it if it is a button."""
        able = [c for c in self.controls.values() if c.choose and name in (None, c.name) and not c.name.endswith(ASIDE)]
        able = [c for c in able if c.name not in EVERYWHERE] or able
        if not able:
            raise PageError(f"{self.page}: no control {name or ''} among {[c.name for c in self.controls.values()]}")
        control = self.chance.choice(able)
        assert control.choose
        return await self._run(control.name, control, control.choose(self.chance), patience)

    async def press(self, name: str, value: Value, patience: float = 60) -> Answer:
        """Set the control called `name` to this value."""
        [control] = [control for control in self.controls.values() if control.name == name]
        return await self._run(name, control, value, patience)

    async def look(self, patience: float = 60) -> Answer:
        """Run the part of the page that the browser runs again and again by itself, if there is one."""
        if not self.repeated:
            raise PageError(f"{self.page}: nothing runs by itself")
        return await self._run("look", None, None, patience, fragment=self.repeated[-1])

    async def file(self, name: str) -> str:
        """Press the button that offers this file, and return the path from which the browser would then take it."""
        [offer] = [offer for key, offer in self.files.items() if key.endswith(name)]
        message = BackMsg()
        message.backend_operation_request.request_id = "1"
        message.backend_operation_request.session_id = self._session
        message.backend_operation_request.deferred_file.file_id = offer
        await self._socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg.FromString(await self._socket.recv())  # type: ignore[arg-type]
            if answer.WhichOneof("type") == "backend_operation_response":
                return answer.backend_operation_response.deferred_file.url.lstrip("/")

    async def _run(
        self, asked: str, moved: Control | None, value: Value | None, patience: float, fragment: str = ""
    ) -> Answer:
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_script_hash, state.page_name = self.query, self._hash, self.page
        state.cached_message_hashes.extend(self._kept)
        state.context_info.url, state.context_info.locale = f"{self.address}/{self.page}", "en-US"
        state.fragment_id = moved.fragment if moved else fragment
        for control in self.controls.values():
            if now := value if control is moved else control.now:
                state.widget_states.widgets.append(control.holding(now))
            if now and control.lasts:
                self.held[control.id] = now
        started = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        received = await self._until_finished(f"{self.page}?{self.query}: {asked}", started + patience)
        over = time.perf_counter()
        return Answer(asked, over - started, (self._shown or over) - started, received)

    async def _until_finished(self, asked: str, deadline: float) -> int:
        self._shown = 0.0
        received, fragments, pages, places = 0, set[str](), dict[str, str](), list[tuple[int, ...]]()
        seen: dict[tuple[int, ...], Control | None] = {}
        while True:
            try:
                data = await asyncio.wait_for(self._socket.recv(), deadline - time.perf_counter())
            except TimeoutError:
                raise PageError(f"{asked}: not finished in time") from None
            received += len(data)
            message = ForwardMsg.FromString(data)  # type: ignore[arg-type]
            match message.WhichOneof("type"):
                case "delta":
                    self._note(message, seen, asked)
                    if message.delta.fragment_id in fragments:
                        places.append(tuple(message.metadata.delta_path))
                case "ref_hash":
                    seen[tuple(message.metadata.delta_path)] = self._kept[message.ref_hash][1]
                    self._kept[message.ref_hash] = (self._runs, seen[tuple(message.metadata.delta_path)])
                case "new_session":
                    self._hash, seen = message.new_session.page_script_hash, {}
                    self._session = message.new_session.initialize.session_id
                    fragments = set(message.metadata.run.fragment_ids)
                    self.repeated = self.repeated if fragments else []
                case "auto_rerun":
                    self.repeated.append(message.auto_rerun.fragment_id)
                case "navigation":
                    self._hash = message.navigation.page_script_hash
                    pages = {page.page_script_hash: page.url_pathname for page in message.navigation.app_pages}
                case "page_info_changed":
                    self.query = message.page_info_changed.query_string
                case "session_event":
                    raise PageError(f"{asked}: {message}")
                case "script_finished" if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    if pages and pages.get(self._hash) != self.page:
                        raise PageError(f"{asked}: another page came, {pages.get(self._hash)}")
                    self._settle(seen, fragments, min(places, key=len, default=()))
                    return received

    def _note(self, message: ForwardMsg, seen: dict[tuple[int, ...], Control | None], asked: str) -> None:
        if message.delta.HasField("add_block"):
            seen[tuple(message.metadata.delta_path)] = read_folder(message.delta.add_block, message.delta.fragment_id)
        if not message.delta.HasField("new_element"):
            return
        element = message.delta.new_element
        if element.WhichOneof("type") == "exception":
            raise PageError(f"{asked}: {element.exception.type} {element.exception.message}")
        if element.HasField("download_button"):
            self.files[element.download_button.id] = element.download_button.deferred_file_id
        if element.WhichOneof("type") == "bidi_component" and element.bidi_component.component_name.startswith(STAGE):
            self._shown = self._shown or time.perf_counter()
        path = tuple(message.metadata.delta_path)
        seen[path] = read(element, message.delta.fragment_id, self.held)
        if message.metadata.cacheable:
            self._kept[message.hash] = (self._runs, seen[path])

    def _settle(self, seen: dict[tuple[int, ...], Control | None], fragments: set[str], root: tuple[int, ...]) -> None:
        # What ran is drawn whole, with the parts within it that can also run by themselves.
        stay = {path: c for path, c in self.controls.items() if fragments and path[: len(root)] != root}
        self.controls = stay | {path: control for path, control in seen.items() if control}
        self._runs += 1
        self._kept = {name: kept for name, kept in self._kept.items() if kept[0] > self._runs - KEPT_RUNS}
