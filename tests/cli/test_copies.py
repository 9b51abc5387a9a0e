from __future__ import annotations

import os
import random
import stat
from datetime import date, timedelta
from pathlib import Path

import pytest

from relational_journal import Journal
from relational_journal.store.engine import backup_names
from relational_journal.store.files import backup
from relational_journal.store.keys import key_cache
from tests.support.stored import everything

WORDS = "marmaladesentence"


def _thirty_moments(rj) -> None:
    for number in range(30):
        rj("log", f"{WORDS} {number}, and what came of it in the end. @Perpetua +reached-out")


@pytest.fixture
def filled(made_once):
    return made_once(_thirty_moments)


def texts(rj) -> list[str]:
    return [entry["text"] for entry in rj("list", "-n", "0", "--json").json()]


def checks(rj, code: int | None = None) -> dict[str, object]:
    return {row["check"]: row["ok"] for row in rj("doctor", "--json", code=code).json()}


def test_a_copy_is_read_back_before_it_is_called_done(filled, tmp_path: Path) -> None:
    done = filled("backup", str(tmp_path / "elsewhere.db"), "--json").json()

    assert done == {
        "file": str(tmp_path / "elsewhere.db"),
        "bytes": (tmp_path / "elsewhere.db").stat().st_size,
        "entries": 30,
        "verified": True,
    }
    assert stat.S_IMODE((tmp_path / "elsewhere.db").stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["elsewhere.db", "home", "kept"]
    with Journal.open(filled.journal) as one, Journal.open(tmp_path / "elsewhere.db") as other:
        assert everything(one) == everything(other)


def test_a_copy_replaces_no_file(filled, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")

    assert "already" in filled("backup", str(tmp_path / "mine.txt"), code=1).err
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_without_a_file_it_goes_into_backups_beside_the_journal(filled) -> None:
    filled("backup")

    assert [path.name for path in backup_names.copies_of(filled.journal)] == ["journal-2026-11-22-184000.db"]
    assert checks(filled)["backup"] is True


def test_copying_what_is_not_there_is_an_error(rj) -> None:
    rj("backup", code=1)

    assert not rj.journal.exists()


def test_old_copies_are_thinned_to_days_then_weeks_then_months() -> None:
    today = date(2026, 11, 22)
    days = {Path(f"{today - timedelta(days=age)}"): today - timedelta(days=age) for age in range(400)}
    kept = sorted((today - days[path]).days for path in backup.chosen(days, today))

    assert kept[:14] == list(range(14))
    assert 5 <= len([age for age in kept if 14 <= age < 56]) <= 7
    assert 11 <= len([age for age in kept if age >= 56]) <= 13


def test_restoring_shows_what_it_replaces_and_keeps_it(filled) -> None:
    filled("backup")
    copy = backup_names.copies_of(filled.journal)[0]
    filled("log", "Written since.")
    before = texts(filled)
    filled("restore", str(copy), code=2)
    assert texts(filled) == before

    done = filled("restore", str(copy), "--yes")
    assert "1 entry of the journal is not in the copy" in done.err
    assert texts(filled) == before[1:]
    assert "cannot take this back" in done.err

    kept = next(path for path in backup_names.copies_of(filled.journal) if "before-restore" in path.name)
    filled("restore", str(kept), "--yes")
    assert texts(filled) == before


def test_restoring_where_there_is_no_journal_makes_it(filled, tmp_path: Path) -> None:
    filled("backup", str(tmp_path / "copy.db"))
    before = texts(filled)
    for path in filled.journal.parent.glob("journal.db*"):
        path.unlink()

    filled("restore", str(tmp_path / "copy.db"), "--yes")

    assert texts(filled) == before


@pytest.mark.parametrize("content", [b"", b"some text", os.urandom(8192)])
def test_what_is_no_copy_is_refused_and_the_journal_stays(filled, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other").write_bytes(content)
    before = texts(filled)

    filled("restore", str(tmp_path / "other"), "--yes", code=1)
    filled("restore", str(tmp_path / "nothing"), "--yes", code=1)
    filled("restore", str(filled.journal), "--yes", code=1)

    assert texts(filled) == before


def test_a_copy_of_a_journal_with_a_passphrase_is_as_closed_and_comes_back(filled, tmp_path: Path, monkeypatch) -> None:
    before = texts(filled)
    filled("backup", str(tmp_path / "open.db"))
    monkeypatch.setenv("RJ_NEW_PASSPHRASE", "secret")
    filled("passphrase")
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    filled("backup", str(tmp_path / "closed.db"))
    assert WORDS.encode() not in (tmp_path / "closed.db").read_bytes()
    filled("log", "Written since.")

    filled("restore", str(tmp_path / "closed.db"), "--yes")
    assert texts(filled) == before
    done = filled("restore", str(tmp_path / "open.db"), "--yes")
    assert "keeps its passphrase" in done.err
    assert texts(filled) == before
    held = b"".join(path.read_bytes() for path in filled.journal.parent.rglob("*") if path.is_file())
    assert WORDS.encode() not in held
    key_cache.forget(filled.journal)


def test_a_check_up_passes_a_sound_journal_and_names_each_mend(filled) -> None:
    found = checks(filled, code=0)

    assert found["integrity"] is found["schema"] is found["modes"] is found["drafts"] is True
    assert found["passphrase"] is found["backup"] is False
    for row in filled("doctor", "--json").json():
        assert set(row) == {"check", "ok", "what", "mend"}
        assert bool(row["mend"]) or row["ok"] is not False


def test_a_check_up_without_a_journal_makes_none(rj) -> None:
    rj("doctor")

    assert not rj.journal.exists()


def test_a_check_up_sees_sentences_in_a_shells_history_and_says_none_of_them(filled) -> None:
    history = Path.home() / ".bash_history"
    history.write_text("ls\nrj log\nrj log -e\n")
    assert checks(filled)["shell-history"] is True

    history.write_text(f"ls\nrj log {WORDS} again\n")
    assert checks(filled)["shell-history"] is False
    assert WORDS not in filled("doctor").out


def test_a_check_up_sees_a_synced_folder_an_unknown_editor_and_an_old_copy(rj, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("RJ_JOURNAL", str(tmp_path / "Dropbox" / "journal.db"))
    monkeypatch.setenv("EDITOR", "someeditor --wait")
    rj("log", "One.")
    rj("backup")
    monkeypatch.setenv("RJ_NOW", "2027-01-22T18:40:00+01:00")
    found = checks(rj)

    assert (found["synced-folder"], found["editor"], found["backup"]) == (False, None, False)


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_a_check_up_sees_a_copy_that_others_may_read(filled) -> None:
    filled("backup")
    backup_names.copies_of(filled.journal)[0].chmod(0o644)

    assert checks(filled)["modes"] is False


def test_drafts_are_shown_and_let_go(filled) -> None:
    filled("log", "Words to keep. +laughed", code=2)
    assert checks(filled)["drafts"] is False
    name = filled("doctor", "--drafts", "--json").json()[0]["name"]

    assert "Words to keep" in filled("doctor", "--drafts").out
    filled("doctor", "--forget", name)
    filled("doctor", "--forget", name, code=1)
    assert checks(filled)["drafts"] is True


@pytest.mark.parametrize("passphrase", ["", "secret"])
def test_damage_is_found_explained_and_mended_as_far_as_can_be(rj, monkeypatch, passphrase: str) -> None:
    if passphrase:
        monkeypatch.setenv("RJ_PASSPHRASE", passphrase)
    with Journal.open(rj.journal, passphrase or None) as journal:
        for number in range(60):
            journal.add(f"{WORDS} {number} {'x' * 300} @Perpetua +reached-out")
    rj("backup")
    before = texts(rj)
    rj("log", "Written since.")
    damage(rj.journal, pages=(20, 21, 40, 41))

    assert checks(rj, code=1)["integrity"] is False
    was = rj.journal.read_bytes()
    rj("doctor", "--mend", code=2)
    assert rj.journal.read_bytes() == was
    done = rj("doctor", "--mend", "--yes", "--json").json()

    assert set(before) <= set(texts(rj))
    assert checks(rj, code=0)["integrity"] is True
    assert Path(done["kept"]).read_bytes() == was
    key_cache.forget(rj.journal)


def damage(path: Path, *, pages: tuple[int, ...]) -> None:
    """Fill pages with noise."""
    noise = random.Random(7)
    with path.open("r+b") as file:
        for page in pages:
            file.seek(page * 4096)
            file.write(noise.randbytes(4096))


def test_a_file_cut_short_or_with_flipped_bits_is_never_made_worse(filled) -> None:
    filled("backup")
    whole = filled.journal.read_bytes()
    chance = random.Random(11)
    for number in range(12):
        broken = bytearray(whole)
        if number % 3 == 0:
            broken = broken[: chance.randrange(1, len(whole))]
        else:
            for _ in range(chance.choice((1, 8, 64))):
                broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        filled.journal.write_bytes(broken)
        for command in (("list",), ("doctor",), ("search", WORDS), ("log", "More.")):
            done = filled(*command, code=None)
            assert done.code in (0, 1)
            assert "inside rj" not in done.err, (number, command, done.err)
            assert len(done.err.splitlines()) <= 4
        for suffix in ("-wal", "-shm"):
            filled.journal.with_name(f"journal.db{suffix}").unlink(missing_ok=True)
    copy = next(path for path in backup_names.copies_of(filled.journal) if "before" not in path.name)
    filled("restore", str(copy), "--yes")
    assert len(texts(filled)) == 30
