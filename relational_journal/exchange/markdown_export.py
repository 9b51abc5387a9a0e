"""Write entries as Markdown that Obsidian and other readers show: one file, or one a day or month with front matter."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Iterator
from itertools import groupby

from relational_journal.exchange import markdown_marks as marks
from relational_journal.exchange.story_tags import story_tags
from relational_journal.model import Entry
from relational_journal.timestamps import local_instant


def markdown_lines(entries: Iterable[Entry]) -> Generator[str]:
    """Yield one document: a heading for each day, under it one for each entry; `entries` must be sorted by day."""
    yield f"---\nsource: {marks.SOURCE}\n---\n"
    for day, of_day in groupby(entries, key=lambda entry: entry.when[:10]):
        yield f"\n# {day}\n"
        for entry in of_day:
            yield _part(entry)


def markdown_files(entries: Iterable[Entry], *, by: str = "day") -> Iterator[tuple[str, str]]:
    """Yield the name and the text of a file for each day or month.

    Args:
        entries: sorted by time.
        by: `day` (`2026-03-02.md`, `2026-03.md` for what says no day) or `month`, with a heading for each day.
    """
    letters = {"day": 10, "month": 7}[by]
    for period, inside in groupby(entries, key=lambda entry: entry.when[:letters]):
        held = list(inside)
        # Tags of Obsidian hold no colons; a slash makes a tag inside another.
        tags = dict.fromkeys(tag.replace(":", "/") for entry in held for tag in story_tags(entry))
        people = dict.fromkeys(name for entry in held for name in entry.people)
        # A list of JSON is one of YAML as well, whatever a name holds.
        front = (
            f"---\ndate: {period}\ntags: {json.dumps(list(tags), ensure_ascii=False)}\n"
            f"people: {json.dumps(list(people), ensure_ascii=False)}\nsource: {marks.SOURCE}\n---\n"
        )
        yield f"{period}.md", front + "".join(_parts(held, period))


def _parts(entries: Iterable[Entry], period: str) -> Iterator[str]:
    """Yield the entries of a file, with a heading before each day that is not the file's own."""
    for day, of_day in groupby(entries, key=lambda entry: entry.when[:10]):
        if day != period:
            yield f"\n# {day}\n"
        for entry in of_day:
            yield _part(entry)


def _part(entry: Entry) -> str:
    """Format one entry: its heading, its words, its answers, and a line of facts."""
    parts = [f"\n## {_heading(entry)}\n"]
    if entry.text:
        parts.append(f"\n{marks.escape(entry.text)}\n")
    for key, answer in entry.answers.items():
        parts.append(f"\n**{marks.escape(key)}** {marks.escape(answer)}\n")
    if facts := _facts(entry):
        parts.append(f"\n{marks.FACTS}{facts}\n")
    return "".join(parts)


def _heading(entry: Entry) -> str:
    """Format `19:40`, with its offset if that is not the local one, or the kind of entry if no time is known."""
    words = []
    if len(entry.when) > 10:
        clock, offset = entry.when[11:19], entry.when[19:]
        words.append(clock.removesuffix(":00") if len(clock) == 8 else clock)
        if _offset_here(entry.when) != offset:
            words.append(f"({offset})")
    if not words or entry.kind != "moment":
        words.append(entry.kind)
    return " ".join(words)


def _offset_here(when: str) -> str:
    from datetime import datetime

    try:
        return local_instant(datetime.fromisoformat(when[:19])).isoformat()[19:]
    except (ValueError, OverflowError, OSError):
        return ""


def _facts(entry: Entry) -> str:
    """Format the line of facts: tone, people, what was set, and the tags in story order."""
    people = " ".join(f'@"{marks.escape(name)}"' if not name.isalnum() else f"@{name}" for name in entry.people)
    said = [name.replace("_", " ") for name in ("unsafe", "private", "share", "story_only") if getattr(entry, name)]
    tags = " ".join("#" + tag.replace(":", "/") for tag in story_tags(entry))
    parts = (entry.tone or "", people, *said, f"break: {entry.break_status}" if entry.break_status else "", tags)
    return " · ".join(part for part in parts if part)
