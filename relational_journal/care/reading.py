"""Find statements in a text that call for a note of care. Nothing is stored: the answer is computed and forgotten.

A phrase counts only if the rules let it stand: it is not negated, not about long ago, not from a film or song, not a
figure of speech, and the act or wish belongs to the person the phrase is about. The rules are lists in
`phrases/*.toml`; this module applies them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from relational_journal.care.anchors import LONGEST, anchors
from relational_journal.care.folding import fold
from relational_journal.care.subjects import Subjects, joined
from relational_journal.care.tokens import Spelling, sentences
from relational_journal.care.topics import HARM, HARM_BY_ME, SELF_HARM, SOMEONE_ELSE, TOPICS

_FOLDER = Path(__file__).parent / "compact"
_AHEAD, _BEHIND = 6, 9  # words before and after a phrase in which a figure of speech or a game is looked for


class Statement(NamedTuple):
    """A sentence that calls for a note."""

    topic: str
    words: str  # the sentence as it was read, to compare two versions of a text


class _Match:
    """The position of a phrase in a sentence."""

    def __init__(self, match: re.Match[str], group: int, holds_negation: int) -> None:
        self.begin, self.end = match.span()
        self.group = group
        self.holds_negation = holds_negation  # 1 if the phrase contains a negation itself


def statements(text: str, *, names: Collection[str] = (), long_ago: bool = False) -> frozenset[Statement]:
    """Find what in a text calls for a note of care.

    Args:
        text: as written; only the first 200,000 characters are read.
        names: names of people that need no capital letter to be recognised.
        long_ago: the whole text is about the past, as a past experience is; then harm brings no note.

    Returns:
        One statement for each sentence and topic; empty for most texts.
    """
    met = anchors().met_by(text)
    if not met:
        return frozenset()
    known = frozenset(fold(name) for name in names)
    found: set[Statement] = set()
    for name in anchors().languages(met):
        found.update(_language(name).statements(text[:LONGEST], met, known))
    if long_ago:
        found = {statement for statement in found if statement.topic not in (HARM, HARM_BY_ME)}
    return frozenset(found)


def topics(text: str, *, names: Collection[str] = (), long_ago: bool = False) -> tuple[str, ...]:
    """Return the topics of a text, in the order in which notes are shown."""
    found = {statement.topic for statement in statements(text, names=names, long_ago=long_ago)}
    return tuple(topic for topic in TOPICS if topic in found)


class _Language:
    """The phrases and rules of one language."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.spelling = Spelling(row)
        self.groups: list[list[Any]] = row["groups"]
        self.phrases: list[list[Any]] = row["phrases"]
        self.rules: dict[str, list[str]] = row["rules"]
        self.subjects = Subjects(row["rules"], row["things"])
        self._compiled: dict[str, re.Pattern[str]] = {}

    def statements(self, text: str, met: frozenset[int], names: frozenset[str]) -> Iterator[Statement]:
        """Yield the statements in a text."""
        candidates = [row for row in self.phrases if row[1] in met]
        before = ""
        for sentence in sentences(text, self.spelling, names):
            for topic in self._topics(sentence, before, candidates):
                yield Statement(topic, sentence)
            before = sentence

    def _topics(self, sentence: str, before: str, candidates: list[list[Any]]) -> set[str]:
        matches = [
            _Match(match, group, negation)
            for pattern, _, group, negation in candidates
            for match in self._regex(joined([pattern])).finditer(sentence)
        ]
        standing = [(match, topic) for match in matches if (topic := self._stands(match, sentence, before))]
        return {topic for match, topic in standing if not any(_covers(*other, match, topic) for other in standing)}

    def _stands(self, match: _Match, sentence: str, before: str) -> str:
        """Return the topic of a match if the rules let it stand; "" if they do not."""
        topic, needs, otherwise, unless = self.groups[match.group]
        ahead, said, behind = sentence[: match.begin], sentence[match.begin : match.end], sentence[match.end :]
        around = f" {' '.join(ahead.split()[-_AHEAD:])} {said}{' '.join(behind.split()[:_BEHIND])} ".replace("  ", " ")
        if not match.holds_negation and (
            self._any(self.rules["negation"], f" {said}") or self._starts(self.rules["negation_after"], behind)
        ):
            return ""
        if self._any(unless, around) or self._is_negated(ahead) or self._is_long_ago(ahead, said, behind):
            return ""
        if self._is_of_a_work(ahead, behind, before):
            return ""
        found = self._by_subject(topic, needs, otherwise, ahead, said)
        is_stranger = found == SOMEONE_ELSE and self._any(self.rules["strangers"], sentence)
        return "" if is_stranger else found

    def _by_subject(self, topic: str, needs: str, otherwise: str, ahead: str, said: str) -> str:
        """Return the topic of a phrase with its subject; "" if it means nothing with that subject."""
        if topic == SELF_HARM and self.subjects.is_reported(ahead, said):
            return SOMEONE_ELSE
        if needs == "any":
            return topic
        who = self.subjects.of(ahead, said)
        if needs == "i":
            return topic if who in ("i", "none", "other") else otherwise if who == "they" else ""
        if needs == "actor":
            return "" if who in ("i", "thing", "generic") else topic
        if who != "they" and not (who == "none" and topic == HARM):
            return ""
        if topic == HARM and " ever " in ahead and self._any(self.rules["hypothetical"], ahead):
            return ""
        return topic

    def _is_negated(self, ahead: str) -> bool:
        """Whether a negation precedes closely in the same clause and is not one that makes the statement stronger."""
        tokens = ahead.rpartition(", ")[2].split()
        near = f" {' '.join(tokens[-5:])} "
        negations = [*self._joined("negation").finditer(near)]
        if not negations or self._any(self.rules["not_negation"], f" {' '.join(tokens[-8:])} "):
            return False
        between = f" {near[negations[-1].end() :]}"
        return self._any(self.rules["believing"], between) or not self.subjects.begins_anew(between)

    def _is_long_ago(self, ahead: str, said: str, behind: str) -> bool:
        """Whether the sentence is about long ago, and not also about now."""
        nearest = " ".join(ahead.split()[-3:])
        if self._any(self.rules["used_to"], f" {nearest} "):
            return True
        everything = ahead + said + behind
        ahead, behind = self._after_last_and(ahead), self._before_first_and(behind)
        part = f" {ahead}{said}{behind}"
        if not self._any(self.rules["long_ago"], part):
            return False
        clause = f" {ahead.rpartition(', ')[2]}{said}{behind.partition(', ')[0]} "
        return not (self._any(self.rules["present"], clause) or self._any(self.rules["still"], everything))

    def _after_last_and(self, text: str) -> str:
        ends = [match.end() for match in self._joined("and").finditer(text)]
        return text[ends[-1] :] if ends else text

    def _before_first_and(self, text: str) -> str:
        match = self._joined("and").search(f" {text}")
        return text[: match.start() - 1] if match else text

    def _is_of_a_work(self, ahead: str, behind: str, before: str) -> bool:
        """Whether it happens in a film, song, book or dream."""
        work = self._joined("media")
        for match in work.finditer(ahead):
            previous, following = ahead[: match.start()], ahead[match.end() :]
            if self._ends(self.rules["media_before"], previous) and not self._starts(
                self.rules["media_holds"], following
            ):
                continue
            return True
        for match in work.finditer(behind):
            previous = behind[: match.start()]
            if len(previous.split()) <= 5 and not self._ends(self.rules["media_before"], previous):
                return True
        is_continued = re.match(r" (?:he|she|they|the \w+|\w+[@^]),? ", ahead) is not None
        return is_continued and bool(work.search(before)) and not self._any(self.rules["i"], ahead)

    # Matching

    def _regex(self, pattern: str) -> re.Pattern[str]:
        if pattern not in self._compiled:
            self._compiled[pattern] = re.compile(pattern)
        return self._compiled[pattern]

    def _joined(self, rule: str) -> re.Pattern[str]:
        return self._regex(joined(self.rules[rule]))

    def _any(self, patterns: list[str], text: str) -> bool:
        return bool(patterns) and self._regex(joined(patterns)).search(text) is not None

    def _ends(self, patterns: list[str], text: str) -> bool:
        """Whether one of them ends the text, apart from short words such as `the` or `a`."""
        return self._regex(joined(patterns) + r"(?:\w{1,5}[,%@^]* ){0,2}$").search(text) is not None

    def _starts(self, patterns: list[str], text: str) -> bool:
        return bool(patterns) and self._regex(joined(patterns)).match(f" {text}", 1) is not None


def _covers(other: _Match, other_topic: str, match: _Match, topic: str) -> bool:
    """Whether a longer match of another topic covers this one."""
    return (
        other_topic != topic
        and other.begin <= match.begin
        and other.end >= match.end
        and other.end - other.begin > match.end - match.begin
    )


@cache
def _language(name: str) -> _Language:
    return _Language(json.loads((_FOLDER / f"{name}.json").read_bytes()))
