"""One entry of another program, and what one reading of its file found."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from relational_journal.errors import UnreadableImport
from relational_journal.exchange.parsed_file import LEFT_OUT

# How many field names are reported at most; a hostile file may have a new one in every entry.
_MOST_FIELDS = 200
# The same for tags and words for moods; more than this are no tags of a person's.
_MOST_WORDS = 5000


class ForeignEntry(NamedTuple):
    """An entry as another program exports it.

    Attributes:
        place: its line, row or number in the file.
        record: fields of docs/entry-format.md that the program has an equivalent for; `when` is always there.
        source_id: the program's own id; "" if it has none.
        mood: its word for the mood; "" if it has none.
        tags: tags or activities as written there; what becomes of none is kept as words.
        text_tags: tags and @names that stand in the text.
        are_keys: tags that are keys of the vocabulary become tags here.
        is_ours: written by `rj export`, where a key in no list is an own word.
    """

    place: int
    record: dict[str, Any]
    source_id: str = ""
    mood: str = ""
    tags: tuple[str, ...] = ()
    text_tags: tuple[str, ...] = ()
    are_keys: bool = False
    is_ours: bool = False

    @property
    def digest(self) -> str:
        """Return a hash of time, text, mood and tags: the id of an entry that has none of its own."""
        record = self.record
        said = [record.get("when"), record.get("text"), self.mood, sorted(self.tags)]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]


@dataclass
class Findings:
    """What one reading of a file found.

    Attributes:
        fields: field of the source → where it went, or "left out".
        left_out: what cannot come in and how often, for example {"photo": 12}.
        skipped: place and reason of what was no entry.
        moods, tags: every word met and how often.
        notes: sentences for the user.
        columns: column of a CSV file → what it is read as; None for every other format.
        unit: what `place` counts: "line" or "entry".
    """

    fields: dict[str, str] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    moods: Counter[str] = field(default_factory=Counter)
    tags: Counter[str] = field(default_factory=Counter)
    notes: dict[str, None] = field(default_factory=dict)
    columns: dict[str, str] | None = None
    unit: str = "entry"

    def met(self, names: Iterable[str], known: Mapping[str, str]) -> None:
        """Note fields of the source; one that is not in `known` is left out."""
        for name in names:
            if name not in self.fields and len(self.fields) < _MOST_FIELDS:
                self.fields[str(name)[:100]] = known.get(name, LEFT_OUT)

    def note(self, sentence: str) -> None:
        """Add a sentence for the user once."""
        self.notes[sentence] = None

    def count(self, entry: ForeignEntry) -> None:
        """Count the mood and the tags of an entry."""
        if entry.mood and (entry.mood in self.moods or len(self.moods) < _MOST_WORDS):
            self.moods[entry.mood] += 1
        for tag in (*entry.tags, *entry.text_tags):
            if tag in self.tags or len(self.tags) < _MOST_WORDS:
                self.tags[tag] += 1


def odd_entry(place: int, what: str, kind: str = "entry") -> UnreadableImport:
    """Build the error for one entry that cannot be read: `what` follows its number."""
    return UnreadableImport(
        f"{kind} {place} {what}", f"Mend or remove that {kind} and import again; nothing was stored."
    )
