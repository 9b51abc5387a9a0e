"""tui-journal: its JSON export."""

from __future__ import annotations

from collections.abc import Iterator

from relational_journal.exchange.foreign.contents import as_object, as_text, as_texts, first_entry, json_items
from relational_journal.exchange.foreign.entry import Findings, ForeignEntry, odd_entry
from relational_journal.exchange.foreign.mapping import WordMap
from relational_journal.exchange.foreign.stamps import read_stamp
from relational_journal.exchange.source import Source

NAME = "tui-journal"
_FIELDS = {"date": "when", "title": "text", "content": "text", "tags": "answers.tags", "priority": "answers.priority"}


def recognises(source: Source) -> str:
    """Say what a source is if it comes from tui-journal, else ""."""
    if not source.is_object:
        return ""
    top, shape, fields = first_entry(source.file)
    return "a tui-journal export" if "version" in top and shape == "list" and {"content", "date"} <= fields else ""


def entries(source: Source, findings: Findings, words: WordMap) -> Iterator[ForeignEntry]:
    """Yield the entries of a tui-journal export.

    Raises:
        UnreadableImport: an entry has no date that reads.
    """
    for place, item in enumerate(json_items(lambda: source.file, "entries"), 1):
        record = as_object(item)
        findings.met(record, _FIELDS)
        when = read_stamp(as_text(record.get("date")))
        if when is None:
            raise odd_entry(place, f'has "{as_text(record.get("date"))[:40]}" as its date, which does not read')
        # A day is all it asks for; it is stored as the first second of that day in UTC.
        when = when.removesuffix("T00:00:00+00:00")
        priority = record.get("priority")
        text = "\n".join(part for part in (as_text(record.get("title")), as_text(record.get("content"))) if part)
        yield ForeignEntry(
            place,
            {
                "when": when,
                "text": text.strip(),
                "answers": {"priority": str(priority)} if isinstance(priority, int) else {},
            },
            tags=as_texts(record.get("tags")),
        )
