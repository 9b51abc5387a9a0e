"""`rj import` and `rj export`: entries in from a file, the journal out as JSON Lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from relational_journal.cli.options import Json, Kind, Since, Tag, Tone, Until, With
from relational_journal.text.safe import safe_path

if TYPE_CHECKING:
    from relational_journal.exchange.import_file import Result
    from relational_journal.journal.journal import Journal

_WHY = 5


def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The file; - is standard input.")],
    from_: Annotated[str, typer.Option("--from", metavar="FORMAT", help="auto or jsonl.")] = "auto",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what it would do; store nothing.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Where the journal differs, take the file's.")] = False,
    json: Json = False,
) -> None:
    """Bring in a file that rj export wrote, or one like it: all of it or nothing, as one change rj undo takes back."""
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.output import emit_json
    from relational_journal.cli.this_run import journal_path, now
    from relational_journal.exchange.formats import format_of
    from relational_journal.exchange.import_file import bring_in, foretell
    from relational_journal.exchange.input_file import opened
    from relational_journal.vocabulary.load import vocabulary

    format_of_name = from_.strip().lower()
    path = journal_path()
    with opened(file, folder=_folder_for(path)) as stream:
        read = format_of(stream, format_of_name).read
        size = _size(stream)
        if path.exists():
            with open_journal(create=True) as journal:
                with _progress("checking", size) as seen:
                    intake = read(stream, vocabulary=journal.vocabulary, progress=seen)
                with _progress("storing" if not dry_run else "trying", size) as seen:
                    result = bring_in(intake, journal, replacing=replace, dry_run=dry_run, progress=seen)
        else:
            # A journal is made only for a file that was found whole.
            with _progress("checking", size) as seen:
                intake = read(stream, vocabulary=vocabulary(), progress=seen)
            if dry_run:
                result = foretell(intake, now())
            else:
                with open_journal(create=True) as journal, _progress("storing", size) as seen:
                    result = bring_in(intake, journal, replacing=replace, progress=seen)
    if json:
        emit_json(result.record())
        return
    _tell(result, file)


def export(
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="jsonl.")] = "jsonl",
    output: Annotated[str, typer.Option("--output", metavar="FILE", help="Into this file; else to stdout.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it is there already.")] = False,
    since: Since = "",
    until: Until = "",
    with_: With = None,
    tag: Tag = None,
    tone: Tone = None,
    kind: Kind = None,
    json: Json = False,
) -> None:
    """Write the whole journal as JSON Lines, or with filters only some entries and the people and words they use."""
    from relational_journal.cli.context import open_journal, query_from
    from relational_journal.cli.output import emit_json, out
    from relational_journal.errors import UnreadableFilter
    from relational_journal.exchange.export import export_lines

    if to.strip().lower() != "jsonl":
        raise UnreadableFilter(f'"{to}" is no format to export', "Use jsonl.")
    with open_journal() as journal:
        query = query_from(
            journal, since=since, until=until, with_=with_ or (), tag=tag or (), tone=tone or (), kind=kind or ()
        )
        count = journal.count(query)
        lines = export_lines(journal, query)
        if output and output != "-":
            from relational_journal.report.render.write import write

            target = Path(output).expanduser()
            with _progress("writing", count) as seen:
                write(_counted(lines, seen), target, force=force)
            if json:
                emit_json({"format": "jsonl", "file": str(target), "entries": count})
            else:
                out(f"{count} {_entries(count)} written to {safe_path(target)}.")
        else:
            with closing(lines):
                _to_stdout(_as_array(lines) if json else lines)
        _warn_once(journal)


# --- telling ---------------------------------------------------------------------------------------------------------


def _entries(count: int) -> str:
    return "entry" if count == 1 else "entries"


def _tell(result: Result, file: str) -> None:
    """What became of the file, in a line; who is new and what was left out beside it."""
    from relational_journal.cli.output import hint, out
    from relational_journal.text.safe import one_line

    named = "standard input" if file == "-" else file
    verb = "would be added" if result.dry_run else "added"
    parts = [f"{result.added} of {result.read} {_entries(result.read)} {verb}"]
    if result.replaced:
        parts.append(f"{result.replaced} in place of what was here")
    if result.skipped:
        parts.append(f"{len(result.skipped)} left as they are")
    out(one_line(f"{named}: {', '.join(parts)}."))
    if result.people:
        some = ", ".join(result.people[:12]) + (", …" if len(result.people) > 12 else "")
        hint(one_line(f"New here: {some}."))
    for line, why in result.skipped[:_WHY]:
        hint(one_line(f"line {line}: {why}"))
    if len(result.skipped) > _WHY:
        hint(f"and {len(result.skipped) - _WHY} more; --json lists them all")
    left = [name for name, where in result.fields.items() if where == "left out" and name != "id"]
    if left:
        hint(one_line(f"Left out, since no field here holds them: {', '.join(left[:12])}."))
    for sentence in result.hints:
        hint(one_line(sentence))
    if result.dry_run:
        hint("Nothing was stored; without --dry-run it is.")
    elif result.added:
        hint("rj undo takes the whole import back.")


def _warn_once(journal: Journal) -> None:
    """Say, the first time, that anyone who has an export can read it."""
    from relational_journal.cli.output import hint
    from relational_journal.errors import StoreError
    from relational_journal.report.render.write import READABLE

    if not journal.path.exists() or journal.setting("told-about-readable-files", "") == "yes":
        return
    hint(READABLE)
    try:
        journal.set_setting("told-about-readable-files", "yes", quietly=True)
    except StoreError:  # a journal on a medium that is only read: it is said again next time
        return


# --- streams ---------------------------------------------------------------------------------------------------------


def _folder_for(path: Path) -> Path | None:
    """Where what flows by may lie for the while: beside a journal that is plain on disk itself, else only in memory."""
    try:
        with path.open("rb") as file:
            return path.parent if file.read(16) == b"SQLite format 3\0" else None
    except OSError:
        return None


def _size(stream: BinaryIO) -> int:
    here = stream.tell()
    size = stream.seek(0, 2)
    stream.seek(here)
    return size


def _to_stdout(lines: Iterator[str]) -> None:
    """UTF-8 and line feeds, whatever the locale and the platform say; a reader who goes away is no failure."""
    import os
    import sys

    from relational_journal.cli.output import is_terminal
    from relational_journal.text.safe import escaped_json

    sys.stdout.flush()
    shown = map(escaped_json, lines) if is_terminal() else lines
    try:
        for line in shown:
            sys.stdout.buffer.write(line.encode("utf-8"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:  # the command-line library would end with 1 here
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _as_array(lines: Iterator[str]) -> Iterator[str]:
    """The same objects as one JSON document."""
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


@contextmanager
def _progress(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar on stderr that leaves nothing behind, where a person watches; elsewhere nothing."""
    import sys

    if not total or not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    # Rich's own colours are a red and a green, which stand for nothing here.
    bar = BarColumn(style="dim", complete_style="bold", finished_style="bold", pulse_style="dim")
    columns = TextColumn("{task.description}", style="none"), bar, TextColumn("{task.percentage:>3.0f} %", style="none")
    with Progress(*columns, console=Console(stderr=True, highlight=False), transient=True) as shown:
        task = shown.add_task(what, total=total)
        yield lambda done: shown.update(task, completed=done)
