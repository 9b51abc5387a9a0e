"""`rj look` and `rj hunch`: how the answers read in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Program


def test_days_that_hold_only_uncounted_moments_are_told_apart(rj: Program) -> None:
    rj.log("2026-11-20: Tea. +o")
    assert "1 of 56 days have a moment; what the others held, nobody noted." in rj("look", "unseen").out

    rj.log("2026-11-21: He stood in the door.", "--unsafe")

    assert "1 of 56 days have a moment that is counted, 1 more one that is not; what" in rj("look", "unseen").out
    assert rj("look", "unseen", "--json").json()["days"] == 1


def test_one_break_was_mended_and_several_were(rj: Program) -> None:
    for day in range(1, 6):
        rj.log(f"2026-11-0{day}: A quarrel. @Sam +d")
    rj("mend", "1", "I rang him. +apologised", "--by", "me")
    within = "of the 5 breaks at least 7 days old"

    assert "Within 30 days: too few breaks at least 30 days old to say (0 so far)." in rj("look", "repairs").out
    assert f"Within 7 days 0 {within} were mended, or partly" in rj("look", "repairs").out

    rj.log("2026-11-03: I said sorry. @Sam +apologised", "--repairs", "2")
    rj("mend", "2")

    assert f"Within 7 days 1 {within} was mended, or partly" in rj("look", "repairs").out


def test_a_hunch_that_came_with_a_side_tells_it_in_words(rj: Program) -> None:
    line = (
        '{"kind": "hunch", "uid": "01980000-0000-7000-8000-000000008001", "text": "x", "when": ["gender:subordinate"], '
        '"then": ["went-silent"], "with": null, "since": "2026-10-01", "ended": null, "read_at": 10}\n'
    )
    rj("import", "-", "--from", "jsonl", stdin=line)

    assert "when: gender (on the side with less power) · then" in rj("hunch", "list").out
