"""Decide which moments are unsafe and who is held apart, for the whole program (docs/counting.md, unsafe)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.model import MYSELF

if TYPE_CHECKING:
    from relational_journal.model import Entry, Person, Word

NOT_SAFE = "not-safe"
ORDINARY = "ordinary"
MARKS = (NOT_SAFE, None, ORDINARY)  # from the most to the least careful; None for no mark

ENOUGH = 2  # unsafe moments after which a person is held apart

_DANGERS = ("they-threatened-me", "they-crossed-a-line")
_KEEPING_SAFE = "kept-myself-safe"
# By field, what makes a moment unsafe. An urge to keep safe, or a threat only braced for, does not.
_MAKES_UNSAFE = {"first": _DANGERS, "after": _DANGERS, "moves": (_KEEPING_SAFE,)}
# Two moments with one of these may be with two different people, so they are held apart only when marked.
MAY_BE_SEVERAL = ("stranger", "group-or-faith", "official-or-service")


def unsafe_keys(words: "Mapping[str, Word]") -> Mapping[str, frozenset[str]]:
    """Return the keys that make a moment unsafe, by field.

    Args:
        words: the person's own words by key; one that counts like an unsafe key is unsafe too.
    """
    return {
        field: frozenset(keys) | {word.key for word in words.values() if word.like in keys}
        for field, keys in _MAKES_UNSAFE.items()
    }


def more_careful(mark: str | None, other: str | None) -> str | None:
    """Return the more careful of two marks, for two people who become one.

    >>> more_careful("ordinary", "not-safe"), more_careful(None, "ordinary")
    ('not-safe', None)
    """
    return min(mark, other, key=MARKS.index)


def joined_mark(known: str | None, coming: str | None) -> str | None:
    """Return a person's mark after an import: an empty mark is filled, and of two the more careful is used.

    >>> joined_mark(None, "ordinary"), joined_mark("ordinary", "not-safe")
    ('ordinary', 'not-safe')
    """
    return more_careful(known, coming) if known and coming else known or coming


class Safety(NamedTuple):
    """The unsafe moments of one journal, and the people held apart.

    Attributes:
        held_apart: names of people all of whose moments are unsafe.
        careful_with: names of people with whom no repair, openness or experiment is offered: those held apart, and
            everyone with an unsafe moment.
        moments_of: how many moments of each person are unsafe by themselves.
        keys: by field, the keys that make a moment unsafe.
    """

    held_apart: frozenset[str]
    careful_with: frozenset[str]
    moments_of: Mapping[str, int]
    keys: Mapping[str, frozenset[str]]

    @classmethod
    def read(cls, moments: "Iterable[Entry]", people: "Iterable[Person]", words: "Mapping[str, Word]") -> "Safety":
        """Compute it from a journal.

        Args:
            moments: all moments of any day; those that are safe by themselves may be left out.
            people: everyone, with the mark the writer gave them.
            words: the person's own words by key.
        """
        safety = cls(frozenset(), frozenset(), {}, unsafe_keys(words))
        unsafe = (moment for moment in moments if moment.kind == "moment" and safety.is_unsafe_by_itself(moment))
        return cls.counted(((moment.people, 1) for moment in unsafe), people, words)

    @classmethod
    def counted(
        cls, unsafe: Iterable[tuple[tuple[str, ...], int]], people: "Iterable[Person]", words: "Mapping[str, Word]"
    ) -> "Safety":
        """Work it out from the people of the moments that are unsafe by themselves.

        Args:
            unsafe: the people of such moments, and how many moments have exactly these.
            people: everyone, with the mark the writer gave them.
            words: the person's own words by key.
        """
        known = {person.name: person for person in people}
        myself = {MYSELF} | {name for name, person in known.items() if person.relationship == MYSELF}
        count: Counter[str] = Counter()
        alone: dict[str, bool] = defaultdict(bool)
        for names, number in unsafe:
            others = [name for name in dict.fromkeys(names) if name not in myself]
            for name in others:
                count[name] += number
            if len(others) == 1:
                alone[others[0]] = True
        held = {person.name for person in known.values() if person.safety == NOT_SAFE and person.name not in myself}
        for name, number in count.items():
            person = known.get(name)
            if number >= ENOUGH and alone[name] and (person is None or _is_held_by_count(person, words)):
                held.add(name)
        return cls(frozenset(held), frozenset(held | count.keys()), dict(count), unsafe_keys(words))

    def is_unsafe_by_itself(self, moment: "Entry") -> bool:
        """Return whether the moment itself is unsafe: marked so, a danger before or after, or a move to keep safe."""
        keys = self.keys
        return (
            moment.unsafe
            or not keys["moves"].isdisjoint(moment.moves)
            or not keys["first"].isdisjoint(moment.first)
            or not keys["after"].isdisjoint(moment.after)
        )

    def is_unsafe(self, moment: "Entry") -> bool:
        """Return whether a moment is unsafe: by itself, or because someone in it is held apart."""
        return not self.held_apart.isdisjoint(moment.people) or self.is_unsafe_by_itself(moment)

    def is_counted(self, moment: "Entry") -> bool:
        """Return whether an entry is counted: of kind `moment`, not unsafe and not a story only."""
        return moment.kind == "moment" and not moment.story_only and not self.is_unsafe(moment)

    def is_nothing_offered(self, moment: "Entry") -> bool:
        """Return whether no repair, openness or experiment may be offered with the people of this moment."""
        return not self.careful_with.isdisjoint(moment.people) or self.is_unsafe_by_itself(moment)


def _is_held_by_count(person: "Person", words: "Mapping[str, Word]") -> bool:
    """Return whether unsafe moments alone hold this person apart."""
    own = words.get(person.relationship or "")
    relationship = own.like if own else person.relationship
    return person.safety != ORDINARY and relationship not in MAY_BE_SEVERAL
