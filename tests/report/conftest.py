"""The invented journal of eight weeks, counted and as a page; golden files, refreshed by RJ_REFRESH_GOLDEN=1."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from relational_journal.model import Entry, Person, Window
from relational_journal.patterns.counting.count import count
from relational_journal.patterns.counting.result import Patterns
from relational_journal.report.session_page.page import Page, new_window, summary
from relational_journal.report.session_page.page_material import Choices
from relational_journal.vocabulary.load import Vocabulary, vocabulary
from tests.support.eight_weeks import MOMENTS, NOW, PEOPLE, WINDOW, CountOf, PageOf, others
from tests.support.golden import golden as held_in


@pytest.fixture
def words() -> Vocabulary:
    return vocabulary()


@pytest.fixture
def counted(words: Vocabulary) -> CountOf:
    """Patterns of these moments; without any, of the eight weeks."""

    def of(moments: Sequence[Entry] = MOMENTS, window: Window = WINDOW, people: Sequence[Person] = PEOPLE) -> Patterns:
        by_name = {person.name: person for person in people}
        return count(moments, window, now=NOW, vocabulary=words, people=by_name)

    return of


@pytest.fixture
def page_of(words: Vocabulary) -> PageOf:
    """The page of these entries; without any, of the eight weeks. Other arguments are choices."""

    def of(
        entries: Sequence[Entry] = (*MOMENTS, *others()),
        people: Sequence[Person] = PEOPLE,
        window: Window = WINDOW,
        words_: Vocabulary = words,
        chosen: Callable[[Entry], bool] | None = None,
        **choices: Any,
    ) -> Page:
        held = [e for e in entries if e.kind == "session" and e.answers.get("state") == "held"]
        session = max(held, key=lambda entry: entry.when, default=None)
        for name in ("include", "leave", "shared", "hidden"):
            choices[name] = frozenset(choices.get(name, ()))
        return summary(
            entries,
            window=window,
            new=new_window(window, session, chosen=False),
            session=session,
            now=NOW,
            vocabulary=words_,
            people=people,
            choices=Choices(**choices),
            chosen=chosen,
        )

    return of


@pytest.fixture
def golden() -> Callable[[str, str], str]:
    """What tests/report/golden/<name> holds; with RJ_REFRESH_GOLDEN=1 the file is written anew from the text given."""
    return lambda name, text: held_in(Path(__file__).parent / "golden" / name, text)
