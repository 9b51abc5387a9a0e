"""Where the journal lives and what the environment says. The clock is read here, once, at the edge."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from relational_journal.errors import UnreadableDate


def journal_path(chosen: str | None = None) -> Path:
    """The journal's file: `chosen` (--journal), else RJ_JOURNAL, else `journal.db` in the user data folder."""
    named = chosen or os.environ.get("RJ_JOURNAL")
    if named:
        return Path(named).expanduser()
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
        moment = datetime.fromisoformat(pinned)
    except ValueError as error:
        raise UnreadableDate(
            f'RJ_NOW "{pinned}" does not read as a date-time', "Write it like 2026-11-22T18:40."
        ) from error
    return moment.astimezone().replace(microsecond=0)
