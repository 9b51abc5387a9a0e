"""Dates as people write them: what is a date, what stays text, and how precise it is."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relational_journal.capture.dates.when import find_when, read_day, read_when
from relational_journal.errors import FutureDate, JournalError, UnreadableDate
from relational_journal.timestamps import beginning, first_day

NOW = datetime.fromisoformat("2026-11-22T18:40:00+01:00")  # a Sunday


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("today", "2026-11-22"),
        ("yesterday", "2026-11-21"),
        ("YESTERDAY", "2026-11-21"),
        ("yesterday 6pm", "2026-11-21T18:00:00+01:00"),
        ("yesterday, 6 pm", "2026-11-21T18:00:00+01:00"),
        ("6pm yesterday", "2026-11-21T18:00:00+01:00"),
        ("yesterday at 18:05", "2026-11-21T18:05:00+01:00"),
        ("yesterday 6.30pm", "2026-11-21T18:30:00+01:00"),
        ("yesterday at noon", "2026-11-21T12:00:00+01:00"),
        ("yesterday evening", "2026-11-21"),
        ("yesterday evening 8:15", "2026-11-21T20:15:00+01:00"),
        ("12am today", "2026-11-22T00:00:00+01:00"),
        ("the day before yesterday", "2026-11-20"),
        ("this morning", "2026-11-22"),
        ("this morning 9:30", "2026-11-22T09:30:00+01:00"),
        ("last night", "2026-11-21"),
        ("last night 23:30", "2026-11-21T23:30:00+01:00"),
        ("last night 1:30", "2026-11-22T01:30:00+01:00"),
        ("3 days ago", "2026-11-19"),
        ("two weeks ago", "2026-11-08"),
        ("a week ago 9am", "2026-11-15T09:00:00+01:00"),
        ("3 months ago", "2026-08"),
        ("2 years ago", "2024"),
        ("2 hours ago", "2026-11-22T16:40:00+01:00"),
        ("9:15", "2026-11-22T09:15:00+01:00"),
        ("2 Nov", "2026-11-02"),
        ("Nov 2nd", "2026-11-02"),
        ("2nd of november", "2026-11-02"),
        ("mon 2 nov", "2026-11-02"),
        ("2 Nov 2024", "2024-11-02"),
        ("November 2, 2024 at 6pm", "2024-11-02T18:00:00+01:00"),
        ("2.11.2026", "2026-11-02"),
        ("2.11.2026 18.30", "2026-11-02T18:30:00+01:00"),
        ("2026-11-02", "2026-11-02"),
        ("2026-11-02 18:30", "2026-11-02T18:30:00+01:00"),
        ("2026-11-02T18:30:15", "2026-11-02T18:30:15+01:00"),
        ("20261102", "2026-11-02"),
        ("2026-11", "2026-11"),
        ("Nov 2026", "2026-11"),
        ("last month", "2026-10"),
        ("1998", "1998"),
        ("last year", "2025"),
    ],
)
def test_a_date_keeps_the_precision_it_was_given_in(words: str, when: str) -> None:
    assert read_when(words, now=NOW) == when


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("friday", "2026-11-20"),
        ("last friday", "2026-11-20"),
        ("on friday", "2026-11-20"),
        ("fri", "2026-11-20"),
        ("sunday", "2026-11-15"),
        ("last sunday", "2026-11-15"),
        ("mon 9:15", "2026-11-16T09:15:00+01:00"),
        ("Thurs evening", "2026-11-19"),
    ],
)
def test_a_weekday_with_or_without_last_is_the_latest_before_today(words: str, when: str) -> None:
    assert read_when(words, now=NOW) == when


@pytest.mark.parametrize(
    ("words", "when"),
    [("22 nov", "2026-11-22"), ("23 nov", "2025-11-23"), ("1 jan", "2026-01-01"), ("29 feb", "2024-02-29")],
)
def test_a_day_and_month_without_a_year_is_the_latest_not_in_the_future(words: str, when: str) -> None:
    assert read_when(words, now=NOW) == when


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("2026-07-02 18:30", "2026-07-02T18:30:00+02:00"),  # the offset of that day, not of now
        ("2026-11-02T18:30+05:00", "2026-11-02T18:30:00+05:00"),
        ("2026-11-02T18:30Z", "2026-11-02T18:30:00+00:00"),
        ("2026-03-29 02:30", "2026-03-29T03:30:00+02:00"),  # skipped by the clocks
        ("2026-10-25 02:30", "2026-10-25T02:30:00+02:00"),  # there twice: the first
    ],
)
def test_a_time_without_offset_is_read_in_tz_and_one_that_does_not_exist_moves_forward(words: str, when: str) -> None:
    assert read_when(words, now=NOW) == when


def test_another_tz_gives_another_offset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()

    assert read_when("2 nov 18:30", now=NOW) == "2026-11-02T18:30:00-05:00"
    assert read_when("2026-03-08 02:30", now=NOW) == "2026-03-08T03:30:00-04:00"


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("Mon Nov 2 18:30:00 2026", "2026-11-02T18:30:00+01:00"),
        ("Thu, 19 Nov 2026 18:42:00 +0100", "2026-11-19T18:42:00+01:00"),
        ("2026/11/02", "2026-11-02"),
        ("13/11/2025", "2025-11-13"),
        ("11/13/2025", "2025-11-13"),
    ],
)
def test_other_full_dates_are_read_strictly(words: str, when: str) -> None:
    assert read_when(words, now=NOW) == when


@pytest.mark.parametrize(
    "words",
    [
        *("", " ", "late at 9", "soon", "31 feb", "2026-02-30", "tue 2 nov", "13pm", "24:00", "yesterday 25:10"),
        *(
            "2026-W47",
            "2026-13",
            "friday midnight",
            "next friday",
            "0001-01-01 10:00",
            "9" * 400,
            "2026-11-02 18:30 XYZ",
        ),
        *(
            "10 11",
            "12",
            "2 hours",
            "half past thirteen",
            "friday 2 to 5",
            "now",
            "last",
            "ago",
            "99999 years ago",
            "\x00",
            "²",
            "٣ days ago",
        ),
    ],
)
def test_what_is_no_date_is_an_error(words: str) -> None:
    with pytest.raises(UnreadableDate):
        read_when(words, now=NOW)


def test_the_error_names_the_nearest_words_that_read() -> None:
    with pytest.raises(UnreadableDate) as caught:
        read_when("tusday 9pm", now=NOW)

    assert caught.value.sentence == '"tusday 9pm" does not read as a date'
    assert caught.value.next_step == 'Try "tuesday 9pm", "yesterday 21:00" or 2026-11-17T21:00.'
    assert caught.value.exit_code == 2


def test_the_error_shows_no_more_than_the_words_at_fault() -> None:
    with pytest.raises(UnreadableDate) as caught:
        read_when("the day I told " + "everything " * 500, now=NOW)

    assert len(caught.value.sentence) < 80


def test_a_date_that_could_be_two_is_an_error_that_names_both() -> None:
    with pytest.raises(UnreadableDate) as caught:
        read_when("2/11/2026", now=NOW)

    assert caught.value.sentence == '"2/11/2026" could be 2 November or 11 February'
    assert "2026-11-02" in caught.value.next_step and "2026-02-11" in caught.value.next_step


@pytest.mark.parametrize(
    "words", ["tomorrow", "tomorrow 6pm", "today 18:41", "2026-11-23", "2026-12", "2027", "1 jan 2027", "22 nov 19:00"]
)
def test_a_date_in_the_future_is_an_error_of_its_own(words: str) -> None:
    with pytest.raises(FutureDate) as caught:
        read_when(words, now=NOW)

    assert caught.value.exit_code == 2
    assert read_when(words, now=NOW, past=False) >= "2026-11-22"


def test_this_very_moment_and_month_and_year_are_not_in_the_future() -> None:
    assert [read_when(words, now=NOW) for words in ("today 18:40", "2026-11", "2026")] == [
        "2026-11-22T18:40:00+01:00",
        "2026-11",
        "2026",
    ]


@pytest.mark.parametrize(
    ("text", "when", "rest"),
    [
        ("yesterday: we talked", "2026-11-21", "we talked"),
        ("Yesterday 6pm: we talked", "2026-11-21T18:00:00+01:00", "we talked"),
        ("yesterday 22:50: Jonas said: wait", "2026-11-21T22:50:00+01:00", "Jonas said: wait"),
        ("last friday: tea", "2026-11-20", "tea"),
        ("friday: tea", "2026-11-20", "tea"),
        ("3 days ago: tea", "2026-11-19", "tea"),
        ("This morning: tea", "2026-11-22", "tea"),
        ("2026-11-02 18:30: tea", "2026-11-02T18:30:00+01:00", "tea"),
        ("2026-11-02: tea", "2026-11-02", "tea"),
        ("2 Nov: tea", "2026-11-02", "tea"),
        ("mon 9:15: tea", "2026-11-16T09:15:00+01:00", "tea"),
        ("  today:\n\nin the editor", "2026-11-22", "in the editor"),
    ],
)
def test_a_date_before_the_first_colon_and_space_is_when_it_was(text: str, when: str, rest: str) -> None:
    assert find_when(text, now=NOW)[:2] == (when, rest)


@pytest.mark.parametrize(
    "text",
    [
        *("Note: buy milk", "May be: she is right", "Sun: burned again", "May: she rang", "Sat: on it", "mon: a word"),
        *(
            "tomorrow: the dentist",
            "tonight: she said",
            "now: quiet",
            "march: we went",
            "1998: a year",
            "9:15: too early",
        ),
        *("6pm: the bell", "yesterday:no space", "yesterday", "yesterday:", ": empty", "at 3: he left", "10: ten"),
        *(
            "She said yesterday: no",
            "yesterday she said: no",
            "3:0: they lost",
            "12345678: my order",
            "",
            "   ",
            "a" * 99,
        ),
    ],
)
def test_all_else_is_text_and_keeps_every_letter(text: str) -> None:
    assert find_when(text, now=NOW)[:2] == (None, text)


def test_a_date_in_the_future_before_the_colon_is_an_error_too() -> None:
    with pytest.raises(FutureDate):
        find_when("tomorrow 6pm: tea", now=NOW)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2026-11-02", date(2026, 11, 2), date(2026, 11, 2)),
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("1998", date(1998, 1, 1), date(1998, 12, 31)),
        ("3 months ago", date(2026, 8, 22), date(2026, 8, 22)),
        ("last week", date(2026, 11, 9), date(2026, 11, 15)),
        ("this week", date(2026, 11, 16), date(2026, 11, 22)),
        ("last weekend", date(2026, 11, 14), date(2026, 11, 15)),
        ("last summer", date(2026, 6, 1), date(2026, 8, 31)),
        ("winter 2024", date(2024, 12, 1), date(2025, 2, 28)),
        ("in March", date(2026, 3, 1), date(2026, 3, 31)),
        ("yesterday 6pm", date(2026, 11, 21), date(2026, 11, 21)),
        ("tomorrow", date(2026, 11, 23), date(2026, 11, 23)),
    ],
)
def test_a_filter_takes_the_first_or_the_last_day_of_what_was_said(words: str, first: date, last: date) -> None:
    assert (read_day(words, NOW), read_day(words, NOW, last=True)) == (first, last)


def test_a_filter_that_cannot_be_read_is_an_error() -> None:
    with pytest.raises(UnreadableDate):
        read_day("whenever", NOW)


_DATE_LIKE = st.lists(
    st.sampled_from(
        "today yesterday last friday mon 3 days ago at 6pm 18:30 2 nov 2026 2026-11-02 1998 night am / - . T é".split()
    ),
    max_size=5,
).map(" ".join)


@given(st.one_of(st.text(max_size=70), _DATE_LIKE, st.text("0123456789-/:.T+Z ", max_size=30)))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_are_a_well_formed_when_or_a_kind_error(words: str) -> None:
    try:
        when = read_when(words, now=NOW)
    except JournalError as error:
        assert error.sentence and error.next_step
        return

    assert len(when) in (4, 7, 10) or datetime.fromisoformat(when).tzinfo is not None
    assert first_day(when) <= NOW.date() or datetime.fromisoformat(when) <= NOW
    assert beginning(when)


@given(st.datetimes(datetime(1980, 1, 1), datetime(2026, 11, 22, 17)))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_local_time_is_read_back_as_it_was_written_unless_the_clocks_skip_it(moment: datetime) -> None:
    wall = moment.replace(second=0, microsecond=0)

    read = datetime.fromisoformat(read_when(f"{wall:%Y-%m-%d %H:%M}", now=NOW)).replace(tzinfo=None)

    assert read == wall or (read - wall).total_seconds() == 3600


def test_usual_words_do_not_load_dateutil() -> None:
    code = (
        "import sys; from datetime import datetime; from relational_journal.capture.dates.when import find_when;"
        "now = datetime.fromisoformat('2026-11-22T18:40:00+01:00');"
        "texts = ['yesterday 6pm: x', 'Mum said: you only', '2026-11-02T18:30: x', 'In 2024: x', '1998: x'];"
        "[find_when(text, now=now) for text in texts];"
        "assert not [name for name in sys.modules if name.startswith('dateutil')]"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
