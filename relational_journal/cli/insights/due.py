"""`rj due`: whether some time has gone by since anything was noted, as the basis of a kind reminder."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from relational_journal.cli.options import Json

if TYPE_CHECKING:
    from pathlib import Path

_NOT_YET = 1


def due(
    after: Annotated[int, typer.Option("--after", metavar="DAYS", help="Days without a note, at least 1.")] = 1,
    json: Json = False,
) -> None:
    """Exit 0, with a line, if nothing was noted for so many days; else 1, in silence. Asks nothing; rj guide reminders.

    For a locked journal, the day its file was last written counts.
    """
    from relational_journal.cli.output import emit_json, out
    from relational_journal.cli.this_run import journal_path, now
    from relational_journal.errors import WordingError
    from relational_journal.report.document.entry_text import format_day

    if after < 1:
        raise WordingError(f"--after takes 1 day or more, and {after} is less", "rj due --after 2 asks about two days.")
    today = now().date()
    last = _last_noted(journal_path())
    days = (today - last).days if last else None
    is_due = days is not None and days >= after
    if json:
        emit_json({"due": is_due, "last": last.isoformat() if last else None, "days": days})
    elif is_due and last:
        out(f"Nothing noted since {format_day(last.isoformat(), today)}. One sentence is enough: rj log")
    if not is_due:
        raise typer.Exit(_NOT_YET)


def _last_noted(path: Path) -> date | None:
    """Return the day something was last noted; None if there is no journal or it is empty."""
    from datetime import datetime

    from relational_journal.journal.peek import peek

    journal = peek(path)
    if journal is not None:
        with journal:
            latest = journal.latest()
            return date.fromisoformat(latest.written[:10]) if latest else None
    # Without its key, or if the file is no journal, only the time of its last change can be known.
    try:
        status = path.stat()
    except OSError:
        return None
    return datetime.fromtimestamp(status.st_mtime).date() if status.st_size else None
