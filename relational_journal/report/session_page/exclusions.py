"""What a person never wants shown on the page: remembered by name (`value.names`), so that no word of it is kept."""

from __future__ import annotations

from collections.abc import Iterable

SETTING = "never-on-the-page"

HEADINGS = {
    "today": "what I want from today",
    "about": "what this is",
    "connection": "connection, and what grew",
    "patterns": "the patterns",
    "otherwise": "when it went otherwise",
    "breaks": "breaks and repairs",
    "power": "power and what else was in the room",
    "echoes": "what it reminds me of",
    "experiment": "experiments",
    "checkin": "how the weeks were",
    "questions": "questions for us",
    "unseen": "what this journal does not see",
    "therapist": "moments with the therapist",
    "safe": "keeping safe",
}


def read(setting: str) -> tuple[str, ...]:
    """The names a setting holds, first to last."""
    return tuple(dict.fromkeys(setting.split()))


def written(names: Iterable[str]) -> str:
    """Names as the setting holds them."""
    return " ".join(dict.fromkeys(names))


def of_kind(kind: str, names: Iterable[str]) -> frozenset[str]:
    """The patterns (`pattern`) or whole sections (`section`) among the names."""
    return frozenset(rest for name in names if (rest := name.removeprefix(f"{kind}:")) != name)


def told(name: str) -> str:
    """What a name stands for, in words of ours.

    >>> told("pattern:pushing-away"), told("breaks:first-move"), told("section:checkin")
    ('Pushing people away', 'a line of breaks and repairs (first move)', 'all of how the weeks were')
    """
    kind, _, rest = name.partition(":")
    if kind == "pattern":
        return _pattern(rest)
    if kind == "section":
        return f"all of {HEADINGS.get(rest, rest)}"
    if kind == "answer":
        return "an answer of a session"
    named = _pattern(rest) if kind in ("otherwise", "questions") else rest.replace("-", " ")
    return f"a line of {HEADINGS.get(kind, kind)} ({named})"


def _pattern(key: str) -> str:
    from relational_journal.vocabulary.patterns import patterns

    return next((rule.name for rule in patterns() if rule.key == key), key.replace("-", " "))
