"""Find phrases in a text: looked up by their first words, parsed only when these occur."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from relational_journal.capture.suggest.clauses import SIGNS, Text
from relational_journal.capture.suggest.contractions import PIECES, SORTS, spelled_out, with_classes

_HIM = frozenset(("him", "her", "them", "someone", "somebody", "everyone", "everybody"))
_HE = frozenset(("he", "she", "they"))
_HIS = frozenset(("his", "her", "their"))
_GAP = 3  # words that * may stand for


class Piece(NamedTuple):
    """One place of a phrase: the allowed words, and the kinds of thing (them, they, their, gap).

    `follows`: the words must come next and are not part of the phrase.
    """

    words: frozenset[str]
    kinds: frozenset[str]
    optional: bool = False
    follows: bool = False


class Phrase(NamedTuple):
    """A phrase and its meaning: `who` does it (a section of phrases.toml), and the key or tone."""

    who: str
    key: str
    pieces: tuple[Piece, ...]
    is_negated: bool


class Found(NamedTuple):
    """A phrase found at the words `begin` to `end` of a text."""

    phrase: Phrase
    begin: int
    end: int


class Book:
    """All phrases and the grammar, from their compact form."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self._rows: Sequence[tuple[str, str, str]] = content["phrases"]
        self._index: Mapping[str, Sequence[int]] = content["index"]
        self._verbs: Mapping[str, str] = content["verbs"]
        self._classes: Mapping[str, str] = content["classes"]
        self._read: dict[int, Phrase] = {}
        self.bases = frozenset(content["bases"].split())
        self.thirds = frozenset(content["thirds"].split())
        self.spellings: Mapping[str, str] = content["spellings"]
        self.yields: Mapping[str, Sequence[str]] = content["yields"]
        self.feelings: Mapping[str, str] = content["feelings"]
        self.pasts = frozenset(" ".join(self._verbs.values()).split())
        self.nouns = frozenset(content["nouns"].split())
        self.bare = frozenset(content["bare"].split())
        self.several = frozenset(content["several"].split())
        self.words: Mapping[str, frozenset[str]] = {
            name: frozenset(written.split()) for name, written in content["words"].items()
        }

    def phrases(self, first: str) -> Iterator[Phrase]:
        """Yield the phrases that can begin with a word."""
        for number in self._index.get(first, ()):
            phrase = self._read.get(number)
            if phrase is None:
                who, key, written = self._rows[number]
                phrase = self._read[number] = _phrase(
                    who, key, spelled_out(with_classes(written, self._classes), self._verbs)
                )
            yield phrase

    def found_in(self, text: Text) -> Iterator[Found]:
        """Yield every phrase in the text, whoever the subject is."""
        for at, form in enumerate(text.forms):
            for phrase in self.phrases(form):
                end = _end(text, phrase.pieces, 0, at)
                if end is not None:
                    yield Found(phrase, at, end)


@cache
def book() -> Book:
    """Return the phrases of this program, loaded once."""
    return Book(json.loads(Path(__file__).with_name("compact.json").read_text(encoding="utf-8")))


def _phrase(who: str, key: str, spelled: str) -> Phrase:
    """Parse a phrase in its expanded form."""
    pieces: list[Piece] = []
    for written in PIECES.findall(spelled):
        if written[0] == "(":
            pieces += (_piece(word)._replace(optional=True) for word in written[1:-1].split())
        elif written[0] == "[":
            pieces.append(_piece(written[1:-1])._replace(follows=True))
        else:
            pieces.append(_piece(written))
    return Phrase(who, key, tuple(pieces), any("n't" in piece.words for piece in pieces[:2]))


def _piece(written: str) -> Piece:
    """Parse one place of a phrase."""
    words = written.split("|")
    kinds = frozenset(SORTS[word] for word in words if word in SORTS)
    return Piece(frozenset(word for word in words if word not in SORTS), kinds)


def _end(text: Text, pieces: Sequence[Piece], number: int, at: int) -> int | None:
    """Return where the pieces from `number` on end, if they match at `at`; the longest match."""
    if number == len(pieces):
        return at
    piece = pieces[number]
    if piece.follows:
        form = text.forms[at] if at < len(text) else "."
        return _end(text, pieces, number + 1, at) if form in piece.words else None
    for after in _after(text, piece, at):
        end = _end(text, pieces, number + 1, after)
        if end is not None:
            return end
    return _end(text, pieces, number + 1, at) if piece.optional else None


def _after(text: Text, piece: Piece, at: int) -> list[int]:
    """Return the positions after one piece, the furthest first."""
    if "gap" in piece.kinds:
        ends = [at]
        while ends[-1] < len(text) and len(ends) <= _GAP and text.forms[ends[-1]] not in SIGNS:
            ends.append(ends[-1] + 1)
        return ends[::-1]
    if at >= len(text):
        return []
    form = text.forms[at]
    ends = [at + 1] if form in piece.words else []
    if not piece.kinds:
        return ends
    person = text.people.get(at)
    if "their" in piece.kinds:
        if person and person.end < len(text) and text.forms[person.end] == "'s":
            ends.append(person.end + 1)
        if form in _HIS:
            ends.append(at + 1)
    if "them" in piece.kinds or "they" in piece.kinds:
        if person and not person.owns:
            ends.append(person.end)
        elif form in (_HIM if "them" in piece.kinds else _HE):
            ends.append(at + 1)
    return ends
