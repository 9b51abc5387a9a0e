"""Draw docs/architecture.svg from the imports: `python docs/make_architecture.py`."""

from __future__ import annotations

import ast
from pathlib import Path

HERE = Path(__file__).parent
PACKAGE = HERE.parent / "relational_journal"
FOUNDATION = "model"  # what stands alone in the package's root, drawn as one box
WIDTH, BOX, ROW, LINE = 760, 150, 92, 40
NOTES = {
    "cli": "commands and prompts",
    "demo": "a fictional journal",
    "forms": "questions without a terminal",
    "journal": "the façade, and the public API",
    "report": "numbers to documents to text",
    "exchange": "entries in and out",
    "capture": "text to a draft",
    "patterns": "moments to numbers",
    "care": "a note when words suggest danger",
    "store": "the only package with SQL",
    "vocabulary": "the words of the domain, as data",
    "text": "what a terminal may be sent",
    FOUNDATION: "values, errors, config, the clock",
}


def package_of(path: Path) -> str:
    """Return the package a file is in."""
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else FOUNDATION


def imports() -> dict[str, set[str]]:
    """Return for each package those it imports, for types included."""
    found: dict[str, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name in ("__init__.py", "__main__.py") and path.parent == PACKAGE:
            continue
        mine = found.setdefault(package_of(path), set())
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("relational_journal"):
                inner = (node.module or "").split(".")[1:] or [node.names[0].name]
                package = inner[0] if (PACKAGE / inner[0]).is_dir() else FOUNDATION
                if package != package_of(path):
                    mine.add(package)
    return found


def without_what_follows(arrows: dict[str, set[str]]) -> dict[str, set[str]]:
    """The arrows that do not follow from two or more others."""

    def reached(package: str) -> set[str]:
        return arrows[package] | {far for near in arrows[package] for far in reached(near)}

    return {
        package: {there for there in near if not any(there in reached(other) for other in near - {there})}
        for package, near in arrows.items()
    }


def levels(arrows: dict[str, set[str]]) -> list[list[str]]:
    """The packages from top to bottom, each below all that import it."""
    depth: dict[str, int] = {}

    def height(package: str) -> int:
        if package not in depth:
            depth[package] = 1 + max((height(below) for below in arrows[package]), default=-1)
        return depth[package]

    rows: dict[int, list[str]] = {}
    for package in sorted(arrows):
        rows.setdefault(height(package), []).append(package)
    return [rows[level] for level in sorted(rows, reverse=True)]


def picture() -> str:
    """The picture as SVG."""
    arrows = imports()
    rows = levels(arrows)
    place: dict[str, tuple[float, float]] = {}
    for at, packages in enumerate(rows):
        step = WIDTH / len(packages)
        for number, package in enumerate(packages):
            place[package] = (step * (number + 0.5), 30 + at * ROW)
    height = 30 + len(rows) * ROW
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
        ' font-family="system-ui, sans-serif" font-size="13">',
        "<title>The packages of the program, and which imports which</title>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0L8 4L0 8z" fill="#666"/></marker></defs>',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
    ]
    for package, below in sorted(without_what_follows(arrows).items()):
        for other in sorted(below):
            (x, y), (to_x, to_y) = place[package], place[other]
            lines.append(
                f'<path d="M{x:.0f} {y + LINE:.0f}C{x:.0f} {y + LINE + 25:.0f} {to_x:.0f} {to_y - 25:.0f}'
                f' {to_x:.0f} {to_y:.0f}" fill="none" stroke="#888" marker-end="url(#tip)"/>'
            )
    for package, (x, y) in place.items():
        wide = max(BOX, 7 * len(NOTES.get(package, "")) + 28)
        lines.append(
            f'<g><rect x="{x - wide / 2:.0f}" y="{y:.0f}" width="{wide}" height="{LINE}" rx="6" fill="#f4f1ea"'
            f' stroke="#555"/><text x="{x:.0f}" y="{y + 17:.0f}" text-anchor="middle" font-weight="600">'
            f"{package}</text>"
            f'<text x="{x:.0f}" y="{y + 33:.0f}" text-anchor="middle" fill="#444">{NOTES.get(package, "")}</text></g>'
        )
    return "\n".join([*lines, "</svg>", ""])


if __name__ == "__main__":
    HERE.joinpath("architecture.svg").write_text(picture(), encoding="utf-8")
