"""Components: what is sent of their scripts, and what is made of a message that comes when its page has been left."""

import importlib
import json
import re
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest
from streamlit.testing.v1 import AppTest

from pages.ui import component
from pages.ui.component import Component

ROOT = Path(__file__).parents[2]
DECLARED = re.compile(r'Component\(\s*"(\w+)", __file__')


def modules():
    found = [
        f for f in sorted(ROOT.glob("pages/**/*.py")) if f.name != "component.py" and DECLARED.search(f.read_text())
    ]
    assert len(found) >= 14
    return [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in found]


def declared():
    for name in modules():
        importlib.import_module(name)
    return list(Component.registered.values())


def test_a_message_of_a_component_that_is_no_longer_there_is_nothing():
    def page():
        import streamlit as st

        from pages.ui.component import sent

        st.write(repr(sent("entropy.bag.bars", "counts")))

    assert AppTest.from_function(page).run().markdown[0].value == "None"


def test_all_components_are_declared_in_one_way():
    users = [file for file in ROOT.glob("pages/**/*.py") if "components.v2" in file.read_text("utf-8")]
    assert [file.name for file in users] == ["component.py"]


@pytest.mark.skipif(not which("node"), reason="node is not installed")
def test_every_script_is_a_module_that_runs_twice_without_a_change_and_leaves_one_function(tmp_path):
    for part in declared():
        (tmp_path / "one.mjs").write_text(part.script(), "utf-8")
        (tmp_path / "two.mjs").write_text(part.script() + "\n", "utf-8")
        (tmp_path / "page.mjs").write_text(
            """
            globalThis.window = globalThis;
            window.matchMedia = () => ({});
            const told = [];
            globalThis.dispatchEvent = (event) => told.push(event.type);
            globalThis.addEventListener = () => {};
            await import("./one.mjs");
            const before = Object.values(window.components);
            await import("./two.mjs");
            const after = Object.values(window.components);
            console.log(JSON.stringify([Object.keys(window.components), before[0] === after[0], told]));
            """,
            "utf-8",
        )
        ran = subprocess.run(["node", "page.mjs"], cwd=tmp_path, capture_output=True, text=True)
        assert ran.returncode == 0, (part.name, ran.stderr)
        assert json.loads(ran.stdout) == [[part.name], True, [f"component {part.name}"] * 2]


def test_modules_are_sent_once_each_after_what_they_import_and_without_their_comments(tmp_path):
    (tmp_path / "a.js").write_text(
        '// Told\nimport { b, B } from "./b.js";\nimport { c } from "./c.js";\n\nexport default class A {}\n', "utf-8"
    )
    (tmp_path / "b.js").write_text('import { c } from "./c.js";\nexport const b = c;\nexport class B {}\n', "utf-8")
    (tmp_path / "c.js").write_text("/** Told */\nexport function c() {}\nconst own = 1;\n", "utf-8")
    found = {}
    assert component._add(found, tmp_path / "a.js") == "m2"
    c, b, a = found.values()
    assert c == "const m0 = (() => {\nfunction c() {}\nconst own = 1;\nreturn { c };\n})();"
    assert b.startswith("const m1 = (() => {\nconst { c } = m0;\nconst b = c;\nclass B {}\nreturn { b, B };")
    assert "const { b, B } = m1;\nconst { c } = m0;\nclass A {}\nreturn { A, default: A };" in a
    assert "Told" not in "".join(found.values())


@pytest.mark.parametrize("line", ['import a from "./c.js";', 'import * as c from "./c.js";', "export { c };"])
def test_another_form_of_import_or_export_is_refused(tmp_path, line):
    (tmp_path / "a.js").write_text(f"{line}\nexport default class A {{}}\n", "utf-8")
    with pytest.raises(ValueError, match=r"a\.js: only named imports"):
        component._add({}, tmp_path / "a.js")


def test_a_component_needs_no_pandas():
    page = "from pages.ui.parts import player; player.show(2, ['a', 'b'], 'player')"
    program = f"""
import sys
from streamlit.testing.v1 import AppTest
assert not AppTest.from_string({page!r}).run().exception
print("pandas" in sys.modules)
"""
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert ran.stdout.split() == ["False"], ran.stderr
