"""Find what stands out, and write the sentences that belong next to a claim."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from relational_journal.patterns.counting.result import TOO_FEW, Comparison, Patterns
from relational_journal.report.document import wording


def standing_out(patterns: Patterns, hidden: Collection[str] = ()) -> tuple[Comparison, ...]:
    """Return the comparisons that stand out."""
    return tuple(each for each in patterns.comparisons if each.reading == "stands-out" and each.pattern not in hidden)


def together(patterns: Patterns, keys: Iterable[str]) -> str:
    """Return the note for comparisons of these rows: not a cause, and why numbers can be below the counts."""
    study = patterns.study
    joined = any(study.ties.joined(study.base_of(key) & study.inside) for key in keys)
    return f"{wording.TOGETHER} {wording.ONE_OF_A_DAY}" if joined else wording.TOGETHER


def nothing_stands_out(patterns: Patterns) -> str:
    """Return the sentence that nothing stands out, and what could have at this size."""
    if all(each.reading == TOO_FEW for each in patterns.comparisons):
        return "Too few moments to compare anything yet."
    could = patterns.could_stand_out()
    if could is None:
        return "No difference could stand out at this size."
    return (
        f"At this size only a difference like {wording.in_tens(could.with_, could.without)} could stand out; none does."
    )
