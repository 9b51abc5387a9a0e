"""Move the fictional journal to the present by whole weeks, so that each date keeps its weekday."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from relational_journal.exchange.jsonl.reader import to_line

FILE = Path(__file__).parent / "journal.jsonl"
# The evening the file ends on; its last entry was written before.
END = datetime(2026, 11, 22, 19, 30)
# The moment `rj demo` shows in full: what came before, a pull not followed, two moves, what came after.
ONE_MOMENT = "01a1a2d9-9960-7386-9f65-30dbeb2c2d13"
_DATES = ("when", "written", "changed", "since", "ended")


def lines(now: datetime) -> Iterator[str]:
    """Return the journal as JSON Lines (docs/entry-format.md), its last week the last full one before `now`.

    Times keep their clock time and get the local offset. Dates from long ago ("1996") are not moved.

    Args:
        now: the current time with its offset.
    """
    weeks = weeks_to(now)
    with FILE.open(encoding="utf-8") as file:
        for line in file:
            yield to_line(_moved(json.loads(line), weeks))


def weeks_to(now: datetime) -> timedelta:
    """Return how far to move: the most whole weeks that leave nothing after `now`."""
    here = now.astimezone().replace(tzinfo=None)
    return timedelta(weeks=(here - END) // timedelta(weeks=1))


def _moved(record: dict[str, Any], by: timedelta) -> dict[str, Any]:
    for name in _DATES:
        if isinstance(record.get(name), str):  # the `when` of a hunch is a list of keys, not a date
            record[name] = _moved_date(record[name], by)
    if record.get("mended"):
        record["mended"]["when"] = _moved_date(record["mended"]["when"], by)
    return record


def _moved_date(when: str, by: timedelta) -> str:
    if len(when) < 10:
        return when
    if len(when) == 10:
        return (date.fromisoformat(when) + by).isoformat()
    return (datetime.fromisoformat(when[:19]) + by).astimezone().isoformat()
