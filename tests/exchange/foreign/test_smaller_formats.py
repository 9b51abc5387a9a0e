"""tui-journal, Mini Diary and Journey come in field by field."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.foreign import read, zipped


def test_tui_journal(tmp_path: Path) -> None:
    entry = {"date": "2026-03-02T18:40:00Z", "title": "Tea", "content": "Long.", "tags": ["ada"], "priority": 3}
    (tmp_path / "t.json").write_text(json.dumps({"version": 100, "entries": [entry]}))

    intake, (moment,) = read(tmp_path / "t.json")

    assert (intake.format, moment.when, moment.text) == ("tui-journal", "2026-03-02T18:40:00+00:00", "Tea\nLong.")
    assert dict(moment.answers) == {"priority": "3", "tags": "ada"}


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
    assert (one.when, one.text) == ("2026-03-02T19:40:00+01:00", "Tea.")
    assert (two.when, two.answers["starred"]) == ("2026-03-03T03:40:00+09:00", "yes")
    assert intake.notes == ("1 photo or other file left out: a moment here is words.",)
