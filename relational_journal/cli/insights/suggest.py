"""`rj suggest`: what a text seems to say, each with the phrase it was read from; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from relational_journal.cli.options import Json

if TYPE_CHECKING:
    from relational_journal.capture.suggest.suggest import Suggestion
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
    from relational_journal.capture.suggest.suggest import suggest as read
    from relational_journal.cli.output import emit_json, hint, out
    from relational_journal.errors import WordingError
    from relational_journal.vocabulary.load import vocabulary

    words = vocabulary()
    known = _known_names()
    if lines:
        _answer_lines(words, known)
        return
    if not text:
        raise WordingError(
            "there is no text to read", 'Write rj suggest "Mum rang and I let it ring", or rj suggest -.'
        )
    typed = "\n".join(_lines()) if text == ["-"] else " ".join(text)
    said = read(typed, words, known)
    if json:
        emit_json(_record(said))
        return
    out("\n".join(_suggested_lines(said, words)) or "Nothing is read from these words.")
    hint("Read by phrases alone: it may be wrong, or miss what matters. Nothing is stored.")


def _answer_lines(words: Vocabulary, known: tuple[str, ...]) -> None:
    """Print a JSON document for each line of standard input as it arrives."""
    import sys
    from json import dumps

    from relational_journal.capture.suggest.suggest import suggest as read

    for line in _lines():
        document = dumps(_record(read(line, words, known)), ensure_ascii=False)
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
            yield line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            from relational_journal.errors import WordingError

            raise WordingError(f"line {number} is not UTF-8", "Save it as UTF-8 and send it again.") from error


def _known_names() -> tuple[str, ...]:
    """Return the names of the journal's people, or none if a passphrase would have to be asked for."""
    import os

    from relational_journal.cli.context import open_journal
    from relational_journal.cli.this_run import journal_path
    from relational_journal.errors import JournalError

    path = journal_path()
    if not path.exists():
        return ()
    from relational_journal.store.engine.database import is_encrypted

    try:
        if is_encrypted(path.absolute()) and not os.environ.get("RJ_PASSPHRASE"):
            return ()
        with open_journal() as journal:
            return tuple(name for person in journal.people.all() for name in (person.name, *person.also))
    except JournalError:
        return ()  # a text can be read without a journal


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
                name = ""
    return lines
