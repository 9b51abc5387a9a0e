"""Choose between Unicode and ASCII symbols."""

from __future__ import annotations

import os
import sys

from relational_journal.text.symbols import LETTERS, SIGNS, Signs


def marks() -> Signs:
    """Return the symbols that stdout can show."""
    return SIGNS if shows_unicode() else LETTERS


def shows_unicode() -> bool:
    """Whether stdout takes UTF-8, by its encoding and, if one is set, by the locale; no dumb terminal does."""
    if os.environ.get("TERM") == "dumb" and sys.stdout.isatty():
        return False
    if "utf" not in (sys.stdout.encoding or "").lower():
        return False
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if os.environ.get(name)), "utf-8")
    return "utf" in locale.lower()
