"""The calm notes, with where to find help, and that the note may be mistaken."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from relational_journal.care.help import Region


class Note(NamedTuple):
    """What is said about a topic, and the lines of help below it."""

    topic: str
    text: str
    help: tuple[str, ...]


MAY_BE_MISTAKEN = (
    "This comes from a short list of phrases and tags, so it may be mistaken and it misses much; nothing of it is "
    "stored or sent. rj help says where to find people. rj settings help-notes off ends these notes."
)


def note(topic: str, region: Region) -> Note:
    """Return the note about a topic, with the emergency number and the lines of a region that belong to it."""
    row = _rows()[topic]
    return Note(topic, row["note"].strip(), (region.danger, *region.lines_for(row["help"])))


@cache
def _rows() -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / "notes.toml").read_text(encoding="utf-8"))
