"""The answers of `rj look`, and hunches, as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from relational_journal.entry_json import hunch_to_record
from relational_journal.model import Window
from relational_journal.patterns.counting.breaks import LEFT_OUT, WENT_ON
from relational_journal.patterns.counting.result import Comparison, Ledger, Patterns
from relational_journal.patterns.counting.ways import WaysInFull
from relational_journal.patterns.questions.alike import Alike
from relational_journal.patterns.questions.bracing import Bracing
from relational_journal.patterns.questions.contact import Apart
from relational_journal.patterns.questions.echoes import Echo
from relational_journal.patterns.questions.experiments import Experiments, state_of
from relational_journal.patterns.questions.growth import Growth
from relational_journal.patterns.questions.hunches import HunchReading, Sides
from relational_journal.patterns.questions.people_map import OnMap
from relational_journal.patterns.questions.repairs import Repairs, Within
from relational_journal.patterns.questions.steps import steps
from relational_journal.patterns.questions.theme import Part, Theme
from relational_journal.patterns.questions.therapist import WithTherapist
from relational_journal.patterns.questions.unseen import Unseen
from relational_journal.patterns.questions.weeks import Week
from relational_journal.report.render.patterns_json import row_json, uids, ways_json, window_json

TONES = ("connection", "disconnection", "mixed", "ordinary")


def repairs_json(repairs: Repairs) -> dict[str, Any]:
    """`rj look repairs`; entries are the breaks, newest first, those left out too."""
    return {
        "breaks": len(repairs.breaks),
        **{status: repairs.with_status(status) for status in ("open", "partly", "mended", "let-go")},
        "went_on": repairs.with_status(WENT_ON),
        "seen": len(repairs.seen),
        "left_out": {status: repairs.with_status(status) for status in LEFT_OUT},
        "within_7": _within(repairs.within_7),
        "within_30": _within(repairs.within_30),
        "median_days": repairs.median_days,
        "first_move": dict(repairs.first_move),
        "entries": [each.moment.uid for each in (*repairs.breaks, *repairs.left_out)],
    }


def bracing_json(bracing: Bracing) -> dict[str, Any]:
    """`rj look bracing`."""
    return {
        **_ledger(bracing.ledger),
        "people": [{"name": name, **_ledger(ledger)} for name, ledger in bracing.people.items()],
        "settings": [{"name": setting, **_ledger(ledger)} for setting, ledger in bracing.settings.items()],
        "braced": dict(bracing.braced_for),
        "entries": uids(bracing.moments),
    }


def echoes_json(echoes: Iterable[Echo]) -> list[dict[str, Any]]:
    """`rj look echoes`."""
    return [
        {
            "uid": echo.memory.uid,
            "title": echo.title,
            "moments": len(echo.moments),
            "patterns": dict(echo.patterns),
            "last": echo.last.isoformat(),
            "mention": echo.is_worth_a_mention,
            "entries": uids(echo.moments),
        }
        for echo in echoes
    ]


def ways_in_full_json(found: WaysInFull) -> dict[str, Any]:
    """`rj look ways`."""
    return {
        **ways_json(found.whole),
        "people": [{"name": name, **ways_json(ways)} for name, ways in found.people.items()],
        "by_power": {position: ways_json(ways) for position, ways in found.by_power.items()},
        "weeks": [{"week": week.name, "from": week.monday.isoformat(), **ways_json(week.ways)} for week in found.weeks],
    }


def map_json(people: Iterable[OnMap]) -> list[dict[str, Any]]:
    """`rj look map`."""
    return [
        {
            "name": each.name,
            "relationship": each.relationship,
            "moments": len(each.moments),
            "tones": dict(each.tones),
            "closer": each.closer,
            "further": each.further,
            "i_started": each.i_started,
            "they_started": each.they_started,
            "open_breaks": each.open_breaks,
            "by_power": dict(each.by_power),
            "last": each.last.isoformat(),
        }
        for each in people
    ]


def map_with_before_json(people: Iterable[OnMap], before: Iterable[OnMap], window: Window) -> dict[str, Any]:
    """`rj look map --before`: the people of both windows, and the days of the one before."""
    return {"now": map_json(people), "before": map_json(before), "before_window": window_json(window)}


def contact_json(found: Iterable[Apart]) -> list[dict[str, Any]]:
    """`rj look contact`."""
    return [
        {"name": each.name, "last": each.last.isoformat(), "days": each.days, "usual": each.usual} for each in found
    ]


def alike_json(found: Iterable[Alike]) -> list[dict[str, Any]]:
    """`rj like`."""
    return [{"uid": each.moment.uid, "shared": list(each.shared), "words": list(each.words)} for each in found]


def theme_json(theme: Theme) -> dict[str, Any]:
    """`rj look theme`; below ten full moments its parts are null."""
    return {
        "full": theme.full,
        "wish": _part(theme.wish),
        "response": _part(theme.response),
        "reply": _part(theme.reply),
        "together": theme.together,
    }


def growth_json(growth: Iterable[Growth]) -> list[dict[str, Any]]:
    """`rj look growth`."""
    return [
        {
            "name": person.name,
            "of": len(person.answered),
            "good": {key: dict(amounts) for key, amounts in person.good.items()},
            "both_ways": person.both_ways._asdict(),
            "tones": dict(person.tones),
            "entries": uids(person.answered),
        }
        for person in growth
    ]


def therapist_json(found: WithTherapist) -> dict[str, Any]:
    """`rj look therapist`."""
    return {
        "patterns": [row_json(row) for row in found.patterns.rows],
        "repairs": repairs_json(found.repairs),
        "otherwise": uids(found.otherwise),
    }


def experiments_json(experiments: Experiments) -> list[dict[str, Any]]:
    """`rj look experiments`."""
    return [
        {
            "uid": entry.uid,
            "state": state_of(entry),
            "predicted": entry.answers.get("predicted"),
            "outcome": entry.answers.get("outcome"),
            "learned": entry.answers.get("learned"),
        }
        for entry in experiments.entries
    ]


def weeks_json(weeks: Iterable[Week]) -> list[dict[str, Any]]:
    """`rj look weeks`."""
    return [
        {
            "week": week.name,
            "from": week.monday.isoformat(),
            **{tone: week.tones[tone] for tone in TONES},
            "checkin": dict(week.check_in),
        }
        for week in weeks
    ]


def unseen_json(unseen: Unseen) -> dict[str, Any]:
    """`rj look unseen`."""
    return {
        "days": unseen.days,
        "of_days": unseen.of_days,
        "people": unseen.people,
        "tones": dict(unseen.tones),
        "empty": dict(unseen.empty),
        "same_day": unseen.same_day._asdict(),
    }


def changes_json(changes: Iterable[Comparison], patterns: Patterns) -> list[dict[str, Any]]:
    """`rj look changes`."""
    return [
        {
            "pattern": change.pattern,
            "now": change.with_._asdict(),
            "before": change.without._asdict(),
            "before_window": window_json(patterns.before_window),
            "reading": change.reading,
            "steps": [
                {"from": step.begins.isoformat(), "shows": step.shows, "of": step.of}
                for step in steps(patterns, change.pattern)
            ],
        }
        for change in changes
    ]


def hunches_json(hunches: Iterable[HunchReading]) -> list[dict[str, Any]]:
    """`rj hunch list` and `show`: `earlier` and `later` are the shares with the condition, `without` beside them."""
    return [hunch_json(hunch) for hunch in hunches]


def hunch_json(read: HunchReading) -> dict[str, Any]:
    """Return one hunch as it stands."""
    return {
        **hunch_to_record(read.hunch),
        "with_condition": read.counted.with_._asdict(),
        "without": read.counted.without._asdict(),
        "earlier": _sides_json(read.earlier),
        "later": _sides_json(read.later),
        "reading": read.reading,
    }


def _sides_json(sides: Sides) -> dict[str, Any]:
    return {**sides.with_._asdict(), "without": sides.without._asdict()}


def _within(within: Within) -> dict[str, int]:
    return {"count": within.mended, "of": within.of}


def _ledger(ledger: Ledger) -> dict[str, int]:
    return {
        "of": ledger.of,
        "feared": len(ledger.as_feared),
        "better": len(ledger.better),
        "cannot_say": len(ledger.cannot_say),
    }


def _part(part: Part | None) -> Mapping[str, str | int | Sequence[str]] | None:
    if part is None:
        return None
    return {"key": part.key, "shows": part.share.shows, "of": part.share.of, "also": list(part.also)}
