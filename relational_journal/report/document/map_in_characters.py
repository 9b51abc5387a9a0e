"""Draw the people around the writer in characters: a line from me to each, the shorter the more connection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from relational_journal.report.document.document import Line, Part, Report, Table, Text, Tie, line
from relational_journal.report.document.neighbour import Neighbour
from relational_journal.report.document.tie_marks import AROUND
from relational_journal.report.document.wording import moments
from relational_journal.text.width import cells, clipped, harmless
from relational_journal.text.wrap import GLUE, on_one_line

NUMBER = 5  # columns of a number of moments
LONGEST = 24  # signs of a line: none of their moments were connection, or too few to say
_SHORTEST = 3  # all of them were
_LONGEST_NAME = 26  # columns
_MORE_POWER = {"they": "more power, most often: they", "i": "more power, most often: me"}


def tie_of(who: Neighbour, longest: int) -> list[Part]:
    """Return the line of someone and the number of moments, together as wide as the longest line would be."""
    length = longest if who.near is None else longest - round((longest - _SHORTEST) * who.near)
    tie = Tie(length, who.is_broken, who.starts, who.power)
    return [tie, Text(GLUE * (longest - length) + str(who.moments).rjust(NUMBER, GLUE), "number")]


def tie_legend(everyone: Sequence[Neighbour]) -> Iterator[Line]:
    """Yield what the lines mean, and those of their signs that occur."""
    yield line(
        Tie(_SHORTEST),
        "the shorter, the more of those moments (the number) were connection; longest: none, or too few to say",
    )
    keys: list[Part] = []
    if any(who.is_broken for who in everyone):
        keys += [Tie(_SHORTEST, is_broken=True), Text(f"{on_one_line('a break is open')}   ")]
    if any(who.starts for who in everyone):
        keys += [Tie(_SHORTEST, starts="they"), Text(f"{on_one_line('points to who starts more often')}   ")]
    if any(who.power for who in everyone):
        keys += [Tie(_SHORTEST, power="they"), Text(f"{GLUE}{on_one_line('had more power, most often')}")]
    if keys:
        yield line(*keys)


def ties(everyone: Sequence[Neighbour], columns: int) -> Iterator[Line]:
    """Yield the name of each person, the line to them and the number of moments, in the order given.

    Args:
        everyone: who is drawn.
        columns: the room there is.
    """
    names = [clipped(harmless(who.name), _LONGEST_NAME) for who in everyone]
    wide = max(map(cells, names)) + 2
    longest = max(_SHORTEST, min(LONGEST, columns - wide - AROUND - NUMBER))
    for who, name in zip(everyone, names, strict=True):
        yield line(Text(name.replace(" ", GLUE) + GLUE * (wide - cells(name))), *tie_of(who, longest))


def map_lines(table: Table, columns: int) -> Iterator[tuple[int, Line]]:
    """Yield the people of a table, each line with its indent: what the ties mean, then for each a tie and the rest.

    Args:
        table: with people; `in_words`, no line is drawn.
        columns: the room there is.
    """
    if table.in_words:
        for who, said in zip(table.around, people_in_words(table), strict=True):
            yield 0, line(f"{who.name}: {said}")
        return
    for meaning in tie_legend(table.around):
        yield 0, meaning
    for tie, said in zip(ties(table.around, columns), _others_in_words(table), strict=True):
        yield 0, tie
        yield 4, line(Text(said, "quiet"))


def in_words(report: Report) -> Report:
    """Return a report whose people are told in words, for whoever has the page read aloud."""
    sections = tuple(
        replace(
            section,
            blocks=tuple(replace(each, in_words=True) if isinstance(each, Table) else each for each in section.blocks),
        )
        for section in report.sections
    )
    return replace(report, sections=sections)


def people_in_words(table: Table) -> Iterator[str]:
    """Yield for each person of a table all that is said of them on the map and in the cells."""
    for who, said in zip(table.around, _others_in_words(table), strict=True):
        yield "; ".join(filter(None, (moments(who.moments), said)))


def _others_in_words(table: Table) -> Iterator[str]:
    """Yield for each person of a table the cells behind the number of moments, and who had more power."""
    for who, (_, _, tones, *rest) in zip(table.around, table.rows, strict=True):
        counted = (f"{head}: {cell}" for head, cell in zip(table.heads[3:], rest, strict=True) if cell)
        yield "; ".join(filter(None, (tones, *counted, _MORE_POWER.get(who.power, ""))))
