"""Build the worksheet: ruled space under each question, and to think one moment through, power included."""

from __future__ import annotations

from relational_journal.report.document.bare_lines import plain
from relational_journal.report.document.document import Line, Section, Space

ABOUT_POWER = (
    "Who could do what to whom?",
    "What would it have cost?",
    "Who could have stood with me?",
    "What could we do together?",
)
_UNDER_A_QUESTION = 4
_UNDER_POWER = 2
_HOME = 3


def worksheet_sections(questions: Section | None) -> tuple[Section, ...]:
    """Return space under each question of the sheet, for one moment with power in view, and for what I take home."""
    asked = (
        [said for block in questions.blocks if isinstance(block, Line) for said in plain(block)] if questions else []
    )
    sections = []
    if asked:
        room = tuple(Space(question, _UNDER_A_QUESTION) for question in asked)
        sections.append(Section("worksheet-questions", "Room for our questions", room, further=True))
    moment = (Space("Which moment?", 1), *(Space(question, _UNDER_POWER) for question in ABOUT_POWER))
    sections.append(Section("worksheet-power", "One moment, with power in view", moment, further=True))
    sections.append(Section("worksheet-home", "What I take home", (Space("", _HOME),), further=True))
    return tuple(sections)
