"""Every comparison: what is listed, who stands on which side, and what is read together."""

from __future__ import annotations

from datetime import date

import pytest

from relational_journal.model import Entry, Person, Window, Word
from relational_journal.patterns.counting.result import Patterns
from relational_journal.patterns.counting.study import window_before
from relational_journal.patterns.statistics.contrast import Contrast
from tests.support.journals import PEOPLE, counted

# Pushing away in `close`; each line a day of its own, so that nothing is joined.
JOURNAL = """
5 Oct  Sam      d  they-were-warm anxious they-had-more | pulled-back
6 Oct  Sam      d  they-were-warm they-helped about-equal gender:subordinate | pulled-back
7 Oct  Ada      c  to-be-close gender | accepted-care
8 Oct  Sam,Ada  c  they-helped calm power-with talked-over | accepted-care
9 Oct  -        o  to-be-loved they-had-more power-over-me | listened
10 Oct Kim      o  they-were-warm torn | listened
"""


def sides(patterns: Patterns, key: str = "pushing-away") -> dict[tuple[str, str | None], str]:
    """Each comparison as `with shows/of against without shows/of`."""
    return {
        (each.by, each.value): f"{each.with_.shows}/{each.with_.of} {each.without.shows}/{each.without.of}"
        for each in patterns.comparisons
        if each.pattern == key
    }


def test_one_comparison_for_each_value_that_occurs_and_one_for_change() -> None:
    assert sides(counted(JOURNAL)) == {
        ("person", "Ada"): "0/2 2/3",  # the moment without a person is on neither side
        ("person", "Kim"): "0/1 2/4",
        ("person", "Sam"): "2/3 0/2",
        ("cue", "they-were-warm"): "2/3 0/1",  # two moments say nothing of what came first
        ("cue", "they-helped"): "1/2 1/2",
        ("felt-before", "calm"): "0/1 1/2",
        ("felt-before", "torn"): "0/1 1/2",
        ("felt-before", "anxious"): "1/1 0/2",
        ("wish", "to-be-close"): "0/1 0/1",
        ("wish", "to-be-loved"): "0/1 0/1",
        ("setting", "intimate"): "2/2 0/1",  # Sam; Sam with Ada do not agree, Kim has no setting
        ("setting", "social"): "0/1 2/2",
        ("power", "they-had-more"): "1/2 1/1",  # a position; `power-with` alone says none
        ("power", "about-equal"): "1/1 1/2",
        ("context", "gender"): "1/2 1/4",  # noted only when present: without is all the rest
        ("context", "gender:subordinate"): "1/1 1/5",
        ("treated", "as-less"): "0/1 2/5",
        ("change", None): "2/6 0/0",
    }


def test_they_stand_in_the_order_of_rows_kinds_and_vocabulary() -> None:
    patterns = counted(JOURNAL)

    rows = list(dict.fromkeys(each.pattern for each in patterns.comparisons))
    assert rows == [row.key for row in patterns.rows]
    first = [(each.by, each.value) for each in patterns.comparisons if each.pattern == "pushing-away"]
    assert first == list(sides(patterns))
    assert first[-1] == ("change", None)


def test_the_values_are_those_inside_the_base() -> None:
    five = "".join(f"{day} Oct Sam d they-let-me-down | snapped\n" for day in range(5, 10))

    as_words = sides(counted(five + "10 Oct Ada c they-were-warm | listened"), "striking-first")

    assert set(as_words) == {
        ("person", "Sam"),
        ("cue", "they-let-me-down"),
        ("setting", "intimate"),
        ("change", None),
    }


@pytest.mark.parametrize(
    ("setting", "people", "read"),
    [
        ("family", ("Sam",), "family"),  # what was said wins
        (None, ("Sam",), "intimate"),
        (None, ("Sam", "Ada"), None),
        (None, ("Sam", "Kim"), None),  # Kim has no relationship: they do not all agree
        (None, ("Ada", "Nia"), "social"),
        (None, ("Nobody",), None),
        (None, ("Rae",), "professional"),  # a relationship in a word of one's own
        ("boss", ("Sam",), "professional"),
        (None, (), None),
    ],
)
def test_the_setting_is_that_of_the_people_if_all_agree(
    setting: str | None, people: tuple[str, ...], read: str
) -> None:
    words = [Word("boss", "the boss", "N", "manager")]
    known = [*PEOPLE, Person("Nia", "friend"), Person("Rae", "boss")]
    moment = Entry(when="2026-10-05", uid="1", people=people, setting=setting, moves=("listened",))

    as_words = sides(counted([moment], words=words, people=known), "reaching-out")

    assert [value for by, value in as_words if by == "setting"] == ([read] if read else [])


def test_own_words_count_like_their_key() -> None:
    words = [Word("stonewalled", "stonewalled", "D", "went-silent"), Word("nagged", "nagged", "D", "they-pressed-me")]
    words.append(Word("foggy", "foggy", "N", None))
    table = "".join(f"{day} Oct Sam d nagged | stonewalled\n" for day in range(5, 9))
    moments = counted(table + "9 Oct Sam d they-pressed-me | went-silent stonewalled", words=words)

    row = moments.row("pursue-withdraw:retreater")
    assert (row.base, len(row.shows)) == ("retreater", 5)
    assert sides(moments, row.key)["cue", "they-pressed-me"] == "5/5 0/0"


def test_a_side_under_five_is_listed_and_not_tested() -> None:
    read: list[Contrast] = []

    def judge(contrasts):
        read.extend(contrasts)
        return ["stands-out"] * len(contrasts)

    five = "".join(f"{day} Oct Sam d they-were-warm | pulled-back\n" for day in range(1, 6))
    four = "".join(f"{day} Oct Ada d they-helped | listened\n" for day in range(6, 10))

    four_only = counted(five + four, judge=judge)
    assert {each.reading for each in four_only.comparisons} == {"too-few"}
    assert read == []

    with_five = counted(five + four + "10 Oct Ada d they-helped | listened", judge=judge)
    tested = {(each.pattern, each.by, each.value) for each in with_five.comparisons if each.reading == "stands-out"}
    assert len(tested) == len(read)
    assert ("pushing-away", "person", "Ada") in tested
    assert ("letting-in", "cue", "they-helped") in tested
    assert {row for row, _, _ in tested} > {"pushing-away", "letting-in", "reaching-out", "hiding-parts"}


def test_all_tested_comparisons_of_all_rows_are_one_family() -> None:
    families: list[int] = []

    def judge(contrasts):
        families.append(len(contrasts))
        return ["no-clear-difference"] * len(contrasts)

    table = "".join(
        f"{day} Oct {who} d {cue} | pulled-back\n"
        for day in range(1, 21)
        for who, cue in [("Sam", "they-were-warm") if day % 2 else ("Ada", "they-criticised-me")]
    )
    patterns = counted(table, judge=judge)

    assert families == [len([each for each in patterns.comparisons if each.reading != "too-few"])]
    assert families[0] > 10


def test_the_test_is_given_days_people_sizes_and_what_shows() -> None:
    read: list[Contrast] = []

    def judge(contrasts):
        read.extend(contrasts)
        return ["no-clear-difference"] * len(contrasts)

    burst = "5 Oct Sam d they-were-warm | listened\n5 Oct Sam,Kim d they-were-warm | pulled-back\n"
    sam = "".join(f"{day} Oct Sam d they-were-warm | listened\n" for day in range(6, 10))
    ada = "".join(f"{day} Oct Ada d they-were-warm | pulled-back\n" for day in range(10, 15))
    month = "Oct 2026 Sam d they-were-warm | listened\n"
    counted(burst + sam + ada + month, judge=judge)

    contrast = next(each for each in read if each.kind == "person" and each.with_.bit_count() == 6)  # Sam, in P1
    units = [i for i in range(len(contrast.units.days)) if (contrast.with_ | contrast.without) >> i & 1]
    day = date(2026, 10, 5).toordinal()
    assert [contrast.units.days[i] for i in units] == [-1, day, *range(day + 1, day + 5), *range(day + 5, day + 10)]
    assert [contrast.units.sizes[i] for i in units] == [1, 2, *[1] * 9]
    assert contrast.units.people[units[1]] == {"Sam", "Kim"}
    assert [contrast.units.shows >> i & 1 for i in units] == [0, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1]


def test_moments_in_which_a_marker_counts_that_counts_nowhere_else_are_told_apart() -> None:
    read: list[Contrast] = []

    def judge(contrasts):
        read.extend(contrasts)
        return ["no-clear-difference"] * len(contrasts)

    ashamed = "".join(f"{day} Oct Sam d ashamed | hid-how-i-felt\n" for day in range(1, 6))
    warm = "".join(f"{day} Oct Sam d calm they-were-warm | hid-how-i-felt\n" for day in range(6, 11))
    counted(ashamed + warm, judge=judge)

    hiding = next(each for each in read if each.units.apart and each.kind == "felt-before")
    assert hiding.units.apart == (1,) * 5 + (0,) * 5


# Change: this window against the one before


def on_days(month: str, days: range, line: str) -> str:
    return "".join(f"{day} {month} {line}\n" for day in days)


def test_the_window_before_has_as_many_days_and_ends_on_the_day_before() -> None:
    assert window_before(Window(date(2026, 9, 28), date(2026, 11, 22))) == Window(date(2026, 8, 3), date(2026, 9, 27))
    assert window_before(Window(date(2026, 11, 22), date(2026, 11, 22))) == Window(
        date(2026, 11, 21), date(2026, 11, 21)
    )


def test_change_compares_with_the_window_before_where_that_holds_five_counted_moments() -> None:
    now = on_days("Oct", range(1, 7), "Sam d they-were-warm | pulled-back")
    before = on_days("Aug", range(3, 8), "Sam d they-were-warm | listened")
    long_ago = on_days("Jul", range(1, 8), "Sam d they-were-warm | pulled-back")

    patterns = counted(now + before + long_ago)

    assert patterns.before_window == Window(date(2026, 8, 3), date(2026, 9, 27))
    assert sides(patterns)["change", None] == "6/6 0/5"


def test_with_fewer_than_five_counted_moments_there_all_that_lies_before_is_taken() -> None:
    now = on_days("Oct", range(1, 7), "Sam d they-were-warm | pulled-back")
    before = on_days("Aug", range(3, 7), "Sam d they-were-warm | listened")
    unsafe = "7 Aug Sam d they-were-warm | pulled-back | !unsafe\n8 Aug Sam d they-were-warm | pulled-back | !story\n"
    long_ago = on_days("Jul", range(1, 3), "Sam d they-were-warm | pulled-back")

    patterns = counted(now + before + unsafe + long_ago)

    assert patterns.before_window == Window(date(2026, 7, 1), date(2026, 9, 27))
    assert sides(patterns)["change", None] == "6/6 2/6"


def test_change_is_taken_on_the_pattern_s_own_base_in_both_windows() -> None:
    now = on_days("Oct", range(1, 5), "Sam d they-were-warm | pulled-back") + "5 Oct Sam d hurt | listened\n"
    before = on_days("Aug", range(3, 8), "Sam d they-were-warm | listened") + "9 Aug Sam d hurt | pulled-back\n"

    patterns = counted(now + before)

    assert sides(patterns)["change", None] == "4/4 0/5"


def test_every_row_has_a_change_even_where_nothing_lies_before() -> None:
    patterns = counted("5 Oct Sam d | snapped")

    changes = [each for each in patterns.comparisons if each.by == "change"]
    assert [each.pattern for each in changes] == [row.key for row in patterns.rows]
    assert {each.reading for each in changes} == {"too-few"}


def test_filters_narrow_both_windows_but_not_what_repairs_a_break() -> None:
    now = on_days("Oct", range(1, 4), "Sam d | snapped | break:mended") + on_days(
        "Oct", range(1, 7), "Ada c they-were-warm | snapped"
    )
    table = (
        now + "20 Oct Ada c | repaired | repairs:1\n" + on_days("Aug", range(3, 9), "Ada d they-were-warm | snapped")
    )

    patterns = counted(table, chosen=lambda moment: "Sam" in moment.people)

    assert (patterns.logged, patterns.row("repairing").of, len(patterns.row("repairing").shows)) == (3, 3, 1)
    assert sides(patterns, "repairing")["change", None] == "1/3 0/0"
    assert {value for by, value in sides(patterns, "reaching-out") if by == "person"} == {"Sam"}


@pytest.mark.parametrize("window", [Window(date.min, date.max), Window(date(2026, 11, 22), date(2026, 11, 1))])
def test_the_widest_window_and_one_that_ends_before_it_begins_count_without_falling_over(window: Window) -> None:
    patterns = counted(JOURNAL, window)

    assert patterns.logged == (6 if window.days > 0 else 0)
    assert len(patterns.rows) == 19
