"""A clock that was ahead once empties nothing: what 30 days end waits at a jump, until a day has passed by it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from relational_journal import Journal
from relational_journal.model import Query
from relational_journal.store.engine import backup_names
from tests.support.stored import Clock

START = "2026-11-22T18:40"


def at(monkeypatch: pytest.MonkeyPatch, when: str) -> None:
    monkeypatch.setenv("RJ_NOW", when)


@pytest.fixture
def binned(rj, monkeypatch: pytest.MonkeyPatch):
    """A journal with one entry in the bin and a former state of another."""
    at(monkeypatch, START)
    rj("log", "Thrown away: the lighthouse.")
    rj("log", "First words.")
    rj("edit", "2", "--text", "Second words.")
    rj("delete", "1")
    return rj


def in_bin(rj) -> list[str]:
    return [entry["text"] for entry in rj("list", "--deleted", "--json").json()]


def test_one_run_with_a_clock_years_ahead_takes_nothing_away_and_says_so(binned, monkeypatch) -> None:
    at(monkeypatch, "2031-01-01T00:00")
    done = binned("log", "Written under a wrong clock.")
    assert re.search(r"1 entry in the bin.* 30 days.*clock", done.err.replace("\n", " ")), done.err
    binned("log", "And again, an hour on.")
    assert in_bin(binned) == ["Thrown away: the lighthouse."]

    at(monkeypatch, "2026-11-22T18:50")
    binned("undo", "1")
    texts = {entry["text"] for entry in binned("list", "--json").json()}
    assert "Thrown away: the lighthouse." in texts
    binned("edit", "2", "--text", "Third words.")
    binned("undo")
    binned("undo", "2")
    assert "First words." in {entry["text"] for entry in binned("list", "--json").json()}


def test_a_clock_that_stays_there_for_a_day_is_right(binned, monkeypatch) -> None:
    at(monkeypatch, "2027-03-01T10:00")
    binned("log", "Back after months.")
    assert in_bin(binned)
    at(monkeypatch, "2027-03-01T22:00")
    binned("log", "Later that day.")
    assert in_bin(binned)

    at(monkeypatch, "2027-03-02T10:01")
    binned("log", "The day after.")

    assert in_bin(binned) == []
    assert b"lighthouse" not in binned.journal.read_bytes()
    assert b"First words" not in binned.journal.read_bytes()


def test_used_day_by_day_what_is_due_goes_on_its_day(path: Path, clock: Clock) -> None:
    with Journal.open(path, now=clock) as journal:
        gone = journal.add("Thrown away.")
        journal.delete(str(gone.id))
        for day in range(1, 31):
            clock.forward(days=1)
            journal.add(f"Day {day}.")
            assert len(list(journal.entries(Query(deleted=True)))) == 1
        clock.forward(seconds=1)
        journal.add("The moment after.")
        assert list(journal.entries(Query(deleted=True))) == []


def test_what_became_due_within_the_last_day_goes_at_once_also_after_a_pause(path: Path, clock: Clock) -> None:
    with Journal.open(path, now=clock) as journal:
        gone = journal.add("Thrown away.")
        journal.delete(str(gone.id))
        clock.forward(days=31)
        journal.add("A month on.")
        assert list(journal.entries(Query(deleted=True))) == []


def test_a_jump_that_was_taken_back_is_forgotten(binned, monkeypatch) -> None:
    at(monkeypatch, "2031-01-01T00:00")
    binned("log", "Ahead.")
    at(monkeypatch, START)
    binned("log", "Right again.")
    at(monkeypatch, "2031-01-03T00:00")  # ahead once more, later than a day after the first time

    binned("log", "Ahead again.")

    assert in_bin(binned) == ["Thrown away: the lighthouse."]


@pytest.mark.parametrize(
    "words", [("undo",), ("undo", "2"), ("delete", "3", "--for-good", "--yes"), ("tag", "2", "+hurt")]
)
def test_no_command_ends_what_waits(binned, words, monkeypatch) -> None:
    at(monkeypatch, "2031-01-01T00:00")
    binned("log", "Ahead.")

    binned(*words, code=None)

    assert in_bin(binned) == ["Thrown away: the lighthouse."]


def test_copies_are_not_thinned_by_years_at_a_jump(path: Path, clock: Clock) -> None:
    with Journal.open(path, now=clock) as journal:
        journal.add("One.")
        for _ in range(12):
            clock.forward(days=1)
            journal.backup()
        before = set(backup_names.copies_of(path))
        was = clock.at
        clock.at = datetime.fromisoformat("2031-01-01T00:00:00+01:00")
        journal.backup()
        journal.backup()
        assert before <= set(backup_names.copies_of(path))
        clock.at = was + timedelta(days=1)
        journal.backup()
        assert before <= set(backup_names.copies_of(path))
