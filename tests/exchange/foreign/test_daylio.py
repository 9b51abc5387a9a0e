"""Daylio's CSV under every header and its backup come in field by field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from relational_journal.errors import UnreadableImport
from relational_journal.exchange.foreign.mapping import WordMap
from tests.support.foreign import daylio_backup, read, zipped

HEADERS = {
    "2017": ("year,date,weekday,time,mood,activities,note", "2026,March 2,Monday,19:40,good,tea | ada / eve,Long talk"),
    "2018": (
        "full_date,date,weekday,time,mood,activities,note",
        "2026-03-02,2 marca,poniedziałek,7:40 pm,good,tea | ada / eve,Long talk",
    ),
    "2021": (
        "full_date,date,weekday,time,mood,activities,note_title,note",
        "2026-03-02,2. März,Montag,7:40 PM,good,tea | ada / eve,,Long talk",
    ),
    "2026": (
        "full_date,date,weekday,time,mood,activities,scales,note_title,note",
        '2026-03-02,2 de marzo,lunes,19:40,good,tea | ada / eve,Sleep: 8/10\u00a0points | Up: 8:00,,"Long talk"',
    ),
}


def read_csv(path: Path, text: str, words: WordMap | None = None, encoding: str = "utf-8-sig") -> Any:
    path.write_bytes(text.encode(encoding))
    return read(path, words)


@pytest.mark.parametrize("year", HEADERS)
def test_every_header_gives_the_same_entry(tmp_path: Path, year: str) -> None:
    header, row = HEADERS[year]

    intake, (entry,) = read_csv(tmp_path / "d.csv", f"{header}\n{row}")

    assert (intake.format, intake.seen) == ("daylio", "a Daylio CSV export")
    assert (entry.when, entry.text, entry.tone) == ("2026-03-02T19:40:00+01:00", "Long talk", None)
    assert entry.answers["mood"] == "good"
    assert entry.answers["tags"] == "tea | ada / eve"
    assert entry.answers.get("scales", "") == ("Sleep: 8/10 points | Up: 8:00" if year == "2026" else "")


@pytest.mark.parametrize("year", ["2017", "2018", "2021", "2026"])
def test_a_file_without_header_is_told_by_its_first_row(tmp_path: Path, year: str) -> None:
    intake, (entry,) = read_csv(tmp_path / "d.csv", HEADERS[year][1])

    assert intake.seen == "a Daylio CSV export"
    assert entry.text == "Long talk"


def test_title_and_note_are_one_text_and_its_html_is_gone(tmp_path: Path) -> None:
    row = '2026-03-02,x,y,19:40,good,,A day,"<b>Tea</b> &amp; talk<br>I <3 it ""so"""'

    entry = read_csv(tmp_path / "d.csv", f"{HEADERS['2021'][0]}\n{row}")[1][0]

    assert entry.text == 'A day\nTea & talk\nI <3 it "so"'


def test_a_note_keeps_every_line(tmp_path: Path) -> None:
    entry = read_csv(tmp_path / "d.csv", f'{HEADERS["2018"][0]}\n2026-03-02,x,y,19:40,good,,"one\n\ntwo"')[1][0]

    assert entry.text == "one\n\ntwo"


def test_a_row_one_field_short_or_long_is_taken(tmp_path: Path) -> None:
    rows = "2026-03-02,x,y,19:40,good,tea\n2026-03-01,x,y,19:40,good,tea,Long, and warm"

    entries = read_csv(tmp_path / "d.csv", f"{HEADERS['2018'][0]}\n{rows}")[1]

    assert [entry.text for entry in entries] == ["", "Long, and warm"]


def test_two_rows_of_one_minute_are_two_entries(tmp_path: Path) -> None:
    rows = "2026-03-02,x,y,19:40,good,tea,\n2026-03-02,x,y,19:40,bad,tea,"
    path = tmp_path / "d.csv"

    assert read_csv(path, f"{HEADERS['2018'][0]}\n{rows}")[0].read == 2


def test_tabs_and_a_row_that_says_nothing(tmp_path: Path) -> None:
    rows = "2026-03-02\tx\ty\t19:40\tgood\ttea\tLong\n2026-03-01\tx\ty\t19:40\t\t\t\n"

    intake, entries = read_csv(tmp_path / "d.csv", HEADERS["2018"][0].replace(",", "\t") + "\n" + rows)

    assert [entry.text for entry in entries] == ["Long"]
    assert intake.skipped == ((3, "it holds neither a note nor a mood nor activities"),)


def test_the_map_says_what_moods_and_activities_are(tmp_path: Path) -> None:
    words = WordMap(moods={"good": "connection"}, tags={"tea": "-", "ada / eve": "@Ada"})

    entry = read_csv(tmp_path / "d.csv", "\n".join(HEADERS["2018"]), words)[1][0]

    assert (entry.tone, entry.people) == ("connection", ("Ada",))
    assert dict(entry.answers) == {"mood": "good"}


@pytest.mark.parametrize("day", ["2026-02-30", "tomorrow"])
def test_a_day_that_does_not_exist_names_its_line(tmp_path: Path, day: str) -> None:
    row = HEADERS["2018"][1].replace("2026-03-02", day)

    with pytest.raises(UnreadableImport, match=f'line 3 has "{day}" as its date'):
        read_csv(tmp_path / "d.csv", "\n".join((*HEADERS["2018"], row)))


BACKUP: dict[str, Any] = {
    "prefs": [{"key": "PIN", "value": "4711"}],
    "dayEntries": [
        {
            "id": 7,
            "minute": 40,
            "hour": 19,
            "day": 2,
            "month": 2,
            "year": 2026,
            "datetime": 1772476823907,
            "timeZoneOffset": 3600000,
            "mood": 2,
            "note": "Long talk",
            "note_title": "Tea",
            "tags": [1, 2, 99],
            "assets": [],
        },
        {"id": 8, "minute": 5, "hour": 8, "day": 3, "month": 2, "year": 2026, "mood": 9, "note": "", "tags": []},
    ],
    "customMoods": [
        {"id": 2, "custom_name": "null", "predefined_name_id": 2, "mood_group_id": 2},
        {"id": 9, "custom_name": "wobbly", "predefined_name_id": -1, "mood_group_id": 4},
    ],
    "tags": [{"id": 1, "name": "tea", "state": 0}, {"id": 2, "name": "ada", "state": 1}],
}


@pytest.mark.parametrize("lines_of", [0, 76])
def test_a_backup_comes_in_with_its_own_clock_and_names(tmp_path: Path, lines_of: int) -> None:
    intake, (first, second) = read(daylio_backup(tmp_path / "b.daylio", BACKUP, lines_of=lines_of))

    assert intake.seen == "a Daylio backup"
    assert (first.when, first.text) == ("2026-03-02T19:40:00+01:00", "Tea\nLong talk")
    assert dict(first.answers) == {"mood": "good", "tags": "tea | ada"}
    assert (second.when, second.answers["mood"]) == ("2026-03-03T08:05:00+01:00", "wobbly")
    assert intake.notes == (
        "Activities that have no name in the backup are left out.",
        "1 photo or recording left out: a moment here is words.",
    )
    assert "4711" not in repr(intake) + repr((first, second))


def test_a_mood_that_is_in_no_list_of_the_backup_is_told(tmp_path: Path) -> None:
    entries = [
        {"id": 1, "datetime": 1772476800000, "timeZoneOffset": 0, "mood": mood, "note": "Tea"} for mood in (2, 7)
    ]

    intake, (first, second) = read(daylio_backup(tmp_path / "b.daylio", {**BACKUP, "dayEntries": entries}))

    assert (first.answers["mood"], dict(second.answers)) == ("good", {})
    assert "Moods that have no name in the backup are left out." in intake.notes


@pytest.mark.parametrize("content", ["bm90IGpzb24=", "####", "eyJkYXlFbnRyaWVzIjpbeyJpZCI6"])
def test_a_backup_that_is_not_whole_is_refused(tmp_path: Path, content: str) -> None:
    path = zipped(tmp_path / "b.daylio", {"backup.daylio": content})

    with pytest.raises(UnreadableImport) as error:
        read(path)
    assert "whole" in error.value.sentence or "JSON" in error.value.sentence
