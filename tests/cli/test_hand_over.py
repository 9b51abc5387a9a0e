"""Handing the page over: HTML and PDF, whole or not at all, closed by a passphrase, on one sheet, shown when asked."""

from __future__ import annotations

import errno
import io
import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest

from relational_journal.cli import output
from relational_journal.cli.sessions import save_page

if TYPE_CHECKING:
    from tests.support.program import Program


@pytest.fixture
def full(rj: Program) -> Program:
    """A journal with something to say."""
    rj.log("2026-11-20: Ana came closer. @ana +they-reached-out +went-silent +they-were-warm +c")
    rj.log("2026-11-21: We laughed at the eggs. @ana +reached-out +they-were-warm +c", "--share")
    return rj


def test_html_and_pdf_are_forms_of_the_page(full: Program, tmp_path: Path) -> None:
    full("summary", "--output", str(tmp_path / "page.html"))
    full("summary", "--output", str(tmp_path / "page.pdf"))

    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF-")
    for name in ("page.html", "page.pdf"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_a_pdf_goes_through_a_pipe_byte_for_byte(full: Program, tmp_path: Path) -> None:
    piped = tmp_path / "piped.pdf"
    with piped.open("wb") as file:
        import subprocess
        import sys

        subprocess.run(
            [sys.executable, "-m", "relational_journal", "summary", "--format", "pdf"], stdout=file, check=True
        )
    full("summary", "--output", str(tmp_path / "page.pdf"))

    assert piped.read_bytes() == (tmp_path / "page.pdf").read_bytes()


def test_a_pdf_is_never_written_to_a_terminal(full: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "is_terminal", lambda: True)

    result = full("summary", "--format", "pdf", code=2)

    assert result.out == ""
    assert "a PDF is not written to a terminal" in result.err
    assert "--output page-2026-11-22.pdf" in result.err


def test_the_name_proposed_says_the_day_alone_and_is_free(
    full: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shown: list[Path] = []
    monkeypatch.setattr(save_page, "show", shown.append)

    full("summary", "--format", "pdf", "--open", "--yes")
    full("summary", "--format", "pdf", "--open", "--yes")

    assert shown == [Path("page-2026-11-22.pdf"), Path("page-2026-11-22-2.pdf")]
    assert all(path.exists() for path in shown)


def test_without_anything_that_opens_files_it_says_where_it_is(
    full: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    target = tmp_path / "page.html"

    result = full("summary", "--output", str(target), "--open", "--yes")

    assert target.exists()
    assert str(target) in result.err


def test_a_passphrase_closes_the_pdf_and_is_in_no_word(
    full: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RJ_PDF_PASSPHRASE", "quiet garden")
    target = tmp_path / "page.pdf"

    result = full("summary", "--output", str(target), "--passphrase", "--yes")

    assert "quiet garden" not in result.out + result.err
    assert "readable" not in result.err
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(target)
    with pikepdf.open(io.BytesIO(target.read_bytes()), password="quiet garden") as opened:
        assert len(opened.pages) == 1


def test_a_passphrase_that_nobody_can_be_asked_for_writes_nothing(full: Program, tmp_path: Path) -> None:
    target = tmp_path / "page.pdf"

    result = full("summary", "--output", str(target), "--passphrase", "--yes", code=2)

    assert "RJ_PDF_PASSPHRASE" in result.err
    assert not target.exists()


def test_a_passphrase_is_for_a_pdf_alone(full: Program, tmp_path: Path) -> None:
    target = tmp_path / "page.html"

    assert "closes a PDF" in full("summary", "--output", str(target), "--passphrase", "--yes", code=2).err
    assert not target.exists()


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_a_full_disk_leaves_no_half_file(
    full: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()

    def full_disk(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full_disk)
    result = full("summary", "--output", str(folder / f"page.{form}"), "--yes", code=1)

    assert "could not be written: no space left on device" in result.err
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_a_folder_that_is_not_there_or_takes_nothing_is_said(full: Program, tmp_path: Path, form: str) -> None:
    result = full("summary", "--output", str(tmp_path / "nowhere" / f"page.{form}"), "--yes", code=1)

    assert "could not be written" in result.err
    assert "Nothing half-written is left" in result.err


def test_a_file_that_is_there_is_replaced_only_when_told(full: Program, tmp_path: Path) -> None:
    target = tmp_path / "page.pdf"
    target.write_text("mine")

    full("summary", "--output", str(target), "--yes", code=1)
    assert target.read_text() == "mine"

    full("summary", "--output", str(target), "--yes", "--force")
    assert target.read_bytes().startswith(b"%PDF-")


def test_a_sign_that_no_font_has_is_named_beside_the_page(full: Program, tmp_path: Path) -> None:
    full.log("2026-11-22: She drew \U0010fffd on my hand. @ana +they-were-warm +c", "--share")

    result = full("summary", "--output", str(tmp_path / "page.pdf"), "--yes")

    assert "1 sign has no font on this computer: [sign] stands in the PDF where they were." in result.err


def test_what_one_sheet_does_not_hold_is_left_out_and_said(full: Program, tmp_path: Path) -> None:
    for number in range(24):
        day = 10 + number % 12
        full.log(f"2026-11-{day}: {number} {'slowly and all at once ' * 24} @ana +listened +c", "--share")

    result = full("summary", "--output", str(tmp_path / "page.pdf"), "--yes")

    assert "To keep to one sheet this was left out: " in result.err
    assert "--leave-out N" in result.err
    with pikepdf.open(tmp_path / "page.pdf") as opened:
        assert len(opened.pages) == 1


def test_an_entry_of_five_million_signs_that_was_chosen_takes_no_more_than_its_share(
    full: Program, tmp_path: Path
) -> None:
    full("log", "-", "--when", "2026-11-22", "--tag", "they-were-warm", "--share", stdin="slowly " * 720_000)

    full("summary", "--output", str(tmp_path / "page.pdf"), "--yes")

    with pikepdf.open(tmp_path / "page.pdf") as opened:
        assert len(opened.pages) == 1


@pytest.mark.parametrize(("locale", "paper"), [("en_US.UTF-8", "us-letter"), ("de_DE.UTF-8", "a4"), ("C.UTF-8", "a4")])
def test_the_paper_is_that_of_the_place(monkeypatch: pytest.MonkeyPatch, locale: str, paper: str) -> None:
    monkeypatch.setenv("LANG", locale)

    assert save_page.paper() == paper


def test_an_empty_journal_makes_a_calm_page_too(rj: Program, tmp_path: Path) -> None:
    rj("summary", "--output", str(tmp_path / "page.pdf"), "--yes")
    rj("summary", "--output", str(tmp_path / "page.html"), "--yes")

    with pikepdf.open(tmp_path / "page.pdf") as opened:
        assert len(opened.pages) == 1


def test_at_a_terminal_the_person_sees_what_stands_aside_and_can_bring_it_back(full: Program, tmp_path: Path) -> None:
    from tests.support.at_terminal import ENTER, AtTerminal

    for number in range(24):
        day = 10 + number % 12
        full.log(f"2026-11-{day}: {number} {'slowly and all at once ' * 24} @ana +listened +c", "--share")
    target = tmp_path / "page.pdf"
    # Anew: what typesets has threads, and they do not live on in a fork.
    run = AtTerminal("summary", "--output", str(target), ANEW="1").sees("Who is ana?").types("f")
    run.sees("To keep to one sheet this is left out: ")
    aside = run.sees("brings its line back").seen()
    numbers = [number.split("-")[0] for group in re.findall(r"\(([\d, -]+)\)", aside) for number in group.split(", ")]
    back = max(numbers, key=int)
    run.sees("Leave out?").types(back, ENTER).sees("Leave out?").types(ENTER)

    # Brought back, it stays: another line stands aside in its place, and is said.
    again = run.sees("To keep to one sheet this is left out: ").sees("brings its line back").seen()
    assert not re.search(rf"\b{back}\b", again)
    run.sees("Leave out?").types(ENTER).sees("Written to").ends()
    with pikepdf.open(target) as opened:
        assert len(opened.pages) == 1
