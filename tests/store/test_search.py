from __future__ import annotations

from datetime import date

import pytest

from relational_journal import Journal
from relational_journal.model import Query, Word, replace
from tests.support.stored import moment


def found(journal: Journal, words: str, **query: object) -> list[str]:
    return [m.text for m in journal.search(words, Query(**query))]  # type: ignore[arg-type]


@pytest.fixture
def told(journal: Journal) -> Journal:
    """Three moments with words of their own."""
    journal.add(moment(text="Café: she quarrelled, loudly.", when="2026-11-01", people=("Aunt May",)))
    journal.add(moment(text="We laughed.", when="2026-11-02", moves=("went-silent",), answers={"camera": "a Kettle"}))
    journal.add(moment(text="SHE LAUGHED TOO", when="2026-11-03", people=("Jonas",), own=("flat-out",)))
    return journal


def test_beginnings_of_words_are_found_whatever_their_case_and_accents(told: Journal) -> None:
    assert found(told, "laugh") == ["SHE LAUGHED TOO", "We laughed."]
    assert found(told, "cafe QUARREL") == ["Café: she quarrelled, loudly."]
    assert found(told, "CAFÉ") == ["Café: she quarrelled, loudly."]
    assert found(told, "aughed") == []


def test_every_word_must_be_there(told: Journal) -> None:
    assert found(told, "she laughed") == ["SHE LAUGHED TOO"]
    assert found(told, "she laughed kettle") == []


def test_answers_people_and_labels_are_searched_too(told: Journal) -> None:
    assert found(told, "kettle") == ["We laughed."]
    assert found(told, "may") == ["Café: she quarrelled, loudly."]
    assert found(told, "@jon laughed") == ["SHE LAUGHED TOO"]
    assert found(told, "quiet") == ["We laughed."]
    assert found(told, "+went-silent") == ["We laughed."]
    assert found(told, "went-sil") == ["We laughed."]


def test_a_renamed_person_is_found_by_both_names(told: Journal) -> None:
    told.people.rename("Jonas", "Yonah")

    assert found(told, "yonah") == found(told, "jonas") == ["SHE LAUGHED TOO"]


def test_own_words_are_found_by_key_and_label(told: Journal) -> None:
    told.add(moment(text="knackered today", own=("knack",)))
    told.add_word(Word("flat-out", "completely exhausted", "D"))

    assert found(told, "exhau") == ["SHE LAUGHED TOO"]
    assert found(told, "flat-out") == ["SHE LAUGHED TOO"]


def test_what_is_deleted_is_not_found_and_what_comes_back_is(told: Journal) -> None:
    told.delete("2")
    assert found(told, "laugh") == ["SHE LAUGHED TOO"]

    told.undo("2")
    assert found(told, "laugh") == ["SHE LAUGHED TOO", "We laughed."]


def test_an_edited_text_is_found_by_its_new_words_alone(told: Journal) -> None:
    told.replace(replace(told.find("2"), text="We wept."))

    assert found(told, "wept") == ["We wept."]
    assert found(told, "laugh") == ["SHE LAUGHED TOO"]


def test_filters_and_a_limit_narrow_what_is_found(told: Journal) -> None:
    assert found(told, "laugh", limit=1) == ["SHE LAUGHED TOO"]
    assert found(told, "laugh", until=date(2026, 11, 2)) == ["We laughed."]
    assert found(told, "she", people=("jonas",)) == ["SHE LAUGHED TOO"]
    assert found(told, "laughed", tags=("went-silent",)) == ["We laughed."]


@pytest.mark.parametrize(
    "words",
    ['"', '"* NEAR(', "a AND b", "NOT laughed", "^laughed", "text : laughed", "{said} : laughed", "laughed*", "-", "()",
     "'; DROP TABLE entries; --", "\0", "a\0b", "+", "  ", "", "%", "laughed OR she", '""', "*", "🙂", "\\", "said:a"],
)  # fmt: skip
def test_what_is_typed_is_never_search_syntax(told: Journal, words: str) -> None:
    before = told.count()

    result = found(told, words)

    assert result in ([], found(told, "laughed"))
    assert told.count() == before


def test_what_is_typed_finds_itself(journal: Journal) -> None:
    for text in (
        '"* NEAR(hurt',
        "'; DROP TABLE entries",
        "[bold]x",
        "e\u0301a",
        "well-known",
        "o'clock",
        "日本語です",
        "don’t",
    ):
        stored = journal.add(moment(text=text))

        assert stored in journal.search(text)


def test_newest_come_first_also_before_1970_and_far_ahead(journal: Journal) -> None:
    for when in ("1969-12-31", "0001", "9999-12-31T23:59:59+00:00", "2026-11", "1970-01-01T00:00:01+00:00"):
        journal.add(moment(text=f"when {when}", when=when))

    expected = ["9999-12-31T23:59:59+00:00", "2026-11", "1970-01-01T00:00:01+00:00", "1969-12-31", "0001"]
    assert found(journal, "when") == [f"when {when}" for when in expected]
    assert found(journal, "when", limit=2) == [f"when {when}" for when in expected[:2]]
