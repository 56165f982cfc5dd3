"""A component of the browser, its files beside its module; its script is sent once for a page, not with every change.

BARS = Component("count_bars", __file__)       # bars.js, and bars.css and bars.html where there are, beside bars.py
BARS.mount(key, data, counts=moved)            # moved(value) is called when the script reports "counts"; it checks
                                               # the value by `reported`, for a browser can send anything
component.announce(BARS)                       # by the page, if it is first mounted when only a fragment runs

The script exports one class by default: `constructor(parent)`, `update(data, report)`, where report("counts", value)
sends, and `destroy()` if there is something to end. `data` is as it was given, bytes as a Uint8Array.

Streamlit sends a component's script with every message of its data. So the run of a page announces a script once, in a
place of its own outside all fragments, and the script leaves its function in the document; the data are mounted on a
loader of a few bytes, which calls that. What is first mounted when only a fragment runs brings its script along. And an
announced script is not sent again to a page that has it: Streamlit's own cache of messages sends a reference
(`global.minCachedMessageSize`).
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState

from pages.ui.reported import NonsenseError
from pages.ui.text import Text, say

KIT = Path(__file__).resolve().with_name("kit.js")

IGNORED = Text(
    "The page sent something that could not be understood; it was ignored.",
    "페이지가 보낸 값을 이해하지 못해 무시했습니다.",
)

CSS = ".st-key-scripts { display: none; }"

IMPORT = re.compile(r'^import \{([\w,\s]+)\} from "(\.[^"]+)";$', re.M)
EXPORT = re.compile(r"^export (?:default (?=class ))?(?=(?:async )?(?:function\*?|const|class) (\w+))", re.M)
DEFAULT = re.compile(r"^export default class (\w+)", re.M)
COMMENT = re.compile(r"^ *(?://.*|/\*\*(?:(?!\*/)[\s\S])*\*/)\n", re.M)

LOADER = """
const all = window.components ??= {};
export default m => all[NAME]?.(m) ??
  new Promise(d => addEventListener("component " + NAME, () => d(all[NAME](m)), {once: 1}));
"""

SCRIPT = """
const all = (window.components ??= {});
if (all[NAME]?.version !== VERSION) {
MODULES
all[NAME] = Object.assign(MOUNTING, { version: VERSION });
}
dispatchEvent(new Event("component " + NAME));
export default (mount) => mount.data && all[NAME](mount);
"""


class Component:
    """A component called `name`, of the files beside `module`: .js, and .css and .html where there are.

    `isolated` keeps the styles of the page out of it, and its own in. One that `sets` is a control: it shows nothing of
    a run, and so is left out of a saved film.
    """

    registered: ClassVar[dict[str, "Component"]] = {}

    def __init__(self, name: str, module: str, *, isolated: bool = False, sets: bool = False) -> None:
        self.name, self.sets = name, sets
        self.files = Path(module).resolve()
        declare = partial(st.components.v2.component, isolate_styles=isolated)
        self.whole = declare(name, js=self.script())
        self._light = declare(f"{name}.loader", js=LOADER.replace("NAME", json.dumps(name)))
        self.registered[name] = self

    def script(self) -> str:
        """Return the script: its modules, its markup and style, and the loader that finds them in the document."""
        modules: dict[Path, str] = {}
        kit = _add(modules, KIT)
        own = _add(modules, self.files.with_suffix(".js"))
        markup, style = (json.dumps(self._text(suffix), ensure_ascii=False) for suffix in (".html", ".css"))
        parts = {
            "NAME": json.dumps(self.name),
            "MODULES": "\n".join(modules.values()),
            "MOUNTING": f"{kit}.mounting({own}.default, {markup}, {style})",
        }
        parts["VERSION"] = json.dumps(sha256("".join(parts.values()).encode()).hexdigest()[:12])
        return re.sub("|".join(parts), lambda found: parts[found[0]], SCRIPT)

    def mount(self, key: str, data: Mapping[str, Any] | bytes, **reports: Callable[[Any], None]) -> None:
        """Draw it with `data`; each of `reports` is called with what the script reports under its name.

        NonsenseError, of a report that is none, is answered by a sentence.
        """
        announce(self)
        run = _run()
        mount = self._light if run and self.name in run.announced else self.whole
        callbacks: dict[str, Any] = {
            f"on_{name}_change": partial(_pass_on, key, name, act) for name, act in reports.items()
        }
        # In a list, because the host looks through a dictionary for data frames, and imports pandas to know one.
        mount(key=key, data=data if isinstance(data, bytes) else [data], **callbacks)

    def _text(self, suffix: str) -> str:
        file = self.files.with_suffix(suffix)
        return file.read_text(encoding="utf-8").strip() if file.exists() else ""


@dataclass
class PageRun:
    """A run of the whole page: where scripts are announced, and which have been."""

    place: DeltaGenerator
    announced: set[str] = field(default_factory=set)


def begin() -> None:
    """Begin a run of the whole page. Called once, by the shell, before anything is mounted."""
    st.session_state["components_run"] = PageRun(st.container(key="scripts"))


def announce(*components: Component) -> None:
    """Send the scripts of `components`, unless they have been in this run of the page or only a fragment runs."""
    run, context = _run(), get_script_run_ctx()
    if not run or not context or context.fragment_ids_this_run:
        return
    # As of the shell: as of a page, it would be another message on the next page, and as of a fragment, end with it.
    shell = context.pages_manager.main_script_hash
    with ThreadState.scoped(active_script_hash=shell, fragment_id=None, delta_path=None), run.place:
        for component in components:
            if component.name not in run.announced:
                run.announced.add(component.name)
                component.whole(key=f"script-{component.name}")


def sent(key: str, name: str) -> Any:
    """Return what the component `key` has just sent under `name`. For callbacks.

    None when it has sent nothing there, and also when its page was left before the message came: a drag or an arrow key
    waits for a moment whether more follows, and by then the visitor may be somewhere else.
    """
    return getattr(st.session_state.get(key), name, None)


def _pass_on(key: str, name: str, act: Callable[[Any], None]) -> None:
    if (value := sent(key, name)) is None:
        return
    try:
        act(value)
    except NonsenseError:
        st.toast(say(IGNORED), icon=":material/info:")


def _run() -> PageRun | None:
    run: PageRun | None = st.session_state.get("components_run")
    return run


def _add(modules: dict[Path, str], file: Path) -> str:
    """Add a module of JavaScript as a constant, after those that it imports; return its name."""
    name = f"m{list(modules).index(file)}" if file in modules else ""
    if name:
        return name
    source = COMMENT.sub("", file.read_text(encoding="utf-8"))
    imports = [
        (" ".join(names.split()), _add(modules, (file.parent / path).resolve()))
        for names, path in IMPORT.findall(source)
    ]
    names = [*EXPORT.findall(source), *(f"default: {name}" for name in DEFAULT.findall(source))]
    body = EXPORT.sub("", IMPORT.sub("", source)).strip()
    if stray := re.search(r"^(?:import|export)\b.*", body, re.M):
        raise ValueError(f"{file.name}: only named imports and declared exports can be sent: {stray[0]}")
    known = "".join(f"const {{ {names} }} = {module};\n" for names, module in imports)
    name = f"m{len(modules)}"
    modules[file] = f"const {name} = (() => {{\n{known}{body}\nreturn {{ {', '.join(names)} }};\n}})();"
    return name
