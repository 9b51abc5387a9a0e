"""Format the ways of moving as lines with bars, for `rj patterns` and `rj look ways`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from relational_journal.patterns.counting.ways import WAYS, Ways, WaysInFull
from relational_journal.report.document import wording
from relational_journal.report.document.document import Block, Fill, Pair, Part, Report, Row, Section, Text, line
from relational_journal.report.document.moment_rows import day_and_month
from relational_journal.report.views.answer import answer, empty_answer, format_heading
from relational_journal.report.views.stretches import folded
from relational_journal.report.views.tallies import uids
from relational_journal.text.wrap import GLUE
from relational_journal.vocabulary.names import WAYS as WAY_NAMES

if TYPE_CHECKING:
    from relational_journal.patterns.counting.result import Patterns

_WIDEST_BAR, _NARROWEST_BAR = 30, 8
_BESIDE_THE_BAR = 50  # columns of the name of a way, its number and "the pull was there in 12 more"
_WIDEST_WEEK = 14  # signs, so that a week and its counts fit 60 columns
CLOSING = "Which way is right depends on who is there, and on what it costs."


def way_pairs(found: Ways, columns: int = 80) -> Iterator[Pair]:
    """Yield a line for each way with a move or urge: its number, a bar, and how often there was only the urge.

    Args:
        found: the ways.
        columns: of the screen, which has to hold the bar and the words behind it.
    """
    counts = {way: len(found.held[way]) for way in WAYS}
    most = max(counts.values())
    width = min(_WIDEST_BAR, most, max(_NARROWEST_BAR, columns - _BESIDE_THE_BAR))
    for at, (way, times) in enumerate(counts.items()):
        pulled = len(found.urges[way])
        if not times and not pulled:
            continue
        drawn = -(-times * width // most) if times else 0  # rounded up: a single moment still has its sign
        number = Text(str(times).rjust(len(str(most)), GLUE), "number")
        parts: list[Part] = [number, Text(GLUE * 3), Fill(at, drawn)]
        if pulled:
            parts.append(Text(f"{GLUE * (width - drawn + 3)}the pull was there in {pulled} more", "quiet"))
        yield Pair(WAY_NAMES[way], line(*parts, uids=uids(found.held[way])))


def format_ways(found: Ways) -> str:
    """Format as `in contact 23 · away 9`, without zeros."""
    return " · ".join(f"{WAY_NAMES[way]} {len(found.held[way])}" for way in WAYS if found.held[way])


def ways_report(found: WaysInFull, patterns: Patterns) -> Report:
    """Return the ways of all moments, by person, by who had more power and by week."""
    title = "Which way you moved"
    of = found.whole.of
    if of < wording.LEAST:
        few = f"{wording.too_few_moments(of)} It takes moments that say what you did: rj more asks for it."
        return empty_answer(title, patterns, few)
    head = line(
        f"In {wording.moments(of)} that say what you did{wording.early_note(of)}; one may go several ways, or none."
    )
    sections = [Section("ways", "", (head, *way_pairs(found.whole)))]
    if found.people:
        pairs = tuple(Pair(format_heading(name), line(_of(ways))) for name, ways in found.people.items())
        sections.append(Section("people", "WITH WHOM", pairs))
    by_power = [(_POWER[key], ways) for key, ways in found.by_power.items() if ways.of]
    if by_power:
        sections.append(Section("power", "POWER", tuple(Pair(words, line(_of(ways))) for words, ways in by_power)))
    years = patterns.window.since.year != patterns.window.until.year
    sections.append(Section("weeks", "WEEK BY WEEK", tuple(_weeks(found, years=years))))
    return answer(title, patterns, sections, CLOSING)


def _weeks(found: WaysInFull, *, years: bool) -> Iterator[Block]:
    """Yield what the fills mean, and a row for each week: a sign for each moment and way, and the counts in words."""
    ways = [way for way in WAYS if found.whole.held[way]]
    if ways:
        legend = [part for way in ways for part in (Fill(WAYS.index(way)), f"{GLUE}{_glued(WAY_NAMES[way])}, ")]
        yield line(*legend[:-1], f"{GLUE}{_glued(WAY_NAMES[ways[-1]])}")
    most = max((sum(len(held) for held in week.ways.held.values()) for week in found.weeks), default=0)
    for week, *more in folded(found.weeks, lambda week: not week.ways.of):
        if more:
            yield Row((line("…"), line(), line(f"{1 + len(more)} weeks with nothing noted")))
            continue
        held = [(at, way, len(week.ways.held[way])) for at, way in enumerate(WAYS) if week.ways.held[way]]
        words = " · ".join(_glued(f"{WAY_NAMES[way]} {count}") for _, way, count in held) or "nothing noted"
        fills = (Fill(at, _scaled(count, most)) for at, _, count in held)
        yield Row((line(day_and_month(week.monday, year=years)), line(*fills), line(words)))


def _glued(text: str) -> str:
    return text.replace(" ", GLUE)


def _scaled(count: int, most: int) -> int:
    """Return how many signs stand for a count: one each, or fewer if the fullest week would have too many."""
    return count if most <= _WIDEST_WEEK else max(1, round(count * _WIDEST_WEEK / most))


_POWER = {"they-had-more": "they had more", "about-equal": "about equal", "i-had-more": "you had more"}


def _of(ways: Ways) -> str:
    """Format as `in contact 5 · away 3, of 9`; under five, as too few to say."""
    if ways.of < wording.LEAST:
        return f"{wording.TOO_FEW} ({ways.of} so far)"
    return f"{format_ways(ways) or 'none of the five ways'}, of {ways.of}{wording.early_note(ways.of)}"
