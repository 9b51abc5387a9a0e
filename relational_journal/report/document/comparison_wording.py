"""The words for a comparison: two counts side by side, now and before, and how far the difference can be trusted."""

from __future__ import annotations

from relational_journal.report.document.wording import TOO_FEW

_READINGS = {
    "stands-out": "stands out",
    "may-be-chance": "worth asking about; may be chance",
    "no-clear-difference": "no clear difference",
    "too-few": TOO_FEW,
}
# The two sides of a comparison, with {} for the value in words. Values noted only when present have no "otherwise".
_SIDES = {
    "person": ("with {}", "with others"),
    "cue": ("after “{}”", "after anything else"),
    "felt-before": ("feeling {} before", "feeling otherwise"),
    "wish": ("wanting {}", "wanting something else"),
    "setting": ("{}", "elsewhere"),
    "power": ("{}", "in any other position"),
    "context": ("with {} in the room", "where none was noted"),
    "treated": ("treated as less", "where none was noted"),
    "change": ("now", "before"),
}


def sides(by: str, value: str, with_: tuple[int, int], without: tuple[int, int], *, against: str = "") -> str:
    """Format the two counts of a comparison, neither as a cause: `with M., 9 of 10; with others, 4 of 15`.

    Args:
        by: the comparison's name in `rj patterns --json`.
        value: the value in words.
        with_, without: `shows` and `of` of each side.
        against: the value that makes up all of *without*, in words, or "" if there are several.
    """
    one, other = _SIDES[by]
    if against:
        other = one.format(against)
    return f"{one.format(value)}, {with_[0]} of {with_[1]}; {other}, {without[0]} of {without[1]}"


def compared(
    by: str, value: str, with_: tuple[int, int], without: tuple[int, int], reading: str, *, against: str = ""
) -> str:
    """Format a comparison and how far it can be trusted; the claim comes first only if it holds.

    >>> compared("person", "M.", (9, 10), (4, 15), "stands-out")
    'Stands out: with M., 9 of 10; with others, 4 of 15.'
    """
    said = sides(by, value, with_, without, against=against)
    if reading == "stands-out":
        return f"Stands out: {said}."
    return f"{said[:1].upper()}{said[1:]}: {_READINGS[reading]}."


def changed(now: tuple[int, int], before: tuple[int, int], reading: str) -> str:
    """Format this window next to the one before, with no direction called better or worse.

    >>> changed((3, 8), (5, 9), "no-clear-difference")
    'No clear change; 3 of 8 now, 5 of 9 before could well be chance.'
    """
    counts = now_and_before(now, before)
    if reading == "stands-out":
        return f"{_direction(now, before)}: {counts}."
    if reading == "may-be-chance":
        return f"{_direction(now, before)}, may be chance: {counts}."
    if reading == "no-clear-difference":
        return f"No clear change; {counts} could well be chance."
    return f"Too few to compare: {counts}."


def more_or_fewer(now: tuple[int, int], before: tuple[int, int]) -> str:
    """Format as `more: 4 of 9 now, 3 of 23 before`."""
    return f"{_direction(now, before).lower()}: {now_and_before(now, before)}"


def _direction(now: tuple[int, int], before: tuple[int, int]) -> str:
    # Shares compared without dividing, since there may be no moments before.
    return "More" if now[0] * before[1] > before[0] * now[1] else "Fewer"


def now_and_before(now: tuple[int, int], before: tuple[int, int]) -> str:
    """Format the two counts of a change without a reading, for lists under a heading that has it."""
    return f"{now[0]} of {now[1]} now, {before[0]} of {before[1]} before"
