"""`rj import`: import entries from files of this program and of others."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from relational_journal.cli.options import Json
from relational_journal.text.safe import safe_path

if TYPE_CHECKING:
    from relational_journal.exchange.foreign.mapping import WordMap
    from relational_journal.exchange.formats import Format
    from relational_journal.exchange.parsed_file import Intake
    from relational_journal.exchange.source import Source
    from relational_journal.journal.journal import Journal
    from relational_journal.vocabulary.load import Vocabulary

_FORMATS = "auto, jsonl, csv, markdown, jrnl, dayone, daylio, journey, mini-diary or tui-journal."


def import_(
    file: Annotated[list[str], typer.Argument(metavar="FILE…", help="Files or a folder; - is standard input.")],
    from_: Annotated[str, typer.Option("--from", metavar="FORMAT", help=_FORMATS)] = "auto",
    map_: Annotated[
        str, typer.Option("--map", metavar="FILE", help="What moods, tags and columns become; --dry-run writes it.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what it would do; store nothing.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Where the journal differs, take the file's.")] = False,
    json: Json = False,
) -> None:
    """Bring in what rj export or another program wrote: all of it or nothing, as one change rj undo takes back."""
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.output import emit_json
    from relational_journal.cli.this_run import journal_path, now
    from relational_journal.cli.upkeep.import_report import print_report
    from relational_journal.exchange.foreign.mapping import map_text
    from relational_journal.exchange.formats import format_of
    from relational_journal.exchange.import_file import bring_in, foretell
    from relational_journal.exchange.input_file import opened
    from relational_journal.vocabulary.load import vocabulary

    path = journal_path()
    words, new_map = _map_from(map_, dry_run=dry_run)
    with ExitStack() as open_files:
        sources = [open_files.enter_context(opened(name, folder=_folder_for(path))) for name in file]
        formats = [(source, format_of(source, from_.strip().lower())) for source in sources]
        size = sum(source.size for source in sources)
        if path.exists() or not dry_run:
            # A journal is made only after all files have been checked.
            intake = None if path.exists() else _read(formats, vocabulary(), words, new_map)
            with open_journal(create=True) as journal:
                intake = intake or _read(formats, journal.vocabulary, words, new_map)
                if not dry_run and not json:
                    _ask_moods(intake, words)
                with _bar("trying" if dry_run else "storing", size) as seen:
                    result = bring_in(intake, journal, replacing=replace, dry_run=dry_run, progress=seen, map_=words)
                names = _names(journal)
        else:
            intake = _read(formats, vocabulary(), words, new_map)
            result = foretell(intake, now(), words)
            names = []
    if new_map:
        from relational_journal.report.render.write import write

        found = {"columns": intake.columns, "keys": intake.keys}
        write(map_text(file[0], intake.moods, intake.tags, words, people=names, **found), new_map)
    if json:
        emit_json(result.record())
        return
    print_report(result, file, new_map, is_mapped=bool(map_) and new_map is None)


def _bar(what: str, total: int):  # type: ignore[no-untyped-def]
    from relational_journal.cli.upkeep.progress_bar import progress_bar

    return progress_bar(what, total)


def _read(
    formats: Sequence[tuple[Source, Format]], vocabulary: Vocabulary, words: WordMap, new_map: Path | None
) -> Intake:
    """Read and check every file in full, one after another.

    Raises:
        UnreadableImport: the first fault, with the file if there are several. If only the meaning of columns is not
            known, `new_map` is written all the same, to be filled in.
    """
    from relational_journal.errors import UnreadableImport
    from relational_journal.exchange.foreign.mapping import UnknownColumns, map_text
    from relational_journal.exchange.several import together

    intakes = []
    for source, known in formats:
        with _bar("checking", source.size) as seen:
            try:
                intakes.append(known.read(vocabulary=vocabulary, words=words, progress=seen))
            except UnknownColumns as error:
                if new_map is None:
                    raise
                from relational_journal.report.render.write import write

                write(map_text(source.name, {}, {}, words, columns=error.columns), new_map)
                next_step = f"Say in {safe_path(new_map)} what each column holds, then give it with --map."
                raise UnreadableImport(error.sentence, next_step) from error
            except UnreadableImport as error:
                if len(formats) == 1 or source.name in error.sentence:
                    raise
                raise UnreadableImport(f"{source.name}: {error.sentence}", error.next_step) from error
    return together(intakes, [safe_path(source.name) for source, _ in formats])


def _map_from(written: str, *, dry_run: bool) -> tuple[WordMap, Path | None]:
    """Return the given map, or an empty one and the path to write it to.

    Raises:
        UnreadableImport: if it does not exist and this is not a dry run, or it cannot be read.
    """
    from relational_journal.errors import UnreadableImport
    from relational_journal.exchange.foreign.mapping import WordMap, read_map

    if not written:
        return WordMap(), None
    path = Path(written).expanduser()
    if path.exists():
        return read_map(path), None
    if not dry_run:
        raise UnreadableImport(f"there is no map {written}", "The same command with --dry-run writes one to fill in.")
    return WordMap(), path


def _names(journal: Journal) -> list[str]:
    return [name for person in journal.people.all() for name in (*person.also, person.name)]


def _ask_moods(intake: Intake, words: WordMap) -> None:
    """Ask at a terminal which tone each mood means; Enter leaves one open, Esc all the rest.

    Raises:
        KeyboardInterrupt: on Ctrl-C; nothing is stored.
    """
    from relational_journal.cli.asking import keyboard, prompter
    from relational_journal.cli.output import can_ask, hint
    from relational_journal.forms.fields import TONES
    from relational_journal.forms.key_questions import Letter
    from relational_journal.text.folding import folded
    from relational_journal.text.safe import one_line

    moods = sorted(intake.moods.items(), key=lambda item: (-item[1], item[0]))
    open_ = [(mood, count) for mood, count in moods if not words.is_decided(mood)]
    if not open_ or not can_ask():
        return
    hint("A mood is no tone by itself. Were we closer or further in such moments? Enter leaves it open.")
    column = min(max(len(one_line(mood)) for mood, _ in open_), 20) + 8
    for mood, count in open_:
        reply = prompter.ask(Letter(f"{one_line(mood)[:20]} ({count})", TONES, column=column, skipping="open"))
        if reply.how == "interrupted":
            raise KeyboardInterrupt
        if reply.how == "ended":
            break
        # An empty tone is an answer too: it was asked, and stays open.
        words.moods[folded(mood)] = reply.value or ""
    keyboard.release()


def _folder_for(path: Path) -> Path | None:
    """Return the folder in which a long pipe may be buffered: that of a journal that is not encrypted, else None."""
    try:
        with path.open("rb") as file:
            return path.parent if file.read(16) == b"SQLite format 3\0" else None
    except OSError:
        return None
