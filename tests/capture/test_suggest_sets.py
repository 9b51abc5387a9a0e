"""The sets that reading is measured by can be met: known keys, no sentence in two sets, every key asked for."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from relational_journal.vocabulary.load import vocabulary
from tests.capture.suggest_quality import FOLDER, cases, table

SETS = sorted(path.stem for path in FOLDER.glob("*.txt"))
MOVES = frozenset(term.key for term in vocabulary().list_of("moves"))
RESPONSES = frozenset(term.key for term in vocabulary().list_of("responses"))


@pytest.mark.parametrize("name", SETS)
def test_every_label_is_a_move_or_a_response(name: str) -> None:
    labels = frozenset().union(*(case.keys for case in cases(name)))

    assert labels - MOVES - RESPONSES == set()


def test_no_sentence_stands_twice() -> None:
    written = Counter(" ".join(case.text.lower().split()) for name in SETS for case in cases(name))

    assert [text for text, times in written.items() if times > 1] == []


def test_the_second_unseen_set_asks_for_every_move_and_every_response() -> None:
    sentences = cases("unseen-second")

    assert MOVES - frozenset().union(*(one for case in sentences for one in case.moves)) == set()
    assert RESPONSES - frozenset().union(*(one for case in sentences for one in case.responses)) == set()


def test_sentences_of_the_second_unseen_set_are_short_and_some_tell_nothing() -> None:
    sentences = cases("unseen-second")

    assert all(4 <= len(case.text.split()) <= 18 for case in sentences)
    assert sum(not case.things_told for case in sentences) == 50


def test_the_figures_of_the_page_are_those_measured_on_sentences_not_seen() -> None:
    page = (Path(__file__).parents[2] / "docs" / "suggestions.md").read_text(encoding="utf-8").splitlines()
    measured = table(["unseen", "unseen-second", "unseen-third"]).splitlines()
    first = page.index("|  | written | unseen | unseen-second | unseen-third |")
    rows = [row.split("|") for row in page[first : first + len(measured)]]

    # `written` grows with every phrase, and its figures promise nothing
    assert ["|".join([*row[:2], *row[3:]]) for row in rows] == measured, "measure again"
