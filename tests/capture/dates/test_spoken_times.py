"""Times as people say them: weeks, months and seasons, hours without minutes, how long ago."""

from __future__ import annotations

import time
from datetime import datetime

import pytest

from relational_journal.capture.dates.when import read_when
from relational_journal.errors import UnreadableDate

NOW = datetime.fromisoformat("2026-11-22T18:40:00+01:00")  # a Sunday


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("last week", "2026-11-09"),
        ("this week", "2026-11-16"),
        ("last weekend", "2026-11-14"),
        ("at the weekend", "2026-11-21"),
        ("in March", "2026-03"),
        ("in December", "2025-12"),
        ("in march 2024", "2024-03"),
        ("in March last year", "2025-03"),
        ("this March", "2026-03"),
        ("last march", "2026-03"),
        ("last november", "2025-11"),
        ("in 2019", "2019"),
        ("last summer", "2026-06"),
        ("in the summer", "2026-06"),
        ("summer 2019", "2019-06"),
        ("in the summer of 2019", "2019-06"),
        ("last autumn", "2025-09"),  # this one is not over
        ("this fall", "2026-09"),
        ("last winter", "2025-12"),
        ("in spring", "2026-03"),
        ("tuesday last week", "2026-11-10"),
        ("last week on tuesday", "2026-11-10"),
        ("monday two weeks ago", "2026-11-02"),
        ("this friday", "2026-11-20"),
    ],
)
def test_a_week_has_its_first_day_a_season_its_first_month(words: str, when: str) -> None:
    assert read_when(words, now=NOW) == when


@pytest.mark.parametrize(
    ("words", "clock"),
    [
        ("tuesday at 3", "15:00"),
        ("tuesday at three", "15:00"),
        ("tuesday at 7", "19:00"),
        ("tuesday at 8", "08:00"),
        ("tuesday at 12", "12:00"),
        ("tuesday at 18", "18:00"),
        ("tuesday at 3am", "03:00"),
        ("tuesday at 3 in the morning", "03:00"),
        ("tuesday at 9 in the evening", "21:00"),
        ("tuesday evening at 8", "20:00"),
        ("tuesday around 4", "16:00"),
        ("tuesday at about 5", "17:00"),
        ("tuesday 3 o'clock", "15:00"),
        ("tuesday 9 o’clock", "09:00"),
        ("tuesday at half past nine", "09:30"),
        ("tuesday half past 3", "15:30"),
        ("tuesday at a quarter to eight", "07:45"),
        ("tuesday ten to five", "16:50"),
        ("tuesday 10 minutes to 5", "16:50"),
        ("tuesday 20 past 6 pm", "18:20"),
        ("tuesday 8.10", "08:10"),
        ("tuesday 18h30", "18:30"),
        ("tuesday 18 h", "18:00"),
        ("8pm tuesday", "20:00"),
        ("at 3 on tuesday", "15:00"),
    ],
)
def test_a_bare_hour_from_one_to_seven_is_after_noon_unless_a_part_of_the_day_is_said(words: str, clock: str) -> None:
    assert read_when(words, now=NOW) == f"2026-11-17T{clock}:00+01:00"


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("8am", "2026-11-22T08:00:00+01:00"),
        ("noon", "2026-11-22T12:00:00+01:00"),
        ("at 3", "2026-11-22T15:00:00+01:00"),
        ("half past nine", "2026-11-22T09:30:00+01:00"),
        ("8pm", "2026-11-21T20:00:00+01:00"),
        ("23:15", "2026-11-21T23:15:00+01:00"),
    ],
)
def test_a_time_without_a_day_is_the_latest_that_has_been(words: str, when: str) -> None:
    assert read_when(words, now=NOW) == when


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("half an hour ago", "2026-11-22T18:10:00+01:00"),
        ("an hour and a half ago", "2026-11-22T17:10:00+01:00"),
        ("one and a half hours ago", "2026-11-22T17:10:00+01:00"),
        ("1.5 hours ago", "2026-11-22T17:10:00+01:00"),
        ("a quarter of an hour ago", "2026-11-22T18:25:00+01:00"),
        ("2h ago", "2026-11-22T16:40:00+01:00"),
        ("20 mins ago", "2026-11-22T18:20:00+01:00"),
        ("a couple of hours ago", "2026-11-22T16:40:00+01:00"),
        ("a couple of days ago", "2026-11-20"),
        ("about 3 days ago", "2026-11-19"),
        ("a fortnight ago", "2026-11-08"),
        ("a week and a half ago", "2026-11-12"),
        ("half a year ago", "2026-05"),
        ("a year and a half ago", "2025-05"),
        ("late last night", "2026-11-21"),
        ("early this morning", "2026-11-22"),
        ("2-Nov-2026", "2026-11-02"),
        ("2. November", "2026-11-02"),
        ("2nov", "2026-11-02"),
        ("2 nov '24", "2024-11-02"),
        ("2026 Nov 2", "2026-11-02"),
    ],
)
def test_how_long_ago_and_other_words(words: str, when: str) -> None:
    assert read_when(words, now=NOW) == when


@pytest.mark.parametrize(
    "words",
    ["late at 9", "last week at 3", "in march at 9", "half an", "a half", "2 to 5", "at 3 at 4", "half to nine"],
)
def test_what_says_no_one_time_is_an_error(words: str) -> None:
    with pytest.raises(UnreadableDate):
        read_when(words, now=NOW)


@pytest.mark.parametrize(
    ("zone", "words", "when"),
    [
        ("Europe/Amsterdam", "1936-05-01 12:00", "1936-05-01T12:00:00+00:20"),
        ("Africa/Monrovia", "1960-05-01 12:00", "1960-05-01T12:00:00-00:44"),
        ("Europe/Berlin", "1936-05-01T12:00:00+00:19:32", "1936-05-01T12:00:00+00:20"),
    ],
)
def test_an_offset_with_seconds_is_rounded_to_minutes(
    zone: str, words: str, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()

    read = read_when(words, now=NOW)

    if zone == "Europe/Amsterdam" and read.endswith("+01:00"):
        pytest.skip("this machine's time zones have no times of their own for Amsterdam before 1970")
    assert read == when


@pytest.mark.parametrize("offset", ["+00:60", "-01:75", "+0060", "+00:19:75"])
def test_an_offset_that_no_clock_shows_is_refused(offset: str) -> None:
    with pytest.raises(UnreadableDate):
        read_when(f"2026-11-02T18:30:00{offset}", now=NOW)
