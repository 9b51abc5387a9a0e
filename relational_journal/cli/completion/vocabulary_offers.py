"""Offer tags, patterns and relationships with their labels; own words too if the journal can be opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from relational_journal.cli.completion.offer import Offer

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.vocabulary.load import Vocabulary

_PREFIXES = ("before", "after", "urge", "braced")


def vocabulary_offers(kind: str, open_journal: Callable[[], Journal | None]) -> Iterable[Offer]:
    """Return every word of a kind: `keys`, `tags` (with their prefixes), `patterns`, `relationships`, `positions`."""
    if kind == "patterns":
        from relational_journal.vocabulary.pattern_names import typed_name
        from relational_journal.vocabulary.patterns import patterns

        names = {name: pattern.row for pattern in patterns() for name in (pattern.key, typed_name(pattern))}
        return [Offer(name, row) for name, row in names.items()]
    journal = open_journal()
    if journal:
        vocabulary = journal.vocabulary
    else:
        from relational_journal.vocabulary.load import vocabulary as without_own_words

        vocabulary = without_own_words()
    lists = {"relationships": "kinds", "positions": "power"}
    if kind in lists:
        return [Offer(term.key, term.label) for term in vocabulary.list_of(lists[kind])]
    return _keys(vocabulary, with_prefixes=kind == "tags")


def _keys(vocabulary: Vocabulary, *, with_prefixes: bool) -> Iterator[Offer]:
    for key, term in vocabulary.terms.items():
        yield Offer(key, term.label)
    if not with_prefixes:
        return
    slots = {"urge": ("moves",), "braced": ("responses",), "before": ("responses", "feelings")}
    for prefix in _PREFIXES:
        for name in slots.get(prefix, slots["before"]):
            for term in vocabulary.list_of(name):
                yield Offer(f"{prefix}:{term.key}", term.label)
