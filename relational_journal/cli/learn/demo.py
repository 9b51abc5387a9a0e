"""`rj demo`: a fictional journal in a temporary folder, with its patterns and page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from relational_journal.cli.options import Json
from relational_journal.text.safe import safe_path

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.report.document.document import Report


def demo(
    keep: Annotated[str, typer.Option(metavar="DIR", help="Keep the fictional journal in this new folder.")] = "",
    json: Json = False,
) -> None:
    """A fictional journal of six months: a moment, its patterns, and its page for the session.

    It is made in a temporary place and brought in as rj import does; your own journal is neither read nor written.
    """
    from relational_journal.cli.output import emit_json, page

    with _place(keep) as folder, _fictional_journal(folder) as journal:
        if json:
            from relational_journal.report.render.patterns_json import patterns_json
            from relational_journal.report.render.to_json import to_json

            emit_json({"patterns": patterns_json(journal.patterns()), "summary": to_json(journal.summary())})
            return
        page("\n".join(_shown(journal)))
    _say_how_to_begin(folder if keep else None)


@contextmanager
def _place(keep: str) -> Iterator[Path]:
    """Make a folder only its owner can open, removed afterwards unless it is to be kept.

    Raises:
        JournalError: if the folder to keep is not empty, or cannot be made.
    """
    import tempfile

    from relational_journal.errors import JournalError

    if not keep:
        with tempfile.TemporaryDirectory(prefix="rj-demo-") as name:
            yield Path(name)
        return
    folder = Path(keep).expanduser()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise JournalError(f"{keep} holds something already", "Name a new folder after --keep.")
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise JournalError(f"{keep} cannot be made: {reason}", "Name another folder after --keep.") from error
    # A folder that was there already kept its own mode.
    folder.chmod(0o700)
    yield folder


@contextmanager
def _fictional_journal(folder: Path) -> Iterator[Journal]:
    """Make a journal in that folder and fill it as `rj import` does."""
    import os

    from relational_journal import config
    from relational_journal.demo.load import lines
    from relational_journal.exchange.import_file import bring_in
    from relational_journal.exchange.jsonl import reader
    from relational_journal.journal.journal import Journal

    # Through a file and its import, so that the demo shows nothing a person's own journal could not hold.
    file = folder / "journal.jsonl"
    # O_EXCL follows no link that somebody else put there.
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        for line in lines(config.now()):
            out.write(line.encode("utf-8"))
    with Journal.open(folder / "journal.db", now=config.now) as journal:
        with file.open("rb") as stream:
            bring_in(reader.read(stream, vocabulary=journal.vocabulary), journal)
        yield journal


def _shown(journal: Journal) -> Iterator[str]:
    """Return the demo's lines: one moment, the patterns, the page, each with the command that shows it."""
    from relational_journal.cli.entries.entry_view import entry_lines
    from relational_journal.demo.load import ONE_MOMENT
    from relational_journal.model import Query
    from relational_journal.report.views.overview import overview

    count = journal.count(Query(kinds=("moment",)))
    yield from _part(
        "A journal that is made up",
        f"Half a year of someone who works in a library: {count} moments with a partner, a mother, a brother, a "
        "manager, colleagues, friends, a choir, offices, a therapist. None of these people exist. It lies in a "
        "temporary place; your own journal is neither read nor written.",
    )
    yield from _part(
        "1  A moment",
        "Told in a line, with a few tags in story order: what came before, what I did, what came after (rj log, "
        "rj show).",
    )
    yield from entry_lines(journal, journal.find(ONE_MOMENT))
    yield ""
    yield from _part(
        "2  What the moments say together",
        "Counted by stated rules, each against the moments in which it could have shown (rj patterns).",
    )
    yield _drawn(overview(journal.patterns(), journal.vocabulary))
    yield ""
    yield from _part(
        "3  The page for the session",
        "Own words first, people as roles, nothing that was not chosen; looked at line by line before it is written "
        "(rj summary).",
    )
    yield _drawn(journal.summary().report)


def _drawn(report: Report) -> str:
    from relational_journal.cli.output import has_colour, width
    from relational_journal.report.render.for_terminal import draw
    from relational_journal.text.alphabet import shows_unicode

    return draw(report, width=width(), unicode=shows_unicode(), colour=has_colour())


def _part(heading: str, text: str) -> Iterator[str]:
    import textwrap

    from relational_journal.cli.output import bold, dim, width

    yield bold(heading)
    for line in textwrap.wrap(text, min(width(), 80)):
        yield dim(line)
    yield ""


def _say_how_to_begin(kept: Path | None) -> None:
    from relational_journal.cli.output import bold, hanging_column, out, out_wrapped, width

    out()
    out(bold("Your own"))
    for command, does in (
        ("rj log", "one line about a moment with someone; Enter skips what it asks"),
        ("rj guide", "how it works, in plain words"),
    ):
        for row in hanging_column(command.ljust(12), does, width()):
            out(row)
    if kept:
        from shlex import quote

        out_wrapped(f"The fictional journal is kept: rj --journal {safe_path(quote(str(kept / 'journal.db')))} list")
    else:
        out_wrapped("The fictional journal is gone again; rj demo --keep DIR keeps one to try.")
