"""Keep touch and contact that the writer did not want from being read as warmth.

"Kissed me though I'd said no", "hugged me anyway", "wouldn't let go of my arm": none of it is kind, close, or a first
step toward the writer. What the words call unwanted is offered as that; if they leave it open, nothing is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from relational_journal.capture.suggest.clauses import STOPS, Text
from relational_journal.capture.suggest.phrasebook import Found, Phrase
from relational_journal.capture.suggest.subjects import IMPLIED, MYSELF, OTHER, Subjects

CONTACT, REFUSAL = "contact", "refusal"
_CROSSED = Phrase("theirs", "they-crossed-a-line", ())
_PRESSED = Phrase("theirs", "they-pressed-me", ())
_TOUCHES = ("touch", "held-fast")
_CLOSER = ("close", "closer")
# What touch or contact would be read as, if it had been wanted.
_KEPT = frozenset(("keep", "keeps", "kept", "keeping"))
_WARM = frozenset(("they-were-warm", "they-reached-out", "they-helped", "they-made-amends", "they-leaned-on-me"))
_MY_WARMTH = frozenset(("showed-affection", "reached-out", "turned-toward", "comforted-them"))
_ALTHOUGH = frozenset("though although despite when while after as because".split())
_OF_TOUCH = frozenset("sex kiss kissing kissed hug hugging hugged touch touched cuddle".split())
_STILL = frozenset("but still yet".split())
_MOST_MARKS = 60  # so that a very long text is read in a moment


def without_unwanted(hits: Sequence[Found], marks: Iterable[Found], text: Text, subjects: Subjects) -> list[Found]:
    """Return the phrases of a text without those that would read unwanted contact as warm, and with what it was.

    Args:
        hits: moves, responses and signs of tone, each with the subject it needs.
        marks: touch and contact with their subject, and refusals whoever makes them.
        text, subjects: of the same text.
    """
    reader = _Unwanted(list(marks)[:_MOST_MARKS], text, subjects)
    return [hit for hit in hits if not reader.is_unwanted(hit)] + reader.named(hits)


class _Unwanted:
    """Decides, sentence by sentence, whether contact was wanted."""

    def __init__(self, marks: Sequence[Found], text: Text, subjects: Subjects) -> None:
        self._text = text
        self._sentence = list(accumulate((form in STOPS for form in text.forms), initial=0))
        self._contact = [mark for mark in marks if mark.phrase.who == CONTACT]
        refusals = [mark for mark in marks if mark.phrase.who == REFUSAL]
        said = [mark for mark in refusals if mark.phrase.key == "said-no"]
        who = {mark: subjects.of(mark.begin, may_be_unreal=True) for mark in said}  # "I'd said no" is no wish
        self._my_no = [mark for mark in said if who[mark] in (MYSELF, IMPLIED)]
        self._their_no = [mark for mark in said if who[mark] == OTHER]
        self._my_no += [mark for mark in refusals if mark.phrase.key == "against-my-will"]
        self._insisted = [mark for mark in refusals if mark.phrase.key == "insisted"]

    def is_unwanted(self, hit: Found) -> bool:
        """Whether a phrase would call warm or close what was not wanted."""
        phrase = hit.phrase
        if phrase.who == "any":
            return phrase.key in _CLOSER and any(self._is_refused(mark) for mark in self._near(hit, self._contact))
        if phrase.who == "mine":
            # "kept on at Ruth" is told by the one who did it
            if any(_overlap(hit, mark) and self._text.forms[mark.begin] not in _KEPT for mark in self._insisted):
                return True
            return phrase.key in _MY_WARMTH and any(self._is_after(hit, no) for no in self._near(hit, self._their_no))
        touched = [mark for mark in self._near(hit, self._contact) if _overlap(hit, mark)]
        if phrase.key in _WARM:
            if phrase.who == "passive":  # "was hugged against my will"
                return bool(self._near(hit, [*self._my_no, *self._insisted]))
            return any(self._is_refused(mark) for mark in touched)
        return any(mark.phrase.key in _TOUCHES and self._is_plainly_refused(mark) for mark in touched)

    def named(self, hits: Iterable[Found]) -> list[Found]:
        """Return what the words plainly call unwanted: touch after a "no", or contact that pressed on after one."""
        read = {hit.phrase.key for hit in hits}
        found: dict[str, Found] = {}
        for mark in self._contact:
            phrase = _CROSSED if mark.phrase.key in _TOUCHES else _PRESSED
            if self._is_plainly_refused(mark) and phrase.key not in read:
                found.setdefault(phrase.key, Found(phrase, mark.begin, mark.end))
        for no in self._my_no:
            done = self._done_anyway(no)
            if done is not None and not found and read.isdisjoint(("they-crossed-a-line", "they-pressed-me")):
                is_touch = not _OF_TOUCH.isdisjoint(self._text.forms[no.begin : no.end])
                found[REFUSAL] = Found(_CROSSED if is_touch else _PRESSED, done.begin, done.end)
        return list(found.values())

    def _done_anyway(self, no: Found) -> Found | None:
        """Return the "anyway" of what another did in spite of a "no": "said no, he did it anyway"."""
        for mark in self._near(no, self._insisted):
            for at in range(no.end, mark.begin):
                if at in self._text.people or self._text.forms[at] in ("he", "she", "they"):
                    return Found(mark.phrase, at, mark.end)
        return None

    def _is_refused(self, contact: Found) -> bool:
        """Whether a "no" or an "anyway" is next to it, so that it cannot count as warm."""
        return bool(self._near(contact, [*self._my_no, *self._insisted])) or self._is_plainly_refused(contact)

    def _is_plainly_refused(self, contact: Found) -> bool:
        """Whether the words say that it was done against a "no"."""
        near = self._near(contact, self._my_no)
        if any(no.phrase.key == "against-my-will" or self._is_after(contact, no) for no in near):
            return True
        insisted = self._near(contact, self._insisted)
        if contact.phrase.key == "held-fast" and any("let" in self._text.forms[i.begin : i.end] for i in insisted):
            return True  # "grabbed my arm and wouldn't let go"
        here = self._sentence[contact.begin]
        begin, forms = self._text.start(contact.begin), self._text.forms
        goes_on = bool(insisted) or not _STILL.isdisjoint(forms[begin : contact.begin])
        said_before = any(self._sentence[no.begin] == here - 1 for no in self._my_no)
        had_said = any(
            self._sentence[no.begin] == here + 1 and forms[no.begin - 1] in ("had", "'d") for no in self._my_no
        )
        return (goes_on and said_before) or had_said

    def _is_after(self, contact: Found, no: Found) -> bool:
        """Whether the contact comes in spite of a "no" of the same sentence, and not only beside it."""
        forms = self._text.forms
        if no.begin >= contact.end:  # "kissed me though I'd said no", "kissed me and I didn't want it"
            between = forms[contact.end : no.begin]
            went_on = any(mark.begin >= no.end for mark in self._near(contact, self._insisted))
            is_told_of_it = not _ALTHOUGH.isdisjoint(between) or "'d" in between
            is_told_of_it = is_told_of_it or forms[no.begin - 1] in ("kept", "already")
            return went_on or is_told_of_it or "want" in forms[no.begin : no.end]
        between = forms[no.end : contact.begin]
        return not _STILL.isdisjoint(between) or bool(self._near(contact, self._insisted))

    def _near(self, one: Found, marks: Iterable[Found]) -> list[Found]:
        """Return those in the same sentence."""
        return [mark for mark in marks if self._sentence[mark.begin] == self._sentence[one.begin]]


def _overlap(one: Found, other: Found) -> bool:
    return one.begin < other.end and other.begin < one.end
