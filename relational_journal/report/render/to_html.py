"""Render the page as one HTML file: no script, no request, light and dark, for phone, desk and paper."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from relational_journal.report.render.template_data import sheet
from relational_journal.report.session_page.page import Page

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATE = "page.html.j2"


def to_html(page: Page) -> str:
    """Render the page as a whole HTML document, with a line feed at the end.

    Whatever a person wrote is escaped by the template; the pictures alone are put in as they are, and hold no text of
    theirs.
    """
    return template(TEMPLATE).render(sheet(page)).rstrip() + "\n"


@cache
def template(name: str) -> Template:
    """Return a template of this folder; whatever it is given is escaped."""
    from importlib.resources import files

    from jinja2 import Environment, FunctionLoader, StrictUndefined

    folder = files("relational_journal.report.render")
    return Environment(
        loader=FunctionLoader(lambda each: folder.joinpath(each).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template(name)
