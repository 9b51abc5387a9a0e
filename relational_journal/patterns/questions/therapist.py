"""Count patterns, exceptions and repairs in the moments with a therapist."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.model import Entry, Person, Window
from relational_journal.patterns.counting.comparisons import without_tests
from relational_journal.patterns.counting.count import count
from relational_journal.patterns.counting.eligibility import is_with_therapist
from relational_journal.patterns.counting.index import newest_first
from relational_journal.patterns.counting.result import Patterns
from relational_journal.patterns.questions.repairs import Repairs, repairs

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary
    from relational_journal.vocabulary.safety import Safety


class WithTherapist(NamedTuple):
    """All patterns over the moments with a therapist, without comparisons, the exceptions and the breaks.

    `otherwise` is from the D patterns only: for a C pattern it would read "when it was hard".
    """

    patterns: Patterns
    otherwise: tuple[Entry, ...]
    repairs: Repairs


def with_therapist(
    moments: Sequence[Entry],
    window: Window,
    *,
    now: datetime,
    vocabulary: Vocabulary,
    people: Mapping[str, Person],
    safety: Safety | None = None,
    chosen: Callable[[Entry], bool] | None = None,
) -> WithTherapist:
    """Count patterns, exceptions and repairs for the relationship `therapist`. Arguments as for `count`."""
    patterns = count(
        moments,
        window,
        now=now,
        vocabulary=vocabulary,
        people=people,
        safety=safety,
        chosen=lambda moment: (chosen is None or chosen(moment)) and is_with_therapist(moment, people, vocabulary),
        judge=without_tests,
    )
    safe_ways = [row for row in patterns.rows if row.polarity == "D"]
    # One moment may have gone otherwise in several patterns.
    otherwise = {moment.uid: moment for row in safe_ways for moment in (*row.otherwise, *row.turned)}
    return WithTherapist(patterns, newest_first(otherwise.values()), repairs(patterns))
