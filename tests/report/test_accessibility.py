"""The page can be read by everyone: structure, language, contrast and descriptions, in HTML and in the PDF.

The checks of our own always run, without a browser. axe-core comes with the test packages and runs besides wherever
there is a Chromium: that of the machine, or of `playwright install chromium`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf.generic import DictionaryObject

from relational_journal.report.document.document import Tally
from relational_journal.report.page_fit import items_to_drop
from relational_journal.report.render.to_html import to_html
from relational_journal.report.render.to_pdf import to_pdf
from relational_journal.report.session_page.page import Page
from tests.support.axe import found_by_axe, needs_axe
from tests.support.contrast import contrast
from tests.support.eight_weeks import MOMENTS, PageOf, entry, others, uid
from tests.support.readers import CHROMIUM, Document, in_chromium, pdf

ROOT = Path(__file__).resolve().parents[2]
AA_TEXT, AA_SHAPE = 4.5, 3.0


@pytest.fixture(scope="module")
def pages_made() -> list[Page]:
    return []


@pytest.fixture
def page(page_of: PageOf, pages_made: list[Page]) -> Page:
    """The page that every test here looks at, made once."""
    if not pages_made:
        pages_made.append(page_of(include=("therapist", "safe"), shared=tuple(uid(number) for number in range(20, 40))))
    return pages_made[0]


def palettes(source: str) -> dict[str, dict[str, str]]:
    """The colours of the stylesheet: by day, at night and on paper."""
    found = re.findall(r"(@media[^{]*\{\s*)?:root \{([^}]*)\}", source)
    named = {"dark": "dark", "print": "print"}
    return {
        next((name for mark, name in named.items() if mark in query), "light"): dict(
            re.findall(r"--(\w+): (#[0-9a-f]+)", rules)
        )
        for query, rules in found
    }


def hue(colour: str) -> float | None:
    """Its hue in degrees; None where it is all but grey."""
    import colorsys

    digits = colour.removeprefix("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    chroma = max(red, green, blue) - min(red, green, blue)
    return colorsys.rgb_to_hls(red, green, blue)[0] * 360 if chroma > 0.1 else None


# HTML


def test_the_document_says_its_language_its_title_and_how_it_scales(page: Page) -> None:
    source = to_html(page)
    document = Document(source)

    assert [html["lang"] for html in document.named("html")] == ["en"]
    assert f"<title>{page.report.title}</title>" in source
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in document.named("meta")
    assert len(document.named("main")) == 1


def test_headings_begin_with_one_title_and_skip_no_level(page: Page) -> None:
    levels = [level for level, _ in Document(to_html(page)).headings]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_section_and_every_pattern_has_a_heading(page: Page) -> None:
    headings = " ".join(heading for _, heading in Document(to_html(page)).headings)

    for section in page.report.sections:
        tallies = [block.name for block in section.blocks if isinstance(block, Tally)]
        for heading in tallies if section.silent else [section.heading]:
            assert heading in headings


def test_every_picture_is_described(page_of: PageOf) -> None:
    document = Document(to_html(page_of(include=("people",), full=True)))
    pictures = document.named("svg")
    described_by = {each["id"] for each in document.named("title", "desc") if "id" in each}

    assert len(pictures) > 4
    for picture in pictures:
        assert picture["role"] == "img"
        assert picture.get("aria-label") or set(picture["aria-labelledby"].split()) <= described_by


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_text_and_pictures_have_contrast_enough(page: Page, theme: str) -> None:
    source = to_html(page)
    colours = palettes(source)["light"] | palettes(source)[theme]

    for ink in ("ink", "quiet", "accent"):
        assert contrast(colours[ink], colours["paper"]) >= AA_TEXT, ink
    assert contrast(colours["accent"], colours["paper"]) >= AA_SHAPE


def test_there_is_neither_red_nor_green_and_one_hue_at_most(page: Page) -> None:
    typst = (ROOT / "relational_journal" / "report" / "render" / "page.typ").read_text(encoding="utf-8")
    colours = set(re.findall(r"#[0-9a-f]{6}\b|#[0-9a-f]{3}\b", to_html(page) + typst))
    hues = {found for colour in colours if (found := hue(colour)) is not None}

    assert len(colours) > 8
    assert all(200 < found < 225 for found in hues)


def test_nothing_depends_on_opacity_or_on_the_size_of_a_screen(page: Page) -> None:
    style = to_html(page).split("<style>")[1].split("</style>")[0]

    assert "opacity" not in style
    assert "user-scalable" not in to_html(page)
    assert not re.search(r"font-size: *[\d.]+px", style)


# PDF


def tree(node: Any) -> Iterator[DictionaryObject]:
    """Every element of the structure below a node."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for child in node:
            yield from tree(child)
    elif isinstance(node, DictionaryObject):
        yield node
        if "/K" in node:
            yield from tree(node["/K"])


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
def test_the_pdf_is_tagged_and_says_its_language_and_title(page: Page, paper: str) -> None:
    read = pdf(to_pdf(page, paper=paper).pdf)
    root: Any = read.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read.metadata is not None
    assert read.metadata.title == page.report.title
    assert "/StructTreeRoot" in root
    metadata = root["/Metadata"].get_data().decode("utf-8")
    assert re.search(r"<pdfuaid:part>1</pdfuaid:part>|pdfuaid:part=\"1\"", metadata)
    assert re.search(rf"<dc:title>.*{re.escape(page.report.title)}.*</dc:title>", metadata, re.DOTALL)


def test_everything_drawn_in_the_pdf_is_in_its_structure_or_marked_as_beside_the_point(page: Page) -> None:
    made = pdf(to_pdf(page).pdf)
    parents = {each["/StructParents"] for each in made.pages}

    assert len(parents) == len(made.pages)
    for each in made.pages:
        assert each["/Tabs"] == "/S"
        assert each.get("/Annots") is None
        depth = 0
        contents: Any = each.get_contents()
        for operands, operator in contents.operations:
            if operator in (b"BDC", b"BMC"):
                depth += 1
            elif operator == b"EMC":
                depth -= 1
            elif operator in (b"Tj", b"TJ", b"f", b"S", b"B", b"Do"):
                assert depth > 0, (operator, operands)
        assert depth == 0


def test_the_pdf_has_a_title_and_headings_in_order_and_described_figures(page: Page) -> None:
    root: Any = pdf(to_pdf(page).pdf).trailer["/Root"]
    elements = [element for element in tree(root["/StructTreeRoot"]) if "/S" in element]
    kinds = [str(element["/S"]) for element in elements]
    levels = [int(kind[2:]) for kind in kinds if re.fullmatch(r"/H\d", kind)]
    figures = [element for element in elements if element["/S"] == "/Figure"]

    assert "/P" in kinds
    assert levels
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(figures) > 4
    assert all(str(figure["/Alt"]) for figure in figures)


def test_every_font_is_inside_the_pdf(page: Page) -> None:
    fonts: list[Any] = []
    for each in pdf(to_pdf(page).pdf).pages:
        resources: Any = each["/Resources"]
        fonts += [font.get_object() for font in resources["/Font"].values()]

    assert fonts
    for font in fonts:
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(inner["/FontDescriptor"])
        assert "/ToUnicode" in font


# axe


@needs_axe
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1200])
def test_axe_finds_nothing_on_the_sheet_and_all_that_can_stand_behind_it(
    page_of: PageOf, tmp_path: Path, theme: str, width: int
) -> None:
    shared = tuple(uid(number) for number in range(20, 40))
    page = page_of(include=("therapist", "safe", "people"), shared=shared, full=True, worksheet=True)
    found = found_by_axe(to_html(page), tmp_path, theme, width)

    assert found["violations"] == []
    assert found["passes"] > 10


@needs_axe
def test_axe_would_find_something(page: Page, tmp_path: Path) -> None:
    source = to_html(page).replace('<html lang="en"', "<html").replace("--quiet: #625e56", "--quiet: #c5c2bb")
    found = {name for name, _ in found_by_axe(source, tmp_path, "light", 1200)["violations"]}

    assert {"html-has-lang", "color-contrast"} <= found


@pytest.mark.skipif(CHROMIUM is None, reason="needs a Chromium")
@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_a_full_sheet_prints_on_one_page_from_a_browser(page_of: PageOf, tmp_path: Path, size: str) -> None:
    chosen = [entry(900 + at, f"11-{10 + at % 12} 18:00", "m", "Lena", "slowly " * 60, share=True) for at in range(20)]
    full = page_of((*MOMENTS, *others(), *chosen))
    paper = f"<style>@media print {{ @page {{ size: {size}; }} }}</style></head>"
    source, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    source.write_text(to_html(full.without(items_to_drop(full))).replace("</head>", paper), encoding="utf-8")
    in_chromium(source, "--no-pdf-header-footer", f"--print-to-pdf={printed}")

    assert len(pdf(printed.read_bytes()).pages) == 1
