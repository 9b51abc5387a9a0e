"""Journals as tables a person can count by hand: a line is a moment, `before | what I did | after`.

    2 Nov  Sam  d  they-let-me-down hurt ?they-rejected-me | went-silent ~snapped | they-were-warm lonely

Behind the day stand the people (`-` none, `Sam,Ada` two) and the tone (c d m o, `-` none). Keys find their own field:
a response or feeling by the side it stands on, `?key` is braced for, `~key` an urge, `+zest =worth -clarity` the good
things, `gender:subordinate` a side. `!unsafe !story` set a moment apart, `break:partly`, `mended:5 Nov:me`,
`repairs:3` links to the third line. The uid of a moment is the number of its line.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from typing import Any

from relational_journal.model import Entry, Link, Mended, Person, Window, Word
from relational_journal.patterns.counting.count import count
from relational_journal.patterns.counting.result import Patterns, Row
from relational_journal.vocabulary.load import vocabulary

NOW = datetime(2026, 11, 22, 18, 40, tzinfo=timezone(timedelta(hours=1)))
EIGHT_WEEKS = Window(date(2026, 9, 28), date(2026, 11, 22))
PEOPLE = (
    Person("Sam", "partner"),
    Person("Ada", "close-friend"),
    Person("Mum", "parent"),
    Person("Ruth", "manager"),
    Person("Kim"),
    Person("Thea", "therapist"),
    Person("myself", "myself"),
)

_MONTHS = {"Jan": 1, "Feb": 2, "Jun": 6, "Jul": 7, "Aug": 8, "Sep": 9, "Oct": 10, "Nov": 11, "Dec": 12}
_TONES = {"c": "connection", "d": "disconnection", "m": "mixed", "o": "ordinary", "-": None}
_AMOUNTS = {"+": "more", "=": "same", "-": "less"}
_GOOD = {"zest", "action", "clarity", "worth", "more-connection"}
_SLOTS = {"wishes": "wishes", "power": "power", "treated": "treated", "moves": "moves"}


def journal(table: str, words: Sequence[Word] = ()) -> list[Entry]:
    """The moments of a table, in its order."""
    lines = [line.split("#")[0] for line in table.strip().splitlines()]
    return [moment(line, str(number), words) for number, line in enumerate((x for x in lines if x.strip()), 1)]


def moment(line: str, uid: str, words: Sequence[Word] = ()) -> Entry:
    known = vocabulary().with_words(words)
    sides = [side.split() for side in line.split("|")]
    head, sides[0] = sides[0][:4], sides[0][4:]
    fields: dict[str, Any] = {"links": [], "context": {}, "good": {}}
    for name in (
        "first",
        "braced",
        "felt_before",
        "wishes",
        "moves",
        "urges",
        "after",
        "felt_after",
        "power",
        "treated",
    ):
        fields[name] = []
    for place, side in enumerate(sides):
        for key in _with_spaces(side):
            _put(fields, key, place, known)
    lists = {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
    people = () if head[2] == "-" else tuple(head[2].split(","))
    return Entry(
        when=day_of(f"{head[0]} {head[1]}"),
        uid=uid,
        people=people,
        tone=_TONES[head[3]],
        written=f"2026-11-21T10:{int(uid) // 60:02}:{int(uid) % 60:02}+01:00",
        **lists,
    )


def day_of(words: str) -> str:
    """`2 Nov` as a day of 2026; `Nov 2026` stays a month."""
    first, second = words.split()
    if first in _MONTHS:
        return f"{second}-{_MONTHS[first]:02}"
    return f"2026-{_MONTHS[second]:02}-{int(first):02}"


def _with_spaces(side: list[str]) -> list[str]:
    """`mended:5 Nov:me` holds a space of its own."""
    joined: list[str] = []
    for key in side:
        if joined and joined[-1].startswith("mended:") and joined[-1].count(":") == 1 and joined[-1][-1].isdigit():
            joined[-1] += f" {key}"
        else:
            joined.append(key)
    return joined


def _put(fields: dict[str, Any], key: str, place: int, known: Any) -> None:
    name, _, rest = key.partition(":")
    if key in ("!unsafe", "!story"):
        fields["unsafe" if key == "!unsafe" else "story_only"] = True
    elif name == "break":
        fields["break_status"] = rest
    elif name == "mended":
        day, _, by = rest.partition(":")
        fields["mended"] = Mended(day_of(day), by or None)
    elif name in ("repairs", "echoes", "outcome-of", "fits"):
        fields["links"].append(Link(rest, name))
    elif name == "setting":
        fields["setting"] = rest
    elif key[0] == "?":
        fields["braced"].append(key[1:])
    elif key[0] == "~":
        fields["urges"].append(key[1:])
    elif key[1:] in _GOOD:
        fields["good"][key[1:]] = _AMOUNTS[key[0]]
    elif known.slot_list(name) == "context":
        fields["context"][name] = rest or None
    elif known.slot_list(key) in ("responses", "feelings"):
        before = ("first", "felt_before") if place == 0 else ("after", "felt_after")
        fields[before[known.slot_list(key) == "feelings"]].append(key)
    else:
        fields[_SLOTS[known.slot_list(key)]].append(key)


def counted(
    moments: Sequence[Entry] | str,
    window: Window = EIGHT_WEEKS,
    *,
    words: Sequence[Word] = (),
    people: Sequence[Person] = PEOPLE,
    **more: Any,
) -> Patterns:
    """All patterns of a journal."""
    return count(
        journal(moments, words) if isinstance(moments, str) else moments,
        window,
        now=more.pop("now", NOW),
        vocabulary=vocabulary().with_words(words),
        people={person.name: person for person in people},
        **more,
    )


def parts(row: Row) -> dict[str, str]:
    """The uids of each part of a row, in the order of the table."""
    return {
        name: " ".join(sorted((moment.uid for moment in getattr(row, name)), key=int))
        for name in ("shows", "turned", "otherwise", "held", "neither")
    }
