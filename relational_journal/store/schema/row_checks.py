"""Whether the values of an entry read as they should: the engine cannot see a letter that has become another."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from relational_journal.model import KINDS, TONES
from relational_journal.store.engine.columns import COLUMNS, SLOTS
from relational_journal.timestamps import beginning

NAMES = COLUMNS["entries"]
_NUMBERS = ("id", "unsafe", "private", "share", "story_only")
_LISTS = (*SLOTS, "people", "links")
_OBJECTS = ("good", "context", "answers")


def as_bytes(names: Iterable[str]) -> str:
    """Columns of entries for a SELECT, text as bytes: a byte that is no letter does not end the reading of all."""
    return ", ".join(name if name in _NUMBERS else f"CAST({name} AS BLOB)" for name in names)


AS_BYTES = as_bytes(NAMES)


def unreadable(row: Sequence[Any]) -> tuple[str, ...]:
    """The columns of a row of AS_BYTES that do not read as they should."""
    return tuple(name for name, value in zip(NAMES, row, strict=True) if not _reads(name, value))


def readable(row: Sequence[Any]) -> tuple[Any, ...]:
    """The row of AS_BYTES as entries holds it, with what does not read put right as far as can be.

    Words keep every letter there is; a list or day that does not read becomes empty, or the day of writing.
    """
    values = dict(zip(NAMES, row, strict=True))
    wrong = unreadable(row)
    for name in NAMES:
        value = values[name]
        if isinstance(value, bytes):
            values[name] = value.decode("utf-8", "replace")
        if name in wrong:
            values[name] = _instead(name, values)
    values["begins"] = beginning(values["occurred"])
    return tuple(values.values())


def _reads(name: str, value: Any) -> bool:
    try:
        text = value.decode("utf-8") if isinstance(value, bytes) else value
        if name in _LISTS:
            return isinstance(json.loads(text), list)
        if name in _OBJECTS:
            return isinstance(json.loads(text), dict)
        if name == "occurred":
            return bool(_is_when(text))
        if name in ("written", "changed"):
            return bool(datetime.fromisoformat(text))
    except (ValueError, TypeError):
        return False
    return text in KINDS if name == "kind" else text is None or text in TONES if name == "tone" else True


def _is_when(text: str) -> date:
    return datetime.fromisoformat(text) if len(text) > 10 else date.fromisoformat(beginning(text)[:10])


def _instead(name: str, values: Mapping[str, Any]) -> Any:
    if name in _LISTS:
        return "[]"
    if name in _OBJECTS:
        return "{}"
    if name in ("occurred", "written", "changed"):
        for other in ("begins", "written", "changed", "occurred"):
            value = values[other]
            text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
            if other != name and isinstance(text, str) and len(text) > 10 and _reads("written", text):
                return text
        return "1970-01-01T00:00:00+00:00"
    return {"kind": "moment", "tone": None}.get(name, values[name])
