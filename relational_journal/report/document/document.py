"""The content of a report, without its layout: every renderer shows the same content and the same numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from relational_journal.report.document.neighbour import Neighbour


@dataclass(frozen=True)
class Text:
    """A run of our own words, labels and names.

    `kind`: plain, number and command (both kept on one line), quiet (beside the point), entry (an id).
    """

    text: str
    kind: str = "plain"


@dataclass(frozen=True)
class Quote:
    """A person's own words: drawn in quotation marks, never read as markup. `is_cut`: they go on, but not here."""

    text: str
    is_cut: bool = False


@dataclass(frozen=True)
class ToneMark:
    """The mark of a tone (`connection`, `mixed`, `ordinary`, `disconnection`), or a blank for None."""

    tone: str | None


@dataclass(frozen=True)
class Dots:
    """x of n for the eye: one dot a moment. `shows` includes `turned`; the four drawn kinds add up to `of`.

    Drawn up to MOST_DOTS moments; above that a bar of a fixed width stands for them.
    """

    shows: int
    turned: int
    otherwise: int
    neither: int

    @property
    def of(self) -> int:
        """How many moments."""
        return self.shows + self.otherwise + self.neither


MOST_DOTS = 20


@dataclass(frozen=True)
class Height:
    """How much there is of something, as one sign: `level` of `most`; 0 is a blank.

    Without Unicode the sign is `letter`, and nothing if there is none: then words beside it have to say it.
    """

    level: float
    most: float
    letter: str = ""


@dataclass(frozen=True)
class Fill:
    """A part of a bar of ways: `wide` signs of the way with this number, which differs from those of its neighbours."""

    at: int
    wide: int = 1


@dataclass(frozen=True)
class Tie:
    """The line between me and somebody on the map of people, `length` signs long.

    `is_broken`: a break is open. `starts` and `power` are `they`, `i` or "": who starts more often, to whom the line
    points, and who had more power, in brackets.
    """

    length: int
    is_broken: bool = False
    starts: str = ""
    power: str = ""


Part: TypeAlias = Text | Quote | ToneMark | Dots | Height | Fill | Tie


@dataclass(frozen=True)
class Line:
    """One statement of any length; `uids` are the entries it rests on.

    `name` is what it is called on every page, whatever it says this time (see `names`).
    """

    parts: tuple[Part, ...]
    uids: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True)
class Pair:
    """A short label with a line next to it (`With whom`, `ALSO`)."""

    label: str
    line: Line


@dataclass(frozen=True)
class Row:
    """One row of a table, as a rule one moment; rows that follow each other share their columns.

    `arrow` draws an arrow before the last cell. `own` are chosen sentences, in lines below the row.
    """

    cells: tuple[Line, ...]
    arrow: bool = False
    own: tuple[Line, ...] = ()
    uids: tuple[str, ...] = ()


DOT_WORDS = ("it showed", "it turned", "otherwise", "neither")  # what the four kinds of dots mean
# The same for a way of reaching: there the opposite is no other way, but says that it was hard.
REACHING_WORDS = ("it showed", "hard as well", "it was hard", "neither")
SHORT_WORDS = ("shows", "turned", "otherwise", "neither")  # the first over a list


@dataclass(frozen=True)
class Tally:
    """A count with all that belongs to it: what it counts, out of which moments, its dots, guard and power.

    `lines` cannot be left out one by one: a count never appears without them. `own` can. `key` is the pattern
    counted; `aside` stands behind the dots (`and 2 more times`). `power` is the small table of who had more power:
    in each cell a position in words and its count, or why there is none. `dot_words` are what its dots mean.
    """

    key: str
    name: str
    dots: Dots
    lines: tuple[Line, ...]
    note: str = ""
    own: tuple[Line, ...] = ()
    uids: tuple[str, ...] = ()
    aside: str = ""
    power: tuple[tuple[str, str], ...] = ()
    dot_words: tuple[str, ...] = DOT_WORDS

    @property
    def number(self) -> str:
        """`5 of 17`."""
        return f"{self.dots.shows} of {self.dots.of}"


@dataclass(frozen=True)
class Weeks:
    """Moments by week: for each column, in time order, the tone of every moment, UNMARKED if it has none.

    `since` and `until` are the first and last day in words; `from_days` the first day of each column, as ISO writes it.
    """

    since: str
    until: str
    from_days: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]

    @property
    def tones(self) -> tuple[str, ...]:
        """The tones that occur, in the order they are always told in; the last is UNMARKED."""
        held = {tone for column in self.columns for tone in column}
        return tuple(tone for tone in (*TONES, UNMARKED) if tone in held)

    @property
    def has_empty_weeks(self) -> bool:
        """Whether nothing was noted in one of the columns."""
        return not all(self.columns)

    def counts(self, tone: str) -> tuple[int, ...]:
        """Count the moments of a tone in each column."""
        return tuple(column.count(tone) for column in self.columns)


@dataclass(frozen=True)
class Bars:
    """Counts that need not add up: each with its words and a bar of its length; `note` says out of how many.

    A count of 0 is not shown.
    """

    counts: tuple[tuple[str, int], ...]
    note: str
    uids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """Rows under column heads; the first cell of a row names it, and the last may be long.

    `around` are the people of the rows, row for row, to be drawn as a map too; empty if it is not about people.
    `in_words` is whether characters draw no such map, for whoever has it read aloud.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    name: str = ""
    around: tuple[Neighbour, ...] = ()
    in_words: bool = False


@dataclass(frozen=True)
class Space:
    """Room to write by hand under a question: so many ruled lines."""

    asks: str
    lines: int


TONES = ("connection", "mixed", "ordinary", "disconnection")
UNMARKED = "unmarked"  # in the place of a tone: the moment has none
FEW_MARKS = 60  # moments; above that the weeks of a text are drawn by how high each tone stands

Block: TypeAlias = Line | Pair | Row | Tally | Weeks | Bars | Table | Space


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it.

    A `silent` heading is for readers by machine: its tallies have their own. `aside` is next to the heading;
    `legend` says what the dots mean: beside the heading, in a silent section below its first dots. A `further` section
    belongs to the reading behind the sheet, and begins on a page of its own.
    """

    key: str
    heading: str
    blocks: tuple[Block, ...]
    silent: bool = False
    aside: str = ""
    legend: bool = False
    further: bool = False


@dataclass(frozen=True)
class Report:
    """A title, the text next to it, opening lines, sections and a foot."""

    title: str
    aside: str = ""
    head: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    foot: tuple[Line, ...] = ()

    def section(self, key: str) -> Section | None:
        """Return the section with a key, or None."""
        return next((section for section in self.sections if section.key == key), None)


def counts_drawn(report: Report) -> tuple[Dots, ...]:
    """Return every count that a report draws as marks, those within a line or a row included."""
    found: list[Dots] = []
    for block in (*report.head, *(block for section in report.sections for block in section.blocks), *report.foot):
        if isinstance(block, Tally):
            found.append(block.dots)
        lines = block.cells if isinstance(block, Row) else (block.line if isinstance(block, Pair) else block,)
        found += [part for each in lines if isinstance(each, Line) for part in each.parts if isinstance(part, Dots)]
    return tuple(found)


def line(*parts: str | Part, uids: tuple[str, ...] = (), name: str = "") -> Line:
    """Make a line of these parts; a bare string is our own words."""
    return Line(tuple(Text(part) if isinstance(part, str) else part for part in parts), uids, name)


def number(text: str) -> Text:
    """Make a number such as `5 of 17`, which stays on one line."""
    return Text(text, "number")
