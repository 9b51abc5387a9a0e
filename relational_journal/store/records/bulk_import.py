"""Store everything of a file as one change, all or nothing, with one entry in memory at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.errors import UnreadableImport
from relational_journal.model import Entry, Hunch, Learned, Person, Word, replace
from relational_journal.store.files import backup
from relational_journal.store.records import changes, entries, hunches, own_words, people
from relational_journal.store.schema import derived_tables
from relational_journal.timestamps import beginning

if TYPE_CHECKING:
    from relational_journal.store.records.session import JournalSession

SAME = "it is here already"
IN_BIN = "it is in the bin"
CHANGED = "it is here already and says something else there; --replace takes its time and text"
COPIES_KEPT = 5
_MOST_REMEMBERED = 256
# An entry of another program that has no id of its own is known again by a hash.
_HASH = re.compile(r"[0-9a-f]{32}")
Placing = Callable[[Word], Callable[[Entry], Entry]]
"""For an own word, returns what moves that word to its slot in any entry."""


class Incoming(NamedTuple):
    """An entry to store: its line in the file, the foreign format and id it comes from, and the file if of several."""

    moment: Entry
    line: int = 0
    source: str | None = None
    source_id: str | None = None
    file: str = ""


@dataclass(frozen=True)
class Imported:
    """The result of an import: how many entries were added and replaced, (line, reason) of those skipped, all names.

    Attributes:
        people: whom the entries that came in are with.
    """

    added: int = 0
    replaced: int = 0
    skipped: tuple[tuple[int, str], ...] = ()
    people: frozenset[str] = frozenset()


class ImportConflict(UnreadableImport):
    """An entry of the file is in the journal with different content; nothing was stored.

    Args:
        line: its line in the file.
        moment: the entry in the journal.
        file: the file, if it is one of several.
    """

    def __init__(self, line: int, moment: Entry, file: str = "") -> None:
        super().__init__(
            f"{f'{file}: ' if file else ''}line {line} is entry {moment.id}, which says something else here",
            "Nothing was stored. --replace takes what the file says.",
        )
        self.line = line
        self.moment = moment


def import_all(
    store: JournalSession,
    new_people: Iterable[Person],
    new_words: Iterable[Word],
    new_hunches: Iterable[Hunch],
    learned: Iterable[Learned],
    incoming: Iterable[Entry | Incoming],
    *,
    replacing: bool = False,
    placing: Placing | None = None,
    dry_run: bool = False,
) -> Imported:
    """Store everything of a file as one change, which one `undo` takes back.

    Args:
        store: the open journal.
        new_people, new_words, new_hunches, learned: known ones gain what is empty; if both have a value, the journal's
            stays unless `replacing`.
        incoming: read one by one.
        replacing: the file's values win.
        placing: moves own words that count as another key than before.
        dry_run: do everything and then roll it back.

    Raises:
        ImportConflict: an entry exists with different content, without `replacing`; nothing was stored.
    """
    tally = _Tally()
    # An empty journal has nothing to lose, so it is not copied.
    if not dry_run and store.db.fetch_one("SELECT 1 FROM entries LIMIT 1") is not None:
        backup.copy_into_backups(store.db, store.now(), before="import")
        backup.thin(store.db.path, before="import", keep=COPIES_KEPT)
    try:
        with changes.change(store, "import") as change:
            _people(store, new_people, replacing=replacing)
            _words(store, new_words, placing, replacing=replacing)
            _hunches(store, new_hunches, learned, replacing=replacing)
            with derived_tables.Arrivals(store.db, entries.INSERT, change.id) as arrivals:
                for item in incoming:
                    item = item if isinstance(item, Incoming) else Incoming(item)
                    _entry(store, item, tally, arrivals, replacing=replacing)
            number = tally.added + tally.replaced
            # The number of entries is known only at the end.
            change.what = f"importing {number} {'entry' if number == 1 else 'entries'}"
            if dry_run:
                # An exception, since it is what rolls a transaction back.
                raise _DryRunEnds
    except _DryRunEnds:
        pass
    return Imported(tally.added, tally.replaced, tuple(tally.skipped), frozenset(tally.people))


class _DryRunEnds(Exception):
    """Ends a dry run by rolling back the change it is raised in."""


class _Tally:
    def __init__(self) -> None:
        self.added = 0
        self.replaced = 0
        self.skipped: list[tuple[int, str]] = []
        self.people: set[str] = set()
        # Looked up once: what this import adds is of its own source. Many entries of one day would be read again each.
        self.from_elsewhere: dict[tuple[str, str | None, bool], list[Entry]] = {}

    def skip(self, item: Incoming, why: str) -> None:
        """Note that an entry was left as it is here."""
        self.skipped.append((item.line, f"{why} ({item.file})" if item.file else why))


def _entry(
    store: JournalSession, item: Incoming, tally: _Tally, arrivals: derived_tables.Arrivals, *, replacing: bool
) -> None:
    moment, line, source, source_id, file = item
    foreign = f"{source}\0{source_id}" if source is not None and source_id is not None else ""
    # The same entry twice in one file: the first has to be stored before it can be found.
    if arrivals.holds(moment.uid) or arrivals.holds(foreign):
        arrivals.store()
    if foreign and _is_here(store, item, tally, arrivals, replacing=replacing):
        return
    may_be_here = moment.uid and arrivals.may_be_here(moment.uid)
    row = may_be_here and store.db.fetch_one("SELECT id, deleted_at FROM entries WHERE uid = ?", (moment.uid,))
    if not row:
        moment = entries.completed(store, moment)
        arrivals.add((*entries.row_of(store, moment), source, source_id), moment.uid, *([foreign] if foreign else ()))
        tally.added += 1
        tally.people.update(moment.people)
        return
    here = entries.by_uid(store, moment.uid, deleted=True)
    if row[1] is not None and not replacing:
        tally.skip(item, f"{IN_BIN}; rj undo {here.id} brings it back")
        return
    coming = replace(moment, written=moment.written or here.written, changed=moment.changed or here.changed)
    if row[1] is None and entries.same(store, coming, here):
        tally.skip(item, SAME)
        return
    if not replacing:
        raise ImportConflict(line, here, file)
    arrivals.store()
    entries.overwrite(store, coming, row[0])
    tally.replaced += 1
    tally.people.update(coming.people)


def _is_here(
    store: JournalSession, item: Incoming, tally: _Tally, arrivals: derived_tables.Arrivals, *, replacing: bool
) -> bool:
    """Whether a foreign entry was imported before, by its id, or exists from elsewhere with the same time and text.

    If it was, `replacing` updates its time and text; what was added here (tags, people, tone) stays.
    """
    moment, source, source_id = item.moment, item.source, item.source_id
    row = store.db.fetch_one(
        "SELECT uid, occurred, text, deleted_at, id FROM entries WHERE source = ? AND source_id = ?",
        (source, source_id),
    )
    if row is None:
        return _has_come_otherwise(store, item, tally)
    uid, occurred, text, deleted_at, number = row
    if deleted_at is not None:
        tally.skip(item, f"{IN_BIN}; rj undo {number} brings it back")
    elif (occurred, text) == (moment.when, moment.text):
        tally.skip(item, SAME)
    elif not replacing:
        tally.skip(item, CHANGED)
    else:
        arrivals.store()
        here = entries.by_uid(store, uid)
        changed = moment.changed or store.now().isoformat()
        entries.overwrite(store, replace(here, when=moment.when, text=moment.text, changed=changed), number)
        tally.replaced += 1
    return True


def _has_come_otherwise(store: JournalSession, item: Incoming, tally: _Tally) -> bool:
    """Whether an entry of this time and text is here from elsewhere; without a text all it says has to be the same."""
    moment = item.moment
    key = (beginning(moment.when), item.source, bool(_HASH.fullmatch(item.source_id or "")))
    if key not in tally.from_elsewhere:
        if len(tally.from_elsewhere) >= _MOST_REMEMBERED:
            tally.from_elsewhere.clear()
        # Of one program two entries may be alike, unless one export has ids and the other, having none, got hashes.
        rows = store.db.rows(
            f"SELECT {entries.READ} FROM entries WHERE begins = ? AND deleted_at IS NULL"
            " AND (source IS NOT ? OR (length(source_id) = 32 AND source_id NOT GLOB '*[^0-9a-f]*') <> ?)",
            key,
        )
        tally.from_elsewhere[key] = [entries.moment_of(store, row) for row in rows]
    is_here = any(
        here.text == moment.text and (moment.text or _says_the_same(here, moment)) for here in tally.from_elsewhere[key]
    )
    if is_here:
        tally.skip(item, SAME)
    return is_here


def _says_the_same(here: Entry, coming: Entry) -> bool:
    """Whether two entries say the same; what ties one to others, or when it was written, is not in every export."""
    apart = {"id": 0, "uid": "", "written": "", "changed": "", "links": (), "mended": None}
    return replace(here, **apart) == replace(coming, **apart)


def _people(store: JournalSession, new: Iterable[Person], *, replacing: bool) -> None:
    for person in new:
        number = store.book.nickname_id(person.name)
        if number is None or not replacing:
            people.take_up(store, [person], [])
            continue
        known = store.book.people[number]
        people.update(
            store,
            number,
            replace(
                known,
                relationship=person.relationship or known.relationship,
                power=person.power or known.power,
                safety=person.safety or known.safety,
                also=(*known.also, *(name for name in person.also if name not in known.also)),
            ),
        )


def _words(store: JournalSession, new: Iterable[Word], placing: Placing | None, *, replacing: bool) -> None:
    for word in new:
        known = store.words.get(word.key)
        after = word if replacing or known is None else own_words.filled(known, word)
        own_words.put(store, after)
        if placing and known and known.like != after.like:
            own_words.move(store, after, placing(after))


def _hunches(store: JournalSession, new: Iterable[Hunch], learned: Iterable[Learned], *, replacing: bool) -> None:
    known = {hunch.uid for hunch in hunches.load(store)}
    for hunch in new:
        if replacing or hunch.uid not in known:
            hunches.put(store, hunch)
    readings = {(reading.phrase, reading.key) for reading in hunches.load_learned(store)}
    for reading in learned:
        if replacing or (reading.phrase, reading.key) not in readings:
            hunches.put_learned(store, reading)
