"""Check whether the stored values are well formed; SQLite notices neither changed characters nor crafted values."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from relational_journal.model import AMOUNTS, BREAKS, KINDS, LINKS, SIDES, TONES
from relational_journal.store.engine.columns import COLUMNS, KEPT_TABLES, SLOTS, VERSION
from relational_journal.store.schema import former_names
from relational_journal.timestamps import beginning

if TYPE_CHECKING:
    from relational_journal.store.engine.database import Database

Check = Callable[[Any], bool]
MOST_ROWS = 2**24  # the search index stores an entry's id in 24 bits of its row number
# The largest integer that every JSON reader holds exactly.
_MOST = 2**53
_YEARS = range(1, 9999)  # conversion between time zones needs a year to spare at both ends


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _line(value: Any) -> bool:
    """Return whether it is a non-empty line of at most 10,000 characters without control characters."""
    return isinstance(value, str) and bool(value.strip()) and value.isprintable() and len(value) <= 10_000


def _number(value: Any) -> bool:
    return isinstance(value, int) and 0 < value < MOST_ROWS


def _count(value: Any) -> bool:
    return isinstance(value, int) and 0 <= value < _MOST


def _flag(value: Any) -> bool:
    return isinstance(value, int) and value in (0, 1)


def _occurred(value: Any) -> bool:
    """Return whether it is a year, month, day or time with offset, as `entries.occurred` holds it."""
    text = str(value)
    if len(text) > 10:
        instant = datetime.fromisoformat(text)
        return instant.year in _YEARS and instant.tzinfo is not None
    return date.fromisoformat(beginning(text)[:10]).year in _YEARS and len(text) in (4, 7, 10)


def _instant(value: Any) -> bool:
    return len(str(value)) > 10 and datetime.fromisoformat(str(value)).year in _YEARS


def _day(value: Any) -> bool:
    return date.fromisoformat(str(value)).year in _YEARS


def _person(value: Any) -> bool:
    return str(value).isascii() and str(value).isdigit() and _number(int(value))


def _one_of(words: Sequence[str]) -> Check:
    return lambda value: value in words


def _optional(reads: Check) -> Check:
    return lambda value: value is None or reads(value)


def _list_of(reads: Check) -> Check:
    def check(value: Any) -> bool:
        if value == "[]":
            return True
        found = json.loads(value)
        return isinstance(found, list) and all(reads(part) for part in found)

    return check


def _object_of(reads: Check) -> Check:
    def check(value: Any) -> bool:
        if value == "{}":
            return True
        found = json.loads(value)
        return isinstance(found, dict) and all(_text(key) and reads(part) for key, part in found.items())

    return check


def _link(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == {"to", "as"} and _line(value["to"]) and value["as"] in LINKS


_ENTRY: dict[str, Check] = {
    **dict.fromkeys(COLUMNS["entries"], _text),
    **dict.fromkeys(SLOTS, _list_of(_text)),
    **dict.fromkeys(("unsafe", "private", "share", "story_only"), _flag),
    **dict.fromkeys(("setting", "source", "source_id"), _optional(_text)),
    **dict.fromkeys(("written", "changed"), _instant),
    "id": _number,
    "uid": _line,
    "kind": _one_of(KINDS),
    "tone": _optional(_one_of(TONES)),
    "occurred": _occurred,
    "people": _list_of(_number),
    "links": _list_of(_link),
    "good": _object_of(_one_of(AMOUNTS)),
    "context": _object_of(_optional(_one_of(SIDES))),
    "answers": _object_of(_text),
    "break_status": _optional(_one_of(BREAKS)),
    "mended_when": _optional(_occurred),
    "mended_by": _optional(_one_of(("me", "them", "both"))),
    "deleted_at": _optional(_instant),
}
_CHECKS: dict[str, dict[str, Check]] = {
    "entries": _ENTRY,
    "people": {
        "id": _number,
        "name": _line,
        "relationship": _optional(_text),
        "power": _optional(_text),
        "safety": _optional(_text),
        "also": _list_of(_line),
    },
    "words": {
        "id": _number,
        "key": _line,
        "label": _line,
        "polarity": _one_of(("C", "D", "N")),
        "counts_as": _optional(_line),
    },
    "hunches": {
        "id": _number,
        "uid": _line,
        "text": _text,
        "condition": _list_of(_line),
        "marker": _list_of(_line),
        "person": _optional(_person),
        "since": _day,
        "ended": _optional(_day),
        "read_at": _count,
    },
    "learned": {"id": _number, "phrase": _line, "key": _line, "kept": _count, "dropped": _count},
    "settings": {"id": _number, "name": _line, "value": _text},
}

NAMES = COLUMNS["entries"]
_OBJECTS = ("good", "context", "answers")
_LISTS = (*SLOTS, "people", "links")
_NUMBERS = {
    "entries": ("id", "unsafe", "private", "share", "story_only"),
    "people": ("id",),
    "words": ("id",),
    "hunches": ("id", "read_at"),
    "learned": ("id", "kept", "dropped"),
    "settings": ("id",),
}


def as_bytes(table: str, version: int = VERSION, *, strictly: bool = False) -> str:
    """Return the columns of a table for a SELECT, text as raw bytes, so that bad UTF-8 does not end the reading.

    Args:
        table: the table's present name.
        version: the schema version of the journal that is read; the order of the columns is the present one.
        strictly: return values stored as BLOB, which no journal does, as a byte that is no text.
    """
    then = former_names.columns_in(version, table, COLUMNS[table])
    text = "iif(typeof({0}) = 'blob', x'ff', CAST({0} AS BLOB))" if strictly else "CAST({0} AS BLOB)"
    return ", ".join(
        was if name in _NUMBERS[table] else text.format(was) for name, was in zip(COLUMNS[table], then, strict=True)
    )


def unreadable(row: Sequence[Any], table: str = "entries") -> tuple[str, ...]:
    """Return the names of the columns of a row, read with `as_bytes`, whose values are malformed."""
    reads = _CHECKS[table]
    wrong = [name for name, value in zip(COLUMNS[table], row, strict=True) if not _is_read(reads[name], value)]
    if table == "entries" and "occurred" not in wrong and "begins" not in wrong:
        values = dict(zip(NAMES, row, strict=True))
        if _decoded(values["begins"]) != beginning(_decoded(values["occurred"])):
            wrong.append("begins")
    return tuple(wrong)


def is_value_of_entry_read(name: str, value: Any) -> bool:
    """Return whether a value of a column of entries is well formed; text is given as `str`, so bytes never are.

    `begins` also has to be the beginning of `occurred`; that takes both (`are_values_of_entry_read`).
    """
    return not isinstance(value, bytes) and _is_read(_ENTRY[name], value)


def are_values_of_entry_read(
    number: Any, uid: Any, occurred: Any, begins: Any, written: Any, changed: Any, answers: Any, text: Any
) -> bool:
    """Return whether the columns of an entry that hardly ever repeat are well formed, text given as `str`."""
    try:
        return (
            (_number(number) and _line(uid) and _text(text))
            and (_text(occurred) and _occurred(occurred) and begins == beginning(occurred))
            and ((len(occurred) > 10 and written == occurred) or (_text(written) and _instant(written)))
            and (changed == written or (_text(changed) and _instant(changed)))
            and (answers == "{}" or is_value_of_entry_read("answers", answers))
        )
    except (ValueError, OverflowError):
        return False


def wrong_values(database: Database, tables: Sequence[str] = KEPT_TABLES) -> Iterator[str]:
    """Yield a description of each malformed value in the tables a person fills, and in what SQLite counts by."""
    version = _version(database)
    for table in tables:
        for row in database.stream(f"SELECT {as_bytes(table, version, strictly=True)} FROM {table}"):
            for name in unreadable(row, table):
                yield f"{name} of {row[0]} in {table}"
    for table, number in database.rows("SELECT CAST(name AS BLOB), seq FROM sqlite_sequence"):
        if not (_is_read(_line, table) and isinstance(number, int) and 0 <= number < MOST_ROWS):
            yield "the highest number given"


def wrong_history(database: Database) -> Iterator[str]:
    """Yield a description of each malformed value in the history of changes."""
    version = _version(database)
    undone, has_history = former_names.columns_in(version, "changes", ("undone", "has_history"))
    columns = f"id, CAST(at AS BLOB), CAST(verb AS BLOB), CAST(what AS BLOB), undoes, {undone}, {has_history}"
    for number, at, verb, what, undoes, *flags in database.stream(f"SELECT {columns} FROM changes"):
        if not (
            ((at == b"" or _is_read(_instant, at)) and _is_read(_line, verb) and _is_read(_text, what))
            and (_is_read(_number, number) and _is_read(_optional(_number), undoes))
            and all(map(_flag, flags))
        ):
            yield f"change {number}"
    columns = "change_id, CAST(tbl AS BLOB), row_id, CAST(before AS BLOB)"
    history = former_names.table_in(version, "row_history")
    for number, table, row_id, before in database.stream(f"SELECT {columns} FROM {history}"):
        is_ours = _is_read(_one_of(KEPT_TABLES), table) and _number(row_id)
        if not (is_ours and _was_read(_decoded(table), before, version)):
            yield f"a former state in change {number}"


def _version(database: Database) -> int:
    return int(database.fetch_one("PRAGMA user_version")[0])


def _was_read(table: str, before: Any, version: int) -> bool:
    """Whether the history's JSON of a former row is well formed."""
    if before is None:
        return True
    try:
        was = json.loads(_decoded(before))
    except (ValueError, RecursionError):
        return False
    then = former_names.columns_in(version, table, COLUMNS[table])
    if not isinstance(was, dict) or not was.keys() <= set(then):
        return False
    return not unreadable([was.get(name) for name in then], table)


def repaired(row: Sequence[Any], table: str) -> tuple[Any, ...] | None:
    """Return a repaired row of a table other than entries, read with `as_bytes`; None if it cannot be repaired."""
    values = dict(zip(COLUMNS[table], row, strict=True))
    wrong = unreadable(row, table)
    for name in COLUMNS[table]:
        if name in wrong:
            if (table, name) not in _DEFAULTS:
                return None
            values[name] = _DEFAULTS[table, name]
        values[name] = _decoded(values[name])
    return tuple(values.values())


_DEFAULTS: dict[tuple[str, str], Any] = {
    ("people", "relationship"): None,
    ("people", "power"): None,
    ("people", "safety"): None,
    ("people", "also"): "[]",
    ("words", "polarity"): "N",
    ("words", "counts_as"): None,
    ("hunches", "text"): "",
    ("hunches", "person"): None,
    ("hunches", "ended"): None,
    ("hunches", "read_at"): 10,
    ("learned", "kept"): 0,
    ("learned", "dropped"): 0,
}


def readable(row: Sequence[Any]) -> tuple[Any, ...]:
    """Return a row of entries, read with `as_bytes`, repaired as far as possible.

    Texts keep every readable character. A malformed list becomes empty, a malformed day the day of writing.
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


def _decoded(value: Any) -> Any:
    return value.decode("utf-8") if isinstance(value, bytes) else value


def _is_read(reads: Check, value: Any) -> bool:
    try:
        return reads(_decoded(value))
    except (ValueError, TypeError, RecursionError, OverflowError):
        return False


def _instead(name: str, values: Mapping[str, Any]) -> Any:
    if name in _LISTS:
        return "[]"
    if name in _OBJECTS:
        return "{}"
    if name in _NUMBERS["entries"]:
        return values[name] if name == "id" else 0
    if name in ("occurred", "written", "changed"):
        for other in ("begins", "written", "changed", "occurred"):
            value = values[other]
            text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
            if other != name and isinstance(text, str) and _is_read(_occurred, text) and len(text) > 10:
                return text
        return "1970-01-01T00:00:00+00:00"
    others = {"kind": "moment", "text": "", "uid": f"unreadable-{values['id']}"}
    return others.get(name, None if _ENTRY[name](None) else values[name])
