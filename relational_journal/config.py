"""Where the journal lives and what the environment says. The clock is read here, once, at the edge."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from relational_journal.errors import UnreadableDate

# Years with room on both sides: windows reach back from now, time zones to either side of it.
_EARLIEST, _LATEST = 1900, 9990


def journal_path(chosen: str | None = None) -> Path:
    """The journal's file: `chosen` (--journal), else RJ_JOURNAL, else `journal.db` in the user data folder."""
    named = chosen or os.environ.get("RJ_JOURNAL")
    if named:
        try:
            return Path(named).expanduser()
        except RuntimeError:  # ~somebody who is not here
            return Path(named)
    from platformdirs import user_data_path

    return user_data_path("relational-journal", appauthor=False) / "journal.db"


def now() -> datetime:
    """The present moment with its offset, to the second; RJ_NOW (ISO 8601, local unless it has an offset) pins it.

    Raises:
        UnreadableDate: RJ_NOW does not read as a date-time.
    """
    pinned = os.environ.get("RJ_NOW")
    if not pinned:
        return datetime.now().astimezone().replace(microsecond=0)
    try:
        moment = datetime.fromisoformat(pinned).astimezone().replace(microsecond=0)
        if not _EARLIEST <= moment.year <= _LATEST:
            raise ValueError(moment.year)
    except (ValueError, OverflowError, OSError) as error:
        raise UnreadableDate(
            f'RJ_NOW "{pinned}" does not read as a date-time', "Write it like 2026-11-22T18:40."
        ) from error
    return moment
