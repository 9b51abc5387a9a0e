"""Day One: the JSON zip, its journal files alone, and the classic folder of .doentry files."""

from __future__ import annotations

import json
import plistlib
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, BinaryIO

from relational_journal.errors import UnreadableImport
from relational_journal.exchange.foreign.contents import (
    as_object,
    as_text,
    as_texts,
    as_unreadable,
    first_entry,
    json_items,
    members_of,
    open_member,
)
from relational_journal.exchange.foreign.entry import Findings, ForeignEntry, odd_entry
from relational_journal.exchange.foreign.mapping import WordMap
from relational_journal.exchange.foreign.stamps import in_zone, is_zone
from relational_journal.exchange.source import Source

NAME = "dayone"
_FIELDS = {
    "uuid": "the source's id",
    "creationDate": "when, written",
    "modifiedDate": "changed",
    "timeZone": "when",
    "isAllDay": "when",
    "text": "text",
    "richText": "text, if there is no other",
    "tags": "answers.tags",
    "starred": "answers.starred",
    "isPinned": "answers.pinned",
}
_CLASSIC = {
    "UUID": "the source's id",
    "Creation Date": "when, written",
    "Time Zone": "when",
    "Entry Text": "text",
    "Tags": "answers.tags",
    "Starred": "answers.starred",
}
_MEDIA = {"photos": "photo", "videos": "video", "audios": "audio recording", "pdfAttachments": "PDF"}
_LINK = re.compile(r"!?\[[^\]\n]*\]\(dayone-moment:[^)\n]*\)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|~\"'&:<=$])")
# A plist of one entry; a larger one is no diary's.
_LARGEST_ENTRY = 64 * 1024 * 1024


def recognises(source: Source) -> str:
    """Say what a source is if it comes from Day One, else ""."""
    if source.folder is not None:
        return "a Day One classic folder" if any(path.suffix == ".doentry" for path in source.files) else ""
    if source.is_zip:
        return "a Day One archive" if _journals_in(source) else ""
    if source.suffix == ".doentry" or (source.head.startswith(b"<?xml") and b"Entry Text" in source.head):
        return "a Day One classic entry"
    if not source.is_object:
        return ""
    _, shape, fields = first_entry(source.file)
    return "a Day One journal as JSON" if shape == "list" and {"uuid", "creationDate"} <= fields else ""


def entries(source: Source, findings: Findings, words: WordMap) -> Iterator[ForeignEntry]:
    """Yield the entries of a Day One export.

    Raises:
        UnreadableImport: an entry has no date that reads, or the archive holds no journal.
    """
    if source.folder is not None or source.suffix == ".doentry" or source.head.startswith(b"<?xml"):
        yield from _classic(source, findings)
        return
    openers: list[Callable[[], BinaryIO]] = [lambda: source.file]
    if source.is_zip:
        members = members_of(source.file, source.name)
        named = _journals_in(source)
        if not named:
            raise UnreadableImport(f"{source.name} holds no Day One journal", "Export as JSON from Day One.")
        # As a default value: otherwise every opener would open the last name of the loop.
        openers = [lambda name=name: open_member(source.file, members[name], source.name) for name in named]  # type: ignore[misc]
    place = 0
    for opener in openers:
        for item in json_items(opener, "entries"):
            place += 1
            yield _entry(place, as_object(item), findings)


def _journals_in(source: Source) -> list[str]:
    """Return the names of the members that hold a journal: JSON whose entries have a uuid and a creationDate."""
    members = members_of(source.file, source.name)
    found = []
    for name in members:
        # Someone may have zipped the unpacked folder again; a Mac adds a folder of its own.
        is_near_the_top = name.count("/") <= 1 and not name.startswith((".", "__MACOSX/"))
        if name.lower().endswith(".json") and is_near_the_top:
            with as_unreadable(source.name, "a Day One archive"):
                top, shape, fields = first_entry(open_member(source.file, members[name], source.name))
            if shape == "list" and ({"uuid", "creationDate"} <= fields or (not fields and "metadata" in top)):
                found.append(name)
    return found


def _entry(place: int, record: Mapping[str, Any], findings: Findings) -> ForeignEntry:
    findings.met(record, _FIELDS)
    # Some exports escape the slash of a zone twice.
    zone = as_text(record.get("timeZone")).replace("\\/", "/")
    created = _instant(record.get("creationDate"), place)
    when = _in_zone(created, zone, findings)
    changed = record.get("modifiedDate")
    written_text = as_text(record.get("text")) or _rich_text(record.get("richText"))
    for field, thing in _MEDIA.items():
        if isinstance(record.get(field), list) and record[field]:
            findings.left_out[thing] += len(record[field])
    answers = {"starred": "yes"} if record.get("starred") is True else {}
    if record.get("isPinned") is True:
        answers["pinned"] = "yes"
    return ForeignEntry(
        place,
        {
            "when": when[:10] if record.get("isAllDay") is True else when,
            "written": when,
            "changed": _in_zone(_instant(changed, place), zone, findings) if changed else "",
            "text": plain_text(written_text),
            "answers": answers,
        },
        source_id=as_text(record.get("uuid"))[:100],
        tags=as_texts(record.get("tags")),
    )


def plain_text(markdown: str) -> str:
    r"""Return Day One's Markdown as it was typed: without escapes, links to photos and invisible separators.

    >>> plain_text(r"Tea at 4\. ![](dayone-moment://ABC) Then \(late\) home\.")
    'Tea at 4.  Then (late) home.'
    """
    text = _LINK.sub("", markdown).replace("\u2028", "\n").replace("\u2029", "\n").replace("\u200b", "")
    return _ESCAPED.sub(r"\1", text).strip()


def _rich_text(value: object) -> str:
    """Return the words of `richText`, JSON in a string, for an entry that has no `text`."""
    try:
        contents = json.loads(value).get("contents") if isinstance(value, str) else None
    except (ValueError, RecursionError, AttributeError):
        return ""
    return "".join(as_text(as_object(piece).get("text")) for piece in contents or () if isinstance(contents, list))


def _instant(written: object, place: int) -> datetime:
    try:
        moment = written if isinstance(written, datetime) else datetime.fromisoformat(as_text(written))
    except ValueError:
        raise odd_entry(place, f'has "{as_text(written)[:40]}" as its date, which does not read') from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _in_zone(instant: datetime, zone: str, findings: Findings) -> str:
    if zone and not is_zone(zone):
        findings.note(f'The time zone "{zone[:40]}" is not known here; its entries have the time of this place.')
    return in_zone(instant, zone)


# --- classic ---------------------------------------------------------------------------------------------------------


def _classic(source: Source, findings: Findings) -> Iterator[ForeignEntry]:
    if source.stream is not None:
        yield _classic_entry(1, source.file.read(_LARGEST_ENTRY), source.name, findings)
        return
    place = 0
    for path in source.files:
        if path.suffix == ".doentry":
            place += 1
            with path.open("rb") as file:
                yield _classic_entry(place, file.read(_LARGEST_ENTRY), path.name, findings)
        elif path.suffix.lower() in (".jpg", ".jpeg", ".png", ".heic", ".gif"):
            findings.left_out["photo"] += 1


def _classic_entry(place: int, raw: bytes, name: str, findings: Findings) -> ForeignEntry:
    try:
        record = as_object(plistlib.loads(raw))
    except Exception as error:  # plistlib lets errors of its parsers through, some of them undocumented
        raise UnreadableImport(
            f"{name} is no whole .doentry file", "Remove it, or copy it again, and import again; nothing was stored."
        ) from error
    findings.met(record, _CLASSIC)
    when = _in_zone(_instant(record.get("Creation Date"), place), as_text(record.get("Time Zone")), findings)
    return ForeignEntry(
        place,
        {
            "when": when,
            "written": when,
            "text": plain_text(as_text(record.get("Entry Text"))),
            "answers": {"starred": "yes"} if record.get("Starred") is True else {},
        },
        source_id=as_text(record.get("UUID"))[:100],
        tags=as_texts(record.get("Tags")),
    )
