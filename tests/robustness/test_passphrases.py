"""A passphrase in all its spellings opens the journal; what cannot be one is refused before anything is made."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from unicodedata import normalize

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from relational_journal import Journal
from relational_journal.errors import StoreError
from relational_journal.store.engine import first_page, key_derivation
from relational_journal.store.files import passphrase
from relational_journal.store.keys import key_cache, passphrase_text

TYPED = "Grüße, Zoë – 各"
COMPOSED, DECOMPOSED = normalize("NFC", TYPED), normalize("NFD", TYPED)
MIXED = normalize("NFC", "Grüße, Z") + normalize("NFD", "oë – 各")
NO_PASSPHRASE = {
    "a line break": "two\nlines",
    "a line break at its end": "one line\n",
    "another line break": "two\u2028lines",
    "blanks alone": "  \u3000 ",
    "the form of a key": f"x'{'0a' * 32}'",
    "the form of a key with a salt": f"X'{'0A' * 48}'",
    "what is not seen": "a\u200bb",
}


def open_with_the_engine_alone(path: Path, typed: str) -> int:
    connection = dbapi2.connect(str(path))
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute("PRAGMA key = '{}'".format(typed.replace("'", "''")))
    return int(connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])


@pytest.fixture
def keyless(monkeypatch: pytest.MonkeyPatch) -> None:
    """No key is kept: every command derives it, in one round."""
    monkeypatch.setenv("RJ_KEEP", "0")
    monkeypatch.setattr(key_derivation, "_ROUNDS", 1)


@pytest.mark.parametrize("typed", [COMPOSED, DECOMPOSED, MIXED], ids=["composed", "decomposed", "mixed"])
def test_a_new_passphrase_is_stored_composed_however_it_is_typed(rj, monkeypatch, typed: str) -> None:
    monkeypatch.setenv("RJ_PASSPHRASE", typed)
    rj("log", "Tea.")

    assert open_with_the_engine_alone(rj.journal, COMPOSED)
    rj("lock")


@pytest.mark.parametrize("stored", [COMPOSED, DECOMPOSED, MIXED], ids=["composed", "decomposed", "mixed"])
def test_a_journal_closed_before_this_rule_opens_and_is_copied_back(rj, keyless, monkeypatch, stored) -> None:
    salt = os.urandom(first_page.SALT_BYTES)
    passphrase.make(rj.journal, key_derivation.derive(stored, salt), salt)
    monkeypatch.setenv("RJ_PASSPHRASE", stored)
    rj("log", "Tea.")
    rj("backup", "--json")
    for typed in {stored, COMPOSED, DECOMPOSED} - ({COMPOSED, DECOMPOSED} if stored == MIXED else set()):
        monkeypatch.setenv("RJ_PASSPHRASE", typed)
        assert rj("list", "--json").json()[0]["text"] == "Tea."
    copy = next((rj.journal.parent / "backups").glob("*.db"))
    rj("restore", str(copy), "--yes")

    assert rj("list", "--json").json()[0]["text"] == "Tea."


def test_a_passphrase_stored_decomposed_is_changed_by_its_other_spelling_and_stored_composed(rj, monkeypatch) -> None:
    salt = os.urandom(first_page.SALT_BYTES)
    passphrase.make(rj.journal, key_derivation.derive(DECOMPOSED, salt), salt)
    monkeypatch.setenv("RJ_PASSPHRASE", COMPOSED)
    monkeypatch.setenv("RJ_NEW_PASSPHRASE", DECOMPOSED)
    rj("passphrase")

    assert open_with_the_engine_alone(rj.journal, COMPOSED)
    rj("lock")


def test_python_code_opens_a_journal_in_every_spelling_too(rj) -> None:
    Journal.open(rj.journal, DECOMPOSED).close()

    assert open_with_the_engine_alone(rj.journal, COMPOSED)
    with Journal.open(rj.journal, DECOMPOSED) as journal:
        assert list(journal.entries()) == []


def test_a_wrong_passphrase_is_wrong_in_all_its_spellings(rj, keyless, monkeypatch) -> None:
    monkeypatch.setenv("RJ_PASSPHRASE", COMPOSED)
    rj("init")
    monkeypatch.setenv("RJ_PASSPHRASE", COMPOSED.upper())

    assert "does not open" in rj("list", code=1).err


def test_with_the_key_kept_the_other_spelling_is_known_without_deriving_it(rj, monkeypatch) -> None:
    monkeypatch.setenv("RJ_PASSPHRASE", COMPOSED)
    rj("init")
    derived: list[object] = []
    monkeypatch.setattr(key_derivation, "derive", lambda *given: derived.append(given) or pytest.fail("derived again"))
    monkeypatch.setenv("RJ_PASSPHRASE", DECOMPOSED)
    opened = rj("list")
    rj("lock")

    assert opened.err == "Nothing here yet.\n"
    assert derived == []


@given(st.text(st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S", "Zs"]), min_size=1))
def test_whatever_can_be_a_passphrase_opens_what_it_closed_in_every_spelling(typed: str) -> None:
    try:
        stored = passphrase_text.new_passphrase(typed)
    except StoreError:
        return

    for form in (typed, normalize("NFC", typed), normalize("NFD", typed)):
        assert stored in passphrase_text.spellings(form)


# What cannot be one


@pytest.mark.parametrize("what", NO_PASSPHRASE)
def test_a_new_passphrase_that_cannot_be_one_is_refused_and_nothing_is_made(rj, monkeypatch, what: str) -> None:
    monkeypatch.setenv("RJ_PASSPHRASE", NO_PASSPHRASE[what])
    for words in (("init", "--passphrase"), ("log", "Tea.")):
        done = rj(*words, code=1)
        assert done.err.startswith("error: a passphrase cannot ")
        assert len(done.err.splitlines()) == 2
    assert not rj.journal.exists() or not rj.journal.stat().st_size
    monkeypatch.delenv("RJ_PASSPHRASE")
    rj("log", "Tea.")
    monkeypatch.setenv("RJ_NEW_PASSPHRASE", NO_PASSPHRASE[what])
    before = rj.journal.read_bytes()

    assert rj("passphrase", code=1).err.startswith("error: a passphrase cannot ")
    assert rj.journal.read_bytes() == before
    with pytest.raises(StoreError, match="a passphrase cannot"):
        Journal.open(rj.journal.with_name("other.db"), NO_PASSPHRASE[what])
    assert not rj.journal.with_name("other.db").exists()


@pytest.mark.parametrize("what", NO_PASSPHRASE)
def test_a_journal_closed_by_one_of_these_before_opens(rj, keyless, monkeypatch, what) -> None:
    salt = os.urandom(first_page.SALT_BYTES)
    passphrase.make(rj.journal, key_derivation.derive(NO_PASSPHRASE[what], salt), salt)
    monkeypatch.setenv("RJ_PASSPHRASE", NO_PASSPHRASE[what])
    rj("log", "Tea.")

    assert rj("list", "--json").json()[0]["text"] == "Tea."


def test_bytes_that_are_no_utf_8_are_refused_in_one_sentence(rj) -> None:
    rj("log", "Tea.")
    closed = rj.journal.with_name("closed.db")
    Journal.open(closed, "secret").close()
    for name, journal, words in (
        (b"RJ_PASSPHRASE", "new.db", ["init", "--passphrase"]),
        (b"RJ_PASSPHRASE", "closed.db", ["list"]),
        (b"RJ_NEW_PASSPHRASE", "journal.db", ["passphrase"]),
        (b"RJ_PDF_PASSPHRASE", "journal.db", ["summary", "--format", "pdf", "--passphrase", "--yes"]),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "relational_journal", "--journal", str(rj.journal.with_name(journal)), *words],
            env=os.environb | {name: b"caf\xe9"},
            capture_output=True,
            check=False,
        )

        assert done.returncode == 1, done.stderr
        assert done.stderr.startswith(b"error: a passphrase cannot hold what is not UTF-8\n")
        assert (done.stdout, len(done.stderr.splitlines())) == (b"", 2)


def test_a_zero_character_opens_nothing(rj) -> None:
    with pytest.raises(StoreError, match="zero character"):
        Journal.open(rj.journal, "a\0b")
    Journal.open(rj.journal, "secret").close()
    with pytest.raises(StoreError, match="zero character"):
        Journal.open(rj.journal, "a\0b")


@pytest.mark.parametrize(
    ("name", "words", "closed"),
    [
        ("RJ_PASSPHRASE", ("list",), False),
        ("RJ_PASSPHRASE", ("list",), True),
        ("RJ_PASSPHRASE", ("log", "Soup."), False),
        ("RJ_PASSPHRASE", ("restore", "copy.db", "--yes"), True),
        ("RJ_NEW_PASSPHRASE", ("passphrase",), False),
        ("RJ_NEW_PASSPHRASE", ("passphrase",), True),
        ("RJ_PDF_PASSPHRASE", ("summary", "--format", "pdf", "--output", "p.pdf", "--passphrase", "--yes"), False),
    ],
)
def test_a_variable_that_is_set_and_empty_is_an_error(rj, tmp_path, monkeypatch, name, words, closed) -> None:
    monkeypatch.chdir(tmp_path)
    if closed:
        monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    rj("log", "Tea.")
    rj("backup", "copy.db")
    before = rj.journal.read_bytes()
    monkeypatch.setenv(name, "")
    done = rj(*words, code=2)

    assert done.err.startswith(f"error: {name} is set and empty\n")
    assert done.out == ""
    assert rj.journal.read_bytes() == before
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    rj("lock")


@pytest.mark.parametrize("words", [("init",), ("init", "--passphrase"), ("log", "Tea.")])
def test_a_journal_is_not_made_open_because_the_secret_of_a_script_is_missing(rj, monkeypatch, words) -> None:
    monkeypatch.setenv("RJ_PASSPHRASE", "")

    assert "RJ_PASSPHRASE is set and empty" in rj(*words, code=2).err
    assert not rj.journal.exists()


# PDF


def test_the_passphrase_of_a_pdf_is_composed_too_and_no_longer_than_readers_look(rj, tmp_path, monkeypatch) -> None:
    rj("log", "Tea. @Sam +c")
    target = tmp_path / "page.pdf"
    words = ("summary", "--output", str(target), "--passphrase", "--yes")
    monkeypatch.setenv("RJ_PDF_PASSPHRASE", DECOMPOSED)
    rj(*words)
    with pikepdf.open(target, password=COMPOSED) as opened:
        assert opened.pages
    target.unlink()
    monkeypatch.setenv("RJ_PDF_PASSPHRASE", "ä" * 64)

    assert "cannot be longer than 127 bytes" in rj(*words, code=1).err
    assert not target.exists()


# How long


@pytest.mark.parametrize("digits", [1, 5, 6, 30, 4_300, 5_000, 100_000])
def test_rj_keep_of_any_length_is_read_or_refused(rj, monkeypatch, digits: int) -> None:
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    monkeypatch.setenv("RJ_KEEP", "9" * digits)
    done = rj("log", "Tea.", code=None)

    assert done.code == (0 if digits <= 5 else 2)
    assert all(len(line) < 300 for line in done.err.splitlines())
    if digits <= 5:
        assert key_cache.seconds_left(rj.journal) > int("9" * digits) * 60 - 60
        rj("lock")
    else:
        assert done.err.startswith('error: RJ_KEEP "')


def test_without_a_setting_a_key_is_kept_for_thirty_minutes_from_its_last_use(rj, monkeypatch) -> None:
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    rj("log", "Tea.")
    monkeypatch.delenv("RJ_PASSPHRASE")
    now = key_cache.time.time()
    monkeypatch.setattr(key_cache.time, "time", lambda: now + 30 * 60 - 10)
    rj("list")
    monkeypatch.setattr(key_cache.time, "time", lambda: now + 30 * 60 + 10)

    assert "passphrase" in rj("list", code=1).err
    assert not key_cache.forget(rj.journal)
