"""The sheets of the ten lives: looked at once and kept, on one side of either paper, the same in every form."""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import pairwise

import pytest

from relational_journal.report.document.document import Tally
from relational_journal.report.document.length import counts, words
from relational_journal.report.page_fit import items_to_drop
from relational_journal.report.render.to_html import to_html
from relational_journal.report.render.to_json import to_json
from relational_journal.report.render.to_markdown import to_markdown
from relational_journal.report.render.to_pdf import Typeset, to_pdf
from relational_journal.report.render.to_text import to_text
from relational_journal.report.session_page.page import MOST_WORDS, Page
from tests.support.golden import golden
from tests.support.lives import FOLDER, LIVES, page_of_life
from tests.support.readers import Document, pdf_text

MOST_COUNTS = 12


@cache
def typeset(name: str, paper: str) -> Typeset:
    return to_pdf(page_of_life(name), paper=paper)


def numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def in_html(name: str) -> str:
    """The page without its style, which is the same for every life (docs/page.html has it)."""
    return re.sub(r"(?<=<style>).*?(?=</style>)", "", to_html(page_of_life(name)), flags=re.DOTALL)


def in_json(page: Page) -> str:
    """Every text of the JSON, in order."""
    as_shown = to_json(page)
    return "\n".join([as_shown["title"], *(x for s in as_shown["sections"] for x in (s["heading"], *s["lines"]))])


def test_there_are_ten_lives() -> None:
    assert len(LIVES) == 10


@pytest.mark.parametrize("name", LIVES)
def test_the_sheet_of_a_life_is_the_one_that_was_looked_at(name: str) -> None:
    forms = {
        "txt": to_text(page_of_life(name).report),
        "html": in_html(name),
        "pdf.txt": pdf_text(typeset(name, "a4").pdf),
    }

    for suffix, text in forms.items():
        kept = golden(FOLDER / "golden" / f"{name}.{suffix}", text)
        assert text.split() == kept.split() if suffix == "pdf.txt" else text.rstrip() == kept.rstrip()


@pytest.mark.parametrize("name", LIVES)
def test_a_life_stands_on_one_side_of_either_paper_and_says_the_same_there(name: str) -> None:
    a4, letter = typeset(name, "a4"), typeset(name, "us-letter")

    assert items_to_drop(page_of_life(name)) == frozenset()
    assert (a4.pages, letter.pages) == (1, 1)
    assert pdf_text(a4.pdf).split() == pdf_text(letter.pdf).split()


@pytest.mark.parametrize("name", LIVES)
def test_every_form_of_a_life_has_the_same_numbers_in_the_same_order(name: str) -> None:
    page = page_of_life(name)
    forms = {
        "text": to_text(page.report),
        "Markdown": to_markdown(page.report),
        "HTML": Document(to_html(page)).text,
        "PDF": pdf_text(typeset(name, "a4").pdf),
        "JSON": in_json(page),
    }
    found = {form: numbers(text) for form, text in forms.items()}

    assert len(found["text"]) > 10
    for (one, its), (other, theirs) in pairwise(found.items()):
        assert its == theirs, (one, other)


@pytest.mark.parametrize("name", LIVES)
def test_the_pictures_of_a_life_say_the_numbers_beside_them(name: str) -> None:
    page = page_of_life(name)
    as_shown = [picture["aria-label"] for picture in Document(to_html(page)).named("svg")]
    sections = {section["key"]: section for section in json.loads(json.dumps(to_json(page)))["sections"]}
    tallies = [b for section in page.report.sections for b in section.blocks if isinstance(b, Tally)]

    for tally in tallies:
        assert any(label.startswith(f"{tally.number} dots") or f"{tally.number} parts" in label for label in as_shown)
    weeks = next(label for label in as_shown if label.startswith("Moments week by week"))
    for tone in ("connection", "mixed", "ordinary", "disconnection"):
        counted = [week[tone] for week in sections["ways"]["weeks"]]
        assert (f"{tone} {', '.join(map(str, counted))}" in weeks) == any(counted)
    for way, count in sections["ways"]["counts"].items():
        assert f"{way} {count}" in as_shown


@pytest.mark.parametrize("name", LIVES)
def test_a_life_can_be_read_in_a_minute(name: str) -> None:
    report = page_of_life(name).report

    assert 0 < words(report) <= MOST_WORDS
    assert 0 < counts(report) <= MOST_COUNTS
