"""Two pages at most: what has to stand aside where a page is longer, least needed first (domain §8)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

from relational_journal.errors import JournalError
from relational_journal.report.document.document import Block, Line, Quote, Report, Row, items, own_lines, plain
from relational_journal.report.render.to_text import to_text
from relational_journal.report.session_page.page import Page
from relational_journal.report.session_page.today_section import BROUGHT

MOST_PAGES = 2
# So many lines of this width stand on two pages with room to spare, on either paper: nothing need be typeset then.
_SURELY_FITS = 56
# What two pages take as a rule, where the search for what has to go begins; and what they never take.
_ABOUT_FITS = 96
_NEVER_FITS = 180
_WIDTH = 88

# What stands aside first: lines made from labels, on which no other leans, then own sentences, longest first, then
# moments. What the page is, what it does not see and the first thing wanted from today never go.
_FIRST_TO_GO: tuple[str, ...] = (
    "checkin",
    "echoes",
    "power",
    "own words",
    "brought",
    "connection",
    "questions",
    "breaks",
    "experiment",
    "otherwise",
    "safe",
    "patterns",
    "today",
)
_NEVER = ("about", "unseen")


def aside(
    page: Page, left_out: Collection[int] = (), *, kept: Collection[int] = (), paper: str = "a4"
) -> frozenset[int]:
    """The numbers of the items (`value.items`) that have to be left out too, so that two pages hold the rest.

    As few as possible in the order of _FIRST_TO_GO, those the person kept last; what went early and still finds room
    once longer things are gone comes back. None where the page fits. Measured by laying it out.
    """
    given = frozenset(left_out)

    def fits(more: Collection[int]) -> bool:
        return _fits(page.without(given | frozenset(more)), paper)

    if fits(()):
        return frozenset()
    candidates = [each for each in _candidates(page.report) if each.number not in given]
    candidates.sort(key=lambda each: each.number in kept)
    numbers = [each.number for each in candidates]
    count = _fewest(lambda count: fits(numbers[:count]), len(numbers), _guess(page.without(given), page, numbers))
    gone = candidates[:count]
    for group in dict.fromkeys(each.group for each in reversed(gone[:-1])):
        rest = [each for each in gone if each.group != group]
        if rest and rest != gone and fits([each.number for each in rest]):
            gone = rest
    return frozenset(each.number for each in gone)


class _Candidate(NamedTuple):
    """An item that may stand aside, and with which others it goes."""

    number: int
    group: str


def told(report: Report, numbers: Collection[int]) -> str:
    """Items in words for the person: `4 lines of How the weeks were (31-34), 1 line of Experiments (29)`."""
    named: list[tuple[str, int]] = []
    at = 0
    for section in report.sections:
        for block in section.blocks:
            for _ in (block, *own_lines(block)):
                at += 1
                if at in numbers:
                    named.append((section.heading, at))
    told = []
    for heading, group in groupby(named, key=lambda each: each[0]):
        each = [number for _, number in group]
        told.append(f"{len(each)} {'line' if len(each) == 1 else 'lines'} of {heading} ({_ranges(each)})")
    return ", ".join(told)


def _fits(page: Page, paper: str) -> bool:
    lines = _lines(page.report)
    if lines < _SURELY_FITS or lines > _NEVER_FITS:
        return lines < _SURELY_FITS
    from relational_journal.report.render.to_pdf import pages_of

    try:
        return pages_of(page, paper=paper) <= MOST_PAGES
    except JournalError:  # what cannot be typeset at all is no reason to leave a line out
        return True


def _lines(report: Report) -> int:
    return to_text(report, width=_WIDTH).count("\n")


def _guess(left: Page, page: Page, numbers: Sequence[int]) -> int:
    """About how many have to go, reckoned in lines of text: no more than a place to begin."""
    over = _lines(left.report) - _ABOUT_FITS
    said = {number: sum(len(told) // _WIDTH + 1 for told in plain(block)) for number, block in items(page.report)}
    freed = accumulate(said[number] for number in numbers)
    return next((count for count, lines in enumerate(freed, 1) if lines >= over), len(numbers))


def _fewest(fits: Callable[[int], bool], most: int, guess: int) -> int:
    """The smallest count that fits, sought from a guess in growing steps and then by halving; all where none does."""
    if not most:
        return 0
    low, high, step = 1, most, 1
    at = min(max(guess, low), high)
    if fits(at):
        high = at
        while low < high and fits(max(low, high - step)):
            high, step = max(low, high - step), step * 2
        low = max(low, high - step + 1)
    else:
        low = min(at + 1, most)
        while low + step < most and not fits(low + step):
            low, step = low + step + 1, step * 2
        high = min(low + step, most)
    while low < high:
        middle = (low + high) // 2
        if fits(middle):
            high = middle
        else:
            low = middle + 1
    return low


def _candidates(report: Report) -> list[_Candidate]:
    """Every item that may stand aside, the first to go first."""
    ranked: list[tuple[int, int, int, _Candidate]] = []
    for number, key, block, is_own in _placed(report):
        if key in _NEVER or (key == "today" and number == 1):
            continue
        own = is_own or (key not in ("today", "experiment", "echoes") and _length(block) > 0)
        group = "own words" if own else "brought" if key == "today" and _is_brought(block) else key
        group = group if group in _FIRST_TO_GO else "power"
        # Moments go oldest first, of other sections the last line; own words the longest.
        order = number if group in ("brought", "connection") else -number
        ranked.append((_FIRST_TO_GO.index(group), -_length(block) if own else 0, order, _Candidate(number, group)))
    return [candidate for *_, candidate in sorted(ranked)]


def _is_brought(block: Block) -> bool:
    """Whether it is a moment among what is wanted from today, or the line above them."""
    return isinstance(block, Row) or (isinstance(block, Line) and block.name == BROUGHT)


def _placed(report: Report) -> Iterator[tuple[int, str, Block, bool]]:
    """Number, section, block, and whether it is a sentence that hangs on another block."""
    numbered = items(report)
    for section in report.sections:
        for block in section.blocks:
            yield next(numbered)[0], section.key, block, False
            for sentence in own_lines(block):
                yield next(numbered)[0], section.key, sentence, True


def _length(block: Block) -> int:
    """How long the person's own words in a line are."""
    return sum(len(part.text) for part in block.parts if isinstance(part, Quote)) if isinstance(block, Line) else 0


def _ranges(numbers: list[int]) -> str:
    """`3, 5-7`: as they can be typed."""
    told = []
    for _, group in groupby(enumerate(numbers), key=lambda each: each[1] - each[0]):
        run = [number for _, number in group]
        told.append(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}")
    return ", ".join(told)
