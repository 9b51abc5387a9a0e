"""Draw the pictures of the page as SVG, for HTML and PDF alike: in one ink and without words, parts differ in shape.

Every picture takes the ink of the text around it (`currentColor`) and carries a description for a screen reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from relational_journal.report.document.bare_lines import tone_word
from relational_journal.report.document.document import (
    DOT_WORDS,
    MOST_DOTS,
    REACHING_WORDS,
    UNMARKED,
    Bars,
    Dots,
    Table,
    Weeks,
)
from relational_journal.report.document.map_in_characters import people_in_words
from relational_journal.report.pictures.around_me import HEIGHT, around_me, keys_around_me, on_maps
from relational_journal.report.pictures.marks import full_dot, half_dot, hollow_dot, small_dot, tone_mark
from relational_journal.report.pictures.picture import WIDTH
from relational_journal.report.pictures.shapes import FILL, STROKE, described_svg, filled, line, rect, svg
from relational_journal.text.width import harmless

_WIDTH = 480
_MARK = 13  # room of one mark
_MOST_ROWS = 4  # most marks in a lane; above that a bar replaces them
_LANE = 22  # room of the bars of one tone
_BAR = 200  # width of the bar that stands for more than MOST_DOTS moments
_HEIGHT = 12
_LONGEST = 280  # width of the longest of the bars beside each other


class Picture(NamedTuple):
    """A drawing and what it shows, in words."""

    svg: str
    alt: str


class Key(NamedTuple):
    """A mark of a picture and what it stands for."""

    picture: Picture
    label: str


class Figure(NamedTuple):
    """A picture, the first and last day of its time line (or two empty texts), and the meaning of its marks."""

    picture: Picture
    since: str
    until: str
    keys: tuple[Key, ...]


def dots(counted: Dots, words: Sequence[str] = DOT_WORDS) -> Picture | None:
    """Draw one dot for each moment: full, half, hollow or small; above MOST_DOTS a bar; None without moments."""
    if not counted.of:
        return None
    counts = _four(counted)
    names = tuple(_DOTS)
    if counted.of > MOST_DOTS:
        return _picture(_filled(counts, _BAR), _BAR, 14, _describe_dots(counted, "parts of the bar", words))
    drawn = [kind for kind, count in zip(names, counts, strict=True) for _ in range(count)]
    shapes = "".join(_DOTS[kind](7 + 14 * at, 7) for at, kind in enumerate(drawn))
    return _picture(shapes, 14 * len(drawn), 14, _describe_dots(counted, "dots", words))


def _four(counted: Dots) -> tuple[int, int, int, int]:
    return counted.shows - counted.turned, counted.turned, counted.otherwise, counted.neither


def _describe_dots(counted: Dots, what: str, words: Sequence[str]) -> str:
    went = "it was hard" if words == REACHING_WORDS else "it went otherwise"
    said = [f"{counted.shows} of {counted.of} {what} full"]
    said += [f"{counted.turned} of these half"] * bool(counted.turned)
    said += [f"{counted.otherwise} hollow, where {went}"] * bool(counted.otherwise)
    said += [f"{counted.neither} small, where neither is said"] * bool(counted.neither)
    return "; ".join(said)


def dot_keys(counted: Iterable[Dots], words: Sequence[str]) -> tuple[Key, ...]:
    """Return the legend of counts whose dots mean these words, a dot before the part of a bar.

    Marks that do not occur in them are not explained.
    """
    seen = [(each.of > MOST_DOTS, _four(each)) for each in counted]
    return tuple(
        Key(_key_fill(at, word) if is_bar else _picture(_DOTS[kind](7, 7), 14, 14, word), word)
        for at, (kind, word) in enumerate(zip(_DOTS, words, strict=True))
        for is_bar in (False, True)
        if any(counts[at] for style, counts in seen if style is is_bar)
    )


class Length(NamedTuple):
    """A count with its words, and a bar as long as it is large."""

    label: str
    number: int
    picture: Picture


def bars(chart: Bars) -> tuple[Length, ...]:
    """Draw each count as a thin bar of its length, all to one scale."""
    most = max(count for _, count in chart.counts)
    return tuple(
        Length(words, count, _length(max(4.0, _LONGEST * count / most), f"{words} {count}"))
        for words, count in chart.counts
        if count
    )


def _length(wide: float, alt: str) -> Picture:
    return _picture(rect(0, 4, wide, 4), _LONGEST, 12, alt)


def _key_fill(at: int, words: str) -> Picture:
    return _picture(filled(at, 0, 7, 14, _HEIGHT), 14, 14, words)


def _filled(counts: Sequence[int], width: float) -> str:
    """Return the widths of a bar's parts, each wide enough to be seen."""
    total = sum(counts)
    least = 4.0
    room = width - least * sum(count > 0 for count in counts)
    shapes, x = [], 0.0
    for at, count in enumerate(counts):
        if count:
            wide = least + room * count / total
            shapes.append(filled(at, x, 7, wide, _HEIGHT))
            x += wide
    return "".join(shapes)


def mark(tone: str) -> Picture:
    """Draw the mark of a tone, or of none (UNMARKED), as a small picture."""
    return _picture(_mark(tone, 7, 7), 14, 14, tone_word(tone))


def _mark(tone: str, x: float, y: float) -> str:
    return tone_mark(None if tone == UNMARKED else tone, x, y)


def weeks(seen: Weeks) -> Figure | None:
    """Draw weeks side by side, each moment as a mark in the lane of its tone; a bar if there are too many."""
    tones = seen.tones
    if not tones:
        return None
    room = _WIDTH / len(seen.columns)
    across = min(12, max(1, int((room - 6) // _MARK)))
    most = max(max(seen.counts(tone)) for tone in tones)
    # -(-a // b) divides and rounds up.
    crowded = -(-most // across) > _MOST_ROWS
    shapes, top = [], 6.0
    for tone in tones:
        counts = seen.counts(tone)
        if crowded:
            middle = top + _LANE / 2
            shapes += [
                _bar(tone, at * room + 3, middle, room - 6, (_LANE - 4) * count / most)
                for at, count in enumerate(counts)
            ]
            top += _LANE + 4
            continue
        for at, count in enumerate(counts):
            shapes += [
                _mark(tone, at * room + 4 + _MARK * (n % across + 0.5), top + _MARK * (n // across + 0.5))
                for n in range(count)
            ]
        top += _MARK * -(-max(counts) // across) + 6
    lines = [line(at * room + 0.5, 2, at * room + 0.5, top - 2, faint=True) for at in range(len(seen.columns))]
    picture = _picture("".join([*lines, *shapes]), _WIDTH, top, _describe_weeks(seen))
    keys = tuple(Key(_key_bar(tone) if crowded else mark(tone), tone_word(tone)) for tone in tones)
    return Figure(picture, seen.since, seen.until, keys)


def _describe_weeks(seen: Weeks) -> str:
    """Return every number of the picture in words, column by column."""
    rows = [f"{tone_word(tone)} {', '.join(map(str, seen.counts(tone)))}" for tone in seen.tones]
    return f"Moments week by week, from {seen.since} to {seen.until}: {'; '.join(rows)}"


def _bar(tone: str, x: float, middle: float, room: float, height: float) -> str:
    """Draw a bar that grows from the middle of its lane to both sides: full, with a core, or hollow."""
    if not height:
        return ""
    height = max(3.0, height)
    box = f'<rect x="{x:.1f}" y="{middle - height / 2:.1f}" width="{room:.1f}" height="{height:.1f}" rx="1.5"'
    if tone == "connection":
        return f"{box} {FILL}/>"
    if tone in ("ordinary", UNMARKED):
        return f'{box} {STROKE} stroke-dasharray="{"2 2" if tone == "ordinary" else "0.5 3"}"/>'
    core = f'<rect x="{x:.1f}" y="{middle - height / 6:.1f}" width="{room:.1f}" height="{height / 3:.1f}" {FILL}/>'
    return f"{box} {STROKE}/>{core if tone == 'mixed' else ''}"


def _key_bar(tone: str) -> Picture:
    return _picture(_bar(tone, 1, 7, 20, 9), 24, 14, tone_word(tone))


def people_maps(table: Table) -> tuple[list[Picture], tuple[Key, ...]]:
    """Draw the people of a table around the writer, on as many maps as they need; and what the marks mean.

    A drawing holds the names of these people, as the page calls them.
    """
    said = [f"{who.name}: {in_words}" for who, in_words in zip(table.around, people_in_words(table), strict=True)]
    parts = on_maps(len(said))
    pictures = []
    for at, part in enumerate(parts, 1):
        title = f"The people around me{f', {at} of {len(parts)}' if len(parts) > 1 else ''}"
        described = ". ".join(said[part.start : part.stop])
        drawn = around_me(table.around[part.start : part.stop])
        whole = described_svg(drawn, WIDTH, HEIGHT, key=f"map-{at}", title=title, description=described)
        pictures.append(Picture(whole, harmless(f"{title}: {described}")))
    keys = (Key(_picture(key.shapes, key.wide, 14, key.label), key.label) for key in keys_around_me(table.around))
    return pictures, tuple(keys)


def _picture(shapes: str, width: float, height: float, alt: str) -> Picture:
    return Picture(svg(shapes, width, height, alt), alt)


_DOTS = {"shows": full_dot, "turned": half_dot, "otherwise": hollow_dot, "neither": small_dot}
