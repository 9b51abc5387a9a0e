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

# A pipe is buffered in memory up to this size. Beyond it, and only if the journal itself is not encrypted, the rest
# goes to an unnamed file in the journal's folder, readable by its owner alone and gone when it is closed.
IN_MEMORY = 16 * 1024 * 1024
_KINDS = (
    (b"SQLite format 3\0", "is a journal or another database, not an export", "rj --journal FILE opens a journal."),
    (b"PK\x03\x04", "is a zip archive", "Take the export out of the archive and import that."),
    (b"\x1f\x8b", "is compressed with gzip", "Unpack it first: gzip -d FILE."),
)


@contextmanager
def opened(name: str, *, folder: Path | None) -> Iterator[BinaryIO]:
    """Open the file to import at its beginning; `-` is standard input.

    Args:
        folder: where a buffered pipe may spill to disk; None: nowhere but in memory (the journal has a
            passphrase, or does not exist yet).

    Raises:
        UnreadableImport: it does not exist, is not a file, or may not be read.
    """
    if name == "-":
        with _kept(sys.stdin.buffer, folder) as kept:
            yield kept
        return
    path = Path(name).expanduser()
    try:
        if path.is_dir():
            raise UnreadableImport(f"{name} is a folder", "Name the file in it that is to be imported.")
        with path.open("rb") as file:
            if file.seekable():
                _refuse_other_files(file, name)
                yield file
            else:
                with _kept(file, folder) as kept:
                    yield kept
    except FileNotFoundError as error:
        raise UnreadableImport(f"there is no file {name}", "Look at its name and folder and try again.") from error
    except PermissionError as error:
        raise UnreadableImport(f"{name} may not be read by this login", "Look at who owns it: ls -l.") from error


def head_of(stream: BinaryIO) -> bytes:
    """Return the first bytes without moving the stream."""
    start = stream.tell()
    head = stream.read(4096)
    stream.seek(start)
    return head


@contextmanager
def _kept(stream: BinaryIO, folder: Path | None) -> Iterator[BinaryIO]:
    """Buffer a stream until the end of the import."""
    size = IN_MEMORY if folder is not None and folder.is_dir() else 0  # 0 means never on disk
    with SpooledTemporaryFile(max_size=size, dir=str(folder) if size else None) as kept:
        shutil.copyfileobj(stream, kept, 1024 * 1024)
        kept.seek(0)
        bytes_ = cast(BinaryIO, kept)
        _refuse_other_files(bytes_, "what came in")
        yield bytes_


def _refuse_other_files(stream: BinaryIO, name: str) -> None:
    head = head_of(stream)
    for beginning, what, mend in _KINDS:
        if head.startswith(beginning):
            raise UnreadableImport(f"{name} {what}", mend)
