"""Explain the marks of the weeks, and what stands between two columns."""

from __future__ import annotations

from datetime import date

from relational_journal.report.document.bare_lines import tone_word
from relational_journal.report.document.document import Weeks
from relational_journal.text.symbols import Signs

_WEEK = 7  # days


def week_legend(weeks: Weeks, signs: Signs) -> tuple[str, ...]:
    """Return what each mark of a row of weeks means, as `◆ connection`, `_ empty week`, `gaps part the weeks`."""
    meanings = [f"{signs.of_tone(tone)} {tone_word(tone)}" for tone in weeks.tones]
    meanings += [f"{signs.empty} empty week"] * weeks.has_empty_weeks
    meanings += filter(None, [what_parts_columns(weeks, "gaps")])
    return tuple(meanings)


def what_parts_columns(weeks: Weeks, parts: str) -> str:
    """Return what stands between two columns, as `gaps part the weeks`; "" of a single column.

    Args:
        weeks: the columns.
        parts: what stands there: gaps or lines.
    """
    if len(weeks.columns) < 2:
        return ""
    # The first column may be shorter, because it begins with the window.
    one, other = (date.fromisoformat(day) for day in weeks.from_days[-2:])
    is_week = len(weeks.columns) == 2 or (other - one).days <= _WEEK
    return f"{parts} part {'the weeks' if is_week else 'groups of weeks'}"
