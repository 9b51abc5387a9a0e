"""What comes along with the package: declared, imported and documented alike, and nothing that speaks HTTP."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from tests.support.fresh_python import last_on_stderr
from tests.support.sources import sources

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# A package whose modules have another name.
MODULES = {
    "python-dateutil": "dateutil",
    "sqlite-utils": "sqlite_utils",
    "prompt-toolkit": "prompt_toolkit",
    "pyyaml": "yaml",
}
SPEAK_HTTP = {"requests", "httpx", "urllib3", "aiohttp", "httpcore", "certifi", "websockets", "grpcio", "h11", "pycurl"}


def folded(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def name_of(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found
    return folded(found[0])


def modules_of(requirements: list[str]) -> set[str]:
    return {MODULES.get(name_of(requirement), name_of(requirement)) for requirement in requirements}


def imported() -> dict[str, set[str]]:
    """Third-party module → files of the package that import it."""
    found: dict[str, set[str]] = {}
    for path, source in sources().items():
        for name in {name.partition(".")[0] for name in source.imports} - set(sys.stdlib_module_names):
            found.setdefault(name, set()).add(path.name)
    found.pop("relational_journal")
    return found


def brought_along() -> set[str]:
    """Every package that installing this one installs, extras left out."""
    packaging = pytest.importorskip("packaging.requirements")
    found: set[str] = set()
    waiting = [name_of(requirement) for requirement in PROJECT["dependencies"]]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            for written in metadata.distribution(name).requires or []:
                requirement = packaging.Requirement(written)
                if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                    waiting.append(folded(requirement.name))
    return found


def documented() -> set[str]:
    page = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
    table = page.split("## What it is made of")[1].split("\n\n")[2]
    rows = [line.split("|")[1] for line in table.splitlines()[2:]]
    return {folded(name.strip()) for row in rows for name in row.split(",")}


def of_extras() -> set[str]:
    extras = PROJECT["optional-dependencies"]
    return {module for name in extras if name != "test" for module in modules_of(extras[name])}


def test_what_is_declared_is_what_is_imported() -> None:
    declared = modules_of(PROJECT["dependencies"])

    assert declared - set(imported()) == set(), "declared and not imported"
    assert set(imported()) - declared - of_extras() == set(), "imported and not declared"


def test_an_extra_is_imported_in_one_place_alone() -> None:
    found = imported()

    assert found["keyring"] == {"keychain.py"}
    assert all(len(found.get(module, {""})) == 1 for module in of_extras())


def test_everything_that_comes_along_is_documented() -> None:
    assert brought_along() - documented() == set()
    # What only other systems or versions bring may stand there too.
    assert documented() - brought_along() <= {"tzdata", "pip", "shellingham", "annotated-doc", "click"}


def test_nothing_that_comes_along_speaks_http() -> None:
    assert brought_along() & SPEAK_HTTP == set()


def test_no_command_imports_what_could_install_or_fetch(rj) -> None:
    rj("log", "The first. @ada +hurt +d")
    code = (
        "import sys\nfrom relational_journal.cli.app import run\n"
        "for words in (['list'], ['patterns'], ['look'], ['people'], ['words'], ['doctor'], ['summary', '--yes'],"
        " ['export'], ['backup'], ['settings', 'names', 'initials']): run(words)\n"
        "print(sorted({'pip', 'ssl', 'http.client', 'urllib.request'} & set(sys.modules)), file=sys.stderr)"
    )

    assert last_on_stderr(code) == "[]"
