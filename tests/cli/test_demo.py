"""`rj demo`: a fictional journal, apart from the person's own, gone again afterwards."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

import pytest


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only place temporary things may go to."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def everything_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_it_shows_a_moment_the_patterns_and_the_page_and_how_to_begin(rj, temporary) -> None:  # type: ignore[no-untyped-def]
    shown = rj("demo").out

    for part in (
        "A journal that is made up",
        "1  A moment",
        "2  What the moments say together",
        "Pushing people away",
        "3  The page for the session",
        "What I want from today",
        "Your own",
        "rj log",
    ):
        assert part in shown
    assert shown.index("CONNECTION") < shown.index("WAYS OF STAYING SAFE")


def test_nothing_of_the_persons_is_read_or_made_and_nothing_is_left(rj, temporary, tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("RJ_PASSPHRASE", "not for this")
    before = everything_in(tmp_path)

    rj("demo")

    assert everything_in(tmp_path) == before
    assert not rj.journal.parent.exists()


def test_a_journal_that_is_there_stays_as_it_is_to_the_byte(rj, temporary) -> None:  # type: ignore[no-untyped-def]
    rj("log", "Tea.")
    before = {path: path.read_bytes() for path in rj.journal.parent.rglob("*") if path.is_file()}

    shown = rj("demo").out

    assert {path: path.read_bytes() for path in rj.journal.parent.rglob("*") if path.is_file()} == before
    assert "Tea." not in shown


def test_it_runs_where_the_persons_journal_can_not_be_opened(rj, temporary) -> None:  # type: ignore[no-untyped-def]
    rj.journal.parent.mkdir()
    rj.journal.write_bytes(b"no journal at all")

    assert "Pushing people away" in rj("demo").out


def test_while_it_runs_its_place_is_closed_to_others(rj, temporary, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    seen: dict[str, int] = {}

    def look(journal: object) -> list[str]:
        for path in temporary.rglob("*"):
            seen[str(path.relative_to(temporary))] = stat.S_IMODE(path.stat().st_mode)
        return []

    monkeypatch.setattr("relational_journal.cli.learn.demo._shown", look)
    rj("demo")

    assert len(seen) >= 3
    assert {mode for name, mode in seen.items() if "/" not in name} == {0o700}
    assert {mode for name, mode in seen.items() if "journal" in Path(name).name} == {0o600}


def test_the_same_present_shows_the_same_demo(rj, temporary) -> None:  # type: ignore[no-untyped-def]
    assert rj("demo").out == rj("demo").out


def test_a_kept_demo_is_a_journal_to_try_things_on(rj, temporary, tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "kept demo"

    printed = rj("demo", "--keep", str(folder)).out

    assert f"rj --journal '{folder / 'journal.db'}' list" in printed
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    listed = rj("--journal", str(folder / "journal.db"), "list", "-n", "0", "--json").json()
    assert len([entry for entry in listed if entry["kind"] == "moment"]) > 140
    monkeypatch.delenv("RJ_JOURNAL")
    assert "Pushing people away" in rj("--journal", str(folder / "journal.db"), "patterns").out


def test_a_folder_that_holds_something_is_left_alone(rj, tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x")

    said = rj("demo", "--keep", str(tmp_path / "mine"), code=1)

    assert "holds something already" in said.err
    assert os.listdir(tmp_path / "mine") == ["letter.txt"]  # noqa: PTH208


def test_in_json_it_is_the_patterns_and_the_page(rj, temporary) -> None:  # type: ignore[no-untyped-def]
    printed = rj("demo", "--json").json()

    assert len(printed["patterns"]["patterns"]) == 19
    assert printed["summary"]["sections"][0]["key"] == "today"


def test_no_line_of_it_is_wider_than_the_place(rj, temporary, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("COLUMNS", "80")

    assert all(len(line) <= 80 for line in rj("demo").out.splitlines())


def test_on_a_terminal_our_own_styles_are_styles_and_no_symbols(rj, temporary) -> None:  # type: ignore[no-untyped-def]
    from tests.support.at_terminal import AtTerminal

    code, shown = AtTerminal("demo").ends()

    assert code == 0
    assert "Not to get lost" in shown
    assert "\ufffd" not in shown
