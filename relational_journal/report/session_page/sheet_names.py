"""Name patterns and moves on the sheet where their usual name, beside a role, could tell others who someone is."""

from __future__ import annotations

from relational_journal.patterns.counting.result import Row
from relational_journal.report.views.tallies import definition

# A sheet may be seen at home: "hid part of who I am" beside "my mother" can out someone there.
MOVES = {"hid-part-of-me": "kept part of myself back"}
_SUBJECTS = {"hiding-parts": "Keeping part of me back"}


def subject(row: Row) -> str:
    """Return what a pattern is called on the sheet: `Going quiet`."""
    return _SUBJECTS.get(row.key, definition(row).subject)
