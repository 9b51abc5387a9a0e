"""The page for the session of journals nobody thought of: empty, tiny, huge, of one person, in any script."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.readers import Document, pdf, pdf_text, words

if TYPE_CHECKING:
    from tests.support.program import Program

FORMS = {"txt": "text", "md": "md", "html": "html", "pdf": "pdf", "json": "json"}
ACROSS = "قالت إنها ستبقى، ולא הלכה 🌙👩‍👩‍👧"
MILLIONS = 5_000_000


def written(rj: Program, folder: Path, *options: str) -> dict[str, str]:
    """The page in each form, as its words; the PDF has one page."""
    pages = {}
    for suffix, form in FORMS.items():
        target = folder / f"page.{suffix}"
        rj("summary", "--yes", "--force", "--format", form, "--output", str(target), *options)
        if form == "pdf":
            assert len(pdf(target.read_bytes()).pages) == 1
            pages[form] = pdf_text(target.read_bytes())
        else:
            pages[form] = target.read_text(encoding="utf-8")
    pages["html"] = Document(pages["html"]).text
    pages["json"] = "\n".join(line for part in json.loads(pages["json"])["sections"] for line in part["lines"])
    return pages


def test_without_a_moment_every_form_says_that_there_are_too_few(rj: Program, tmp_path: Path) -> None:
    rj("init", "--no-passphrase")

    for form, text in written(rj, tmp_path).items():
        assert "Too few moments to say (0 so far)." in " ".join(text.split()), form
        assert "How it moved" not in text


def test_six_moments_with_one_person_make_a_page_and_no_claim(rj: Program, tmp_path: Path) -> None:
    rj("people", "add", "Ada", "--relationship", "friend")
    for day in range(6):
        rj.log(f"2026-11-{15 + day}: We met. @Ada +d +they-criticised-me +went-silent")

    for form, text in written(rj, tmp_path).items():
        said = " ".join(text.split())
        assert "6 of 6" in said, form
        assert "an early impression" in said
        assert "What changed" not in said
        assert "Ada" not in said
        assert "%" not in said


def test_one_moment_with_one_person_is_told_and_nothing_is_counted(rj: Program, tmp_path: Path) -> None:
    rj.log("Ada rang. @Ada +c +they-reached-out +turned-toward")

    for text in written(rj, tmp_path).values():
        assert "met them when they asked" in " ".join(text.split())
        assert "This sheet sees 1 of 56 days." in " ".join(text.split())
        assert re.findall(r"\d+ of (?!56)\d+", text) == []


def test_ten_thousand_moments_stand_on_one_page(rj: Program, tmp_path: Path) -> None:
    begin = datetime.fromisoformat("2026-11-22T18:00:00+01:00")
    lines = [
        {
            "kind": "moment",
            "when": (begin - timedelta(minutes=8 * at)).isoformat(),
            "text": f"moment {at}",
            "share": at < 100,
            "tone": ("connection", "disconnection", "mixed", "ordinary")[at % 4],
            "people": [("Ada", "Mum", "Ruth")[at % 3]],
            "first": ["they-criticised-me" if at % 2 else "they-reached-out"],
            "moves": ["went-silent" if at % 3 else "reached-out"],
            "power": ["they-had-more" if at % 2 else "about-equal"],
        }
        for at in range(10_000)
    ]
    source = tmp_path / "many.jsonl"
    source.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    rj("import", str(source))

    target = tmp_path / "page.pdf"
    shown = rj("summary", "--yes")
    rj("summary", "--yes", "--output", str(target))

    assert len(pdf(target.read_bytes()).pages) == 1
    for text in (shown.out, pdf_text(target.read_bytes())):
        said = " ".join(text.split())
        assert "10000 since 28 Sep" in said or "10000 in eight weeks (since 28 Sep)" in said
        assert "3333 of 5000" in said
    assert shown.out.count('"moment ') >= 5
    left = r"To keep to one sheet this was left out: \d+ lines of What I bring today \(1-\d+\)"
    assert re.search(left, shown.err)


@pytest.mark.parametrize(
    "text", ["slowly, and then all at once. ", "a", f"{ACROSS} "], ids=["words", "a word", "across"]
)
def test_of_five_million_letters_chosen_the_page_holds_the_beginning_and_says_so(
    rj: Program, tmp_path: Path, text: str
) -> None:
    sentence = (text * (MILLIONS // len(text.encode()) + 1))[:MILLIONS]
    rj("log", "-", "--share", "--with", "Ada", "--tone", "connection", stdin=sentence)

    for form, shown in written(rj, tmp_path).items():
        assert len(shown) < 10_000, form
        beginning = words(text)[0][:20]
        assert beginning in shown.replace("\u200b", "") or form == "pdf"
    assert "the beginning of a longer text: the page holds no more of it" in rj("summary", "--yes").err


def test_words_from_right_to_left_and_pictures_keep_their_place_in_every_form(rj: Program, tmp_path: Path) -> None:
    rj("people", "add", "مريم", "--relationship", "friend")
    rj("log", "-", "--share", stdin=f"{ACROSS} مريم ضحكت @مريم +c +listened")

    for form, text in written(rj, tmp_path).items():
        assert "مريم" not in text, form
        assert "a friend" in text
        assert "listened" in text
    assert "🌙" in written(rj, tmp_path)["html"]


@pytest.mark.parametrize("name", ["Hope", "Will", "May", "moment", "power", "Nov"])
def test_a_name_that_is_a_word_is_hidden_and_no_word_of_the_page_is(rj: Program, name: str) -> None:
    rj("people", "add", name, "--relationship", "neighbour")
    for day in range(6):
        rj.log(f"2026-11-{15 + day}: We met. @{name} +d +they-criticised-me +went-silent +they-had-more")
    rj.log(f"It was @{name}'s day. @{name} +c +listened", "--share")

    text = rj("summary", "--yes").out

    assert '"It was a neighbour\'s day."' in text
    assert "7 moments in two weeks (since 9 Nov)" in text
    assert "Power: they more  6 of 6" in text


def test_a_window_that_ends_before_it_begins_is_refused_with_what_to_do(rj: Program, tmp_path: Path) -> None:
    rj.log("Ada rang. @Ada +c")
    target = tmp_path / "page.pdf"
    refused = rj("summary", "--since", "2026-11-20", "--until", "2026-11-01", "--output", str(target), code=2)

    assert refused.err.splitlines() == [
        "error: the window ends on 2026-11-01 before it begins on 2026-11-20",
        "Swap --since and --until.",
    ]
    assert not target.exists()


def test_a_window_of_one_day_or_of_none_that_has_come_says_which(rj: Program) -> None:
    rj.log("Ada rang. @Ada +c")

    assert "1 moment since 22 Nov." in rj("summary", "--yes", "--since", "2026-11-22").out
    assert "0 moments on 1 Jan 2027." in rj("summary", "--yes", "--since", "2027-01-01").out


@pytest.mark.parametrize(
    ("place", "paper"),
    [
        ("en_US.UTF-8", (612, 792)),
        ("fr_CA", (612, 792)),
        ("de_DE.UTF-8", (595, 842)),
        ("C", (595, 842)),
        ("nowhere at all", (595, 842)),
        ("en_", (595, 842)),
        ("", (595, 842)),
    ],
)
def test_the_paper_is_that_of_the_place_and_a4_where_the_place_is_unknown(
    rj: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, paper: tuple[int, int]
) -> None:
    monkeypatch.setenv("LC_PAPER", place)
    monkeypatch.setenv("LANG", "")
    rj.log("Ada rang. @Ada +c")
    target = tmp_path / "page.pdf"
    rj("summary", "--yes", "--output", str(target))

    assert tuple(map(round, pdf(target.read_bytes()).pages[0].mediabox[2:])) == paper  # type: ignore[arg-type]
