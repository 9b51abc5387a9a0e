"""A passphrase as text: the one form in which it is stored, those in which it may be typed, and what it cannot be.

Keyboards and systems write `é` as one character or as two, and a key is derived from the bytes. New passphrases are
composed (NFC); one that opens a journal is tried as it was typed, composed and decomposed, so that journals closed
before this rule open too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from relational_journal.errors import StoreError, WrongPassphrase

T = TypeVar("T")
# What the engine takes for a key itself, not for a passphrase it derives one from.
_RAW_KEY = re.compile(r"x'[0-9a-f]{64}(?:[0-9a-f]{32})?'", re.IGNORECASE)
_ANOTHER = "Choose another one."
_PDF_BYTES = 127  # readers of PDF (ISO 32000-2, 7.6.4.3.3) leave out what comes behind


def new_passphrase(typed: str) -> str:
    """A new passphrase in the form it is stored in.

    Raises:
        StoreError: it cannot be one.
    """
    refuse_unreadable(typed)
    if not typed.strip():
        raise StoreError("a passphrase cannot be blank", _ANOTHER)
    if len(typed.splitlines()) > 1 or typed.splitlines()[0] != typed:
        raise StoreError("a passphrase cannot hold a line break", _ANOTHER)
    if _RAW_KEY.fullmatch(typed):
        raise StoreError("a passphrase cannot have the form x'…', which stands for a key", _ANOTHER)
    if "\ufffd" in typed:  # what stands for bytes that a terminal of another encoding sent
        raise StoreError("a passphrase cannot hold what is not UTF-8", "Set the terminal to UTF-8, or choose another.")
    if not typed.isprintable():
        raise StoreError("a passphrase cannot hold characters that are not seen when typed", _ANOTHER)
    return _composed(typed)


def new_pdf_passphrase(typed: str) -> str:
    """The same for a PDF.

    Raises:
        StoreError: it cannot be one, or is longer than readers of PDF look at.
    """
    passphrase = new_passphrase(typed)
    if len(passphrase.encode()) > _PDF_BYTES:
        raise StoreError(f"the passphrase of a PDF cannot be longer than {_PDF_BYTES} bytes", "Choose a shorter one.")
    return passphrase


def refuse_unreadable(typed: str) -> None:
    """Refuse what can open nothing, as no key is derived from it.

    Raises:
        StoreError: it holds bytes that are not UTF-8, or a zero character.
    """
    if "\0" in typed:
        raise StoreError("a passphrase cannot hold a zero character", _ANOTHER)
    try:
        typed.encode()
    except UnicodeEncodeError as error:
        raise StoreError("a passphrase cannot hold what is not UTF-8", "Give it in UTF-8, or at a terminal.") from error


def spellings(typed: str) -> tuple[str, ...]:
    """The forms in which a passphrase may have been stored: as typed, composed, decomposed."""
    if typed.isascii():
        return (typed,)
    from unicodedata import normalize

    return tuple(dict.fromkeys((typed, normalize("NFC", typed), normalize("NFD", typed))))


def opened_by(typed: str, opens: Callable[[str], T]) -> T:
    """What the first of these forms opens.

    Raises:
        WrongPassphrase: none does; the error is that of the form typed.
        StoreError: it can open nothing.
    """
    refuse_unreadable(typed)
    first: WrongPassphrase | None = None
    for spelled in spellings(typed):
        try:
            return opens(spelled)
        except WrongPassphrase as error:
            first = first or error
    assert first is not None
    raise first


def _composed(typed: str) -> str:
    if typed.isascii():
        return typed
    from unicodedata import normalize

    return normalize("NFC", typed)
