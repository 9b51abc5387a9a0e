"""Fit the page on one sheet: choose its letter size, and drop the least important items until it fits."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from relational_journal.report.document.document import Block, Line, Quote, Report, Row, Tally, Weeks
from relational_journal.report.document.items import items, own_lines
from relational_journal.report.render.to_text import to_text
from relational_journal.report.session_page.page import Page
from relational_journal.report.session_page.today_section import BROUGHT

# How many lines one side of A4 or Letter holds in letters of each size: measured on rendered pages, with room to spare.
SIZES = {"roomy": 48, "usual": 58, "small": 68, "tiny": 78}
_WIDTH = 96
_MOST_BROUGHT = 5  # moments brought to the session whose words are worth more than the others' labels
_MOST_RANGES = 4  # ranges of numbers that are listed one by one
_PICTURE = 3  # lines a picture takes beyond what it takes as text

# What is dropped first: lines made from labels, which no other line needs, then own sentences, longest first, then
# moments. What the page is, what it does not see and the first thing wanted from today never go.
_FIRST_TO_GO: tuple[str, ...] = (
    "changes",
    "older brought",
    "own words",
    "brought",
    "echoes",
    "experiment",
    "questions",
    "breaks",
    "otherwise",
    "connection",
    "safe",
    "ways",
    "patterns",
    "today",
)
_NEVER = ("about", "unseen")


def lines_of(report: Report) -> int:
    """Count the lines the sheet takes, pictures included; the further reading is not part of it."""
    sheet = replace(report, sections=tuple(section for section in report.sections if not section.further))
    pictures = sum(isinstance(block, (Weeks, Tally)) for section in sheet.sections for block in section.blocks)
    return to_text(sheet, width=_WIDTH).count("\n") + 1 + _PICTURE * pictures


def items_to_drop(page: Page, left_out: Collection[int] = (), *, kept: Collection[int] = ()) -> frozenset[int]:
    """Return the numbers of the items (`document.items`) to leave out as well, so that the rest fits on one sheet.

    As few as possible in the order of _FIRST_TO_GO, those the person kept last; what was dropped early and fits again
    once longer items are gone comes back. None if the sheet fits. The further reading may be as long as it is.
    """
    given = frozenset(left_out)

    def fits(more: Collection[int]) -> bool:
        return lines_of(page.without(given | frozenset(more)).report) <= SIZES["tiny"]

    if fits(()):
        return frozenset()
    candidates = [each for each in _candidates(page.report) if each.number not in given]
    candidates.sort(key=lambda each: each.number in kept)
    numbers = [each.number for each in candidates]
    count = _fewest(lambda count: fits(numbers[:count]), len(numbers))
    gone = candidates[:count]
    for group in dict.fromkeys(each.group for each in reversed(gone[:-1])):
        rest = [each for each in gone if each.group != group]
        if rest and rest != gone and fits([each.number for each in rest]):
            gone = rest
    return frozenset(each.number for each in gone)


class _Candidate(NamedTuple):
    """An item that may be dropped, and the group it is dropped with."""

    number: int
    group: str


def format_items(report: Report, numbers: Collection[int], labels: Sequence[int] = ()) -> str:
    """Format items for the person: `4 lines of How the weeks were (31-34), 1 line of Experiments (29)`.

    Args:
        labels: for each item in turn the number it is called by, if not its place.
    """
    named: list[tuple[str, int]] = []
    at = 0
    for section in report.sections:
        for block in section.blocks:
            for _ in (block, *own_lines(block)):
                at += 1
                if at in numbers:
                    named.append((section.heading, labels[at - 1] if labels else at))
    parts = []
    for heading, group in groupby(named, key=lambda each: each[0]):
        each = [number for _, number in group]
        parts.append(f"{len(each)} {'line' if len(each) == 1 else 'lines'} of {heading} ({_ranges(each)})")
    return ", ".join(parts)


def _fewest(fits: Callable[[int], bool], most: int) -> int:
    """Find the smallest count that fits, by halving; `most` if none does."""
    low, high = 1, most
    while low < high:
        middle = (low + high) // 2
        if fits(middle):
            high = middle
        else:
            low = middle + 1
    return min(low, most)


def _candidates(report: Report) -> list[_Candidate]:
    """Return every item that may be dropped, in the order of dropping."""
    ranked: list[tuple[int, int, int, _Candidate]] = []
    older = _older_brought(report)
    for number, key, block, is_own in _placed(report):
        if key in _NEVER or (key == "today" and number == 1 and not _is_brought(block)):
            continue
        own = is_own or (key not in ("today", "experiment", "echoes") and _length(block) > 0)
        group = "own words" if own else "brought" if key == "today" and _is_brought(block) else key
        group = "older brought" if number in older else group if group in _FIRST_TO_GO else "changes"
        # Moments go oldest first, of other sections the last line; own words the longest.
        order = number if group in ("older brought", "brought", "connection") else -number
        length = -_length(block) if group == "own words" else 0
        ranked.append((_FIRST_TO_GO.index(group), length, order, _Candidate(number, group)))
    return [candidate for *_, candidate in sorted(ranked)]


def _older_brought(report: Report) -> frozenset[int]:
    """Return the numbers of the moments brought to the session, and of their words, but for the newest few.

    Of many moments it is better that some stand with their words than all without.
    """
    brought: list[list[int]] = []
    for number, key, block, is_own in _placed(report):
        if key == "today" and isinstance(block, Row):
            brought.append([number])
        elif key == "today" and is_own and brought:
            brought[-1].append(number)
    return frozenset(number for numbers in brought[:-_MOST_BROUGHT] for number in numbers)


def _is_brought(block: Block) -> bool:
    """Whether it is a moment that is brought to the session, or the line above those."""
    return isinstance(block, Row) or (isinstance(block, Line) and block.name == BROUGHT)


def _placed(report: Report) -> Iterator[tuple[int, str, Block, bool]]:
    """Yield number, section, block, and whether it is a sentence that belongs to another block."""
    numbered = items(report)
    for section in report.sections:
        if section.further:
            return
        for block in section.blocks:
            yield next(numbered)[0], section.key, block, False
            for sentence in own_lines(block):
                yield next(numbered)[0], section.key, sentence, True


def _length(block: Block) -> int:
    """Return the length of the person's own words in a line."""
    return sum(len(part.text) for part in block.parts if isinstance(part, Quote)) if isinstance(block, Line) else 0


def _ranges(numbers: list[int]) -> str:
    """Format numbers as they can be typed, many of them shortened: `3, 5-7`, `2-60, 62, 64 … 106`."""
    runs_in_words = []
    for _, group in groupby(enumerate(numbers), key=lambda each: each[1] - each[0]):
        run = [number for _, number in group]
        runs_in_words.append(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}")
    if len(runs_in_words) > _MOST_RANGES:
        return f"{', '.join(runs_in_words[: _MOST_RANGES - 1])} … {runs_in_words[-1]}"
    return ", ".join(runs_in_words)
