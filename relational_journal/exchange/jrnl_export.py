"""Write entries as the JSON that jrnl exports, for programs that read that."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Generator, Iterable
from typing import Any

from relational_journal.exchange.foreign.jrnl import TAG
from relational_journal.exchange.story_tags import story_tags
from relational_journal.model import Entry
from relational_journal.timestamps import beginning


def jrnl_lines(entries: Callable[[], Iterable[Entry]]) -> Generator[str]:
    """Yield one JSON document: the tags and how often they are used, then the entries.

    Args:
        entries: gives the entries; called twice, since the tags stand first.
    """
    tags: Counter[str] = Counter()
    for entry in entries():
        tags.update(_tags(entry))
    yield '{\n  "tags": ' + json.dumps(dict(tags.most_common()), ensure_ascii=False) + ',\n  "entries": ['
    between = "\n    "
    for entry in entries():
        yield between + json.dumps(_record(entry), ensure_ascii=False)
        between = ",\n    "
    yield "\n  ]\n}\n"


def _record(entry: Entry) -> dict[str, Any]:
    """Return an entry as jrnl has it: the first line is its title; a missing time is 00:00, a missing day the first."""
    begins = beginning(entry.when)
    title, _, body = entry.text.partition("\n")
    if not entry.text.strip():
        title = " ".join(_tags(entry)) or entry.kind
    return {
        "title": title,
        "body": body,
        "date": begins[:10],
        "time": begins[11:16],
        "tags": _tags(entry),
        "starred": entry.answers.get("starred") == "yes",
    }


def _tags(entry: Entry) -> list[str]:
    """Return people as `@name` and tags as `#key`, including those in the text."""
    people = (f"@{'-'.join(name.split())}" for name in entry.people)
    return list(dict.fromkeys((*people, *(f"#{tag}" for tag in story_tags(entry)), *TAG.findall(entry.text))))
