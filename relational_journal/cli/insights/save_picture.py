"""Options for a picture, and writing it to a file or stdout, or opening it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from relational_journal.text.safe import safe_path

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.report.pictures.picture import Picture

FORMS = ("text", "svg", "html", "pdf")
NAME = "picture"  # of a file, before its day

Format = Annotated[str, typer.Option("--format", metavar="text|svg|html|pdf", help="As text, or drawn as a picture.")]
Output = Annotated[str, typer.Option(metavar="FILE", help="Write it to a file; its ending says the form.")]
Force = Annotated[bool, typer.Option("--force", help="Replace a file that is there.")]
Open = Annotated[bool, typer.Option("--open", help="Show the file when it is written.")]


class PictureRequest(NamedTuple):
    """The form asked for, the file it goes to ("" for stdout), and what may be done with the file."""

    form: str
    output: str
    force: bool
    open: bool

    @property
    def is_for_terminal(self) -> bool:
        """Whether the usual view of the command is asked for."""
        return self.form == "text" and not self.output and not self.open


def picture_request(*, format_: str, output: str, force: bool, open_: bool, json: bool) -> PictureRequest:
    """Return what the command line asks for.

    Raises:
        WordingError: no such form, or JSON and a picture in one.
    """
    from relational_journal.cli.output_file import form_asked
    from relational_journal.errors import WordingError

    if json and (format_ or output or open_):
        raise WordingError("--json prints one document, and this asks for a picture too", "Use one of them.")
    target = "" if output == "-" else output
    if open_ and not (format_ or output):
        format_ = "html"
    form = form_asked(format_, target, json=False, forms=FORMS, what="a picture")
    return PictureRequest(form, target, force, open_ and output != "-")


def hand_over(
    journal: Journal, request: PictureRequest, *, draw: Callable[[], Picture] | None, text: Callable[[], str]
) -> None:
    """Write the picture, or the text in its place, to its file or to stdout; on stdout a line says where it is.

    Raises:
        WordingError: a PDF, and stdout is a terminal.
        NotWritten: the file is there already, or is a link, a folder or a device; NotTypeset: no PDF can be made.
    """
    from relational_journal.cli.output import out
    from relational_journal.cli.output_file import free_name, refuse_pdf_on_terminal, show, to_stdout, write_file

    output = request.output or (free_name(journal, NAME, request.form) if request.open else "")
    if not output:
        refuse_pdf_on_terminal(request.form, free_name(journal, NAME, request.form))
        to_stdout(_in_form(request.form, draw, text))
        return
    target = write_file(journal, _in_form(request.form, draw, text), output, force=request.force)
    out(f"Written to {safe_path(output)}.")
    if request.open:
        show(target)


def _in_form(form: str, draw: Callable[[], Picture] | None, text: Callable[[], str]) -> str | bytes:
    """Return what the file holds: UTF-8, or the bytes of a PDF."""
    if form == "text":
        return text() + "\n"
    assert draw is not None, "a command refuses before what has no picture"
    from relational_journal.report.render.picture_files import to_picture_page, to_picture_pdf, to_svg

    if form == "svg":
        return to_svg(draw())
    if form == "html":
        return to_picture_page(draw())
    from relational_journal.cli.output_file import hint_at_missing_signs, paper

    made = to_picture_pdf(draw(), paper=paper())
    hint_at_missing_signs(made.missing)
    return made.pdf
