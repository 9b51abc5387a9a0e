"""Pictures on the command line: in each form, to a file or stdout, with the numbers of the view they picture."""

from __future__ import annotations

import re
import stat
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from relational_journal.cli import output_file
from tests.support.axe import found_by_axe, needs_axe
from tests.support.pictures import SVG, Drawing, drawing, figures_of
from tests.support.program import Program
from tests.support.readers import Document, pdf_text

DRAWN = (("look", "weeks"), ("look", "ways"), ("look", "changes"), ("calendar",))


ENTRY = (
    '{{"kind": "moment", "uid": "01980000-0000-7000-8000-0000{:08}", "when": "{}", "text": "x", "tone": "{}", '
    '"people": ["Sam"], "first": ["they-opened-up", "they-criticised-me"], "moves": ["{}"], "urges": ["{}"]}}\n'
)
TONES = ("connection", "mixed", "ordinary", "disconnection")
MOVES = ("pulled-back", "listened", "snapped")


def imported(rj: Program, days: Sequence[date]) -> Program:
    """A moment on each of these days, of every tone, with moves of several ways."""
    lines = (ENTRY.format(at, day, TONES[at % 4], MOVES[at % 3], MOVES[(at + 1) % 3]) for at, day in enumerate(days))
    rj("import", "-", "--from", "jsonl", stdin="".join(lines))
    return rj


@pytest.fixture
def full(rj: Program) -> Program:
    """A journal of ten weeks."""
    return imported(rj, [date(2026, 9, 14) + timedelta(3 * at) for at in range(23)])


@pytest.mark.parametrize("command", DRAWN, ids=" ".join)
def test_each_form_is_written_by_the_ending_of_its_file(
    full: Program, command: tuple[str, ...], tmp_path: Path
) -> None:
    for ending, begins in ((".svg", b"<svg "), (".html", b"<!doctype html>"), (".pdf", b"%PDF-"), (".txt", b"")):
        file = tmp_path / f"it{ending}"

        assert f"Written to {file}." in full(*command, "--output", str(file)).out
        assert file.read_bytes().startswith(begins)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("command", DRAWN, ids=" ".join)
def test_all_forms_say_the_same_in_words(full: Program, command: tuple[str, ...], tmp_path: Path) -> None:
    svg = drawing(full, *command)
    html = full(*command, "--format", "html").out
    full(*command, "--output", str(tmp_path / "it.pdf"))
    figures = re.findall(r"<figure>(<svg.*?</svg>)</figure>", html, re.DOTALL)
    described = [Drawing(figure).description for figure in figures]
    listed = re.findall(r"<li>(.*?)</li>", html)

    assert described
    assert "; ".join(listed) == "; ".join(described)
    assert [alt.partition(": ")[2] for alt in figures_of((tmp_path / "it.pdf").read_bytes())] == described
    assert all(each in svg.description for each in described)


@pytest.mark.parametrize("command", DRAWN, ids=" ".join)
def test_a_page_has_no_script_asks_nobody_for_anything_and_names_each_figure_once(
    full: Program, command: tuple[str, ...]
) -> None:
    source = full(*command, "--format", "html").out
    document = Document(source)
    names = [attributes["id"] for _, attributes in document.tags if "id" in attributes]

    assert not document.named("script", "link", "img", "iframe", "object", "a", "form", "base")
    assert not re.search(r"url\(|@import|src=|href=", source)
    assert set(re.findall(r"\w+://[^\s\"']+", source)) == {"http://www.w3.org/2000/svg"}
    assert len(names) == len(set(names))


@pytest.mark.parametrize("command", DRAWN, ids=" ".join)
def test_a_picture_needs_no_colour(full: Program, command: tuple[str, ...]) -> None:
    inks = {
        each.get(name)
        for each in drawing(full, *command).root.iter()
        if each.tag != f"{SVG}style"
        for name in ("fill", "stroke")
    }

    assert inks <= {"none", "currentColor", None}


@pytest.mark.parametrize("command", DRAWN, ids=" ".join)
def test_without_moments_the_picture_says_why_it_is_empty(
    rj: Program, command: tuple[str, ...], tmp_path: Path
) -> None:
    rj(*command, "--output", str(tmp_path / "it.pdf"))
    sentence = drawing(rj, *command).description

    assert sentence
    assert sentence in " ".join(Document(rj(*command, "--format", "html").out).text.split())
    assert sentence in " ".join(pdf_text((tmp_path / "it.pdf").read_bytes()).split())


@pytest.mark.parametrize("command", DRAWN, ids=" ".join)
def test_a_window_that_ends_before_it_begins_is_refused(rj: Program, command: tuple[str, ...], tmp_path: Path) -> None:
    window = ("--since", "2026-11-20", "--until", "2026-11-01")
    refused = rj(*command, *window, "--output", str(tmp_path / "it.svg"), code=2)

    assert refused.err.startswith("error: ")
    assert not (tmp_path / "it.svg").exists()


def test_a_file_that_is_there_a_link_and_a_folder_are_refused(full: Program, tmp_path: Path) -> None:
    there, link = tmp_path / "there.svg", tmp_path / "link.svg"
    there.write_text("mine")
    link.symlink_to(tmp_path / "elsewhere.svg")

    assert "is there already" in full("look", "weeks", "--output", str(there), code=1).err
    assert "is a link" in full("look", "weeks", "--output", str(link), "--force", code=1).err
    assert "is a folder" in full("look", "weeks", "--format", "svg", "--output", str(tmp_path), code=1).err
    assert there.read_text() == "mine"
    assert not (tmp_path / "elsewhere.svg").exists()
    full("look", "weeks", "--output", str(there), "--force")
    assert there.read_text().startswith("<svg")


def test_what_is_asked_for_wrongly_is_said_before_the_journal_is_opened(rj: Program) -> None:
    for words, sentence in (
        (("look", "theme", "--format", "svg"), "rj look theme has no picture"),
        (("look", "--output", "it.svg"), "--output without a topic does nothing"),
        (("look", "--open"), "--open without a topic does nothing"),
        (("look", "weeks", "--format", "gif"), '"gif" is no form of a picture'),
        (("look", "weeks", "--output", "it.docx"), '".docx" is the ending of no form of a picture'),
        (("look", "weeks", "--json", "--format", "svg"), "--json prints one document, and this asks for a picture too"),
    ):
        refused = rj(*words, code=2).err

        assert sentence in refused
        assert len(refused.splitlines()) == 2
    assert not rj.journal.exists()


def test_a_question_without_a_picture_can_be_kept_as_text(full: Program, tmp_path: Path) -> None:
    full("look", "unseen", "--output", str(tmp_path / "unseen.txt"))

    assert (tmp_path / "unseen.txt").read_text().split() == full("look", "unseen").out.split()


def test_a_picture_of_one_person_says_so(full: Program) -> None:
    full.log("2026-11-20: Tea. @Ada +c")

    assert "Only with Ada." in drawing(full, "look", "weeks", "--with", "Ada").words


def test_a_sign_without_a_font_is_named_and_the_pdf_is_made_all_the_same(full: Program, tmp_path: Path) -> None:
    full.log('2026-11-20: Tea. @"Ada \U00018b00" +c')
    made = full("look", "weeks", "--with", "Ada \U00018b00", "--output", str(tmp_path / "it.pdf"))

    shown = pdf_text((tmp_path / "it.pdf").read_bytes())
    assert "Only with Ada" in shown
    assert ("[sign]" in shown) == ("no font on this computer: [sign] stands in the PDF" in made.err)


def test_opened_without_a_name_it_is_a_page_whose_name_says_the_day_alone(
    full: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shown: list[Path] = []
    monkeypatch.setattr(output_file, "show", shown.append)

    full("look", "weeks", "--open")
    full("calendar", "--open", "--format", "svg")
    full("look", "ways", "--open")

    assert shown == [Path(f"picture-2026-11-22{end}") for end in (".html", ".svg", "-2.html")]
    assert all(path.exists() for path in shown)


@needs_axe
@pytest.mark.parametrize(
    ("command", "theme", "width"),
    list(zip(DRAWN, ("light", "dark", "light", "dark"), (390, 1200, 1200, 390), strict=True)),
    ids=[" ".join(command) for command in DRAWN],
)
def test_axe_finds_nothing_in_a_picture(
    full: Program, tmp_path: Path, command: tuple[str, ...], theme: str, width: int
) -> None:
    found = found_by_axe(full(*command, "--format", "html").out, tmp_path, theme, width)

    assert found["violations"] == []
    assert found["passes"] > 10


def test_ten_thousand_moments_stay_inside_their_pictures_and_pages(rj: Program, tmp_path: Path) -> None:
    days = [date(2022, 1, 1) + timedelta(at * 1786 // 10_000) for at in range(10_000)]
    imported(rj, days)
    for command in DRAWN:
        drawn = drawing(rj, *command, "--since", "2022-01-01")
        for text in drawn.root.iter(f"{SVG}text"):
            if not text.get("text-anchor"):
                left, size = float(text.get("x") or 0), float(text.get("font-size") or 0)
                assert left + 0.45 * size * len(text.text or "") <= 378, (command, text.text)
    rj("look", "changes", "--since", "2022-01-01", "--output", str(tmp_path / "it.pdf"))

    assert all(figures_of((tmp_path / "it.pdf").read_bytes()))
