"""Check in one quick pass that entries are well formed, and that `tagged` and `with_people` hold their keys and people.

The answer is only yes or no, the same as that of row_checks.py and integrity.py, which take several times as long and
name what is wrong. Most values of an entry repeat, so a value that was checked once is looked up.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import contains, itemgetter
from typing import TYPE_CHECKING, Any

from relational_journal.errors import DamagedJournal
from relational_journal.store.engine.columns import COLUMNS, SLOTS
from relational_journal.store.schema import row_checks

if TYPE_CHECKING:
    from relational_journal.store.engine.database import Database

_NAMES = COLUMNS["entries"]
_MOST_KNOWN = 5_000  # values of one column that are remembered
_DIFFERENT = ("id", "uid", "occurred", "begins", "written", "changed", "answers", "text")  # hardly any value repeats
_TAGGED_BY = (*SLOTS, "setting", "good", "context")  # columns whose keys `tagged` holds
_INDEXED = (*_TAGGED_BY, "people")
_REPEATING = [name for name in _NAMES if name not in (*_DIFFERENT, *_INDEXED)]
# Columns that most entries leave as they were made. Entries that leave all of them are read without these columns.
_UNTOUCHED = {
    **dict.fromkeys(("braced", "urges", "treated", "own"), "'[]'"),
    **dict.fromkeys(("good", "context"), "'{}'"),
    **dict.fromkeys(("setting", "mended_when", "mended_by", "deleted_at", "source", "source_id"), "NULL"),
    **dict.fromkeys(("private", "share", "story_only"), "0"),
}
_IS_UNTOUCHED = " AND ".join(f"{name} IS {value}" for name, value in _UNTOUCHED.items())
_READS = (
    (tuple(name for name in _NAMES if name not in _UNTOUCHED), _IS_UNTOUCHED),
    (_NAMES, f"NOT ({_IS_UNTOUCHED})"),
)
# For each key two sums stand in for its rows of `tagged`, and for each person two for those of `with_people`: a
# missing, changed or foreign row changes them. A weight keeps the slots apart; grouping by slot too would sort them.
_MODULUS = 1_000_003
_WEIGHTS = {name: weight for weight, name in enumerate(_INDEXED, start=1)}
_WEIGHT = " ".join(f"WHEN '{name}' THEN {_WEIGHTS[name]}" for name in _TAGGED_BY)
_PLACE = f"coalesce(unixepoch(begins), 0) % {_MODULUS}"
_OF_TABLES = (
    f"SELECT key, sum(entry_id * CASE slot {_WEIGHT} ELSE -1 END), sum(entry_id * {_PLACE}) FROM tagged GROUP BY 1",
    f"SELECT person_id, sum(entry_id * {_WEIGHTS['people']}), sum(entry_id * {_PLACE}) FROM with_people GROUP BY 1",
)
_Key = str | int  # a key of `tagged`, or a person


def are_entries_sound(database: Database) -> bool:
    """Return whether all values of all entries are well formed, and their keys and people those of the tables.

    Args:
        database: an open journal with the present schema.
    """
    try:
        sums = _sums_of_entries(database)
    except (_Malformed, DamagedJournal):  # the careful checks name what is wrong
        return False
    return sums == {key: found for query in _OF_TABLES for key, *found in database.stream(query)}


class _Malformed(Exception):
    """A value of an entry is malformed."""


def _sums_of_entries(database: Database) -> dict[_Key, list[int]]:
    """Return the sums that the tables have to have, by key and by person.

    Raises:
        _Malformed: a value of an entry is.
        DamagedJournal: a text is not UTF-8, or the file cannot be read.
    """
    known: dict[str, set[Any]] = {name: set() for name in _REPEATING}
    sums: dict[_Key, list[int]] = {}
    sums_of = {name: _SumsOf(name, sums) for name in _INDEXED}
    for names, condition in _READS:
        _read(database, names, condition, known, sums_of)
    return {key: found for key, found in sums.items() if found != [0, 0]}


def _read(
    database: Database,
    names: Sequence[str],
    condition: str,
    known: Mapping[str, set[Any]],
    sums_of: Mapping[str, _SumsOf],
) -> None:
    """Check these columns of the entries that a condition chooses, and add the entries to the sums."""
    known = {name: values for name, values in known.items() if name in names}
    sums = [(_WEIGHTS[name], of) for name, of in sums_of.items() if name in names]
    repeating, different = _getter(names, known), _getter(names, _DIFFERENT)
    indexed = _getter(names, [name for name in sums_of if name in names])
    number_at, deleted_at = names.index("id"), names.index("deleted_at") if "deleted_at" in names else None
    for row in database.stream(f"SELECT {', '.join(names)}, id * {_PLACE} FROM entries NOT INDEXED WHERE {condition}"):
        values = repeating(row)
        if not all(map(contains, known.values(), values)):
            _check(values, known)
        if not row_checks.are_values_of_entry_read(*different(row)):
            raise _Malformed
        number, place = row[number_at], row[-1]
        if deleted_at is not None and row[deleted_at] is not None:
            number = place = 0  # its values are checked like all others
        for (weight, of), value in zip(sums, indexed(row), strict=True):
            if keys := of[value]:
                weighted = number * weight
                for found in keys:
                    found[0] += weighted
                    found[1] += place


def _getter(names: Sequence[str], wanted: Iterable[str]) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    return itemgetter(*map(names.index, wanted))


def _check(values: Sequence[Any], known: Mapping[str, set[Any]]) -> None:
    """Check the values of a row that are not known yet, and remember them."""
    for (name, seen), value in zip(known.items(), values, strict=True):
        if value not in seen:
            if not row_checks.is_value_of_entry_read(name, value):
                raise _Malformed
            if len(seen) < _MOST_KNOWN:
                seen.add(value)


class _SumsOf(dict[str | None, Sequence[list[int]]]):
    """The sums to add to for each value of a column: those of the keys or people that a table holds for it.

    A value is checked when it is first looked up; a malformed one raises `_Malformed`.

    Args:
        name: the column.
        sums: the sums by key and by person; new ones are added.
    """

    def __init__(self, name: str, sums: dict[_Key, list[int]]) -> None:
        super().__init__()
        self._name = name
        self._sums = sums
        parsers = {"setting": _of_setting, "good": _of_good, "context": _of_context}
        self._parse: Callable[[str], Iterable[_Key]] = parsers.get(name, json.loads)

    def __missing__(self, value: str | None) -> Sequence[list[int]]:
        if not row_checks.is_value_of_entry_read(self._name, value):
            raise _Malformed
        keys = dict.fromkeys(() if value is None else self._parse(value))
        found = [self._sums.setdefault(key, [0, 0]) for key in keys]
        if len(self) < _MOST_KNOWN:
            self[value] = found
        return found


def _of_setting(value: str) -> list[str]:
    return [value]


def _of_good(value: str) -> list[str]:
    return [f"{amount}-{key.replace('more-', '')}" for key, amount in json.loads(value).items()]


def _of_context(value: str) -> list[str]:
    sides = json.loads(value)
    return [*sides, *(f"{key}:{side}" for key, side in sides.items() if side is not None)]
