"""How the files of the package are written: each is read and parsed once for all tests that ask."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).resolve().parents[2] / "relational_journal"


class Source(NamedTuple):
    """The docstring of a file, and every module it imports by its full name, inside functions too."""

    docstring: str | None
    imports: frozenset[str]


@cache
def sources() -> dict[Path, Source]:
    """Every file of the package."""
    return {path: _read(path) for path in sorted(PACKAGE.rglob("*.py"))}


def _read(path: Path) -> Source:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return Source(ast.get_docstring(tree), frozenset(names))
