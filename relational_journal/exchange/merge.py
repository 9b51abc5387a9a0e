"""Merge the people, own words, hunches and readings of a file with those of the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from relational_journal.exchange.jsonl.lines import bad_line
from relational_journal.model import MYSELF, Hunch, Learned, Person, Word
from relational_journal.model import replace as changed
from relational_journal.text.folding import folded as as_compared
from relational_journal.uuid7 import new_uid
from relational_journal.vocabulary.safety import joined_mark


class MergedPeople(NamedTuple):
    """`people`: new or changed, to be stored; `new`: the names of the new; `names`: any spelling → the journal's."""

    people: tuple[Person, ...]
    new: tuple[str, ...]
    names: Mapping[str, str]
    hints: tuple[str, ...]


class MergedWords(NamedTuple):
    """`words`: new or changed, to be stored; `all`: every own word there will be, by key."""

    words: tuple[Word, ...]
    all: Mapping[str, Word]
    hints: tuple[str, ...]


class MergedHunches(NamedTuple):
    """Hunches to be stored: new, or with `replacing` changed."""

    values: tuple[Hunch, ...]
    hints: tuple[str, ...]


class MergedLearned(NamedTuple):
    """Readings to be stored: new, or with `replacing` changed."""

    values: tuple[Learned, ...]
    hints: tuple[str, ...]


def merge_people(
    there: Iterable[Person],
    coming: Iterable[tuple[int, Person]],
    named: Mapping[str, tuple[str, int]],
    *,
    replacing: bool = False,
) -> MergedPeople:
    """Merge the people of a file with those of the journal: fill what is empty, hint at what differs.

    Args:
        there: people of the journal.
        coming: people the file defines, with their lines.
        named: names its entries use, by case-folded form, with the line of the first use.
        replacing: if both say something and differ, take the file's value.

    Raises:
        UnreadableImport: an entry names someone by a name that two people share.
    """
    merging = _People(there)
    for _, person in coming:
        merging.take(person, replacing=replacing)
    also = _by_other_name(merging.by_name.values())
    for folded, (name, line) in named.items():
        merging.meet(folded, name, line, also)
    return MergedPeople(
        tuple(merging.by_name[folded] for folded in merging.touched),
        tuple(merging.by_name[folded].name for folded in merging.new),
        merging.names,
        tuple(merging.hints),
    )


class _People:
    """People by case-folded name while a file is being merged."""

    def __init__(self, there: Iterable[Person]) -> None:
        self.by_name = {as_compared(person.name): person for person in there}
        self.by_name.setdefault(MYSELF, Person(MYSELF, relationship=MYSELF))
        self.journal_also = _by_other_name(self.by_name.values())
        self.journal_names = set(self.by_name)
        self.names: dict[str, str] = {}
        self.touched: dict[str, None] = {}
        self.new: list[str] = []
        self.hints: list[str] = []

    def take(self, person: Person, *, replacing: bool) -> None:
        """Take a person the file defines: someone new, or more about someone known."""
        folded = as_compared(person.name)
        if folded == "me":  # `@me` means oneself everywhere
            self.names[folded] = MYSELF
            folded, person = MYSELF, changed(person, name=MYSELF)
        # What is a nickname in the file may be another name of somebody here.
        if folded not in self.by_name and len(owners := self.journal_also.get(folded, ())) == 1:
            self.names[folded] = owners[0]
            folded = as_compared(owners[0])
            person = changed(person, name=owners[0])
        before = self.by_name.get(folded)
        if before is None:
            after = changed(person, also=self._free(person.also, folded, person.name))
            self.new.append(folded)
        else:
            after = self._merged(before, person, folded, replacing=replacing)
        if after != before:
            self.by_name[folded] = after
            self.touched[folded] = None

    def _merged(self, before: Person, person: Person, folded: str, *, replacing: bool) -> Person:
        has = {as_compared(name) for name in before.also} | {folded}
        more = self._free([name for name in person.also if as_compared(name) not in has], folded, before.name)
        merged: dict[str, Any] = {"also": (*before.also, *more)}
        for field in ("relationship", "power"):
            old, new = getattr(before, field), getattr(person, field)
            if old and new and old != new:
                kept = new if replacing else old
                self.hints.append(f"{before.name} is {old} here and {new} in the file: {kept} holds.")
                merged[field] = kept
            else:
                merged[field] = old or new
        merged["safety"] = self._safety_of(before, person, replacing=replacing)
        return changed(before, **merged)

    def _safety_of(self, before: Person, person: Person, *, replacing: bool) -> str | None:
        """Return the safety mark to store: the file's if it replaces the journal's, else the more careful one."""
        old, new = before.safety, person.safety
        kept = new if replacing and new else joined_mark(old, new)
        if not (old and new and old != new):
            return kept
        self.hints.append(f"{before.name} is marked {old} here and {new} in the file: {kept} holds.")
        return kept

    def _free(self, also: Sequence[str], folded: str, name: str) -> tuple[str, ...]:
        """Return other names without those the journal uses for someone else; add a hint for these."""
        free = []
        for other in also:
            if as_compared(other) != folded and as_compared(other) in self.journal_names:
                owner = self.by_name[as_compared(other)].name
                self.hints.append(
                    f"{owner} is someone of that name already, so {name} is not also {other}; "
                    f"if they are one: rj people merge."
                )
            else:
                free.append(other)
        return tuple(free)

    def meet(self, folded: str, name: str, line: int, also: Mapping[str, tuple[str, ...]]) -> None:
        """Take a name an entry uses: map it to the journal's spelling, or add someone new.

        Raises:
            UnreadableImport: two people have it as another name, and nobody as nickname.
        """
        if folded == "me":
            self.names[folded] = MYSELF
            return
        if folded in self.by_name:
            self.names[folded] = self.by_name[folded].name
            return
        owners = also.get(folded, ())
        if len(owners) > 1:
            raise bad_line(
                line,
                f'names "{name}", which is another name of {" and of ".join(owners)}',
                "Write one of these names instead and import again; nothing was stored.",
            )
        if owners:
            self.names[folded] = owners[0]
        else:
            self.names[folded] = name
            self.by_name[folded] = Person(name)
            self.new.append(folded)
            self.touched[folded] = None


def _by_other_name(people: Iterable[Person]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for person in people:
        for other in person.also:
            folded = as_compared(other)
            found[folded] = (*found.get(folded, ()), person.name)
    return found


def merge_words(
    there: Mapping[str, Word],
    coming: Iterable[tuple[int, Word]],
    used: Iterable[str],
    *,
    replacing: bool = False,
) -> MergedWords:
    """Merge the own words of a file with those of the journal; one that is used and not defined becomes a new own word.

    Args:
        there: the journal's, by key.
        coming: those the file defines, with their lines.
        used: keys its entries hold as own words.
        replacing: if both say something and differ, take the file's value.
    """
    words = dict(there)
    touched: dict[str, None] = {}
    hints: list[str] = []
    for _, word in coming:
        before = words.get(word.key)
        after = word if before is None else _merged_word(before, word, hints, replacing=replacing)
        if after != before:
            words[word.key] = after
            touched[word.key] = None
    for key in used:
        if key not in words:
            words[key] = Word(key, key.replace("-", " "))
            touched[key] = None
            hints.append(f"{key} is kept as an own word; rj words add {key} --like … lets it count.")
    return MergedWords(tuple(words[key] for key in touched), words, tuple(hints))


def _merged_word(before: Word, word: Word, hints: list[str], *, replacing: bool) -> Word:
    merged = {}
    for field, phrase in (("label", "is called"), ("polarity", "has the polarity"), ("like", "counts like")):
        old, new = getattr(before, field), getattr(word, field)
        merged[field] = old or new
        if old and new and old != new:
            merged[field] = new if replacing else old
            hints.append(f"{before.key} {phrase} {old} here and {new} in the file: {merged[field]} holds.")
    return changed(before, **merged)


def merge_hunches(there: Iterable[Hunch], coming: Iterable[Hunch], *, replacing: bool = False) -> MergedHunches:
    """Merge the hunches of a file with those of the journal; one without uid is new."""
    known = {hunch.uid: hunch for hunch in there}
    kept: dict[str, Hunch] = {}
    hints = []
    for hunch in coming:
        before = known.get(hunch.uid)
        if before is None or replacing:
            uid = hunch.uid or new_uid()
            kept[uid] = changed(hunch, uid=uid)
        elif before != hunch:
            hints.append(f'The hunch "{before.text[:40]}" says something else in the file; it stays as it is here.')
    return MergedHunches(tuple(hunch for uid, hunch in kept.items() if known.get(uid) != hunch), tuple(hints))


def merge_learned(there: Iterable[Learned], coming: Iterable[Learned], *, replacing: bool = False) -> MergedLearned:
    """Merge the learned readings of a file with those of the journal."""
    known = {(reading.phrase, reading.key): reading for reading in there}
    kept: dict[tuple[str, str], Learned] = {}
    differ = 0
    for reading in coming:
        identity = reading.phrase, reading.key
        before = known.get(identity)
        if before is None or replacing:
            kept[identity] = reading
        elif before != reading:
            differ += 1
    hint = f"{differ} learned reading{'s' if differ > 1 else ''} counted otherwise here: the counts stay as they are."
    return MergedLearned(
        tuple(reading for identity, reading in kept.items() if known.get(identity) != reading),
        (hint,) if differ else (),
    )
