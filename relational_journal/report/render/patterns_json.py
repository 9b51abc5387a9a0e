"""Patterns as JSON: all rows, or one pattern in full."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from relational_journal.model import Entry, Window
from relational_journal.patterns.counting.result import Comparison, Patterns, Row, Share
from relational_journal.patterns.counting.ways import WAYS, Ways
from relational_journal.patterns.questions.after import Outcomes
from relational_journal.patterns.questions.detail import Detail


def patterns_json(patterns: Patterns) -> dict[str, Any]:
    """`rj patterns --json`."""
    return {
        "window": window_json(patterns.window),
        "moments": {
            "logged": patterns.logged,
            "counted": patterns.counted,
            "unsafe": patterns.unsafe,
            "story_only": patterns.story_only,
        },
        "held_apart": list(patterns.held_apart),
        "ways": ways_json(patterns.ways),
        "tones": dict(patterns.tones),
        "patterns": [row_json(row) for row in patterns.rows],
        "comparisons": [comparison_json(comparison) for comparison in patterns.comparisons],
    }


def detail_json(detail: Detail) -> dict[str, Any]:
    """`rj patterns KEY --json`."""
    return {
        "window": window_json(detail.window),
        "pattern": row_json(detail.row) | {"signs": dict(detail.signs)},
        "before": [comparison_json(comparison) for comparison in detail.before],
        "after": _followed(detail.after, detail.after_later),
        "otherwise": _followed(detail.otherwise, detail.otherwise_later),
        "guards": detail.pattern.guard,
        "questions": list(detail.pattern.questions),
        "comparisons": [comparison_json(comparison) for comparison in detail.comparisons],
    }


def ways_json(ways: Ways) -> dict[str, Any]:
    """Of the moments that say what was done, how many hold a move of each way; `urges` those with only the pull."""
    return {
        "of": ways.of,
        **{way: len(ways.held[way]) for way in WAYS},
        "urges": {way: len(ways.urges[way]) for way in WAYS},
    }


def window_json(window: Window) -> dict[str, str]:
    """Return a window as two ISO days."""
    return {"since": window.since.isoformat(), "until": window.until.isoformat()}


def row_json(row: Row) -> dict[str, Any]:
    """Return one row: counts, the interval, and the uids behind every count, newest first."""
    entries = {
        "shows": uids(row.shows),
        "turned": uids(row.turned),
        "otherwise": uids(row.otherwise),
        "held": uids(row.held),
        "neither": uids(row.neither),
        "elsewhere": uids(row.elsewhere),
    }
    record: dict[str, Any] = {
        "key": row.key,
        "name": row.name,
        "polarity": row.polarity,
        "base": row.base,
        "of": row.of,
        **{part: len(those) for part, those in entries.items()},
        "low": row.low,
        "high": row.high,
        "reading": row.reading,
        "not_noted_before": row.not_noted_before,
        "after": {"shows": row.after_shows._asdict(), "otherwise": row.after_otherwise._asdict()},
        "entries": entries,
        "people": [person._asdict() for person in row.people],
        "by_power": _shares(row.by_power),
    }
    if row.mirror is not None:
        record["mirror"] = len(row.mirror)
    if row.ledger is not None:
        record["ledger"] = {
            "better": len(row.ledger.better),
            "as_feared": len(row.ledger.as_feared),
            "cannot_say": len(row.ledger.cannot_say),
        }
    return record


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """Return one comparison, its two sides and its reading."""
    return {
        "pattern": comparison.pattern,
        "by": comparison.by,
        "value": comparison.value,
        "with": comparison.with_._asdict(),
        "without": comparison.without._asdict(),
        "reading": comparison.reading,
    }


def uids(moments: Iterable[Entry]) -> list[str]:
    """Return the uids of moments in their order."""
    return [moment.uid for moment in moments]


def _shares(shares: Mapping[str, Share]) -> dict[str, dict[str, int]]:
    return {value: share._asdict() for value, share in shares.items()}


def _followed(then: Outcomes, later: Outcomes) -> dict[str, Any]:
    """Return what followed at once, and what moments on later days that are linked as outcomes say."""
    return _noted(then) | {"later": _noted(later)}


def _noted(followed: Outcomes) -> dict[str, Any]:
    return {
        "responses": dict(followed.responses),
        "feelings": dict(followed.feelings),
        "good": {key: dict(amounts) for key, amounts in followed.good.items()},
        "good_sum": followed.good_sum,
        "closer": dict(followed.closer),
    }
