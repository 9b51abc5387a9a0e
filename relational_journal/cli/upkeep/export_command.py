"""`rj export`: write the journal or a part of it in an open format."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from relational_journal.cli.options import Json, Kind, Since, Tag, Tone, Until, With
from relational_journal.cli.upkeep.progress_bar import progress_bar
from relational_journal.text.safe import safe_path

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.model import Entry, Query
    from relational_journal.report.document.pseudonyms import Pseudonymiser


def export(
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="jsonl, csv, md or jrnl.")] = "jsonl",
    output: Annotated[
        str, typer.Option("--output", metavar="FILE|DIR", help="Into this file, or for md a folder; else to stdout.")
    ] = "",
    without_private: Annotated[bool, typer.Option("--without-private", help="Leave out what is only for me.")] = False,
    names: Annotated[
        str, typer.Option("--names", metavar="roles|initials|nickname", help="How people are called; not in jsonl.")
    ] = "nickname",
    by: Annotated[
        str, typer.Option("--by", metavar="day|month", help="For md into a folder: a file for each. day if not said.")
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it is there already.")] = False,
    since: Since = "",
    until: Until = "",
    with_: With = None,
    tag: Tag = None,
    tone: Tone = None,
    kind: Kind = None,
    json: Json = False,
) -> None:
    """Write the journal as JSON Lines, which hold all of it, or its entries as CSV, Markdown or the JSON of jrnl.

    With filters jsonl holds only the entries they choose and the people and words these use.
    """
    from relational_journal.cli.context import open_journal, query_from
    from relational_journal.cli.output import emit_json, out
    from relational_journal.report.render.write import write

    format_ = _format(to, names, as_json=json and not output)
    into_folder = format_ == "md" and (output.endswith(("/", "\\")) or Path(output or ".").expanduser().is_dir())
    _refuse_by(by, into_folder=into_folder and bool(output))
    with open_journal() as journal:
        query = query_from(
            journal, since=since, until=until, with_=with_ or (), tag=tag or (), tone=tone or (), kind=kind or ()
        )
        selection = _Selection(journal, query, names, without_private=without_private)
        count = selection.count()
        target = Path(output).expanduser() if output and output != "-" else None
        if target is None:
            lines = selection.lines(format_)
            with closing(lines):
                _to_stdout(_as_array(lines) if json and format_ == "jsonl" else lines)
        else:
            with progress_bar("writing", count) as seen:
                if into_folder:
                    _write_folder(selection, target, seen, by=by or "day", force=force)
                else:
                    write(_counted(selection.lines(format_), seen), target, force=force)
            if json:
                emit_json({"format": format_, "file": str(target), "entries": count})
            else:
                out(f"{count} {'entry' if count == 1 else 'entries'} written to {safe_path(target)}.")
        _warn_once(journal)


def _refuse_by(by: str, *, into_folder: bool) -> None:
    """Refuse a period for the files of a folder if there is none of that name, or no folder.

    Raises:
        UnreadableFilter: (exit 2).
    """
    from relational_journal.errors import UnreadableFilter

    if by and by not in ("day", "month"):
        raise UnreadableFilter(f'"{by}" is no period for a file', "Use --by day or --by month.")
    if by and not into_folder:
        raise UnreadableFilter("--by goes with Markdown in a folder", f"rj export --to md --output DIR/ --by {by}")


def _format(to: str, names: str, *, as_json: bool) -> str:
    """Return the format asked for.

    Raises:
        UnreadableFilter: if there is no such format, or it does not go with another option (exit 2).
    """
    from relational_journal.errors import UnreadableFilter
    from relational_journal.exchange.format_names import EXPORTS
    from relational_journal.report.document.pseudonyms import FORMS

    name = to.strip().lower()
    name = "md" if name == "markdown" else name
    if name not in EXPORTS:
        raise UnreadableFilter(f'"{to}" is no format to export', f"Use {', '.join(EXPORTS)}.")
    if names not in FORMS:
        raise UnreadableFilter(f'"{names}" is no form of names', "Use --names roles, initials or nickname.")
    if name == "jsonl" and names != "nickname":
        raise UnreadableFilter("jsonl holds people by their nickname", "Use --to csv, md or jrnl with --names.")
    if as_json and name not in ("jsonl", "jrnl"):
        raise UnreadableFilter(f"{name} is no JSON", "Leave out --json, or write into a file with --output.")
    return name


class _Selection:
    """The entries to export, with people named as asked.

    Args:
        names: `nickname` leaves every word as it is.
    """

    def __init__(self, journal: Journal, query: Query, names: str, *, without_private: bool) -> None:
        self._journal = journal
        self._query = query
        self._is_private_left_out = without_private
        self._names = None if names == "nickname" else self._called(names)

    def count(self) -> int:
        """Return the number of entries."""
        if not self._is_private_left_out:
            return self._journal.count(self._query)
        return sum(1 for entry in self._journal.entries(self._query) if not entry.private)

    def lines(self, format_: str) -> Generator[str]:
        """Yield the export as text, piece by piece."""
        if format_ == "jsonl":
            from relational_journal.exchange.export import export_lines

            chosen = (lambda entry: not entry.private) if self._is_private_left_out else None
            return export_lines(self._journal, self._query, chosen)
        if format_ == "csv":
            from relational_journal.exchange.csv_export import csv_lines

            return csv_lines(self.entries())
        if format_ == "md":
            from relational_journal.exchange.markdown_export import markdown_lines

            return markdown_lines(self.entries())
        from relational_journal.exchange.jrnl_export import jrnl_lines

        return jrnl_lines(self.entries)

    def entries(self) -> Iterator[Entry]:
        """Yield the entries, oldest first."""
        for entry in self._journal.entries(self._query, oldest_first=True):
            if not (self._is_private_left_out and entry.private):
                yield self._redacted(entry)

    def _called(self, form: str) -> Pseudonymiser:
        from relational_journal.report.document.pseudonyms import Pseudonymiser
        from relational_journal.vocabulary.everyday_words import everyday_names

        people, vocabulary, everyday = tuple(self._journal.people.all()), self._journal.vocabulary, everyday_names()
        finder = Pseudonymiser(people, (), form, vocabulary, everyday)
        # Over all entries before the first is written, so that a person has one name in the whole export.
        met: set[str] = set()
        for entry in self._journal.entries(self._query):
            met.update(entry.people)
            for text in (entry.text, *entry.answers.values()):
                met |= finder.found_in(text)
        return Pseudonymiser(people, met, form, vocabulary, everyday)

    def _redacted(self, entry: Entry) -> Entry:
        if self._names is None:
            return entry
        shown = dict.fromkeys(self._names.shown(name) for name in entry.people)
        answers = {key: self._names.redact(answer) for key, answer in entry.answers.items()}
        return entry._replace(people=tuple(shown), text=self._names.redact(entry.text), answers=answers)


def _write_folder(selection: _Selection, folder: Path, seen: Callable[[int], None], *, by: str, force: bool) -> None:
    """Write a file for each day or month into a folder, which is made if it does not exist.

    Raises:
        NotWritten: if one of the files exists and `force` is False, or cannot be written; then no new file is left.
    """
    from relational_journal.exchange.markdown_export import markdown_files
    from relational_journal.report.render.write import NotWritten, write

    is_new = not folder.exists()
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        raise NotWritten(f"{folder} cannot be made: {reason}", "Name another folder after --output.") from error
    there = set()
    for name, _ in markdown_files(selection.entries(), by=by):
        if not os.path.lexists(folder / name):  # a link to nowhere is there too
            continue
        if (folder / name).is_symlink():
            raise NotWritten(f"{folder / name} is a link, which is not followed", "Name another folder after --output.")
        if not force:
            raise NotWritten(f"{folder / name} is there already", "Name another folder, or --force to replace it.")
        there.add(name)
    written = []
    try:
        for number, (name, text) in enumerate(markdown_files(selection.entries(), by=by), 1):
            write(text, folder / name, force=force)
            written += [folder / name] if name not in there else []
            seen(number)
    except BaseException:  # an interrupt too
        for path in written:
            path.unlink(missing_ok=True)
        if is_new:
            folder.rmdir()
        raise


def _warn_once(journal: Journal) -> None:
    """Print the first time that anyone who has an export can read it."""
    from relational_journal.cli.output import hint
    from relational_journal.errors import StoreError
    from relational_journal.report.render.write import READABLE

    if not journal.path.exists() or journal.settings.get("told-about-readable-files", "") == "yes":
        return
    hint(READABLE)
    try:
        journal.settings.set("told-about-readable-files", "yes", quietly=True)
    except StoreError:  # a journal on a read-only medium: the note is repeated next time
        return


# --- streams ---------------------------------------------------------------------------------------------------------


def _to_stdout(lines: Iterator[str]) -> None:
    """Write UTF-8 with line feeds on every platform and locale; a reader that closes the pipe is no failure."""
    import sys

    from relational_journal.cli.output import is_terminal
    from relational_journal.text.safe import escaped_json

    sys.stdout.flush()
    shown = map(escaped_json, lines) if is_terminal() else lines
    try:
        for line in shown:
            sys.stdout.buffer.write(line.encode("utf-8"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:  # otherwise the command-line library would exit with 1
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _as_array(lines: Iterator[str]) -> Iterator[str]:
    """Yield the same objects as one JSON document."""
    between = "[\n"
    for line in lines:
        yield between + line.rstrip("\n")
        between = ",\n"
    yield "[]\n" if between == "[\n" else "\n]\n"


def _counted(lines: Iterator[str], seen: Callable[[int], None]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield line
        if number % 256 == 0:
            seen(number)
