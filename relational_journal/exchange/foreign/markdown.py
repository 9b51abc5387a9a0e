"""Markdown: a folder of diary files, one a day or one an entry, or one file; and our own export."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from relational_journal.errors import UnreadableImport
from relational_journal.exchange import markdown_marks as marks
from relational_journal.exchange.foreign.contents import as_unreadable, text_of
from relational_journal.exchange.foreign.entry import Findings, ForeignEntry
from relational_journal.exchange.foreign.mapping import WordMap
from relational_journal.exchange.foreign.stamps import (
    DAY_MONTH,
    MONTH_DAY,
    TwoReadings,
    at,
    read_clock,
    read_stamp,
)
from relational_journal.exchange.source import Source
from relational_journal.text.folding import folded

NAME = "markdown"
_SUFFIXES = (".md", ".markdown")
# A page of a diary; a larger file is no page.
_LARGEST = 64 * 1024 * 1024
_LARGEST_FRONT = 64 * 1024
_DAY_NAME = re.compile(r"(\d{4}-\d\d-\d\d|\d{8}|\d{4}-\d\d|\d{4}_\d\d_\d\d|\d{4}\.\d\d\.\d\d)(?:[ _-]+(.*))?")
_DAY_PATH = re.compile(r"(?:.*/)?(\d{4})/(\d\d)/(\d\d)(?:[ _-]+([^/]*))?")
_TIME_HEADING = re.compile(r"#{2,6} +(\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?)(?:\s+[-–—:]?\s*(.*))?")
_TAG = re.compile(r"(?<![\w#&/])#([^\W\d_][\w/-]*)")
_FIELDS = {
    "date": "when",
    "created": "when, if there is no date",
    "time": "when",
    "title": "text",
    "tags": "tags, else answers.tags",
    "tag": "tags, else answers.tags",
    "people": "people",
    "source": "nothing: it says where the file is from",
}


class _Page(NamedTuple):
    """One file: its front matter, its body and the day and title its name says."""

    front: Mapping[str, Any]
    body: str
    day: str
    title: str


def recognises(source: Source) -> str:
    """Say what a source is if it is Markdown, else ""."""
    if source.folder is not None:
        return "a folder of Markdown" if any(path.suffix.lower() in _SUFFIXES for path in source.files) else ""
    head = source.head.removeprefix(b"\xef\xbb\xbf")
    is_ours = b"\nsource: " + marks.SOURCE.encode() in head.replace(b"\r", b"\n")
    return "a Markdown file" if source.suffix in _SUFFIXES or (head.startswith(b"---") and is_ours) else ""


def entries(source: Source, findings: Findings, words: WordMap) -> Iterator[ForeignEntry]:
    """Yield the entries of Markdown files.

    Raises:
        UnreadableImport: a file is not text, or its front matter does not read.
    """
    place = 0
    for path, page in _pages(source, findings, words):
        parts = list(_entries_of(page, words))
        if not parts:
            findings.skipped.append((0, f"{path} {_why_not(page, words)}"))
        for entry in parts:
            place += 1
            yield entry._replace(place=place)


def _why_not(page: _Page, words: WordMap) -> str:
    """Say why a page is no entry."""
    if not page.body.strip() and not page.front:
        return "is empty"
    if _when(page, words):
        return "holds no text and no tags"
    date = _said(page.front, "date")
    try:
        is_day = read_stamp(date, words.dates)
    except TwoReadings:
        return f'has a date that can be two days; dates = "{DAY_MONTH}" or "{MONTH_DAY}" in a map says which'
    if date and not is_day:
        return "has a date that does not read or does not exist"
    return "is named after a day that does not exist" if page.day else "says no day in its name or its front matter"


def _pages(source: Source, findings: Findings, words: WordMap) -> Iterator[tuple[str, _Page]]:
    if source.folder is None:
        text = text_of(source.file, words.encoding).read(_LARGEST)
        yield source.name, _page(text, Path(source.name).stem if source.name != "-" else "", "", source.name, findings)
        return
    for path in source.files:
        name = path.relative_to(source.folder).as_posix()
        if path.suffix.lower() not in _SUFFIXES:
            findings.left_out["file that is no Markdown"] += 1
            continue
        with as_unreadable(str(path), "Markdown"), path.open("rb") as file:
            text = text_of(file, words.encoding).read(_LARGEST)
        yield name, _page(text, path.stem, name[: -len(path.suffix)], name, findings)


def _page(text: str, stem: str, path: str, name: str, findings: Findings) -> _Page:
    front, body = _parted(text, name)
    findings.met([str(key) for key in front], _FIELDS)
    found = _DAY_NAME.fullmatch(stem)
    if found:
        return _Page(front, body, re.sub(r"[_.]", "-", found[1]), (found[2] or "").strip())
    if inside := _DAY_PATH.fullmatch(path):
        return _Page(front, body, "-".join(inside.groups()[:3]), (inside[4] or "").strip())
    return _Page(front, body, "", stem)


def _parted(text: str, name: str) -> tuple[Mapping[str, Any], str]:
    """Return the front matter and the body of a page.

    Raises:
        UnreadableImport: the front matter is no YAML.
    """
    # Only the beginning: without a closing line the pattern would go through all of a large file.
    found = re.match(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", text[:_LARGEST_FRONT], re.DOTALL | re.MULTILINE)
    if not found:
        return {}, text
    import yaml

    try:
        # Every value stays the text it was written as: nothing is turned into a date, a number or an object.
        front = yaml.load(found[1], Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise UnreadableImport(
            f"the lines between --- at the beginning of {name} do not read as YAML",
            "Mend or remove them and import again; nothing was stored.",
        ) from error
    # Some write Date and Tags; of two that differ in case alone the one in small letters holds.
    held = front if isinstance(front, dict) else {}
    lowered = {str(key).lower(): value for key, value in held.items()}
    return lowered | {name: held[name] for name in _FIELDS if name in held}, text[found.end() :]


def _said(front: Mapping[str, Any], name: str) -> str:
    value = front.get(name)
    return value.strip() if isinstance(value, str) else ""


def _list(front: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = front.get(name)
    items = value if isinstance(value, list) else re.split(r"[,\s]+", value) if isinstance(value, str) else ()
    return tuple(item.strip().lstrip("#@") for item in items if isinstance(item, str) and item.strip().lstrip("#@"))


def _entries_of(page: _Page, words: WordMap) -> Iterator[ForeignEntry]:
    if _said(page.front, "source") == marks.SOURCE:
        yield from _of_ours(page)
        return
    when = _when(page, words)
    if not when:
        return
    people = list(_list(page.front, "people"))
    tags = (*_list(page.front, "tags"), *_list(page.front, "tag"))
    title = _said(page.front, "title") or page.title
    if not page.body.strip() and (tags or people):
        yield ForeignEntry(0, {"when": when, "text": title, "people": people}, tags=tags, are_keys=True)
        return
    for clock, text in _by_time(page.body):
        # Many pages repeat their title as a heading.
        if clock is None and title and not folded(text[:200]).lstrip("# ").startswith(folded(title)):
            text = f"{title}\n{text}"
        if not text.strip():
            continue
        moment = when if clock is None or len(when) < 10 else at(when[:10], read_clock(clock))
        yield ForeignEntry(
            0,
            {"when": moment, "text": text.strip(), "people": people},
            tags=tags,
            text_tags=tuple(dict.fromkeys(_TAG.findall(text))),
            are_keys=True,
        )


def _when(page: _Page, words: WordMap) -> str:
    """Return the day and perhaps time of a page, from `date`, its file name, or `created`; "" if none of them says."""
    created = _stamp(_said(page.front, "created"), words)
    when = _stamp(_said(page.front, "date"), words) or _stamp(page.day, words) or created
    clock = read_clock(_said(page.front, "time"))
    if len(when) == 10 and clock:
        return at(when, clock)
    return created if len(when) == 10 and created.startswith(when) else when


def _stamp(written: str, words: WordMap) -> str:
    try:
        return (read_stamp(written, words.dates) if written else None) or ""
    except TwoReadings:
        return ""


def _by_time(body: str) -> Iterator[tuple[str | None, str]]:
    """Yield the parts of a page under headings such as `## 19:40`, and what stands before the first of them."""
    clock: str | None = None
    held: list[str] = []
    for line in body.split("\n"):
        found = _TIME_HEADING.fullmatch(line.rstrip())
        if found and read_clock(found[1]):
            # Before the first time, a heading alone is no entry.
            if clock is not None or not re.fullmatch(r"\s*(#[^\n]*)?\s*", "\n".join(held)):
                yield clock, "\n".join(held)
            clock, held = found[1], [found[2]] if found[2] else []
        else:
            held.append(line)
    yield clock, "\n".join(held)


# --- our own export --------------------------------------------------------------------------------------------------


def _of_ours(page: _Page) -> Iterator[ForeignEntry]:
    """Yield the entries of `rj export --to md`: a heading each, the text, its answers, a line of facts."""
    day = _said(page.front, "date")
    heading: re.Match[str] | None = None
    held: list[str] = []
    for line in page.body.split("\n"):
        found_day, found = marks.DAY.fullmatch(line), marks.HEADING.fullmatch(line)
        if not found_day and not found:
            held.append(line)
            continue
        if heading:
            yield _of_part(day, heading, held)
        heading, held = found, []
        day = found_day[1] if found_day else day
    if heading:
        yield _of_part(day, heading, held)


def _of_part(day: str, heading: re.Match[str], lines: list[str]) -> ForeignEntry:
    record: dict[str, Any] = {"kind": (heading["kind"] or "moment").lower(), "answers": {}}
    clock = heading["clock"]
    if clock and heading["offset"]:
        record["when"] = f"{day}T{clock if len(clock) > 5 else clock + ':00'}{heading['offset']}"
    else:
        record["when"] = at(day, read_clock(clock)) if clock else day
    tags: tuple[str, ...] = ()
    text: list[str] = []
    answer = ""
    for line in lines:
        if line.startswith(marks.FACTS):
            tags = _facts(line.removeprefix(marks.FACTS), record)
        elif found := marks.ANSWER.fullmatch(line):
            answer = marks.unescape(found[1])
            record["answers"][answer] = marks.unescape(found[2])
        elif answer:
            record["answers"][answer] += "\n" + marks.unescape(line)
        else:
            text.append(line)
    record["answers"] = {key: value.strip() for key, value in record["answers"].items()}
    record["text"] = marks.unescape("\n".join(text)).strip("\n")
    return ForeignEntry(0, record, tags=tags, are_keys=True, is_ours=True)


_NAME = re.compile(r'@"([^"]*)"|@(\S+)')


def _parts_of(line: str) -> list[str]:
    """Split the line of facts at its dots; one in a name in quotes parts nothing."""
    parts: list[str] = []
    for piece in line.split(" · "):
        if parts and parts[-1].count('"') % 2:
            parts[-1] += " · " + piece
        else:
            parts.append(piece)
    return parts


def _facts(line: str, record: dict[str, Any]) -> tuple[str, ...]:
    """Fill in tone, people and what was set from the line of facts; return the tags, in story order."""
    for part in _parts_of(line):
        if part.startswith("@"):
            record["people"] = [marks.unescape(quoted) or name for quoted, name in _NAME.findall(part)]
        elif part.startswith("#"):
            tags = [tag.lstrip("#") for tag in part.split()]
            record["own"] = [tag.removeprefix("own/") for tag in tags if tag.startswith("own/")]
            return tuple(tag for tag in tags if not tag.startswith("own/"))
        elif part.startswith("break: "):
            record["break"] = part.removeprefix("break: ")
        elif part in ("private", "unsafe", "share", "story only"):
            record[part.replace(" ", "_")] = True
        elif part:
            record["tone"] = part
    return ()
