"""Whatever a line of a file holds, it is taken as it says or refused with its number; nothing else comes of it."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from relational_journal.entry_json import to_record
from relational_journal.errors import UnreadableImport
from relational_journal.exchange.jsonl import reader, record_checks
from relational_journal.exchange.jsonl.entry_checks import FIELDS
from relational_journal.exchange.parsed_file import no_progress
from relational_journal.vocabulary.load import vocabulary
from tests.robustness.fuzz_targets import as_the_file_says

NAMES = sorted({*FIELDS, *(name for fields in record_checks.FIELDS.values() for name in fields)})
texts = some.text(some.characters(codec="utf-8"), max_size=8)
words = some.sampled_from(
    ["hurt", "went-silent", "moment", "word", "person", "hunch", "2026-11-02", "1998", "open", "me"]
)
values = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | texts | words,
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(texts | words, inner, max_size=3),
    max_leaves=6,
)
entries = some.fixed_dictionaries(
    {"when": some.sampled_from(["2026-11-02", "1998", "2026-11-02T10:00:00+01:00"]), "text": texts}
)
objects = some.tuples(entries | some.just({}), some.dictionaries(some.sampled_from(NAMES) | texts, values, max_size=4))


def read(raw: bytes) -> list[Any]:
    intake = reader.read(io.BytesIO(raw), vocabulary=vocabulary())
    return [item.moment for item in intake.entries(no_progress)]


@settings(max_examples=150, deadline=None)
@given(some.lists(objects, min_size=1, max_size=3))
def test_objects_of_any_shape_are_taken_as_they_say_or_refused_with_their_line(pairs: list[Any]) -> None:
    said = [{**entry, **more} for entry, more in pairs]
    raw = "".join(json.dumps(record) + "\n" for record in said).encode()
    try:
        found = read(raw)
    except UnreadableImport as error:
        assert error.sentence.startswith("line ")
        assert error.next_step
        return
    for entry, record in zip(found, (one for one in said if one.get("kind") not in record_checks.FIELDS), strict=True):
        as_the_file_says(to_record(entry), record)


@settings(max_examples=300, deadline=None)
@given(some.binary(max_size=60) | some.text('{}[]",:\\ud8\x00\ufeff01eE.-', max_size=40).map(str.encode))
def test_bytes_of_any_kind_are_refused_in_words(raw: bytes) -> None:
    try:
        read(raw)
    except UnreadableImport as error:
        assert error.sentence.startswith("line ")


@pytest.mark.parametrize("depth", [50, 5_000, 200_000])
@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_a_line_nested_without_end_is_refused(depth: int, opening: str) -> None:
    with pytest.raises(UnreadableImport, match="line 1 "):
        read((opening * depth + "\n").encode())
