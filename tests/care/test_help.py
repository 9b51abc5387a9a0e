"""Help by region: every line with its two pages and its day; a region that is not there gets the directories."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from relational_journal.care.help import ANYWHERE, KINDS, OLD_DAYS, directories, find_region, near_regions, regions

LINES = [(key, line) for key, region in regions().items() for line in region.lines]


def test_there_are_lines_for_thirty_regions() -> None:
    assert len({key for key, _ in LINES}) >= 30


@pytest.mark.parametrize(("key", "line"), LINES, ids=[f"{key}-{line.name}" for key, line in LINES])
def test_every_line_has_a_way_hours_two_pages_and_the_day_they_were_read(key: str, line: Any) -> None:
    assert line.kind in KINDS
    assert line.call or line.text or line.chat
    assert line.hours
    assert line.page and line.confirmed_by and line.page != line.confirmed_by
    assert line.checked_on >= date(2026, 11, 1)
    for written in (line.call, line.chat):
        assert not written or written in line.as_line()


def test_every_emergency_number_was_read_on_two_pages() -> None:
    from relational_journal.care.help import _data

    for key, row in _data().items():
        if isinstance(row, dict) and key != ANYWHERE:
            assert len(row.get("emergency_pages", ())) == (2 if "emergency" in row else 0), key


@pytest.mark.parametrize("written", ["de", "Germany", "germany", " Deutschland ", "DEUTSCHLAND"])
def test_a_region_is_found_by_any_of_its_names(written: str) -> None:
    assert find_region(written).key == "germany"


def test_no_two_regions_share_a_name() -> None:
    names = [name for key, region in regions().items() for name in {key, region.name.lower()}]

    assert len(names) == len(set(names))


def test_a_region_that_is_not_there_gets_the_emergency_number_and_the_directories() -> None:
    danger, talk, harm = find_region("Atlantis").rows()

    assert "your emergency number" in danger and "112" in danger
    assert directories() in talk and directories() in harm
    assert "988" not in talk


def test_a_name_nearly_right_finds_the_one_that_was_meant() -> None:
    assert near_regions("germny") == ("germany",)


def test_help_begins_with_the_lines_of_the_region_that_was_chosen(rj: Any) -> None:
    rj("settings", "region", "United Kingdom")
    shown = rj("help").out.splitlines()

    assert shown[0].startswith("In danger now: 999")
    assert "Samaritans" in shown[1] and "116 123" in shown[1]
    assert "0808 2000 247" in shown[2]


def test_help_says_when_its_lines_were_read_and_when_that_is_long_ago(rj: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = find_region("us").checked_on
    assert checked is not None
    rj("settings", "region", "us")
    monkeypatch.setenv("RJ_NOW", f"{checked + timedelta(days=OLD_DAYS)}T12:00:00")
    fresh = rj("help").out
    monkeypatch.setenv("RJ_NOW", f"{checked + timedelta(days=OLD_DAYS + 1)}T12:00:00")
    old = rj("help").out

    assert str(checked) in fresh and "more than a year ago" not in fresh
    assert "more than a year ago" in old


def test_an_unknown_region_is_kept_with_a_hint_and_help_says_so(rj: Any) -> None:
    chosen = rj("settings", "region", "Germny")

    assert "Near: germany" in chosen.err
    assert "Germny: no line of its own" in rj("help").out


def test_the_setting_alone_names_the_regions_that_are_known(rj: Any) -> None:
    shown = rj("settings", "region")

    assert shown.out.startswith("region ")
    assert all(key in shown.err for key in regions())
