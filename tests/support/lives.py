"""Ten lives, each a journal of our own in tests/lives, and the evening they are read.

A life is a file: `person NAME RELATIONSHIP` lines, then moments in quick syntax.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path

from relational_journal import Journal
from relational_journal.model import Person
from relational_journal.report.session_page.page import Page

FOLDER = Path(__file__).resolve().parents[1] / "lives"
LIVES = tuple(sorted(path.stem for path in FOLDER.glob("*.txt")))
NOW = datetime(2026, 11, 22, 18, 40, tzinfo=timezone(timedelta(hours=1)))


def life(name: str) -> list[str]:
    """The lines of a life."""
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def fill(journal: Path, lines: Iterable[str]) -> None:
    """Write a life into a journal."""
    with Journal.open(journal, now=lambda: NOW) as opened:
        for line in lines:
            if line.startswith("person "):
                _, name, relationship = line.split()
                opened.people.add(Person(name, relationship))
            elif line.strip() and not line.startswith("#"):
                opened.add(line)


@cache
def page_of_life(name: str) -> Page:
    """The page for the session of a life, as it comes."""
    with tempfile.TemporaryDirectory() as folder:
        journal = Path(folder) / "journal.db"
        fill(journal, life(name))
        with Journal.open(journal, now=lambda: NOW) as opened:
            return opened.summary()
