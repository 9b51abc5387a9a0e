"""Count the responses, feelings and good things that followed moments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.model import AMOUNTS, Entry
from relational_journal.patterns.counting.index import GOOD
from relational_journal.timestamps import first_day

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary
    from relational_journal.vocabulary.safety import Safety

GROUPS = ("toward", "ask", "unclear", "away", "against")
CLOSER = ("closer", "same", "further")


class Outcomes(NamedTuple):
    """What was noted to follow some moments. Empty fields are not counted, so the moments are not the base of a number.

    `responses` counts by group, all five included; `feelings` by key, in vocabulary order; `good` for each good
    thing its answers less, same, more; `good_sum` is all more minus all less; `closer` the answers to that question.
    """

    responses: Mapping[str, int]
    feelings: Mapping[str, int]
    good: Mapping[str, Mapping[str, int]]
    good_sum: int
    closer: Mapping[str, int]


def outcomes_after(moments: Iterable[Entry], vocabulary: Vocabulary) -> Outcomes:
    """Count what came right then: *after*, *felt_after*, the good things and the answer `closer` of each moment."""
    moments = tuple(moments)
    return _collect(
        ((moment.after, moment.felt_after) for moment in moments),
        moments,
        vocabulary,
    )


def outcomes_later(
    moments: Iterable[Entry], outcomes: Mapping[str, Sequence[Entry]], vocabulary: Vocabulary
) -> Outcomes:
    """Count what came on a later day: all responses and feelings of the moments linked as outcomes."""
    later = tuple({outcome.uid: outcome for moment in moments for outcome in outcomes.get(moment.uid, ())}.values())
    return _collect(
        (((*outcome.first, *outcome.after), (*outcome.felt_before, *outcome.felt_after)) for outcome in later),
        later,
        vocabulary,
    )


def outcomes_on_later_days(
    moments: Iterable[Entry], all_moments: Sequence[Entry], safety: Safety
) -> Mapping[str, Sequence[Entry]]:
    """Return by uid the counted moments linked to it as `outcome-of` that lie on a later day."""
    days = {moment.uid: first_day(moment.when) for moment in moments}
    found: dict[str, list[Entry]] = {}
    for moment in all_moments:
        for link in moment.links:
            day = days.get(link.to) if link.as_ == "outcome-of" else None
            if day is not None and first_day(moment.when) > day and safety.is_counted(moment):
                found.setdefault(link.to, []).append(moment)
    return found


def _collect(
    noted: Iterable[tuple[Sequence[str], Sequence[str]]], moments: Sequence[Entry], vocabulary: Vocabulary
) -> Outcomes:
    counts_as = vocabulary.counts_as
    responses: Counter[str] = Counter()
    feelings: Counter[str] = Counter()
    for came, felt in noted:
        # As a set: two own words that count as one key are one response.
        responses.update(vocabulary.group(key) for key in {counts_as(key) for key in came})
        feelings.update({counts_as(key) for key in felt})
    good = {key: dict.fromkeys(AMOUNTS, 0) for key in GOOD}
    for moment in moments:
        for key, amount in moment.good.items():
            if key in good and amount in AMOUNTS:
                good[key][amount] += 1
    closer = Counter(moment.answers.get("closer") for moment in moments)
    return Outcomes(
        responses={group: responses[group] for group in GROUPS},
        feelings={term.key: feelings[term.key] for term in vocabulary.list_of("feelings") if feelings[term.key]},
        good=good,
        good_sum=sum(amounts["more"] - amounts["less"] for amounts in good.values()),
        closer={answer: closer[answer] for answer in CLOSER},
    )
