"""Whatever a vocabulary file holds, it is read as it says or its mistake is named; never a traceback."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from relational_journal.vocabulary.build import compact
from relational_journal.vocabulary.build.pattern_source import patterns_of
from relational_journal.vocabulary.build.term_source import (
    LISTS,
    VocabularyError,
    read_terms,
    read_toml,
    tables_of,
    terms_of,
)
from tests.robustness.fuzz_inputs import tables

TERMS, BASES = read_terms(), read_toml("bases")
WHOLE = '[x]\nlabel = "x"\npolarity = "C"\nway = "contact"\nsource = "x"\ninline_label = "x"\n'
anything = some.recursive(
    some.booleans() | some.integers() | some.floats() | some.text(max_size=5) | some.dates(),
    lambda inner: some.lists(inner, max_size=2) | some.dictionaries(some.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)


def read(name: str, content: Any) -> None:
    if name in ("patterns", "bases"):
        bases = content if name == "bases" else BASES
        json.loads(compact.written(patterns_of(TERMS, bases, content if name == "patterns" else {}, "names = []")))
    else:
        terms = terms_of({name: content})
        json.loads(compact.written(compact.compact_terms(terms)))
        compact.near_words(terms)


@settings(max_examples=300, deadline=None)
@given(some.data())
def test_a_field_of_any_kind_is_read_or_named(data: some.DataObject) -> None:
    name = data.draw(some.sampled_from([*(file for file, _, _ in LISTS), "patterns", "bases"]))
    content = tables_of(name, data.draw(some.sampled_from(tables(name))))
    fields = next(iter(content.values()))
    fields[data.draw(some.sampled_from([*fields, "new"]))] = data.draw(anything)
    try:
        read(name, content)
    except VocabularyError as error:
        assert f"{name}.toml" in str(error) or "finds both" in str(error) or "near word" in str(error)


@settings(max_examples=300, deadline=None)
@given(some.text(some.characters(codec="utf-8"), max_size=40) | some.text("[]=\"'#\n.{}a1-", max_size=30))
def test_a_text_of_any_kind_is_tables_or_its_mistake_is_named(text: str) -> None:
    try:
        content = tables_of("moves.toml", text)
        read("moves", content)
    except VocabularyError as error:
        assert "moves.toml" in str(error)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hurt = 3", "hurt is no table"),
        ("[a b]", "moves.toml"),
        ('["a b"]\nlabel = "x"', "a key is words in small letters"),
        (
            '[x]\nlabel = 3\npolarity = "C"\nway = "contact"\nsource = "x"\ninline_label = "x"',
            "[x]: label is missing or empty",
        ),
        (WHOLE + "short = 3", "short must be a list of words"),
        (WHOLE + 'short = ["a b"]', "can stand after a +"),
        (WHOLE.replace('label = "x"', 'label = "!"'), "label holds no word"),
        (WHOLE + "meaning = 5", "meaning is missing or empty"),
        (WHOLE.replace('label = "x"', 'label = "x\\u001b"'), "signs that cannot be shown"),
    ],
)
def test_a_slip_in_a_file_is_named_with_its_place(text: str, said: str) -> None:
    with pytest.raises(VocabularyError) as raised:
        terms_of({"moves": tables_of("moves.toml", text)})

    assert said in str(raised.value)
