"""Hide names on a page: people become roles, initials or nicknames, in labels and in every sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.model import MYSELF, Person
from relational_journal.text.folding import UNSEEN, folded
from relational_journal.text.name_finder import NameFinder
from relational_journal.vocabulary.everyday_words import is_everyday_word
from relational_journal.vocabulary.relationships import relationship_of

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary

FORMS = ("roles", "initials", "nickname")
SOMEONE = "someone"

# Nicknames that say the role themselves: "my mother" reveals no more than "Mum" hides, and reads better than
# "my parent". Only where the person was entered with the relationship at the left.
_KIN = {
    "parent": {
        "mum mom mam mummy mommy mama mamma mother ma mutter mutti maman madre mamá mami mãe anne мама ima 妈妈": (
            "my mother"
        ),
        "dad daddy papa father pa pop vater papi vati padre papá papà babbo pai baba tata папа abba 爸爸": "my father",
    },
    "sibling": {"sister sis schwester": "my sister", "brother bro bruder": "my brother"},
    "wider-family": {
        "gran granny grandma nan nana nanna oma nonna abuela grandmother": "my grandmother",
        "grandpa grandad granddad gramps opa nonno abuelo grandfather": "my grandfather",
    },
}
_KIN_ROLES = {(key, word): role for key, rows in _KIN.items() for words, role in rows.items() for word in words.split()}


class Pseudonymiser:
    """The names of one page: the same person is the same role or letter throughout, in labels and in sentences.

    Args:
        people: everyone the journal knows; each name and other name of theirs is hidden.
        on_page: the names of those who stand on the page. Only these get different words for one role, so that people
            known from other moments change nothing on it.
        form: `roles`, `initials` or `nickname`.
        vocabulary: for what a relationship is called on a page.
        everyday: names that are also words (will, hope, may …), in lower case.
    """

    def __init__(
        self,
        people: Iterable[Person],
        on_page: Collection[str],
        form: str,
        vocabulary: Vocabulary,
        everyday: Collection[str] = (),
    ) -> None:
        known = tuple(person for person in people if person.name != MYSELF and person.relationship != MYSELF)
        self._form = form
        spelled = {name: person.name for person in known for name in (*person.also, person.name)}
        self._finder = NameFinder(spelled, everyday, is_everyday_word)
        self._shown = _shown_names(known, on_page, form, vocabulary, self._finder)

    def shown(self, name: str) -> str:
        """Return what a person is called on the page; someone not in the journal is `someone`."""
        if name == MYSELF:
            return MYSELF
        return self._shown.get(name, name if self._form == "nickname" else SOMEONE)

    def on_page(self) -> frozenset[str]:
        """Return every word that stands for someone on the page."""
        return frozenset(self._shown.values())

    def together(self, names: Sequence[str]) -> str:
        """Join several people into one phrase, no role twice: `my partner and a friend`, `someone, and two others`."""
        shown = [self.shown(name) for name in dict.fromkeys(names)]
        unknown = shown.count(SOMEONE)
        named = [each for each in dict.fromkeys(shown) if each != SOMEONE]
        if unknown == 1:
            named.append(SOMEONE)
        elif unknown and named:
            named.append(f"{_counted(unknown)} others")
        elif unknown:
            return f"{SOMEONE}, and {'another' if unknown == 2 else f'{_counted(unknown - 1)} others'}"
        return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}" if named else ""

    def redact(self, text: str) -> str:
        """Return a text with every known name and other name in it as the person is called on the page.

        In every spelling a reader takes for the name (text/name_finder.py), with its mark `@`, which goes.
        """
        composed = unicodedata.normalize("NFC", text)
        # A name may be typed with combining accents, and entered without.
        pieces, at = [], 0
        for found in self._found_in(composed):
            pieces += [composed[at : found.start], self._put(found)]
            at = found.end
            # An initial ends in a full stop already; that of the sentence would be a second one.
            if pieces[-1].endswith(".") and composed[at : at + 1] == "." and composed[at + 1 : at + 2] != ".":
                at += 1
        return "".join([*pieces, composed[at:]]) if pieces else text

    def found_in(self, text: str) -> frozenset[str]:
        """Return the people named in a text."""
        return frozenset(found.owner for found in self._finder.find(unicodedata.normalize("NFC", text)))

    def with_capitals(self, text: str) -> str:
        """Capitalise names after the mark `@`, so that they are recognised without it."""
        composed = unicodedata.normalize("NFC", text)
        for found in self._finder.find(composed):
            if found.is_marked and composed[found.start].islower():
                # One letter, since upper() may give two ("ß") and move the names found behind it.
                composed = composed[: found.start] + composed[found.start].upper()[:1] + composed[found.start + 1 :]
        return composed

    def _found_in(self, text: str) -> Iterator[_Found]:
        """Find the names in a text in order, each with its mark, its quotes and the "my" before it."""
        for found in self._finder.find(text):
            start, end = found.with_mark(text)
            mine = _MINE.search(text, max(0, start - 8), start)
            before = mine[0] if mine else ""
            name = text[found.start : found.end]
            yield _Found(found.owner, name, before, start - len(before), end, found.suffix)

    def _put(self, found: _Found) -> str:
        name = found.name.removesuffix(found.suffix)
        if self._form == "nickname" and folded(name) == folded(found.owner):
            return found.before + found.name
        shown = self.shown(found.owner)
        ending = "'s" if found.suffix else ""
        # "my Mum" becomes "my mother", not "my my mother".
        return f"{shown if found.before and shown.startswith('my ') else found.before + shown}{ending}"


class _Found(NamedTuple):
    """A name in a text: whose, as written, the "my" before it, where all of it begins and ends, its `s`."""

    owner: str
    name: str
    before: str
    start: int
    end: int
    suffix: str


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def _counted(number: int) -> str:
    """Format a small number in words."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


_MINE = re.compile(r"(?<!\w)my\s+\Z", re.IGNORECASE)


def _tidy(name: str) -> str:
    """Normalise a name: single spaces, no invisible characters."""
    plain = "".join(sign for sign in unicodedata.normalize("NFC", name) if sign not in UNSEEN)
    return " ".join(re.split(r"[\s_-]+", plain)).strip()


def _shown_names(
    people: Sequence[Person], on_page: Collection[str], form: str, vocabulary: Vocabulary, finder: NameFinder
) -> Mapping[str, str]:
    """Return what each person is called on the page."""
    if form == "nickname":
        return {person.name: person.name for person in people}
    here = [person for person in people if person.name in on_page]
    if form == "initials":
        return {person.name: SOMEONE for person in people} | _initials([person.name for person in here], finder)
    roles = {person.name: _role(person, vocabulary) for person in people}
    shown = dict(roles)
    for role in sorted(set(roles.values()) - {SOMEONE}):
        alike = [person.name for person in here if roles[person.name] == role]
        if len(alike) > 1:
            shown |= {name: f"{role}, {letter}" for name, letter in _initials(alike, finder).items()}
    return shown


def _role(person: Person, vocabulary: Vocabulary) -> str:
    """Return the role of a person in words for a page; `someone` if they have none.

    Where no relationship was entered, a name that is a word for one says it: `Mum` is my mother.
    """
    relationship = person.relationship or _said_by_the_name(person)
    if not relationship:
        return SOMEONE
    kin = _KIN_ROLES.get((vocabulary.counts_as(relationship), folded(person.name)))
    return kin or vocabulary.inline_label(relationship)


def _said_by_the_name(person: Person) -> str | None:
    """Return the relationship that a name is a word for; not the therapist, whose moments are told only if included."""
    found = (relationship_of(name) for name in (person.name, *person.also))
    return next((each for each in found if each not in (None, "therapist", MYSELF)), None)


def _initials(names: Sequence[str], finder: NameFinder) -> dict[str, str]:
    """Return the shortest beginning of each name that is still free (`S.`, `Sa.`), never a whole name of anyone.

    If there is none (a name of one letter), a number in alphabetic order.
    """
    letters: dict[str, str] = {}
    taken: set[str] = set()
    # By name, so that the letters do not depend on the order of the moments.
    for at, name in enumerate(sorted(names, key=lambda name: (folded(name), name)), 1):
        whole = _tidy(name)
        beginnings = (whole[:size] for size in range(1, len(whole)) if whole[size - 1].isalnum())
        possible = (f"{start[:1].upper()}{start[1:]}." for start in beginnings)
        free = (letter for letter in possible if letter not in taken and not any(finder.find(letter)))
        letters[name] = next(free, f"no. {at}")
        taken.add(letters[name])
    return letters
