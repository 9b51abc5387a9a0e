"""Draw a count as marks: a dot for each moment, or a bar of their shares; and explain the marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from relational_journal.report.document.document import DOT_WORDS, MOST_DOTS, Dots, Section, Tally
from relational_journal.text.symbols import Signs

_BAR = MOST_DOTS  # columns of the bar that stands for more moments


class Run(NamedTuple):
    """Equal marks next to each other; `kind` is shows, turned, otherwise or neither."""

    marks: str
    kind: str


def count_marks(dots: Dots, signs: Signs) -> tuple[Run, ...]:
    """Return a dot for each moment, those that show first; above MOST_DOTS moments a bar in which each kind is seen."""
    counts = _counts(dots)
    if dots.of <= MOST_DOTS:
        drawn = [sign * count for sign, count in zip(_dot_signs(signs), counts, strict=True)]
    else:
        drawn = fill(counts, signs.fills, _BAR)
    return tuple(Run(marks, kind) for marks, kind in zip(drawn, _KINDS, strict=True) if marks)


def fill(counts: Sequence[int], alphabet: str, columns: int) -> list[str]:
    """Divide a bar of so many columns between counts by their size; each that is not zero has at least one column.

    Args:
        counts: as many as there are signs, or fewer.
        alphabet: a sign for each count.
        columns: how wide the bar is; it is wider only if there are more counts than columns.
    """
    total = sum(counts)
    wide = [max(1, round(columns * count / total)) if count else 0 for count in counts]
    # The widest part gives and takes columns: there one more or less changes the picture least.
    while sum(wide) > columns and max(wide) > 1:  # rounding up took more than there is
        wide[wide.index(max(wide))] -= 1
    while total and sum(wide) < columns:
        wide[wide.index(max(wide))] += 1
    return [sign * size for sign, size in zip(alphabet, wide, strict=False)]


def legend(drawn: Iterable[Dots], signs: Signs, words: Sequence[str] = DOT_WORDS) -> tuple[str, ...]:
    """Return what each mark of these counts means, as `● it showed`; marks that do not occur are not explained.

    Args:
        drawn: the counts whose marks stand in one output.
        signs: the alphabet.
        words: what the four kinds are called there.
    """
    seen = [(_dot_signs(signs) if dots.of <= MOST_DOTS else signs.fills, _counts(dots)) for dots in drawn]
    parts = []
    for at, word in enumerate(words):
        # A report may have both dots and bars; then a kind is explained with both signs, the dot first.
        marks = dict.fromkeys(alphabet[at] for alphabet, counts in sorted(seen, key=_dots_first) if counts[at])
        if marks:
            parts.append(f"{' '.join(marks)} {word}")
    return tuple(parts)


def section_dots(section: Section) -> dict[tuple[str, ...], tuple[Dots, ...]]:
    """Return the counts of a section that stand with their name, by what their dots mean.

    The first of each meaning explains the marks of all of that meaning.
    """
    found: dict[tuple[str, ...], tuple[Dots, ...]] = {}
    for block in section.blocks:
        if isinstance(block, Tally):
            found[block.dot_words] = (*found.get(block.dot_words, ()), block.dots)
    return found


class Legends:
    """What the marks of a section mean, told once: each count asks with its first dots, and nothing is said twice."""

    def __init__(self, drawn: Mapping[tuple[str, ...], Iterable[Dots]], signs: Signs) -> None:
        self._waiting = dict(drawn)
        self._signs = signs
        self._said: set[str] = set()

    def of(self, tally: Tally) -> tuple[str, ...]:
        """Return what has to be explained at this count, as `legend` does; nothing if all is said already."""
        if not tally.dots.of:
            return ()
        parts = legend(self._waiting.pop(tally.dot_words, ()), self._signs, tally.dot_words)
        new = tuple(part for part in parts if part not in self._said)
        self._said.update(new)
        return new


_KINDS = ("shows", "turned", "otherwise", "neither")


def _dot_signs(signs: Signs) -> tuple[str, ...]:
    return signs.shows, signs.turned, signs.otherwise, signs.neither


def _counts(dots: Dots) -> tuple[int, ...]:
    return dots.shows - dots.turned, dots.turned, dots.otherwise, dots.neither


def _dots_first(seen: tuple[Sequence[str], tuple[int, ...]]) -> bool:
    return isinstance(seen[0], str)
