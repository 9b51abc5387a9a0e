"""Find the people a text names: "my boss", "one of my friends", "Sam"."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from relational_journal.capture.suggest.around_names import Surroundings
from relational_journal.capture.suggest.clauses import SIGNS, STOPS, Person, Text
from relational_journal.capture.suggest.phrasebook import Book
from relational_journal.capture.syntax.marks import find_marks
from relational_journal.model import MYSELF
from relational_journal.vocabulary.everyday_words import everyday_names, is_in_the_list

_OWNERS = frozenset(("my", "his", "her", "their", "our", "your"))
_ARTICLES = frozenset("a an the this that some another one two three these those".split())
_PARTS = ("one", "two", "some", "all", "both", "most")
_MOST_ADJECTIVES = 4
_MAY_BEGIN = frozenset('"“”(')
_SHORTEST_IN_LOWER_CASE = 3
_LETTERS = frozenset("BCDEFGHJKLMNOPQRSTUVWXYZ")  # "K cried on me"; "I" and "A" are words
_BEFORE_A_ROLE = frozenset(", and so then but when while because after before till until once".split())
_SKIPPED = 3  # small words between a name and the verb: "Femi just actually listened"


def people_in(text: Text, book: Book, known: Sequence[str] = ()) -> list[Person]:
    """Return everyone the text names, in order.

    Args:
        text: the words.
        book: phrases and grammar.
        known: names of known people.
    """
    found: dict[int, Person] = {}
    taken: set[int] = set()
    naming = _Naming(text, book, taken)
    for person in (*naming.marked(), *naming.called(known)):
        if taken.isdisjoint(range(person.begin, person.end)):
            found[person.begin] = person
            taken.update(range(person.begin, person.end))
    at = 0
    while at < len(text):
        person_here = None if at in taken else naming.at(at)
        if person_here is None or not taken.isdisjoint(range(person_here.begin, person_here.end)):
            at += 1
            continue
        found[at] = person_here
        at = person_here.end
        second = naming.joined(at)
        if second:
            found[second.begin] = second
            at = second.end
    return [found[begin] for begin in sorted(found)]


class _Naming:
    """Finds the people named in one text."""

    def __init__(self, text: Text, book: Book, taken: Container[int]) -> None:
        self._taken = taken
        self._around = Surroundings(text, book)
        self._text = text
        self._book = book
        self._no_adjective = SIGNS | book.words["not_adjectives"]

    def marked(self) -> Iterator[Person]:
        """Yield those written with an @."""
        text = self._text
        starts = {start: number for number, (start, _) in enumerate(text.places)}
        for mark in find_marks(text.text):
            begin = starts.get(mark.start + (2 if mark.quoted else 1))
            if mark.sign == "@" and begin is not None:
                end = begin + 1
                while end < len(text) and text.places[end][1] <= mark.end:
                    end += 1
                yield self._person(begin, end)

    def called(self, known: Sequence[str]) -> Iterator[Person]:
        """Yield known people by name, in lower case too unless the name is an everyday word."""
        text = self._text
        names: dict[str, list[tuple[list[str], bool]]] = {}
        for name in dict.fromkeys(known):  # a text may name one person hundreds of times
            forms = name.lower().split()
            if forms and name != MYSELF:  # "told me to kill myself" is not with oneself
                is_everyday = len(forms) == 1 and (len(name) < _SHORTEST_IN_LOWER_CASE or forms[0] in everyday_names())
                names.setdefault(forms[0], []).append((forms, name[0].isupper() and is_everyday))
        for at, form in enumerate(text.forms):
            for forms, must_be_capital in names.get(form, ()):
                is_same = text.forms[at : at + len(forms)] == forms
                if is_same and (not must_be_capital or text.text[text.places[at][0]].isupper()):
                    yield self._person(at, self._possessed(at + len(forms)))

    def at(self, at: int) -> Person | None:
        """Return the person named from this word on, by a noun or by a name."""
        if self._around.is_what_one_is_called(at):
            return None
        return self._by_title(at) or self._by_noun(at) or self._by_role(at) or self._by_name(at)

    def _by_title(self, at: int) -> Person | None:
        """ "Aunty Bola", "uncle joe": one person; of a known one the title is no part."""
        end = self._around.title_end(at)
        if end is None or at + 1 in self._taken:
            return None
        while self._is_capital(end) and not self._begins_sentence(end) and end - at < _SKIPPED:
            end += 1
        return self._person(at, self._possessed(end))

    def _possessed(self, end: int) -> int:
        """Return where somebody's somebody ends: "Tom's mum", "my boss's wife"; else `end`."""
        while self._text.form(end) == "'s":
            bare = self._text.form(end + 1) in self._book.bare
            further = end + 2 if bare else self._noun_end(end + 1)
            if further is None:
                break
            end = further
        return end

    def joined(self, at: int) -> Person | None:
        """Return the second of two: "my niece and nephew"."""
        is_noun = self._text.form(at) == "and" and self._text.form(at + 1) in self._book.nouns
        return self._person(at + 1, at + 2) if is_noun else None

    def _by_noun(self, begin: int) -> Person | None:
        """ "my good friend's boyfriend", "one of my friends", "friends", "Mum"."""
        text, book = self._text, self._book
        at, form = begin, text.forms[begin]
        if form in book.bare or (form in book.several and self._is_whole(begin)):
            is_title = begin + 1 in self._taken and form in book.titles["kin"]  # of someone known: "Aunty" Bola
            return None if is_title else self._person(begin, self._possessed(begin + 1))
        if form in _PARTS and text.form(at + 1) == "of":
            at += 2
            form = text.form(at)
        if form not in _OWNERS and form not in _ARTICLES:
            return None
        end = self._noun_end(at + 1)
        if end is None or (form in ("a", "an") and self._is_said_of_someone(begin)):
            return None
        if self._is_capital(end):
            end += 1  # "my uncle Bill"
        if text.forms[end : end + 2] == ["of", "mine"]:
            end += 2
        return self._person(begin, self._possessed(end))

    def _is_said_of_someone(self, at: int) -> bool:
        """Whether it only says what someone is: "I was a child", not "there was a child"."""
        before = self._text.form(at - 1)
        return before in self._book.words["predicates"] and self._text.form(at - 2) != "there"

    def _is_capital(self, at: int) -> bool:
        """Whether there is a capitalised name."""
        text = self._text
        if at >= len(text) or text.forms[at] in self._book.words["no_name"]:
            return False
        word = text.text[slice(*text.places[at])]
        return word.isalpha() and word.istitle() and len(word) > 1

    def _is_whole(self, at: int) -> bool:
        """Whether a noun means the person: "with friends", not "family dinner"."""
        after = self._text.form(at + 1)
        return after in self._no_adjective or after in self._book.words["after_name"]

    def _noun_end(self, at: int) -> int | None:
        """Return where a noun for a person ends that begins here, after at most a few adjectives."""
        text, nouns = self._text, self._book.nouns
        for number in range(at, min(at + _MOST_ADJECTIVES + 1, len(text))):
            form = text.forms[number]
            if form in nouns:
                end = number + 1
                while text.form(end) in nouns:
                    end += 1  # "ex girlfriend", "family friend"
                return end + 2 if text.forms[end : end + 2] == ["in", "law"] else end
            if form in self._no_adjective and not (form == "and" and number > at):
                return None
        return None

    def _by_role(self, at: int) -> Person | None:
        """Return someone named only by their role, as in notes: "boss took my slides", "texted bf"."""
        text, book = self._text, self._book
        first, form = at, text.forms[at]
        if form in book.words["role_leads"] and text.form(at + 1) in book.words["roles"]:
            at, form = at + 1, text.form(at + 1)  # "line manager", "ex husband"
        after = text.form(at + 1)
        if form not in book.words["roles"] or not (self._is_whole(at) or self._does_something(at)):
            return None
        before = text.form(first - 1)
        begins = before in STOPS or before in _MAY_BEGIN or before in _BEFORE_A_ROLE
        is_object = before in book.words["before_name"] or before in book.words["small_words"]
        if begins and (self._does_something(at) or after == ":" or after in book.words["is_how"]):
            return self._person(first, at + 1)
        return self._person(first, at + 1) if is_object and after not in book.nouns else None

    def _by_name(self, at: int) -> Person | None:
        """Return a capitalised word in the place of a person: "Hawaii" is a place and "Sam" is not."""
        text, words = self._text, self._book.words
        if not (self._is_capital(at) or self._is_letter(at)):
            return None
        end = at + 1
        while self._is_capital(end) and not self._begins_sentence(end) and end - at < _SKIPPED:
            end += 1  # "Auntie Bisi", "Mr Hale"
        if self._around.is_brand(at, end) or (end > at + 1 and self._is_verb_before_a_name(at)):
            return None
        before, after = text.form(at - 1), text.form(end)
        if after == "'s" and text.forms[at] not in words["no_person"] and not self._is_word(at, end):
            return self._person(at, self._possessed(end))
        if self._acts_on_me(end):
            return self._person(at, end)
        if self._begins_sentence(at):
            if text.forms[at] in words["no_person"] or text.forms[at] in self._book.pasts or self._is_word(at, end):
                return None
            is_with_me = after in ("and", "'s") and text.form(end + 1) in ("i", "me")
            is_with_me = is_with_me or (after in ("and", ",") and self._is_beside_a_name(end))
            is_named = is_with_me or after in words["surely_name"] or self._does_something(end - 1)
            return self._person(at, end) if is_named or (after == "'s" and end - at > 1) else None
        if text.forms[at] in words["no_person"]:
            return None
        if before in words["small_words"] and text.form(at - 2) in words["to_someone"]:
            return self._person(at, end)
        if before == "at" and self._is_gone_at(at - 2):
            return self._person(at, end)
        if before in words["before_name"] or after in words["surely_name"] or after in words["mid_name"] - {"and"}:
            return self._person(at, end)
        if before == "in" and text.form(at - 2) in words["in_someone"]:
            return self._person(at, end)
        if before in ("to", "from"):
            return None if self._around.is_where_to(at - 1) and not self._is_told_to(at - 1) else self._person(at, end)
        is_letter = end == at + 1 and self._is_letter(at)  # no place is called so
        if before in words["places_follow"] and not is_letter and not self._is_told_to(at - 1):
            return None
        if after in words["place_nouns"]:
            return None
        return self._person(at, end)

    def _is_verb_before_a_name(self, at: int) -> bool:
        """Whether a sentence begins with a past form that has its capital from there: "Rubbed Joe's back"."""
        form = self._text.forms[at]
        stems = (form[:-1], form[:-2], form[:-3]) if form.endswith("ed") else ()
        is_past = form in self._book.pasts or not self._book.bases.isdisjoint(stems)
        return is_past and self._begins_sentence(at)

    def _is_gone_at(self, at: int) -> bool:
        """Whether a word comes before "at" and someone, as in "had a go at Pete", "kept on at Pete"."""
        text, words = self._text, self._book.words
        if text.forms[max(0, at - 2) : at + 1] == ["on", "and", "on"]:
            at -= 2
        is_on = text.form(at) in ("on", "off") and text.form(at - 1) in words["goes_on_at"]
        return is_on or text.form(at) in words["goes_at"]

    def _is_beside_a_name(self, at: int) -> bool:
        """Whether another name follows: "Ada and Tom", "Ada, Tom and Ben"."""
        form = self._text.form(at + 1)
        named = self._is_capital(at + 1) and form not in self._book.words["no_person"]
        return named or self._is_letter(at + 1) or (self._text.form(at) == "and" and form in self._book.bare)

    def _is_word(self, at: int, end: int) -> bool:
        """Whether a capital at the beginning of a sentence is only that: "Car broke down" names nobody."""
        word = self._text.text[slice(*self._text.places[at])]
        return end == at + 1 and is_in_the_list(word.lower()) and word.lower() not in everyday_names()

    def _is_told_to(self, at: int) -> bool:
        """Whether the words before a preposition need a person after it: "lied to", "broke it off with"."""
        text = self._text
        for number in range(at - 1, max(text.start(at), at - 4) - 1, -1):
            if text.forms[number] in self._book.words["to_someone"]:
                return text.form(at) not in ("in", "into", "near")
            if self._is_capital(number) or text.form(number) in self._book.nouns:
                return False  # in "yelled at Sam in Rome" it is Sam
        return False

    def _begins_sentence(self, at: int) -> bool:
        before = self._text.form(at - 1)
        return before in STOPS or before in _MAY_BEGIN or before == ":"

    def _is_letter(self, at: int) -> bool:
        """Whether a single capital letter stands for someone."""
        if at >= len(self._text):
            return False
        begin, end = self._text.places[at]
        word = self._text.text[begin:end]
        return word in _LETTERS and self._around.is_initial(at)

    def _does_something(self, at: int) -> bool:
        """Whether a verb follows, after at most a few small words: "Femi actually listened", "Meera didn't"."""
        text, book = self._text, self._book
        for number in range(at + 1, min(at + 2 + _SKIPPED, len(text))):
            form = text.forms[number]
            if form in book.pasts or form in book.thirds or form in book.words["surely_name"]:
                return True
            if form in book.words["auxiliaries"]:
                return True
            if form.endswith("ed") and len(form) > 4:  # "need" and "bed" are none
                return True
            if not (form in book.words["helpers"] or form.endswith("ly")):
                return False
        return False

    def _acts_on_me(self, end: int) -> bool:
        """Whether what follows was done to the writer: "Sam criticised me", "Sam yelled at me"."""
        text = self._text
        return text.form(end) in self._book.words["did_to_me"] and text.form(end + 1) in ("me", "my")

    def _person(self, begin: int, end: int) -> Person:
        """Return the person, marked if only something of theirs is named."""
        after = self._text.form(end + 1)
        is_genitive = not after.endswith("ed") and after not in self._book.words["after_genitive_no"]
        owns = self._text.form(end) == "'s" and is_genitive
        return Person(begin, end, owns, self._around.passes_by(begin, end))
