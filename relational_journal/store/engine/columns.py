"""The parts of the schema that every command needs: file mark, version, and the columns of the source tables."""

from __future__ import annotations

from relational_journal.model import KEY_LISTS

APPLICATION_ID = 0x726A6A31  # "rjj1" in the file's header marks a journal of this program
VERSION = 4  # PRAGMA user_version of the current schema

COLUMNS = {
    "entries": (
        "id", "uid", "kind", "occurred", "begins", "written", "changed", "tone", "setting", "first", "braced",
        "felt_before", "wishes", "moves", "urges", "after", "felt_after", "good", "power", "context", "treated", "own",
        "people", "break_status", "mended_when", "mended_by", "unsafe", "private", "share", "story_only", "links",
        "deleted_at", "source", "source_id", "answers", "text",
    ),
    "people": ("id", "name", "relationship", "power", "safety", "also"),
    "words": ("id", "key", "label", "polarity", "counts_as"),
    "hunches": ("id", "uid", "text", "condition", "marker", "person", "since", "ended", "read_at"),
    "learned": ("id", "phrase", "key", "kept", "dropped"),
    "settings": ("id", "name", "value"),
}  # fmt: skip
KEPT_TABLES = tuple(COLUMNS)

# The columns of entries that hold JSON arrays of keys.
SLOTS = (*KEY_LISTS, "own")
