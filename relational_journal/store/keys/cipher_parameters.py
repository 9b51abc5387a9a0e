"""A text file next to an encrypted journal that says how to open it without this program."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from relational_journal.store.engine import private_files

if TYPE_CHECKING:
    from relational_journal.store.engine.database import Database

_TEXT = """\
{name} beside this file is encrypted with SQLCipher 4, AES-256, by these parameters. So are the copies
in the folder backups. There is nothing secret in here: it says how to open them with the passphrase alone,
should the program rj not be there any more. The salt is the first 16 bytes of each file.

{settings}

With the shell of SQLCipher 4 or newer (sqlcipher {name}), or any program that has it, such as the
Python package sqlcipher3:

PRAGMA key = 'your passphrase';
PRAGMA cipher_compatibility = 4;
SELECT occurred, text FROM entries ORDER BY begins;

A single quote within the passphrase is written twice.
"""


def file_of(journal: Path) -> Path:
    """Return the path of the file."""
    return journal.with_name(journal.name + ".parameters.txt")


def write(database: Database) -> None:
    """Write the parameters of an encrypted journal, or remove the file of a plain one. Disk errors are ignored."""
    place = file_of(database.path)
    with suppress(OSError):
        if not database.encrypted:
            place.unlink(missing_ok=True)
            return
        settings = "\n".join(row[0] for row in database.rows("PRAGMA cipher_settings"))
        text = _TEXT.format(name=database.path.name, settings=settings)
        private_files.write_anew(place, text.encode("utf-8", "surrogateescape"), like=database.path)
