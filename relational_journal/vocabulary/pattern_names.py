"""Find the pattern that a name means: every name of it that is shown anywhere is accepted by every command."""

from __future__ import annotations

from collections.abc import Sequence

from relational_journal.errors import NotFound
from relational_journal.text.folding import caseless
from relational_journal.vocabulary.names import WAYS
from relational_journal.vocabulary.patterns import Pattern, patterns

_ARTICLES = ("the", "a", "an")


def row_keys(written: str) -> tuple[str, ...]:
    """Return the keys of the rows that a name means: one, or both roles of the chase if it names no role.

    A name is a key, a name as shown in a list, in a sentence or as a heading, in any case, with blanks or hyphens and
    with or without its article; or the beginnings of words that follow each other in the names of one pattern
    (`limits`, `quiet`).

    Raises:
        NotFound: there is no such pattern; says what else the name is, names near keys, or lists all of them.
    """
    wanted = _words(written)
    rows = patterns()
    named = tuple(row.key for row in rows if wanted and wanted in map(_words, _names(row)))
    if named:
        return named
    found: list[Pattern] = []
    # A way of moving is no pattern, although the name of one may hold its word: pressing.
    for fits in () if " ".join(wanted) in WAYS.values() else (_begins, _holds):
        found = [row for row in rows if wanted and any(fits(_words(name), wanted) for name in _names(row))]
        if len({_without_role(row) for row in found}) == 1:
            return tuple(row.key for row in found)
        if found:
            break
    raise NotFound(f'no pattern "{written}"', _next_step(written, [row.key for row in found]))


def typed_name(row: Pattern) -> str:
    """Return what to type for a pattern on the command line: its name as shown in a list, in one word."""
    return "-".join(_words(row.row))


def _names(row: Pattern) -> tuple[str, ...]:
    """Return every name of a row; the first name of the chase is that of both its roles."""
    return row.key, _without_role(row), row.name, row.row, row.subject, *row.row.split(", ")[:-1]


def _without_role(row: Pattern) -> str:
    return row.key.partition(":")[0]


def _words(name: str) -> tuple[str, ...]:
    """Split a name into its words without its article, and a key at its hyphens and its colon.

    >>> _words("“The chase, pressing”"), _words("pursue-withdraw:chaser")
    (('chase', 'pressing'), ('pursue', 'withdraw', 'chaser'))
    """
    spelled = "".join(letter if letter.isalnum() or letter in "'’" else " " for letter in caseless(name))
    found = tuple(spelled.replace("'", "").replace("’", "").split())
    return found[1:] if found[:1] and found[0] in _ARTICLES else found


def _begins(name: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether the words begin a name; the last one may be unfinished."""
    return (
        tuple(name[: len(wanted) - 1]) == tuple(wanted[:-1])
        and name[len(wanted) - 1 :][:1] != ()
        and (name[len(wanted) - 1].startswith(wanted[-1]))
    )


def _holds(name: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether the words follow each other somewhere in a name; the last one may be unfinished."""
    return any(_begins(name[at:], wanted) for at in range(len(name)))


def _next_step(written: str, found: Sequence[str]) -> str:
    """Return where the name leads, if it names something else; else near keys, or all of them."""
    from difflib import get_close_matches

    if found:
        return f"Near: {', '.join(found)}."
    elsewhere = _elsewhere(written)
    if elsewhere:
        return elsewhere
    keys = [row.key for row in patterns()]
    spelled = {"-".join(_words(name)): row.key for row in patterns() for name in _names(row)}
    near = dict.fromkeys(
        spelled[name] for name in get_close_matches("-".join(_words(written))[:80], spelled, n=3, cutoff=0.5)
    )
    return f"Near: {', '.join(near)}." if near else f"There are {', '.join(keys)}."


def _elsewhere(written: str) -> str:
    """Return what a word of the vocabulary or a way of moving leads to; "" if the name is neither."""
    from relational_journal.vocabulary.load import vocabulary
    from relational_journal.vocabulary.names import exact_keys

    said = " ".join(_words(written))
    if said in WAYS.values():
        return "It is a way of moving: rj look ways."
    found = exact_keys(vocabulary(), written)
    if not found:
        return ""
    counted = [typed_name(row) for row in patterns() for key in found[:1] if key in row.markers]
    if counted:
        return f"{found[0]} is a tag, counted in: {', '.join(counted)}."
    return f"{found[0]} is a tag: rj words {found[0]} says more."
