"""A page in a file: whole or not at all, for its owner alone, never over another by accident."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from relational_journal.report.render.write import NotWritten, write


def _files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def test_a_file_is_written_for_its_owner_alone(tmp_path: Path) -> None:
    write("page\n", tmp_path / "page.txt")

    assert (tmp_path / "page.txt").read_text() == "page\n"
    assert stat.S_IMODE((tmp_path / "page.txt").stat().st_mode) == 0o600


def test_a_file_that_is_there_stays_unless_forced(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("old")

    with pytest.raises(NotWritten) as refused:
        write("new", page)
    assert page.read_text() == "old"
    assert "--force" in refused.value.next_step
    write("new", page, force=True)
    assert page.read_text() == "new"


def test_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write("new", tmp_path / "page.txt")
    with pytest.raises(NotWritten):
        write("new", tmp_path / "page.txt")

    assert _files(tmp_path) == ["page.txt"]


def test_a_half_written_page_is_taken_away(tmp_path: Path) -> None:
    def pieces() -> object:
        yield "one"
        raise OSError(28, "No space left on device")

    with pytest.raises(NotWritten, match="no space left"):
        write(pieces(), tmp_path / "page.txt")  # type: ignore[arg-type]
    assert _files(tmp_path) == []


def test_a_folder_that_is_not_there_or_is_the_name_itself_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotWritten):
        write("x", tmp_path / "nowhere" / "page.txt")
    with pytest.raises(NotWritten, match="is a folder"):
        write("x", tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of POSIX")
def test_a_device_or_a_pipe_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(NotWritten, match="is no file"):
        write("x", tmp_path / "pipe", force=True)
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def test_a_link_that_leads_nowhere_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "page.txt").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(NotWritten):
        write("x", tmp_path / "page.txt")
    assert not (tmp_path / "elsewhere").exists()
