from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from relational_journal import Journal
from relational_journal.store.drafts import memory_drafts
from relational_journal.store.engine.memory_folder import memory_backed_folder, place_of
from relational_journal.store.keys import key_cache

in_memory = pytest.mark.skipif(memory_backed_folder() is None, reason="no memory-backed storage here")
WORDS = "marmaladesentence"


@pytest.fixture(autouse=True)
def _nothing_stays_in_memory(rj) -> Iterator[None]:
    yield
    place = place_of(rj.journal)
    for path in place.parent.glob(f"{place.name}*") if place else ():
        path.unlink()


def _one_moment(rj) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RJ_PASSPHRASE", "secret")
        rj("log", f"{WORDS} at breakfast. @perpetua +hurt")
        rj("lock")


@pytest.fixture
def closed(made_once):
    """`rj` on a journal with the passphrase `secret`, locked, and nobody to say it."""
    return made_once(_one_moment)


def on_disk(rj) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(rj.journal.parent.rglob("*")) if path.is_file())


def test_no_word_of_a_closed_journal_is_readable_on_the_disk(closed) -> None:
    for word in (WORDS, "breakfast", "perpetua", "Perpetua", "SQLite format"):
        assert word.encode() not in on_disk(closed)


def test_without_the_passphrase_it_says_so_in_two_lines_and_does_nothing(closed) -> None:
    before = on_disk(closed)
    done = closed("list", code=1)

    assert done.out == ""
    assert len(done.err.splitlines()) == 2
    assert "passphrase" in done.err
    assert on_disk(closed) == before


def test_a_wrong_passphrase_says_so_in_our_line_alone(closed) -> None:
    done = closed.process("list", RJ_PASSPHRASE="not it")

    assert done.code == 1
    assert done.err.splitlines()[0].startswith("error: the passphrase does not open")
    assert len(done.err.splitlines()) == 2


@in_memory
def test_words_given_with_a_wrong_passphrase_wait_in_memory_and_become_a_draft_inside(closed, monkeypatch) -> None:
    before = on_disk(closed)
    monkeypatch.setenv("RJ_PASSPHRASE", "not it")
    done = closed("log", "marzipanwords are dear", code=1)
    assert "kept in memory" in done.err
    assert on_disk(closed) == before

    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    done = closed("log", "Another.")
    assert "rj doctor --drafts" in done.err
    with Journal.open(closed.journal, "secret") as journal:
        assert list(journal.drafts.all().values()) == ["marzipanwords are dear"]
    assert b"marzipanwords" not in on_disk(closed)
    assert not list(place_of(closed.journal).parent.glob(f"{place_of(closed.journal).name}.*"))


def test_words_are_shown_again_where_nothing_lives_in_memory(closed, monkeypatch) -> None:
    before = on_disk(closed)
    monkeypatch.setattr(memory_drafts, "private_place", lambda _: None)
    done = closed("log", "marzipanwords are dear", code=1)

    assert "marzipanwords are dear" in done.err
    assert "kept nowhere else" in done.err
    assert on_disk(closed) == before


def test_new_words_for_an_entry_are_not_lost_to_a_wrong_passphrase_either(closed) -> None:
    done = closed("edit", "1", "--text", "marzipanwords are dear", code=1)

    assert "kept in memory" in done.err or "marzipanwords are dear" in done.err


@in_memory
def test_once_given_the_passphrase_is_not_needed_until_lock(closed, monkeypatch) -> None:
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    closed("list")
    monkeypatch.delenv("RJ_PASSPHRASE")

    closed("list")
    assert "Locked." in closed("lock").out
    closed("list", code=1)


@in_memory
def test_nothing_is_kept_where_rj_keep_is_nought(closed, monkeypatch) -> None:
    monkeypatch.setenv("RJ_KEEP", "0")
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    closed("list")
    monkeypatch.delenv("RJ_PASSPHRASE")

    assert "passphrase" in closed("list", code=1).err


@in_memory
def test_the_setting_idle_says_for_how_long(closed, monkeypatch) -> None:
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    closed("settings", "idle", "7")
    place = place_of(closed.journal)
    monkeypatch.delenv("RJ_PASSPHRASE")

    os.utime(place, (place.stat().st_atime, place.stat().st_mtime - 6 * 60))
    closed("list")
    os.utime(place, (place.stat().st_atime, place.stat().st_mtime - 8 * 60))
    closed("list", code=1)
    assert not place.exists()


@in_memory
def test_a_clock_set_back_does_not_keep_a_key_for_ever(closed, monkeypatch) -> None:
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    closed("list")
    place = place_of(closed.journal)

    os.utime(place, (place.stat().st_atime, place.stat().st_mtime + 3600))

    assert key_cache.cached_key(closed.journal) is None


@in_memory
@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_the_key_lies_where_only_its_owner_reads_it(closed, monkeypatch) -> None:
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    closed("list")
    place = place_of(closed.journal)

    assert place.stat().st_mode & 0o777 == 0o600
    assert place.parent.stat().st_mode & 0o777 == 0o700
    place.parent.chmod(0o755)
    try:
        assert place_of(closed.journal) is None
    finally:
        place.parent.chmod(0o700)


def test_a_passphrase_is_set_changed_and_taken_away(rj, monkeypatch) -> None:
    rj("log", f"{WORDS}. @perpetua")
    rj("passphrase", code=2)
    monkeypatch.setenv("RJ_NEW_PASSPHRASE", "one")
    assert "The passphrase is set." in rj("passphrase").out
    assert WORDS.encode() not in on_disk(rj)
    assert rj("list", "--json").json()[0]["text"].startswith(WORDS)

    rj("passphrase", code=1)
    monkeypatch.setenv("RJ_PASSPHRASE", "not it")
    rj("passphrase", code=1)
    monkeypatch.setenv("RJ_PASSPHRASE", "one")
    monkeypatch.setenv("RJ_NEW_PASSPHRASE", "two")
    done = rj("passphrase", "--json").json()
    assert (done["did"], done["passphrase"], done["notes"]) == ("passphrase", True, [])

    monkeypatch.setenv("RJ_PASSPHRASE", "two")
    rj("passphrase", "--remove", code=2)
    assert "cannot take this back" in rj("passphrase", "--remove", "--yes").err
    monkeypatch.delenv("RJ_PASSPHRASE")
    assert rj("list", "--json").json()[0]["text"].startswith(WORDS)
    rj("passphrase", "--remove", "--yes", code=1)


def test_lock_without_a_passphrase_says_that_there_is_none(rj) -> None:
    assert "no passphrase" in rj("lock").out
    rj("log", "Something.")
    assert "no passphrase" in rj("lock").out


pexpect = pytest.importorskip("pexpect")


@pytest.fixture
def terminal(rj):
    """A run of `rj` at a terminal."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "TERM": "xterm"}

    def start(*words: str):
        return pexpect.spawn(
            sys.executable, ["-m", "relational_journal", *words], env=environment, timeout=30, encoding="utf-8"
        )

    return start


def test_the_first_run_at_a_terminal_offers_a_passphrase_and_it_holds(rj, terminal) -> None:
    run = terminal("init")
    run.expect("Choose a passphrase")
    run.sendline("secret")
    run.expect("Once more")
    run.sendline("secret")
    run.expect("Ready")
    run.expect(pexpect.EOF)

    assert b"SQLite" not in rj.journal.read_bytes()
    rj("lock")
    rj("list", code=1)


def test_three_wrong_ones_end_it_and_nothing_is_asked_before(closed, terminal) -> None:
    before = on_disk(closed)
    run = terminal("log")
    for _ in range(3):
        run.expect("Passphrase: ")
        run.sendline("not it")
    run.expect("error: the passphrase does not open")
    run.expect(pexpect.EOF)
    run.close()

    assert run.exitstatus == 1
    assert on_disk(closed) == before


def test_the_passphrase_is_asked_before_the_editor_opens(closed, terminal, monkeypatch) -> None:
    run = terminal("log", "-e")
    run.expect("Passphrase: ")
    run.close(force=True)


def test_lock_at_a_terminal_clears_screen_and_scrollback(closed, terminal) -> None:
    run = terminal("lock")
    run.expect_exact("\x1b[2J\x1b[3J")
    run.expect("Locked")
    run.expect(pexpect.EOF)


def test_a_first_run_that_was_killed_does_not_leave_the_next_one_open(rj, monkeypatch) -> None:
    rj.journal.parent.mkdir()
    rj.journal.touch()
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    rj("log", "marzipanwords")

    assert b"SQLite" not in rj.journal.read_bytes()
