"""Open the contents of a file as text, as JSON or as an archive, with every fault as one clear error."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, BinaryIO
from xml.parsers.expat import ExpatError

from relational_journal.errors import UnreadableImport

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Text compresses five to fifty times; a bomb of zeros a thousand times. Small members cannot do harm.
_HARMLESS = 64 * 1024 * 1024
_MOST_RATIO = 200
_MOST_MEMBERS = 500_000
_BROKEN_OFF = "Export it again from the other program and import that; nothing was stored."


def text_of(stream: BinaryIO, encoding: str = "", *, newline: str | None = None) -> io.TextIOWrapper:
    """Open a byte stream as text: UTF-8 with or without a byte-order mark, UTF-16 with one, or `encoding`.

    Args:
        stream: at its beginning.
        newline: None reads LF, CRLF and CR alone as line ends; "" leaves them for a CSV reader.
    """
    head = stream.read(4)
    encoding = encoding or next((name for bom, name in _BOMS if head.startswith(bom)), "utf-8")
    return io.TextIOWrapper(_Unclosed(stream, head), encoding=encoding, newline=newline)  # type: ignore[arg-type]


class _Unclosed(io.BufferedIOBase):
    """A stream that stays open when its text wrapper is thrown away, to be read again."""

    def __init__(self, stream: BinaryIO, head: bytes) -> None:
        self._stream = stream
        self._head = head  # read already; not every stream can be put back

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        head, self._head = self._head, b""
        return head or self._stream.read(-1 if size is None else size)

    read1 = read


class _AsUtf8:
    """A text stream as the UTF-8 bytes that a JSON parser reads."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text

    def read(self, size: int = -1) -> bytes:
        return self._text.read(size).encode("utf-8")


@contextmanager
def as_unreadable(name: str, what: str) -> Iterator[None]:
    """Turn every fault of a file's contents into an UnreadableImport.

    Args:
        name: the file, as the user wrote it.
        what: what it was taken for, for example "a Day One archive".
    """
    import ijson

    try:
        yield
    except UnicodeError as error:
        if isinstance(error, UnicodeDecodeError):
            what = f"is not {error.encoding.upper()} (byte {error.start + 1})"
        else:
            what = "does not say its encoding"
        raise UnreadableImport(
            f"{name} {what}",
            'Save it as UTF-8, or write encoding = "latin-1" into a file and give it with --map.',
        ) from error
    # A kind of JSONError, so it comes first.
    except ijson.IncompleteJSONError as error:
        raise UnreadableImport(f"{name} looks like {what} and is not whole JSON", _BROKEN_OFF) from error
    except (ijson.JSONError, RecursionError, OverflowError) as error:
        raise UnreadableImport(f"{name} looks like {what} and does not read as JSON", _BROKEN_OFF) from error
    except csv.Error as error:
        raise UnreadableImport(f"{name} does not read as CSV: {error}", _BROKEN_OFF) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ExpatError) as error:
        raise UnreadableImport(f"{name} looks like {what} and is damaged or cut off", _BROKEN_OFF) from error
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        raise UnreadableImport(f"{name} cannot be read: {reason}", "Nothing was stored.") from error


# --- JSON ------------------------------------------------------------------------------------------------------------


def json_items(open_: Callable[[], BinaryIO], name: str) -> Iterator[Any]:
    """Yield the items of the list in one field of a JSON document, one in memory at a time.

    Args:
        open_: opens the document at its beginning.
    """
    for _, value in json_pairs(open_, name):
        yield value


def json_pairs(open_: Callable[[], BinaryIO], name: str) -> Iterator[tuple[str, Any]]:
    """Yield the keys and values of the object in one field of a JSON document; in a list every key is ""."""
    from ijson.common import ObjectBuilder

    field = key = ""
    builder: Any = None
    for depth, event, value in _events(open_()):
        if depth == 1 and event == "map_key":
            field = value
        if depth < 2 or field != name:
            continue
        if depth == 2 and event == "map_key":
            key = value
            continue
        builder = builder or ObjectBuilder()
        builder.event(event, value)
        if depth == 2 and not event.startswith("start_"):
            yield key, builder.value
            builder, key = None, ""


def first_entry(stream: BinaryIO) -> tuple[frozenset[str], str, frozenset[str]]:
    """Look at the beginning of a JSON document with a field `entries`.

    Returns:
        The fields up to `entries`; "list", "object" or "" for what it holds; the fields of its first entry.
    """
    import ijson

    top: set[str] = set()
    fields: set[str] = set()
    field = shape = ""
    try:
        for number, (depth, event, value) in enumerate(_events(stream)):
            if number > _MOST_EVENTS or (shape and depth <= 1) or (shape and depth == 2 and event.startswith("end_")):
                break
            if depth == 1 and event == "map_key":
                top.add(field := value)
            elif depth == 1 and field == "entries":
                shape = {"start_array": "list", "start_map": "object"}.get(event, "")
            elif shape and depth == 3 and event == "map_key":
                fields.add(value)
    except (ijson.JSONError, UnicodeError, RecursionError):
        pass  # cut off or no JSON: what was seen so far says what it is
    return frozenset(top), shape, frozenset(fields)


def _events(stream: BinaryIO) -> Iterator[tuple[int, str, Any]]:
    """Yield what a JSON parser meets, each with how many lists and objects it lies in.

    The parser itself would follow nesting to any depth; its own paths take memory that grows with its square.

    Raises:
        RecursionError: it is nested deeper than any export.
    """
    import ijson

    depth = 0
    for event, value in ijson.basic_parse(_AsUtf8(text_of(stream)), use_float=True):
        if event.startswith("end_"):
            depth -= 1
        yield depth, event, value
        if event.startswith("start_"):
            depth += 1
            if depth > _DEEPEST:
                raise RecursionError


# A list of tags before the entries is passed over; a file without entries after this much is no such document.
_MOST_EVENTS = 500_000
# Exports go six levels down; rich text of Day One is a string.
_DEEPEST = 100


def as_text(value: object) -> str:
    """Return a value of a foreign object that should be a text; anything else is ""."""
    return value if isinstance(value, str) else ""


def as_texts(value: object) -> tuple[str, ...]:
    """Return a value that should be a list of texts as one, without items that are empty or no text."""
    items = value if isinstance(value, list) else ()
    return tuple(item.strip() for item in items if isinstance(item, str) and item.strip())


def as_object(value: object) -> Mapping[str, Any]:
    """Return a value that should be an object; anything else is an empty one."""
    return value if isinstance(value, dict) else {}


# --- archives --------------------------------------------------------------------------------------------------------


def members_of(stream: BinaryIO, name: str) -> dict[str, zipfile.ZipInfo]:
    """Return the files in a zip archive by name. Nothing of it is ever unpacked to disk.

    Raises:
        UnreadableImport: it is damaged, holds too much, or a name in it leads out of it.
    """
    with as_unreadable(name, "a zip archive"), zipfile.ZipFile(stream) as archive:
        members = {info.filename: info for info in archive.infolist() if not info.is_dir()}
    if len(members) > _MOST_MEMBERS:
        raise UnreadableImport(f"{name} holds more than {_MOST_MEMBERS} files", _BROKEN_OFF)
    for member in members:
        parts = member.replace("\\", "/").split("/")
        # A colon is that of a drive, as in C:.
        if ".." in parts or member.startswith(("/", "\\")) or ":" in parts[0]:
            raise UnreadableImport(
                f"{name} holds a file whose name leads out of the archive: {member[:60]}",
                "No export has such names; nothing was stored.",
            )
    return members


def open_member(stream: BinaryIO, member: zipfile.ZipInfo, name: str) -> BinaryIO:
    """Open one file of a zip archive for reading forward.

    Raises:
        UnreadableImport: it is encrypted, or unpacks to far more than text can.
    """
    if member.flag_bits & 1:
        raise UnreadableImport(f"{name} has a password", "Export it without one and import that.")
    if member.file_size > _HARMLESS and member.file_size > _MOST_RATIO * max(member.compress_size, 1):
        raise UnreadableImport(
            f"{member.filename[:60]} in {name} unpacks to {member.file_size // 2**20} MB from next to nothing",
            "No diary is like that; nothing was stored.",
        )
    stream.seek(0)
    return zipfile.ZipFile(stream).open(member)  # type: ignore[return-value]
