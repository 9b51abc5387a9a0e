from __future__ import annotations

import stat
from pathlib import Path

import pytest

from relational_journal import Journal
from relational_journal.errors import JournalError, NotFound
from relational_journal.model import Hunch, Word
from relational_journal.store.drafts.draft_files import keep_draft, list_drafts
from tests.support.stored import START, moment


def test_a_choice_is_kept_and_what_the_program_notes_for_itself_is_never_taken_back(journal: Journal) -> None:
    assert journal.settings.get("region", "none") == "none"
    journal.settings.set("told-once", "yes", quietly=True)
    journal.settings.set("region", "uk")
    journal.settings.set("region", "us")

    assert journal.settings.get("region", "none") == "us"
    journal.undo()
    assert journal.settings.get("region", "none") == "uk"
    journal.undo()
    with pytest.raises(JournalError):
        journal.undo()
    assert journal.settings.get("told-once", "no") == "yes"


def test_a_pattern_is_hidden_and_shown_again(journal: Journal) -> None:
    journal.settings.hide_pattern("pushing-away")
    journal.settings.hide_pattern("bracing")
    journal.settings.hide_pattern("bracing")
    journal.settings.unhide_pattern("pushing-away")

    assert journal.settings.hidden_patterns() == {"bracing"}


def test_own_words_join_the_vocabulary(journal: Journal) -> None:
    journal.add("@Sam said no +knackered")
    assert journal.words() == (Word("knackered", "knackered"),)
    assert journal.vocabulary.find("knackered") == ("knackered",)

    journal.add_word(Word("knackered", "worn out", "D", "drained"))

    assert journal.vocabulary.label("knackered") == "worn out"
    assert journal.vocabulary.counts_as("knackered") == "drained"


def test_an_own_word_given_a_like_later_moves_in_earlier_entries(journal: Journal) -> None:
    journal.add("I snapped +snapped and was +knackered after it")
    journal.add("+knackered when Sam rang @sam +went-silent")
    journal.add("nothing of it")
    journal.add("+knackered, in the bin")
    journal.delete("4")

    done = journal.add_word(Word("knackered", "worn out", "D", "drained"))

    assert journal.find("1").felt_after == ("knackered",)
    assert journal.find("2").felt_before == ("knackered",)
    assert all(m.own == () for m in journal.entries())
    assert "it moved in 2 entries" in done.sentence
    assert len(done.uids) == 2
    assert journal.find("4", deleted=True).own == ("knackered",)
    journal.undo()
    assert journal.find("1").own == journal.find("2").own == ("knackered",)
    assert journal.words()[0].like is None


def test_uses_count_the_entries_that_carry_a_key(journal: Journal) -> None:
    warm = ("they-were-warm",)
    journal.add(moment(first=warm, after=warm, urges=("snapped",), context={"age": "both"}))
    journal.add(moment(first=warm, good={"worth": "less"}))
    journal.add(moment(moves=("snapped",)))
    journal.delete("3")

    uses = journal.word_uses()

    assert {key: uses[key] for key in ("they-were-warm", "snapped", "age", "less-worth")} == {
        "they-were-warm": 2, "snapped": 1, "age": 1, "less-worth": 1
    }  # fmt: skip


def test_a_hunch_is_stated_found_and_ended(journal: Journal) -> None:
    stated = journal.hunches.add(Hunch("", "when …", ("hurt",), ("went-silent",), "Sam", "2026-11-01"))

    assert journal.hunches.all() == (stated,)
    ended = journal.hunches.end(stated.uid[:10])
    assert ended.ended == "2026-11-22"
    assert journal.hunches.all() == (ended,)
    journal.undo()
    assert journal.hunches.all() == (stated,)
    with pytest.raises(NotFound):
        journal.hunches.end("nope")


def test_drafts_lie_beside_the_journal_for_their_owner_only(path: Path) -> None:
    first = keep_draft(path, "words\0 \u202e as typed\n", START)
    second = keep_draft(path, "others", START)

    assert first == path.parent / "drafts" / "2026-11-22-1840.txt"
    assert list_drafts(path) == (first, second)
    assert first.read_text(encoding="utf-8") == "words\0 \u202e as typed\n"
    assert {stat.S_IMODE(file.stat().st_mode) for file in (first, second)} == {0o600}
    assert stat.S_IMODE(first.parent.stat().st_mode) == 0o700
    assert list_drafts(path.parent / "elsewhere" / "journal.db") == ()
