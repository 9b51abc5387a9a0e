"""Convert between rows and entries; store, change, find and list entries."""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from relational_journal.errors import JournalError, NotFound
from relational_journal.model import BREAKS, KINDS, LINKS, TONES, Entry, Link, Mended, replace
from relational_journal.store.engine.columns import COLUMNS
from relational_journal.store.records import people, people_book
from relational_journal.timestamps import beginning, instant
from relational_journal.uuid7 import new_uid

if TYPE_CHECKING:
    from relational_journal.store.records.session import JournalSession

_SHARED = {word: word for word in (*KINDS, *TONES)}
READ = (
    "id, uid, kind, occurred, written, changed, tone, setting, first, braced, felt_before, wishes, moves, urges, after,"
    " felt_after, good, power, context, treated, own, people, break_status, mended_when, mended_by, unsafe, private,"
    " share, story_only, links, answers, text"
)
# The indexes of people hold every kind of entry; those that are no moments are few and have an index of their own.
NOT_MOMENTS = "SELECT id FROM entries WHERE kind <> 'moment' AND deleted_at IS NULL"
_STORED = tuple(name for name in COLUMNS["entries"] if name not in ("id", "deleted_at", "source", "source_id"))
INSERT = f"INSERT INTO entries ({', '.join(_STORED)}, source, source_id) VALUES ({', '.join('?' * len(_STORED))}, ?, ?)"
_UPDATE = f"UPDATE entries SET {', '.join(f'{name} = ?' for name in _STORED)} WHERE id = ?"


def insert(store: JournalSession, moment: Entry, *, source: str | None = None, source_id: str | None = None) -> Entry:
    """Store a new entry. Call it inside a change.

    Args:
        store: the open journal.
        moment: gets `uid`, `written` and `changed` if it has none; new people are created.
        source, source_id: the foreign format it comes from, and its id there.

    Returns:
        The entry as stored, with its number.
    """
    moment = completed(store, moment)
    ids = people.used_ids(store, moment.people)
    cursor = store.db.run(INSERT, (*_row(moment, ids), source, source_id))
    return replace(moment, id=int(cursor.lastrowid), people=tuple(store.book.people[number].name for number in ids))


def completed(store: JournalSession, moment: Entry) -> Entry:
    """Return an entry with uid, times of writing and valid text.

    Raises:
        JournalError: it holds values that no entry can hold.
    """
    check(moment)
    text = clean(moment.text)
    if moment.uid and moment.written and moment.changed and text is moment.text:
        return moment
    written = moment.written or store.now().isoformat()
    return replace(moment, uid=moment.uid or new_uid(), written=written, changed=moment.changed or written, text=text)


def row_of(store: JournalSession, moment: Entry) -> tuple[Any, ...]:
    """Return the row of a new entry; new people are created. Call it inside a change."""
    return _row(moment, people.used_ids(store, moment.people))


def update(store: JournalSession, moment: Entry) -> Entry:
    """Store the new state of an entry if it differs. Call it inside a change.

    Returns:
        The entry as it is now; its `changed` is the present time only if something differs.
    """
    old = by_uid(store, moment.uid, deleted=True)
    moment = replace(moment, id=old.id, written=old.written, changed=old.changed, text=clean(moment.text))
    ids = people.used_ids(store, moment.people)
    moment = replace(moment, people=tuple(store.book.people[number].name for number in ids))
    if moment == old:
        return old
    check(moment)
    moment = replace(moment, changed=store.now().isoformat())
    store.db.run(_UPDATE, (*_row(moment, ids), old.id))
    return moment


def overwrite(store: JournalSession, moment: Entry, number: int) -> None:
    """Replace an entry by one from a file, including its times of writing. Call it inside a change."""
    check(moment)
    moment = replace(moment, text=clean(moment.text))
    store.db.run(_UPDATE, (*_row(moment, people.used_ids(store, moment.people)), number))
    store.db.run("UPDATE entries SET deleted_at = NULL WHERE id = ? AND deleted_at IS NOT NULL", (number,))


def same(store: JournalSession, coming: Entry, here: Entry) -> bool:
    """Whether an entry from a file equals the stored one, even if it calls people by other known names."""
    if coming.people != here.people:
        ids = [store.book.ids(name) for name in coming.people]
        if any(len(found) != 1 for found in ids):
            return False
        names = (store.book.people[found[0]].name for found in ids)
        coming = replace(coming, people=tuple(dict.fromkeys(names)))
    return replace(coming, id=here.id, text=clean(coming.text)) == here


def check(moment: Entry) -> None:
    """Refuse values that no entry can hold.

    Raises:
        JournalError: an unknown kind, tone, break status or link, or a `when` that is no date.
    """
    if moment.kind not in KINDS:
        raise _no_such("kind", moment.kind, KINDS)
    if moment.tone is not None and moment.tone not in TONES:
        raise _no_such("tone", moment.tone, TONES)
    if moment.break_status is not None and moment.break_status not in BREAKS:
        raise _no_such("break", moment.break_status, BREAKS)
    for link in moment.links:
        if link.as_ not in LINKS:
            raise _no_such("link", link.as_, LINKS)
    begins = beginning(moment.when)
    try:
        # Parsed and formatted again it must be the same: sorting and searching rely on its form.
        is_valid = datetime.fromisoformat(begins).isoformat().startswith(begins)
        instant(moment.when)
    except ValueError:
        is_valid = False
    if not is_valid:
        raise JournalError(
            f'"{moment.when}" does not read as a date',
            "Write it like 2026-11-21T18:00:00+01:00, 2026-11-21, 2026-11 or 2026.",
        )


def _no_such(name: str, word: str, known: tuple[str, ...]) -> JournalError:
    return JournalError(f'"{word}" is not a {name} of an entry', f"It is one of: {', '.join(known)}.")


def clean(text: str) -> str:
    """Return the text as typed; bytes that are not valid text become U+FFFD, because no file can hold them."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def by_uid(store: JournalSession, uid: str, *, deleted: bool = False) -> Entry:
    """Return the entry with exactly this uid.

    Raises:
        NotFound: there is none.
    """
    store.look()
    row = store.db.fetch_one(f"SELECT {READ} FROM entries WHERE uid = ? AND (? OR deleted_at IS NULL)", (uid, deleted))
    if row is None:
        raise _not_found(uid)
    return moment_of(store, row)


def find(store: JournalSession, ident: str, *, deleted: bool = False) -> Entry:
    """Return the entry with this number, uid, or unique beginning of a uid of at least four characters.

    Args:
        store: the open journal.
        ident: as the person typed it.
        deleted: also look in the bin.

    Raises:
        NotFound: there is none, or several begin like that.
    """
    store.look()
    written = ident.strip()
    here = "" if deleted else " AND deleted_at IS NULL"
    # Longer numbers do not fit into an integer of SQLite, and no number begins with 0.
    if written.isdecimal() and written.isascii() and written[0] != "0" and len(written) < 19:
        row = store.db.fetch_one(f"SELECT {READ} FROM entries WHERE id = ?{here}", (int(written),))
        if row is not None:
            return moment_of(store, row)
        if store.db.fetch_one("SELECT 1 FROM entries WHERE id = ?", (int(written),)) is not None:
            raise NotFound(f"{written} is in the bin", f"rj undo {written} brings it back.")
    if written:
        # Two are enough to know that it is not the only one.
        rows = store.db.rows(
            f"SELECT {READ} FROM entries WHERE uid >= ? AND uid < ?{here} LIMIT 2", (written, written + "\U0010ffff")
        )
        if len(written) < 4:
            rows = [row for row in rows if row[1] == written]  # a short uid of another program has to match exactly
        if len(rows) == 2 and rows[0][1] != written:
            raise NotFound(f'several entries begin with "{written}"', "Write a few more characters of it.")
        if rows:
            return moment_of(store, rows[0])
    raise _not_found(written)


def number_of(store: JournalSession, uid: str) -> int | None:
    """Return the number of the entry with exactly this uid; None if it is not here."""
    row = store.db.fetch_one("SELECT id FROM entries WHERE uid = ? AND deleted_at IS NULL", (uid,))
    return None if row is None else int(row[0])


def links_to(store: JournalSession, uid: str) -> tuple[tuple[int, str], ...]:
    """Return (number, kind of link) of every entry linked to this one, oldest first."""
    return tuple(store.db.rows("SELECT entry_id, as_ FROM linked WHERE to_uid = ? ORDER BY entry_id", (uid,)))


def latest(store: JournalSession) -> Entry | None:
    """Return the entry logged last."""
    store.look()
    row = store.db.fetch_one(f"SELECT {READ} FROM entries WHERE deleted_at IS NULL ORDER BY id DESC LIMIT 1")
    return None if row is None else moment_of(store, row)


def place(moment: Entry) -> tuple[str, str, str]:
    """Return the sort key of an entry: beginning, time of writing, uid."""
    return beginning(moment.when), moment.written, moment.uid


def _row(moment: Entry, ids: list[int]) -> tuple[Any, ...]:
    mended, keys = moment.mended, people_book.keys_as_json
    return (
        moment.uid, moment.kind, moment.when, beginning(moment.when), moment.written, moment.changed, moment.tone,
        moment.setting, keys(moment.first), keys(moment.braced), keys(moment.felt_before),
        keys(moment.wishes), keys(moment.moves), keys(moment.urges),
        keys(moment.after), keys(moment.felt_after), people_book.as_object(moment.good),
        keys(moment.power), people_book.as_object(moment.context), keys(moment.treated),
        keys(moment.own), people_book.as_json(ids), moment.break_status, mended and mended.when,
        mended and mended.by, moment.unsafe, moment.private, moment.share, moment.story_only,
        people_book.as_json({"to": link.to, "as": link.as_} for link in moment.links),
        people_book.as_object(moment.answers),
        moment.text,
    )  # fmt: skip


def moment_of(store: JournalSession, row: Any) -> Entry:
    """Build the entry from a row of the columns READ. Call `store.look()` before.

    Raises:
        DamagedJournal: bytes in it have changed on the disk, so that it cannot be parsed.
    """
    try:
        return _moment(store, row)
    except (ValueError, TypeError, KeyError) as error:
        from relational_journal.store.engine import engine_errors

        raise engine_errors.damaged(store.db.path) from error


def _moment(store: JournalSession, row: Any) -> Entry:
    (
        id_, uid, kind, when, written, changed, tone, setting, first, braced, felt_before, wishes, moves, urges, after,
        felt_after, good, power, context, treated, own, ids, break_status, mended_when, mended_by, unsafe, private,
        share, story_only, links, answers, text,
    ) = row  # fmt: skip
    # Every row comes with texts of its own. In a long journal equal ones take much of the memory, and of the time.
    kind = _SHARED.get(kind, kind)
    tone = _SHARED.get(tone, tone)
    if changed == written:
        changed = written
        if written == when:
            written = changed = when
    # Positional arguments are twice as fast as keywords; the order is that of Moment.
    return Entry(
        when, text, kind, uid, id_, written, changed, tone, store.names(ids), setting, _keys(first), _keys(braced),
        _keys(felt_before), _keys(wishes), _keys(moves), _keys(urges), _keys(after), _keys(felt_after),
        {} if good == "{}" else json.loads(good), _keys(power), {} if context == "{}" else json.loads(context),
        _keys(treated), _keys(own), break_status,
        None if mended_when is None else Mended(mended_when, mended_by),
        unsafe == 1, private == 1, share == 1, story_only == 1,
        () if links == "[]" else tuple(Link(link["to"], link["as"]) for link in json.loads(links)),
        {} if answers == "{}" else json.loads(answers),
    )  # fmt: skip


@lru_cache(maxsize=4096)  # most entries hold the same few lists
def _keys(value: str) -> tuple[str, ...]:
    return tuple(json.loads(value))


def _not_found(ident: str) -> NotFound:
    return NotFound(f'there is no entry "{ident}"', "rj list shows the numbers of the newest.")
