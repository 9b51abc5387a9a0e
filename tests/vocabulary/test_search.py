"""Words are looked up as people type them: by whole beginnings, and by phrases that only hint at a tag."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relational_journal.vocabulary.load import vocabulary
from relational_journal.vocabulary.search import matching_keys, words_of

VOCABULARY = vocabulary()


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        ("lied", ("lied", "they-lied-to-me")),
        ("cut me off", ("talked-over",)),
        ("Cut ME off!", ("talked-over",)),
        ("interr", ("talked-over",)),
        ("didn't reply", ("left-unanswered", "they-pulled-away")),
        ("silent treat", ("they-froze-me-out",)),
        ("criticize", ("criticised-first", "they-criticised-me")),
        ("mum", ("parent",)),
        ("flatm", ("housemate",)),
        ("zzz", ()),
        ("", ()),
        (" - ", ()),
    ],
)
def test_a_search_finds_what_begins_so_and_nothing_that_only_holds_the_letters(asked, keys):
    assert matching_keys(VOCABULARY, asked) == keys


def test_complied_is_found_by_its_own_beginning():
    assert "kept-myself-safe" in matching_keys(VOCABULARY, "compl")
    assert "kept-myself-safe" not in matching_keys(VOCABULARY, "lied")


@given(st.sampled_from([*VOCABULARY.terms.values()]))
def test_every_tag_is_found_by_its_label_and_its_short_words(term):
    for text in (term.label, term.key, *term.short):
        assert term.key in matching_keys(VOCABULARY, text)


@given(st.text(max_size=30))
def test_no_text_makes_a_search_fail(asked):
    found = matching_keys(VOCABULARY, asked)

    assert set(found) <= set(VOCABULARY.terms)
    assert found == () if not words_of(asked) else True


def test_a_key_one_letter_off_comes_before_one_with_a_word_one_letter_off() -> None:
    assert vocabulary().near("sadd")[0] == "sad"
    assert vocabulary().near("cheked")[0] == "checked-repeatedly"
