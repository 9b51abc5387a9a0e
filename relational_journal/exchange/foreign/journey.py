"""Journey: its zip of one JSON file an entry."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from relational_journal.errors import UnreadableImport
from relational_journal.exchange.foreign.contents import as_object, as_text, as_texts, members_of, open_member
from relational_journal.exchange.foreign.daylio import without_markup
from relational_journal.exchange.foreign.entry import Findings, ForeignEntry, odd_entry
from relational_journal.exchange.foreign.mapping import WordMap
from relational_journal.exchange.foreign.stamps import from_milliseconds
from relational_journal.exchange.source import Source

NAME = "journey"
_LARGEST = 64 * 1024 * 1024
_FIELDS = {
    "id": "the source's id",
    "text": "text",
    "date_journal": "when, written",
    "timezone": "when",
    "date_modified": "changed",
    "tags": "answers.tags",
    "favourite": "answers.starred",
    "type": "nothing: it says how the text is written",
}


def recognises(source: Source) -> str:
    """Say what a source is if it comes from Journey, else ""."""
    if not source.is_zip:
        return ""
    members = members_of(source.file, source.name)
    first = next((name for name in members if name.endswith(".json")), None)
    if first is None:
        return ""
    try:
        record = json.loads(open_member(source.file, members[first], source.name).read(_LARGEST))
    except (ValueError, RecursionError):
        return ""
    return "a Journey archive" if "date_journal" in as_object(record) else ""


def entries(source: Source, findings: Findings, words: WordMap) -> Iterator[ForeignEntry]:
    """Yield the entries of a Journey archive.

    Raises:
        UnreadableImport: an entry is no whole JSON, or has no date that reads.
    """
    place = 0
    members = members_of(source.file, source.name)
    for name in sorted(members):
        if not name.endswith(".json"):
            findings.left_out["photo or other file"] += 1
            continue
        place += 1
        try:
            record = as_object(json.loads(open_member(source.file, members[name], source.name).read(_LARGEST)))
        except (ValueError, RecursionError) as error:
            raise UnreadableImport(
                f"{name[:60]} in {source.name} is no whole JSON", "Export it again from Journey; nothing was stored."
            ) from error
        yield _entry(place, record, findings)


def _entry(place: int, record: Mapping[str, Any], findings: Findings) -> ForeignEntry:
    findings.met(record, _FIELDS)
    zone = as_text(record.get("timezone"))
    stamp, changed = record.get("date_journal"), record.get("date_modified")
    when = from_milliseconds(stamp, zone) if isinstance(stamp, int | float) else None
    if when is None:
        raise odd_entry(place, "has no date that reads")
    return ForeignEntry(
        place,
        {
            "when": when,
            "written": when,
            "changed": (from_milliseconds(changed, zone) or "") if isinstance(changed, int | float) else "",
            "text": without_markup(as_text(record.get("text"))),
            "answers": {"starred": "yes"} if record.get("favourite") is True else {},
        },
        source_id=as_text(record.get("id"))[:100],
        tags=as_texts(record.get("tags")),
    )
