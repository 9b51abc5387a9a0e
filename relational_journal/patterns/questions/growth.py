"""Count the five good things, their being mutual, and tones for each person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from relational_journal.model import AMOUNTS, Entry
from relational_journal.patterns.counting.bases import ANSWERED
from relational_journal.patterns.counting.count import tones_of
from relational_journal.patterns.counting.index import GOOD
from relational_journal.patterns.counting.result import Patterns, Share
from relational_journal.text.folding import caseless

ENOUGH = 5  # answered moments with a person

_BOTH_WAYS = ("mattered-to-them", "let-them-matter")


class Growth(NamedTuple):
    """A person and the answered moments with them (three or more of the five good things), counted.

    `both_ways` counts the moments in which both questions are answered yes, of those that answer both;
    `tones` counts all their moments. There is no single score.
    """

    name: str
    answered: Sequence[Entry]
    good: Mapping[str, Mapping[str, int]]
    both_ways: Share
    tones: Mapping[str, int]


def growth(patterns: Patterns) -> tuple[Growth, ...]:
    """Return one line for each person in the window that was counted, in alphabetical order and never ranked."""
    study = patterns.study
    index = study.index
    found = []
    for name in sorted(index.positions("people"), key=lambda name: (caseless(name), name)):
        theirs = index.holding("people", (name,)) & index.eligible
        answered = study.those(theirs & study.base(ANSWERED))
        if len(answered) >= ENOUGH:
            moments = study.those(theirs)
            found.append(Growth(name, answered, _good(answered), _both_ways(moments), tones_of(moments)))
    return tuple(found)


def _good(moments: Sequence[Entry]) -> dict[str, dict[str, int]]:
    return {
        key: {amount: sum(moment.good.get(key) == amount for moment in moments) for amount in reversed(AMOUNTS)}
        for key in GOOD
    }


def _both_ways(moments: Sequence[Entry]) -> Share:
    answers = [tuple(moment.answers.get(question) for question in _BOTH_WAYS) for moment in moments]
    answered = [pair for pair in answers if all(pair)]
    return Share(answered.count(("yes", "yes")), len(answered))
