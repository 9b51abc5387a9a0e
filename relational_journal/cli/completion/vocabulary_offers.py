"""Offer tags, patterns and relationships with their labels; own words too if the journal can be opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from relational_journal.cli.completion.offer import Offer
from relational_journal.text.folding import caseless

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.vocabulary.load import Term, Vocabulary

# The lists whose keys can stand in one place only; every other kind of tag takes keys of any list.
_LISTS: dict[str, tuple[str, ...]] = {
    "relationships": ("kinds",),
    "positions": ("power",),
    "conditions": ("responses", "feelings", "wishes", "power", "context"),
    "markers": ("moves", "feelings", "responses"),
    "counted-like": ("moves", "responses", "feelings", "wishes", "power", "context", "treated"),
}
_PREFIXES: dict[str, tuple[str, ...]] = {
    "before:": ("responses", "feelings"),
    "after:": ("responses", "feelings"),
    "urge:": ("moves",),
    "braced:": ("responses",),
}
KINDS = frozenset((*_LISTS, "keys", "tags", "written-tags", "patterns"))


def vocabulary_offers(kind: str, typed: str, open_journal: Callable[[], Journal | None]) -> Iterable[Offer]:
    """Return the words of a kind that begin as typed: by their keys, then by another name that is read as one of them.

    Args:
        kind: one of KINDS: `tags` is what a filter takes, `written-tags` what a moment takes.
        typed: the beginning, without a mark.
        open_journal: returns the journal, or None if it cannot be opened without asking.
    """
    if kind == "patterns":
        return _patterns()
    vocabulary = _vocabulary(open_journal)
    terms = [term for name in _LISTS[kind] for term in vocabulary.list_of(name)] if kind in _LISTS else None
    found = _by_prefix(kind, vocabulary) if terms is None else (("", term) for term in terms)
    offers, others = list[Offer](), list[Offer]()
    wanted = caseless(typed)
    for prefix, term in found:
        if caseless(prefix + term.key).startswith(wanted):
            offers.append(Offer(prefix + term.key, term.label))
        elif wanted.startswith(prefix) and (name := _other_name(term, wanted[len(prefix) :], vocabulary, prefix)):
            others.append(Offer(prefix + name, term.label))
    return [*offers, *(_without_a_list(typed, vocabulary) if kind == "written-tags" else ()), *others]


def _vocabulary(open_journal: Callable[[], Journal | None]) -> Vocabulary:
    if journal := open_journal():
        return journal.vocabulary
    from relational_journal.vocabulary.load import vocabulary as without_own_words

    return without_own_words()


def _patterns() -> list[Offer]:
    from relational_journal.vocabulary.pattern_names import typed_name
    from relational_journal.vocabulary.patterns import patterns

    names = {name: pattern.row for pattern in patterns() for name in (pattern.key, typed_name(pattern))}
    return [Offer(name, row) for name, row in names.items()]


def _by_prefix(kind: str, vocabulary: Vocabulary) -> Iterator[tuple[str, Term]]:
    """Return every tag with its prefix, "" first; a good thing is written in a moment only as more, same or less."""
    for term in vocabulary.terms.values():
        if kind != "written-tags" or term.list != "good":
            yield "", term
    if kind != "keys":
        for prefix, names in _PREFIXES.items():
            for name in names:
                yield from ((prefix, term) for term in vocabulary.list_of(name))


def _without_a_list(typed: str, vocabulary: Vocabulary) -> Iterator[Offer]:
    """Return what a moment takes beside the keys: tones, settings, good things by amount, sides of a context.

    Sides are offered only behind the colon: before it they would hide the keys.
    """
    from relational_journal.model import SIDES
    from relational_journal.vocabulary.special import TONES, good_forms, settings

    yield from (Offer(name, f"tone: {tone}") for name, tone in TONES.items() if len(name) > 1)
    yield from (Offer(name, "setting") for name in settings())
    yield from (Offer(name, term.label) for term in vocabulary.list_of("good") for name in good_forms(term.key))
    if ":" in typed:
        for term in vocabulary.list_of("context"):
            yield from (Offer(f"{term.key}:{side}", term.label) for side in SIDES)


def _other_name(term: Term, wanted: str, vocabulary: Vocabulary, prefix: str) -> str:
    """Return a name of a term, other than its key, that begins as wanted and is read as nothing else; "" if none."""
    from relational_journal.vocabulary.spelling import label_forms

    if not wanted:
        return ""
    names = (name for name in (*label_forms(term.label), *term.short) if name.startswith(wanted))
    lists = _PREFIXES.get(prefix)
    return next((name for name in names if vocabulary.read(name, lists).keys == (term.key,)), "")
