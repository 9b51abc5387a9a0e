"""Day One's JSON zip and its classic folder come in field by field."""

from __future__ import annotations

import plistlib
from datetime import datetime
from pathlib import Path

import pytest

from relational_journal.errors import UnreadableImport
from tests.support.foreign import dayone, read, zipped

UUID = "0123456789ABCDEF0123456789ABCDEF"
ENTRY = {
    "uuid": UUID,
    "creationDate": "2026-03-01T23:00:00Z",
    "modifiedDate": "2026-03-02T09:00:00Z",
    "timeZone": "Europe\\/Paris",
    "text": "# Dinner\n\nAt 4\\. with Ada \\(late\\)\\. ![](dayone-moment://ABC) On\u2028the\u200b way.",
    "tags": ["family", "late nights"],
    "starred": True,
    "isPinned": False,
    "photos": [{"identifier": "ABC"}, {"identifier": "DEF", "type": "jpeg"}],
    "location": {"placeName": "Home"},
    "richText": "{}",
    "userActivity": {},
    "editingTime": 12.5,
}


def archive(tmp_path: Path, *entries: dict[str, object]) -> Path:
    return zipped(tmp_path / "Export.zip", {"Journal.json": dayone(*entries), "photos/abc.jpeg": b"x"})


def test_every_field_of_an_entry_has_its_place(tmp_path: Path) -> None:
    intake, (entry,) = read(archive(tmp_path, ENTRY))

    assert (intake.format, intake.seen) == ("dayone", "a Day One archive")
    assert entry.when == entry.written == "2026-03-02T00:00:00+01:00"  # the day in its own zone
    assert entry.changed == "2026-03-02T10:00:00+01:00"
    assert entry.text == "# Dinner\n\nAt 4. with Ada (late).  On\nthe way."
    assert entry.answers == {"starred": "yes", "tags": "family | late nights"}
    assert intake.notes == ("2 photos left out: a moment here is words.",)
    assert {name for name, where in intake.fields.items() if where == "left out"} == {
        "photos",
        "location",
        "userActivity",
        "editingTime",
    }


def test_the_day_is_the_one_in_the_zone_of_the_entry(tmp_path: Path) -> None:
    entry = {"uuid": UUID, "creationDate": "2026-07-01T23:00:00Z", "timeZone": "Europe/Dublin", "text": "Tea."}

    assert read(archive(tmp_path, entry))[1][0].when == "2026-07-02T00:00:00+01:00"


def test_an_all_day_entry_has_no_time_and_an_empty_one_is_taken(tmp_path: Path) -> None:
    first = {"uuid": "A", "creationDate": "2026-03-01T12:00:00Z", "timeZone": "UTC", "isAllDay": True, "text": "Tea."}
    bare = {"uuid": "B", "creationDate": "2026-03-01T12:00:00Z"}

    entries = read(archive(tmp_path, first, bare))[1]

    assert [entry.when for entry in entries] == ["2026-03-01", "2026-03-01T13:00:00+01:00"]


def test_the_words_of_rich_text_stand_in_for_missing_ones(tmp_path: Path) -> None:
    entry = {"uuid": UUID, "creationDate": "2026-03-01T12:00:00Z", "richText": '{"contents": [{"text": "Tea."}]}'}

    assert read(archive(tmp_path, entry))[1][0].text == "Tea."


def test_an_unknown_zone_is_told(tmp_path: Path) -> None:
    entry = {**ENTRY, "timeZone": "Mars/Olympus", "photos": []}

    assert 'time zone "Mars/Olympus" is not known' in read(archive(tmp_path, entry))[0].notes[0]


def test_several_journals_of_one_archive_come_in_together(tmp_path: Path) -> None:
    one, two = {**ENTRY, "uuid": "A", "photos": []}, {**ENTRY, "uuid": "B", "text": "Other."}
    path = zipped(tmp_path / "e.zip", {"Journal.json": dayone(one), "Träume.json": dayone(two), "notes/x.json": "{}"})

    assert read(path)[0].read == 2


def test_an_archive_that_was_unpacked_and_zipped_again_is_known(tmp_path: Path) -> None:
    members = {"Export/Journal.json": dayone(ENTRY), "__MACOSX/Export/._Journal.json": b"\0\5\x16\7"}

    intake, moments = read(zipped(tmp_path / "e.zip", members))

    assert (intake.seen, len(moments)) == ("a Day One archive", 1)


def test_two_different_entries_of_one_id_are_both_kept_and_told(tmp_path: Path) -> None:
    path = archive(tmp_path, {**ENTRY, "photos": []}, {**ENTRY, "photos": [], "text": "Other words."})

    intake, entries = read(path)

    assert len(entries) == 2
    assert f"Two different entries have the id {UUID}; both are kept." in intake.notes


def test_a_date_that_does_not_exist_names_its_entry(tmp_path: Path) -> None:
    with pytest.raises(UnreadableImport, match='entry 2 has "2026-02-30T10:00:00Z" as its date'):
        read(archive(tmp_path, ENTRY, {**ENTRY, "creationDate": "2026-02-30T10:00:00Z"}))


def test_the_classic_folder_comes_in(tmp_path: Path) -> None:
    (tmp_path / "entries").mkdir()
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(b"x")
    entry = {
        "UUID": UUID,
        "Creation Date": datetime(2026, 3, 1, 23, 0),
        "Entry Text": "Tea with Ada.",
        "Starred": True,
        "Tags": ["family"],
        "Time Zone": "Europe/Paris",
    }
    (tmp_path / "entries" / f"{UUID}.doentry").write_bytes(plistlib.dumps(entry))

    intake, (read_entry,) = read(tmp_path)

    assert intake.seen == "a Day One classic folder"
    assert (read_entry.when, read_entry.text) == ("2026-03-02T00:00:00+01:00", "Tea with Ada.")
    assert read_entry.answers == {"starred": "yes", "tags": "family"}
    assert intake.notes == ("1 photo left out: a moment here is words.",)


def test_a_broken_classic_entry_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.doentry").write_bytes(b"<?xml version='1.0'?><plist><dict><key>UUID")

    with pytest.raises(UnreadableImport, match=r"a\.doentry is no whole"):
        read(tmp_path)
