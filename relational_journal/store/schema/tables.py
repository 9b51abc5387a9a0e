"""The tables of a journal, each column explained where it is declared; docs/schema.md is made from this file.

SQLite keeps the text of a CREATE TABLE with its comments, so the file explains itself to whoever opens it years later.
There are three kinds of table: those a person fills (columns.KEPT_TABLES), those derived from them (tagged,
with_people, linked, search_index), and the history of changes (changes, row_history). Triggers fill the last two
kinds, so that no code path can forget them.
"""

from __future__ import annotations

from relational_journal.store.engine.columns import COLUMNS, SLOTS

ENTRIES = """\
CREATE TABLE entries ( -- every entry: moments, memories, pictures, experiments, sessions, look-backs
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- the small number shown in lists; never given twice
  uid TEXT NOT NULL UNIQUE, -- UUIDv7, the same in every copy of the journal
  kind TEXT NOT NULL, -- moment, memory, picture, experiment, session or lookback
  occurred TEXT NOT NULL, -- when it was, as precisely as the person said: a year, month, day, or time with offset
  begins TEXT NOT NULL, -- the beginning of occurred on its own clock, as text that sorts: 1998 is 1998-01-01T00:00:00
  written TEXT NOT NULL, -- when it was first written down, with offset
  changed TEXT NOT NULL, -- when it was last changed, with offset
  tone TEXT, -- connection, mixed, ordinary, disconnection; empty: not said
  setting TEXT, -- a setting or relationship; empty: that of the people, if all agree
  first TEXT NOT NULL DEFAULT '[]', -- what they did first: JSON array of keys in story order
  braced TEXT NOT NULL DEFAULT '[]', -- what was braced for: JSON array of keys
  felt_before TEXT NOT NULL DEFAULT '[]', -- feelings before the turn: JSON array of keys
  wishes TEXT NOT NULL DEFAULT '[]', -- what was wished for: JSON array of keys
  moves TEXT NOT NULL DEFAULT '[]', -- what the writer did: JSON array of keys
  urges TEXT NOT NULL DEFAULT '[]', -- pulls felt and not followed: JSON array of keys
  after TEXT NOT NULL DEFAULT '[]', -- what they did then: JSON array of keys
  felt_after TEXT NOT NULL DEFAULT '[]', -- feelings after the turn: JSON array of keys
  good TEXT NOT NULL DEFAULT '{}', -- the five good things: JSON object from key to less, same or more
  power TEXT NOT NULL DEFAULT '[]', -- power position and uses of power: JSON array of keys
  context TEXT NOT NULL DEFAULT '{}', -- social context: JSON object from key to the writer's side, or null
  treated TEXT NOT NULL DEFAULT '[]', -- how the writer was treated: JSON array of keys
  own TEXT NOT NULL DEFAULT '[]', -- own words that count like no other: JSON array of keys
  people TEXT NOT NULL DEFAULT '[]', -- with whom: JSON array of people.id, in the order named
  break_status TEXT, -- open, partly, mended, let-go, not-safe-to-mend, ended; empty: not said
  mended_when TEXT, -- when a break was mended without a moment of its own
  mended_by TEXT, -- by whom: me, them, both; empty: not said
  unsafe INTEGER NOT NULL DEFAULT 0, -- 1: the person marked it as about keeping safe
  private INTEGER NOT NULL DEFAULT 0, -- 1: never on a summary
  share INTEGER NOT NULL DEFAULT 0, -- 1: its words may stand on a summary
  story_only INTEGER NOT NULL DEFAULT 0, -- 1: told, never counted
  links TEXT NOT NULL DEFAULT '[]', -- ties to other entries: JSON array of {"to": uid, "as": kind of tie}
  deleted_at TEXT, -- when it went to the bin, UTC; empty: it is not in the bin
  source TEXT, -- the foreign format it was imported from; empty: written here
  source_id TEXT, -- its id there, so that it is not imported twice
  answers TEXT NOT NULL DEFAULT '{}', -- guided questions: JSON object from question key to answer
  text TEXT NOT NULL DEFAULT '' -- the person's words exactly as typed; last, so that the columns before it read fast
)"""

PEOPLE = """\
CREATE TABLE people ( -- the people in the journal; "myself" is always there
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- what entries.people holds; never given twice
  name TEXT NOT NULL UNIQUE, -- the nickname
  relationship TEXT, -- what they are to the writer, a key; empty: not said
  power TEXT, -- their usual power position, a key; only offered first, counted nowhere
  safety TEXT, -- not-safe: held apart from every pattern; ordinary: not, whatever their moments hold; empty: not said
  also TEXT NOT NULL DEFAULT '[]' -- other names: JSON array
)"""

WORDS = """\
CREATE TABLE words ( -- the person's own words
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- for the record of changes
  key TEXT NOT NULL UNIQUE, -- as written behind the mark
  label TEXT NOT NULL, -- as shown
  polarity TEXT NOT NULL DEFAULT 'N', -- C toward contact, D away from it, N depends
  counts_as TEXT -- the key it counts like; empty: it enters no pattern
)"""

HUNCHES = """\
CREATE TABLE hunches ( -- suspicions stated first and tested on what comes after
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- for the record of changes
  uid TEXT NOT NULL UNIQUE, -- UUIDv7
  text TEXT NOT NULL, -- in the person's words
  condition TEXT NOT NULL, -- what it is about: JSON array of keys
  marker TEXT NOT NULL, -- what is expected then: JSON array of keys
  person TEXT, -- people.id it is about; empty: anyone
  since TEXT NOT NULL, -- the day it was stated
  ended TEXT, -- the day it was put away; empty: it still runs
  read_at INTEGER NOT NULL DEFAULT 10 -- how many units both sides need before it is read
)"""

LEARNED = """\
CREATE TABLE learned ( -- what phrases of the person's own were kept or dropped as
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- for the record of changes
  phrase TEXT NOT NULL, -- as it stands in a text, in small letters
  key TEXT NOT NULL, -- the key it was read as
  kept INTEGER NOT NULL DEFAULT 0, -- how often the reading was kept
  dropped INTEGER NOT NULL DEFAULT 0, -- how often it was dropped
  UNIQUE (phrase, key)
)"""

SETTINGS = """\
CREATE TABLE settings ( -- the person's choices; "hidden:KEY" is a pattern they hid
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- for the record of changes
  name TEXT NOT NULL UNIQUE, -- region, help-notes, names, idle, week-start, body-question, …
  value TEXT NOT NULL -- as chosen
)"""

PROGRAM_NOTES = """\
CREATE TABLE program_notes ( -- what the program notes for itself, such as a hint given once; never taken back
  name TEXT PRIMARY KEY, -- told-first-run, …
  value TEXT NOT NULL -- as noted
) WITHOUT ROWID"""

CHANGES = """\
CREATE TABLE changes ( -- every change, so that each can be taken back
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- newest highest; the triggers write to the newest
  at TEXT NOT NULL, -- when, UTC
  verb TEXT NOT NULL, -- add, edit, tag, delete, import, …
  what TEXT NOT NULL, -- what was done, for telling; after 30 days only the verb
  undoes INTEGER, -- for a change that takes back another: which; empty: a change of its own
  undone INTEGER NOT NULL DEFAULT 0, -- 1: all of it is taken back
  has_history INTEGER NOT NULL DEFAULT 1 -- 1: its rows in row_history are still held; 0 after 30 days
)"""

ROW_HISTORY = """\
CREATE TABLE row_history ( -- how each row touched by a change was before it
  change_id INTEGER NOT NULL REFERENCES changes (id) ON DELETE CASCADE, -- the change
  tbl TEXT NOT NULL, -- the table of the row
  row_id INTEGER NOT NULL, -- the id of the row
  before TEXT, -- the row before the change: JSON object of its columns; empty: there was none
  PRIMARY KEY (change_id, tbl, row_id)
) WITHOUT ROWID"""

TAGGED = """\
CREATE TABLE tagged ( -- made from entries: which entries carry a key, for filters
  key TEXT NOT NULL, -- the key; of good things more-worth and the like, of contexts also key:side
  begins TEXT NOT NULL, -- entries.begins, so that the newest come first without sorting
  entry_id INTEGER NOT NULL, -- entries.id
  slot TEXT NOT NULL, -- the column of entries it stands in
  PRIMARY KEY (key, begins, entry_id, slot)
) WITHOUT ROWID"""

WITH_PEOPLE = """\
CREATE TABLE with_people ( -- made from entries: which entries are with a person
  person_id INTEGER NOT NULL, -- people.id
  begins TEXT NOT NULL, -- entries.begins
  entry_id INTEGER NOT NULL, -- entries.id
  PRIMARY KEY (person_id, begins, entry_id)
) WITHOUT ROWID"""

LINKED = """\
CREATE TABLE linked ( -- made from entries: which entries point to an entry
  to_uid TEXT NOT NULL, -- entries.uid of the one pointed to, here or not
  entry_id INTEGER NOT NULL, -- entries.id of the one that points
  as_ TEXT NOT NULL, -- repairs, echoes, fits, does-not-fit, tries, outcome-of
  PRIMARY KEY (to_uid, entry_id, as_)
) WITHOUT ROWID"""

# Contentless: the text is stored in entries alone. The row number holds the beginning in seconds and the entry's id, so
# that the newest are found first and a search for twenty stops at twenty.
SEARCH_INDEX = """\
CREATE VIRTUAL TABLE search_index USING fts5 ( -- made from entries: the index of rj search
  said, -- entries.text
  answered, -- the values of entries.answers
  keys, -- every key it carries, written without hyphens
  persons, -- the ids of its people
  content='', tokenize='unicode61 remove_diacritics 2'
)"""

MIGRATIONS = """\
CREATE TABLE _sqlite_migrations ( -- which changes of the schema this file has been through
  id INTEGER PRIMARY KEY, -- in order
  migration_set TEXT, -- relational-journal
  name TEXT, -- the function in store/migrations.py
  applied_at TEXT -- when, UTC
)"""

MIGRATIONS_ONCE = "CREATE UNIQUE INDEX _sqlite_migrations_once ON _sqlite_migrations (migration_set, name)"

TABLES = (
    ENTRIES, PEOPLE, WORDS, HUNCHES, LEARNED, SETTINGS, PROGRAM_NOTES, CHANGES, ROW_HISTORY, TAGGED, WITH_PEOPLE,
    LINKED, SEARCH_INDEX, MIGRATIONS,
)  # fmt: skip

OF_VERSION_4 = (
    # The few moments marked as unsafe, which nearly every command asks for.
    "CREATE INDEX entries_unsafe ON entries (begins) WHERE unsafe = 1",
    # For counting the moments with each person, and of each tone, without reading an entry.
    "CREATE INDEX entries_with ON entries (people, tone) WHERE kind = 'moment' AND deleted_at IS NULL",
)

INDEXES = (
    # The order of every list and of the export, without what is in the bin.
    "CREATE INDEX entries_in_order ON entries (begins, written, uid) WHERE deleted_at IS NULL",
    "CREATE INDEX entries_in_bin ON entries (deleted_at) WHERE deleted_at IS NOT NULL",
    "CREATE UNIQUE INDEX entries_from ON entries (source, source_id) WHERE source IS NOT NULL",
    "CREATE INDEX entries_of_kind ON entries (kind, begins) WHERE kind <> 'moment' AND deleted_at IS NULL",
    "CREATE INDEX entries_of_tone ON entries (tone, begins, written, uid) WHERE deleted_at IS NULL",
    "CREATE INDEX entries_of_break ON entries (break_status, begins) WHERE break_status IS NOT NULL",
    *OF_VERSION_4,
    "CREATE INDEX changes_held ON changes (at) WHERE has_history = 1",
    "CREATE INDEX changes_undone ON changes (undoes) WHERE undoes IS NOT NULL",
    "CREATE INDEX row_history_of_row ON row_history (tbl, row_id, change_id)",
)

# The two shapes a trigger needs: the keys of an entry by slot, and all of them for the search.
_BY_SLOT = "json_object(" + ", ".join(f"'{slot}', json(e.{slot})" for slot in SLOTS) + ")"
_OF_SLOTS = "json_array(" + ", ".join(f"json(e.{slot})" for slot in SLOTS) + ")"

VIEWS = (
    f"""\
CREATE VIEW as_tagged AS -- what tagged holds, and the same of entries in the bin
  SELECT j.value AS key, e.begins AS begins, e.id AS entry_id, s.key AS slot, e.deleted_at AS deleted_at
    FROM entries e, json_each({_BY_SLOT}) s, json_each(s.value) j
  UNION ALL SELECT setting, begins, id, 'setting', deleted_at FROM entries WHERE setting IS NOT NULL
  UNION ALL SELECT j.value || '-' || replace(j.key, 'more-', ''), e.begins, e.id, 'good', e.deleted_at
    FROM entries e, json_each(e.good) j
  UNION ALL SELECT j.key, e.begins, e.id, 'context', e.deleted_at FROM entries e, json_each(e.context) j
  UNION ALL SELECT j.key || ':' || j.value, e.begins, e.id, 'context', e.deleted_at
    FROM entries e, json_each(e.context) j WHERE j.value IS NOT NULL""",
    """\
CREATE VIEW as_with_people AS -- what with_people holds, and the same of entries in the bin
  SELECT j.value AS person_id, e.begins AS begins, e.id AS entry_id, e.deleted_at AS deleted_at
    FROM entries e, json_each(e.people) j""",
    """\
CREATE VIEW as_linked AS -- what linked holds, and the same of entries in the bin
  SELECT json_extract(j.value, '$.to') AS to_uid, e.id AS entry_id, json_extract(j.value, '$.as') AS as_,
    e.deleted_at AS deleted_at
    FROM entries e, json_each(e.links) j""",
    f"""\
CREATE VIEW as_search_index AS -- what search_index holds, and the same of entries in the bin; place is its row number
  SELECT e.id AS entry_id, coalesce(unixepoch(e.begins), 0) * 16777216 + e.id AS place, e.text AS said,
    (SELECT group_concat(j.value, ' ') FROM json_each(e.answers) j) AS answered,
    concat_ws(' ', replace(e.setting, '-', ''),
      (SELECT group_concat(replace(j.atom, '-', ''), ' ') FROM json_tree({_OF_SLOTS}) j WHERE j.atom IS NOT NULL),
      (SELECT group_concat(replace(j.key, '-', ''), ' ') FROM json_each(e.good) j),
      (SELECT group_concat(replace(j.key, '-', ''), ' ') FROM json_each(e.context) j)) AS keys,
    (SELECT group_concat(j.value, ' ') FROM json_each(e.people) j) AS persons, e.deleted_at AS deleted_at
    FROM entries e""",
    """\
CREATE VIEW moments AS -- for reading in other tools: one row a moment, people by name, keys as JSON
  SELECT e.id AS id, e.occurred AS occurred, e.tone AS tone,
    (SELECT group_concat(p.name, ', ') FROM json_each(e.people) j JOIN people p ON p.id = j.value) AS people,
    e.first AS they_first, e.felt_before AS felt_before, e.wishes AS wishes, e.moves AS moves, e.urges AS urges,
    e.after AS they_after, e.felt_after AS felt_after, e.power AS power, e.break_status AS break_status,
    e.unsafe AS unsafe, e.private AS private, e.story_only AS story_only, e.text AS text
    FROM entries e WHERE e.kind = 'moment' AND e.deleted_at IS NULL""",
)

# Each derived table with its columns, and the query that fills it.
MADE = {
    "tagged (key, begins, entry_id, slot)": "SELECT key, begins, entry_id, slot FROM as_tagged",
    "with_people (person_id, begins, entry_id)": "SELECT person_id, begins, entry_id FROM as_with_people",
    "linked (to_uid, entry_id, as_)": "SELECT to_uid, entry_id, as_ FROM as_linked",
    "search_index (rowid, said, answered, keys, persons)": (
        "SELECT place, said, answered, keys, persons FROM as_search_index"
    ),
}
_PUT = "".join(
    f"\n  INSERT OR IGNORE INTO {table} {rows} WHERE entry_id = new.id AND deleted_at IS NULL;"
    for table, rows in MADE.items()
)
# The flush works around FTS5 (3.53): if an entry is taken out and put back in one transaction, FTS5 misses the removal
# of a word that occurs more than about sixty times, and the word stays in the file after a later deletion.
_TAKE = """
  INSERT INTO search_index (search_index, rowid, said, answered, keys, persons)
    SELECT 'delete', place, said, answered, keys, persons FROM as_search_index
    WHERE entry_id = old.id AND deleted_at IS NULL;
  INSERT INTO search_index (search_index) VALUES ('flush');
  DELETE FROM tagged WHERE (key, begins, entry_id, slot) IN
    (SELECT key, begins, entry_id, slot FROM as_tagged WHERE entry_id = old.id);
  DELETE FROM with_people WHERE (person_id, begins, entry_id) IN
    (SELECT person_id, begins, entry_id FROM as_with_people WHERE entry_id = old.id);
  DELETE FROM linked WHERE (to_uid, entry_id, as_) IN
    (SELECT to_uid, entry_id, as_ FROM as_linked WHERE entry_id = old.id);"""


def _triggers() -> tuple[str, ...]:
    made = [
        f"CREATE TRIGGER entries_put AFTER INSERT ON entries BEGIN{_PUT}\nEND",
        f"CREATE TRIGGER entries_take BEFORE DELETE ON entries BEGIN{_TAKE}\nEND",
        f"CREATE TRIGGER entries_before BEFORE UPDATE ON entries BEGIN{_TAKE}\nEND",
        f"CREATE TRIGGER entries_after AFTER UPDATE ON entries BEGIN{_PUT}\nEND",
    ]
    for table, columns in COLUMNS.items():
        image = "json_object(" + ", ".join(f"'{name}', old.{name}" for name in columns) + ")"
        for event, row, before in (("INSERT", "new", "NULL"), ("UPDATE", "old", image), ("DELETE", "old", image)):
            made.append(
                f"CREATE TRIGGER {table}_history_{event.lower()} AFTER {event} ON {table} BEGIN\n"
                f"  INSERT INTO row_history SELECT max(id), '{table}', {row}.id, {before} FROM changes WHERE true\n"
                f"    ON CONFLICT DO NOTHING;\nEND"
            )
    return tuple(made)


TRIGGERS = _triggers()
WITHOUT_TRACE = (
    "INSERT INTO search_index (search_index, rank) VALUES ('secure-delete', 1)"  # deleted words leave the index's pages
)

STATEMENTS = (
    *TABLES,
    *INDEXES,
    *VIEWS,
    "INSERT INTO people (name, relationship) VALUES ('myself', 'myself')",
    WITHOUT_TRACE,
    *TRIGGERS,
)
