"""The journal's path, the settings from the environment, and the clock, which is read nowhere else."""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from relational_journal.errors import JournalError, UnreadableDate
from relational_journal.timestamps import with_whole_minutes

# years with room on both sides, for windows that reach back and for time zones
_EARLIEST, _LATEST = 1900, 9990
# Folders of the time zone database by platform; importing zoneinfo for its list would be slow.
_ZONE_FOLDERS = ("/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo")
# Settings needed before a journal is opened, or for several journals: config.toml may hold them too.
BEFORE_OPENING = frozenset(("plain", "idle", "region", "date-order", "week-start"))


def journal_path(chosen: str | None = None) -> Path:
    """Return the journal's path.

    Args:
        chosen: the value of --journal. Without it RJ_JOURNAL is used, then `journal` in config.toml, then `journal.db`
            in the user data folder.

    Raises:
        WordingError: config.toml is malformed, or a path ends with a slash and so names a folder.
    """
    usual = _from_config_file("journal")  # read first, so that a mistake in the file is always reported
    named = chosen or os.environ.get("RJ_JOURNAL") or usual
    if named and str(named).endswith(os.sep):
        from relational_journal.errors import WordingError

        raise WordingError(f"{named} names a folder", f"Name the journal's file in it, such as {named}journal.db.")
    if named:
        return _expanded(str(named))
    from platformdirs import user_data_path

    return user_data_path("relational-journal", appauthor=False) / "journal.db"


def named_journal(name: str) -> Path:
    """Return the path of a journal named in config.toml (`rj -j work`).

    Raises:
        NotFound: config.toml has no journal of that name.
        WordingError: config.toml is malformed.
    """
    journals = named_journals()
    if name not in journals:
        from relational_journal.errors import NotFound

        known = f"It names {', '.join(journals)}." if journals else 'Write there: [journals] and work = "~/work.db".'
        raise NotFound(f'no journal is called "{name}" in {config_file()}', known)
    return journals[name]


def named_journals() -> dict[str, Path]:
    """Return the journals of config.toml by name.

    Raises:
        WordingError: config.toml is malformed.
    """
    found = _from_config_file("journals")
    return {name: _expanded(str(path)) for name, path in found.items()} if isinstance(found, dict) else {}


def setting(name: str) -> str | None:
    """Return a setting from config.toml that is needed before a journal is opened; None if it is not there.

    Raises:
        WordingError: config.toml is malformed.
    """
    value = _from_config_file(name)
    return None if value is None else str(value)


def config_file() -> Path:
    """Return the path of config.toml, whether it exists or not."""
    if sys.platform not in (
        "win32",
        "darwin",
    ):  # importing platformdirs is slow, and every start needs this
        folder = os.environ.get("XDG_CONFIG_HOME", "").strip() or "~/.config"
        return _expanded(folder) / "relational-journal" / "config.toml"
    from platformdirs import user_config_path

    return user_config_path("relational-journal", appauthor=False) / "config.toml"


def _from_config_file(name: str) -> object:
    """Return a value of config.toml. Most people have no such file, so its parser is imported only if it exists."""
    path = config_file()
    if not path.is_file():
        return None
    from relational_journal.config_file import read

    return read(path).get(name)


def _expanded(path: str) -> Path:
    try:
        return Path(path).expanduser()
    except RuntimeError:  # ~name of an unknown user
        return Path(path)


def locale_of_time() -> str:
    """Return the locale for dates from the environment (`en_GB.UTF-8`); "" if it names none."""
    return next((os.environ[name] for name in ("LC_ALL", "LC_TIME", "LANG") if os.environ.get(name)), "")


def now() -> datetime:
    """Return the present time with its offset, to the second, or the one pinned by RJ_NOW.

    RJ_NOW is in ISO 8601; local time unless it has an offset.

    Raises:
        UnreadableDate: RJ_NOW is no date-time.
        JournalError: the machine's clock is unreadable.
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
    """Switch to UTC if TZ names an unreadable time zone.

    The C library silently uses UTC for most of these; for `AAA+24` it gives an offset that no date-time can hold.

    Returns:
        A sentence that says so; "" if nothing was wrong.
    """
    named = os.environ.get("TZ", "")
    if not named or not hasattr(time, "tzset") or _is_zone(named):
        return ""
    os.environ["TZ"] = "UTC"
    time.tzset()
    return f'TZ "{named}" does not read as a time zone; times are in UTC.'


@lru_cache(maxsize=4)
def _is_zone(named: str) -> bool:
    """Whether both the C library and Python can read a time zone: a file, or a rule like `CET-1CEST`."""
    name = named.removeprefix(":")
    if not any(sign.isdigit() for sign in name) or "/" in name:
        folders = [folder for folder in _ZONE_FOLDERS if os.path.isdir(folder)]  # noqa: PTH112
        if folders and not any(os.path.isfile(os.path.join(folder, name)) for folder in folders):  # noqa: PTH113, PTH118
            return False
    try:
        for month in (1, 7):  # both halves of the year, because summer time has an offset of its own
            datetime(2026, month, 1, tzinfo=UTC).astimezone()
    except (ValueError, OverflowError, OSError):
        return False
    return True
