"""CSV with a header: a date, a text, and by name or by map people, tags, mood, tone and title; and our own export."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from relational_journal.errors import UnreadableImport, WordingError
from relational_journal.exchange.allowed_keys import SLOT_LISTS
from relational_journal.exchange.csv_cells import from_cell, parted
from relational_journal.exchange.foreign.csv_rows import first_row, rows_of
from relational_journal.exchange.foreign.entry import Findings, ForeignEntry, odd_entry
from relational_journal.exchange.foreign.mapping import LEAVE_OUT, UnknownColumns, WordMap
from relational_journal.exchange.foreign.stamps import (
    TwoReadings,
    at,
    order_of,
    read_clock,
    read_stamp,
    two_readings,
)
from relational_journal.exchange.jsonl.entry_checks import FIELDS
from relational_journal.exchange.parsed_file import LEFT_OUT
from relational_journal.exchange.source import Source
from relational_journal.text.folding import folded

NAME = "csv"
# What a column may be called; the first of a row is what it becomes.
_NAMES = {
    "when": "date,when,datetime,date time,date/time,timestamp,full date,entry date,created,created at,creation date,"
    "day,datum,fecha,data,jour,date of entry",
    "time": "time,clock,time of day,hour,uhrzeit,hora,heure,ora",
    "text": "text,note,notes,entry,content,body,description,journal,journal entry,diary,what happened,comment,message,"
    "eintrag,notiz,nota,texte,texto,testo",
    "title": "title,note title,subject,headline,heading,titel,titre,título,titolo",
    "people": "people,person,persons,with,who,with whom,names,name,personen,personas,personnes",
    "tags": "tags,tag,labels,label,keywords,categories,category,activities,activity",
    "mood": "mood,feeling,stimmung,humor,humeur,rating",
    "tone": "tone",
}
_TARGETS = {folded(name): target for target, names in _NAMES.items() for name in names.split(",")}
KEEP = "keep"
_FLAGS = ("unsafe", "private", "share", "story_only")


def recognises(source: Source) -> str:
    """Say what a source is if it is CSV, else ""."""
    first = source.head.partition(b"\n")[0]
    # A null byte is that of a binary file, unless the text is UTF-16.
    if source.folder is not None or source.is_zip or (b"\0" in first and source.head[:2] not in _UTF16):
        return ""
    try:
        header = _header(source, WordMap())
    except (csv.Error, UnicodeError):
        header = []
    found = {target for target in _read_as(header, WordMap()).values() if target}
    if {"when"} <= found and len(header) > 1:
        return "a CSV file"
    return "a CSV file" if source.suffix in (".csv", ".tsv") else ""


_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def entries(source: Source, findings: Findings, words: WordMap) -> Iterator[ForeignEntry]:
    """Yield the rows of a CSV file as entries.

    Raises:
        UnreadableImport: no column holds the date or a text, or a row has no date that reads.
    """
    findings.unit = "line"
    header = _header(source, words)
    read_as = _read_as(header, words)
    findings.columns = {name: to or LEAVE_OUT for name, to in read_as.items() if name}
    _require(source, header, read_as)
    for name, to in read_as.items():
        where = {"time": "when", "title": "text", KEEP: f"answers.{name}", "mood": "answers.mood, tone", "": LEFT_OUT}
        findings.fields[name[:100]] = where.get(to, to)
    order = words.dates or _order_in(source, words, header, read_as)
    is_ours = {"uid", "kind", "when"} <= set(header)
    for line, row in _rows(source, words):
        cells = {name: cell for name, cell in zip(header, row, strict=False) if name}
        if is_ours:
            yield _of_ours(line, {name: from_cell(cell) for name, cell in cells.items()})
        elif entry := _of_row(line, cells, read_as, order, findings):
            yield entry


# --- columns ---------------------------------------------------------------------------------------------------------


def _header(source: Source, words: WordMap) -> list[str]:
    row = first_row(source.file, words.encoding)
    return [cell.strip() for cell in row]


def _rows(source: Source, words: WordMap) -> Iterator[tuple[int, list[str]]]:
    """Yield the line number and the cells of each row after the header."""
    rows = rows_of(source, words.encoding)
    next(rows, None)
    yield from rows


def _read_as(header: Sequence[str], words: WordMap) -> dict[str, str]:
    """Map each column to what it is read as, "" for left out; of two columns with one meaning the first is taken."""
    given = {folded(name): to.strip() for name, to in words.columns.items()}
    if {"uid", "kind", "when"} <= set(header):
        return {name: name if name in _OUR_COLUMNS else "" for name in header}
    found: dict[str, str] = {}
    for name in header:
        to = given.get(folded(name), _TARGETS.get(folded(name), ""))
        to = "" if to == LEAVE_OUT else to
        taken = to in ("when", "time", "tone", "mood") and to in found.values()
        found[name] = "" if taken else to
    return found


def _require(source: Source, header: Sequence[str], read_as: Mapping[str, str]) -> None:
    """Refuse a file whose columns have no known meaning, and a map that names columns that are not there.

    Raises:
        UnreadableImport: no date, nothing that could be an entry, or an unknown meaning.
    """
    allowed = {*_NAMES, KEEP, "", *_OUR_COLUMNS}
    for name, to in read_as.items():
        if to not in allowed:
            raise UnreadableImport(
                f'the map reads the column "{name[:40]}" as "{to[:40]}"',
                f"It can be {', '.join((*_NAMES, KEEP))} or -.",
            )
    needs = [("when", "the date"), ("text", "the text")]
    has = set(read_as.values())
    for target, what in needs:
        # A diary of moods or tags alone has entries too.
        if target not in has and not (target == "text" and has & {"title", "mood", "tags", "tone", "moves"}):
            raise _unknown_columns(source, header, target, what, read_as)


def _unknown_columns(
    source: Source, header: Sequence[str], target: str, what: str, read_as: Mapping[str, str]
) -> UnreadableImport:
    """Build the error for a file without a column that is needed; a first row that is an entry is never quoted."""
    if any(_is_date(cell) for cell in header):
        return UnreadableImport(
            f"{source.name} is CSV without a header: its first line is an entry",
            "Put a line with the names of its columns before it, for example date,text, and import again.",
        )
    columns = ", ".join(name[:30] for name in header[:12] if name) or "none"
    return UnknownColumns(
        f"{source.name} is CSV, and no column of it is known to hold {what} (columns: {columns})",
        f'Say in a map, under [columns], which one is "{target}"; --dry-run --map NEW-FILE writes a map to fill in.',
        {name: to or LEAVE_OUT for name, to in read_as.items() if name},
    )


def _is_date(cell: str) -> bool:
    try:
        return read_stamp(cell) is not None
    except TwoReadings:
        return True


def _order_in(source: Source, words: WordMap, header: Sequence[str], read_as: Mapping[str, str]) -> str:
    """Return the order of day and month that the dates of the whole file show."""
    at_ = next((number for number, name in enumerate(header) if read_as.get(name) == "when"), None)
    for _, row in _rows(source, words):
        if at_ is not None and at_ < len(row) and (order := order_of(row[at_])):
            return order
    return ""


# --- rows ------------------------------------------------------------------------------------------------------------


def _of_row(
    line: int, cells: Mapping[str, str], read_as: Mapping[str, str], order: str, findings: Findings
) -> ForeignEntry | None:
    held: dict[str, list[str]] = {}
    answers: dict[str, str] = {}
    for name, cell in cells.items():
        if cell.strip():
            held.setdefault(read_as.get(name, ""), []).append(cell.strip())
            if read_as.get(name) == KEEP:
                answers[name] = cell.strip()
    said = {to: "\n".join(parts) for to, parts in held.items()}
    if not {*said} - {"", "when", "time"}:
        findings.skipped.append((line, "it holds a date and nothing else" if "when" in said else "it is empty"))
        return None
    text = "\n".join(part for part in (said.get("title", ""), said.get("text", "")) if part)
    record: dict[str, Any] = {"when": _when(line, said, order), "text": text, "answers": answers}
    if "people" in said:
        record["people"] = [name.lstrip("@") for name in _listed(said["people"])]
    mood = said.get("mood", "")
    if tone := said.get("tone", ""):
        record["tone"] = _tone(tone, line)
    for name in _OUR_COLUMNS:
        if name in said and name not in ("when", "text", "people", "tone"):
            record[name] = _our_value(name, said[name], line)
    return ForeignEntry(line, record, mood=mood, tags=tuple(_listed(said.get("tags", ""))), are_keys=True)


def _tone(written: str, line: int) -> str:
    from relational_journal.capture.syntax.tags import read_tone

    try:
        return read_tone(written)
    except WordingError as error:
        raise odd_entry(line, f'has "{written[:40]}" as its tone; a column of other words is a mood', "line") from error


def _when(line: int, said: Mapping[str, str], order: str) -> str:
    written = said.get("when", "")
    try:
        when = read_stamp(written, order)
    except TwoReadings as error:
        raise two_readings(written, line) from error
    if when is None:
        what = f'has "{written[:40]}" as its date, which does not read' if written else "has no date"
        raise odd_entry(line, what, "line")
    clock = said.get("time", "")
    if len(when) != 10 or not clock:
        return when
    time = read_clock(clock)
    if time is None:
        raise odd_entry(line, f'has "{clock[:40]}" as its time, which does not read', "line")
    return at(when, time)


def _listed(cell: str) -> list[str]:
    """Return the items of a cell: between bars, semicolons or commas, whichever comes first in this order."""
    between = next((sign for sign in ("|", ";", ",", "\n") if sign in cell), "|")
    return [item.strip() for item in cell.split(between) if item.strip()]


# --- our own export --------------------------------------------------------------------------------------------------

_OUR_COLUMNS = (*(name for name in FIELDS if name != "mended"), "mended_when", "mended_by")
_OUR_LISTS = (*SLOT_LISTS, "people", "own")


def _of_ours(line: int, cells: Mapping[str, str]) -> ForeignEntry:
    """Return a row of `rj export --to csv`, every field as it was."""
    record: dict[str, Any] = {
        name: _our_value(name, cell, line) for name, cell in cells.items() if cell and name in _OUR_COLUMNS
    }
    if when := record.pop("mended_when", ""):
        record["mended"] = {"when": when, "by": record.get("mended_by") or None}
    record.pop("mended_by", None)
    if not record.get("when"):
        raise odd_entry(line, "has no date", "line")
    return ForeignEntry(line, record, source_id=str(record.get("uid", "")), is_ours=True)


def _our_value(name: str, cell: str, line: int) -> Any:
    if name in _OUR_LISTS:
        return parted(cell)
    if name in _FLAGS:
        return cell.strip().lower() in ("yes", "true", "1")
    if name in ("good", "context"):
        pairs = (item.partition(":") for item in parted(cell))
        return {key: side or None for key, _, side in pairs}
    if name in ("links", "answers"):
        try:
            return json.loads(cell)
        except (ValueError, RecursionError) as error:
            raise odd_entry(line, f'has "{name}" that is no whole JSON', "line") from error
    return cell
