"""`rj settings questions`: show and change the person's own questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relational_journal.errors import WordingError

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal


def set_questions(journal: Journal, value: str) -> None:
    """Change the person's own questions.

    Args:
        value: a TOML file, `-` for standard input, `edit` for the editor, or `none` to remove them.

    Raises:
        WordingError: if the file cannot be read or is not valid; nothing has changed.
    """
    from relational_journal.forms.own_questions import SETTING, read_questions

    text = "" if value == "none" else _text(journal, value)
    found = read_questions(text)
    # The example left as it is has only comments, and sets nothing.
    journal.settings.set(SETTING, text if found else "")


def format_question_count(journal: Journal) -> str:
    """Return their number in words, for the list of settings."""
    from relational_journal.forms.own_questions import own_questions

    count = sum(len(steps) for steps in own_questions(journal).values())
    return str(count) if count else "none"


def _text(journal: Journal, value: str) -> str:
    from pathlib import Path

    from relational_journal.forms.own_questions import EXAMPLE, SETTING

    if value == "edit":
        from relational_journal.cli.entries.editor import written_in_editor

        now = journal.settings.get(SETTING, "") or EXAMPLE
        return written_in_editor(now, stored=now, instead="rj settings questions FILE reads them from a file.")
    if value == "-":
        from relational_journal.cli.standard_input import read_all

        came = read_all()
    else:
        try:
            came = Path(value).expanduser().read_bytes()
        except (OSError, RuntimeError) as error:
            what = (getattr(error, "strerror", None) or "it cannot be read").lower()
            raise WordingError(
                f'"{value}": {what}', "Name a TOML file, - for standard input, edit, example or none."
            ) from error
    try:
        return came.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WordingError("the questions are not UTF-8", "Save the file as UTF-8 and name it again.") from error
