"""What a person can leave out of a report, numbered and named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from relational_journal.report.document.document import Bars, Block, Line, Pair, Report, Row, Space, Tally, Weeks


def items(report: Report) -> Iterator[tuple[int, Block]]:
    """Number what a person can leave out, from 1 down the page: each block of a section, then its own sentences."""
    at = 0
    for section in report.sections:
        for block in section.blocks:
            at += 1
            yield at, block
            for sentence in own_lines(block):
                at += 1
                yield at, sentence


def names(report: Report) -> tuple[str, ...]:
    """Return the name of each item, in the order of `items`; the same thing has the same name on every page.

    `moment:UID` a row, `words:UID` a sentence of its own, `pattern:KEY` a count, `entry:UID` and `answer:UID:KEY` other
    words of the person's; of every other line `SECTION:` and a word for it, or its place where it has none.
    """
    found: list[str] = []
    for section in report.sections:
        for at, block in enumerate(section.blocks, 1):
            found.append(_name(section.key, at, block))
            found += [f"words:{sentence.uids[0] if sentence.uids else at}" for sentence in own_lines(block)]
    return tuple(found)


def _name(section: str, at: int, block: Block) -> str:
    if isinstance(block, Tally):
        return f"pattern:{block.key}"
    if isinstance(block, Row):
        return f"moment:{block.uids[0]}" if block.uids else f"{section}:{at}"
    if isinstance(block, (Weeks, Bars)):
        return f"{section}:{'weeks' if isinstance(block, Weeks) else 'bar'}"
    if isinstance(block, Space):
        return "today:to-fill-in" if section == "today" else f"{section}:{at}"
    return (block.line if isinstance(block, Pair) else block).name or f"{section}:{at}"


def own_lines(block: Block) -> tuple[Line, ...]:
    """Return the person's sentences that belong to a block."""
    return block.own if isinstance(block, (Row, Tally)) else ()


def without(report: Report, numbers: frozenset[int]) -> Report:
    """Return the report without the items with these numbers; sentences go with their block, empty sections vanish.

    Numbers are those of `items`; numbers that are not there do nothing.
    """
    at = 0
    sections = []
    for section in report.sections:
        kept: list[Block] = []
        for block in section.blocks:
            at += 1
            # The sentences of a block that goes are counted all the same, as `items` counts them.
            stays = at not in numbers
            own = []
            for sentence in own_lines(block):
                at += 1
                if at not in numbers:
                    own.append(sentence)
            if stays:
                kept.append(replace(block, own=tuple(own)) if isinstance(block, (Row, Tally)) else block)
        if kept:
            sections.append(replace(section, blocks=tuple(kept)))
    return replace(report, sections=tuple(sections))
