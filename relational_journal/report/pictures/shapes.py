"""Draw in SVG with a few shapes in one ink, which differ in form and hatching and never in colour alone.

Every shape is a piece of SVG as text, and shapes are joined by joining their texts. The ink is that of the text around
a picture (`currentColor`), so one drawing serves light, dark and print. Words go through `words`, which escapes them;
nothing else a person wrote may stand in a drawing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from relational_journal.text.width import cells, clipped, harmless

INK = "#37506b"  # unless the text around a picture has another
FILL = 'fill="currentColor"'
STROKE = 'fill="none" stroke="currentColor" stroke-width="1.3"'
FONT = "'Iowan Old Style','Palatino Linotype',Palatino,'Libertinus Serif',Georgia,'Noto Serif',serif"
QUIET = 0.78  # the share of the ink in which less important words are drawn
SIZE = 12.5  # of the words, in units of the drawing
_AVERAGE = 0.5  # the width of a letter in these fonts, as a part of their size; a little generous
_NOT_IN_XML = re.compile("[\ufffe\uffff]")


def line(x: float, y: float, x2: float, y2: float, *, faint: bool = False, dash: str = "") -> str:
    """Return a line; `faint` for one that only guides the eye, `dash` as SVG writes dashes (`2 3`)."""
    looks = (
        'stroke-opacity="0.25"'
        if faint
        else f'stroke-linecap="round"{f" stroke-dasharray={chr(34)}{dash}{chr(34)}" if dash else ""}'
    )
    return f'<path d="M{x:.1f} {y:.1f}L{x2:.1f} {y2:.1f}" fill="none" stroke="currentColor" {looks}/>'


def circle(x: float, y: float, r: float, looks: str = FILL) -> str:
    """Return a circle around a point, filled or with `looks=STROKE` hollow."""
    return f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}" {looks}/>'


def rect(x: float, y: float, wide: float, high: float, looks: str = FILL) -> str:
    """Return a rectangle from its upper left corner."""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" {looks}/>'


def diamond(x: float, y: float, half: float, looks: str = FILL) -> str:
    """Return a diamond around a point; `half` is half its width."""
    return f'<path d="M{x:.1f} {y - half:.1f}l{half:g} {half:g}l-{half:g} {half:g}l-{half:g} -{half:g}Z" {looks}/>'


def specks(points: Iterable[tuple[float, float]]) -> str:
    """Return tiny faint dots, which say that there is a place with nothing in it; drawn as one path."""
    drawn = "".join(f"M{x:.1f} {y:.1f}h0" for x, y in points)
    looks = 'fill="none" stroke="currentColor" stroke-opacity="0.65" stroke-width="1.8" stroke-linecap="round"'
    return f'<path d="{drawn}" {looks}/>' if drawn else ""


def words(x: float, y: float, text: str, *, size: float = SIZE, at: str = "start", quiet: bool = False) -> str:
    """Return a text on one line, with its baseline at `y`.

    Args:
        text: anything; control characters become visible signs, and what would be markup is escaped.
        at: what lies at `x`: its `start`, `middle` or `end`.
        quiet: whether it is less important than the rest.
    """
    anchor = "" if at == "start" else f' text-anchor="{at}"'
    # Where no style sheet is read, the ink on white still has a contrast of 4.5 to 1.
    looks = f' class="quiet" fill-opacity="{QUIET:g}"' if quiet else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" {FILL}{anchor}{looks}>{in_xml(text)}</text>'


def in_xml(text: str) -> str:
    """Escape a text for a place between tags or inside quotes, on one line and without signs XML refuses."""
    return escape(_NOT_IN_XML.sub("\ufffd", harmless(text)))


def width_of(text: str, size: float = SIZE) -> float:
    """Estimate the width of a text in units of the drawing; no font is asked, so it leans to the wide side."""
    return cells(text) * size * _AVERAGE


def fitted(text: str, room: float, size: float = SIZE) -> str:
    """Shorten a text to so many units of the drawing, with an ellipsis, between words if possible."""
    return clipped(harmless(text), max(1, int(room / (size * _AVERAGE))))


def wrapped(text: str, room: float, size: float = SIZE) -> list[str]:
    """Break a text at spaces into lines of so many units of the drawing."""
    from textwrap import wrap

    return wrap(harmless(text), max(10, int(room / (size * _AVERAGE))), break_on_hyphens=False)


def filled(at: int, x: float, y: float, wide: float, high: float) -> str:
    """Return a part of a bar in one of five fills: full, slanted lines, hollow, dotted, upright lines.

    Args:
        at: which fill, from 0.
        y: the middle of the bar.
    """
    top = y - high / 2
    box = f'<rect x="{x + 0.7:.1f}" y="{top + 0.7:.1f}" width="{max(1.0, wide - 1.4):.1f}" height="{high - 1.4:.1f}"'
    if at == 0:
        return f"{box} {FILL}/>"
    frame = f"{box} {STROKE}/>"
    inside = range(int(x) + 4, int(x + wide) - 1, 5)
    if at == 1:
        foot, head = top + high - 1, top + 1
        lines = "".join(f"M{max(x + 1, each - high / 2):.1f} {foot:.1f}L{each:.1f} {head:.1f}" for each in inside)
    elif at == 3:
        return frame + "".join(f'<circle cx="{each}" cy="{y:g}" r="0.9" {FILL}/>' for each in inside)
    elif at == 4:
        lines = "".join(f"M{each} {top + 1:.1f}V{top + high - 1:.1f}" for each in inside)
    else:
        return frame
    return f'{frame}<path d="{lines}" {STROKE}/>' if lines else frame


def svg(shapes: str, width: float, height: float, label: str) -> str:
    """Return a small picture inside a text: `label` says what it shows to whoever does not see it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" color="{INK}" role="img" aria-label="{escape(label)}">{shapes}</svg>'
    )


def described_svg(
    shapes: str, width: float, height: float, *, key: str, title: str, description: str, style: str = ""
) -> str:
    """Return a picture that stands alone: its title and description say what it shows, number for number.

    Args:
        key: a name of letters and hyphens, which no other picture of the same page has.
        title: what it is a picture of.
        description: all that it shows, in words.
        style: a style sheet, for a file of its own.
    """
    inner = f"<style>{style}</style>" if style else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" color="{INK}" font-family="{FONT}" role="img" '
        f'aria-labelledby="{key}-title {key}-description">{inner}'
        f'<title id="{key}-title">{in_xml(title)}</title>'
        f'<desc id="{key}-description">{in_xml(description)}</desc>{shapes}</svg>'
    )
