"""The few fixtures of all tests: a journal of one's own in a temporary folder, and `rj` run as a person runs it."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# What tests share asserts too: failures there show their values as well.
pytest.register_assert_rewrite("tests.support")

from tests.support.demo_journal import demo_kept as demo_kept  # noqa: E402
from tests.support.demo_journal import demo_of_mine as demo_of_mine  # noqa: E402
from tests.support.demo_journal import demo_of_module as demo_of_module  # noqa: E402
from tests.support.program import Program  # noqa: E402
from tests.support.skips import is_allowed  # noqa: E402

NOW = "2026-11-22T18:40:00+01:00"

# A run in the background, or under nohup, is started with signals ignored, and every process it starts would inherit
# that: what tests send would not arrive.
for _name in ("SIGINT", "SIGHUP", "SIGTERM"):
    _number = getattr(signal, _name, None)
    if _number is not None and signal.getsignal(_number) == signal.SIG_IGN:
        signal.signal(_number, signal.default_int_handler if _name == "SIGINT" else signal.SIG_DFL)

# How long an example takes says more about what else the machine does than about ours.
settings.register_profile("rj", deadline=None)
settings.load_profile("rj")


@pytest.fixture(autouse=True)
def _memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a test keeps in memory is its own, and gone after it."""
    shared = Path("/dev/shm")
    if not os.access(shared, os.W_OK):
        yield
        return
    with tempfile.TemporaryDirectory(prefix="rj-test-", dir=shared, ignore_cleanup_errors=True) as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the real home, clock, locale or passphrase."""
    home = tmp_path / "home"
    home.mkdir()
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
    monkeypatch.setenv("RJ_JOURNAL", str(tmp_path / "kept" / "journal.db"))
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
