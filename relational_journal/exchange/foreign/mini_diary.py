"""Mini Diary: its JSON export, one entry a day."""

from __future__ import annotations

from collections.abc import Iterator

from relational_journal.exchange.foreign.contents import as_object, as_text, first_entry, json_pairs
from relational_journal.exchange.foreign.daylio import without_markup
from relational_journal.exchange.foreign.entry import Findings, ForeignEntry, odd_entry
from relational_journal.exchange.foreign.mapping import WordMap
from relational_journal.exchange.foreign.stamps import read_stamp
from relational_journal.exchange.source import Source

NAME = "mini-diary"
_FIELDS = {"title": "text", "text": "text"}


def recognises(source: Source) -> str:
    """Say what a source is if it comes from Mini Diary, else ""."""
    if not source.is_object:
        return ""
    _, shape, fields = first_entry(source.file)
    return "a Mini Diary export" if shape == "object" and "text" in fields else ""


def entries(source: Source, findings: Findings, words: WordMap) -> Iterator[ForeignEntry]:
    """Yield the days of a Mini Diary export.

    Raises:
        UnreadableImport: a day does not read as one.
    """
    for place, (day, item) in enumerate(json_pairs(lambda: source.file, "entries"), 1):
        record = as_object(item)
        findings.met(record, _FIELDS)
        when = read_stamp(day)
        if when is None or len(when) != 10:
            raise odd_entry(place, f'has "{day[:40]}" as its day, which does not read')
        parts = (as_text(record.get("title")).strip(), without_markup(as_text(record.get("text"))))
        text = "\n".join(part for part in parts if part)
        if text:
            yield ForeignEntry(place, {"when": when, "text": text}, source_id=when)
        else:
            findings.skipped.append((place, "it is empty"))
