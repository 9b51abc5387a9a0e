"""Draw docs/architecture.svg from the imports: `python docs/make_architecture.py`."""

from __future__ import annotations

import ast
from pathlib import Path

HERE = Path(__file__).parent
PACKAGE = HERE.parent / "relational_journal"
FOUNDATION = "model"  # what stands alone in the package's root, drawn as one box
WIDTH, BOX, ROW, LINE = 760, 150, 92, 40
ROOM_NOTES = {
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


def room_of(path: Path) -> str:
    """Return the package a file is in."""
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else FOUNDATION


def imports() -> dict[str, set[str]]:
    """Return for each package those it imports, for types included."""
    found: dict[str, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name in ("__init__.py", "__main__.py") and path.parent == PACKAGE:
            continue
        mine = found.setdefault(room_of(path), set())
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("relational_journal"):
                inner = (node.module or "").split(".")[1:] or [node.names[0].name]
                room = inner[0] if (PACKAGE / inner[0]).is_dir() else FOUNDATION
                if room != room_of(path):
                    mine.add(room)
    return found


def without_what_follows(arrows: dict[str, set[str]]) -> dict[str, set[str]]:
    """The arrows that do not follow from two or more others."""

    def reached(room: str) -> set[str]:
        return arrows[room] | {far for near in arrows[room] for far in reached(near)}

    return {
        room: {there for there in near if not any(there in reached(other) for other in near - {there})}
        for room, near in arrows.items()
    }


def levels(arrows: dict[str, set[str]]) -> list[list[str]]:
    """The rooms from top to bottom, each below all that import it."""
    depth: dict[str, int] = {}

    def height(room: str) -> int:
        if room not in depth:
            depth[room] = 1 + max((height(below) for below in arrows[room]), default=-1)
        return depth[room]

    rows: dict[int, list[str]] = {}
    for room in sorted(arrows):
        rows.setdefault(height(room), []).append(room)
    return [rows[level] for level in sorted(rows, reverse=True)]


def picture() -> str:
    """The picture as SVG."""
    arrows = imports()
    rows = levels(arrows)
    place: dict[str, tuple[float, float]] = {}
    for at, rooms in enumerate(rows):
        step = WIDTH / len(rooms)
        for number, room in enumerate(rooms):
            place[room] = (step * (number + 0.5), 30 + at * ROW)
    height = 30 + len(rows) * ROW
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
        ' font-family="system-ui, sans-serif" font-size="13">',
        "<title>The rooms of the program, and which imports which</title>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0L8 4L0 8z" fill="#666"/></marker></defs>',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
    ]
    for room, below in sorted(without_what_follows(arrows).items()):
        for other in sorted(below):
            (x, y), (to_x, to_y) = place[room], place[other]
            lines.append(
                f'<path d="M{x:.0f} {y + LINE:.0f}C{x:.0f} {y + LINE + 25:.0f} {to_x:.0f} {to_y - 25:.0f}'
                f' {to_x:.0f} {to_y:.0f}" fill="none" stroke="#888" marker-end="url(#tip)"/>'
            )
    for room, (x, y) in place.items():
        wide = max(BOX, 7 * len(ROOM_NOTES.get(room, "")) + 28)
        lines.append(
            f'<g><rect x="{x - wide / 2:.0f}" y="{y:.0f}" width="{wide}" height="{LINE}" rx="6" fill="#f4f1ea"'
            f' stroke="#555"/><text x="{x:.0f}" y="{y + 17:.0f}" text-anchor="middle" font-weight="600">{room}</text>'
            f'<text x="{x:.0f}" y="{y + 33:.0f}" text-anchor="middle" fill="#444">{ROOM_NOTES.get(room, "")}</text></g>'
        )
    return "\n".join([*lines, "</svg>", ""])


if __name__ == "__main__":
    HERE.joinpath("architecture.svg").write_text(picture(), encoding="utf-8")
