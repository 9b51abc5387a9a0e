"""The state of this run: the journal's path, the time, and how questions are asked."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from relational_journal import config
from relational_journal.errors import WordingError

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal

_chosen_path: str | None = None
_chosen_name: str | None = None
_plain: bool | None = None  # whether questions are asked by plain lines; None until it is known
_stored = ""  # the sentence that says where the words of this run are stored; "" if they are not
_open: Journal | None = None  # the journal opened last, asked for its settings only when something is asked


def choose_path(path: str | None, name: str | None = None) -> None:
    """Remember the path given by --journal for this run, or the name given by -j."""
    global _chosen_path, _chosen_name
    _chosen_path, _chosen_name = path, name


def ask_plainly(*, is_said: bool) -> None:
    """Begin a run: `is_said` is whether --plain was given; without it the setting `plain` decides."""
    global _plain, _open, _stored
    _plain, _open, _stored = is_said or None, None, ""


def words_are_stored(where: str) -> None:
    """Remember that the words of this run are in the journal, and the sentence that says where."""
    global _stored
    _stored = where


def where_words_are_stored() -> str:
    """Return the sentence that says where the words of this run are in the journal; "" if they are not."""
    return _stored


def is_open(journal: Journal) -> None:
    """Remember the journal that was opened: its settings say how questions are asked."""
    global _open
    _open = journal


def asks_plainly() -> bool:
    """Return whether questions are asked by plain lines: by --plain or the setting `plain`."""
    global _plain
    if _plain is None:
        try:
            said = _open.settings.get("plain", "off") if _open is not None else config.setting("plain")
        except Exception:  # an error in the journal or in config.toml is reported by what needs it
            return False
        if _open is None:
            return said == "on"
        _plain = said == "on"
    return _plain


def journal_path() -> Path:
    """Return the path of the journal, links resolved, so that its backups and drafts are next to the real file.

    Raises:
        WordingError: the path holds a character that no path can, or names a folder.
        StoreError: a name in it is longer than any file system takes.
    """
    from relational_journal.store.engine.private_files import resolve, see_that_names_fit

    try:
        named = config.named_journal(_chosen_name) if _chosen_name is not None else config.journal_path(_chosen_path)
        path = resolve(named)
    except ValueError as error:
        raise WordingError("the path of the journal holds a zero character", "Name another file.") from error
    see_that_names_fit(path)
    return path


def now() -> datetime:
    """Return the present time; RJ_NOW pins it."""
    return config.now()
