"""Forgetting a person: out of every entry, index, kept change, draft and copy; `someone` where their name stood."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from relational_journal.model import MYSELF, Done
from relational_journal.store import beside, drafts, index, people, purge
from relational_journal.store.columns import COLUMNS, SLOTS
from relational_journal.store.people_changes import refuse_myself

if TYPE_CHECKING:
    from relational_journal.store.store import Store

SOMEONE = "someone"
_NOT_REACHED = "Not reached: exports, summaries and copies made elsewhere, and spellings the journal does not know."


def forget(store: Store, name: str) -> Done:
    """Take a person out of the journal for good (contract §3, `forget`).

    Raises:
        NotFound, JournalError: nobody, several people, or oneself.
    """
    number = people.find_id(store.book, name)
    person = store.book.people[number]
    refuse_myself(person)
    names = (person.name, *person.also)
    uids = _forget_here(store, names)
    store.last_change = None

    def in_copy(copy: Store) -> None:
        _forget_here(copy, names)

    lines = [f"{person.name} is gone from {_entries(len(uids))} and cannot be brought back."]
    lines += beside.rewrite_copies(store, in_copy)
    hide = hider(names)
    for draft in drafts.list_drafts(store.db.path):
        try:
            drafts.rewrite(draft, hide)
        except OSError as error:
            lines.append(f"The draft {draft} is not reached: {error.strerror}.")
    if not purge.empty_write_ahead(store, purge.READERS_SECONDS):
        lines.append(purge.STILL_THERE)
    lines.append(_NOT_REACHED)
    return Done("forget", "\n".join(lines), uids)


def hider(names: Iterable[str]) -> Callable[[str], str]:
    """What puts `someone` for each whole-word occurrence of these names, in any case, with their mark.

    A name that is an everyday word (will, hope, may) is taken for a name only with a capital or after @, as on the
    summary (domain §8): else every "will" would be gone for good.
    """
    from unicodedata import normalize

    from relational_journal.vocabulary.patterns import everyday_names

    anywhere: set[str] = set()
    capital: set[str] = set()
    for name in names:
        # A name of several words is also written @aunt-may and @aunt_may.
        for form in {name, normalize("NFC", name), normalize("NFD", name)}:
            pattern = r"[\s_\-]+".join(re.escape(part) for part in re.split(r"[\s_\-]+", form.strip()) if part)
            if not pattern:
                continue
            if people.folded(name) in everyday_names():
                capital.add(rf'@"?{pattern}"?')
                capital.add(rf"(?-i:{pattern[:1].upper()}){pattern[1:]}")
            else:
                anywhere.add(pattern)
    forms = sorted(capital | {rf'(?:(?<!\w)@"{form}"|@?{form})' for form in anywhere}, key=len, reverse=True)
    if not forms:
        return lambda text: text
    found = re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)
    return lambda text: found.sub(SOMEONE, text)


def _forget_here(store: Store, names: tuple[str, ...]) -> tuple[str, ...]:
    """Forget whoever bears one of these names as a nickname, in this one file; the uids of the entries touched."""
    hide = hider(names)
    with store.db.writing():
        gone = [
            number
            for number in {store.book.nickname_id(name) for name in names}
            if number is not None and store.book.people[number].name != MYSELF
        ]
        rewrite = _Rewrite(set(gone[:1]), hide)
        # A change to hold what the triggers keep, for the moment until it is gone.
        store.db.run("INSERT INTO changes (at, verb, what) VALUES ('', '', '')")
        touched = _rewrite_rows(store, rewrite)
        for number in gone[:1]:
            store.db.run("DELETE FROM people WHERE id = ?", (number,))
            store.db.run("DELETE FROM kept WHERE tbl = 'people' AND row_id = ?", (number,))
        store.db.run("DELETE FROM changes WHERE at = ''")
        _rewrite_kept(store, rewrite)
        for change, what in store.db.rows("SELECT id, what FROM changes"):
            if hide(what) != what:
                store.db.run("UPDATE changes SET what = ? WHERE id = ?", (hide(what), change))
        store.db.run(
            "INSERT INTO changes (at, verb, what, images) VALUES (?, 'forget', 'forgetting a person', 0)",
            (store.instant(),),
        )
        store.db.run(
            "UPDATE changes SET images = 0 WHERE images = 1"
            " AND NOT EXISTS (SELECT 1 FROM kept WHERE change_id = changes.id)"
        )
    store.forget_what_was_read()
    return touched


class _Rewrite:
    """How a row of any table reads without a person."""

    def __init__(self, gone: set[int], hide: Callable[[str], str]) -> None:
        self.gone = gone
        self.hide = hide

    def row(self, table: str, row: dict[str, Any]) -> dict[str, Any]:
        """The columns that differ."""
        new = {name: self._value(table, name, value) for name, value in row.items() if value is not None}
        if table == "hunches" and row.get("with_") in self.gone:
            new["with_"] = None
        return {name: value for name, value in new.items() if value != row[name]}

    def _value(self, table: str, name: str, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        if table == "entries":
            if name == "people":
                return people.as_json(number for number in json.loads(value) if number not in self.gone)
            if name in SLOTS:
                return self._keys(value)
            if name == "answers":
                answers = {key: self.hide(text) for key, text in json.loads(value).items()}
                return people.as_object(answers)
            return self.hide(value) if name == "text" else value
        if table in ("words", "learned", "hunches") and name in ("key", "like_", "when_", "then_"):
            return self._keys(value) if name in ("when_", "then_") else self._key(value)
        if name in ("label", "text", "phrase"):
            return self.hide(value)
        return value

    def _keys(self, value: str) -> str:
        keys = json.loads(value)
        return people.as_json(dict.fromkeys(self._key(key) for key in keys)) if keys else value

    def _key(self, key: str) -> str:
        return self.hide(key)


def _rewrite_rows(store: Store, rewrite: _Rewrite) -> tuple[str, ...]:
    touched: list[str] = []
    for table, columns in COLUMNS.items():
        if table in ("people", "settings"):
            continue
        changed = []
        for row in store.db.stream(f"SELECT {', '.join(columns)} FROM {table}"):
            differs = rewrite.row(table, dict(zip(columns, row, strict=True)))
            if differs:
                changed.append((row[0], row[1], differs))
        with index.many(store, len(changed) if table == "entries" else 0):
            for number, uid, differs in changed:
                _write(store, table, number, differs)
                if table == "entries":
                    touched.append(uid)
    return tuple(touched)


def _write(store: Store, table: str, number: int, differs: dict[str, Any]) -> None:
    if (table in ("words", "learned") and "key" in differs) or "phrase" in differs:
        # Two of them may have become one: the first stays.
        store.db.run(
            f"UPDATE OR IGNORE {table} SET {', '.join(f'{name} = ?' for name in differs)} WHERE id = ?",
            (*differs.values(), number),
        )
        if store.db.one("SELECT changes()")[0] == 0:
            store.db.run(f"DELETE FROM {table} WHERE id = ?", (number,))
        return
    store.db.run(
        f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in differs)} WHERE id = ?", (*differs.values(), number)
    )


def _rewrite_kept(store: Store, rewrite: _Rewrite) -> None:
    rows = store.db.stream("SELECT change_id, tbl, row_id, before FROM kept WHERE before IS NOT NULL")
    changed = []
    for change, table, number, before in rows:
        row = json.loads(before)
        differs = rewrite.row(table, row)
        if table == "people":
            differs = {}
        if differs:
            changed.append((json.dumps(row | differs, ensure_ascii=False), change, table, number))
    store.db.many("UPDATE kept SET before = ? WHERE change_id = ? AND tbl = ? AND row_id = ?", changed)


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"
