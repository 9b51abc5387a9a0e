"""Five forms of one value: the terminal, Markdown, HTML, PDF and JSON say the same, line for line."""

from __future__ import annotations

import re
from itertools import chain

import pytest
from eight_weeks import PageOf, uid
from readers import Document, pdf_text, words

from relational_journal.report import pictures
from relational_journal.report.signs import SIGNS
from relational_journal.report.summary import Page
from relational_journal.report.to_html import to_html
from relational_journal.report.to_json import to_json
from relational_journal.report.to_markdown import to_markdown
from relational_journal.report.to_pdf import to_pdf
from relational_journal.report.to_terminal import to_terminal
from relational_journal.report.to_text import to_text
from relational_journal.report.value import Section, plain

FULL = {"include": ("therapist", "safe"), "shared": tuple(uid(number) for number in range(1, 46))}
PAGES = {"as it comes": {}, "with all that can stand on it": FULL, "by initials": {"names": "initials"}}


@pytest.fixture(params=PAGES.values(), ids=PAGES)
def page(request: pytest.FixtureRequest, page_of: PageOf) -> Page:
    return page_of(**request.param)


def said(page: Page, *, drawn: bool) -> list[str]:
    """Every word of the page in order; `drawn`: with the days and the marks of the pictures."""
    told = [page.report.title]
    for section in page.report.sections:
        lines = [line for block in section.blocks for line in plain(block)]
        heading = [] if section.silent else [section.heading]
        picture = captions(section, page) if drawn else []
        told += [*heading, *picture, *lines] if section.key == "breaks" else [*heading, *lines, *picture]
    return list(chain.from_iterable(words(line) for line in told))


def captions(section: Section, page: Page) -> list[str]:
    draw = {"about": pictures.weeks, "breaks": pictures.breaks}.get(section.key)
    figure = draw(page.pictured.seen_on(page.report)) if draw else None
    return [figure.since, figure.until, *(key.label for key in figure.keys)] if figure else []


def test_the_page_says_something_to_compare(page: Page) -> None:
    assert len(said(page, drawn=False)) > 300


def test_plain_text_says_it_word_for_word(page: Page) -> None:
    assert words(to_text(page.report)) == said(page, drawn=False)


def test_the_terminal_says_it_word_for_word(page: Page) -> None:
    shown = re.sub(r"\x1b\[[0-9;]*m", "", to_terminal(page.report))

    assert words(shown) == said(page, drawn=False)


def test_markdown_says_it_word_for_word(page: Page) -> None:
    assert words(to_markdown(page.report)) == said(page, drawn=False)


def test_html_says_it_word_for_word(page: Page) -> None:
    assert words(Document(to_html(page)).text) == said(page, drawn=True)


def test_the_pdf_says_it_word_for_word(page: Page) -> None:
    assert words(pdf_text(to_pdf(page).pdf)) == said(page, drawn=True)


def test_json_holds_every_line_and_every_heading(page: Page) -> None:
    document = to_json(page)
    told = [document["title"]]
    for section, source in zip(document["sections"], page.report.sections, strict=True):
        told += [*([] if source.silent else [section["heading"]]), *section["lines"]]

    assert [word for line in told for word in words(line)] == said(page, drawn=False)


def test_every_form_counts_the_same(page: Page) -> None:
    counted = [tally for section in to_json(page)["sections"] for tally in section.get("patterns", ())]

    assert counted
    for tally in counted:
        number = f"{tally['shows']} of {tally['of']}"
        dots = f"{SIGNS.shows * (tally['shows'] - tally['turned'])}{SIGNS.turned * tally['turned']}"
        for text in (to_text(page.report), to_markdown(page.report), Document(to_html(page)).text):
            assert number in text
        if tally["of"] <= 20:
            assert dots in to_text(page.report)
