"""Makes one of the small journals of this folder with the code of some commit; everything in it is made up.

git archive COMMIT | tar -x -C CHECKOUT
PYTHONPATH=CHECKOUT python make.py FILE.db [PASSPHRASE] && gzip -9n FILE.db
"""

from __future__ import annotations

import json
import sys
from datetime import datetime, timedelta
from pathlib import Path

from relational_journal import Journal
from relational_journal.model import Entry, Link, Mended, Person, Word
from relational_journal.store.records import changes, entries, own_words, people

_at = datetime.fromisoformat("2026-11-20T20:00:00+01:00")


def now() -> datetime:
    """A clock that stands until `main` puts it forward."""
    return _at


def later() -> None:
    global _at
    _at += timedelta(minutes=1)


def uid(number: int) -> str:
    return f"019a0000-0000-7000-8000-{number:012x}"


FULL = Entry(
    uid=uid(1),
    when="2026-11-18T18:00:00+01:00",
    text="@Ada forgot the concert, and I went quiet. Crème brûlée for one. +went-silent",
    tone="disconnection",
    people=("Ada", "Bruno"),
    setting="family",
    first=("they-let-me-down",),
    braced=("they-rejected-me",),
    felt_before=("hurt",),
    wishes=("to-matter",),
    moves=("went-silent",),
    urges=("pulled-back",),
    after=("they-made-amends",),
    felt_after=("lonely",),
    good={"worth": "less", "zest": "same"},
    power=("about-equal",),
    context={"gender": None, "class-money": "subordinate"},
    treated=("talked-over",),
    own=("my-harbour",),
    break_status="mended",
    mended=Mended("2026-11-19", "both"),
    share=True,
    links=(Link(uid(2), "echoes"),),
    answers={"closer": "further", "camera": "Two coats, one chair."},
)
OTHERS = (
    Entry(uid=uid(2), when="1998", kind="memory", text="The long summer by the lake.", answers={"title": "The lake"}),
    Entry(uid=uid(3), when="2026-11-19", text="Told Bruno about the marmalade.", people=("Bruno",), tone="connection"),
    Entry(uid=uid(4), when="1893", text="A year the clock does not reach.", private=True),
    Entry(uid=uid(5), when="2026-11-20T09:00:00+01:00", text="Thrown away: the lighthouse.", people=("Ada",)),
)


def main(path: Path, passphrase: str | None) -> None:
    """Write the journal."""
    with Journal.open(path, passphrase, now=now) as journal:
        store = journal._store
        with changes.change(store, "people", "adding people"):
            people.take_up(store, (Person("Ada", "partner", "about-equal", ("Adelheid",)), Person("Bruno")), ())
            own_words.take_up(store, (Word("my-harbour", "in my harbour", "C"),))
        for moment in (FULL, *OTHERS):
            later()
            with changes.change(store, "add", "logging one"):
                entries.insert(store, moment)
        later()
        edited = entries.find(store, uid(3))
        fields = {**vars(edited)} if hasattr(edited, "__dict__") else edited._asdict()
        with changes.change(store, "edit", "changing 3"):
            entries.update(store, Entry(**{**fields, "text": "Told Bruno about the marmalade, and he laughed."}))
        with changes.change(store, "delete", "deleting 5"):
            store.db.run("UPDATE entries SET deleted_at = '2026-11-20T20:00:00Z' WHERE uid = ?", (uid(5),))
        with changes.change(store, "hunch", "a hunch, a reading, two settings"):
            store.db.run(
                "INSERT INTO hunches (uid, text, condition, marker, person, since)"
                " VALUES (?, ?, ?, ?, '2', '2026-11-20')",
                (uid(6), "When I am tired, I go quiet.", json.dumps(["hurt"]), json.dumps(["went-silent"])),
            )
            store.db.run(
                "INSERT INTO learned (phrase, key, kept, dropped) VALUES ('shut the door', 'went-silent', 2, 1)"
            )
            store.db.run("INSERT INTO settings (name, value) VALUES ('week-start', 'sunday'), ('hidden:bracing', '1')")
        store.db.run("PRAGMA wal_checkpoint(TRUNCATE)")


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute(), sys.argv[2] if len(sys.argv) > 2 else None)
