"""`rj settings questions`: seeing and changing the questions of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relational_journal.errors import WordingError

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal


def set_questions(journal: Journal, value: str) -> None:
    """Change them.

    Args:
        value: a file of TOML, `-` for standard input, `edit` for the editor, `none` for none at all.

    Raises:
        WordingError: the file cannot be read, or is no such TOML; nothing has changed.
    """
    from relational_journal.forms.own_questions import SETTING, read_questions

    text = "" if value == "none" else _text(journal, value)
    found = read_questions(text)
    journal.set_setting(SETTING, text if found else "")


def questions_told(journal: Journal) -> str:
    """How many there are, for the list of settings."""
    from relational_journal.forms.own_questions import own_questions

    count = sum(len(steps) for steps in own_questions(journal).values())
    return str(count) if count else "none"


def _text(journal: Journal, value: str) -> str:
    from pathlib import Path

    from relational_journal.forms.own_questions import EXAMPLE, SETTING

    if value == "edit":
        from relational_journal.cli.entries.editor import written_in_editor

        now = journal.setting(SETTING, "") or EXAMPLE
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
