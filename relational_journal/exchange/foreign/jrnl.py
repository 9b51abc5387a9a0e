"""jrnl: JSON exports, text journals and exports with any form of time stamp, folder journals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from relational_journal.errors import UnreadableImport
from relational_journal.exchange.foreign.contents import (
    as_object,
    as_text,
    as_texts,
    as_unreadable,
    first_entry,
    json_items,
    text_of,
)
from relational_journal.exchange.foreign.entry import Findings, ForeignEntry, odd_entry
from relational_journal.exchange.foreign.mapping import WordMap
from relational_journal.exchange.foreign.stamps import TwoReadings, order_of, read_stamp, two_readings
from relational_journal.exchange.source import Source

NAME = "jrnl"
_ENCRYPTED = (b"JRNLv3.0", b"gAAAAA")
_DAY_FILE = re.compile(r"(\d{4})/(\d\d)/(\d\d)\.txt")
# jrnl reads brackets at the beginning of a line as a time stamp if what they hold reads as a date; those of six signs
# or fewer, such as a footnote, never do.
_STAMP = re.compile(r"\[([^\]\n]{7,60})\](?: |$)")
_BARE_STAMP = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?)(?: |$)")
TAG = re.compile(r"(?<![\w@#])[@#][^\W\d_][\w-]*")
_JSON_FIELDS = {
    "title": "text",
    "body": "text",
    "date": "when",
    "time": "when",
    "tags": "text, where they stand",
    "starred": "answers.starred",
}
_TEXT_FIELDS = {"time stamp": "when", "text": "text", "*": "answers.starred", "@ and # tags": "text, where they stand"}


def recognises(source: Source) -> str:
    """Say what a source is if it comes from jrnl, else ""."""
    if source.folder is not None:
        is_folder = any(_DAY_FILE.fullmatch(path.relative_to(source.folder).as_posix()) for path in source.files)
        return "a jrnl folder" if is_folder else ""
    if source.head.startswith(_ENCRYPTED):
        return "an encrypted jrnl journal"
    if source.is_object:
        _, shape, fields = first_entry(source.file)
        is_ours = shape == "list" and {"title", "body", "date"} <= fields and "uuid" not in fields
        return "a jrnl journal as JSON" if is_ours or _is_empty_json(source) else ""
    return "a jrnl journal as text" if _begins_with_a_stamp(source) else ""


def entries(source: Source, findings: Findings, words: WordMap) -> Iterator[ForeignEntry]:
    """Yield the entries of a jrnl journal.

    Raises:
        UnreadableImport: it is encrypted, or an entry has no date that reads.
    """
    if source.folder is not None:
        yield from _of_folder(source, findings, words)
    elif source.head.startswith(_ENCRYPTED):
        raise UnreadableImport(
            f"{source.name} is a jrnl journal that is encrypted",
            "Run jrnl --decrypt first, then import it.",
        )
    elif source.is_object:
        yield from _of_json(source, findings)
    else:
        findings.met(_TEXT_FIELDS, _TEXT_FIELDS)
        findings.unit = "line"
        with as_unreadable(source.name, "a jrnl journal"):
            order = words.dates or _order_in(text_of(source.file, words.encoding))
            yield from _of_text(text_of(source.file, words.encoding), order, source.name)


def _is_empty_json(source: Source) -> bool:
    """Whether it is a jrnl journal without entries: `{"tags": {}, "entries": []}`."""
    top, shape, fields = first_entry(source.file)
    return top == {"tags", "entries"} and shape == "list" and not fields


def _begins_with_a_stamp(source: Source) -> bool:
    first = source.beginning.splitlines()[:1]
    return bool(first) and _stamp_at(first[0], "day-month") is not None


# --- JSON ------------------------------------------------------------------------------------------------------------


def _of_json(source: Source, findings: Findings) -> Iterator[ForeignEntry]:
    for place, item in enumerate(json_items(lambda: source.file, "entries"), 1):
        record = as_object(item)
        findings.met(record, _JSON_FIELDS)
        written = " ".join(part for part in (as_text(record.get("date")), as_text(record.get("time"))) if part)
        when = read_stamp(written) if written else None
        if when is None:
            raise odd_entry(place, f'has "{written[:40]}" as its date and time, which do not read')
        yield _entry(
            place,
            when,
            f"{as_text(record.get('title'))}\n{as_text(record.get('body'))}",
            is_starred=record.get("starred") is True,
            tags=as_texts(record.get("tags")),
        )


def _entry(place: int, when: str, text: str, *, is_starred: bool, tags: Iterable[str] = ()) -> ForeignEntry:
    text = text.strip()
    answers = {"starred": "yes"} if is_starred else {}
    met = dict.fromkeys((*TAG.findall(text), *sorted(tags)))
    return ForeignEntry(place, {"when": when, "text": text, "answers": answers}, text_tags=tuple(met))


# --- text ------------------------------------------------------------------------------------------------------------


def _stamp_at(line: str, order: str) -> tuple[str, str] | None:
    """Return the `when` and the rest of a line that begins an entry, or None."""
    found = _STAMP.match(line) or _BARE_STAMP.match(line)
    if not found:
        return None
    when = read_stamp(found[1], order)
    return (when, line[found.end() :]) if when and len(when) >= 10 else None


def _order_in(lines: Iterable[str]) -> str:
    """Return the order of day and month that the stamps of a whole journal show."""
    for line in lines:
        if (found := _STAMP.match(line)) and (order := order_of(found[1])):
            return order
    return ""


def _of_text(lines: Iterable[str], order: str, name: str, first: int = 1, day: str = "") -> Iterator[ForeignEntry]:
    """Yield the entries of a text; `place` is the line of the stamp.

    Args:
        day: in a folder journal the day of the file, for text before any stamp.
    """
    begun: tuple[int, str] | None = None
    held: list[str] = []
    for number, line in enumerate(lines, first):
        line = line.rstrip("\n")
        try:
            stamp = _stamp_at(line, order)
        except TwoReadings as error:
            raise two_readings(line[1:].partition("]")[0], number) from error
        if stamp is None:
            held.append(line)
            continue
        if begun or day:
            yield from _finished(begun or (first, day), held)
        elif any(each.strip() for each in held):
            raise _no_stamp(name, first)
        begun, held = (number, stamp[0]), [stamp[1]]
    if begun or day:
        yield from _finished(begun or (first, day), held)
    elif any(each.strip() for each in held):
        raise _no_stamp(name, first)


def _no_stamp(name: str, line: int) -> UnreadableImport:
    return UnreadableImport(
        f"{name} begins on line {line} with text that has no time stamp",
        "A jrnl journal begins each entry with one: [2026-03-02 19:40] Title.",
    )


def _finished(begun: tuple[int, str], held: list[str]) -> Iterator[ForeignEntry]:
    """Yield the entry that these lines make; ` *` at the end of the title, or before it, is jrnl's star."""
    if not any(line.strip() for line in held):
        return
    place, when = begun
    title = held[0].rstrip()
    is_starred = title.endswith(" *") or title == "*" or title.startswith("* ")
    if is_starred:
        title = title[2:] if title.startswith("* ") else title[:-1].rstrip()
    yield _entry(place, when, "\n".join((title, *held[1:])), is_starred=is_starred)


# --- folder ----------------------------------------------------------------------------------------------------------


def _of_folder(source: Source, findings: Findings, words: WordMap) -> Iterator[ForeignEntry]:
    assert source.folder is not None
    findings.met(_TEXT_FIELDS, _TEXT_FIELDS)
    place = 0
    for path in source.files:
        found = _DAY_FILE.fullmatch(path.relative_to(source.folder).as_posix())
        if not found:
            findings.left_out["other file"] += 1
            continue
        day = read_stamp("-".join(found.groups()))
        if day is None:
            raise UnreadableImport(f"{path} is named after no day", "Rename or remove it and import again.")
        for entry in _of_day(path, day, words):
            place += 1
            yield entry._replace(place=place)


def _of_day(path: Path, day: str, words: WordMap) -> Iterator[ForeignEntry]:
    with as_unreadable(str(path), "a day of a jrnl folder"), path.open("rb") as file:
        if file.read(8).startswith(_ENCRYPTED):
            raise UnreadableImport(f"{path} is encrypted by jrnl", "Run jrnl --decrypt first, then import the folder.")
        file.seek(0)
        yield from _of_text(text_of(file, words.encoding), words.dates, str(path), day=day)
