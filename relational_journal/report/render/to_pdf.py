"""Render the page for the session as a PDF: tagged (PDF/UA-1), with its fonts, typeset in memory by typst."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from relational_journal.errors import JournalError
from relational_journal.report.render.template_data import sheet
from relational_journal.report.session_page.page import Page

if TYPE_CHECKING:
    from typst import TypstError

COMMON = "document.typ"  # what every PDF has in common; a template given as bytes can import no other file
TEMPLATE = "page.typ"
MISSING = "[sign]"
SIZES = ("roomy", "usual", "small", "tiny", "tiniest")
_LARGER = 2  # sizes above the estimated one that are worth a try
_MOST_TRIES = 6
_LONGEST_WORD = 40  # characters without a space, from which on a word may break inside
_BREAK = "\u200b"
_DRAWINGS = ("svg",)  # markup without words of the person's; to change a sign in it would break it


class NotTypeset(JournalError):
    """A page that could not be made into a PDF."""


class Typeset(NamedTuple):
    """A PDF, how many pages it has and how many of them the sheet takes; and the signs for which no font was found.

    These stand in it as MISSING.
    """

    pdf: bytes
    pages: int
    of_sheet: int
    missing: tuple[str, ...]


def to_pdf(page: Page, *, paper: str = "a4") -> Typeset:
    """Typeset the page as a PDF.

    The fonts that come with typst hold Latin, Greek and Cyrillic. Where a sign is in none of them the fonts of this
    machine are allowed; a sign that is in none of these either is replaced by MISSING and named in the result.

    Args:
        page: the page as it was chosen.
        paper: `a4` or `us-letter`.

    Raises:
        NotTypeset: typst refused it.
    """
    return typeset(partial(_compiled, paper=paper), _each_text(sheet(page), _breakable, but=(*_DRAWINGS, "drawing")))


def typeset(attempt: Callable[[dict[str, Any], bool], tuple[bytes, int, int]], data: dict[str, Any]) -> Typeset:
    """Compile until every sign has a font, or stands there as MISSING.

    Args:
        attempt: makes a PDF of the data, with the fonts of typst alone or not; returns its pages and the sheet's.
        data: what the template lays out.

    Raises:
        NotTypeset: typst refused it.
    """
    from typst import TypstError

    missing: set[str] = set()
    own_fonts_only = True
    for _ in range(_MOST_TRIES):
        shown = _each_text(data, partial(_without, missing=missing)) if missing else data
        try:
            pdf, pages, of_sheet = attempt(shown, own_fonts_only)
        except TypstError as error:
            absent = _absent(error)
            if not absent:
                raise NotTypeset("the page could not be made into a PDF", "Use --format html.") from error
            if own_fonts_only:
                own_fonts_only = False
            else:
                missing |= absent
            continue
        return Typeset(pdf, pages, of_sheet, tuple(sorted(missing)))
    raise NotTypeset("the page holds signs no font here can show", "Use --format html.")


def protected(pdf: bytes, passphrase: str) -> bytes:
    """Encrypt a PDF with a passphrase (AES-256), in memory; needs the extra `pdf-passphrase`.

    Raises:
        NotTypeset: the extra is not installed.
    """
    from io import BytesIO

    try:
        from pikepdf import Encryption, Pdf
    except ImportError as error:
        raise NotTypeset(
            "a passphrase on a PDF needs one more package",
            "Install it: pip install 'relational-journal[pdf-passphrase]'.",
        ) from error
    closed = BytesIO()
    with Pdf.open(BytesIO(pdf)) as opened:
        opened.save(closed, encryption=Encryption(owner=passphrase, user=passphrase, R=6))
    return closed.getvalue()


def _compiled(data: dict[str, Any], own_fonts_only: bool, *, paper: str) -> tuple[bytes, int, int]:
    """Return the PDF, its pages and those of the sheet, in the largest letters in which the sheet takes one page.

    The size was estimated with room to spare, so larger ones are tried first.
    """
    for size in SIZES[max(0, SIZES.index(data["size"]) - _LARGER) :]:
        pdf, counted = compiled(TEMPLATE, data | {"size": size}, own_fonts_only, paper=paper)
        if counted["sheet"] == 1 or size == SIZES[-1]:
            break
    return pdf(), counted["pages"], counted["sheet"]


def compiled(
    name: str, data: dict[str, Any], own_fonts_only: bool, *, paper: str
) -> tuple[Callable[[], bytes], dict[str, int]]:
    """Lay data out by a template of this folder.

    Returns:
        What makes the PDF of it, and what the template says of itself under `<pages>`: how many pages it takes.

    Raises:
        TypstError: a sign without a font, among others.
    """
    import json

    from typst import Compiler

    inputs = {"page": json.dumps(data, ensure_ascii=False), "paper": paper}
    compiler = Compiler(_template(name), ignore_system_fonts=own_fonts_only, sys_inputs=inputs)
    # Asked before compiling: a compiler forgets a template given as bytes once it was used, but not its layout.
    counted = json.loads(compiler.query("<pages>", field="value", one=True))

    def pdf() -> bytes:
        made = compiler.compile(_template(name), format="pdf", pdf_standards=["ua-1"])
        if not isinstance(made, bytes):
            raise NotTypeset("the page could not be made into a PDF", "Use --format html.")
        return made

    return pdf, {key: int(value) for key, value in counted.items()}


@cache
def _template(name: str) -> bytes:
    from importlib.resources import files

    folder = files("relational_journal.report.render")
    return b"\n".join(folder.joinpath(each).read_bytes() for each in (COMMON, name))


# How typst names a sign it has no font for, or that a PDF may not hold; the text is written as Rust debugs it.
_NAMED = re.compile(r'(?:the text|codepoint) `"((?:[^"\\]|\\.)*)"`')
_ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
_JOINED = "\u200d\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"


def _absent(error: TypstError) -> frozenset[str]:
    """Return the characters that a typst error says no font has."""
    named = "".join(
        _ESCAPED.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2], text)
        for text in _NAMED.findall(error.diagnostic)
    )
    return frozenset(sign for sign in named if not sign.isascii() or not sign.isprintable())


def _without(text: str, missing: Collection[str]) -> str:
    """Replace every run of missing characters, and what is joined to them, by one MISSING."""
    signs = "".join(map(re.escape, missing))
    return re.sub(rf"[{signs}]+[{signs}{_JOINED}]*", MISSING, text)


def _breakable(text: str) -> str:
    """Allow endless words of a text to break at the edge of the paper."""
    return re.sub(rf"\S{{{_LONGEST_WORD},}}", lambda word: _BREAK.join(re.findall(r".{1,20}", word[0])), text)


def _each_text(value: Any, change: Callable[[str], str], but: Collection[str] = _DRAWINGS) -> Any:
    """Return the data with every text changed, except in what has a key of `but`, such as pictures."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_each_text(each, change, but) for each in value]
    if isinstance(value, dict):
        kept = any(key in value for key in but)
        return value if kept else {key: _each_text(each, change, but) for key, each in value.items()}
    return value
