"""Safe on the net: nothing secret is kept here, nothing a visitor says becomes HTML, limits and versions stand."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted([*ROOT.glob("pages/**/*.py"), ROOT / "app.py"])
SCRIPTS = sorted(ROOT.glob("pages/**/*.js"))
SECRET = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{30,}|\bxox[abprs]-[\w-]{10,}"
    r"|\bsk-[A-Za-z0-9_-]{20,}|\bAIza[\w-]{30,}|\beyJ[\w-]{10,}\.[\w-]{10,}\.|://[^/\s:@{}]+:[^/\s@{}]+@"
    r"|(?i:\b(?:password|passwd|api_?key|secret|access_?token)\b)\s*[=:]\s*[\"'][^\"'\s]{6,}[\"']"
)
FORBIDDEN = {"secrets.toml", ".env", "id_rsa", ".netrc", ".pypirc"}


def tracked():
    listed = subprocess.run(["git", "ls-files", "-z"], capture_output=True, cwd=ROOT)
    if listed.returncode:
        pytest.skip("not a checkout of git")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


def test_no_file_of_the_repository_holds_a_secret():
    files = tracked()
    assert len(files) > 100
    assert not [file for file in files if file.name in FORBIDDEN or file.suffix in {".pem", ".key", ".p12"}]
    for file in files:
        if file.is_file() and (found := SECRET.search(file.read_bytes().decode("utf-8", "replace"))):
            pytest.fail(f"{file.relative_to(ROOT)} holds what looks like a secret: {found.group()[:12]}…")


@pytest.mark.parametrize(
    "text",
    ["-----BEGIN RSA PRIVATE" + " KEY", "ghp_" + "a" * 36, "api_key = " + "'abcdef123'", "https://me:word" + "@host/"],
)
def test_a_secret_would_be_found(text):
    assert SECRET.search(text)


def calls(tree, name):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name:
            yield node


ESCAPED = {
    "app.py": "styles of our own",
    "pages/lessons/training/compare/comparison_table.py": "every cell through escape",
    "pages/ui/training_run/thumbnails.py": "a picture that the page computed",
    "pages/lessons/parameters/settings_table.py": "every word through escape",
    "pages/ui/parts/point_legend.py": "every name through escape",
    "pages/lessons/bias_variance/line_legend.py": "every word through escape",
    "pages/ui/parts/chart.py": "key and alternative text through escape",
    "pages/lessons/home/page.py": "a style of our own",
    "pages/lessons/plans/plan.py": "the address of the page through escape",
    "pages/lessons/training/own_data/own_data_panel.py": "a style of our own, words of ours through JSON",
    "pages/ui/parts/standings.py": "every cell through escape",
}


def test_html_is_written_only_where_it_has_been_looked_at():
    assert len(SOURCES) > 150
    found = {
        path.relative_to(ROOT).as_posix()
        for path in SOURCES
        for call in calls(ast.parse(path.read_text("utf-8")), "html")
        if isinstance(call.func.value, ast.Name) and call.func.value.id == "st"
    }
    assert found == set(ESCAPED)


OTHER_PROCESS = {"pages/ui/offline/charts_library.py"}
"""Modules that start a process: of fixed words, none of a visitor."""


def test_markdown_never_lets_html_through_and_no_frame_is_opened():
    for path in SOURCES:
        source = path.read_text("utf-8")
        if path.relative_to(ROOT).as_posix() in OTHER_PROCESS:
            assert source.count('subprocess.run([sys.executable, "-c", ASK], ') == source.count("subprocess.") == 1
            source = source.replace("subprocess", "")
        assert "unsafe_allow" not in source, path
        assert not re.search(
            r"components\.v1|st\.iframe|\beval\(|\bexec\(|pickle\.load|subprocess|os\.system", source
        ), path


INNER = {
    "pages/lessons/entropy/count_bars.js",
    "pages/lessons/training/own_data/canvas.js",
    "pages/lessons/loss/axes.js",
    "pages/lessons/loss/line_board.js",
}
"""Components that write HTML: of numbers, and of words and outlines of our own."""


def test_components_write_html_only_where_it_has_been_looked_at_and_run_no_text():
    assert len(SCRIPTS) >= 9
    for path in SCRIPTS:
        source = path.read_text("utf-8")
        writes = re.search(r"\.(inner|outer)HTML\s*\+?=|insertAdjacentHTML|document\.write", source)
        assert bool(writes) == (path.relative_to(ROOT).as_posix() in INNER), path
        assert not re.search(r"\beval\(|new Function|import\(|https?://(?!www\.w3\.org/)", source), path.name


def test_the_configuration_is_fit_for_the_net():
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))
    server, client = config["server"], config["client"]
    assert server["maxUploadSize"] == 2
    assert server["maxMessageSize"] <= 20
    assert server["enableXsrfProtection"]
    assert server["enableCORS"]
    assert not server.get("enableStaticServing")
    assert not server.get("enableAgentApi")
    assert client["showErrorDetails"] == "none"
    assert not config["browser"]["gatherUsageStats"]


def test_every_requirement_is_one_version():
    lines = [line for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines() if line and line[0] != "#"]
    assert len(lines) > 30
    assert not [line for line in lines if not re.fullmatch(r"[\w.-]+==\d[\w.]*", line)]


def test_no_log_of_the_proxy_holds_rooms_and_seats():
    """They stand in the query string: of a request a log may hold the path alone."""
    said = (ROOT / "deploy/nginx.conf").read_text("utf-8")
    assert re.findall(r"access_log (\S+);", said) == ["off"]
    assert re.findall(r"error_log \S+ (\w+);", said) == ["emerg"]
    [format_] = re.findall(r"log_format \w+ '([^']+)'", said)
    assert not set(re.findall(r"\$\w+", format_)) & {
        "$request",
        "$request_uri",
        "$args",
        "$query_string",
        "$http_referer",
    }
    assert not re.search(r"remote_addr|forwarded", format_)
