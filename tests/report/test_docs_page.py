"""The page shown in the documentation is what the program makes of the fictional journal today."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from relational_journal.report.document.length import counts, words
from tests.support.demo_journal import NOW as DEMO_NOW
from tests.support.readers import pdf, pdf_text

DOCS = Path(__file__).resolve().parents[2] / "docs"
MADE_ANEW = "docs/page.* are not what the program makes: python docs/make_pages.py"


def test_the_page_in_the_docs_is_what_the_program_makes_in_every_form(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(DOCS / "make_pages.py"), str(tmp_path)], check=True, capture_output=True)
    pdfs = [(folder / "page.pdf").read_bytes() for folder in (DOCS, tmp_path)]

    for suffix in ("txt", "md", "html", "json"):
        shown, now = ((folder / f"page.{suffix}").read_text(encoding="utf-8") for folder in (DOCS, tmp_path))
        assert shown == now, MADE_ANEW
    assert pdf_text(pdfs[0]).split() == pdf_text(pdfs[1]).split(), MADE_ANEW
    assert [len(pdf(each).pages) for each in pdfs] == [1, 1]


def test_the_page_of_the_demo_with_all_it_has_can_be_read_in_a_minute(demo_of_mine: Path) -> None:
    from relational_journal import Journal

    with Journal.open(demo_of_mine, now=lambda: DEMO_NOW) as journal:
        report = journal.summary().report

    assert 150 < words(report) <= 230
    assert 5 < counts(report) <= 12
