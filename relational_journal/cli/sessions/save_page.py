"""Handing the page over: in its form, to a file that is whole or not there, closed by a passphrase, opened to see."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from relational_journal.text.safe import safe_path

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.report.session_page.page import Page

SUFFIXES = {"text": ".txt", "md": ".md", "html": ".html", "pdf": ".pdf", "json": ".json"}
_LETTER = ("US", "CA", "MX", "CL", "CO", "PH", "PR", "VE")  # countries whose paper is Letter


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
    """The page to its file or to stdout.

    Args:
        passphrase: closes a PDF.
        open_it: show the file with the program this computer uses for it.
    """
    from relational_journal.cli.output import emit_json, has_colour, out, width
    from relational_journal.cli.output import page as through_pager
    from relational_journal.text.alphabet import shows_unicode

    if output:
        from relational_journal.report.render.write import READABLE, write

        target = Path(output).expanduser()
        write(in_form(page, form, passphrase), target, force=force)
        if form == "json":
            emit_json({"format": form, "file": str(target)})
        else:
            out(f"Written to {safe_path(output)}.")
        if not passphrase:
            _warn_once(journal, READABLE)
        if open_it:
            show(target)
    elif form == "json":
        from relational_journal.report.render.to_json import to_json

        emit_json(to_json(page))
    elif form == "text":
        from relational_journal.report.render.for_terminal import draw

        through_pager(draw(page.report, width=width(), unicode=shows_unicode(), colour=has_colour()))
    elif form == "md":
        content = in_form(page, form)
        assert isinstance(content, str)
        out(content.removesuffix("\n"))
    else:
        content = in_form(page, form, passphrase)
        sys.stdout.flush()
        sys.stdout.buffer.write(content if isinstance(content, bytes) else content.encode("utf-8"))
        sys.stdout.buffer.flush()


def describe_cut_lines(page: Page, left_out: Collection[int] = ()) -> list[str]:
    """Which lines hold only the beginning of a longer text, in a sentence; nothing if none does."""
    from relational_journal.report.document.document import Line, Quote, items

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


def in_form(page: Page, form: str, passphrase: str = "") -> str | bytes:
    """The page as what a file holds: UTF-8, so always with our signs; or the bytes of a PDF."""
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
    from relational_journal.cli.output import hint
    from relational_journal.report.render.to_pdf import MISSING, protected, to_pdf

    made = to_pdf(page, paper=paper())
    if made.missing:
        which = "1 sign has" if len(made.missing) == 1 else f"{len(made.missing)} signs have"
        hint(f"{which} no font on this computer: {MISSING} stands in the PDF where they were.")
    return protected(made.pdf, passphrase) if passphrase else made.pdf


def paper() -> str:
    """Return the paper of this place: Letter if the locale names a country that uses it, else A4."""
    named = (os.environ[name] for name in ("LC_ALL", "LC_PAPER", "LANG") if os.environ.get(name))
    country = next(named, "").partition(".")[0].partition("_")[2][:2]
    return "us-letter" if country in _LETTER else "a4"


def proposed_name(journal: Journal, form: str) -> str:
    """A file name that says nothing but the day, and is still free here: `page-2026-11-22.pdf`."""
    day = journal.now().date().isoformat()
    names = (f"page-{day}{f'-{at}' if at > 1 else ''}{SUFFIXES[form]}" for at in range(1, 1000))
    return next(name for name in names if not Path(name).exists())


def asked_passphrase() -> str:
    """The passphrase of a PDF, typed twice; or RJ_PDF_PASSPHRASE if nobody can be asked.

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


def show(target: Path) -> None:
    """Open a file with the program this computer uses for it; a hint if there is none."""
    import subprocess

    from relational_journal import child_processes
    from relational_journal.cli.output import hint

    if sys.platform == "win32":
        os.startfile(target)
        return
    opener = child_processes.find_program("open" if sys.platform == "darwin" else "xdg-open")
    if opener is None:
        hint(f"Nothing here knows how to open it; it is in {safe_path(target)}.")
        return
    nothing = subprocess.DEVNULL
    try:
        subprocess.Popen(
            [opener, str(target.resolve())],
            env=child_processes.without_passphrases(),
            cwd=child_processes.FOLDER,
            stdin=nothing,
            stdout=nothing,
            stderr=nothing,
            start_new_session=True,
        )
    except OSError:
        hint(f"It could not be opened; it is in {safe_path(target)}.")


def _warn_once(journal: Journal, warning: str) -> None:
    """Say that a file is readable by whoever has it, the first time one is written."""
    from contextlib import suppress

    from relational_journal.cli.output import hint
    from relational_journal.errors import JournalError

    if journal.settings.get("told-about-readable-files", "") == "yes":
        return
    hint(warning)
    if journal.path.exists():
        with suppress(JournalError):  # said again next time if the journal takes no note
            journal.settings.set("told-about-readable-files", "yes", quietly=True)
