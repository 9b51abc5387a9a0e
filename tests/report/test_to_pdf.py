"""The page as a PDF: whatever a person wrote is a text and no command, and every sign is shown or named."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

import pikepdf
import pytest

from relational_journal.model import Entry, Person
from relational_journal.report.page_fit import items_to_drop
from relational_journal.report.render.to_pdf import MISSING, NotTypeset, protected, to_pdf
from relational_journal.report.session_page.page import Page
from tests.support.eight_weeks import MOMENTS, PageOf, entry, uid
from tests.support.readers import of_words, pdf, pdf_text, words

COMMANDS = (
    '#panic() #sys.inputs #read("/etc/passwd")',
    "*bold* _slanted_ = heading",
    "$x^2$ \\ <label> @reference ~",
    "// gone /* gone */ `raw` ```typ #x```",
    "- list + list / term: told",
    "-- --- ... 'quoted' https://example.org",
    "\\u{41} \\# #[ ] { }",
)


def saying(*texts: str) -> tuple[Entry, ...]:
    return tuple(
        entry(number, "11-20 18:00", "c", "Lena", text, moves="reached-out", share=True)
        for number, text in enumerate(texts, 1)
    )


def spaceless(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_of_the_typesetter_stand_there_as_they_were_written(command: str) -> None:
    made = to_pdf(of_words(command))
    as_words = to_pdf(of_words("word"))

    assert made.missing == ()
    assert spaceless(pdf_text(made.pdf)) == spaceless(pdf_text(as_words.pdf)).replace("word", spaceless(command))


def test_names_are_texts_too(page_of: PageOf) -> None:
    people = (Person("#strong[Bo] $x$", "friend"),)
    moment = entry(1, "11-20 18:00", "c", "#strong[Bo] $x$", moves="reached-out")

    assert "#strong[Bo] $x$" in pdf_text(to_pdf(page_of((moment,), people=people, names="nickname")).pdf)


@pytest.mark.parametrize("text", ["naïve Łódź, straße", "Ελληνικά και άλλα", "Кириллица и ещё"])
def test_latin_greek_and_cyrillic_are_inside(page_of: PageOf, text: str) -> None:
    made = to_pdf(page_of(saying(text)))

    assert made.missing == ()
    assert spaceless(text) in spaceless(pdf_text(made.pdf))


def test_arabic_is_shown_and_keeps_its_place(page_of: PageOf) -> None:
    made = to_pdf(page_of(saying("قالت إنها ستبقى, she said")))

    assert made.missing == ()
    assert "she said" in pdf_text(made.pdf)


def test_a_sign_no_font_has_is_replaced_and_named(page_of: PageOf) -> None:
    nowhere = "\U0010fffd"
    made = to_pdf(page_of(saying(f"before {nowhere}{nowhere} after, and {nowhere}.")))

    assert made.missing == (nowhere,)
    assert f"before {MISSING} after, and {MISSING}." in pdf_text(made.pdf)


def test_a_joined_picture_sign_is_one_sign(page_of: PageOf, monkeypatch: pytest.MonkeyPatch) -> None:
    no_system_fonts(monkeypatch)
    made = to_pdf(page_of(saying("us 👨\u200d👩\u200d👧 and 👍🏽 there", "moon 🌙")))

    text = pdf_text(made.pdf)
    assert f"us {MISSING} and {MISSING} there" in text
    assert f"moon {MISSING}" in text
    assert "🌙" in made.missing


def test_control_signs_and_overrides_do_not_stop_it(page_of: PageOf) -> None:
    made = to_pdf(page_of(saying("a\x1b[31mb \u202eturned\u202c \ufeffc \ufffe \x00 end")))

    assert "end" in pdf_text(made.pdf)


def test_an_endless_word_stays_on_the_paper(page_of: PageOf) -> None:
    made = to_pdf(page_of(saying("x" * 550)))

    assert made.pages == 1
    for page in pdf(made.pdf).pages:
        right = max((at for at in positions(page)), default=0)
        assert right < float(page.mediabox.width)


def positions(page: object) -> Sequence[float]:
    found: list[float] = []
    page.extract_text(visitor_text=lambda text, cm, tm, font, size: found.append(float(tm[4])))  # type: ignore[attr-defined]
    return found


def test_pages_are_numbered_of_how_many(page_of: PageOf) -> None:
    made = to_pdf(page_of(saying(*("one thing and another, " * 25 for _ in range(8)))))
    pages = pdf(made.pdf).pages

    assert len(pages) == made.pages
    for number, page in enumerate(pages, 1):
        assert words(page.extract_text())[-2:] == [str(number), str(made.pages)]
        assert page.extract_text().rstrip().endswith(f"{number}/{made.pages}")


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("us-letter", (612, 792))])
def test_it_is_made_for_the_paper_of_the_place(page_of: PageOf, paper: str, size: tuple[int, int]) -> None:
    box = pdf(to_pdf(page_of(), paper=paper).pdf).pages[0].mediabox

    assert (round(float(box.width)), round(float(box.height))) == size


def test_nothing_moment_by_moment_is_in_it_but_what_the_page_says(page_of: PageOf) -> None:
    made = to_pdf(page_of())
    information = pdf(made.pdf).metadata

    assert information is not None
    assert set(information) == {"/Title", "/Creator"}
    assert to_pdf(page_of()).pdf == made.pdf


def test_a_passphrase_closes_it(page_of: PageOf) -> None:
    from io import BytesIO

    closed = protected(to_pdf(page_of()).pdf, "quiet garden")

    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(closed))
    with pikepdf.open(BytesIO(closed), password="quiet garden") as opened:
        assert opened.encryption.R == 6
        assert opened.Root.Lang == "en"
        assert "/StructTreeRoot" in opened.Root


def test_without_the_extra_a_passphrase_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pikepdf", None)

    with pytest.raises(NotTypeset, match="one more package") as refused:
        protected(b"%PDF-1.7", "quiet garden")
    assert "relational-journal[pdf-passphrase]" in refused.value.next_step


def test_nothing_that_typesets_is_loaded_before_a_pdf_is_made() -> None:
    code = (
        "import sys, relational_journal.report.render.to_pdf, relational_journal.report.render.to_html\n"
        "print(sorted({'typst', 'jinja2', 'pikepdf'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def no_system_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine without any font of its own."""
    import typst

    real = typst.Compiler

    def bare(*words: object, **named: object) -> object:
        return real(*words, **{**named, "ignore_system_fonts": True})

    monkeypatch.setattr(typst, "Compiler", bare)


def test_the_letters_are_the_largest_in_which_it_is_one_page(page_of: PageOf, monkeypatch: pytest.MonkeyPatch) -> None:
    def size(page: Page) -> float:
        made = to_pdf(page)
        assert made.of_sheet == 1
        sizes: list[float] = []
        pdf(made.pdf).pages[0].extract_text(visitor_text=lambda _, __, ___, ____, size: sizes.append(size))
        return max(sizes)

    little, much = page_of(MOMENTS[-6:]), page_of(shared=[uid(number) for number in range(1, 46)])
    much = much.without(items_to_drop(much))
    largest = size(page_of())

    assert size(little) >= largest > size(much)
    monkeypatch.setattr("relational_journal.report.render.to_pdf._LARGER", 0)
    assert size(page_of()) < largest
