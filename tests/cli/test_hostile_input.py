"""The checks behind "none stored otherwise" do fail where something is stored otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from relational_journal import Journal
from relational_journal.errors import JournalError
from relational_journal.model import replace
from relational_journal.store.records import entries
from tests.robustness import fuzz, fuzz_targets
from tests.robustness.fuzz_inputs import Own


def test_every_target_takes_some_and_refuses_some_and_stores_what_it_takes() -> None:
    found = fuzz.run(2000, seed=1)

    assert {name for name, counted in found.items() if not counted["taken"]} == set()
    assert {name for name, counted in found.items() if not counted["refused"]} <= {"search words"}
    for name in ("quick syntax", "import lines", "own words"):
        assert found[name]["stored"] > 1, name


@pytest.mark.parametrize("what", ["text", "moves", "tone", "when"])
def test_a_field_stored_otherwise_is_found_out(monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    whole = entries.insert
    wrong = {"text": "x", "moves": ("snapped",), "tone": "mixed", "when": "1998"}[what]

    def other(store: Any, moment: Any) -> Any:
        return whole(store, replace(moment, **{what: wrong}))

    monkeypatch.setattr(entries, "insert", other)
    with pytest.raises(AssertionError, match="stored otherwise"):
        fuzz.run(1500, seed=1)


def test_an_own_word_stored_otherwise_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Journal.add_word
    monkeypatch.setattr(Journal, "add_word", lambda journal, word: whole(journal, replace(word, label="other")))
    with pytest.raises(AssertionError):
        fuzz.run(1500, seed=1)


@settings(max_examples=200, deadline=None)
@given(some.builds(Own, *[some.text(some.characters(), max_size=10) | some.sampled_from(["hurt", "C", "x-y"])] * 4))
def test_own_words_of_any_signs_are_taken_as_themselves_or_refused_in_our_words(
    tmp_path_factory: pytest.TempPathFactory, word: Own
) -> None:
    try:
        _words(tmp_path_factory).put(word, keep=False)
    except JournalError as error:
        assert error.sentence
        assert error.next_step


_door: list[fuzz_targets.OwnWords] = []


def _words(folders: pytest.TempPathFactory) -> fuzz_targets.OwnWords:
    """One target for all examples: making it makes a journal."""
    if not _door:
        _door.append(fuzz_targets.OwnWords(Path(folders.mktemp("words"))))
    return _door[0]
