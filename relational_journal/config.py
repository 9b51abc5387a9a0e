"""Where the journal is and what the environment says. The clock is read here and nowhere else."""

from __future__ import annotations

import os
import sys
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
# Settings that must hold before a journal is opened, or for several of them: they can stand in config.toml as well.
BEFORE_OPENING = frozenset(("plain", "idle", "region", "date-order", "week-start"))


def journal_path(chosen: str | None = None) -> Path:
    """Return the journal's path.

    Args:
        chosen: what --journal says; else RJ_JOURNAL, else `journal` of config.toml, else `journal.db` in the user
            data folder.

    Raises:
        WordingError: config.toml does not read as one.
    """
    usual = _from_config_file("journal")  # looked at first, so that a mistake in the file is always told
    named = chosen or os.environ.get("RJ_JOURNAL") or usual
    if named:
        return _expanded(str(named))
    from platformdirs import user_data_path

    return user_data_path("relational-journal", appauthor=False) / "journal.db"


def named_journal(name: str) -> Path:
    """Return the path of the journal that config.toml calls so (`rj -j work`).

    Raises:
        NotFound: it names none so.
        WordingError: config.toml does not read as one.
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
        WordingError: config.toml does not read as one.
    """
    found = _from_config_file("journals")
    return {name: _expanded(str(path)) for name, path in found.items()} if isinstance(found, dict) else {}


def setting(name: str) -> str | None:
    """Return what config.toml says of a setting that must hold before a journal is opened, None if nothing.

    Raises:
        WordingError: config.toml does not read as one.
    """
    value = _from_config_file(name)
    return None if value is None else str(value)


def config_file() -> Path:
    """Return where config.toml lies, whether it is there or not."""
    if sys.platform not in ("win32", "darwin"):  # asked at every start: the library takes longer than all the rest
        folder = os.environ.get("XDG_CONFIG_HOME", "").strip() or "~/.config"
        return _expanded(folder) / "relational-journal" / "config.toml"
    from platformdirs import user_config_path

    return user_config_path("relational-journal", appauthor=False) / "config.toml"


def _from_config_file(name: str) -> object:
    """Return a value of config.toml; most have no such file, and pay no more than a look for it."""
    path = config_file()
    if not path.is_file():
        return None
    from relational_journal.config_file import read

    return read(path).get(name)


def _expanded(path: str) -> Path:
    try:
        return Path(path).expanduser()
    except RuntimeError:  # ~somebody who is not here
        return Path(path)


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
