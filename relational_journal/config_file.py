"""Read config.toml in the user's config folder: journals by name, and settings needed before one is opened."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from relational_journal.errors import WordingError

# setting → allowed words; () means a whole number, "*" anything
SETTINGS: Mapping[str, tuple[str, ...]] = {
    "plain": ("on", "off"),
    "idle": (),
    "region": ("*",),
    "date-order": ("locale", "day-first", "month-first"),
    "week-start": ("locale", "monday", "sunday", "saturday"),
}
_EXAMPLE = 'Write it like journal = "~/journal.db", or [journals] and below it work = "~/work.db".'


@lru_cache(maxsize=1)
def read(path: Path) -> Mapping[str, object]:
    """Return the checked content of the file: `journal`, `journals` (name → path), and SETTINGS as words.

    Raises:
        WordingError: it is no TOML, a name in it is unknown, or a value is not allowed.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WordingError(f"{path} does not read as TOML: {str(error)[:120]}", _EXAMPLE) from error
    except OSError as error:
        reason = (error.strerror or "it is not there").lower()
        raise WordingError(f"{path} cannot be read: {reason}", "Fix the file, or remove it.") from error
    return {name: _checked(path, name, value) for name, value in content.items()}


def _checked(path: Path, name: str, value: object) -> object:
    if name == "journal":
        if isinstance(value, str) and value:
            return value
        raise WordingError(f"journal in {path} is no path", _EXAMPLE)
    if name == "journals":
        if isinstance(value, dict) and all(isinstance(each, str) and each for each in value.values()):
            return value
        raise WordingError(f"journals in {path} does not give each name a path", _EXAMPLE)
    if name not in SETTINGS:
        known = ", ".join(("journal", "journals", *SETTINGS))
        raise WordingError(f'"{name[:40]}" in {path} is no setting', f"There are {known}; all others: rj settings.")
    words = SETTINGS[name]
    said = ("on" if value else "off") if isinstance(value, bool) else str(value)
    if said in words or words == ("*",) or (not words and said.isascii() and said.isdigit() and len(said) < 6):
        return said
    takes = f"Use {', '.join(words[:-1])} or {words[-1]}." if words else "Use a whole number of minutes."
    raise WordingError(f'"{said[:40]}" in {path} is no value of {name}', takes)
