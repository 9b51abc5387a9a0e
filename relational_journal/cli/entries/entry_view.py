"""Format one entry in full for `rj show`: its words as typed, its story in labels, its answers and links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relational_journal.cli.feedback import headline, row_lines
from relational_journal.cli.output import dim, width
from relational_journal.cli.terminal_rows import rows_of
from relational_journal.text.safe import one_line, safe
from relational_journal.text.wrap import text_rows

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.model import Entry


def entry_lines(journal: Journal, moment: Entry) -> list[str]:
    """Return the lines of `rj show`: headline, own words, rows, answers, links, and where it was written."""
    columns = min(width(), 100)
    lines = [headline(moment, journal.now().date()), ""]
    if moment.text:
        from relational_journal.capture.syntax.marks import shown_text

        for paragraph in safe(shown_text(moment.text)).splitlines():
            lines += text_rows(paragraph, columns)
        lines.append("")
    lines += row_lines(moment, journal, columns)
    lines += _answers(journal, moment, columns)
    lines += _ties(journal, moment)
    lines.append(dim(_written(moment)))
    return [row.rstrip() for line in lines for row in rows_of(line, columns)]


def _answers(journal: Journal, moment: Entry, columns: int) -> list[str]:
    from relational_journal.forms.own_questions import wording_of_own
    from relational_journal.vocabulary.question_sets import wording_of

    own = wording_of_own(journal, moment.kind) if moment.answers else {}
    lines = []
    for key, answer in moment.answers.items():
        lines.append(f"  {dim(one_line(own.get(key) or wording_of(moment.kind, key)))}")
        for paragraph in safe(answer).splitlines() or [""]:
            lines += [f"    {piece}" for piece in text_rows(paragraph, columns - 4)]
    return lines


def _ties(journal: Journal, moment: Entry) -> list[str]:
    lines = []
    for link in moment.links:
        number = journal.number_of(link.to)
        lines.append(f"  {link.as_.replace('-', ' ')} {number or 'an entry that is not here'}")
    for number, kind in journal.links_to(moment.uid):
        lines.append(f"  {number} {kind.replace('-', ' ')} this")
    if moment.mended is not None:
        by = {"me": ", I moved first", "them": ", they moved first", "both": ", both"}.get(moment.mended.by or "", "")
        lines.append(f"  mended {moment.mended.when[:10]}{by}")
    return lines


def _written(moment: Entry) -> str:
    changed = f" · changed {moment.changed[:16].replace('T', ' ')}" if moment.changed != moment.written else ""
    return f"  written {moment.written[:16].replace('T', ' ')}{changed} · uid {moment.uid}"
