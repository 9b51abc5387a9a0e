"""The file or folder to import, opened so that each format can look at it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from relational_journal.errors import UnreadableImport

_HEAD = 4096
# A folder of more files than this is no diary but a home or a disk.
_MOST_FILES = 200_000


@dataclass(frozen=True)
class Source:
    """A file that can be read more than once, or a folder.

    Attributes:
        name: as the user wrote it; "-" is standard input.
        stream: the file at its beginning; None for a folder.
        folder: the folder; None for a file.
    """

    name: str
    stream: BinaryIO | None = None
    folder: Path | None = None

    @property
    def file(self) -> BinaryIO:
        """The stream, back at its beginning.

        Raises:
            UnreadableImport: it is a folder.
        """
        if self.stream is None:
            raise UnreadableImport(f"{self.name} is a folder", "Name the file in it that is to be imported.")
        self.stream.seek(0)
        return self.stream

    @cached_property
    def head(self) -> bytes:
        """The first bytes of a file; b"" for a folder."""
        return b"" if self.stream is None else self.file.read(_HEAD)

    @cached_property
    def beginning(self) -> str:
        """The first characters of a text file, UTF-8 or UTF-16, without a byte-order mark and blanks before them."""
        encoding = "utf-16" if self.head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        return self.head.decode(encoding, "replace").lstrip()

    @property
    def is_object(self) -> bool:
        """Whether it begins as a JSON object does."""
        return self.beginning.startswith("{")

    @property
    def is_zip(self) -> bool:
        """Whether it is a zip archive, from its first bytes."""
        return self.head.startswith((b"PK\x03\x04", b"PK\x05\x06"))

    @property
    def suffix(self) -> str:
        """The ending of its name in lower case, with its dot."""
        return Path(self.name).suffix.lower()

    @property
    def files(self) -> tuple[Path, ...]:
        """The files in a folder and its sub-folders, sorted by path; links and hidden folders are not followed.

        Raises:
            UnreadableImport: there are too many for a diary, or the folder may not be read.
        """
        return self._contents[0]

    @property
    def links(self) -> int:
        """How many links a folder and its sub-folders hold; none is followed."""
        return self._contents[1]

    @cached_property
    def _contents(self) -> tuple[tuple[Path, ...], int]:
        if self.folder is None:
            return (), 0
        found: list[Path] = []
        links = 0
        waiting = [self.folder]
        try:
            while waiting:
                for path in waiting.pop().iterdir():
                    # A link may lead out of the folder, or round in it without an end.
                    if path.name.startswith("."):
                        continue
                    if path.is_symlink():
                        links += 1
                        continue
                    if path.is_dir():
                        waiting.append(path)
                    elif path.is_file():
                        found.append(path)
                if len(found) > _MOST_FILES:
                    raise UnreadableImport(
                        f"{self.name} holds more than {_MOST_FILES} files", "Name the folder of the diary itself."
                    )
        except OSError as error:
            raise UnreadableImport(
                f"{self.name} cannot be read: {(error.strerror or 'it failed').lower()}", "Look at its owner: ls -ld."
            ) from error
        return tuple(sorted(found)), links

    @cached_property
    def size(self) -> int:
        """The total for a progress bar: the bytes of a file, or the number of files in a folder."""
        return len(self.files) if self.stream is None else self.file.seek(0, 2)
