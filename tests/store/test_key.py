"""Where a key is kept, for how long, and that it is not there any more afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from relational_journal import Journal, child_processes
from relational_journal.errors import StoreError
from relational_journal.store.engine import first_page, key_derivation, memory_folder
from relational_journal.store.engine.memory_folder import memory_backed_folder, place_of
from relational_journal.store.files import passphrase
from relational_journal.store.keys import expiry_lock, key_cache, key_expiry, key_expiry_start, keychain

in_memory = pytest.mark.skipif(memory_backed_folder() is None, reason="no memory-backed storage here")
KEY = bytes(range(32))


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No process is started that waits."""
    monkeypatch.setattr(key_expiry_start, "watch_from_now_on", lambda _: None)


@pytest.fixture
def nothing_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_folder, "_folders", lambda: iter(()))


@pytest.fixture
def kept_by_keychain(nothing_in_memory: None, alone: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[Any, str]]:
    """What a keychain holds that is chosen by the library's own means and known to us."""
    keyring = pytest.importorskip("keyring")
    from keyring.backend import KeyringBackend

    secrets: dict[Any, str] = {}

    class InMemory(KeyringBackend):
        priority = 1.0

        def get_password(self, service: str, username: str) -> str | None:
            return secrets.get((service, username))

        def set_password(self, service: str, username: str, password: str) -> None:
            secrets[service, username] = password

        def delete_password(self, service: str, username: str) -> None:
            del secrets[service, username]

    monkeypatch.setitem(keychain._KNOWN, __name__, ("", ""))
    before = keyring.get_keyring()
    keyring.set_keyring(InMemory())
    yield secrets
    keyring.set_keyring(before)


def later(monkeypatch: pytest.MonkeyPatch, minutes: float) -> None:
    now = time.time() + minutes * 60
    monkeypatch.setattr(key_cache.time, "time", lambda: now)


# Memory


@in_memory
def test_where_there_is_memory_no_keychain_is_even_imported(path: Path, alone: None) -> None:
    code = (
        "import sys; from pathlib import Path; from relational_journal.store.keys import key_cache, key_expiry_start\n"
        "key_expiry_start.watch_from_now_on = lambda _: None\n"
        "path = Path(sys.argv[1]); key_cache.cache_key(path, bytes(32), 5)\n"
        "print(key_cache.cached_key(path) == bytes(32))\n"
        "print('keyring' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["True", "False"]
    key_cache.forget(path)


@in_memory
def test_the_name_of_the_place_tells_no_path(path: Path) -> None:
    place = memory_folder.private_place(path)

    assert place is not None
    assert path.name not in str(place)
    assert "kept" not in str(place)


@in_memory
def test_a_full_memory_keeps_no_key_and_fails_nothing(path: Path, alone: None, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)

    assert key_cache.cache_key(path, KEY, 5) is False
    assert not list(place_of(path).parent.glob(f"{place_of(path).name}*"))


# Keychain


def test_without_memory_the_key_is_kept_in_the_keychain_with_the_time_of_its_last_use(
    path: Path, kept_by_keychain: dict[Any, str], monkeypatch
) -> None:
    assert key_cache.cache_key(path, KEY, 30) is True
    assert key_cache.cached_key(path) == KEY
    assert keychain.name() is not None
    assert str(path) not in str(kept_by_keychain)

    later(monkeypatch, 25)
    assert key_cache.cached_key(path) == KEY
    later(monkeypatch, 29)
    assert key_cache.cached_key(path) == KEY
    later(monkeypatch, 31)
    assert key_cache.cached_key(path) is None
    assert kept_by_keychain == {}


def test_using_it_every_few_minutes_keeps_it_in_the_keychain(path: Path, kept_by_keychain, monkeypatch) -> None:
    key_cache.cache_key(path, KEY, 5)
    for minutes in (4, 4, 4):
        later(monkeypatch, minutes)
        assert key_cache.cached_key(path) == KEY


def test_a_clock_set_back_ends_it_in_the_keychain_too(path: Path, kept_by_keychain, monkeypatch) -> None:
    key_cache.cache_key(path, KEY, 5)
    later(monkeypatch, -60)

    assert key_cache.cached_key(path) is None
    assert kept_by_keychain == {}


def test_forgetting_takes_it_out_of_the_keychain(path: Path, kept_by_keychain) -> None:
    key_cache.cache_key(path, KEY, 5)

    assert key_cache.forget(path) is True
    assert kept_by_keychain == {}
    assert key_cache.forget(path) is False


def test_a_keychain_that_fails_keeps_nothing_and_fails_nothing(path: Path, kept_by_keychain, monkeypatch) -> None:
    import keyring

    def locked(*_: object) -> None:
        raise keyring.errors.KeyringLocked("the person closed the window")

    for name in ("get_password", "set_password", "delete_password"):
        monkeypatch.setattr(type(keyring.get_keyring()), name, locked)

    assert key_cache.cache_key(path, KEY, 5) is False
    assert key_cache.cached_key(path) is None
    assert key_cache.forget(path) is False


def test_a_keychain_that_may_lie_open_on_a_disk_is_not_used(path: Path, kept_by_keychain, monkeypatch) -> None:
    monkeypatch.delitem(keychain._KNOWN, __name__)

    assert keychain.name() is None
    assert key_cache.cache_key(path, KEY, 5) is False
    assert kept_by_keychain == {}


def test_a_chain_is_asked_for_its_first_known_keychain(path: Path, kept_by_keychain, monkeypatch) -> None:
    import keyring

    class Chain(type(keyring.get_keyring())):  # type: ignore[misc]
        priority = 10.0
        backends = (keyring.get_keyring(),)

    Chain.__module__ = "keyring.backends.chainer"

    keyring.set_keyring(Chain())

    assert key_cache.cache_key(path, KEY, 5) is True
    assert len(kept_by_keychain) == 1


def test_without_the_extra_and_without_memory_the_key_is_kept_nowhere(path: Path, nothing_in_memory, monkeypatch):
    monkeypatch.setitem(sys.modules, "keyring", None)

    assert keychain.name() is None
    assert key_cache.cache_key(path, KEY, 5) is False
    assert key_cache.cached_key(path) is None


# Its end


@in_memory
def test_its_time_over_it_is_gone_though_no_command_is_run(path: Path, alone: None) -> None:
    key_cache.cache_key(path, KEY, 5)
    place, slept = place_of(path), []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        os.utime(place, (0, place.stat().st_mtime - seconds))

    key_expiry.wait(path, None, sleep=sleep)

    assert not place.exists()
    assert 290 < sum(slept) < 310
    assert max(slept) <= 20


@in_memory
def test_it_goes_with_the_session_where_the_system_takes_nothing_away(path: Path, alone: None) -> None:
    key_cache.cache_key(path, KEY, 5)
    session = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)

    def sleep(_: float) -> None:
        session.communicate(b"\n")

    key_expiry.wait(path, session.pid, sleep=sleep)

    assert not place_of(path).exists()


@in_memory
@pytest.mark.parametrize("signal_name", ["SIGTERM", "SIGHUP"])
def test_told_to_end_the_waiting_process_takes_the_key_with_it(
    path: Path, alone: None, signal_name: str, monkeypatch
) -> None:
    key_cache.cache_key(path, KEY, 5)
    monkeypatch.chdir(path.parents[1])
    monkeypatch.setenv("RJ_EXPIRY_OF", str(path))
    before = {name: signal.getsignal(getattr(signal, name)) for name in ("SIGTERM", "SIGHUP")}
    monkeypatch.setattr(
        key_expiry, "wait", lambda *_, **__: os.kill(os.getpid(), getattr(signal, signal_name)) or time.sleep(0) or None
    )
    try:
        with pytest.raises(SystemExit):
            key_expiry.main()
            pytest.fail("it went on")
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)

    assert not place_of(path).exists()


@in_memory
def test_a_process_of_its_own_waits_and_holds_no_secret(path: Path, monkeypatch) -> None:
    started: list[dict[str, Any]] = []
    locks: list[int | None] = []

    class Started:
        returncode = None

        def __init__(self, words: list[str], **how: Any) -> None:
            started.append({"words": words, **how})
            locks.append(expiry_lock.take(path, memory_folder.private_place(path)))

    monkeypatch.setattr(subprocess, "Popen", Started)
    monkeypatch.setenv("RJ_PASSPHRASE", "marzipan")
    monkeypatch.setenv("RJ_NEW_PASSPHRASE", "marzipan")
    key_cache.cache_key(path, KEY, 5)
    key_cache.cache_key(path, KEY, 6)

    assert len(started) == 1  # the second goes on with the first
    said = f"{started[0]['words']} {started[0]['env']}"
    assert "marzipan" not in said
    assert KEY.hex() not in said
    assert started[0]["start_new_session"] is True
    assert started[0]["words"][1:3] == ["-P", "-I"]
    assert started[0]["cwd"] == child_processes.FOLDER
    named = {"RJ_EXPIRY_OF", "RJ_EXPIRY_WITH", *child_processes._NAMED}
    assert set(started[0]["env"]) <= named
    key_cache.forget(path)
    expiry_lock.put_back(path, memory_folder.private_place(path), locks[0])


@in_memory
def test_that_process_ends_by_itself_and_takes_the_key_with_it(path: Path, alone: None) -> None:
    key_cache.cache_key(path, KEY, 5)
    place = place_of(path)
    os.utime(place, (0, place.stat().st_mtime - 600))
    environment = os.environ | {"RJ_EXPIRY_OF": str(path)}
    done = subprocess.run(
        [sys.executable, "-m", "relational_journal.store.keys.key_expiry"],
        env=environment,
        capture_output=True,
        timeout=30,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert not place.exists()


@in_memory
def test_nought_minutes_from_now_on_forget_it_at_once(path: Path, alone: None) -> None:
    key_cache.cache_key(path, KEY, 5)
    key_cache.hold_for(path, 0)

    assert not place_of(path).exists()


# The salt


def made(path: Path) -> bytes:
    """A closed journal; its salt."""
    salt = os.urandom(first_page.SALT_BYTES)
    passphrase.make(path, KEY, salt)

    assert key_derivation.salt_of(path) == salt
    return salt


def test_the_salt_of_an_open_journal_is_told_without_touching_the_file(path: Path, monkeypatch) -> None:
    salt = made(path)
    with Journal.open(path, key=KEY) as journal:
        journal.add("Something.")

        def touched(self: Path, *_: object, **__: object) -> None:
            raise AssertionError(f"{self} was opened beside the engine")

        monkeypatch.setattr(Path, "open", touched)

        assert key_derivation.salt_of(path) == salt
        assert len(salt) == first_page.SALT_BYTES


def test_the_salt_of_a_journal_made_this_moment_is_refused_while_it_is_open(path: Path) -> None:
    with Journal.open(path, key=KEY), pytest.raises(StoreError, match="open in this program"):
        key_derivation.salt_of(path)


@pytest.mark.skipif(os.name != "posix", reason="locks of POSIX")
def test_asking_for_the_salt_drops_no_lock_of_the_engine(path: Path) -> None:
    """Closing any handle of a file drops the process's locks on it, and another process could write in between."""
    made(path)
    other = (
        "import sys; from relational_journal import Journal\n"
        "from relational_journal.store.engine.database import Database\n"
        "Database.busy_seconds = 0.1\n"
        "from relational_journal.errors import StoreError\n"
        "try: Journal.open(sys.argv[1], key=bytes(range(32))).add('In between.')\n"
        "except StoreError as error: print(error.sentence)"
    )
    with Journal.open(path, key=KEY) as journal, journal._store.db.transaction():
        key_derivation.salt_of(path)
        done = subprocess.run([sys.executable, "-c", other, str(path)], capture_output=True, text=True, check=True)

    assert "another rj is writing" in done.stdout
