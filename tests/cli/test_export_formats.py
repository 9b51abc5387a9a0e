"""`rj export --to csv|md|jrnl`: filters, private entries, names, files and folders, and into the same journal again."""

from __future__ import annotations

import csv
import io
import json
import os
import stat

import pytest


def _two_people(rj) -> None:  # type: ignore[no-untyped-def]
    """A journal with two people, one entry of which is private."""
    rj("people", "add", "Sam", "--relationship", "partner")
    rj("log", "yesterday 18:00: Sam forgot. @Sam +they-let-me-down +went-silent +d")
    rj("log", "3 days ago: Only for me. @Ada", "--private")


@pytest.fixture
def kept(made_once):  # type: ignore[no-untyped-def]
    return made_once(_two_people)


@pytest.mark.parametrize("to", ["csv", "md", "jrnl"])
def test_what_goes_out_and_comes_in_again_is_here_already(kept, tmp_path, to) -> None:
    kept("export", "--to", to, "--output", str(tmp_path / f"out.{to}"))

    again = kept("import", str(tmp_path / f"out.{to}"), "--json").json()

    assert (again["read"], again["added"]) == (2, 0)


@pytest.mark.parametrize("to", ["csv", "md"])
def test_own_words_come_back_into_a_journal_that_does_not_have_them(kept, tmp_path, monkeypatch, to) -> None:
    kept("words", "add", "fed-me", "--like", "they-were-warm")
    kept("log", "Soup, and the good bowl. @Sam +fed-me +accepted-care +saudade")
    kept("export", "--to", to, "--output", str(tmp_path / f"out.{to}"))
    monkeypatch.setenv("RJ_JOURNAL", str(tmp_path / "elsewhere" / "journal.db"))

    said = kept("import", str(tmp_path / f"out.{to}"))

    assert "3 of 3 entries added" in said.out
    assert "fed-me is kept as an own word; rj words add fed-me --like" in said.err
    soup = next(entry for entry in kept("list", "--json").json() if "Soup" in entry["text"])
    assert (set(soup["own"]), soup["moves"]) == ({"fed-me", "saudade"}, ["accepted-care"])
    assert "tags" not in soup["answers"]


@pytest.mark.parametrize("to", ["csv", "md"])
def test_an_entry_without_a_text_is_known_again_too(kept, tmp_path, to) -> None:
    kept("import", "-", stdin='{"kind": "lookback", "when": "2026-11-15", "text": "", "answers": {"good": "Soup."}}\n')
    kept("log", "--tag", "hurt", "--with", "Sam", "--tone", "mixed", "--when", "2026-11-15")
    kept("export", "--to", to, "--output", str(tmp_path / f"out.{to}"))

    assert kept("import", str(tmp_path / f"out.{to}"), "--json").json()["added"] == 0


@pytest.mark.parametrize("to", ["jsonl", "csv", "md", "jrnl"])
def test_private_entries_go_out_unless_left_out(kept, to) -> None:
    assert "Only for me." in kept("export", "--to", to).out

    without = kept("export", "--to", to, "--without-private").out
    assert "Only for me." not in without
    assert "Ada" not in without
    assert "Sam forgot." in without


@pytest.mark.parametrize("to", ["csv", "md", "jrnl"])
def test_names_become_roles_in_people_and_in_sentences(kept, to) -> None:
    said = kept("export", "--to", to, "--names", "roles").out

    assert "Sam" not in said
    assert "Ada" not in said
    assert "my partner forgot." in said


@pytest.mark.parametrize("to", ["csv", "md", "jrnl"])
def test_filters_choose(kept, to) -> None:
    said = kept("export", "--to", to, "--with", "Sam").out

    assert "Sam forgot." in said
    assert "Only for me." not in said


def test_csv_goes_to_stdout_and_is_csv(kept) -> None:
    rows = list(csv.DictReader(io.StringIO(kept("export", "--to", "csv").out, newline="")))

    assert [row["people"] for row in rows] == ["Ada", "Sam"]


def test_the_json_of_jrnl_is_one_document(kept) -> None:
    assert len(json.loads(kept("export", "--to", "jrnl").out)["entries"]) == 2
    assert kept("export", "--to", "jrnl", "--json").json() == kept("export", "--to", "jrnl").json()


def test_markdown_into_a_folder_is_a_file_a_day_for_the_owner_alone(kept, tmp_path) -> None:
    days = tmp_path / "days"

    said = kept("export", "--to", "md", "--output", f"{days}/")

    assert "2 entries written to" in said.out
    assert [path.name for path in sorted(days.iterdir())] == ["2026-11-19.md", "2026-11-21.md"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in days.iterdir()} == {0o600}
    assert kept("import", str(days), "--json").json()["added"] == 0


def test_markdown_into_a_folder_can_be_a_file_a_month_with_its_days_inside(kept, tmp_path) -> None:
    kept("log", "2026-09-30: Late. @Ada +c")
    kept("log", "A summer. @Ada +c", "--when", "1998")
    months = tmp_path / "months"

    kept("export", "--to", "md", "--by", "month", "--output", f"{months}/")

    assert [path.name for path in sorted(months.iterdir())] == ["1998.md", "2026-09.md", "2026-11.md"]
    text = (months / "2026-11.md").read_text(encoding="utf-8")
    assert text.startswith("---\ndate: 2026-11\n")
    assert (
        text.index("# 2026-11-19") < text.index("Only for me") < text.index("# 2026-11-21") < text.index("Sam forgot")
    )
    again = kept("import", str(months), "--json").json()
    assert (again["read"], again["added"]) == (4, 0)


def test_a_file_that_is_there_stops_a_folder_before_anything_is_written(kept, tmp_path) -> None:
    (tmp_path / "2026-11-21.md").write_text("mine")

    said = kept("export", "--to", "md", "--output", str(tmp_path), code=1)

    assert "2026-11-21.md is there already" in said.err
    assert (tmp_path / "2026-11-21.md").read_text() == "mine"
    assert not (tmp_path / "2026-11-19.md").exists()
    kept("export", "--to", "md", "--output", str(tmp_path), "--force")
    assert "Sam forgot" in (tmp_path / "2026-11-21.md").read_text()


def test_a_link_in_a_folder_stops_it_before_anything_is_written(kept, tmp_path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "2026-11-21.md").symlink_to(tmp_path / "mine.txt")

    said = kept("export", "--to", "md", "--output", str(tmp_path / "out"), "--force", code=1)

    assert "2026-11-21.md is a link, which is not followed" in said.err
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["2026-11-21.md"]


@pytest.mark.parametrize("is_there", [False, True])
def test_a_disk_that_is_full_leaves_a_folder_as_it_was(kept, tmp_path, monkeypatch, is_there) -> None:
    folder = tmp_path / "out"
    if is_there:
        folder.mkdir()
        (folder / "note.txt").write_text("mine")
    taken = []

    def full(_: int) -> None:
        taken.append(1)
        if len(taken) > 1:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    said = kept("export", "--to", "md", "--output", f"{folder}/", code=1)

    assert "2026-11-21.md could not be written: no space left on device" in said.err
    assert len(said.err.splitlines()) == 2
    assert folder.exists() is is_there
    assert [path.name for path in tmp_path.glob("out/*")] == (["note.txt"] if is_there else [])


@pytest.mark.parametrize(
    "words",
    [
        ["--names", "x"],
        ["--names", "roles"],
        ["--to", "csv", "--json"],
        ["--to", "md", "--names", "secret"],
        ["--to", "md", "--by", "month"],
        ["--to", "md", "--by", "week", "--output", "x/"],
        ["--by", "day"],
    ],
)
def test_options_that_do_not_go_together_are_errors_of_the_command_line(kept, words) -> None:
    said = kept("export", *words, code=2)

    assert said.out == ""
    assert len(said.err.splitlines()) == 2
