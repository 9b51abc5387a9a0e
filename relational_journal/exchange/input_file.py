"""Open a file to import as a stream that can be read twice; buffer pipes and standard input."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from relational_journal.errors import UnreadableImport
from relational_journal.exchange.source import Source

# A pipe is buffered in memory up to this size. Beyond it, and only if the journal itself is not encrypted, the rest
# goes to an unnamed file in the journal's folder, readable by its owner alone and gone when it is closed.
IN_MEMORY = 16 * 1024 * 1024


@contextmanager
def opened(name: str, *, folder: Path | None) -> Iterator[Source]:
    """Open the file or folder to import; `-` is standard input.

    Args:
        folder: where a long pipe may be buffered on disk; None: only in memory (the journal has a passphrase, or does
            not exist yet).

    Raises:
        UnreadableImport: it does not exist or may not be read.
    """
    if name == "-":
        with _kept(sys.stdin.buffer, folder) as kept:
            yield Source(name, kept)
        return
    path = Path(name).expanduser()
    if path.is_dir():
        yield Source(name, folder=path)
        return
    with _opened(path, name) as file:
        if file.seekable():
            yield Source(name, file)
        else:
            with _kept(file, folder) as kept:
                yield Source(name, kept)


def _opened(path: Path, name: str) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise UnreadableImport(f"there is no file {name}", "Look at its name and folder and try again.") from error
    except PermissionError as error:
        raise UnreadableImport(f"{name} may not be read by this login", "Look at who owns it: ls -l.") from error
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        raise UnreadableImport(f"{name} cannot be opened: {reason}", "Look at its name and try again.") from error


@contextmanager
def _kept(stream: BinaryIO, folder: Path | None) -> Iterator[BinaryIO]:
    """Buffer a stream until the end of the import."""
    size = IN_MEMORY if folder is not None and folder.is_dir() else 0  # 0 means never on disk
    with SpooledTemporaryFile(max_size=size, dir=str(folder) if size else None) as kept:
        shutil.copyfileobj(stream, kept, 1024 * 1024)
        kept.seek(0)
        yield cast(BinaryIO, kept)
