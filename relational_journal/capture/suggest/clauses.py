"""A text as words with positions; contractions are two words, so that "didn't" differs from "did"."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[.,;:!?…\n()\"“”&+]|(?<=\s)[-–—]+(?=\s)|[–—]")
# a dash separates clauses as a comma does
_READ_AS = {"–": ",", "—": ",", "&": "and", "+": "and"}
_CLITIC = re.compile(r"(.+?)(n't|'(?:s|m|ve|re|ll|d))$")
_WITHOUT_APOSTROPHE = {
    word.replace("'", ""): word
    for word in (
        *("didn't", "don't", "doesn't", "isn't", "wasn't", "haven't", "hasn't", "hadn't", "wouldn't", "couldn't"),
        *("shouldn't", "aren't", "weren't", "can't", "won't", "i'm", "i've", "he's", "she's", "they're"),
    )
} | {"cannot": "can't"}
_STEMS = {"ca": "can", "wo": "will", "sha": "shall"}
STOPS = frozenset(".!?…;\n")
SIGNS = STOPS | frozenset(',:()"“”')
# How far back a sentence is searched: the subject is nearer, and texts without full stops stay cheap.
_LONGEST_SENTENCE = 60
_LONGEST = 20_000  # letters; what stands after them is not read


class Person(NamedTuple):
    """Someone named by the words `begin` to `end`.

    `owns`: they only own what follows ("my friend's car"). `passes`: nothing is known of them but where they stood.
    """

    begin: int
    end: int
    owns: bool = False
    passes: bool = False


class Text:
    """The words of a text in lower case (`forms`), their positions (`places`), and the people named.

    Of a text of more than 20,000 letters the beginning is read.
    """

    def __init__(self, text: str, spellings: Mapping[str, str] | None = None) -> None:
        self.text = text[:_LONGEST]
        self._spellings = spellings or {}
        self.forms: list[str] = []
        self.places: list[tuple[int, int]] = []
        for match in _WORD.finditer(self.text):
            self._add(match[0], match.start())
        self.people: dict[int, Person] = {}  # by the word they begin with
        self.ends: dict[int, Person] = {}  # by the word after them
        self._starts: list[int] = []
        start = 0
        for at, form in enumerate(self.forms):
            self._starts.append(max(start, at - _LONGEST_SENTENCE))
            if form in STOPS:
                start = at + 1

    def _add(self, word: str, start: int) -> None:
        """Add a word; a contraction becomes two."""
        form = word.lower().replace("’", "'")
        if word[0] in "-–—":
            form = ","
        is_initial = word.isupper() and len(word) == 1 and word != "U"  # N is somebody and n is "and"
        form = _READ_AS.get(form, form if is_initial else self._spellings.get(form, form))
        plain = _WITHOUT_APOSTROPHE.get(form, form)
        clitic = _CLITIC.match(plain)
        end = start + len(word)
        if not clitic:
            self.forms.append(form)
            self.places.append((start, end))
            return
        stem, tail = clitic[1], clitic[2]
        is_shorter = len(form) > len(word)  # "cldnt": the letters of "not" cannot be told from the rest
        cut = start + 1 if is_shorter else end - len(tail.replace("'", "")) - ("'" in form)
        cut = min(max(start + 1, cut), end - 1)
        self.forms += [_STEMS.get(stem, stem), tail]
        self.places += [(start, cut), (cut, end)]

    def __len__(self) -> int:
        return len(self.forms)

    def form(self, at: int) -> str:
        """Return a word; a full stop before the beginning and after the end."""
        return self.forms[at] if 0 <= at < len(self.forms) else "."

    def start(self, at: int) -> int:
        """Return the first word of the sentence with the word `at`."""
        return self._starts[at] if at < len(self._starts) else max(0, at - _LONGEST_SENTENCE)

    def is_asked(self, at: int) -> bool:
        """Whether the sentence with this word is a question."""
        ahead = self.forms[at : at + _LONGEST_SENTENCE]
        return next((form for form in ahead if form in STOPS), ".") == "?"

    def words(self, begin: int, end: int, trailing: frozenset[str] = frozenset()) -> str:
        """Return the words as written, whole, without punctuation and without the words `trailing` at the end."""
        while (
            begin
            and self.places[begin - 1][1] == self.places[begin][0]
            and SIGNS.isdisjoint(self.forms[begin - 1 : begin + 1])
        ):
            begin -= 1  # "n't" is the end of "didn't"
        while end - 1 > begin and (self.forms[end - 1] in trailing or self.forms[end - 1] in SIGNS):
            end -= 1
        return self.text[self.places[begin][0] : self.places[end - 1][1]]

    def name_people(self, people: Iterable[Person]) -> None:
        """Record who is named where."""
        for person in people:
            self.people[person.begin] = person
            self.ends[person.end] = person

    def people_from(self, at: int) -> list[Person]:
        """Return who is named from this word on, in the same sentence."""
        ahead = range(at, min(at + _LONGEST_SENTENCE, len(self)))
        end = next((number for number in ahead if self.forms[number] in STOPS), len(self))
        return [self.people[begin] for begin in range(at, end) if begin in self.people]
