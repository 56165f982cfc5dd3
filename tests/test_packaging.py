"""What the repository says of itself agrees with itself: versions, groups of requirements, licenses, Pythons."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
GROUPS = PROJECT["optional-dependencies"]


def lines(file):
    text = (ROOT / file).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith(("#", "-r"))]


def by_name(requirements):
    return {canonicalize_name(r.name): r for r in map(Requirement, requirements)}


def test_the_tools_of_the_tests_are_the_group_test():
    assert lines("tests/requirements.txt") == GROUPS["test"]
    assert "-r ../requirements.txt" in (ROOT / "tests/requirements.txt").read_text(encoding="utf-8")


def test_the_locked_file_has_the_same_versions_each_with_its_hashes():
    """`requirements.lock` is for `pip install --require-hashes`: what is loaded is what was locked, byte for byte."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", "")
    locked = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    names = [by_name(found) for found in ([line[0] for line in locked], lines("requirements.txt"))]
    assert names[0].keys() == names[1].keys()
    assert all(names[0][name].specifier == requirement.specifier for name, requirement in names[1].items())
    for _, *hashes in locked:
        assert hashes
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", word) for word in hashes)


def test_the_exact_versions_are_of_what_the_app_needs():
    own = (ROOT / "requirements.txt").read_text(encoding="utf-8").split("\n\n")[0]
    pinned = by_name(line for line in own.splitlines() if not line.startswith("#"))
    wanted = by_name([*PROJECT["dependencies"], *GROUPS["app"]])
    assert pinned.keys() == wanted.keys()
    for name, requirement in pinned.items():
        (version,) = requirement.specifier
        assert version.operator == "=="
        assert wanted[name].specifier.contains(version.version), name


def test_every_pin_is_exact():
    pins = by_name(lines("requirements.txt"))
    assert len(pins) > 35
    assert all([spec.operator for spec in pin.specifier] == ["=="] for pin in pins.values())


def test_the_same_pythons_are_named_everywhere():
    allowed = SpecifierSet(PROJECT["requires-python"])
    named = [c.rpartition(" ")[2] for c in PROJECT["classifiers"] if c.startswith("Programming Language :: Python ::")]
    run = re.search(r"python: \[(.*)\]", (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
    assert run
    assert named == re.findall(r'"([\d.]+)"', run[1])
    assert all(allowed.contains(python) for python in named)
    span = f"Python {named[0]} to {named[-1]}"
    for file in ("README.md", "requirements.txt"):
        assert span in (ROOT / file).read_text(encoding="utf-8"), file


def test_the_licenses_are_there_in_full_and_say_what_they_hold_for():
    code, content = ((ROOT / name).read_text(encoding="utf-8") for name in PROJECT["license-files"])
    assert "END OF TERMS AND CONDITIONS" in code
    assert "Section 8 – Interpretation" in content
    assert PROJECT["license"] == "Apache-2.0 AND CC-BY-4.0"
    for pattern in re.findall(r"[\w./*-]+(?:\.md|/)", content.split("\n\n")[0].replace("\n", " ")):
        assert any(ROOT.glob(pattern if "/" in pattern else f"pages/lessons/*/{pattern}")), pattern


def test_every_table_has_its_source_and_license():
    from dlcore.data.builtin_tables import TABLES

    rows = re.findall(r"^\| (\w+) \| ([\d,]+) \|", (ROOT / "docs/data.md").read_text(encoding="utf-8"), re.M)
    assert {name: int(count.replace(",", "")) for name, count in rows} == {
        name: facts.rows for name, facts in TABLES.items()
    }


def test_the_version_is_one():
    cited = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.search(r"^version: (.+)$", cited, re.M)[1] == PROJECT["version"]
    assert f"## {PROJECT['version']} " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
