"""Decide from the words around it whether a word names somebody: "called me mum", "a man on the bus"."""

from __future__ import annotations

from relational_journal.capture.suggest.clauses import SIGNS, Text
from relational_journal.capture.suggest.phrasebook import Book
from relational_journal.vocabulary.everyday_words import is_in_the_list

_WHOM = frozenset("me him her them us you".split())
_WHERE = frozenset("on in at behind outside opposite".split())
_THE = frozenset(("the", "a", "an", "my", "our"))
_QUOTES = frozenset('"“”')
_SAYING = frozenset("say said saying speak spoke talk talked talking apologise apologize explain".split())
_SEEN_BEFORE = 5  # words among which "went" says that "to" leads to a place
_SHORTEST = 3  # letters of a name in small letters


class Surroundings:
    """The words around the names of one text."""

    def __init__(self, text: Text, book: Book) -> None:
        self._text = text
        self._book = book
        titles = book.titles
        self._kin = titles["kin"]
        self._titles = titles["kin"] | titles["others"]

    def is_what_one_is_called(self, at: int) -> bool:
        """Whether a word for someone is only what somebody was called: "called me mum", "like a sister", in quotes."""
        text = self._text
        before, second = text.form(at - 1), text.form(at - 2)
        if before in _WHOM and second in self._book.words["called"]:
            return True
        if before in _QUOTES and text.form(at + 1) in _QUOTES:
            return True
        article = text.forms[at] in ("a", "an") or before in ("a", "an")
        first = at - 1 if before in ("a", "an") else at
        return article and text.form(first - 1) == "like" and text.form(first - 2) not in ("look", "looks", "looked")

    def passes_by(self, begin: int, end: int) -> bool:
        """Whether someone is only described by the place they stood: "a man on the bus", "the lady at the till"."""
        text, words = self._text, self._book.words
        if text.form(end - 1) not in words["passers"] or text.form(end) not in _WHERE:
            return False
        at = end + 1 + (text.form(end + 1) in _THE)
        return text.form(begin) in ("my", "our") or text.form(at) in words["by_places"]

    def title_end(self, at: int) -> int | None:
        """Return where a name with its title ends, "Aunty Bola", "uncle joe"; None if none begins here."""
        text = self._text
        if text.form(at) not in self._titles or at + 1 >= len(text):
            return None
        begin, end = text.places[at + 1]
        word = text.text[begin:end]
        if not word.isalpha() or text.form(at + 1) in self._book.words["no_person"]:
            return None
        if word.istitle() and len(word) > 1:
            return at + 2
        is_name = len(word) >= _SHORTEST and word.islower() and not self._is_verb(at + 1) and not is_in_the_list(word)
        return at + 2 if text.form(at) in self._kin and is_name else None

    def is_brand(self, at: int, end: int) -> bool:
        """Whether a word with a capital is a shop: "M&S", "Nando's", "Marks and Spencer"."""
        text, words = self._text, self._book.words
        begin, last = text.places[at][0], text.places[end - 1][1]
        if text.text[begin - 1 : begin] in ("&", "+") or text.text[last : last + 1] in ("&", "+"):
            return True
        pairs = (f"{text.form(end - 1)}-{text.form(end + 1)}", f"{text.form(at - 2)}-{text.form(at)}")
        is_one_of_two = text.form(end) == "and" or text.form(at - 1) == "and"
        in_pair = is_one_of_two and not words["brand_pairs"].isdisjoint(pairs)
        return in_pair or (text.form(end) == "'s" and text.form(end - 1) in words["brands"])

    def is_where_to(self, at: int) -> bool:
        """Whether "to" or "from" at this position leads to a place: "moved to Leeds", not "a text from Preethi"."""
        text = self._text
        for number in range(at - 1, max(text.start(at), at - _SEEN_BEFORE) - 1, -1):
            if text.forms[number] in SIGNS:
                return False
            if text.forms[number] in _SAYING:
                return False  # "was going to say something to Pam"
            if text.forms[number] in self._book.words["moving"]:
                return True
        return False

    def is_initial(self, at: int) -> bool:
        """Whether a single capital letter may stand for someone: "snapped at B", not "plan B" or "a B"."""
        return self._text.form(at - 1) not in self._book.words["not_initials"] and not self.is_brand(at, at + 1)

    def _is_verb(self, at: int) -> bool:
        form = self._text.form(at)
        return form in self._book.pasts or form in self._book.thirds or form.endswith("ed")
