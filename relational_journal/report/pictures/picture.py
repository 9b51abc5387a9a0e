"""The values of a picture: a title, one or more figures, and the notes below; report/render writes them to files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from relational_journal.report.document.bare_lines import plain
from relational_journal.report.document.document import Report
from relational_journal.report.pictures.shapes import described_svg

WIDTH = 360.0  # units of every figure: about a phone's width, so that words can be read there
MOST_ROWS = 27  # weeks of one figure, half a year: what a sheet of paper and an eye hold


class Figure(NamedTuple):
    """A drawing and all that it shows in words.

    Attributes:
        key: a name of letters, digits and hyphens, which no other figure of the picture has.
        title: what it is a drawing of.
        description: what it shows, number for number: the alternative text, a line for each thing said.
        shapes: drawn from 0, 0; WIDTH units wide.
        height: in the same units, at most some 700, so that a sheet of paper holds it.
        heading: printed above it if a picture has several figures.
        is_beside: whether it is next to the figure before it if there is room.
    """

    key: str
    title: str
    description: tuple[str, ...]
    shapes: str
    height: float
    heading: str = ""
    is_beside: bool = False

    @property
    def alt(self) -> str:
        """The alternative text on one line."""
        return f"{self.title}: {'; '.join(self.description)}" if self.description else self.title

    def svg(self) -> str:
        """Return the figure as SVG inside a page, in the ink of the page."""
        return described_svg(
            self.shapes, WIDTH, self.height, key=self.key, title=self.title, description="; ".join(self.description)
        )


class Picture(NamedTuple):
    """Figures under a title. `aside` is the period; `head` stands above the figures, `notes` below them."""

    title: str
    aside: str
    head: tuple[str, ...]
    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = ()


def picture_of(report: Report, figures: Iterable[Figure], notes: Iterable[str] = ()) -> Picture:
    """Return figures under the title of the report they picture; without figures its opening lines say why."""
    drawn = tuple(figures)
    head = () if drawn else tuple(sentence for block in report.head for sentence in plain(block))
    return Picture(report.title, report.aside, head, drawn, tuple(notes))
