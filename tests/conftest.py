"""The few fixtures of all tests: a journal of one's own in a temporary folder, and `rj` run as a person runs it."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import settings

# What tests share asserts too: failures there show their values as well.
pytest.register_assert_rewrite("tests.support")

from tests.support.demo_journal import demo_kept as demo_kept  # noqa: E402
from tests.support.demo_journal import demo_of_mine as demo_of_mine  # noqa: E402
from tests.support.demo_journal import demo_of_module as demo_of_module  # noqa: E402
from tests.support.made_once import _folders_made as _folders_made  # noqa: E402
from tests.support.made_once import made_once as made_once  # noqa: E402
from tests.support.program import Program  # noqa: E402
from tests.support.skips import is_allowed  # noqa: E402

NOW = "2026-11-22T18:40:00+01:00"

# A run in the background, or under nohup, is started with signals ignored, and every process it starts would inherit
# that: what tests send would not arrive.
for _name in ("SIGINT", "SIGHUP", "SIGTERM"):
    _number = getattr(signal, _name, None)
    if _number is not None and signal.getsignal(_number) == signal.SIG_IGN:
        signal.signal(_number, signal.default_int_handler if _name == "SIGINT" else signal.SIG_DFL)

# A key is derived slowly on purpose, and always the same from the same passphrase and salt: once in a process will do.
hashlib.pbkdf2_hmac = lru_cache(maxsize=64)(hashlib.pbkdf2_hmac)  # type: ignore[assignment]

# How long an example takes says more about what else the machine does than about ours.
settings.register_profile("rj", deadline=None)
settings.load_profile("rj")


class _Folder:
    """A folder that a test has to itself: the next one gets it too if it was left as it was, else another."""

    def __init__(self, parent: Path, *inside: str) -> None:
        self._parent, self._inside = parent, inside
        self._make()

    def _make(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="rj-test-", dir=self._parent))
        for name in self._inside:
            (self.path / name).mkdir()
        self._as_made = self._state()

    def _state(self) -> list[tuple[Path, int]]:
        return [(path, path.lstat().st_mode) for path in (self.path, *sorted(self.path.rglob("*")))]

    def put_back(self) -> None:
        if not self.path.is_dir() or self._state() != self._as_made:
            self.remove()
            self._make()

    def remove(self) -> None:
        shutil.rmtree(self.path, ignore_errors=True)


@pytest.fixture(scope="session")
def _memory_folder() -> Iterator[_Folder | None]:
    shared = Path("/dev/shm")
    if not os.access(shared, os.W_OK):
        yield None
        return
    folder = _Folder(shared)
    yield folder
    folder.remove()


@pytest.fixture(scope="session")
def _home_folder(tmp_path_factory: pytest.TempPathFactory) -> _Folder:
    return _Folder(tmp_path_factory.mktemp("homes"), "home")


@pytest.fixture(autouse=True)
def _memory(_memory_folder: _Folder | None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a test keeps in memory is its own, and gone after it."""
    if _memory_folder is None:
        yield
        return
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(_memory_folder.path))
    yield
    _memory_folder.put_back()


@pytest.fixture(autouse=True)
def _home(request: pytest.FixtureRequest, _home_folder: _Folder, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test sees the real home, clock, locale or passphrase.

    Home is in the folder of the test, if it asks for one: making a folder for each of thousands that do not takes long.
    """
    if "tmp_path" in request.fixturenames:
        folder = request.getfixturevalue("tmp_path")
        (folder / "home").mkdir()
        _set_environment(folder, monkeypatch)
        yield
    else:
        _set_environment(_home_folder.path, monkeypatch)
        yield
        _home_folder.put_back()


def _set_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = folder / "home"
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(home))
    for name in (
        "RJ_PASSPHRASE",
        "RJ_NEW_PASSPHRASE",
        "RJ_KEEP",
        "NO_COLOR",
        "COLUMNS",
        "LINES",
        "EDITOR",
        "VISUAL",
        "LC_ALL",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TZ", "Europe/Berlin")
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("RJ_NOW", NOW)
    monkeypatch.setenv("RJ_JOURNAL", str(folder / "kept" / "journal.db"))
    _read_time_zone_anew()


def _read_time_zone_anew() -> None:
    import time

    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture
def rj(tmp_path: Path) -> Program:
    """`rj` on a journal that does not exist yet."""
    return Program(tmp_path / "kept" / "journal.db")


def _skips_of(config: pytest.Config) -> list[tuple[str, str]]:
    """Each test or module that was skipped, and why."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    reports = reporter.stats.get("skipped", []) if reporter else []
    return [
        (each.nodeid, str(each.longrepr[2] if isinstance(each.longrepr, tuple) else each.longrepr)) for each in reports
    ]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run if a test was skipped for a reason that tests/support/skips.py does not list."""
    if any(not is_allowed(reason) for _, reason in _skips_of(session.config)):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Name every test that was skipped, and why."""
    for name, reason in _skips_of(config):
        mark = "skipped" if is_allowed(reason) else "SKIPPED FOR NO LISTED REASON"
        terminalreporter.write_line(f"{mark}: {name}: {reason.removeprefix('Skipped: ')}")
