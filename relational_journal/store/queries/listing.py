"""List the entries of a query, newest first, at a cost that grows with the result and not with the journal."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from relational_journal.model import Entry, Query, replace
from relational_journal.store.records import people
from relational_journal.store.records.entries import READ, moment_of, place

if TYPE_CHECKING:
    from relational_journal.store.records.session import JournalSession

_PREFIXES = {
    "urge": ("urges",),
    "braced": ("braced",),
    "before": ("first", "felt_before", "wishes"),
    "after": ("after", "felt_after", "good"),
}
_IN_BIN = "SELECT count(*) FROM entries WHERE deleted_at IS NOT NULL"
_MOST_SLOTS = 4  # the most slots of one entry that may hold the same key


def listed(store: "JournalSession", query: Query, *, oldest_first: bool = False) -> Iterator[Entry]:
    """Yield the entries of a query, newest first by the beginning of `when`, then `written`, then `uid`.

    Raises:
        NotFound: a person in the query is unknown; a filter is never ignored.
    """
    store.look()
    if query.limit and (query.people or query.tags) and not query.deleted and not oldest_first:
        yield from _newest_by_index(store, query)
        return
    where, arguments = conditions(store, query)
    way = "ASC" if oldest_first else "DESC"
    order = f"begins {way}, written {way}, uid {way}"
    limit = f" LIMIT {int(query.limit)}" if query.limit else ""
    for row in store.db.stream(f"SELECT {READ} FROM entries WHERE {where} ORDER BY {order}{limit}", arguments):
        yield moment_of(store, row)


def count(store: "JournalSession", query: Query) -> int:
    """Count the entries of a query, ignoring its limit."""
    if query._replace(limit=0) == Query():
        # All minus those in the bin: SQLite counts a whole table through its smallest index.
        return int(store.db.fetch_one(f"SELECT (SELECT count(*) FROM entries) - ({_IN_BIN})")[0])
    where, arguments = conditions(store, query)
    return int(store.db.fetch_one(f"SELECT count(*) FROM entries WHERE {where}", arguments)[0])


def uids(store: "JournalSession", query: Query) -> frozenset[str]:
    """Return the uids of the entries of a query, ignoring its limit."""
    store.look()
    where, arguments = conditions(store, query, each=query.since is not None)
    return frozenset(uid for (uid,) in store.db.rows(f"SELECT uid FROM entries WHERE {where}", arguments))


class _Leader(NamedTuple):
    """An index that holds the entries of one filter value in order of time: its table and the condition on it."""

    table: str
    condition: str
    arguments: tuple[Any, ...]


def _newest_by_index(store: "JournalSession", query: Query) -> Iterator[Entry]:
    """Yield the newest few: follow the index of each value of one filter in order of time until there are enough.

    Any of the values may match, so the newest of all are among the newest of each.
    """
    leaders = [_Leader("with_people", "l.person_id = ?", (number,)) for number in _ids(store, query.people)]
    others = replace(query, people=())
    if not leaders:
        leaders = [_Leader("tagged", *_tag_condition(tag, "l.")) for tag in _with_own_words(store, query.tags)]
        others = replace(query, tags=())
    where, arguments = conditions(store, others, each=True)
    found: dict[int, Entry] = {}
    for leader in leaders:
        rows = store.db.rows(
            f"SELECT {READ} FROM (SELECT l.begins AS at, entries.* FROM {leader.table} l"
            f" CROSS JOIN entries ON entries.id = l.entry_id WHERE {leader.condition} AND {where}"
            f" ORDER BY l.begins DESC, entries.written DESC, entries.uid DESC LIMIT {query.limit * _MOST_SLOTS})",
            [*leader.arguments, *arguments],
        )
        for row in rows:
            found[row[0]] = moment_of(store, row)
    yield from sorted(found.values(), key=place, reverse=True)[: query.limit]


def conditions(store: "JournalSession", query: Query, *, each: bool = False) -> tuple[str, list[Any]]:
    """Build the SQL condition over `entries` for a query: any value of one filter has to match, and every filter.

    Args:
        store: the open journal.
        query: the filters.
        each: test the filters of people and tags per entry instead of listing all matching ids.

    Raises:
        NotFound: a person in the query is unknown.
    """
    parts = [f"entries.deleted_at IS {'NOT ' if query.deleted else ''}NULL"]
    arguments: list[Any] = []
    if query.since:
        parts.append("entries.begins >= ?")
        arguments.append(query.since.isoformat())
    if query.until:
        parts.append("entries.begins < ?")
        arguments.append(query.until.isoformat() + "U")  # sorts after every time of that day, which begins with T
    if query.people:
        ids = _ids(store, query.people)
        marks = _marks(ids)
        if query.deleted:
            parts.append(f"EXISTS (SELECT 1 FROM json_each(entries.people) WHERE value IN ({marks}))")
        elif each:
            parts.append(
                f"EXISTS (SELECT 1 FROM with_people w WHERE w.person_id IN ({marks})"
                " AND w.begins = entries.begins AND w.entry_id = entries.id)"
            )
        else:
            parts.append(f"entries.id IN (SELECT entry_id FROM with_people WHERE person_id IN ({marks}))")
        arguments += ids
    if query.tags:
        condition, values = _tag_conditions(_with_own_words(store, query.tags))
        if query.deleted:
            parts.append(f"entries.id IN (SELECT entry_id FROM as_tagged WHERE {condition} AND deleted_at IS NOT NULL)")
        elif each:
            parts.append(
                f"EXISTS (SELECT 1 FROM tagged WHERE {condition}"
                " AND tagged.begins = entries.begins AND tagged.entry_id = entries.id)"
            )
        else:
            parts.append(f"entries.id IN (SELECT entry_id FROM tagged WHERE {condition})")
        arguments += values
    if query.tones:
        tones = [tone for tone in query.tones if tone != "unmarked"]
        unmarked = " OR entries.tone IS NULL" if "unmarked" in query.tones else ""
        parts.append(f"(entries.tone IN ({_marks(tones)}){unmarked})")
        arguments += tones
    for column, chosen in (("kind", query.kinds), ("break_status", query.breaks)):
        if chosen:
            parts.append(f"entries.{column} IN ({_marks(chosen)})")
            arguments += chosen
    if query.kinds and "moment" not in query.kinds:
        parts.append("entries.kind <> 'moment'")  # lets SQLite use the index of the few other kinds
    if query.breaks:
        parts.append("entries.break_status IS NOT NULL")
    return " AND ".join(parts), arguments


def _ids(store: "JournalSession", names: Iterable[str]) -> list[int]:
    return list(dict.fromkeys(people.find_id(store.book, name) for name in names))


def _with_own_words(store: "JournalSession", tags: Iterable[str]) -> list[str]:
    """Return the tags and the own words that count as one of them, so that a key finds all that is counted under it."""
    found: dict[str, None] = {}
    for tag in tags:
        prefix, colon, key = tag.partition(":") if tag.partition(":")[0] in _PREFIXES else ("", "", tag)
        found |= {tag: None} | {f"{prefix}{colon}{word.key}": None for word in store.words.values() if word.like == key}
    return list(found)


def _tag_conditions(tags: Iterable[str]) -> tuple[str, list[Any]]:
    each = [_tag_condition(tag) for tag in tags]
    return "(" + " OR ".join(condition for condition, _ in each) + ")", [
        value for _, values in each for value in values
    ]


def _tag_condition(tag: str, table: str = "") -> tuple[str, tuple[Any, ...]]:
    """Match a key in any slot except urges and braced, which need their prefix (docs/entry-format.md)."""
    prefix, _, key = tag.partition(":")
    if key and prefix in _PREFIXES:
        slots = _PREFIXES[prefix]
        return f"({table}key = ? AND {table}slot IN ({_marks(slots)}))", (key, *slots)
    return f"({table}key = ? AND {table}slot NOT IN ('urges', 'braced'))", (tag,)


def _marks(values: Iterable[Any]) -> str:
    return ", ".join("?" for _ in values)
