from __future__ import annotations

from datetime import date

import pytest

from relational_journal import Journal
from relational_journal.model import Query, Word, replace
from tests.support.stored import moment


def found(journal: Journal, words: str, **query: object) -> list[str]:
    return [m.text for m in journal.search(words, Query(**query))]  # type: ignore[arg-type]


@pytest.fixture
def filled(journal: Journal) -> Journal:
    """Three moments with words of their own."""
    journal.add(moment(text="Café: she quarrelled, loudly.", when="2026-11-01", people=("Aunt May",)))
    journal.add(moment(text="We laughed.", when="2026-11-02", moves=("went-silent",), answers={"camera": "a Kettle"}))
    journal.add(moment(text="SHE LAUGHED TOO", when="2026-11-03", people=("Jonas",), own=("flat-out",)))
    return journal


def test_beginnings_of_words_are_found_whatever_their_case_and_accents(filled: Journal) -> None:
    assert found(filled, "laugh") == ["SHE LAUGHED TOO", "We laughed."]
    assert found(filled, "cafe QUARREL") == ["Café: she quarrelled, loudly."]
    assert found(filled, "CAFÉ") == ["Café: she quarrelled, loudly."]
    assert found(filled, "aughed") == []


def test_every_word_must_be_there(filled: Journal) -> None:
    assert found(filled, "she laughed") == ["SHE LAUGHED TOO"]
    assert found(filled, "she laughed kettle") == []


def test_answers_people_and_labels_are_searched_too(filled: Journal) -> None:
    assert found(filled, "kettle") == ["We laughed."]
    assert found(filled, "may") == ["Café: she quarrelled, loudly."]
    assert found(filled, "@jon laughed") == ["SHE LAUGHED TOO"]
    assert found(filled, "quiet") == ["We laughed."]
    assert found(filled, "+went-silent") == ["We laughed."]
    assert found(filled, "went-sil") == ["We laughed."]


def test_a_renamed_person_is_found_by_both_names(filled: Journal) -> None:
    filled.people.rename("Jonas", "Yonah")

    assert found(filled, "yonah") == found(filled, "jonas") == ["SHE LAUGHED TOO"]


def test_own_words_are_found_by_key_and_label(filled: Journal) -> None:
    filled.add(moment(text="knackered today", own=("knack",)))
    filled.add_word(Word("flat-out", "completely exhausted", "D"))

    assert found(filled, "exhau") == ["SHE LAUGHED TOO"]
    assert found(filled, "flat-out") == ["SHE LAUGHED TOO"]


def test_what_is_deleted_is_not_found_and_what_comes_back_is(filled: Journal) -> None:
    filled.delete("2")
    assert found(filled, "laugh") == ["SHE LAUGHED TOO"]

    filled.undo("2")
    assert found(filled, "laugh") == ["SHE LAUGHED TOO", "We laughed."]


def test_an_edited_text_is_found_by_its_new_words_alone(filled: Journal) -> None:
    filled.replace(replace(filled.find("2"), text="We wept."))

    assert found(filled, "wept") == ["We wept."]
    assert found(filled, "laugh") == ["SHE LAUGHED TOO"]


def test_filters_and_a_limit_narrow_what_is_found(filled: Journal) -> None:
    assert found(filled, "laugh", limit=1) == ["SHE LAUGHED TOO"]
    assert found(filled, "laugh", until=date(2026, 11, 2)) == ["We laughed."]
    assert found(filled, "she", people=("jonas",)) == ["SHE LAUGHED TOO"]
    assert found(filled, "laughed", tags=("went-silent",)) == ["We laughed."]


@pytest.mark.parametrize(
    "words",
    ['"', '"* NEAR(', "a AND b", "NOT laughed", "^laughed", "text : laughed", "{said} : laughed", "laughed*", "-", "()",
     "'; DROP TABLE entries; --", "\0", "a\0b", "+", "  ", "", "%", "laughed OR she", '""', "*", "🙂", "\\", "said:a"],
)  # fmt: skip
def test_what_is_typed_is_never_search_syntax(filled: Journal, words: str) -> None:
    before = filled.count()

    result = found(filled, words)

    assert result in ([], found(filled, "laughed"))
    assert filled.count() == before


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
