"""Two pages at most: what has to stand aside where a page is longer, least needed first (domain §8)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from itertools import groupby

from relational_journal.errors import JournalError
from relational_journal.report.summary import Page
from relational_journal.report.to_text import to_text
from relational_journal.report.value import Block, Line, Own, Report, items, own_lines

MOST_PAGES = 2
# So many lines of this width stand on two pages with room to spare, on either paper: nothing need be typeset then.
_SURELY_FITS = 56
_WIDTH = 88

# What stands aside first. Own sentences go before moments, longest first; what the page is, what it does not see and
# the first thing wanted from today never go.
_FIRST_TO_GO: tuple[str, ...] = (
    "checkin",
    "echoes",
    "power",
    "own words",
    "questions",
    "connection",
    "breaks",
    "experiment",
)
_FIRST_TO_GO += ("otherwise", "safe", "patterns", "today")
_NEVER = ("about", "unseen")


def aside(
    page: Page, left_out: Collection[int] = (), *, kept: Collection[int] = (), paper: str = "a4"
) -> frozenset[int]:
    """The numbers of the items (`value.items`) that have to be left out too, so that two pages hold the rest.

    As few as possible in the order of _FIRST_TO_GO, those the person kept last; none where the page fits. Measured by
    typesetting it.
    """
    given = frozenset(left_out)

    def fits(more: Collection[int]) -> bool:
        return _fits(page.without(given | frozenset(more)), paper)

    if fits(()):
        return frozenset()
    candidates = [number for number in _candidates(page.report) if number not in given]
    candidates.sort(key=lambda number: number in kept)
    return frozenset(candidates[: _fewest(lambda count: fits(candidates[:count]), len(candidates))])


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
    if to_text(page.report, width=_WIDTH).count("\n") < _SURELY_FITS:
        return True
    from relational_journal.report.to_pdf import to_pdf

    try:
        return to_pdf(page, paper=paper).pages <= MOST_PAGES
    except JournalError:  # what cannot be typeset at all is no reason to leave a line out
        return True


def _fewest(fits: Callable[[int], bool], most: int) -> int:
    """The smallest count that fits, found by halving; all of them where none does."""
    low, high = 1, most
    while low < high:
        middle = (low + high) // 2
        if fits(middle):
            high = middle
        else:
            low = middle + 1
    return low if most else 0


def _candidates(report: Report) -> list[int]:
    """Every item that may stand aside, the first to go first."""
    ranked: list[tuple[int, int, int, int]] = []
    for number, key, block, is_own in _placed(report):
        if key in _NEVER or (key == "today" and number == 1):
            continue
        own = is_own or (key not in ("today", "experiment", "echoes") and _length(block) > 0)
        rank = _FIRST_TO_GO.index("own words" if own else key if key in _FIRST_TO_GO else "power")
        # Weeks and moments go oldest first, of other sections the last line.
        order = number if key in ("checkin", "connection") else -number
        ranked.append((rank, -_length(block) if own else 0, order, number))
    return [number for *_, number in sorted(ranked)]


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
    return sum(len(part.text) for part in block.parts if isinstance(part, Own)) if isinstance(block, Line) else 0


def _ranges(numbers: list[int]) -> str:
    """`3, 5-7`: as they can be typed."""
    told = []
    for _, group in groupby(enumerate(numbers), key=lambda each: each[1] - each[0]):
        run = [number for _, number in group]
        told.append(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}")
    return ", ".join(told)
