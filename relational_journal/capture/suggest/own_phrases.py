"""Split a text into clauses and give each its phrase: the verb and the two words after it, people replaced."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from relational_journal.capture.suggest.actors import people_in
from relational_journal.capture.suggest.clauses import SIGNS, STOPS, Text
from relational_journal.capture.suggest.phrasebook import Book, book

MINE, THEIRS = "mine", "theirs"
_WORDS = 3  # the verb and the two words after it
_SHORTEST = 4  # letters of a phrase of one word
_SOMEONE = "someone"
_THEM = frozenset(("him", "her", "them"))
_PARTED_BY = frozenset(("when", "while", "because", "after", "before", "until", "if"))
_NOT = frozenset(("n't", "not", "never"))
_CARRIES_ON = frozenset(("and", "then", "or", "but"))
_DID = frozenset(("did", "was", "were", "had", "got", "kept", "started", "began"))
# Compiled only for a text with a sign that they need: both together take as long as reading a short sentence.
_QUOTES = '"[^"]*(?:"|$)|“[^”]*(?:”|$)|„[^“”]*(?:[“”]|$)'
_SAYS = r"^[ \t>]*[^\W\d_][\w’'.-]*(?:[ ][\w’'.-]+){0,2}[ \t]*:[ \t].*$"


class Clause(NamedTuple):
    """A clause at words `begin` to `end` of a text, from its subject on.

    Args:
        verb: the first word after the subject and the small words that follow it.
        teller: whose act it tells: MINE or THEIRS.
        is_named: whether the subject stands in the clause itself.
        phrase: the words it is known by; "" if they are too few to be known again, such as a single word but a verb.
    """

    begin: int
    verb: int
    end: int
    teller: str
    is_named: bool
    phrase: str


class ReadText:
    """A text with its clauses.

    Args:
        written: the text without marks.
        known: names of the people of the journal, so that those in small letters are people too.
    """

    def __init__(self, written: str, known: Sequence[str] = ()) -> None:
        self._book: Book = book()
        self.text = Text(written, self._book.spellings)
        self.text.name_people(people_in(self.text, self._book, known))

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause, in order."""
        found: list[Clause] = []
        for begin, end in self._pieces():
            clause = self._clause(begin, end, found[-1] if found else None)
            if clause is not None:
                found.append(clause)
        return tuple(found)

    def place_of(self, because: str) -> int | None:
        """Return the number of the word that these words of the text begin with."""
        at = self.text.text.find(because)
        return next((number for number, (begin, end) in enumerate(self.text.places) if begin <= at < end), None)

    def places_of(self, becauses: Iterable[str]) -> list[int]:
        """Return the numbers of the words that several of these begin with."""
        return [place for because in becauses if (place := self.place_of(because)) is not None]

    def clauses_without(self, becauses: Iterable[str]) -> list[Clause]:
        """Return the clauses that have a phrase to be recognised by and do not hold any of these words."""
        places = self.places_of(becauses)
        return [
            clause
            for clause in self.clauses
            if clause.phrase
            and not any(clause.begin <= place < clause.end for place in places)
            and not (self.text.is_asked(clause.verb) or self._is_others_word(clause.verb))
        ]

    def clause_at(self, place: int) -> Clause | None:
        """Return the clause that holds a word."""
        return next((clause for clause in self.clauses if clause.begin <= place < clause.end), None)

    @cached_property
    def _others_words(self) -> tuple[tuple[int, int], ...]:
        """Where letters stand between quotation marks, or in the lines of a chat, each with who says it."""
        text = self.text.text
        spans = lines = []
        if any(sign in text for sign in '"“„'):
            spans = [found.span() for found in re.finditer(_QUOTES, text)]
        if ":" in text:
            lines = [found.span() for found in re.finditer(_SAYS, text, re.MULTILINE)]
        return (*spans, *(lines if len(lines) > 1 else ()))

    def is_quoted(self, because: str) -> bool:
        """Whether words of the text are quoted from somebody, and not the writer's own."""
        place = self.place_of(because)
        return place is not None and self._is_others_word(place)

    def _is_others_word(self, place: int) -> bool:
        at = self.text.places[place][0]
        return any(begin <= at < end for begin, end in self._others_words)

    def is_asked(self, because: str) -> bool:
        """Whether words of the text stand in a question."""
        place = self.place_of(because)
        return place is not None and self.text.is_asked(place)

    def sentence_at(self, place: int) -> tuple[int, int]:
        """Return the positions `begin` and `end` of the sentence that holds a word."""
        forms = self.text.forms
        begin = next((at + 1 for at in range(place - 1, -1, -1) if forms[at] in STOPS), 0)
        return begin, next((at for at in range(place, len(forms)) if forms[at] in STOPS), len(forms))

    def words_in_sentence(self, place: int) -> int:
        """Return how many words the sentence around a word has, as a person counts them."""
        begin, end = self.sentence_at(place)
        span = self.text.text[self.text.places[begin][0] : self.text.places[end - 1][1]]
        return sum(1 for word in span.split() if any(sign.isalnum() or sign == "_" for sign in word))

    def phrase(self, begin: int, end: int) -> str:
        """Return words of the text in small letters, people replaced."""
        words: list[str] = []
        at = begin
        while at < end:
            person = self.text.people.get(at)
            form = self.text.forms[at]
            if form not in SIGNS:
                words.append(_SOMEONE if person or form in _THEM else form)
            at = min(person.end, end) if person else at + 1
        return " ".join(words).replace(" n't", "n't").replace(" 's", "'s")

    def phrase_of(self, because: str) -> str:
        """Return the phrase of words of the text that something was read from."""
        at = self.place_of(because)
        if at is None:
            return ""
        last = self.text.places[at][0] + len(because)
        end = next((n for n, (begin, _) in enumerate(self.text.places) if begin >= last), len(self.text))
        return self.phrase(at, end)

    def _pieces(self) -> Iterator[tuple[int, int]]:
        """Yield the words between signs, joining words and the like."""
        begin = 0
        parts = self._book.words["joins"] | SIGNS | _PARTED_BY
        inside = {at for person in self.text.people.values() for at in range(person.begin + 1, person.end)}
        for at, form in enumerate([*self.text.forms, "."]):
            is_pair = form == "and" and at - 1 == begin and self.text.form(begin) == "me"
            if form in parts and at not in inside and not is_pair:
                if at > begin:
                    yield begin, at
                begin = at + 1

    def _clause(self, begin: int, end: int, before: Clause | None) -> Clause | None:
        """Return the clause of a piece; None if it holds no verb."""
        forms, at = self.text.forms, begin
        helpers = self._book.words["helpers"]
        while at < end and forms[at] in helpers and not self.text.people.get(at):
            at += 1
        named = self._subject(at, end)
        if named is not None:
            teller, at = named
        else:
            at = begin
            joined = begin > 0 and forms[begin - 1] in _CARRIES_ON
            teller = before.teller if before is not None and joined else MINE
        begin_verb = at
        while at < end - 1 and (forms[at] in helpers or forms[at].endswith("ly") or forms[at] in _NOT):
            at += 1
        if at >= end:
            return None
        negated = not _NOT.isdisjoint(forms[begin_verb:at])
        if not self._is_verb(at):
            # "did my oyster thing": what helps a verb elsewhere is the verb here.
            at = next((n for n in range(at - 1, begin_verb - 1, -1) if self._is_verb(n)), at)
        phrase = self.phrase(at, self._third(at, end))
        says_little = len(phrase) < _SHORTEST or phrase == _SOMEONE or not self._is_verb(at)
        with_not = "" if " " not in phrase and says_little else f"not {phrase}" if negated else phrase
        return Clause(begin, at, end, teller, named is not None, with_not)

    def _is_verb(self, at: int) -> bool:
        """Whether a word may be a verb."""
        form, book = self.text.forms[at], self._book
        return form in book.pasts or form in book.bases or form.endswith(("ed", "ing")) or form in _DID

    def _third(self, at: int, end: int) -> int:
        """Return where the verb and the two words after it end; someone named is one word."""
        for _ in range(_WORDS):
            person = self.text.people.get(at)
            at = person.end if person else at + 1
            if at < end and self.text.forms[at] == "n't":
                at += 1
        return min(at, end)

    def _subject(self, at: int, end: int) -> tuple[str, int] | None:
        """Return whose act it is, and where the subject ends; None if none is named."""
        form = self.text.form(at)
        if form in ("i", "we"):
            return MINE, at + 1
        person = self.text.people.get(at)
        if form == "me" and self.text.form(at + 1) == "and" and (other := self.text.people.get(at + 2)):
            return MINE, other.end
        if person and not person.owns and person.end < end:
            return THEIRS, person.end
        return (THEIRS, at + 1) if form in self._book.words["others"] else None
