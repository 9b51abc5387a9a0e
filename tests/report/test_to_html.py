"""The page as HTML: one file that asks nobody for anything, in which no word of a person's is markup."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relational_journal.model import Person
from relational_journal.report.render.to_html import to_html
from relational_journal.text.width import harmless
from tests.support.eight_weeks import PageOf, entry, uid
from tests.support.readers import Document, of_words, pdf

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
NASTY = (
    "<script>alert(1)</script>",
    "</title></style></head><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "{{ 7 * 7 }} {% raw %}",
    "&lt;b&gt; &amp; &#60;",
    "<!-- --> ]]> <![CDATA[",
    "javascript:alert(1) https://example.org/x.png",
)


def test_it_is_one_file_without_script_and_without_any_request(page_of: PageOf) -> None:
    source = to_html(page_of())
    document = Document(source)

    assert source.startswith("<!doctype html>\n")
    assert not document.named(
        "script", "link", "img", "iframe", "object", "embed", "a", "form", "base", "audio", "video"
    )
    assert not re.search(r"url\(|@import|src=|href=", source)
    assert not [name for _, attributes in document.tags for name in attributes if name.startswith("on")]
    policies = [meta["content"] for meta in document.named("meta") if "http-equiv" in meta]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'"]
    addresses = set(re.findall(r"\w+://[^\s\"']+", source))
    assert addresses == {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("nasty", NASTY)
def test_no_word_of_a_person_is_markup_wherever_it_stands(nasty: str) -> None:
    plain, document = Document(to_html(of_words("word"))), Document(to_html(of_words(nasty)))

    assert document.tags == plain.tags
    assert document.text == plain.text.replace("word", harmless(nasty))


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_at_all_leaves_the_document_as_it_is(text: str) -> None:
    plain, document = Document(to_html(of_words("word"))), Document(to_html(of_words(f"a{text}")))

    assert [name for name, _ in document.tags] == [name for name, _ in plain.tags]


def test_names_that_hold_markup_are_shown_as_they_are(page_of: PageOf) -> None:
    people = (Person("<b>Bo</b> & co", "friend"),)
    page = page_of(
        (entry(1, "11-20 18:00", "c", "<b>Bo</b> & co", moves="reached-out"),), people=people, names="nickname"
    )

    assert "&lt;b&gt;Bo&lt;/b&gt; &amp; co" in to_html(page)
    assert "<b>" not in to_html(page)


def test_words_in_another_direction_stay_in_their_own_place(page_of: PageOf) -> None:
    moment = entry(1, "11-20 18:00", "c", "Lena", "قالت إنها ستبقى 🌙", moves="reached-out", share=True)
    source = to_html(page_of((moment,)))

    assert '“<bdi class="own">قالت إنها ستبقى 🌙</bdi>”' in source


def test_the_same_journal_makes_the_same_file(page_of: PageOf) -> None:
    assert to_html(page_of()) == to_html(page_of())


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
@pytest.mark.parametrize("paper", ["A4", "letter"])
def test_it_prints_on_one_page_of_either_paper_with_its_number(page_of: PageOf, tmp_path: Path, paper: str) -> None:
    page = page_of(include=("therapist",), shared=[uid(number) for number in (20, 30, 40)])
    source = tmp_path / "page.html"
    source.write_text(to_html(page).replace("@page {", f"@page {{ size: {paper};"), encoding="utf-8")
    printed = tmp_path / "printed.pdf"
    subprocess.run(
        [
            *(CHROMIUM or "", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"),
            *(f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={printed}", source.as_uri()),
        ],
        check=True,
        capture_output=True,
        timeout=60,
    )
    pages = pdf(printed.read_bytes()).pages

    assert len(pages) == 1
    width = float(pages[0].mediabox.width)
    assert abs(width - (612 if paper == "letter" else 595)) < 2
    assert f"1/{len(pages)}" in pages[0].extract_text()
