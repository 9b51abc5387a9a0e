"""Normalise and check the text of a passphrase.

Keyboards and systems write `é` as one character or as two, and the key is derived from the bytes. New passphrases are
stored composed (NFC). To open a journal, a passphrase is tried as typed, composed and decomposed, so that journals
from before this rule open too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from relational_journal.errors import StoreError, WrongPassphrase

T = TypeVar("T")
# SQLCipher takes this form as a raw key instead of a passphrase.
_RAW_KEY = re.compile(r"x'[0-9a-f]{64}(?:[0-9a-f]{32})?'", re.IGNORECASE)
_ANOTHER = "Choose another one."
_PDF_BYTES = 127  # PDF readers ignore what follows (ISO 32000-2, 7.6.4.3.3)


def new_passphrase(typed: str) -> str:
    """Return a new passphrase in the form it is stored in.

    Raises:
        StoreError: it cannot be a passphrase.
    """
    refuse_unreadable(typed)
    if not typed.strip():
        raise StoreError("a passphrase cannot be blank", _ANOTHER)
    if len(typed.splitlines()) > 1 or typed.splitlines()[0] != typed:
        raise StoreError("a passphrase cannot hold a line break", _ANOTHER)
    if _RAW_KEY.fullmatch(typed):
        raise StoreError("a passphrase cannot have the form x'…', which stands for a key", _ANOTHER)
    if "\ufffd" in typed:  # U+FFFD stands for bytes that a terminal with another encoding sent
        raise StoreError("a passphrase cannot hold what is not UTF-8", "Set the terminal to UTF-8, or choose another.")
    if not typed.isprintable():
        raise StoreError("a passphrase cannot hold characters that are not seen when typed", _ANOTHER)
    return _composed(typed)


def new_pdf_passphrase(typed: str) -> str:
    """Return a new passphrase for a PDF.

    Raises:
        StoreError: it cannot be a passphrase, or is longer than the 127 bytes that PDF readers use.
    """
    passphrase = new_passphrase(typed)
    if len(passphrase.encode()) > _PDF_BYTES:
        raise StoreError(f"the passphrase of a PDF cannot be longer than {_PDF_BYTES} bytes", "Choose a shorter one.")
    return passphrase


def refuse_unreadable(typed: str) -> None:
    """Refuse a text from which no key can be derived.

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
    """Return the forms in which a passphrase may have been stored: as typed, composed, decomposed."""
    if typed.isascii():
        return (typed,)
    from unicodedata import normalize

    return tuple(dict.fromkeys((typed, normalize("NFC", typed), normalize("NFD", typed))))


def opened_by(typed: str, opens: Callable[[str], T]) -> T:
    """Call `opens` with each spelling of the passphrase and return its first result.

    Raises:
        WrongPassphrase: none opens it; the error is that of the form typed.
        StoreError: no key can be derived from it.
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
