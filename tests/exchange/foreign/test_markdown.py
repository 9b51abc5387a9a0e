"""A folder of Markdown comes in, a file a day or several entries in one."""

from __future__ import annotations

from pathlib import Path

import pytest

from relational_journal.errors import UnreadableImport
from tests.support.foreign import read


@pytest.mark.parametrize(
    ("name", "when", "text"),
    [
        ("2026-03-02.md", "2026-03-02", "Tea."),
        ("20260302.md", "2026-03-02", "Tea."),
        ("2026-03-02 Dinner.md", "2026-03-02", "Dinner\nTea."),
        ("2026/03/02.md", "2026-03-02", "Tea."),
        ("2026-03.md", "2026-03", "Tea."),
    ],
)
def test_the_name_of_a_file_says_its_day(tmp_path: Path, name: str, when: str, text: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("Tea.\n")

    intake, (entry,) = read(tmp_path)

    assert intake.seen == "a folder of Markdown"
    assert (entry.when, entry.text) == (when, text)


def test_front_matter_says_day_time_people_and_tags(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text(
        "---\ndate: 2026-03-02\ncreated: 2026-03-02T19:40\ntags: [hurt, garden]\n"
        "people:\n  - Ada\naliases: x\n---\nTea. #family\n"
    )

    intake, (entry,) = read(tmp_path)

    assert (entry.when, entry.text) == ("2026-03-02T19:40:00+01:00", "note\nTea. #family")
    assert (entry.people, entry.felt_before, entry.setting) == (("Ada",), ("hurt",), "family")
    assert dict(entry.answers) == {"tags": "garden"}
    assert intake.fields["aliases"] == "left out"


def test_headings_with_a_time_begin_entries(tmp_path: Path) -> None:
    (tmp_path / "2026-03-02.md").write_text("# Monday\n\n## 08:05\n\nUp.\n\n## 7:40 pm - Dinner\nWith Ada.\n")

    assert [(entry.when[11:16], entry.text) for entry in read(tmp_path)[1]] == [
        ("08:05", "Up."),
        ("19:40", "Dinner\nWith Ada."),
    ]


def test_what_stands_before_the_first_heading_is_an_entry_of_the_day(tmp_path: Path) -> None:
    (tmp_path / "2026-03-02.md").write_text("A quiet day.\n\n## 19:40\nTea.\n")

    assert [entry.when for entry in read(tmp_path)[1]] == ["2026-03-02", "2026-03-02T19:40:00+01:00"]


def test_a_file_without_a_day_is_left_out_and_named(tmp_path: Path) -> None:
    (tmp_path / "2026-03-02.md").write_text("Tea.")
    (tmp_path / "Recipes.md").write_text("Soup.")
    (tmp_path / "photo.png").write_bytes(b"x")
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / ".obsidian" / "2026-03-03.md").write_text("hidden")

    intake, entries = read(tmp_path)

    assert len(entries) == 1
    assert intake.skipped == ((0, "Recipes.md says no day in its name or its front matter"),)
    assert intake.notes == ("1 file that is no Markdown left out: a moment here is words.",)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("Not for this.")
    (tmp_path / "diary").mkdir()
    (tmp_path / "diary" / "2026-03-02.md").write_text("Tea.")
    (tmp_path / "diary" / "2026-03-03.md").symlink_to(tmp_path / "secret.md")

    intake, entries = read(tmp_path / "diary")

    assert [entry.text for entry in entries] == ["Tea."]
    assert intake.notes == ("1 link left out: links in a folder are not followed.",)


def test_front_matter_in_capitals_and_a_single_tag_are_read(tmp_path: Path) -> None:
    (tmp_path / "Tea.md").write_text("---\nDate: 2026-03-02\nTag: hurt\ntags: [walk]\nTAGS: [x]\n---\nTea.\n")

    (entry,) = read(tmp_path)[1]

    assert (entry.when, entry.felt_before, entry.answers["tags"]) == ("2026-03-02", ("hurt",), "walk")


def test_tags_and_people_without_a_text_are_an_entry(tmp_path: Path) -> None:
    (tmp_path / "2026-03-02.md").write_text("---\ntags: [hurt, walk]\npeople: [Ada]\n---\n")

    (entry,) = read(tmp_path)[1]

    assert (entry.when, entry.text, entry.people) == ("2026-03-02", "", ("Ada",))
    assert (entry.felt_before, dict(entry.answers)) == (("hurt",), {"tags": "walk"})


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("2026-03-02.md", "", "is empty"),
        ("2026-03-02.md", "---\nweather: rain\n---\n", "holds no text and no tags"),
        ("2026-02-30.md", "Tea.", "is named after a day that does not exist"),
        ("Tea.md", "---\ndate: 2026-02-30\n---\nTea.", "has a date that does not read or does not exist"),
        (
            "Tea.md",
            "---\ndate: 02/03/2026\n---\nTea.",
            'has a date that can be two days; dates = "day-month" or "month-day" in a map says which',
        ),
    ],
)
def test_a_file_that_is_no_entry_says_why(tmp_path: Path, name: str, text: str, why: str) -> None:
    (tmp_path / name).write_text(text)

    intake, entries = read(tmp_path)

    assert (intake.skipped, entries) == (((0, f"{name} {why}"),), [])


@pytest.mark.parametrize("front", ["a: [1", "a: &x [*x, *x", "\t- : :"])
def test_front_matter_that_does_not_read_names_its_file(tmp_path: Path, front: str) -> None:
    (tmp_path / "2026-03-02.md").write_text(f"---\n{front}\n---\nTea.\n")

    with pytest.raises(UnreadableImport, match=r"2026-03-02\.md"):
        read(tmp_path)
