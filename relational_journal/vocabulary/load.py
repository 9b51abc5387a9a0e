"""Look up words in the vocabulary, the person's own words included."""

import json
from collections.abc import Container, Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from relational_journal.vocabulary.special import settings
from relational_journal.vocabulary.spelling import plain, single_l

if TYPE_CHECKING:
    from relational_journal.model import Word
    from relational_journal.vocabulary.patterns import Pattern

__all__ = ["Reading", "Term", "Vocabulary", "patterns", "settings", "vocabulary"]

_FOLDER = Path(__file__).parent / "data"
_WHOLE_ONLY = "kinds"


class Term(NamedTuple):
    """A word of the vocabulary, or a person's own word (with the `list` of the key it counts like).

    `list` is one of nine (moves, responses, feelings …) or "own"; `group` the way of a move, the group of a response,
    the family of a feeling, the setting of a relationship, else "". `inline_label` is how it reads inside a row of a
    story, `shown` the meaning to show next to the label.
    """

    key: str
    label: str
    meaning: str
    polarity: str
    list: str
    group: str
    short: tuple[str, ...]
    inline_label: str
    shown: str


class Reading(NamedTuple):
    """The result of looking up a tag: no key, one, or several that fit equally well, and `how` they were found."""

    keys: tuple[str, ...]
    how: str  # key, short, label, own or beginning; "" if nothing is found


_NOTHING = Reading((), "")


class _Tables(NamedTuple):
    lists: list[str]
    rows: Mapping[str, list[Any]]  # key → label, meaning, polarity, place in lists, group, short, told, shown
    forms: tuple[tuple[str, Mapping[str, str]], ...]  # how, form → its key, or several separated by spaces


class Vocabulary:
    """The vocabulary with the person's own words. Immutable: `with_words` returns another."""

    def __init__(self, tables: _Tables, words: "Iterable[Word]" = ()) -> None:
        self._tables = tables
        self.words: Mapping[str, Word] = {word.key: word for word in words}
        self._own_forms = {single_l(plain(key)): key for key in self.words}
        self._met: dict[str, Term] = {}

    @cached_property
    def terms(self) -> Mapping[str, Term]:
        """Every term by key, in the order of the files, own words last."""
        keys = (*self._tables.rows, *(key for key in self.words if key not in self._tables.rows))
        return {key: term for key in keys if (term := self.get(key))}

    def get(self, key: str) -> Term | None:
        """Return the term of a key, or None. Terms are built on first use, since logging a moment needs few."""
        term = self._met.get(key)
        if term is None:
            term = self._domain_term(key) or self._own_term(key)
            if term is not None:
                self._met[key] = term
        return term

    def _domain_term(self, key: str) -> Term | None:
        row = self._tables.rows.get(key)
        if row is None:
            return None
        label, meaning, polarity, place, group, short, inline_label, *shown = row
        where = self._tables.lists[place]
        return Term(
            key, label, meaning, polarity, where, group, tuple(short), inline_label, shown[0] if shown else meaning
        )

    def _own_term(self, key: str) -> Term | None:
        word = self.words.get(key)
        if word is None:
            return None
        like = self._domain_term(word.like or "")
        where, group = (like.list, like.group) if like else ("own", "")
        return Term(word.key, word.label, "", word.polarity, where, group, (), word.label, "")

    def with_words(self, words: "Iterable[Word]") -> "Vocabulary":
        """Return this vocabulary with these own words in place of any it had."""
        own = tuple(words)
        return Vocabulary(self._tables, own) if own or self.words else self

    def __contains__(self, key: object) -> bool:
        return key in self._tables.rows or key in self.words

    def label(self, key: str) -> str:
        """Return the label of a key; for an unknown key, the words of the key."""
        term = self.get(key)
        return term.label if term else key.replace("-", " ")

    def inline_label(self, key: str) -> str:
        """Return how a key reads inside a row of a story; for an unknown key, the words of the key."""
        term = self.get(key)
        return term.inline_label if term else key.replace("-", " ")

    def list_of(self, name: str) -> tuple[Term, ...]:
        """Return the terms of a list in file order, then own words that count like one of them."""
        return tuple(term for term in self.terms.values() if term.list == name)

    def group(self, key: str) -> str:
        """Return the way, group, family or setting of a key (for an own word, of the key it counts like), or ""."""
        term = self.get(key)
        return term.group if term else ""

    def polarity(self, key: str) -> str:
        """Return C, D or N; N for an unknown key."""
        term = self.get(key)
        return term.polarity if term else "N"

    def counts_as(self, key: str) -> str:
        """Return the key an own word counts like; every other key is returned unchanged."""
        word = self.words.get(key)
        return word.like or key if word else key

    def slot_list(self, key: str) -> str | None:
        """Return the list of a key (for an own word, of the key it counts like), or None."""
        term = self.get(key)
        return None if term is None or term.list == "own" else term.list

    def find(self, written: str) -> tuple[str, ...]:
        """Return the keys a tag without its `+` can mean: none, one, or several in vocabulary order."""
        return self.read(written).keys

    def read(self, written: str, lists: Container[str] | None = None) -> Reading:
        """Return what a tag means and how it was found; the first way that finds anything wins.

        In order: an exact key, a short word, a label in kebab-case, an exact own word, the beginnings of words.

        Args:
            written: the tag without `+` and prefix.
            lists: the lists to look in, or None for all; an own word that counts like nothing is always found.
        """
        spelled = plain(written)
        if spelled in self._tables.rows and self._is_in(spelled, lists):
            return Reading((spelled,), "key")
        single = single_l(spelled)
        for how, forms in self._tables.forms:
            found = forms.get(spelled) or forms.get(single)
            keys = tuple(key for key in found.split(" ") if self._is_in(key, lists)) if found else ()
            if keys:
                return Reading(keys, how)
        own = written if written in self.words else self._own_forms.get(single)
        if own is not None and self._is_in(own, lists):
            return Reading((own,), "own")
        return self._beginning(spelled, lists)

    def _is_in(self, key: str, lists: Container[str] | None) -> bool:
        return lists is None or (name := self.slot_list(key)) is None or name in lists

    def _beginning(self, spelled: str, lists: Container[str] | None) -> Reading:
        """Return keys by beginnings of words of a key, label or short word; relationships match only in full."""
        parts = [part for part in spelled.split("-") if part]
        if not parts or (len(spelled) < 4 and "-" not in spelled):
            return _NOTHING
        rows = self._tables.rows
        # A cheap test first: most keys do not hold the first part at all.
        found = {key for key in rows if parts[0] in key and _begins(parts, key.split("-"))}
        for _, forms in self._tables.forms:
            for form, keys in forms.items():
                if parts[0] in form and _begins(parts, form.split("-")):
                    found.update(keys.split(" "))
        whole_only = self._tables.lists.index(_WHOLE_ONLY)
        in_order = tuple(
            key for key, row in rows.items() if key in found and row[3] != whole_only and self._is_in(key, lists)
        )
        return Reading(in_order, "beginning") if in_order else _NOTHING

    def near(self, written: str, n: int = 3) -> tuple[str, ...]:
        """Return up to `n` keys that an unknown word may have meant, nearest first."""
        from relational_journal.vocabulary.near import near_keys

        forms: dict[str, tuple[str, ...]] = {key: (key,) for key in self.terms}
        for _, more in self._tables.forms:
            forms |= {form: tuple(keys.split(" ")) for form, keys in more.items()}
        return near_keys(plain(written), forms, n)


def _begins(parts: list[str], words: list[str]) -> bool:
    """Return whether each part begins a word, in the same order; words may be skipped.

    >>> _begins(["said", "felt"], ["said", "what", "i", "felt"])
    True
    """
    # One iterator for all parts, so that each is sought behind the word of the one before.
    remaining = iter(words)
    return all(any(word.startswith(part) for word in remaining) for part in parts)


@cache
def vocabulary() -> "Vocabulary":
    """Return the vocabulary without own words, read once from its compact form."""
    content = json.loads((_FOLDER / "compact.json").read_text(encoding="utf-8"))
    forms = tuple((how, content[how]) for how in ("key", "short", "label"))
    return Vocabulary(_Tables(content["lists"], content["terms"], forms))


def patterns() -> "tuple[Pattern, ...]":
    """Return the nineteen rows of the patterns, read on first use."""
    from relational_journal.vocabulary.patterns import patterns as read

    return read()
