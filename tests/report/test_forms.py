"""Five forms of one value: the terminal, Markdown, HTML, PDF and JSON say the same, line for line."""

from __future__ import annotations

import re
from html import escape
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from relational_journal import Journal
from relational_journal.capture.syntax.marks import shown_text
from relational_journal.model import Link, Moment, replace
from relational_journal.report.document.document import Section, plain
from relational_journal.report.render.to_html import to_html
from relational_journal.report.render.to_json import to_json
from relational_journal.report.render.to_markdown import to_markdown
from relational_journal.report.render.to_pdf import to_pdf
from relational_journal.report.render.to_terminal import to_terminal
from relational_journal.report.render.to_text import to_text
from relational_journal.report.session_page import charts
from relational_journal.report.session_page.page import SECTIONS, Page
from relational_journal.text.width import SIGNS, harmless
from tests.support.eight_weeks import MOMENTS, PageOf, others, told, uid
from tests.support.readers import Document, pdf_text, words

if TYPE_CHECKING:
    from tests.support.program import Program

FULL = {"include": ("therapist", "safe"), "shared": tuple(uid(number) for number in range(1, 46))}
PAGES = {"as it comes": {}, "with all that can stand on it": FULL, "by initials": {"names": "initials"}}
# The markup of every form and more, none of it read as such; escapes, overrides, other scripts.
HOSTILE = (
    "<script>alert(1)</script> <b>bold</b> &amp; **stars** _under_ `code` [link](https://example.org) ![x](y) # head "
    "1. one | a | b | #set page(fill: red) $x^2$ @ref <label> // comment \\n {{ 7 * 7 }} {% if %} [bold red]x[/] "
    "=SUM(A1) -- ' OR 1=1; \x1b[31mred\x07 \u202eevird\u202c \u2066x\u2069"
)
OTHER_SCRIPTS = "مرحبا يا صديقي, שלום, 你好, Γειά σου, Привет, 😀👩‍👩‍👧 and ❤️"


@pytest.fixture(params=[*PAGES, "of the fictional journal", "with every section"])
def page(request: pytest.FixtureRequest, page_of: PageOf) -> Page:
    if request.param == "of the fictional journal":
        return _fictional(request.getfixturevalue("rj"), request.getfixturevalue("tmp_path"))
    if request.param == "with every section":
        page = page_of((*MOMENTS, *others(), *_what_is_missing()), **FULL)  # type: ignore[arg-type]
        assert [section.key for section in page.report.sections if section.key != "safe"] == list(SECTIONS)
        assert page.report.section("safe")
        return page
    return page_of(**PAGES[request.param])


def _fictional(rj: Program, folder: Path) -> Page:
    rj("demo", "--keep", str(folder / "demo"))
    with Journal.open(folder / "demo" / "journal.db") as journal:
        return journal.summary()


def _what_is_missing() -> tuple[Moment, ...]:
    """What the eight weeks lack for a page with every section: a past experience that echoes in three moments."""
    links = tuple(Link(uid(number), "echoes") for number in (3, 9, 11, 16))
    return (told(70, "10-01", "", "Mum", "", kind="memory", share=True, links=links, answers={"title": "The stairs"}),)


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
    draw = {"about": charts.weeks, "breaks": charts.breaks}.get(section.key)
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


def _chosen(page_of: PageOf, text: str) -> Page:
    """A page on which this is the text of a chosen moment, and of what is wanted from today."""
    entries = (*(replace(m, text=text) if m.id == 36 else m for m in MOMENTS), *others())
    wanted = told(90, "11-24", "", "", text, kind="session", power=(), answers={"state": "prepared"})
    return page_of((*entries, wanted), shared=(uid(36),))


def test_a_hostile_text_stays_text_in_every_form(page_of: PageOf) -> None:
    page = _chosen(page_of, HOSTILE)
    shown = harmless(shown_text(HOSTILE))
    source, markdown = to_html(page), to_markdown(page.report)
    plain_text = to_text(page.report, width=10_000)

    assert shown in plain_text
    assert shown in Document(source).text
    assert shown in " ".join(line for section in to_json(page)["sections"] for line in section["lines"])
    # Signs for what cannot be shown are in no font, and stand as [sign].
    assert words(pdf_text(to_pdf(page).pdf).replace("[sign]", "")) == said(page, drawn=True)
    assert words(markdown) == words(escape(plain_text))
    assert not {"script", "b", "img", "a", "label"} & {name for name, _ in Document(source).tags}
    for each in (plain_text, source, markdown, to_terminal(page.report)):
        assert "\x07" not in each
        assert "\u202e" not in each
        assert "\x1b[31m" not in each


def test_a_text_in_any_script_is_in_every_form(page_of: PageOf) -> None:
    page = _chosen(page_of, OTHER_SCRIPTS)
    made = to_pdf(page)
    kept = [word for word in words(OTHER_SCRIPTS) if word[0] < "א"]

    for text in (to_text(page.report, width=10_000), Document(to_html(page)).text, to_terminal(page.report, width=999)):
        assert OTHER_SCRIPTS in text
    assert any(OTHER_SCRIPTS in line for section in to_json(page)["sections"] for line in section["lines"])
    assert set(kept) >= {"Γειά", "Привет", "and"}
    assert set(kept) <= set(words(pdf_text(made.pdf)))
    assert made.missing == () or "sign" in pdf_text(made.pdf)


def test_a_text_of_five_million_signs_is_the_same_beginning_in_every_form(page_of: PageOf) -> None:
    page = _chosen(page_of, "slowly and all at once " * 220_000)
    shown = words(to_text(page.report))

    assert 200 < shown.count("slowly") < 220
    assert shown == said(page, drawn=False) == words(to_markdown(page.report))
    assert words(Document(to_html(page)).text) == words(pdf_text(to_pdf(page).pdf)) == said(page, drawn=True)
