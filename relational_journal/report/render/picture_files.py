"""Render a picture as a file: SVG, an HTML page, or a tagged PDF (PDF/UA-1), all with the same figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from relational_journal.report.pictures.picture import WIDTH, Figure, Picture
from relational_journal.report.pictures.shapes import described_svg, rect, words, wrapped
from relational_journal.text.width import harmless

if TYPE_CHECKING:
    from relational_journal.report.render.to_pdf import Typeset

LANGUAGE = "en"  # of the words of the program
_MARGIN = 18.0
_BETWEEN = 28.0  # figures next to each other
_STYLE = (
    "svg{color:#37506b}text{fill:#2b2a28}.quiet{fill:#625e56;fill-opacity:1}.paper{fill:#fbfaf7}"
    "@media (prefers-color-scheme:dark){svg{color:#a9c2dd}text{fill:#e8e4dc}.quiet{fill:#aca79c}.paper{fill:#1c1b19}}"
    "@media print{svg{color:#2a3f56}text{fill:#000}.quiet{fill:#45423c}.paper{fill:none}}"
)


def to_svg(picture: Picture) -> str:
    """Return the picture as one SVG file: title, figures below each other, notes; light and dark as its viewer is."""
    drawn, y = [words(0, 22, picture.title, size=20)], 30.0
    y = _lines(drawn, (picture.aside,), y, size=12)
    y = _lines(drawn, picture.head, y + 4, size=12.5, quiet=False)
    columns = 1
    for row in rows_of(picture.figures):
        columns = max(columns, len(row))
        ends = []
        for at, figure in enumerate(row):
            column, top = list[str](), y + 16
            if figure.heading:
                top = _lines(column, (figure.heading,), top, size=14, quiet=False) + 6
            column.append(f'<g transform="translate(0 {top:.1f})">{figure.shapes}</g>')
            drawn.append(f'<g transform="translate({at * (WIDTH + _BETWEEN):g} 0)">{"".join(column)}</g>')
            ends.append(top + figure.height)
        y = max(ends)
    y = _lines(drawn, picture.notes, y + 14, size=11)
    wide, high = columns * WIDTH + (columns - 1) * _BETWEEN + 2 * _MARGIN, y + 2 * _MARGIN
    paper = rect(0, 0, wide, high, 'class="paper" fill="none"')
    sentences = (*picture.head, *(figure.alt for figure in picture.figures), *picture.notes)
    description = " ".join(f"{each.removesuffix('.')}." for each in sentences)
    title = f"{picture.title}, {picture.aside}" if picture.aside else picture.title
    shapes = f'{paper}<g transform="translate({_MARGIN:g} {_MARGIN:g})">{"".join(drawn)}</g>'
    return described_svg(shapes, wide, high, key="picture", title=title, description=description, style=_STYLE) + "\n"


def _lines(drawn: list[str], texts: tuple[str, ...], y: float, *, size: float, quiet: bool = True) -> float:
    """Draw texts, broken into lines, below `y`; returns where the last one ends."""
    for text in filter(None, texts):
        for each in wrapped(text, WIDTH, size):
            y += size * 1.35
            drawn.append(words(0, y, each, size=size, quiet=quiet))
        y += size * 0.35
    return y


def to_picture_page(picture: Picture) -> str:
    """Return one HTML file: no script, no request, light and dark, for a phone, a desk and paper; ends in a line feed.

    Below the figures it says the same in words.
    """
    from relational_journal.report.render.to_html import template

    shown = _data(picture) | {
        "size": "",
        "rows": [[_figure(each) | {"svg": each.svg()} for each in row] for row in rows_of(picture.figures)],
    }
    return template("picture.html.j2").render(shown).rstrip() + "\n"


def to_picture_pdf(picture: Picture, *, paper: str = "a4") -> Typeset:
    """Return the picture as a tagged PDF, each figure with its alternative text.

    Args:
        paper: `a4` or `us-letter`.

    Raises:
        NotTypeset: typst refused it.
    """
    from relational_journal.report.render.to_pdf import compiled, typeset

    def attempt(data: dict[str, Any], own_fonts_only: bool) -> tuple[bytes, int, int]:
        pdf, counted = compiled("picture.typ", data, own_fonts_only, paper=paper)
        return pdf(), counted["pages"], counted["pages"]

    return typeset(
        attempt, _data(picture) | {"rows": [[_figure(each) for each in row] for row in rows_of(picture.figures)]}
    )


def rows_of(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Group figures into rows of those that stand next to each other."""
    rows: list[list[Figure]] = []
    for figure in figures:
        if figure.is_beside and rows:
            rows[-1].append(figure)
        else:
            rows.append([figure])
    return rows


def _data(picture: Picture) -> dict[str, Any]:
    return {
        "language": LANGUAGE,
        "title": harmless(picture.title),
        "aside": harmless(picture.aside),
        "head": [harmless(each) for each in picture.head],
        "notes": [harmless(each) for each in picture.notes],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    # The drawing holds words, names among them: as `drawing` its signs are looked up in the fonts like any other text.
    return {
        "title": harmless(figure.title),
        "heading": harmless(figure.heading),
        "description": [harmless(each) for each in figure.description],
        "alt": harmless(figure.alt),
        "drawing": figure.svg(),
    }
