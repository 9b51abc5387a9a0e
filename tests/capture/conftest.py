"""Reading quick syntax in a test: a fixed present, a few people, a draft back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import pytest

from relational_journal.capture import Draft, Options, read_moment
from relational_journal.model import Person, Word
from relational_journal.vocabulary.load import Vocabulary, vocabulary

NOW = datetime.fromisoformat("2026-11-22T18:40:00+01:00")  # a Sunday
PEOPLE = (
    Person("Sam", "partner"),
    Person("Mum", "parent", also=("Mother",)),
    Person("Jonas"),
    Person("Anna", "friend"),
    Person("Aunt May", "wider-family"),
    Person("May", "friend"),
)
Read = Callable[..., Draft]


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def people() -> tuple[Person, ...]:
    return PEOPLE


@pytest.fixture
def words() -> Vocabulary:
    """The vocabulary without own words."""
    return vocabulary()


@pytest.fixture
def read() -> Read:
    """Quick syntax → draft, on Sunday 22 November 2026; `own` are own words, anything else an option of `rj log`."""

    def read_text(
        text: str, *, people: Sequence[Person] = PEOPLE, own: Sequence[Word] = (), settings: Any = None, **options: Any
    ) -> Draft:
        return read_moment(
            text,
            now=NOW,
            vocabulary=vocabulary().with_words(own),
            people=people,
            options=Options(**options),
            **(settings or {}),
        )

    return read_text
