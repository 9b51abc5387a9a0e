"""Gone is gone: from the bytes of file, write-ahead file, index, kept changes, drafts, copies and memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from relational_journal import Journal
from relational_journal.store.drafts.draft_files import keep_draft
from relational_journal.store.engine import key_derivation
from relational_journal.store.engine.memory_folder import places_of
from relational_journal.store.history import purge

WORDS, NAME, OTHER_NAME, OWN = "quinceparagraph", "Perpetua", "Pepita", "quince-word"


def files_of(rj) -> list[Path]:
    """Every file beside the journal and below, and what is kept of it in memory."""
    beside = [file for file in rj.journal.parent.rglob("*") if file.is_file()]
    return beside + [file for place in places_of(rj.journal) for file in place.parent.glob(f"{place.name}*")]


def found_in(rj, *sought: bytes) -> list[str]:
    contents = {file: file.read_bytes() for file in files_of(rj)}
    return [f"{what!r} in {file}" for what in sought for file, content in contents.items() if what in content]


def spelled(*words: str) -> list[bytes]:
    """A word in any case, as the file and its index may hold it."""
    return [form.encode(code) for word in words for form in (word, word.lower()) for code in ("utf-8", "utf-16-le")]


@pytest.fixture
def filled(rj):
    """A journal in which the words and names stand wherever words and names can."""
    rj("log", f"{WORDS} at breakfast. @{NAME} +{OWN} +hurt +went-silent +d")
    rj("edit", "1", "--text", f"{WORDS} as it was. @{NAME} +{OWN} +hurt +joke")
    rj("people", "edit", NAME, "--also", OTHER_NAME)
    rj("log", f"Something of {OTHER_NAME} alone, and of @Ada.")
    rj("hunch", "add", f"When {NAME} is short with me", "--when", "hurt", "--then", "joke", "--with", NAME)
    rj("session", "after", f"We spoke of {NAME}.", "--with", "Ada")
    rj("backup")
    rj("tag", "1", "+before:lonely")
    rj("delete", "1")
    rj("undo")
    with Journal.open(rj.journal) as journal:
        keep_draft(rj.journal, f"{WORDS} at breakfast. @{NAME} +{OWN} +hurt +went-silent +d", journal.now())
    assert found_in(rj, *spelled(WORDS)[:1])
    return rj


def test_deleted_for_good_its_words_are_nowhere_and_what_is_not_reached_is_said(filled) -> None:
    done = filled("delete", "1", "--for-good", "--yes")

    assert found_in(filled, *spelled(WORDS)) == []
    assert "elsewhere" in done.out + done.err


def test_a_forgotten_persons_names_are_nowhere_and_what_is_not_reached_is_said(filled) -> None:
    done = filled("people", "forget", NAME, "--yes")

    assert found_in(filled, *spelled(NAME, OTHER_NAME)) == []
    assert "made elsewhere" in done.out + done.err
    assert found_in(filled, WORDS.encode())


@pytest.mark.parametrize("words", [("delete", "1", "--for-good", "--yes"), ("people", "forget", NAME, "--yes")])
def test_while_another_reads_it_says_so_and_the_next_command_finishes_it(filled, words, monkeypatch) -> None:
    monkeypatch.setattr(purge, "READERS_SECONDS", 0.1)
    sought = spelled(WORDS) if words[0] == "delete" else spelled(NAME, OTHER_NAME)
    with Journal.open(filled.journal) as reader:
        reading = reader._store.db.stream("SELECT text FROM entries")
        next(reading)  # a reader in the middle of what it reads
        done = filled(*words)
        assert "write-ahead file until" in done.out + done.err
        assert found_in(filled, *sought)
        list(reading)
    filled("list")

    assert found_in(filled, *sought) == []


def test_of_a_journal_with_a_passphrase_they_are_gone_before_it_is_opened_again(filled, monkeypatch) -> None:
    monkeypatch.setenv("RJ_NEW_PASSPHRASE", "secret")
    filled("passphrase")
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    filled("delete", "1", "--for-good", "--yes")
    filled("people", "forget", NAME, "--yes")
    filled("passphrase", "--remove", "--yes")

    assert found_in(filled, *spelled(WORDS, NAME, OTHER_NAME)) == []


def test_a_passphrase_taken_away_leaves_neither_itself_nor_key_nor_salt(filled, monkeypatch) -> None:
    passphrase, other = "a passphrase of quinces", "another of medlars"
    gone: list[bytes] = []
    for new in (passphrase, other):
        monkeypatch.setenv("RJ_NEW_PASSPHRASE", new)
        filled("passphrase")
        monkeypatch.setenv("RJ_PASSPHRASE", new)
        salt = key_derivation.salt_of(filled.journal)
        derived = key_derivation.derive(new, salt)
        gone += [*spelled(new), derived, derived.hex().encode(), salt, salt.hex().encode()]
        filled("backup")
        filled("log", "One more.")
        held = [file for file in files_of(filled) if derived in file.read_bytes()]
        assert [file.parent for file in held] == [place.parent for place in places_of(filled.journal)][:1]
    assert found_in(filled, *spelled(passphrase, other)) == []
    done = filled("passphrase", "--remove", "--yes")

    assert found_in(filled, *gone) == []
    assert "Copies made elsewhere are as they were" in done.err
    assert all(file.read_bytes().startswith(b"SQLite format 3") for file in files_of(filled) if file.suffix == ".db")
    monkeypatch.delenv("RJ_PASSPHRASE")
    assert len(filled("list", "--json").json()) == 5


def test_a_passphrase_changed_lets_the_former_key_open_nothing(filled, monkeypatch) -> None:
    from relational_journal.errors import WrongPassphrase

    monkeypatch.setenv("RJ_NEW_PASSPHRASE", "first")
    filled("passphrase")
    former = key_derivation.derive("first", key_derivation.salt_of(filled.journal))
    monkeypatch.setenv("RJ_PASSPHRASE", "first")
    monkeypatch.setenv("RJ_NEW_PASSPHRASE", "second")
    filled("passphrase")

    assert found_in(filled, former, former.hex().encode()) == []
    for file in (file for file in files_of(filled) if file.suffix == ".db"):
        with pytest.raises(WrongPassphrase):
            Journal.open(file, key=former)
    filled("lock")
