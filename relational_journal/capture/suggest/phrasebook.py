"""Find phrases in a text: each is looked up by the words of its rarest place, and parsed only when one of them occurs.

Most commands read one sentence, so that the phrases stay lines of text until such a word is met: opening the book costs
nearly the same however many phrases it holds, and hundreds that begin with "said" are not tried for each "said".
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from relational_journal.capture.suggest.clauses import SIGNS, Text
from relational_journal.capture.suggest.lines import Lines

# The kinds of words that a place may stand for, by how they are written: a phrase cannot be looked up by them.
SORTS = {"THEM": "them", "THEY": "they", "THEIR": "their", "NUM": "number", "*": "gap", "**": "long gap"}
_HIM = frozenset(("him", "her", "them", "someone", "somebody", "everyone", "everybody"))
_HE = frozenset(("he", "she", "they"))
_HIS = frozenset(("his", "her", "their"))
_NUMBERS = frozenset(
    """a an one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty hundred
    thousand million dozen many several few countless about like over loads half""".split()
)
_THE_END = "."  # what a phrase sees that looks beyond the last word of a text
_NO_KINDS: frozenset[str] = frozenset()
_MOST_NUMBERS = 3  # "about a hundred"
_GAPS = {"gap": 3, "long gap": 7}  # words that * and ** may stand for
_NO_GAP = SIGNS | {"n't", "not", "but"}
_FOLDER = Path(__file__).parent / "compact"
_DO = frozenset(("do", "does", "did"))  # "don't", where a phrase has "not": "said I [do]n't mind"
_MOST_ADVERBS = 2  # between two words of a phrase: "told him [quite honestly] that"


class Piece(NamedTuple):
    """One place of a phrase: the allowed words, and the kinds of thing (them, they, their, number, gap, long gap).

    `follows`: the words must come next and are not part of the phrase.
    """

    words: frozenset[str]
    kinds: frozenset[str]
    optional: bool = False
    follows: bool = False


class Phrase(NamedTuple):
    """A phrase and its meaning: `who` does it (a section of phrases.toml), and the key or tone.

    `places` say where its places stand in their file. They are parsed when a text gets so far: most phrases fail at the
    second.
    """

    who: str
    key: str
    places: tuple[str, ...]


class Found(NamedTuple):
    """A phrase found at the words `begin` to `end` of a text."""

    phrase: Phrase
    begin: int
    end: int


class Book:
    """All phrases and the grammar, from their compact form.

    Args:
        phrases: a line for each: its section, its key and where each of its places begins in the next text.
        places: a line for each place, in all its forms: `say|says|saying|said`.
        words: a line for each word that a phrase is looked up by, in order: the word and where these phrases begin.
        grammar: the rest, as `phrase_source` writes it.
    """

    def __init__(self, phrases: Lines, places: Lines, words: Lines, grammar: Mapping[str, Any]) -> None:
        self._phrases = phrases
        self._places = places
        self._words = words
        self._read: dict[int, Phrase] = {}  # by where their line begins
        self._pieces: dict[str, Piece] = {}  # by where they stand
        self.bases = frozenset(grammar["bases"].split())
        self.thirds = frozenset(grammar["thirds"].split())
        self.spellings: Mapping[str, str] = grammar["spellings"]
        self.yields: Mapping[str, Sequence[str]] = grammar["yields"]
        self.ways_to: Mapping[str, Sequence[str]] = grammar["ways_to"]
        self.feelings: Mapping[str, str] = grammar["feelings"]
        self.pasts = frozenset(" ".join(grammar["verbs"].values()).split())
        self.nouns = frozenset(grammar["nouns"].split())
        self.bare = frozenset(grammar["bare"].split())
        self.titles = {sort: frozenset(names.split()) for sort, names in grammar["titles"].items()}
        self.several = frozenset(grammar["several"].split())
        self.words: Mapping[str, frozenset[str]] = {
            name: frozenset(written.split()) for name, written in grammar["words"].items()
        }

    def looked_up(self, word: str) -> Sequence[int]:
        """Return where the lines of the phrases begin that are looked up by a word."""
        return [int(begin) for begin in self._words.after(word).split()]

    def phrase(self, begin: int) -> Phrase:
        """Return the phrase whose line begins there."""
        phrase = self._read.get(begin)
        if phrase is None:
            who, key, *places = self._phrases.at(begin).split(" ")
            phrase = self._read[begin] = Phrase(who, key, tuple(places))
        return phrase

    def _piece(self, place: str) -> Piece:
        """Return a place of a phrase, parsed once: many phrases share them."""
        piece = self._pieces.get(place)
        if piece is None:
            piece = self._pieces[place] = _piece(self.spelled(place))
        return piece

    def spelled(self, place: str) -> str:
        """Return a place of a phrase as its file has it."""
        return self._places.at(int(place))

    def is_negated(self, phrase: Phrase) -> bool:
        """Return whether a phrase has a "not" among its first two places."""
        return any("n't" in self.spelled(place) for place in phrase.places[:2])

    def found_in(self, text: Text) -> Iterator[Found]:
        """Yield every phrase in the text, whoever the subject is, in the order of the text and of their file."""
        places: dict[str, list[int]] = {}
        for at, form in enumerate(text.forms):
            places.setdefault(form, []).append(at)
        begins = {begin for word in (*places, _THE_END) for begin in self.looked_up(word)}
        found = [
            (at, begin, end)
            for begin in begins
            for at in self._beginnings(self.phrase(begin), places)
            if (end := self._end_from(text, self.phrase(begin), at)) is not None
        ]
        for at, begin, end in sorted(found):
            yield Found(self.phrase(begin), at, end)

    def _beginnings(self, phrase: Phrase, places: Mapping[str, Sequence[int]]) -> Collection[int]:
        """Return where the text has a word that a phrase can begin with."""
        found: set[int] = set()
        for place in phrase.places:
            piece = self._piece(place)
            for word, several in places.items():
                if word in piece.words:
                    found.update(several)
            if not piece.optional:
                break
        return found

    def _end_from(self, text: Text, phrase: Phrase, at: int) -> int | None:
        """Return where a phrase ends that can begin with the word at `at`."""
        first = self._piece(phrase.places[0])
        # It can begin with this word, so that only a place that may be left out needs to be tried.
        is_met = not (first.optional or first.kinds)
        return self._end(text, phrase.places, int(is_met), at + is_met)

    def _end(self, text: Text, places: Sequence[str], number: int, at: int) -> int | None:
        """Return where the places from `number` on end, if they match at `at`; the longest match."""
        if number == len(places):
            return at
        piece = self._piece(places[number])
        if number and not (piece.kinds or piece.optional or piece.follows):
            # Most phrases end here: the next word is another one, and no small word that may come between.
            form = text.forms[at] if at < len(text.forms) else _THE_END
            if form not in piece.words and form not in _DO and not self.is_adverb(form):
                return None
        if piece.follows:
            is_met = _after(text, piece, at) if at < len(text) else _THE_END in piece.words
            return self._end(text, places, number + 1, at) if is_met else None
        for after in self._after_adverbs(text, piece, number, at):
            end = self._end(text, places, number + 1, after)
            if end is not None:
                return end
        return self._end(text, places, number + 1, at) if piece.optional else None

    def _after_adverbs(self, text: Text, piece: Piece, number: int, at: int) -> Sequence[int]:
        """Return the positions after one piece, which adverbs may precede unless it is optional or the first."""
        ends = _after(text, piece, at)
        if ends or not number or piece.optional:
            return ends
        for _ in range(_MOST_ADVERBS):
            form = text.form(at)
            if not (self.is_adverb(form) or ("n't" in piece.words and form in _DO)):
                break
            at += 1
            ends = _after(text, piece, at)
            if ends:
                break
        return ends

    def is_adverb(self, form: str) -> bool:
        """Whether a word only says how something is done: "just", "quietly"."""
        return form in self.words["adverbs"] or (form.endswith("ly") and form not in self.words["not_adverbs"])


@cache
def book() -> Book:
    """Return the phrases of this program, loaded once."""
    phrases, places, words = (Lines(_FOLDER / f"{name}.txt") for name in ("phrases", "places", "words"))
    return Book(phrases, places, words, json.loads((_FOLDER / "grammar.json").read_bytes()))


def _piece(spelled: str) -> Piece:
    """Parse one place of a phrase in its expanded form."""
    words = spelled.strip("()[]").split("|")
    allowed, kinds = frozenset(words), _NO_KINDS
    if not SORTS.keys().isdisjoint(words):
        kinds = frozenset(SORTS[word] for word in words if word in SORTS)
        allowed -= SORTS.keys()
    return Piece(allowed, kinds, optional=spelled[0] == "(" and spelled != "(", follows=spelled[0] == "[")


def _after(text: Text, piece: Piece, at: int) -> list[int]:
    """Return the positions after one piece, the furthest first."""
    if not piece.kinds:  # most are words alone
        return [at + 1] if at < len(text) and text.forms[at] in piece.words else []
    longest = next((_GAPS[kind] for kind in piece.kinds if kind in _GAPS), 0)
    if longest:
        ends = [at]
        while ends[-1] < len(text) and len(ends) <= longest and text.forms[ends[-1]] not in _NO_GAP:
            ends.append(ends[-1] + 1)
        return ends[::-1]
    if at >= len(text):
        return []
    form = text.forms[at]
    ends = [at + 1] if form in piece.words else []
    if "number" in piece.kinds:
        end = at
        while end - at < _MOST_NUMBERS and (text.form(end) in _NUMBERS or text.form(end).isdigit()):
            end += 1
            ends.append(end)
        ends.reverse()
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
