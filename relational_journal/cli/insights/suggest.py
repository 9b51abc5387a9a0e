"""`rj suggest`: what a text seems to say, each with the phrase it was read from; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from relational_journal.cli.options import Json

if TYPE_CHECKING:
    from relational_journal.capture.suggest.suggest import Suggestion
    from relational_journal.model import Learned
    from relational_journal.vocabulary.load import Vocabulary

_ROWS = (
    ("before", ("first", "felt_before")),
    ("I", ("moves",)),
    ("after", ("after", "felt_after")),
)


def suggest(
    text: Annotated[
        list[str] | None, typer.Argument(metavar="TEXT...", help="The words; - reads standard input.")
    ] = None,
    lines: Annotated[
        bool, typer.Option("--lines", help="One text a line from standard input, one JSON document a line back.")
    ] = False,
    json: Json = False,
) -> None:
    """What a text seems to say: tone, people and tags, each with the phrase it was read from. Nothing is stored."""
    from relational_journal.cli.output import emit_json, hint, out
    from relational_journal.errors import WordingError

    journal = _from_journal()
    if lines:
        _answer_lines(journal)
        return
    if not text:
        raise WordingError(
            "there is no text to read", 'Write rj suggest "Mum rang and I let it ring", or rj suggest -.'
        )
    typed = "\n".join(_lines()) if text == ["-"] else " ".join(text)
    said = journal.read(typed)
    if json:
        emit_json(_record(said))
        return
    out("\n".join(_suggested_lines(said, journal.words)) or "Nothing is read from these words.")
    hint("Read by phrases alone: it may be wrong, or miss what matters. Nothing is stored.")


class _FromJournal(NamedTuple):
    """What of a journal changes how a text is read: its words, the names of its people, what was kept and dropped."""

    words: Vocabulary
    known: tuple[str, ...] = ()
    learned: tuple[Learned, ...] = ()

    def read(self, text: str) -> Suggestion:
        """Read a text."""
        from relational_journal.capture.suggest.reading_back import read_typed

        return read_typed(text, self.words, self.known, self.learned)


def _answer_lines(journal: _FromJournal) -> None:
    """Print a JSON document for each line of standard input as it arrives."""
    import sys
    from json import dumps

    for line in _lines():
        document = dumps(_record(journal.read(line)), ensure_ascii=False)
        sys.stdout.buffer.write(f"{document}\n".encode("utf-8", "surrogatepass"))
    sys.stdout.buffer.flush()


def _lines() -> Iterator[str]:
    """Yield the lines of standard input.

    Raises:
        WordingError: if a line is not UTF-8.
    """
    import sys

    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            # A byte order mark can only stand at the very beginning.
            yield line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            from relational_journal.errors import WordingError

            raise WordingError(f"line {number} is not UTF-8", "Save it as UTF-8 and send it again.") from error


def _from_journal() -> _FromJournal:
    """Return what the journal says; only the words of all journals if it is not there or asks for a passphrase."""
    import os

    from relational_journal.cli.context import open_journal
    from relational_journal.cli.this_run import journal_path
    from relational_journal.errors import JournalError
    from relational_journal.vocabulary.load import vocabulary

    path = journal_path()
    if not path.exists():
        return _FromJournal(vocabulary())
    from relational_journal.store.engine.database import is_encrypted

    try:
        if is_encrypted(path.absolute()) and not os.environ.get("RJ_PASSPHRASE"):
            return _FromJournal(vocabulary())
        with open_journal() as journal:
            known = tuple(name for person in journal.people.all() for name in (person.name, *person.also))
            return _FromJournal(journal.vocabulary, known, tuple(journal.learned.all()))
    except JournalError:
        return _FromJournal(vocabulary())  # a text can be read without a journal


def _record(said: Suggestion) -> dict[str, Any]:
    """Return the JSON object of a suggestion: tone, people and tags."""
    return {
        "tone": said.tone,
        "people": list(said.people),
        "tags": [{"key": tag.key, "slot": tag.slot, "because": tag.because} for tag in said.tags],
    }


def _suggested_lines(said: Suggestion, words: Vocabulary) -> list[str]:
    """Format a suggestion in labels, in story order."""
    from relational_journal.cli.output import pad
    from relational_journal.text.alphabet import marks
    from relational_journal.text.safe import one_line

    lines = []
    if said.people:
        lines.append(f"  {pad('with', 8)}{one_line(', '.join(said.people))}")
    if said.tone:
        lines.append(f"  {pad('tone', 8)}{marks().of_tone(said.tone)} {said.tone}")
    width = max((len(words.inline_label(tag.key)) for tag in said.tags), default=0) + 2
    for name, slots in _ROWS:
        for tag in said.tags:
            if tag.slot in slots:
                lines.append(f'  {pad(name, 8)}{pad(words.inline_label(tag.key), width)}"{one_line(tag.because)}"')
                # Each part is named once, before its first tag.
                name = ""
    return lines
