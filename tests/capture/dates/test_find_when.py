"""The `WHEN:` a text begins with: what is a date, what are words, and what is asked about."""

from __future__ import annotations

from datetime import datetime

import pytest

from relational_journal.capture.dates.conventions import Conventions
from relational_journal.capture.dates.when import find_when
from relational_journal.errors import DoubtfulDate, FutureDate

NOW = datetime.fromisoformat("2026-11-22T18:40:00+01:00")  # a Sunday


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("13.11.2026", "2026-11-13"),
        ("2. 11. 2026", "2026-11-02"),
        ("13/11/2026", "2026-11-13"),
        ("2 11 2026", "2026-11-02"),
        ("13.11.2026 18:30", "2026-11-13T18:30:00+01:00"),
        ("13/11 18:30", "2026-11-13T18:30:00+01:00"),
        ("mon 2/11", "2026-11-02"),
        ("last week", "2026-11-09"),
        ("In March", "2026-03"),
        ("Last summer", "2026-06"),
        ("tuesday at 3", "2026-11-17T15:00:00+01:00"),
        ("Half an hour ago", "2026-11-22T18:10:00+01:00"),
        ("3 days ago at 8pm", "2026-11-19T20:00:00+01:00"),
        ("2026-11", "2026-11"),
    ],
)
def test_all_that_reads_as_a_date_is_one(words: str, when: str) -> None:
    assert find_when(f"{words}: tea", now=NOW, conventions=Conventions("day-first")) == (when, "tea", "")


@pytest.mark.parametrize(
    "text",
    [
        *("8pm: the bell", "noon: the bell", "at 3: he left", "6 pm: the bell", "at 8pm: the bell", "half past 9: tea"),
        *("May be: she is right", "March: we went", "summer: warm", "2026: a year", "In short: no", "Past: gone"),
        *("Room 2024: locked", "Chapter 3 of 2024: dull", "1998-2004: at home", "May 2 be: no", "I may 3: no"),
        *("35/40: not a date", "3-0: they won", "0/10: bad", "100/3: thirds", "1:1: with Sam", "12: twelve"),
    ],
)
def test_all_else_are_words_and_keep_every_letter(text: str) -> None:
    assert find_when(text, now=NOW) == (None, text, "")


@pytest.mark.parametrize("words", ["13/11", "10/10", "2-11", "2. 11.", "2.11", "3 4", "1/2"])
def test_two_numbers_without_a_year_are_words_where_nobody_can_be_asked(words: str) -> None:
    text = f"{words}: how it felt"

    assert find_when(text, now=NOW) == (None, text, words)


@pytest.mark.parametrize(("words", "days"), [("13/11", 1), ("10/10", 1), ("2/11", 2), ("2.11.", 1)])
def test_two_numbers_without_a_year_are_asked_about_where_somebody_is_there(words: str, days: int) -> None:
    with pytest.raises(DoubtfulDate) as caught:
        find_when(f"{words}: how it felt", now=NOW, ask=True)

    assert caught.value.words == words
    assert len(caught.value.choices) == days


@pytest.mark.parametrize(
    "words",
    [
        *("2023-02-29", "2023-02-29 10:00", "2023-02-29T10:00", "31.4.2025", "31. 4. 2025", "31/4/2025", "31 4 2025"),
        *("31 Feb", "Feb 31", "30 February 2025", "31 feb 10:00", "2 Nov 25:00", "tue 2 nov", "2026-13", "13.2026"),
        *("May 35", "29 Feb 2023", "2026-11-02 25:10", "in March at 3"),
    ],
)
@pytest.mark.parametrize("ask", [True, False])
def test_what_has_the_form_of_a_date_and_is_none_is_never_silently_today(words: str, ask: bool) -> None:
    with pytest.raises(DoubtfulDate) as caught:
        find_when(f"{words}: it rained", now=NOW, ask=ask)

    assert caught.value.words == words
    assert caught.value.choices == ()
    assert caught.value.exit_code == 2


def test_a_full_date_that_could_be_two_is_an_error_in_a_text_too() -> None:
    with pytest.raises(DoubtfulDate) as caught:
        find_when("2/11/2026: tea", now=NOW)

    assert len(caught.value.choices) == 2


@pytest.mark.parametrize("words", ["23.11.2026", "1 jan 2027", "23/11/2026", "2027-01"])
def test_a_date_that_has_not_come_is_an_error_of_its_own(words: str) -> None:
    with pytest.raises(FutureDate):
        find_when(f"{words}: tea", now=NOW, conventions=Conventions("day-first"))


def test_what_was_answered_is_taken() -> None:
    text = "2/11: how it felt"

    assert find_when(text, now=NOW, ask=True, meant={"2/11": "2026-11-02"}) == ("2026-11-02", "how it felt", "")
    assert find_when(text, now=NOW, ask=True, meant={"2/11": None}) == (None, text, "")
