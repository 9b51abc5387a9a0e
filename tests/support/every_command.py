"""One run of every command and part of a command, in an order in which each has something to do.

Each row: the words, the exit code, and what goes to standard input. A test holds that no command is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from relational_journal.cli.commands import COMMANDS, build


class Run(NamedTuple):
    words: tuple[str, ...]
    code: int = 0
    stdin: str = ""


def run(*words: str, code: int = 0, stdin: str = "") -> Run:
    return Run(words, code, stdin)


LINE = '{"kind": "moment", "when": "2026-11-01", "text": "From elsewhere."}\n'
RUNS = (
    run("log", "I went quiet. @Sam @Ada +hurt +went-silent +my-word +d"),
    run("log", "-", stdin="We talked about it. @Sam +reached-out +c"),
    run(),
    run("more", "1", code=2),
    run("list"),
    run("show", "1"),
    run("search", "quiet"),
    run("edit", "1", "--text", "I went quiet again. @Sam @Ada +hurt +went-silent"),
    run("undo"),
    run("tag", "1", "+before:lonely"),
    run("mend", "1", "I rang. @Sam +reached-out", "--by", "me"),
    run("link", "1", "2", "--as", "echoes"),
    run("patterns"),
    run("patterns", "pushing-away"),
    run("look"),
    run("look", "repairs"),
    run("calendar"),
    run("like", "1"),
    run("due", code=1),
    run("completion", "bash"),
    run("suggest", "Mum went quiet."),
    run("hunch", "add", "When hurt I go quiet.", "--when", "hurt", "--then", "went-silent"),
    run("hunch", "list"),
    run("hunch", "show", "1"),
    run("hunch", "end", "1"),
    run("reflect", "week", code=2),
    run("session", "before"),
    run("session", "after", "We talked about the quiet.", "--with", "Ada"),
    run("session", "list"),
    *(run("summary", "--format", form, "--yes") for form in ("text", "md", "html", "json")),
    run("summary", "--format", "pdf", "--output", "page.pdf", "--yes"),
    run("people"),
    run("people", "list"),
    run("people", "add", "Kim"),
    run("people", "show", "Kim"),
    run("people", "edit", "Kim", "--also", "Kimi"),
    run("people", "rename", "Kim", "Kimberley"),
    run("people", "merge", "Kimberley", "Ada"),
    run("words"),
    run("words", "list"),
    run("words", "add", "other-word", "--like", "hurt"),
    run("words", "learned"),
    run("words", "remove", "other-word", "--yes"),
    run("init", code=1),
    run("import", "-", stdin=LINE),
    run("export"),
    run("backup"),
    run("backup", "copy.db"),
    run("restore", "copy.db", "--yes"),
    run("doctor"),
    run("doctor", "--drafts"),
    run("settings", "names", "initials"),
    run("settings"),
    run("demo"),
    run("guide"),
    run("help"),
    run("help", "log"),
    run("delete", "2"),
    run("delete", "1", "--for-good", "--yes"),
    run("people", "forget", "Sam", "--yes"),
)
# These end what is tested with the others, so each test runs them as it needs.
APART = {("passphrase",), ("lock",)}


def names() -> Iterator[tuple[str, ...]]:
    """Every command, or every part of one that has parts, by its words."""
    for name in (name for section in COMMANDS.values() for name in section):
        parts = getattr(build(name), "commands", None)
        yield from [(name, part) for part in parts] if parts else [(name,)]


def missing() -> set[tuple[str, ...]]:
    """Commands of the table that no run names."""
    return {name for name in names() if not any(row.words[: len(name)] == name for row in RUNS)} - APART
