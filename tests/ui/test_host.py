"""What depends on Streamlit's own markup stands in two files: pages/ui/host.py for styles, host.js for scripts."""

import re
from pathlib import Path

import pytest

from pages.ui import host

ROOT = Path(__file__).parents[2]
OWN = {"host.py", "host.js"}
FILES = [
    path
    for suffix in ("py", "js", "css", "html")
    for path in (*ROOT.glob(f"pages/**/*.{suffix}"), *ROOT.glob("app.py"))
    if path.name not in OWN
]
MARKUP = re.compile(r"data-test|dataset\.test|\.st[A-Z]\w+|st-emotion|\brc-overflow|data-stale|data-baseweb")


@pytest.mark.parametrize("text", ["[data-testid=stApp]", ".stMain p", "dataset.testScriptState", ".st-emotion-cache"])
def test_the_markup_of_the_host_would_be_found(text):
    assert MARKUP.search(text)


def test_no_other_file_names_the_markup_of_the_host():
    assert len(FILES) > 200
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        assert not (found := MARKUP.search(text)), f"{path.relative_to(ROOT)} names {found[0]}"


def test_every_name_is_used():
    texts = [path.read_text(encoding="utf-8") for path in FILES if path.suffix == ".py"]
    users = [text for text in texts if "host" in text]
    used = {name for text in users for name in re.findall(r'\$(\w+)|SELECTORS\["(\w+)"\]', text)}
    assert set(host.SELECTORS) <= {name for pair in used for name in pair}


def test_a_name_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        host.style("$nowhere { color: red; }")
