"""What a date leaves open: the order in figures, the week's first day, the seasons; by setting, else by locale."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from relational_journal.capture.dates.conventions import Conventions, conventions, first_weekday, order_in
from relational_journal.capture.dates.when import read_day, read_when
from relational_journal.errors import DoubtfulDate, UnreadableDate

NOW = datetime.fromisoformat("2026-11-22T18:40:00+01:00")  # a Sunday
DAY_FIRST = Conventions("day-first")
MONTH_FIRST = Conventions("month-first")


@pytest.mark.parametrize(
    ("locale", "order"),
    [
        ("en_GB.UTF-8", "day-first"),
        ("en_IE", "day-first"),
        ("de_DE.UTF-8@euro", "day-first"),
        ("sv_SE.UTF-8", "day-first"),
        ("fr", "day-first"),
        ("en_US.UTF-8", "month-first"),
        ("es_PR", "month-first"),
        ("en_PH.UTF-8", "month-first"),
        ("ja_JP.UTF-8", "month-first"),
        ("zh_Hant_TW", "month-first"),
        ("ko", "month-first"),
        ("hu_HU.UTF-8", "month-first"),
        ("lt_LT.UTF-8", "month-first"),
        ("mn", "month-first"),
        ("si_LK.UTF-8", None),
        ("en_CA.UTF-8", None),  # both are in daily use
        ("en", None),
        ("C.UTF-8", None),
        ("POSIX", None),
        ("", None),
    ],
)
def test_the_order_of_day_and_month_is_that_of_the_locale(locale: str, order: str | None) -> None:
    assert order_in(locale) == order


def test_a_setting_overrules_the_locale() -> None:
    assert conventions("en_US.UTF-8", date_order="day-first").order == "day-first"
    assert conventions("en_GB.UTF-8", date_order="month-first").order == "month-first"
    assert conventions("en_US.UTF-8", week_start="monday").first_weekday == 0


@pytest.mark.parametrize(("locale", "day"), [("en_US.UTF-8", 6), ("ar_EG", 5), ("en_GB.UTF-8", 0), ("C", 0)])
def test_the_first_day_of_a_week_is_that_of_the_territory(locale: str, day: int) -> None:
    assert first_weekday("locale", locale) == day


@pytest.mark.parametrize("written", ["2.11.2026", "2. 11. 2026", "02 .11. 2026", "2. 11 2026", "2.11.2026.", "2.11.26"])
@pytest.mark.parametrize("order", [Conventions(), DAY_FIRST, MONTH_FIRST])
def test_with_dots_the_day_stands_first_whatever_the_setting(written: str, order: Conventions) -> None:
    assert read_when(written, now=NOW, conventions=order) == "2026-11-02"


@pytest.mark.parametrize(
    "written", ["2/11/2026", "2 11 2026", "02-11-2026", "2 / 11 / 2026", "2–11–2026", "2/11", "2 11", "2-11", "2/11/26"]
)
def test_with_slashes_dashes_or_blanks_the_setting_says(written: str) -> None:
    assert read_when(written, now=NOW, conventions=DAY_FIRST) == "2026-11-02"
    assert read_when(written, now=NOW, conventions=MONTH_FIRST) == "2026-02-11"


@pytest.mark.parametrize("written", ["2/11/2026", "2 11 2026", "02-11-2026", "2/11", "2/11 18:30"])
def test_where_nothing_says_an_error_shows_both(written: str) -> None:
    with pytest.raises(DoubtfulDate) as caught:
        read_when(written, now=NOW)

    assert caught.value.sentence == f'"{written}" could be 2 November or 11 February'
    assert "2026-11-02 or 2026-02-11" in caught.value.next_step
    assert [when[:10] for when, _ in caught.value.choices] == ["2026-11-02", "2026-02-11"]
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("order", [Conventions(), DAY_FIRST, MONTH_FIRST])
@pytest.mark.parametrize(
    ("written", "when"),
    [
        ("13/11/2026", "2026-11-13"),
        ("11/13/2025", "2025-11-13"),
        ("13/11", "2026-11-13"),
        ("10/10", "2026-10-10"),
        ("2026/11/02", "2026-11-02"),
        ("2026. 11. 2.", "2026-11-02"),
        ("2026 11 02", "2026-11-02"),
        ("2026-1-5", "2026-01-05"),
        ("11/2026", "2026-11"),
        ("11.2025", "2025-11"),
        ("2025/3", "2025-03"),
        ("mon 2/11", "2026-11-02"),
    ],
)
def test_where_only_one_reading_is_a_day_that_one_is_meant(order: Conventions, written: str, when: str) -> None:
    assert read_when(written, now=NOW, conventions=order) == when


def test_of_two_readings_one_of_which_has_not_come_the_other_is_meant() -> None:
    assert read_when("12/11/2026", now=NOW) == "2026-11-12"


@pytest.mark.parametrize(
    "written", ["31.2.2026", "11.13.2026", "31/4/2026", "2026-13", "2026-13-11", "32 1 2026", "0/1/2026", "26-11-02"]
)
def test_a_day_that_never_was_is_no_date(written: str) -> None:
    with pytest.raises(UnreadableDate):
        read_when(written, now=NOW)


@pytest.mark.parametrize(
    ("first", "words", "begins", "ends"),
    [
        (0, "last week", date(2026, 11, 9), date(2026, 11, 15)),
        (6, "last week", date(2026, 11, 15), date(2026, 11, 21)),
        (5, "this week", date(2026, 11, 21), date(2026, 11, 27)),
    ],
)
def test_a_week_begins_on_the_first_day_that_is_set(first: int, words: str, begins: date, ends: date) -> None:
    week = Conventions(first_weekday=first)

    assert read_when(words, now=NOW, conventions=week) == begins.isoformat()
    assert (read_day(words, NOW, conventions=week), read_day(words, NOW, last=True, conventions=week)) == (begins, ends)


def test_south_of_the_equator_the_seasons_are_turned_round() -> None:
    southern = conventions("en_AU.UTF-8")

    assert read_when("last summer", now=NOW, conventions=southern) == "2025-12"
    assert read_when("last winter", now=NOW, conventions=southern) == "2026-06"
    assert read_when("last summer", now=NOW) == "2026-06"
