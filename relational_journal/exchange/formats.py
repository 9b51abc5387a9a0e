"""The formats of `rj import`, by name. A format is one module and one row here; `auto` tries each in turn."""

from __future__ import annotations

import shlex
from collections import Counter
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol

from relational_journal.errors import UnreadableFilter, UnreadableImport
from relational_journal.exchange.foreign.contents import members_of
from relational_journal.exchange.foreign.intake import read_foreign
from relational_journal.exchange.foreign.mapping import WordMap
from relational_journal.exchange.format_names import AUTO, FOREIGN, IMPORTS
from relational_journal.exchange.jsonl import reader as jsonl
from relational_journal.exchange.parsed_file import Intake, Progress, no_progress

if TYPE_CHECKING:
    from relational_journal.exchange.source import Source
    from relational_journal.vocabulary.load import Vocabulary

_FOLDER = "relational_journal.exchange.foreign"
_MODULES = {name: f"{_FOLDER}.{name.replace('-', '_')}" for name in FOREIGN} | {"csv": f"{_FOLDER}.spreadsheet"}
# Files that are taken for exports and are none, by their first bytes: what they are, and what to do.
_OTHERS = (
    (b"SQLite format 3\0", "a journal or another database", "rj --journal FILE opens a journal."),
    (b"\x1f\x8b", "compressed with gzip", "Unpack it first: gzip -d FILE."),
    (b"%PDF", "a PDF", "Export as text, CSV or JSON from the other program."),
    (b"{\\rtf", "a rich text document", "Save it as plain text first."),
    (b"\xd0\xcf\x11\xe0", "an older Office document", "Save it as CSV or plain text first."),
    (b"\x89PNG", "a picture", "Export as text, CSV or JSON from the other program."),
    (b"\xff\xd8\xff", "a picture", "Export as text, CSV or JSON from the other program."),
    (b"<", "a web page or XML", "Export as text, CSV or JSON from the other program."),
)


# What an export that is one file may be called; in a folder each has to be named.
_EXPORTS = (".json", ".jsonl", ".csv", ".tsv", ".zip", ".daylio")


class Read(Protocol):
    """Reads a source whole and returns what it holds."""

    def __call__(self, *, vocabulary: Vocabulary, words: WordMap, progress: Progress = ...) -> Intake:
        """Check everything; raise UnreadableImport for the first thing that cannot be read."""


class Format(NamedTuple):
    """A format found for a source: its name, what the source looks like, and the function that reads it."""

    name: str
    seen: str
    read: Read


def format_of(source: Source, name: str = AUTO) -> Format:
    """Find the format asked for, or with `auto` the first that recognises the source.

    Raises:
        UnreadableFilter: no format has that name (exit 2).
        UnreadableImport: none recognises the source; the message says what it looks like.
    """
    if name not in IMPORTS:
        raise UnreadableFilter(f'"{name}" is no format to import', f"Use {', '.join(IMPORTS)}.")
    if name == jsonl.NAME:
        return _jsonl(source)
    if name != AUTO:
        seen = import_module(_MODULES[name]).recognises(source)
        if not seen:
            _refuse_what_is_known(source, f"Looked for {name}; --from auto looks for every format.")
        return _foreign(source, name, seen or f"a file for {name}")
    for known, module in _MODULES.items():
        if seen := import_module(module).recognises(source):
            return _foreign(source, known, seen)
    if source.stream is not None and not source.is_zip and jsonl.recognises(source.beginning):
        return _jsonl(source)
    _refuse_what_is_known(source)
    what = "is JSON in no format" if source.beginning.startswith(("{", "[")) else "is in no format"
    raise UnreadableImport(f"{source.name} {what} that is known here", _KNOWN)


_KNOWN = (
    "Known are rj's own export, jrnl, Day One, Daylio, Journey, Mini Diary, tui-journal, Markdown, "
    "and CSV with a header (--from csv)."
)


def _jsonl(source: Source) -> Format:
    def read(*, vocabulary: Vocabulary, words: WordMap, progress: Progress = no_progress) -> Intake:
        return jsonl.read(source.file, vocabulary=vocabulary, progress=progress)

    _refuse_what_is_known(source)
    return Format(jsonl.NAME, "JSON Lines as rj export writes them", read)


def _foreign(source: Source, name: str, seen: str) -> Format:
    entries = import_module(_MODULES[name]).entries
    return Format(name, seen, partial(read_foreign, source, entries, name=name, seen=seen))


def _refuse_what_is_known(source: Source, next_step: str = "") -> None:
    """Refuse what is plainly something else, and say what.

    Raises:
        UnreadableImport: a folder or archive without a diary, a database, a picture, a document.
    """
    if source.folder is not None:
        export = next((path for path in source.files if path.suffix.lower() in _EXPORTS), None)
        by_name = (
            f"Exports in a folder are imported by their names: rj import {shlex.quote(str(export))}" if export else ""
        )
        raise UnreadableImport(
            f"{source.name} is a folder without a diary ({_kinds(source)})", by_name or next_step or _KNOWN
        )
    if source.is_zip:
        members = members_of(source.file, source.name)
        office = next((kind for part, kind in _OFFICE.items() if any(name.startswith(part) for name in members)), "")
        what = office or f"a zip archive without a diary ({_counted(members)})"
        raise UnreadableImport(
            f"{source.name} is {what}", "Save it as CSV or text first." if office else next_step or _KNOWN
        )
    for beginning, what, fix in _OTHERS:
        if source.head.startswith(beginning):
            raise UnreadableImport(f"{source.name} is {what}, not an export", fix)


_OFFICE = {"word/": "a Word document", "xl/": "an Excel workbook", "content.xml": "an OpenDocument file"}


def _kinds(source: Source) -> str:
    return _counted([path.name for path in source.files])


def _counted(names: object) -> str:
    """Format the endings of files with their number, most frequent first: `3 .jpg, 1 .json`."""
    endings = Counter("." + str(name).rpartition(".")[2].lower()[:8] for name in names if "." in str(name))  # type: ignore[attr-defined]
    return ", ".join(f"{count} {ending}" for ending, count in endings.most_common(4)) or "nothing in it"
