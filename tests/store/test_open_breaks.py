"""The open breaks read from their weeks alone are those that reading the whole journal gives."""

from __future__ import annotations

import random
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from relational_journal import Journal
from relational_journal.model import Entry, Link, Mended, Person

ZONE = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 22, 18, 40, tzinfo=ZONE)
PEOPLE = (
    Person("Sam", "partner"),
    Person("Ruth", "manager"),
    Person("Lou", "stranger"),
    Person("Kim", safety="not-safe"),
    Person("myself", "myself"),
)
MOVES = ("repaired", "apologised", "let-it-go", "went-silent", "kept-myself-safe")


def some_life(dice: random.Random) -> list[Entry]:
    """Moments over half a year, with every reason a break can be open, mended, seen as mended or gone on."""
    moments: list[Entry] = []
    for number in range(dice.randint(5, 70)):
        day = NOW.date() - timedelta(days=dice.randint(-3, 190))
        broken = [moment for moment in moments if moment.tone == "disconnection"]
        links = (Link(dice.choice(broken).uid, "repairs"),) if broken and dice.random() < 0.25 else ()
        time = f"T{dice.randint(8, 22):02}:00:00+01:00" if dice.random() < 0.7 else ""
        status = dice.choice([None] * 12 + ["open", "mended", "let-go", "ended"])
        people = tuple(dice.sample([each.name for each in PEOPLE], k=dice.choice([0, 1, 1, 2, 2])))
        # With Ruth nothing is ever close, so what was hard with her stays open however long ago it was.
        tones = ["disconnection", "mixed", None] if "Ruth" in people else ["connection", "disconnection", "mixed", None]
        moments.append(
            Entry(
                when=str(day)[:7] if dice.random() < 0.05 else f"{day}{time}",
                uid=f"01900000-0000-7000-8000-{number:012x}",
                text=f"Moment {number}.",
                tone=dice.choice(tones),
                people=people,
                moves=(dice.choice(MOVES),) if dice.random() < 0.6 else (),
                break_status=status,
                mended=Mended(str(day), "me") if status == "mended" else None,
                unsafe=dice.random() < 0.05,
                story_only=dice.random() < 0.05,
                links=links,
            )
        )
    return moments


@pytest.mark.parametrize("seed", range(40))
def test_any_journals_open_breaks_are_those_of_all_its_breaks(tmp_path: Path, seed: int) -> None:
    with Journal.open(tmp_path / "journal.db", now=lambda: NOW) as journal:
        journal.import_all(PEOPLE, (), (), (), some_life(random.Random(seed)))
        breaks = {uid: each for uid, each in journal.breaks().items() if each.day <= NOW.date()}
        recent = {uid: each for uid, each in breaks.items() if each.age <= 60}

        assert {each.moment.uid for each in journal.open_breaks()} == {
            uid for uid, each in breaks.items() if each.status == "open"
        }
        assert dict(journal.recent_breaks()) == recent


def hard(*people: str) -> Entry:
    return Entry("", "It was hard.", people=people, tone="disconnection")


def mended(*people: str) -> Entry:
    return Entry("", "I said sorry.", people=people, moves=("apologised",))


@pytest.mark.parametrize(
    ("days", "is_open"),
    [
        ([hard("Ruth"), hard("Sam"), mended("Ruth", "Sam")], True),  # it counts for the later break, with Sam
        ([hard("Ruth"), hard("Sam"), mended("Sam"), mended("Ruth", "Sam")], False),  # that one was mended by then
        # The first repair counts for the break with Ada, so the second counts for the one with Sam.
        ([hard("Ruth"), hard("Sam"), hard("Ada"), mended("Sam", "Ada"), mended("Ruth", "Sam")], True),
        # Company of the writer alone ties nobody to anybody.
        ([hard("Ruth", "myself"), hard("Sam", "myself"), mended("Ruth", "myself")], False),
    ],
)
def test_whether_a_break_is_open_depends_on_breaks_with_people_it_was_not_with(
    tmp_path: Path, days: list[Entry], is_open: bool
) -> None:
    long_ago = NOW.date() - timedelta(200)
    moments = [
        each._replace(when=str(long_ago + timedelta(number)), uid=f"u{number}") for number, each in enumerate(days)
    ]
    good = [
        Entry(str(NOW.date()), "We laughed.", uid=name, people=(name,), tone="connection") for name in ("Sam", "Ada")
    ]
    with Journal.open(tmp_path / "journal.db", now=lambda: NOW) as journal:
        journal.import_all((*PEOPLE, Person("Ada")), (), (), (), [*moments, *good])

        assert [each.moment.uid for each in journal.open_breaks()] == (["u0"] if is_open else [])
        assert (journal.breaks()["u0"].status == "open") is is_open


@pytest.mark.parametrize("year", [1, 9999])
def test_at_either_end_of_time_they_are_found(tmp_path: Path, year: int) -> None:
    day = datetime(year, 3 if year == 1 else 12, 30, 12, tzinfo=ZONE)
    with Journal.open(tmp_path / "journal.db", now=lambda: NOW) as journal:
        journal.add(Entry(when=day.date().isoformat(), text="x", people=("Sam",), break_status="open"))
    with Journal.open(tmp_path / "journal.db", now=lambda: day) as journal:
        assert len(journal.open_breaks()) == 1


def test_years_of_mended_days_are_not_read_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from relational_journal.store.queries import open_breaks

    def entries_read(years: int) -> int:
        read = 0
        real = open_breaks.moment_of

        def counted(*words: object) -> Entry:
            nonlocal read
            read += 1
            return real(*words)  # type: ignore[arg-type]

        days = [NOW.date() - timedelta(days=number) for number in range(365 * years)]
        moments = [
            Entry(when=str(day), text="x", tone=("disconnection", "connection")[day.toordinal() % 2], people=("Sam",))
            for day in days
        ]
        with Journal.open(tmp_path / f"{years}.db", now=lambda: NOW) as journal:
            journal.import_all(PEOPLE, (), (), (), moments)
            with monkeypatch.context() as patched:
                patched.setattr(open_breaks, "moment_of", counted)
                found = journal.open_breaks()

        assert len(found) == 31
        return read

    assert entries_read(4) == entries_read(1)
