"""Journal as a program uses it."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

import relational_journal
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
    assert [person.name for person in journal.people.all()] == ["myself"]


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


def test_every_type_that_the_signatures_of_a_journal_name_is_public() -> None:
    modules = [inspect.getmodule(kind) for kind in Journal.__mro__ if kind.__module__.startswith("relational_journal")]
    modules.append(inspect.getmodule(relational_journal.People))
    named: set[str] = set()
    for module in filter(None, modules):
        tree = ast.parse(inspect.getsource(module))
        ours = {
            name.asname or name.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("relational_journal")
            for name in node.names
        }
        for method in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            if method.name.startswith("_"):
                continue
            annotations = [method.returns, *(one.annotation for one in (*method.args.args, *method.args.kwonlyargs))]
            parts = [node for one in annotations if one for node in ast.walk(one)]
            named |= {node.id for node in parts if isinstance(node, ast.Name) and node.id in ours}

    assert len(named) > 20
    assert named <= set(relational_journal.__all__)


def test_every_public_name_is_there_and_says_what_it_is() -> None:
    for name in relational_journal.__all__:
        public = getattr(relational_journal, name)
        assert name == "__version__" or inspect.getdoc(public), name
