"""Leave out what only looks like something that happened between the writer and another.

A dream, a film, a joke on a stage, a quarrel with a machine or between two others, a question about people in general:
nobody did anything there that belongs in a moment.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate, pairwise

from relational_journal.capture.suggest.clauses import STOPS, Text
from relational_journal.capture.suggest.phrasebook import Book, Found
from relational_journal.capture.suggest.subjects import Subjects

FRAME = "frame"
_DREAM, _STORY, _STAGE, _QUARREL, _SHOUTING = "dream", "story", "stage", "quarrel", "shouting"
_MISSING = "missing"  # "I wish I could see her" is told by a wish
_MOST_FRAMES = 8  # in one sentence


class NobodysActs:
    """The phrases of one text that are nobody's acts.

    Args:
        text: with the people named in it.
        book: for the words that begin a question, a supposition, a habit.
        subjects: of the same text.
        frames: what was found of dreams, stories, stages and quarrels.
    """

    def __init__(self, text: Text, book: Book, subjects: Subjects, frames: Iterable[Found]) -> None:
        self._subjects = subjects
        self._text = text
        self._words = book.words
        self._present = book.bases | book.thirds
        self._sentence = list(accumulate((form in STOPS for form in text.forms), initial=0))
        self._frames: dict[int, list[Found]] = {}
        for frame in frames:
            here = self._frames.setdefault(self._sentence[frame.begin], [])
            if len(here) < _MOST_FRAMES:
                here.append(frame)
        self._alone = {frame for here in self._frames.values() for frame in here if self._is_without_me(frame)}
        self._dreamt = self._sentences_of_dreams()

    def holds(self, hit: Found) -> bool:
        """Whether a move, a response or a sign of tone is nobody's."""
        here, form = self._sentence[hit.begin], self._text.form(hit.begin)
        if here in self._dreamt or self._is_asked_of_all(hit.begin):
            return True
        if any(self._covers(frame, hit) for frame in self._frames.get(here, ())):
            return True
        if (hit.phrase.who == "theirs" and self._is_a_machine(hit)) or self._is_only_about_a_machine(hit.begin):
            return True
        if hit.phrase.who != "any" and form in self._present and self._is_only_usual(hit):
            return True
        return hit.phrase.who == "any" and hit.phrase.key != _MISSING and self._is_supposed_or_usual(hit)

    def _covers(self, frame: Found, hit: Found) -> bool:
        """Whether a frame of the same sentence takes a phrase out."""
        kind = frame.phrase.key
        if kind == _STORY:  # "watched a film with Dad" before it is no part of the story
            return hit.begin >= frame.begin
        if kind == _STAGE:
            return self._text.form(frame.begin - 1) not in ("after", "before")
        if kind == _SHOUTING:
            return hit.begin < frame.end and frame.begin < hit.end
        is_told_of_me = hit.phrase.who in ("mine", "ours", "passive")
        return kind == _QUARREL and not is_told_of_me and frame in self._alone

    def _sentences_of_dreams(self) -> set[int]:
        """Return the sentences that tell a dream, also those after it that go on with "he", "then", "in it"."""
        dreamt = {here for here, frames in self._frames.items() if any(one.phrase.key == _DREAM for one in frames)}
        first = ""
        for at, form in enumerate(self._text.forms):
            here = self._sentence[at]
            first = form if at == self._text.start(at) else first
            if here - 1 in dreamt and first in self._words["goes_on"]:
                dreamt.add(here)
            if here in dreamt and form in ("woke", "awake"):
                dreamt.discard(here + 1)
        return dreamt

    def _is_asked_of_all(self, at: int) -> bool:
        """Whether the sentence is a question although no mark says so: "why do people lie", "is it ok to cancel"."""
        forms, words = self._text.forms, self._words
        begin = self._text.start(at)
        for wonders in range(begin, at):  # "wonder why people lie"
            if forms[wonders] in words["wonders"] and forms[wonders + 1] in words["asking"]:
                return True
        first, second = self._text.form(begin), self._text.form(begin + 1)
        if second == "n't":
            second = self._text.form(begin + 2)
        if first in words["asking"]:
            return first == "why" or second in words["asks"] or (first, second) in (("how", "come"), ("what", "if"))
        if first not in words["asks"]:
            return False
        return second in words["asked_of"] or (second == "it" and first not in ("did", "do", "does"))

    def _is_a_machine(self, hit: Found) -> bool:
        """Whether a machine is what acts: "the laptop froze on me", "alexa ignored me"."""
        text, at = self._text, hit.begin
        while text.form(at - 1) in self._words["helpers"] or text.form(at - 1) in self._words["not"]:
            at -= 1
        return text.form(at - 1) in self._words["machines"] and not text.ends.get(at)

    def _is_only_about_a_machine(self, at: int) -> bool:
        """Whether the sentence begins with a machine and names nobody: "My laptop froze on me and I lost it"."""
        text = self._text
        begin = text.start(at)
        if self._words["machines"].isdisjoint(text.forms[begin : min(begin + 4, at)]):
            return False
        end = next((number for number in range(at, len(text)) if text.forms[number] in STOPS), len(text))
        is_named = any(begin <= number < end for number in text.people)
        return not is_named and self._words["somebody"].isdisjoint(text.forms[begin:end])

    def _is_without_me(self, quarrel: Found) -> bool:
        """Whether two others quarrel, and the writer is not in the sentence at all."""
        text = self._text
        begin = text.start(quarrel.begin)
        end = next((at for at in range(begin, len(text)) if text.forms[at] in STOPS), len(text))
        inside = {at for person in text.people.values() for at in range(person.begin, person.end)}
        if any(text.forms[at] in self._words["of_the_writer"] for at in range(begin, end) if at not in inside):
            return False
        return self._has_two(quarrel, begin, end)

    def _has_two(self, quarrel: Found, begin: int, end: int) -> bool:
        """Whether the sentence names two others: "Tom and Ada", "my parents", "my sister … her husband"."""
        text = self._text
        acting = [person for at, person in text.people.items() if begin <= at < quarrel.begin and not person.owns]
        if not acting:
            return False
        last = text.form(acting[-1].end - 1)
        objects = [at for at in text.people if quarrel.begin <= at < end]
        is_pair = len(acting) > 1 and acting[-1].begin == acting[-2].end + 1 and text.form(acting[-2].end) == "and"
        is_many = last in self._words["pairs"]
        at_another = bool(objects) or not {"him", "her", "them"}.isdisjoint(text.forms[quarrel.begin : end])
        return is_pair or is_many or at_another

    def _is_only_usual(self, hit: Found) -> bool:
        """Whether an act in the present is a habit: "if he yells I go quiet", "I usually say nothing"."""
        text = self._text
        begin = text.start(hit.begin)
        end = next((at for at in range(hit.end, len(text)) if text.forms[at] in STOPS), len(text))
        around = [*text.forms[begin : hit.begin], *text.forms[hit.end : end]]
        if not self._words["usually"].isdisjoint(around) or ("every", "time") in pairwise(around):
            return True
        return any(form == "if" and before not in self._words["wondered"] for before, form in pairwise(["", *around]))

    def _is_supposed_or_usual(self, hit: Found) -> bool:
        """Whether a sign of tone is thought of, usual or hearsay: "if we argue again", "we usually fight"."""
        text = self._text
        start = text.start(hit.begin)
        before = text.forms[start : hit.begin]
        if any(pair[0] == "'d" and pair[1] in ("love", "like") for pair in pairwise(text.forms[start : hit.begin + 1])):
            return True
        if not self._words["might_be"].isdisjoint(before) or not self._words["usually"].isdisjoint(before):
            return True
        is_each_time = any(pair in (("every", "time"), ("each", "time")) for pair in pairwise(before))
        return is_each_time or any(self._subjects.is_hearsay(at) for at in range(start + 1, hit.begin))
