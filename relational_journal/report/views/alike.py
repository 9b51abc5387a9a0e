"""Build the report of `rj like`: moments like one, each with what it shares."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from relational_journal.report.document.document import Block, Report, Section, line
from relational_journal.report.views.answer import moment_row, tone_legend

if TYPE_CHECKING:
    from relational_journal.model import Entry
    from relational_journal.patterns.questions.alike import Alike
    from relational_journal.vocabulary.load import Vocabulary


def alike_report(moment: Entry, found: Sequence[Alike], vocabulary: Vocabulary, *, today: date) -> Report:
    """Return the report of these moments, the most alike first."""
    title = f"Like {moment.id}"
    if not found:
        told = "No other moment shares two tags or words with it that are not in most moments."
        return Report(title, head=(line(told),))
    blocks: list[Block] = []
    for each in found:
        shared = [vocabulary.inline_label(key) for key in each.shared] + [f"“{word}”" for word in each.words]
        blocks.append(moment_row(each.moment, today, ", ".join(shared)))
    sections = (Section("alike", "", tuple(blocks)),)
    asked = line("What is rare counts most. How did it go then, and who was there? rj show ID")
    return Report(title, sections=sections, foot=(asked, *tone_legend(sections)))
