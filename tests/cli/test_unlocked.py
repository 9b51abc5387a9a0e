"""A journal whose key is kept: no command derives it again, and every way of forgetting forgets it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from relational_journal.store.engine import key_derivation, memory_folder
from relational_journal.store.keys import key_cache
from tests.support import every_command
from tests.support.fresh_python import last_on_stderr

pytestmark = pytest.mark.skipif(memory_folder.memory_backed_folder() is None, reason="no memory-backed storage here")


def test_no_command_is_missing_from_the_runs() -> None:
    assert every_command.missing() == set()


def test_with_the_key_kept_no_command_derives_it_again(rj, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    rj("log", "The first. @Sam +hurt")
    monkeypatch.delenv("RJ_PASSPHRASE")
    derived: list[object] = []

    class Watched(dbapi2.Connection):  # type: ignore[misc, name-defined]
        """The engine derives a key from whatever it is given that is not a raw one."""

        def execute(self, sql: str, given: Any = ()) -> Any:
            is_raw = "key = \"x'" in sql if sql.startswith("PRAGMA key") else True
            if sql.startswith("ATTACH"):
                is_raw = not given[1] or given[1].startswith("x'")
            derived.extend([] if is_raw else [sql])
            return super().execute(sql, given)

    connect = dbapi2.connect
    monkeypatch.setattr(dbapi2, "connect", lambda *given, **named: connect(*given, factory=Watched, **named))
    monkeypatch.setattr(key_derivation, "derive", lambda *given: derived.append(given) or bytes(32))
    for run in every_command.RUNS:
        rj(*run.words, stdin=run.stdin, code=run.code)

    assert derived == []
    assert rj("lock").out == "Locked.\n"


def test_with_the_key_kept_a_command_loads_nothing_to_derive_or_to_ask(rj, monkeypatch: pytest.MonkeyPatch) -> None:

    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    rj("log", "The first. @Sam +hurt")
    monkeypatch.delenv("RJ_PASSPHRASE")
    code = (
        "import sys\nfrom relational_journal.cli.app import run\nleft = run(['log', 'Ada rang. @ada +c'])\n"
        "heavy = {'hashlib', 'keyring', 'getpass', 'relational_journal.store.keys.key_expiry'}\n"
        "print(left, sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )

    assert last_on_stderr(code) == "0 []"
    rj("lock")


def test_the_first_run_derives_the_key_once(rj, monkeypatch: pytest.MonkeyPatch) -> None:
    derive, derived = key_derivation.derive, []
    monkeypatch.setattr(key_derivation, "derive", lambda *given: derived.append(given) or derive(*given))
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    rj("log", "The first. @Sam +hurt")
    rj("list")

    assert len(derived) == 1
    rj("lock")


def test_a_number_of_minutes_that_cannot_be_read_is_an_error(rj, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    monkeypatch.setenv("RJ_KEEP", "half an hour")
    done = rj("log", "The first.", code=2)

    assert 'RJ_KEEP "half an hour" is no number of minutes' in done.err


def test_a_new_passphrase_is_kept_for_as_long_as_the_journal_says(rj, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    rj("settings", "idle", "7")
    monkeypatch.setenv("RJ_NEW_PASSPHRASE", "other")
    rj("passphrase")

    assert 0 < key_cache.seconds_left(rj.journal) <= 7 * 60
    rj("lock")
    assert key_cache.seconds_left(rj.journal) == 0


def test_help_opens_with_a_kept_key_and_does_not_count_as_use(rj, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    rj("settings", "idle", "0")
    monkeypatch.delenv("RJ_PASSPHRASE")
    rj("help")

    assert not key_cache.is_held(rj.journal)


def test_lock_forgets_the_key_wherever_another_login_kept_it(rj, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    rj("log", "The first.")
    monkeypatch.setattr(memory_folder, "memory_backed_folder", lambda: None)
    rj("lock")
    monkeypatch.undo()

    assert key_cache.cached_key(rj.journal) is None


def test_of_several_first_runs_at_once_none_loses_its_words(rj, monkeypatch: pytest.MonkeyPatch) -> None:
    import subprocess
    import sys

    started = [
        subprocess.Popen(
            [sys.executable, "-m", "relational_journal", "log", f"Number {number}."],
            env=os.environ | {"RJ_PASSPHRASE": "secret"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for number in range(4)
    ]
    said = [process.communicate()[1].decode() for process in started]

    assert [process.returncode for process in started] == [0] * 4, said
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    assert len(rj("list", "--json").json()) == 4
    rj("lock")


def test_a_wrong_passphrase_is_refused_although_the_key_is_kept(rj, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    rj("log", "The first. @Sam +hurt")
    derived: list[object] = []
    derive = key_derivation.derive
    monkeypatch.setattr(key_derivation, "derive", lambda *given: derived.append(given) or derive(*given))
    rj("list")
    assert derived == []  # the right one, given again, is known without deriving it

    monkeypatch.setenv("RJ_PASSPHRASE", "wrong")
    for words in (("list",), ("log", "Not to be stored."), ("export",)):
        refused = rj(*words, code=1)
        assert "passphrase" in refused.err
        assert "The first" not in refused.out

    monkeypatch.delenv("RJ_PASSPHRASE")
    assert "Not to be stored" not in rj("export").out


def test_after_the_passphrase_changed_the_old_one_is_refused(rj, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    rj("log", "The first.")
    monkeypatch.setenv("RJ_NEW_PASSPHRASE", "another")
    rj("passphrase")
    refused = rj("list", code=1)
    monkeypatch.setenv("RJ_PASSPHRASE", "another")

    assert "The first." not in refused.out
    assert "The first." in rj("list").out
