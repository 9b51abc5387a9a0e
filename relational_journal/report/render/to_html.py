"""The page for the session as one HTML file: no script, no request, light and dark, for a phone, a desk and paper."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from relational_journal.report.render.template_data import sheet
from relational_journal.report.session_page.page import Page

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATE = "page.html.j2"


def to_html(page: Page) -> str:
    """The page as a whole HTML document, with a line feed at the end.

    Whatever a person wrote is escaped by the template; the pictures alone are put in as they are, and hold no text of
    theirs.
    """
    return _template().render(sheet(page)).rstrip() + "\n"


@cache
def _template() -> Template:
    from importlib.resources import files

    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    source = files("relational_journal.report.render").joinpath(TEMPLATE).read_text(encoding="utf-8")
    return environment.from_string(source)
