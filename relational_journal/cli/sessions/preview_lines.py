"""Format the lines of a page for the chooser, and the entries that could be added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from relational_journal.forms.page_chooser import PageLine, PagePart
from relational_journal.report.document.bare_lines import plain
from relational_journal.report.document.document import Line, Report
from relational_journal.report.document.items import own_lines

if TYPE_CHECKING:
    from relational_journal.model import Entry
    from relational_journal.vocabulary.safety import Safety


def parts_of(report: Report, numbers: Sequence[int]) -> list[PagePart]:
    """Group the lines of a page by part.

        Args:
    numbers: for each item in turn its permanent number.
    """
    coming = iter(numbers)
    parts = []
    for section in report.sections:
        lines = []
        for block in section.blocks:
            own, said = own_lines(block), plain(block)
            lines.append(PageLine(next(coming), " · ".join(said[: len(said) - len(own)])))
            lines += [PageLine(next(coming), " ".join(plain(sentence))) for sentence in own]
        parts.append(PagePart(section.heading, tuple(lines)))
    return parts


def says_what_is_wanted(report: Report) -> bool:
    """Whether the page says, in the person's words, what they want from the session."""
    today = report.section("today")
    return today is not None and any(
        isinstance(block, Line) and block.name.startswith("answer:") for block in today.blocks
    )


def with_its_words(entry: Entry) -> Entry:
    """Format an entry for the list; for a session, what the person wanted to try after it."""
    from relational_journal.model import replace

    wanted = entry.answers.get("try-next", "")
    return replace(entry, text=f"After the session I wanted to try: {wanted}") if entry.kind == "session" else entry


def why_not(entry: Entry, safety: Safety) -> str:
    """Return why an entry that was asked for cannot be on the page, in one sentence."""
    if safety.is_unsafe(entry):
        return f"{entry.id} is about keeping safe: such moments stand on a page with --include safe."
    return f"{entry.id} has no place on this page: --include, --since and the filters say what has."
