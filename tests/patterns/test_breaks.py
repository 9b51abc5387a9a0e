"""Breaks, their repair day, and how long it took."""

from __future__ import annotations

from datetime import date

import pytest

from relational_journal.model import Window
from relational_journal.patterns.counting.breaks import Repairs, repairs, repairs_of
from tests.support.journals import EIGHT_WEEKS, counted, parts


def repairs_in(table: str, window: Window = EIGHT_WEEKS) -> Repairs:
    return repairs(counted(table, window))


def only_break(table: str):
    """The first line's break: its repair day as day and month, and who moved."""
    answer = repairs_in(table)
    found = next(each for each in (*answer.breaks, *answer.left_out) if each.moment.uid == "1")
    when = found.repaired_on and f"{found.repaired_on.day} {found.repaired_on:%b}"
    return when, found.moved_first, found.days


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        # linked, and holding one of the four tags
        ("5 Oct Sam d break:mended\n8 Oct Sam c | repaired | repairs:1", ("8 Oct", "me", 3)),
        ("5 Oct Sam d break:mended\n8 Oct Sam c | apologised | repairs:1", ("8 Oct", "me", 3)),
        ("5 Oct Sam d break:mended\n8 Oct Sam c | received-their-repair | repairs:1", ("8 Oct", "them", 3)),
        ("5 Oct Sam d break:mended\n8 Oct Sam c they-made-amends repairs:1", ("8 Oct", "them", 3)),
        ("5 Oct Sam d break:mended\n8 Oct Sam c | apologised | they-made-amends repairs:1", ("8 Oct", "both", 3)),
        # linked without a tag, or with a tag and not linked: no repair day
        ("5 Oct Sam d break:mended\n8 Oct Sam c | listened | repairs:1", (None, None, None)),
        ("5 Oct Sam d break:mended\n8 Oct Sam c | repaired", (None, None, None)),
        ("5 Oct Sam d break:mended\n8 Oct Sam c | repaired | echoes:1", (None, None, None)),
        ("5 Oct Sam d break:mended\n8 Oct Sam c | ~repaired | repairs:1", (None, None, None)),
        # an unsafe or story-only moment repairs nothing
        ("5 Oct Sam d break:mended\n8 Oct Sam c | repaired | repairs:1 !unsafe", (None, None, None)),
        ("5 Oct Sam d break:mended\n8 Oct Sam c | repaired | repairs:1 !story", (None, None, None)),
        # outside the window: before it nothing is a break, but what repairs may lie anywhere
        ("5 Oct Sam d break:mended\n8 Dec Sam c | repaired | repairs:1", ("8 Dec", "me", 64)),
        # its own day: a tag of its own; their amends only in after
        ("5 Oct Sam d | snapped apologised | break:mended", ("5 Oct", "me", 0)),
        ("5 Oct Sam d | snapped | they-made-amends break:mended", ("5 Oct", "them", 0)),
        ("5 Oct Sam d they-made-amends | snapped | break:mended", (None, None, None)),
        # mended by hand
        ("5 Oct Sam d break:mended mended:9 Oct:both", ("9 Oct", "both", 4)),
        ("5 Oct Sam d break:mended mended:9 Oct", ("9 Oct", None, 4)),
        # the earliest wins
        (
            "5 Oct Sam d break:mended mended:9 Oct:me\n8 Oct Sam c they-made-amends repairs:1\n"
            "7 Oct Sam c | repaired | repairs:1",
            ("7 Oct", "me", 2),
        ),
        ("5 Oct Sam d break:mended mended:9 Oct:me\n9 Oct Sam c they-made-amends repairs:1", ("9 Oct", "them", 4)),
        # noted with its month alone, it cannot have come before the break
        ("5 Oct Sam d break:mended\nOct 2026 Sam c | repaired | repairs:1", ("5 Oct", "me", 0)),
    ],
)
def test_the_repair_day_is_the_earliest_of_three(
    table: str, expected: tuple[str | None, str | None, int | None]
) -> None:
    assert only_break(table) == expected


def test_a_break_with_a_repair_day_that_stays_open_does_not_show() -> None:
    patterns = counted("5 Oct Sam d\n8 Oct Sam c | repaired | repairs:1")

    assert parts(patterns.row("repairing"))["neither"] == "1"
    assert repairs(patterns).first_move == {"me": 0, "them": 0, "both": 0}


def test_ages_are_reckoned_to_now_and_seven_days_are_old_enough() -> None:
    patterns = counted("15 Nov Sam d\n16 Nov Sam d")  # now is 22 November

    row = patterns.row("repairing")
    assert parts(row)["neither"] == "1"
    assert len(repairs(patterns).breaks) == 2


def test_a_journal_of_breaks_counted_by_hand() -> None:
    answer = repairs_in(
        """
        1 Oct  Sam  d  | snapped | break:mended mended:3 Oct:me            # 2 days
        2 Oct  Sam  d  | snapped | break:mended mended:12 Oct:them         # 10 days
        3 Oct  Mum  d  | snapped | break:mended mended:12 Nov:both         # 40 days
        4 Oct  Mum  m  | snapped | break:partly mended:5 Oct:me            # partly, 1 day
        5 Oct  Mum  d  | snapped | break:mended                            # mended, nobody noted when
        6 Oct  Mum  d                                                      # open
        7 Oct  Ada  d  | snapped | break:let-go                            # let go
        8 Oct  Ada  d  | snapped | break:not-safe-to-mend                  # left out
        9 Oct  Ada  d  | snapped | break:ended                             # left out
        30 Oct Ada  d  | snapped | break:mended mended:31 Oct:them         # 1 day; 23 days old
        18 Nov Ada  d  | snapped | break:mended mended:18 Nov:me           # same day; 4 days old
        10 Oct Sam  d  !unsafe                                             # about keeping safe: nowhere
        11 Oct myself d                                                    # with myself alone: nowhere
        """
    )

    statuses = {name: answer.with_status(name) for name in ("open", "partly", "mended", "let-go")}
    assert statuses == {"open": 1, "partly": 1, "mended": 6, "let-go": 1}
    assert (len(answer.breaks), len(answer.left_out)) == (9, 2)
    # At least 7 days old: 1 to 7 and 10 = 8; within 7 days: 1, 4 and 10.
    assert tuple(answer.within_7) == (3, 8)
    # At least 30 days old: 1 to 7 = 7; within 30 days: 1, 2 and 4.
    assert tuple(answer.within_30) == (3, 7)
    # Mended, with a day: 2, 10, 40, 1, 0; the open one is neither zero nor dropped.
    assert answer.median_days == 2
    assert answer.first_move == {"me": 3, "them": 2, "both": 1}


def test_the_middle_value_of_none_is_none_and_of_two_lies_between() -> None:
    assert repairs_of([]).median_days is None
    two = repairs_in("1 Oct Sam d break:mended mended:2 Oct\n3 Oct Sam d break:mended mended:7 Oct")
    assert two.median_days == 2.5


def test_only_breaks_of_the_window_are_asked_about() -> None:
    window = Window(date(2026, 10, 4), date(2026, 10, 10))

    answer = repairs_in("3 Oct Sam d\n4 Oct Sam d\n10 Oct Sam d\n11 Oct Sam d", window)

    assert [each.moment.uid for each in answer.breaks] == ["3", "2"]
