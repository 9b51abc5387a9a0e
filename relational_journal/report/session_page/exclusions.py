"""Store what is never to be shown on the page: by its name (`document.names`), so that no word of it is stored."""

from __future__ import annotations

from collections.abc import Iterable

SETTING = "never-on-the-page"

HEADINGS = {
    "today": "what I want from today",
    "about": "what this is",
    "ways": "how it moved",
    "connection": "connection, and what grew",
    "patterns": "the patterns",
    "otherwise": "when it went otherwise",
    "breaks": "breaks and repairs",
    "changes": "what changed",
    "echoes": "an old picture, a roomier one",
    "experiment": "what was tried",
    "questions": "questions for us",
    "unseen": "what this does not see",
    "counts": "all counts",
    "power": "power and what else was in the room",
    "people": "who is around me",
    "checkin": "how the weeks were",
    "theme": "a theme",
    "reading": "how to read this",
    "therapist": "moments with the therapist",
    "safe": "keeping safe",
}


def read(setting: str) -> tuple[str, ...]:
    """Return the names that a setting holds, in order."""
    return tuple(dict.fromkeys(setting.split()))


def written(names: Iterable[str]) -> str:
    """Format names as the setting holds them."""
    return " ".join(dict.fromkeys(names))


def of_kind(kind: str, names: Iterable[str]) -> frozenset[str]:
    """Return the patterns (`pattern`) or whole sections (`section`) among the names."""
    return frozenset(rest for name in names if (rest := name.removeprefix(f"{kind}:")) != name)


def describe(name: str) -> str:
    """Describe what a name stands for, without any word of the person's.

    >>> describe("pattern:pushing-away"), describe("breaks:looks-mended"), describe("section:checkin")
    ('Pushing people away', 'a line of breaks and repairs (looks mended)', 'all of how the weeks were')
    """
    kind, _, rest = name.partition(":")
    if kind == "pattern":
        return _pattern(rest)
    if kind == "section":
        return f"all of {HEADINGS.get(rest, rest)}"
    if kind == "answer":
        return "an answer of a session"
    named = _pattern(rest) if kind in ("otherwise", "questions", "changes") else rest.replace("-", " ")
    return f"a line of {HEADINGS.get(kind, kind)} ({named})"


def _pattern(key: str) -> str:
    from relational_journal.vocabulary.patterns import patterns

    return next((rule.name for rule in patterns() if rule.key == key), key.replace("-", " "))
