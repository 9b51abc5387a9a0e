"""Build the report of `rj like`: moments like one, each with what the two have in common."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from relational_journal.report.document.document import Block, Report, Section, Text, line
from relational_journal.report.document.entry_text import format_day, format_people
from relational_journal.report.views.answer import moment_row, tone_legend
from relational_journal.text.wrap import GLUE, on_one_line

if TYPE_CHECKING:
    from relational_journal.model import Entry
    from relational_journal.patterns.questions.alike import Alike
    from relational_journal.vocabulary.load import Vocabulary

TITLE = "Have I been here before?"


def alike_report(moment: Entry, found: Sequence[Alike], vocabulary: Vocabulary, *, today: date) -> Report:
    """Return the report of these moments, the most alike first.

    Args:
        moment: the moment they are like.
        found: none if no other has enough in common with it.
        vocabulary: the words of the tags.
        today: for dates of another year.
    """
    said = [format_day(moment.when, today, weekday=False), format_people(moment.people)]
    which = f"{moment.id} ({', '.join(filter(None, said))})"
    if not found:
        none = f"No other moment has enough in common with {which}: it takes two tags or words that few moments have."
        more = line("The more a moment says, the more there is to compare: ", Text(f"rj more {moment.id}", "command"))
        return Report(TITLE, head=(line(none), more))
    blocks: list[Block] = [moment_row(each.moment, today, _in_common(each, vocabulary)) for each in found]
    sections = (Section("alike", "", tuple(blocks)),)
    asked = line(
        "The first has the most in common with it. A tag or word that few moments have counts for more. "
        "How did it go then, and who was there? ",
        Text(f"rj show {found[0].moment.id}", "command"),
    )
    head = line(f"What other moments have in common with {which}:")
    return Report(TITLE, head=(head,), sections=sections, foot=(*tone_legend(sections), asked))


def _in_common(each: Alike, vocabulary: Vocabulary) -> str:
    """Format as `they pulled away · lonely · the words “dark”, “lay”`, rarest first."""
    parts = [on_one_line(vocabulary.inline_label(key)) for key in each.shared]
    if each.words:
        words = ", ".join(f"“{word}”" for word in each.words)
        parts.append(f"the {'word' if len(each.words) == 1 else 'words'} {words}")
    return f"{GLUE}· ".join(parts)
