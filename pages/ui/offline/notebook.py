"""A numpy program as a notebook: the same statements, a cell for each step, with the page's words between them."""

import ast
import re
from itertools import pairwise
from typing import NamedTuple

from pages.ui.offline.tape import About
from pages.ui.text import Text, sections

LONG = 2_000
"""Characters of a cell that is folded: packed numbers, which nobody reads."""

SAID = {
    "settings": Text("Settings", "설정"),
    "names": Text("**Imports and settings of the program**", "**불러오기와 프로그램의 설정**"),
    "functions": Text("## ProgramStep by step", "## 단계별로 보기"),
    "data": Text("**The data**", "**데이터**"),
    "run": Text("**Run it**: the losses of the page, line by line", "**실행**: 화면과 같은 손실이 한 줄씩 출력됩니다"),
    "live": Text("The live page with these settings", "이 설정으로 라이브 페이지 열기"),
    "mathematics": Text("## The mathematics", "## 수식"),
    "read": Text("## What you saw", "## 결과 정리"),
}


class ProgramStep(NamedTuple):
    """A step of a program: what kind it is, a line on it from its own docstring, and its source."""

    kind: str
    told: str
    source: str


def steps(program: str) -> list[ProgramStep]:
    """Cut a program into steps: names, functions and classes one by one, data, and the run."""
    tree = ast.parse(program)
    body = tree.body[1:] if ast.get_docstring(tree) else tree.body
    lines = program.splitlines(keepends=True)
    # What stands above a statement, a decorator or a comment, belongs to it.
    starts = [min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", []))]) - 1 for node in body]
    for place, start in enumerate(starts):
        while start and lines[start - 1].startswith("#"):
            start -= 1
        starts[place] = start
    found: list[ProgramStep] = []
    for node, (start, end) in zip(body, pairwise([*starts, len(lines)]), strict=True):
        source, kind = "".join(lines[start:end]), kind_of(node)
        if found and found[-1].kind == kind and kind != "function":
            found[-1] = found[-1]._replace(source=found[-1].source + source)
        else:
            found.append(ProgramStep(kind, told(node), source))
    return [step._replace(source=step.source.strip()) for step in found]


def kind_of(node: ast.stmt) -> str:
    """Return the kind of a statement: function, names, data or run."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return "function"
    if isinstance(node, ast.Import | ast.ImportFrom):
        return "names"
    if isinstance(node, ast.Assign | ast.AnnAssign):
        called = any(isinstance(part, ast.Call) for part in ast.walk(node))
        return "data" if called else "names"
    return "run"


def told(node: ast.stmt) -> str:
    """Return the first line of a docstring under the name of what it is on; nothing where there is none."""
    if not isinstance(node, ast.FunctionDef | ast.ClassDef):
        return ""
    words = (ast.get_docstring(node) or "").partition("\n")[0]
    return f"`{node.name}`: {words}" if words else f"`{node.name}`"


def plain(markdown: str) -> str:
    """Return Markdown of a page as notebooks read it: without icons, colours and links within the app."""
    words = re.sub(r":material/\w+:\s*", "", markdown)
    words = re.sub(r":(?:blue|orange|small)\[([^\]]*)\]", r"\1", words)
    return re.sub(r"\[([^\]]+)\]\(\./[^)]*\)", r"\1", words)


def notebook(program: str, about: About) -> str:
    """Return the program as a notebook in the language of the page."""
    import nbformat
    from nbformat import v4

    def say(name: str) -> str:
        return str(getattr(SAID[name], about.language))

    words = sections(about.language, about.lesson)
    settings = "\n".join(f"- {label}: **{value}**" for label, value in about.settings)
    live = f"\n\n[{say('live')}]({about.link})" if about.link else ""
    sentences = "\n\n".join(map(plain, about.sentences))
    cells = [
        v4.new_markdown_cell(f"# {about.title}\n\n{sentences}\n\n**{say('settings')}**\n\n{settings}{live}"),
        v4.new_markdown_cell(f"{say('mathematics')}\n\n{plain(words['mathematics'])}"),
        v4.new_markdown_cell(say("functions")),
    ]
    for step in steps(program):
        cells.append(v4.new_markdown_cell(step.told or say(step.kind)))
        folded = len(step.source) > LONG and step.kind == "data"
        metadata = {"jupyter": {"source_hidden": True}, "collapsed": True} if folded else {}
        cells.append(v4.new_code_cell(step.source, metadata=metadata))
    cells.append(v4.new_markdown_cell(f"{say('read')}\n\n{plain(words['read'])}"))
    for number, cell in enumerate(cells):
        cell.id = f"step-{number}"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    book = v4.new_notebook(cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}})
    nbformat.validate(book)
    return str(nbformat.writes(book))
