"""Check in one quick pass whether every entry is well formed and `tagged` holds its keys.

The answer is only yes or no, the same as that of row_checks.py and integrity.py, which take several times as long and
name what is wrong. Most values of an entry repeat, so a value that was checked once is looked up.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from operator import contains, itemgetter
from typing import TYPE_CHECKING, Any

from relational_journal.store.engine.columns import COLUMNS, SLOTS
from relational_journal.store.schema import row_checks

if TYPE_CHECKING:
    from relational_journal.store.engine.database import Database

_NAMES = COLUMNS["entries"]
_MOST_KNOWN = 5_000  # values of one column that are remembered
_DIFFERENT = ("id", "uid", "occurred", "begins", "written", "changed", "answers", "text")  # hardly any value repeats
_REPEATING = [name for name in _NAMES if name not in _DIFFERENT]
_different = itemgetter(*map(_NAMES.index, _DIFFERENT))
_repeating = itemgetter(*map(_NAMES.index, _REPEATING))
_TAGGED_BY = (*SLOTS, "setting", "good", "context")  # columns whose keys `tagged` holds
_tagged_by = itemgetter(*map(_NAMES.index, _TAGGED_BY))
_ID, _DELETED_AT = _NAMES.index("id"), _NAMES.index("deleted_at")
# Two sums stand in for the rows of `tagged`: a missing, changed or foreign row changes them.
_MODULUS = 1_000_003
_OF_TAGGED = f"""
    SELECT key, slot, sum(entry_id), sum(entry_id * coalesce(unixepoch(begins), 0) % {_MODULUS})
    FROM tagged GROUP BY key, slot"""


def are_entries_sound(database: Database) -> bool:
    """Return whether all values of all entries are well formed and `tagged` holds exactly their keys.

    Args:
        database: an open journal with the present schema.
    """
    blobs = " OR ".join(f"typeof({name}) = 'blob'" for name in _NAMES)
    if database.fetch_one(f"SELECT 1 FROM entries WHERE {blobs} LIMIT 1") is not None:
        return False
    sums = _sums_of_entries(database)
    return sums is not None and sums == {(key, slot): found for key, slot, *found in database.stream(_OF_TAGGED)}


def _sums_of_entries(database: Database) -> dict[tuple[str, str], list[int]] | None:
    """Return the sums that `tagged` has to have, or None if a value of an entry is malformed."""
    known: list[set[Any]] = [set() for _ in _REPEATING]
    sums: dict[tuple[str, str], list[int]] = {}
    sums_of = [_SumsOf(name, sums) for name in _TAGGED_BY]
    columns = f"{row_checks.as_bytes('entries')}, id * coalesce(unixepoch(begins), 0) % {_MODULUS}"
    for row in database.stream(f"SELECT {columns} FROM entries"):
        if not all(map(contains, known, _repeating(row))):
            if row_checks.unreadable(row[:-1]):
                return None
            _remember(row, known)
        if not row_checks.are_values_of_entry_read(*_different(row)):
            return None
        if row[_DELETED_AT] is None:
            number, place = row[_ID], row[-1]
            for of, value in zip(sums_of, _tagged_by(row), strict=True):
                for found in of[value]:
                    found[0] += number
                    found[1] += place
    return sums


def _remember(row: Sequence[Any], known: Sequence[set[Any]]) -> None:
    for values, value in zip(known, _repeating(row), strict=True):
        if len(values) < _MOST_KNOWN:
            values.add(value)


class _SumsOf(dict[bytes | None, Sequence[list[int]]]):
    """The sums to add to for each value of a column: those of the keys that `tagged` holds for it, each once.

    Args:
        name: the column, which is the slot in `tagged`.
        sums: the sums by key and slot; new keys are added.
    """

    def __init__(self, name: str, sums: dict[tuple[str, str], list[int]]) -> None:
        super().__init__({None: ()})
        self._name = name
        self._sums = sums
        parsers = {"setting": _of_setting, "good": _of_good, "context": _of_context}
        self._parse: Callable[[bytes], Iterable[str]] = parsers.get(name, json.loads)

    def __missing__(self, value: bytes) -> Sequence[list[int]]:
        keys = dict.fromkeys(self._parse(value))
        found = [self._sums.setdefault((key, self._name), [0, 0]) for key in keys]
        if len(self) < _MOST_KNOWN:
            self[value] = found
        return found


def _of_setting(value: bytes) -> list[str]:
    return [value.decode()]


def _of_good(value: bytes) -> list[str]:
    return [f"{amount}-{key.replace('more-', '')}" for key, amount in json.loads(value).items()]


def _of_context(value: bytes) -> list[str]:
    sides = json.loads(value)
    return [*sides, *(f"{key}:{side}" for key, side in sides.items() if side is not None)]
