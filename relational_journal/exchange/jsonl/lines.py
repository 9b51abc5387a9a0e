"""Read JSON Lines one line at a time: encoding, line ends, one object a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn

from relational_journal.errors import UnreadableImport

# An entry of 10 MB must pass; a file without any line feed must not fill the memory.
LONGEST_LINE = 64 * 1024 * 1024
_BOM = b"\xef\xbb\xbf"
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")
_ESCAPED_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
_NOTHING_STORED = "Mend that line and import again; nothing was stored."


def bad_line(number: int, what: str, fix: str = _NOTHING_STORED) -> UnreadableImport:
    """Build the error for one line: `what` follows the line number, `fix` says what to do."""
    return UnreadableImport(f"line {number} {what}", fix)


def numbered_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield each line's number (from 1) and its bytes, from the current position; blank lines are skipped.

    A byte-order mark and CRLF line ends are accepted.

    Raises:
        UnreadableImport: a line in UTF-16, or too long to be one.
    """
    number = 0
    while raw := stream.readline(LONGEST_LINE + 1):
        number += 1
        if number == 1:
            if raw.startswith(_WIDE_BOMS):
                raise bad_line(1, "is in UTF-16", "Save the file as UTF-8 and import it again; nothing was stored.")
            raw = raw.removeprefix(_BOM)
        if len(raw) > LONGEST_LINE:
            raise bad_line(number, f"is longer than {LONGEST_LINE // 2**20} MB")
        if not raw.isspace() and raw:
            yield number, raw


def read_object(raw: bytes, number: int) -> dict[str, Any]:
    """Decode the object a line holds.

    Raises:
        UnreadableImport: it is not exactly one JSON object in UTF-8, or a key stands in it twice.
    """
    try:
        value = _DECODER.decode(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise bad_line(
            number, f"is not UTF-8 (byte {error.start + 1})", "Save the file as UTF-8 and import it again."
        ) from error
    except json.JSONDecodeError as error:
        if b"\r" in raw.rstrip():
            raise bad_line(
                number, "ends in CR alone", "Save the file with line feeds and import it again; nothing was stored."
            ) from error
        raise bad_line(number, f"is not one whole JSON object; it breaks off at column {error.colno}") from error
    except _Refused as error:
        raise bad_line(number, str(error)) from error
    except RecursionError as error:
        raise bad_line(number, "is nested too deeply") from error
    except ValueError as error:  # a number of thousands of digits
        raise bad_line(number, "holds a number that is too long") from error
    if not isinstance(value, dict):
        raise bad_line(number, "holds JSON, but not one object in { }")
    # Half a character can be in valid UTF-8 only as an escape, so the slow check runs for few lines.
    if _ESCAPED_HALF.search(raw) and _holds_half_a_character(value):
        raise bad_line(number, "holds half a character (a \\ud… without its other half)")
    return value


def read_known_object(raw: bytes) -> dict[str, Any]:
    """Decode the object of a line that `read_object` has read before, without the checks that take half of its time."""
    known: dict[str, Any] = json.loads(raw.decode("utf-8"))
    return known


class _Refused(Exception):
    """Something the JSON decoder accepts and a journal must not."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Refused(f'has the field "{twice[:40]}" twice')
    return value


def _no_number(written: str) -> NoReturn:
    raise _Refused(f"holds {written}, which is no number in JSON")


# By itself the decoder keeps the last of two fields of one name, and takes NaN and Infinity for numbers.
_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_number)


def _holds_half_a_character(value: object) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
