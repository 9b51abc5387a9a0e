"""tui-journal, Mini Diary and Journey come in field by field."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.foreign import read, zipped


def test_tui_journal(tmp_path: Path) -> None:
    entry = {"date": "2026-03-02T18:40:00Z", "title": "Tea", "content": "Long.", "tags": ["ada"], "priority": 3}
    (tmp_path / "t.json").write_text(json.dumps({"version": 100, "entries": [entry]}))

    intake, (moment,) = read(tmp_path / "t.json")

    assert (intake.format, moment.when, moment.text) == ("tui-journal", "2026-03-02T18:40:00+00:00", "Tea\nLong.")
    assert dict(moment.answers) == {"priority": "3", "tags": "ada"}


def test_a_day_of_tui_journal_has_no_time(tmp_path: Path) -> None:
    entry = {"date": "2026-03-02T00:00:00Z", "title": "Tea", "content": ""}
    (tmp_path / "t.json").write_text(json.dumps({"version": 100, "entries": [entry]}))

    assert read(tmp_path / "t.json")[1][0].when == "2026-03-02"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("jrnl", {"tags": {}, "entries": [{"title": "Zoë", "body": "", "date": "2026-03-02", "time": "19:40"}]}),
        ("dayone", {"entries": [{"uuid": "A", "creationDate": "2026-03-02T18:40:00Z", "text": "Zoë"}]}),
        ("tui-journal", {"version": 100, "entries": [{"date": "2026-03-02T18:40:00Z", "title": "Zoë", "content": ""}]}),
        ("mini-diary", {"entries": {"2026-03-02": {"title": "Zoë", "text": ""}}}),
    ],
)
def test_json_in_every_encoding_is_known(tmp_path: Path, encoding: str, name: str, document: object) -> None:
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    (tmp_path / "j").write_bytes(mark + json.dumps(document, ensure_ascii=False, indent=1).encode(encoding))

    intake, (entry,) = read(tmp_path / "j")

    assert (intake.format, entry.text) == (name, "Zoë")


def test_mini_diary(tmp_path: Path) -> None:
    days = {"2026-03-02": {"title": "Tea", "text": "<p>Long</p><p>walk</p>"}, "2026-03-03": {"title": "", "text": ""}}
    (tmp_path / "m.json").write_text(json.dumps({"metadata": {"version": "3"}, "entries": days}))

    intake, (moment,) = read(tmp_path / "m.json")

    assert (intake.format, moment.when, moment.text) == ("mini-diary", "2026-03-02", "Tea\nLong\nwalk")
    assert intake.skipped == ((2, "it is empty"),)


def test_journey(tmp_path: Path) -> None:
    entry = {"id": "a", "text": "<p>Tea.</p>", "date_journal": 1772476800000, "timezone": "", "tags": ["ada"]}
    other = {**entry, "id": "b", "timezone": "Asia/Tokyo", "favourite": True}
    path = zipped(tmp_path / "j.zip", {"1.json": json.dumps(entry), "2.json": json.dumps(other), "a.jpg": b"x"})

    intake, (one, two) = read(path)

    assert intake.format == "journey"
    assert (one.when, one.written, one.text) == ("2026-03-02T19:40:00+01:00", "2026-03-02T19:40:00+01:00", "Tea.")
    assert (two.when, two.answers["starred"]) == ("2026-03-03T03:40:00+09:00", "yes")
    assert intake.notes == ("1 photo or other file left out: a moment here is words.",)
