"""What a person's own phrases were kept and dropped as, and what that changes in what is offered next. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.capture.suggest.own_phrases import MINE, THEIRS, Clause, ReadText
from relational_journal.capture.suggest.suggest import Suggestion, Tag, suggest
from relational_journal.model import Entry, Learned

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary

AGREEING = 2  # uses after which a phrase of one's own is offered as surely as one of the phrase book
SLOTS = ("first", "felt_before", "moves", "after", "felt_after")
_FEELS = frozenset(("felt", "feel", "feeling", "was", "am", "got", "became"))
_SORTS = {"moves": "move", "first": "response", "after": "response", "felt_before": "feeling", "felt_after": "feeling"}


class OwnReading(NamedTuple):
    """A key that a phrase of one's own stands for, and how often more it was kept than dropped."""

    tag: Tag
    uses: int


class Lessons:
    """The readings learned so far.

    Args:
        learned: as the journal holds them.
        vocabulary: says which field of an entry a key belongs in.
    """

    def __init__(self, learned: Iterable[Learned], vocabulary: Vocabulary) -> None:
        self._rows = {(reading.phrase, reading.key): reading for reading in learned}
        self._vocabulary = vocabulary

    def weight(self, phrase: str, key: str) -> int:
        """How often more a phrase was kept as a key than dropped; below zero if it was dropped more often."""
        reading = self._rows.get((phrase, key))
        return reading.kept - reading.dropped if reading else 0

    def found_in(self, read: ReadText, said: Suggestion) -> Iterator[OwnReading]:
        """The person's own phrases in the clauses in which the phrase book reads nothing."""
        first_move = min(
            read.places_of(tag.because for tag in said.tags if tag.slot == "moves"), default=len(read.text)
        )
        for clause in read.clauses_without(tag.because for tag in said.tags):
            for key, uses in self._meanings(clause):
                slot = self._slot(key, after_move=clause.verb > first_move)
                if slot == "moves":
                    first_move = min(first_move, clause.verb)
                because = read.text.words(clause.verb, min(clause.end, clause.verb + _words_of(clause)))
                yield OwnReading(Tag(key, slot, because), uses)

    def _meanings(self, clause: Clause) -> Iterator[tuple[str, int]]:
        """The keys a clause was said to mean, those it was dropped as left out."""
        for (phrase, key), reading in self._rows.items():
            uses = reading.kept - reading.dropped
            if phrase == clause.phrase and uses > 0 and clause.teller == _teller(self._sort(key)):
                yield key, uses

    def _sort(self, key: str) -> str:
        return {"moves": "move", "feelings": "feeling"}.get(self._vocabulary.slot_list(key) or "", "response")

    def _slot(self, key: str, *, after_move: bool) -> str:
        slots = {"move": ("moves", "moves"), "response": ("first", "after"), "feeling": ("felt_before", "felt_after")}
        return slots[self._sort(key)][after_move]


def told_by_hand(
    written: str, moment: Entry, before: Entry, vocabulary: Vocabulary, known: Sequence[str]
) -> tuple[Learned, ...]:
    """What tags given by hand teach: the phrase of the clause each belongs to, if nothing was read in it.

    Args:
        written: the words of the moment without marks.
        moment: with the tags; those that `before` has already are not counted again.
        vocabulary, known: as for `suggest`.
    """
    read = ReadText(written, known)
    said = suggest(written, vocabulary, known)
    silent = read.clauses_without(tag.because for tag in said.tags)
    given: dict[str, list[str]] = {}
    for slot in SLOTS:
        new = [key for key in getattr(moment, slot) if key not in getattr(before, slot)]
        given.setdefault(_SORTS[slot], []).extend(new)
    lessons = []
    for sort, keys in given.items():
        clauses = [clause for clause in silent if _fits(clause, sort, read)]
        # One tag belongs to the last clause that can tell it; several belong to as many clauses, in order told.
        if len(keys) == 1:
            clauses = clauses[-1:]
        if len(keys) == len(clauses):
            lessons += [Learned(clause.phrase, key, 1) for clause, key in zip(clauses, keys, strict=True)]
    return tuple(lessons)


def _fits(clause: Clause, sort: str, read: ReadText) -> bool:
    """Whether a clause can tell a move, a response or a feeling."""
    if sort == "feeling":
        return clause.teller == MINE and not _FEELS.isdisjoint(read.text.forms[clause.begin : clause.verb + 1])
    return clause.teller == _teller(sort)


def _teller(sort: str) -> str:
    return THEIRS if sort == "response" else MINE


def _words_of(clause: Clause) -> int:
    """How many words of the text the phrase of a clause takes, at least one."""
    return max(1, len(clause.phrase.removeprefix("not ").split()))
