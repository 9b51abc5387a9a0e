"""Daylio: the CSV export under every header it has had, or none, and the .daylio backup."""

from __future__ import annotations

import base64
import binascii
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from html import unescape
from typing import Any, BinaryIO

from relational_journal.errors import UnreadableImport
from relational_journal.exchange.foreign.contents import (
    as_object,
    as_text,
    json_items,
    members_of,
    open_member,
)
from relational_journal.exchange.foreign.csv_rows import first_row, rows_of
from relational_journal.exchange.foreign.entry import Findings, ForeignEntry, odd_entry
from relational_journal.exchange.foreign.mapping import WordMap
from relational_journal.exchange.foreign.stamps import at, local, read_clock, read_stamp
from relational_journal.exchange.source import Source
from relational_journal.timestamps import with_whole_minutes

NAME = "daylio"
BACKUP = "backup.daylio"
# Headers since 2017, newest first. A file without one is recognised by its first row.
HEADERS = tuple(
    tuple(header.split(","))
    for header in (
        "full_date,date,weekday,time,mood,activities,scales,note_title,note",
        "full_date,date,weekday,time,mood,activities,note_title,note",
        "full_date,date,weekday,time,mood,activities,note",
        "year,date,weekday,time,mood,activities,note",
    )
)
_FIELDS = {
    "full_date": "when",
    "year": "when",
    "date": "when, if there is no full date",
    "time": "when",
    "mood": "answers.mood, and tone by --map or when asked",
    "activities": "answers.tags",
    "scales": "answers.scales",
    "note_title": "text",
    "note": "text",
}
_BACKUP_FIELDS = {
    "id": "the source's id",
    "datetime": "when",
    "timeZoneOffset": "when",
    "year": "when, if there is no datetime",
    "month": "when, if there is no datetime",
    "day": "when, if there is no datetime",
    "hour": "when, if there is no datetime",
    "minute": "when, if there is no datetime",
    "mood": _FIELDS["mood"],
    "note": "text",
    "note_title": "text",
    "tags": "answers.tags",
}
_MOODS = {1: "rad", 2: "good", 3: "meh", 4: "bad", 5: "awful"}
_TAG = re.compile(
    r"</?(?:b|i|u|s|em|strong|strike|del|p|div|span|font|ul|ol|li|h[1-6]|br)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li|h[1-6])>", re.IGNORECASE)


def recognises(source: Source) -> str:
    """Say what a source is if it comes from Daylio, else ""."""
    if source.folder is not None:
        return ""
    if source.is_zip:
        return "a Daylio backup" if BACKUP in members_of(source.file, source.name) else ""
    try:
        first = first_row(source.file)
    except (csv.Error, UnicodeError):
        return ""
    return "a Daylio CSV export" if _header_of(first) else ""


def entries(source: Source, findings: Findings, words: WordMap) -> Iterator[ForeignEntry]:
    """Yield the entries of a Daylio export.

    Raises:
        UnreadableImport: an entry has no date that reads, or the backup is not whole.
    """
    yield from (_of_backup(source, findings) if source.is_zip else _of_csv(source, findings, words))


# --- CSV -------------------------------------------------------------------------------------------------------------


def _header_of(first: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the columns, from the first row; () if it is no row of Daylio's."""
    names = tuple(cell.strip().lower() for cell in first)
    if names in HEADERS:
        return names
    for header in HEADERS:  # no header: the first row is an entry
        if len(names) == len(header) and _is_entry(dict(zip(header, first, strict=True))):
            return header
    return ()


def _is_entry(row: Mapping[str, str]) -> bool:
    if not read_clock(row["time"]):
        return False
    day = row.get("full_date")
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", day)) if day is not None else bool(re.fullmatch(r"\d{4}", row["year"]))


def _of_csv(source: Source, findings: Findings, words: WordMap) -> Iterator[ForeignEntry]:
    findings.unit = "line"
    header: tuple[str, ...] = ()
    for line, row in rows_of(source, words.encoding):
        if not header:
            header = _header_of(row)
            if not header:
                raise UnreadableImport(
                    f"{source.name} has no header of Daylio's on its first line",
                    "rj import FILE --from csv reads any CSV file with a date and a text.",
                )
            findings.met(header, _FIELDS | {"weekday": "left out: the date says it"})
            if tuple(cell.strip().lower() for cell in row) == header:
                continue
        entry = _of_row(line, _fitted(row, len(header)), header, words.dates)
        record = entry.record
        if record["text"] or entry.mood or entry.tags or record["answers"]:
            yield entry
        else:
            findings.skipped.append((line, "it holds neither a note nor a mood nor activities"))


def _fitted(row: list[str], width: int) -> list[str]:
    """Return a row with as many cells as the header: a missing note is "", an unquoted one keeps its commas."""
    return [*row[: width - 1], ",".join(row[width - 1 :])] if len(row) > width else row + [""] * (width - len(row))


def _of_row(line: int, row: list[str], header: tuple[str, ...], order: str) -> ForeignEntry:
    cells = dict(zip(header, (cell.strip() for cell in row), strict=True))
    written = cells["full_date"] if "full_date" in cells else f"{cells['date']} {cells['year']}"
    day = read_stamp(written, order)
    if day is None or len(day) != 10:
        raise odd_entry(line, f'has "{written[:40]}" as its date, which does not read', "line")
    clock = read_clock(cells["time"])
    if cells["time"] and clock is None:
        raise odd_entry(line, f'has "{cells["time"][:40]}" as its time, which does not read', "line")
    scales = cells.get("scales", "").replace("\u00a0", " ").strip()
    return ForeignEntry(
        line,
        {
            "when": at(day, clock),
            "text": _joined(cells.get("note_title", ""), cells["note"]),
            "answers": {"scales": scales} if scales else {},
        },
        mood=cells["mood"],
        tags=tuple(name for part in cells["activities"].split(" | ") if (name := part.strip(" |"))),
    )


def _joined(title: str, note: str) -> str:
    return "\n".join(part for part in (without_markup(title), without_markup(note)) if part)


def without_markup(note: str) -> str:
    """Return a note as plain text: Daylio's own HTML becomes line feeds and words; any other `<` stays.

    >>> without_markup("<b>Tea</b> &amp; talk<br>home"), without_markup("I <3 this & that")
    ('Tea & talk\\nhome', 'I <3 this & that')
    """
    if not _TAG.search(note):
        return note.strip()
    return unescape(_TAG.sub("", _BREAK.sub("\n", note))).replace("\u00a0", " ").strip()


# --- backup ----------------------------------------------------------------------------------------------------------


class _Decoded(io.RawIOBase):
    """Base64, in one line or many, as the bytes it stands for, a piece in memory at a time."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer with decoded bytes."""
        while True:
            piece = self._stream.read(max(len(buffer) // 4 * 4, 4))
            ready = self._left + b"".join(piece.split())
            # Base64 decodes in groups of four letters; what is left over waits for the next piece.
            whole = len(ready) if not piece else min(len(ready), len(buffer)) // 4 * 4
            self._left = ready[whole:]
            decoded = base64.b64decode(ready[:whole], validate=True)
            if decoded or not piece:
                buffer[: len(decoded)] = decoded
                return len(decoded)


def _of_backup(source: Source, findings: Findings) -> Iterator[ForeignEntry]:
    members = members_of(source.file, source.name)
    if BACKUP not in members:
        raise UnreadableImport(f"{source.name} holds no {BACKUP}", "Make the backup in Daylio again.")

    def opened() -> BinaryIO:
        return io.BufferedReader(_Decoded(open_member(source.file, members[BACKUP], source.name)))

    try:
        moods = {item.get("id"): _mood_name(item) for item in map(as_object, json_items(opened, "customMoods"))}
        names = {item.get("id"): as_text(item.get("name")) for item in map(as_object, json_items(opened, "tags"))}
        if photos := sum(1 for name in members if name.startswith("assets/")):
            findings.left_out["photo or recording"] += photos
        for place, item in enumerate(json_items(opened, "dayEntries"), 1):
            yield _of_backed_up(place, as_object(item), moods, names, findings)
    except binascii.Error as error:
        raise UnreadableImport(
            f"{BACKUP} in {source.name} is not whole base64", "Make the backup in Daylio again; nothing was stored."
        ) from error


def _mood_name(item: Mapping[str, Any]) -> str:
    """Return the name of a mood: the person's own, else Daylio's. `null` as a word stands for none."""
    name = as_text(item.get("custom_name")).strip()
    if name and name != "null":
        return name
    number = item.get("predefined_name_id")
    return _MOODS.get(number if number in _MOODS else item.get("mood_group_id"), "")  # type: ignore[arg-type]


def _of_backed_up(
    place: int, item: Mapping[str, Any], moods: Mapping[Any, str], names: Mapping[Any, str], findings: Findings
) -> ForeignEntry:
    findings.met(item, _BACKUP_FIELDS)
    mood, tags = item.get("mood"), item.get("tags")
    named = [_named(names, tag) for tag in (tags if isinstance(tags, list) else ())]
    if not all(named):
        findings.note("Activities that have no name in the backup are left out.")
    if mood is not None and not _named(moods, mood):
        findings.note("Moods that have no name in the backup are left out.")
    return ForeignEntry(
        place,
        {
            "when": _when(item, place),
            "text": _joined(as_text(item.get("note_title")), as_text(item.get("note"))),
            "answers": {},
        },
        source_id=str(item["id"]) if isinstance(item.get("id"), int) else "",
        mood=_named(moods, mood),
        tags=tuple(name for name in named if name),
    )


def _named(names: Mapping[Any, str], number: object) -> str:
    return names.get(number, "").strip() if isinstance(number, int) else ""


def _when(item: Mapping[str, Any], place: int) -> str:
    """Return the local time of an entry: `datetime` (ms) moved by `timeZoneOffset`, else its parts, month from 0."""
    stamp, offset = item.get("datetime"), item.get("timeZoneOffset")
    try:
        if isinstance(stamp, int | float) and isinstance(offset, int | float):
            zone = timezone(timedelta(milliseconds=offset))
            # Daylio shows and exports minutes; the seconds are those of the entry's making.
            moment = datetime.fromtimestamp(stamp / 1000, zone).replace(second=0, microsecond=0)
            return with_whole_minutes(moment).isoformat(timespec="seconds")
        parts = [item[name] for name in ("year", "month", "day", "hour", "minute")]
        # Daylio counts months from 0.
        return local(datetime(parts[0], parts[1] + 1, *parts[2:]))
    except (ValueError, OverflowError, OSError, KeyError, TypeError) as error:
        raise odd_entry(place, "has no date that reads") from error
