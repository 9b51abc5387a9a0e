"""Which way I moved, as lines with bars: in `rj patterns` and in `rj look ways`."""

from __future__ import annotations

from collections.abc import Iterator

from relational_journal.patterns.counting.ways import WAYS, Ways
from relational_journal.report.document.document import Pair, Said, line
from relational_journal.report.views.tallies import uids
from relational_journal.text.wrap import GLUE

WAY_WORDS = {
    "contact": "in contact",
    "away": "away",
    "against": "against",
    "appeasing": "appeasing",
    "pressing": "pressing",
}
_BAR = "█"
_WIDEST_BAR = 30


def way_pairs(found: Ways) -> Iterator[Pair]:
    """A line for each way that was gone or pulled to: its number, a bar, and how often only the pull was there."""
    told = {way: len(found.held[way]) for way in WAYS}
    most = max(told.values())
    width = min(_WIDEST_BAR, most)
    for way, times in told.items():
        pulled = len(found.urges[way])
        if not times and not pulled:
            continue
        drawn = -(-times * width // most) if times else 0
        parts = [Said(str(times).rjust(len(str(most)), GLUE), "number"), Said(f"{GLUE * 3}{_BAR * drawn}", "quiet")]
        if pulled:
            parts.append(Said(f"{GLUE * (width - drawn + 3)}the pull was there in {pulled} more", "quiet"))
        yield Pair(WAY_WORDS[way], line(*parts, uids=uids(found.held[way])))


def ways_told(found: Ways) -> str:
    """`in contact 23 · away 9`, zeros left out."""
    return " · ".join(f"{WAY_WORDS[way]} {len(found.held[way])}" for way in WAYS if found.held[way])
