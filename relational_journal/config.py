"""Where the journal is and what the environment says. The clock is read here and nowhere else."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from relational_journal.errors import JournalError, UnreadableDate
from relational_journal.timestamps import with_whole_minutes

# Years with room on both sides: windows reach back from now, time zones to either side of it.
_EARLIEST, _LATEST = 1900, 9990
# Where the zones of the time zone database lie, by platform; Python's own list is not loaded for it.
_ZONE_FOLDERS = ("/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo")


def journal_path(chosen: str | None = None) -> Path:
    """Return the journal's path: `chosen` (--journal), RJ_JOURNAL, or `journal.db` in the user data folder."""
    named = chosen or os.environ.get("RJ_JOURNAL")
    if named:
        try:
            return Path(named).expanduser()
        except RuntimeError:  # ~somebody who is not here
            return Path(named)
    from platformdirs import user_data_path

    return user_data_path("relational-journal", appauthor=False) / "journal.db"


def locale_of_time() -> str:
    """Return the locale for dates as the environment names it (`en_GB.UTF-8`), "" if it names none."""
    return next((os.environ[name] for name in ("LC_ALL", "LC_TIME", "LANG") if os.environ.get(name)), "")


def now() -> datetime:
    """Return the present time with its offset, to the second; RJ_NOW (ISO 8601, local unless it has an offset) pins it.

    Raises:
        UnreadableDate: RJ_NOW does not read as a date-time.
        JournalError: the machine's clock does not.
    """
    settle_time_zone()
    pinned = os.environ.get("RJ_NOW")
    if not pinned:
        try:
            return with_whole_minutes(datetime.now().astimezone().replace(microsecond=0))
        except (ValueError, OverflowError, OSError) as error:
            raise JournalError("the clock of this machine does not read as a date", "Set it, or RJ_NOW.") from error
    try:
        moment = with_whole_minutes(datetime.fromisoformat(pinned).astimezone().replace(microsecond=0))
        if not _EARLIEST <= moment.year <= _LATEST:
            raise ValueError(moment.year)
    except (ValueError, OverflowError, OSError) as error:
        raise UnreadableDate(
            f'RJ_NOW "{pinned}" does not read as a date-time', "Write it like 2026-11-22T18:40."
        ) from error
    return moment


def settle_time_zone() -> str:
    """Take UTC for the time zone if TZ names one that cannot be read.

    The C library takes UTC too for most of these, in silence; for `AAA+24` it gives an offset that no date-time holds.

    Returns:
        The sentence that says so; "" if there is nothing to say.
    """
    named = os.environ.get("TZ", "")
    if not named or not hasattr(time, "tzset") or _is_zone(named):
        return ""
    os.environ["TZ"] = "UTC"
    time.tzset()
    return f'TZ "{named}" does not read as a time zone; times are in UTC.'


@lru_cache(maxsize=4)
def _is_zone(named: str) -> bool:
    """Say whether the C library and Python can both read a time zone: a file of zones, or a rule like `CET-1CEST`."""
    name = named.removeprefix(":")
    if not any(sign.isdigit() for sign in name) or "/" in name:
        folders = [folder for folder in _ZONE_FOLDERS if os.path.isdir(folder)]  # noqa: PTH112
        if folders and not any(os.path.isfile(os.path.join(folder, name)) for folder in folders):  # noqa: PTH113, PTH118
            return False
    try:
        for month in (1, 7):  # summer time has an offset of its own
            datetime(2026, month, 1, tzinfo=UTC).astimezone()
    except (ValueError, OverflowError, OSError):
        return False
    return True
