"""Exports of other programs, written for the tests: fictional entries in the shapes those programs write."""

from __future__ import annotations

import base64
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from relational_journal.exchange.foreign.mapping import WordMap
from relational_journal.exchange.formats import format_of
from relational_journal.exchange.input_file import opened
from relational_journal.exchange.parsed_file import Intake
from relational_journal.model import Entry
from relational_journal.vocabulary.load import vocabulary


def read(path: Path, words: WordMap | None = None, *, name: str = "auto") -> tuple[Intake, list[Entry]]:
    """What a file or folder holds, read whole, and its entries."""
    with opened(str(path), folder=None) as source:
        intake = format_of(source, name).read(vocabulary=vocabulary(), words=words or WordMap())
        return intake, [item.moment for item in intake.entries(lambda _: None)]


def zipped(path: Path, members: Mapping[str, str | bytes]) -> Path:
    """A zip archive of these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def dayone(*entries: Mapping[str, Any]) -> str:
    """A Day One journal file."""
    return json.dumps({"metadata": {"version": "1.0"}, "entries": list(entries)}, ensure_ascii=False)


def daylio_backup(path: Path, backup: Mapping[str, Any], *, lines_of: int = 0) -> Path:
    """A .daylio archive; `lines_of` breaks the base64 into lines of so many signs."""
    raw = json.dumps(backup, ensure_ascii=False).encode()
    coded = base64.b64encode(raw).decode()
    if lines_of:
        coded = "\n".join(coded[at : at + lines_of] for at in range(0, len(coded), lines_of))
    return zipped(path, {"backup.daylio": coded, "assets/photos/1": b"x"})


def a_bomb(path: Path, name: str, megabytes: int) -> Path:
    """A zip archive with one member of that many megabytes of blanks."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as member:
        for _ in range(megabytes):
            member.write(b" " * 2**20)
    return path
