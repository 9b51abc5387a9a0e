"""Journal as a program uses it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from relational_journal import Journal, Window
from relational_journal.errors import JournalError, StoreError, WordingError
from relational_journal.model import Query

NOW = datetime.fromisoformat("2026-11-22T18:40:00+01:00")


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal.open(tmp_path / "journal.db", now=lambda: NOW)


def test_quick_syntax_makes_an_entry_with_its_people_and_words(journal: Journal) -> None:
    stored = journal.add("yesterday 18:00: @Sam +they-let-me-down +hurt +went-silent +lonely +knackered +less-worth +d")

    assert stored.when == "2026-11-21T18:00:00+01:00"
    assert (stored.people, stored.tone, stored.good) == (("Sam",), "disconnection", {"worth": "less"})
    assert (stored.first, stored.felt_before, stored.moves) == (("they-let-me-down",), ("hurt",), ("went-silent",))
    assert (stored.felt_after, stored.own) == (("lonely",), ("knackered",))
    assert [word.key for word in journal.words()] == ["knackered"]


def test_what_cannot_be_read_stores_nothing(journal: Journal) -> None:
    for text in ("   ", "@Sam +they"):
        with pytest.raises(JournalError):
            journal.add(text)

    assert journal.count() == 0
    assert [person.name for person in journal.people()] == ["myself"]


def test_patterns_count_the_moments_of_a_window(journal: Journal) -> None:
    for day in range(1, 8):
        journal.add(f"2026-11-0{day}: @Sam +they-were-warm +pulled-back")
    journal.add("2026-11-08: @Ada +they-were-warm +stayed-present")

    counted = journal.patterns(Window(date(2026, 11, 1), date(2026, 11, 8)))
    with_ada = journal.patterns(query=Query(people=("ada",)))

    row = next(row for row in counted.rows if row.key == "pushing-away")
    assert (len(row.shows), len(row.otherwise)) == (7, 1)
    assert with_ada.counted == 1


def test_the_page_for_the_session_leaves_out_what_is_private(journal: Journal) -> None:
    journal.add("2026-11-20: @Sam rang +c")
    private = journal.add("2026-11-21: @Sam rang +c")
    journal.replace(private._replace(private=True))

    page = journal.summary()

    assert (page.new_moments, page.private) == (1, 1)


def test_opening_a_journal_imports_nothing_that_draws_asks_or_typesets(tmp_path: Path) -> None:
    look = (
        "import sys; from relational_journal import Journal, Window\n"
        f"with Journal.open({str(tmp_path / 'journal.db')!r}) as journal: journal.add('Ada rang. @ada +c')\n"
        "print(sorted(set(sys.modules) & {'rich', 'questionary', 'prompt_toolkit', 'jinja2', 'typst', 'typer'}))"
    )

    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


def test_a_passphrase_for_a_journal_without_one_is_refused(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.db") as journal:
        journal.add("Ada rang. @ada +c")

    with pytest.raises(StoreError, match="no passphrase"):
        Journal.open(tmp_path / "journal.db", passphrase="secret")


@pytest.mark.parametrize("ask", ["patterns", "summary"])
def test_a_window_reads_days_and_is_refused_where_it_ends_before_it_begins(tmp_path: Path, ask: str) -> None:
    with Journal.open(tmp_path / "journal.db") as journal:
        journal.add("Ada rang. @ada +c")

        getattr(journal, ask)(Window("2026-09-01", "2026-11-30"))  # type: ignore[arg-type]
        with pytest.raises(WordingError, match="before it begins"):
            getattr(journal, ask)(Window(date(2026, 11, 30), date(2026, 11, 1)))
        with pytest.raises(WordingError, match="two days"):
            getattr(journal, ask)(Window("soon", "later"))  # type: ignore[arg-type]
