"""Tell what another did from what came back: "all I got was a shrug", "an earful from Dad", "boss: whatever".

There the one who acts is no subject. A noun or their words say what was done, and a frame around them says to whom: the
writer got it, another gave it, it was the answer, or it came from someone.
"""

from __future__ import annotations

from collections.abc import Iterable

from relational_journal.capture.suggest.clauses import SIGNS, STOPS, Text
from relational_journal.capture.suggest.phrasebook import Book, Found
from relational_journal.capture.suggest.subjects import IMPLIED, MYSELF, OTHER, WE, Subjects

FREE = "free"  # what tells of another by itself: "nobody noticed", "an earful from Dad"
MET = "met"  # nouns for what another did: "shrug", "telling-off"
SAID = "said"  # what another says to the writer: "whatever", "well done"
RECEIPT = "receipt"
_GOT, _GIVEN = "got", "given"  # frames with a subject; all others stand by themselves
_MOST_ADJECTIVES = 4
_QUOTES = frozenset('"“”')
_THEM = frozenset(("him", "her", "them"))
_HE = frozenset(("he", "she", "they"))
_OF_ME = frozenset(("i", "my", "me", "we", "our", "us"))
_CLAUSES = SIGNS | {"and", "but", "then", "so", "because", "when", "after", "before"}
_FROM = frozenset(("from", "off", "by"))


class Roundabout:
    """What is told by what came back, in one text.

    Args:
        text: with the people named in it.
        book: for the small words.
        subjects: of the same text.
        receipts: the frames found: "all I got was", "was met with", "gave me".
    """

    def __init__(self, text: Text, book: Book, subjects: Subjects, receipts: Iterable[Found]) -> None:
        self._text = text
        self._book = book
        self._words = book.words
        self._subjects = subjects
        before = [end - 1 for end in range(1, len(text)) if text.forms[end] == ":"]
        self._is_chat = len(before) > 1 or any(text.forms[at] in ("me", "i", "you") for at in before)
        frames = list(receipts)
        self._received = {frame.end for frame in frames if self._is_mine(frame)}
        self._others = {frame.end for frame in frames if frame.phrase.key == _GOT and self._is_anothers(frame)}

    def holds(self, hit: Found) -> bool:
        """Whether a noun or what is said comes from another and is meant for the writer."""
        if hit.phrase.who not in (MET, SAID):
            is_from = not _FROM.isdisjoint(self._text.forms[hit.begin : hit.end])
            return not is_from or (self._is_real(hit.begin) and self._noun_begins(hit.begin) not in self._others)
        if self._text.is_asked(hit.begin) and hit.phrase.who == MET:
            return False
        return self._is_met(hit) if hit.phrase.who == MET else self._is_said(hit)

    def _is_met(self, hit: Found) -> bool:
        """Whether the writer got what the noun says: by a frame before it, or by whom it came from after it."""
        begin = self._noun_begins(hit.begin)
        if any(at in self._received for at in range(begin, hit.begin + 1)):
            return True
        return self._is_clause(begin) and (self._is_from_another(hit.end) or self._is_said_of_another(begin))

    def _noun_begins(self, at: int) -> int:
        """Return where a noun begins with the small words and adjectives before it: "[the usual big] shrug"."""
        text = self._text
        for _ in range(_MOST_ADJECTIVES):
            form = text.form(at - 1)
            is_no_adjective = form in self._words["not_adjectives"] and form not in self._words["articles"]
            is_no_adjective = is_no_adjective or self._is_verb(form)
            if form in _QUOTES or not (form in SIGNS or form in self._words["not"] or is_no_adjective):
                at -= 1
            else:
                break
            if at in self._received or at in text.ends:
                break
        return at

    def _is_verb(self, form: str) -> bool:
        return form in self._book.pasts or form in self._words["never_came"] or form in self._words["only_meant"]

    def _is_clause(self, at: int) -> bool:
        """Whether a clause without a verb begins here, and tells what happened."""
        return (at == self._text.start(at) or self._text.form(at - 1) in _CLAUSES or at in self._text.ends) and (
            self._is_real(at)
        )

    def _is_from_another(self, at: int) -> bool:
        """Whether someone follows from whom it comes: "from Dad", "off the lads"."""
        text = self._text
        if text.form(at) in self._words["adverbs"]:
            at += 1
        return text.form(at) in _FROM and (at + 1 in text.people or text.form(at + 1) in _THEM)

    def _is_said_of_another(self, at: int) -> bool:
        """Whether a note names someone and then what came: "boss: eye roll"."""
        person = self._text.ends.get(at - 1)
        return self._text.form(at - 1) == ":" and bool(person) and self._begins_line(person.begin if person else 0)

    def _begins_line(self, at: int) -> bool:
        """Whether a note begins with the word at this position; the lines of a chat are none."""
        if self._is_chat:
            return False
        return at == self._text.start(at) or self._text.form(at - 1) in (",", "and", "then")

    def _is_said(self, hit: Found) -> bool:
        """Whether another says these words to the writer."""
        text = self._text
        at = hit.begin
        colon = False
        while text.form(at - 1) in self._words["fillers"] or text.form(at - 1) in _QUOTES | {",", ":"}:
            colon = colon or text.form(at - 1) in (",", ":")
            at -= 1
        if at in self._received:
            return True
        person = text.ends.get(at)
        if person and colon and text.form(at) == ":":
            is_from = text.form(person.begin - 1) in _FROM and text.form(person.begin - 2) in self._words["messages"]
            return is_from or self._begins_line(person.begin)
        # in "said I was wrong" it is the writer, and in "said, I was wrong" the one who speaks
        is_of_me = not _OF_ME.isdisjoint(text.forms[hit.begin : hit.end])
        is_quoted = not SIGNS.isdisjoint(text.forms[at : hit.begin])
        return ((is_quoted or not is_of_me) and self._says_it(at)) or self._is_said_after(hit.end)

    def _says_it(self, at: int) -> bool:
        """Whether the words before tell that another speaks, and to nobody but the writer: "he said to me"."""
        text = self._text
        if text.form(at - 1) in ("me", "us"):
            at -= 2 if text.form(at - 2) == "to" else 1
        return text.form(at - 1) in self._words["speaks"] and self._subjects.of(at - 1) == OTHER

    def _is_said_after(self, at: int) -> bool:
        """Whether the speaker follows: "“whatever,” says my mum"."""
        text = self._text
        while text.form(at) in _QUOTES or text.form(at) in (",", "!", "."):
            if at >= len(text):
                return False
            at += 1
        is_spoken = text.form(at) in self._words["speaks"]
        return (
            is_spoken and at > 0 and text.form(at - 1) in SIGNS and (at + 1 in text.people or text.form(at + 1) in _HE)
        )

    def _is_mine(self, frame: Found) -> bool:
        """Whether a frame tells what the writer really got."""
        if self._text.is_asked(frame.begin):
            return False
        kind = frame.phrase.key
        if kind == _GOT:
            who = self._subjects.of(frame.begin)
            return who in (MYSELF, WE) or (who == IMPLIED and not self._subjects.follows_another(frame.begin))
        if kind == _GIVEN:
            return self._subjects.of(frame.begin) == OTHER and not self._subjects.was_done_to(frame.begin)
        return self._is_real(frame.begin)

    def _is_anothers(self, frame: Found) -> bool:
        """Whether another is the one who got something."""
        return self._subjects.of(frame.begin) == OTHER

    def _is_real(self, at: int) -> bool:
        """Whether no word before, in the same clause, says that it did not happen."""
        text, words = self._text, self._words
        for number in range(at - 1, text.start(at) - 1, -1):
            form = text.forms[number]
            if form in STOPS or form in (",", "but"):
                return True
            if any(form in words[name] for name in ("hardly", "unreal", "only_meant", "doubts", "never_came")):
                return False
        return True
