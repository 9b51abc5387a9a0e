"""The JSON that `rj people show NAME` adds to what `rj people` prints of everyone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from relational_journal.report.render.patterns_json import ways_json

if TYPE_CHECKING:
    from relational_journal.patterns.questions.one_person import OnePerson


def person_json(found: OnePerson) -> dict[str, Any]:
    """Return tones, timeline, last moments, open breaks, patterns, ways and gap; empty for someone held apart."""
    return {
        "tones": dict(found.tones),
        "first": found.first,
        "weeks": [
            {"week": f"{monday:%G-W%V}", "from": monday.isoformat(), **tones} for monday, tones in found.weeks.items()
        ],
        "months": [{"month": month.isoformat()[:7], **tones} for month, tones in found.months.items()],
        "last_moments": [moment.uid for moment in found.latest],
        "open_breaks": [each.moment.uid for each in found.open_breaks],
        "patterns": [
            {"key": each.row.key, "shows": len(each.shows), "otherwise": len(each.otherwise), "of": each.of}
            for each in found.patterns
        ],
        "ways": ways_json(found.ways) if found.ways is not None else None,
        "gap": {"days": found.gap.days, "usual": found.gap.usual} if found.gap is not None else None,
    }
