"""Breaks, their repair day, and how long it took."""

from __future__ import annotations

from datetime import date

import pytest

from relational_journal.model import Person, Window, Word
from relational_journal.patterns.questions.repairs import Repairs, repairs, repairs_of
from tests.support.journals import EIGHT_WEEKS, PEOPLE, counted, parts


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


def test_a_break_stored_as_open_stays_open_until_it_is_tied() -> None:
    patterns = counted("5 Oct Sam d break:open\n8 Oct Sam c | repaired | repairs:1")

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
    # Mended or partly, with a day: 2, 10, 40, 1, 1, 0; the open one is neither zero nor dropped.
    assert answer.median_days == 1.5
    assert answer.first_move == {"me": 3, "them": 2, "both": 1}


def test_the_middle_value_of_none_is_none_and_of_two_lies_between() -> None:
    assert repairs_of([]).median_days is None
    two = repairs_in("1 Oct Sam d break:mended mended:2 Oct\n3 Oct Sam d break:mended mended:7 Oct")
    assert two.median_days == 2.5


def test_only_breaks_of_the_window_are_asked_about() -> None:
    window = Window(date(2026, 10, 4), date(2026, 10, 10))

    answer = repairs_in("3 Oct Sam d\n4 Oct Sam d\n10 Oct Sam d\n11 Oct Sam d", window)

    assert [each.moment.uid for each in answer.breaks] == ["3", "2"]


# What became of a break that nobody said anything of


def read(table: str, **more) -> str:
    """The statuses of the breaks of a table, by line: `1 partly, seen in 2`."""
    patterns = counted(table, Window(date(2026, 1, 1), date(2026, 11, 22)), **more)
    return "; ".join(
        f"{each.moment.uid} {each.status}{f', seen in {each.seen_in}' if each.seen_in else ''}"
        for each in sorted(patterns.study.breaks.values(), key=lambda each: int(each.moment.uid))
    )


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        # a moment with a repair tag, 1 to 14 days later, with the same person
        ("5 Oct Sam d | snapped\n6 Oct Sam c | apologised", "1 partly, seen in 2"),
        ("5 Oct Sam d | snapped\n19 Oct Sam o they-made-amends | listened", "1 partly, seen in 2"),
        ("5 Oct Sam d | snapped\n19 Oct Sam o | | they-forgave-me", "1 partly, seen in 2"),
        ("5 Oct Sam d | snapped\n6 Oct Sam c | let-it-go", "1 partly, seen in 2"),
        ("5 Oct Sam d | snapped\n20 Oct Sam c | apologised", "1 open"),
        ("5 Oct Sam d | snapped\n5 Oct Sam c | apologised", "1 open"),
        ("5 Oct Sam d | snapped\n6 Oct Ada c | apologised", "1 open"),
        ("5 Oct Sam,myself d | snapped\n6 Oct Ada,myself c | apologised", "1 open"),
        ("5 Oct Sam d | snapped\n6 Oct Sam c | listened", "1 open"),
        ("5 Oct Sam d | snapped\n6 Oct Sam c | ~apologised", "1 open"),
        ("5 Oct Sam d | snapped\n6 Oct Sam c | apologised | !story", "1 open"),
        # it is itself no break, and tied to none
        ("5 Oct Sam d | snapped\n6 Oct Sam d | apologised", "1 open; 2 partly"),
        ("1 Oct Ada d\n5 Oct Sam d | snapped\n6 Oct Sam c | apologised | repairs:1", "1 partly; 2 open"),
        # with a month alone nothing is seen
        ("Oct 2026 Sam d | snapped\n6 Oct Sam c | apologised", "1 open"),
        # one repair is taken for the latest break before it, and for one only
        ("5 Oct Sam d\n6 Oct Sam d\n7 Oct Sam c | apologised", "1 open; 2 partly, seen in 3"),
        (
            "5 Oct Sam d\n6 Oct Sam d\n7 Oct Sam c | apologised\n8 Oct Sam c | repaired",
            "1 partly, seen in 4; 2 partly, seen in 3",
        ),
        # what has its own repair day needs none
        ("5 Oct Sam d\n6 Oct Sam d mended:7 Oct:me\n8 Oct Sam c | repaired", "1 partly, seen in 3; 2 partly"),
        # a status that is stored stands
        ("5 Oct Sam d break:open\n6 Oct Sam c | apologised", "1 open"),
        # more than 60 days old, and connection since
        ("22 Sep Sam d\n1 Oct Sam c", "1 went-on"),  # 61 days before now
        ("23 Sep Sam d\n1 Oct Sam c", "1 open"),
        ("22 Sep Sam d\n1 Oct Sam m", "1 open"),
        ("22 Sep Sam d\n22 Sep Sam c", "1 open"),
        ("22 Sep Sam d\n1 Oct Sam c !story", "1 open"),
        ("22 Sep Sam,Ada d\n1 Oct Ada c", "1 went-on"),
    ],
)
def test_what_became_of_a_break_is_read_from_what_was_noted(table: str, expected: str) -> None:
    assert read(table) == expected


@pytest.mark.parametrize(
    ("line", "is_break"),
    [
        ("5 Oct Sam d", True),
        ("5 Oct - d", False),
        ("5 Oct myself d", False),
        ("5 Oct Bus d", False),
        ("5 Oct Office d", False),
        ("5 Oct Bus,Office d", False),
        ("5 Oct Bus,Sam d", True),
        ("5 Oct Bus c break:open", True),
        ("5 Oct - c break:mended", True),
        ("5 Oct myself c break:open", False),
        ("5 Oct Sam m", False),
    ],
)
def test_a_break_is_said_or_a_disconnection_with_someone_not_met_in_passing(line: str, is_break: bool) -> None:
    people = (*PEOPLE, Person("Bus", "stranger"), Person("Office", "official-or-service"))

    assert bool(read(line, people=people)) is is_break


def test_an_own_word_repairs_like_the_tag_it_counts_like() -> None:
    words = [Word("made-tea", "made tea", "C", "repaired")]

    assert read("5 Oct Sam d\n6 Oct Sam c | made-tea", words=words) == "1 partly, seen in 2"


def test_with_a_person_held_apart_there_is_no_break_and_nothing_repairs() -> None:
    held = "1 Oct Sam d | kept-myself-safe\n2 Oct Sam d | kept-myself-safe\n"

    assert read(held + "5 Oct Sam d\n6 Oct Sam c | apologised\n7 Oct Ada d\n8 Oct Ada,Sam c | apologised") == "5 open"
