"""Write the page to a file (all of it or nothing), with a passphrase if wanted, or show it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from relational_journal.cli.output_file import hint_at_missing_signs, paper, show, to_stdout, write_file
from relational_journal.text.safe import safe_path

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.report.document.document import Report
    from relational_journal.report.session_page.page import Page


def write_page(
    journal: Journal,
    page: Page,
    form: str = "text",
    output: str = "",
    *,
    force: bool = False,
    passphrase: str = "",
    open_it: bool = False,
) -> None:
    """Write the page to its file or to stdout.

        Args:
    passphrase: encrypts a PDF.
    open_it: open the file with the computer's default program.
    """
    from relational_journal.cli.output import emit_json, out
    from relational_journal.cli.output import page as through_pager

    if output:
        target = write_file(journal, in_form(page, form, passphrase), output, force=force, is_closed=bool(passphrase))
        if form == "json":
            emit_json({"format": form, "file": str(target)})
        else:
            out(f"Written to {safe_path(output)}.")
        if open_it:
            show(target)
    elif form == "json":
        from relational_journal.report.render.to_json import to_json

        emit_json(to_json(page))
    elif form == "text":
        through_pager(drawn_here(page.report))
    elif form == "md":
        content = in_form(page, form)
        assert isinstance(content, str)
        # out() ends with a line feed of its own.
        out(content.removesuffix("\n"))
    else:
        to_stdout(in_form(page, form, passphrase))


def describe_cut_lines(page: Page, left_out: Collection[int] = ()) -> list[str]:
    """Return a sentence that lists the lines holding only the beginning of a longer text; nothing if there are none."""
    from relational_journal.report.document.document import Line, Quote
    from relational_journal.report.document.items import items

    cut = [
        str(number)
        for number, block in items(page.report)
        if number not in left_out
        and isinstance(block, Line)
        and any(isinstance(part, Quote) and part.is_cut for part in block.parts)
    ]
    if not cut:
        return []
    which = f"Line {cut[0]} is" if len(cut) == 1 else f"Lines {', '.join(cut)} are"
    return [f"{which} the beginning of a longer text: the page holds no more of it."]


def drawn_here(
    report: Report, *, numbered: bool = False, left_out: Collection[int] = (), labels: Sequence[int] = ()
) -> str:
    """Return a page as text for this screen; with --plain its people are told in words, not drawn.

    Args:
        report: the page.
        numbered: show the numbers items are left out by.
        left_out: the numbers of items that are left out.
        labels: for each item in turn the number to show, if not its place.
    """
    from relational_journal.cli.output import has_colour, width
    from relational_journal.cli.this_run import asks_plainly
    from relational_journal.report.document.map_in_characters import in_words
    from relational_journal.report.render.for_terminal import draw
    from relational_journal.text.alphabet import shows_unicode

    return draw(
        in_words(report) if asks_plainly() else report,
        width=width(),
        unicode=shows_unicode(),
        colour=has_colour(),
        numbered=numbered,
        left_out=left_out,
        labels=labels,
    )


def in_form(page: Page, form: str, passphrase: str = "") -> str | bytes:
    """Return the content of a file: text, always in Unicode because files are UTF-8; or the bytes of a PDF."""
    if form == "json":
        import json

        from relational_journal.report.render.to_json import to_json

        return json.dumps(to_json(page), ensure_ascii=False, indent=2) + "\n"
    if form == "md":
        from relational_journal.report.render.to_markdown import to_markdown

        return to_markdown(page.report)
    if form == "html":
        from relational_journal.report.render.to_html import to_html

        return to_html(page)
    if form == "pdf":
        return _pdf(page, passphrase)
    from relational_journal.report.render.to_text import to_text

    return to_text(page.report) + "\n"


def _pdf(page: Page, passphrase: str) -> bytes:
    from relational_journal.report.render.to_pdf import protected, to_pdf

    made = to_pdf(page, paper=paper())
    hint_at_missing_signs(made.missing)
    return protected(made.pdf, passphrase) if passphrase else made.pdf


def asked_passphrase() -> str:
    """Return the passphrase of a PDF, typed twice; or RJ_PDF_PASSPHRASE if nobody can be asked.

    Raises:
        NeedsTerminal: neither is there.
    """
    from relational_journal.cli.output import can_ask
    from relational_journal.cli.unlock import new_passphrase, passphrase_given
    from relational_journal.errors import NeedsTerminal
    from relational_journal.store.keys.passphrase_text import new_pdf_passphrase

    given = passphrase_given("RJ_PDF_PASSPHRASE")
    if given:
        return new_pdf_passphrase(given)
    if not can_ask():
        raise NeedsTerminal(
            "a passphrase for the PDF is asked at a terminal, and there is none here",
            "Put it into RJ_PDF_PASSPHRASE for this once, or run rj at a terminal.",
        )
    return new_passphrase("A passphrase for this PDF: ", is_wanted=True, for_pdf=True) or ""
