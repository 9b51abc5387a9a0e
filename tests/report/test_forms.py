"""Five forms of one value: the terminal, Markdown, HTML, PDF and JSON say the same, line for line."""

from __future__ import annotations

import re
from html import escape
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from relational_journal import Journal
from relational_journal.capture.syntax.marks import shown_text
from relational_journal.model import Entry, Link, replace
from relational_journal.report.document.bare_lines import plain
from relational_journal.report.document.count_marks import Legends, section_dots
from relational_journal.report.document.document import FEW_MARKS, Table, Tally, Text, Weeks
from relational_journal.report.document.map_in_characters import people_in_words, tie_legend
from relational_journal.report.document.week_legend import week_legend, what_parts_columns
from relational_journal.report.pictures.around_me import keys_around_me
from relational_journal.report.render.to_html import to_html
from relational_journal.report.render.to_json import to_json
from relational_journal.report.render.to_markdown import to_markdown
from relational_journal.report.render.to_pdf import to_pdf
from relational_journal.report.render.to_terminal import to_terminal
from relational_journal.report.render.to_text import to_text
from relational_journal.report.session_page.page import FURTHER, OFF_UNTIL_INCLUDED, SECTIONS, Page
from relational_journal.text.width import SIGNS, harmless
from tests.support.demo_journal import NOW as DEMO_NOW
from tests.support.eight_weeks import MOMENTS, PageOf, entry, others, uid
from tests.support.readers import Document, pdf_text, words

if TYPE_CHECKING:
    pass

FULL = {"include": ("therapist", "safe", "people"), "shared": tuple(uid(number) for number in range(1, 46))}
PAGES = {"as it comes": {}, "with all that can stand on it": FULL, "by initials": {"names": "initials"}}
# The markup of every form and more, none of it read as such; escapes, overrides, other scripts.
HOSTILE = (
    "<script>alert(1)</script> <b>bold</b> &amp; **stars** _under_ `code` [link](https://example.org) ![x](y) # head "
    "1. one | a | b | #set page(fill: red) $x^2$ @ref <label> // comment \\n {{ 7 * 7 }} {% if %} [bold red]x[/] "
    "=SUM(A1) -- ' OR 1=1; \x1b[31mred\x07 \u202eevird\u202c \u2066x\u2069"
)
OTHER_SCRIPTS = "مرحبا يا صديقي, שלום, 你好, Γειά σου, Привет, 😀👩‍👩‍👧 and ❤️"


@pytest.fixture(scope="module")
def pages_made() -> dict[str, Page]:
    return {}


@pytest.fixture(params=[*PAGES, "of the fictional journal", "with every section"])
def page(request: pytest.FixtureRequest, page_of: PageOf, pages_made: dict[str, Page]) -> Page:
    """Each of these pages, made once."""
    if request.param not in pages_made:
        pages_made[request.param] = _made(request, page_of)
    return pages_made[request.param]


def _made(request: pytest.FixtureRequest, page_of: PageOf) -> Page:
    if request.param == "of the fictional journal":
        with Journal.open(request.getfixturevalue("demo_of_mine"), now=lambda: DEMO_NOW) as journal:
            return journal.summary()
    if request.param == "with every section":
        before, prepared, *rest = others()
        asking = replace(prepared, answers={**prepared.answers, "my-question": "Whose Christmas is it?"})
        page = page_of((*MOMENTS, before, asking, *rest, *_what_is_missing()), **FULL, full=True)  # type: ignore[arg-type]
        keys = [section.key for section in page.report.sections if section.key not in OFF_UNTIL_INCLUDED]
        assert keys == [key for key in (*SECTIONS, *FURTHER) if key not in OFF_UNTIL_INCLUDED]
        assert page.report.section("safe")
        return page
    return page_of(**PAGES[request.param])


def _what_is_missing() -> tuple[Entry, ...]:
    """What the eight weeks lack for a page with every section: a past experience that echoes, and a picture."""
    links = tuple(Link(uid(number), "echoes") for number in (3, 9, 11, 16))
    picture = entry(71, "11-12", "", "", "", kind="picture", share=True, answers={"old": "They leave.", "new": "Some."})
    return (
        picture,
        entry(70, "10-01", "", "Mum", "", kind="memory", share=True, links=links, answers={"title": "The stairs"}),
    )


def said(page: Page, *, form: str = "text") -> list[str]:
    """Every word of the page in order, as this form says it: in every form the same, pictures by their marks."""
    lines_shown = [page.report.title]
    for section in page.report.sections:
        lines_shown += [] if section.silent else [section.heading]
        legends = Legends(section_dots(section) if section.legend and section.silent else {}, SIGNS)
        for block in section.blocks:
            lines = list(plain(block))
            if isinstance(block, Table) and block.around:
                lines = people(block, form, lines)
            elif isinstance(block, Weeks) and form == "drawn":
                lines = [block.since, block.until, *block.tones, what_parts_columns(block, "lines")]
            elif (
                isinstance(block, Weeks) and form in ("text", "markdown") and sum(map(len, block.columns)) <= FEW_MARKS
            ):
                lines = [block.since, block.until, *week_legend(block, SIGNS)]
            elif isinstance(block, Tally):
                power = (
                    lines.index(" · ".join(f"{words} {count}" for words, count in block.power)) if block.power else 0
                )
                if power:
                    lines.insert(2, lines.pop(power))
                if form != "json":
                    lines.insert(1, " ".join(legends.of(block)))
            lines_shown += lines
    return list(chain.from_iterable(words(line) for line in lines_shown))


def people(table: Table, form: str, lines: list[str]) -> list[str]:
    """What the map of the people in a table says in a form, and the table where it has one."""
    if form == "json":
        return lines
    if form == "drawn":
        labels = [f"{who.name} {who.moments}" for who in table.around]
        return ["me", *labels, *(key.label for key in keys_around_me(table.around)), *lines]
    ties = [f"{who.name} me {who.moments}" for who in table.around]
    parts = [part for each in tie_legend(table.around) for part in each.parts]
    legend = [part.text if isinstance(part, Text) else "me" for part in parts]
    if form == "markdown":
        return [*ties, *legend, *lines]
    rest = (said.partition("; ")[2] for said in people_in_words(table))
    return [*legend, *chain.from_iterable(zip(ties, rest, strict=True))]


def test_the_page_says_something_to_compare(page: Page) -> None:
    assert len(said(page)) > 150


def test_plain_text_says_it_word_for_word(page: Page) -> None:
    assert words(to_text(page.report)) == said(page)


def test_the_terminal_says_it_word_for_word(page: Page) -> None:
    shown = re.sub(r"\x1b\[[0-9;]*m", "", to_terminal(page.report))

    assert words(shown) == said(page)


def test_markdown_says_it_word_for_word(page: Page) -> None:
    assert words(to_markdown(page.report)) == said(page, form="markdown")


def test_html_says_it_word_for_word(page: Page) -> None:
    assert words(Document(to_html(page)).text) == said(page, form="drawn")


def test_the_pdf_says_it_word_for_word(page: Page) -> None:
    assert words(pdf_text(to_pdf(page).pdf)) == said(page, form="drawn")


def test_json_holds_every_line_and_every_heading(page: Page) -> None:
    document = to_json(page)
    lines_shown = [document["title"]]
    for section, source in zip(document["sections"], page.report.sections, strict=True):
        lines_shown += [*([] if source.silent else [section["heading"]]), *section["lines"]]

    assert [word for line in lines_shown for word in words(line)] == said(page, form="json")


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
    wanted = entry(90, "11-24", "", "", text, kind="session", power=(), answers={"state": "prepared"})
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
    assert words(pdf_text(to_pdf(page).pdf).replace("[sign]", "")) == said(page, form="drawn")
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

    assert 130 < shown.count("slowly") < 150
    assert shown == said(page) == words(to_markdown(page.report))
    assert words(Document(to_html(page)).text) == words(pdf_text(to_pdf(page).pdf)) == said(page, form="drawn")
