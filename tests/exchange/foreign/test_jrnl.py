"""Journals of jrnl come in field by field: JSON, text in all its stamps, folders; encrypted ones are named."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from relational_journal.errors import UnreadableImport
from relational_journal.exchange.foreign.mapping import WordMap
from tests.support.foreign import read

ENTRY = {
    "title": "Tea with @ada.",
    "body": "We laughed.\n\nThen home. #late",
    "date": "2026-03-02",
    "time": "19:40",
    "tags": ["#late", "@ada"],
    "starred": True,
}


def whens_and_texts(path: Path, written: str | bytes) -> list[tuple[str, str]]:
    path.write_bytes(written.encode() if isinstance(written, str) else written)
    return [(entry.when, entry.text) for entry in read(path)[1]]


def test_every_field_of_the_json_has_its_place(tmp_path: Path) -> None:
    (tmp_path / "j").write_text(json.dumps({"tags": {"@ada": 1, "#late": 1}, "entries": [ENTRY]}), "utf-8")

    intake, (entry,) = read(tmp_path / "j")

    assert (intake.format, intake.seen, intake.read) == ("jrnl", "a jrnl journal as JSON", 1)
    assert entry.when == "2026-03-02T19:40:00+01:00"
    assert entry.text == "Tea with @ada.\nWe laughed.\n\nThen home. #late"
    assert entry.answers == {"starred": "yes"}
    assert entry.people == ()
    assert dict(intake.tags) == {"@ada": 1, "#late": 1}
    assert intake.fields == {
        "title": "text",
        "body": "text",
        "date": "when",
        "time": "when",
        "tags": "text, where they stand",
        "starred": "answers.starred",
    }


def test_json_from_before_2020_has_no_tags_of_entries(tmp_path: Path) -> None:
    old = {name: value for name, value in ENTRY.items() if name not in ("tags", "starred")}
    (tmp_path / "j").write_text(json.dumps({"tags": {}, "entries": [old]}), "utf-8")

    assert read(tmp_path / "j")[1][0].text.startswith("Tea with @ada.")


@pytest.mark.parametrize(
    ("stamp", "when"),
    [
        ("[2020-08-29 11:11]", "2020-08-29T11:11:00+02:00"),
        ("[2026-03-02 07:40:00 PM]", "2026-03-02T19:40:00+01:00"),
        ("[09.06.2013 15:39]", "2013-06-09T15:39:00+02:00"),
        ("[2 March 2026 19:40]", "2026-03-02T19:40:00+01:00"),
        ("[13/03/2026 19:40]", "2026-03-13T19:40:00+01:00"),
        ("[2026-03-02]", "2026-03-02"),
        ("2010-06-10 15:00", "2010-06-10T15:00:00+02:00"),
        ("[2026-03-29 02:30]", "2026-03-29T03:30:00+02:00"),  # the clocks skip it that night
    ],
)
def test_a_stamp_is_read_in_every_form(tmp_path: Path, stamp: str, when: str) -> None:
    assert whens_and_texts(tmp_path / "j", f"{stamp} Tea.\nLong.\n") == [(when, "Tea.\nLong.")]


def test_brackets_that_are_no_stamp_belong_to_the_text(tmp_path: Path) -> None:
    written = "[2026-03-02 19:40] Tea.\n[1] a footnote\n[not a date at all] text\n[2026-02-30 10:00] nor this\n"

    assert whens_and_texts(tmp_path / "j", written) == [
        ("2026-03-02T19:40:00+01:00", "Tea.\n[1] a footnote\n[not a date at all] text\n[2026-02-30 10:00] nor this")
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_line_end_and_encoding_gives_the_same_entries(tmp_path: Path, end: str, encoding: str) -> None:
    written = end.join(["[2026-03-02 19:40] Zoë rang. *", "Long.", "", "[2026-03-03 08:00] Gone.", ""])

    assert whens_and_texts(tmp_path / "j", written.encode(encoding)) == [
        ("2026-03-02T19:40:00+01:00", "Zoë rang.\nLong."),
        ("2026-03-03T08:00:00+01:00", "Gone."),
    ]


def test_a_folder_has_a_file_a_day(tmp_path: Path) -> None:
    (tmp_path / "2026" / "03").mkdir(parents=True)
    (tmp_path / "2026" / "03" / "02.txt").write_text("[2026-03-02 19:40] Tea.\n\n[2026-03-02 20:00] Talk.\n")
    (tmp_path / "2026" / "03" / "03.txt").write_text("")
    (tmp_path / "2026" / "03" / "04.txt").write_text("No stamp here.\n")

    intake, entries = read(tmp_path)

    assert intake.seen == "a jrnl folder"
    assert [(entry.when, entry.text) for entry in entries] == [
        ("2026-03-02T19:40:00+01:00", "Tea."),
        ("2026-03-02T20:00:00+01:00", "Talk."),
        ("2026-03-04", "No stamp here."),
    ]


@pytest.mark.parametrize("head", [b"JRNLv3.0\0\x81abc", b"gAAAAABf1"])
def test_an_encrypted_journal_is_named_with_what_comes_first(tmp_path: Path, head: bytes) -> None:
    (tmp_path / "j").write_bytes(head)

    with pytest.raises(UnreadableImport) as error:
        read(tmp_path / "j")
    assert "jrnl journal that is encrypted" in error.value.sentence
    assert "jrnl --decrypt" in error.value.next_step


def test_a_date_of_two_readings_is_asked_for_and_never_guessed(tmp_path: Path) -> None:
    (tmp_path / "j").write_text("[02/03/2026 19:40] Tea.\n")

    with pytest.raises(UnreadableImport, match=r'^the date "02/03/2026 19:40" on line 1 can be two days'):
        read(tmp_path / "j", name="jrnl")
    said = WordMap(dates="month-day")
    assert read(tmp_path / "j", said)[1][0].when.startswith("2026-02-03")


def test_the_map_makes_a_person_of_a_tag(tmp_path: Path) -> None:
    (tmp_path / "j").write_text("[2026-03-02 19:40] Tea with @ada. #late\n")

    entry = read(tmp_path / "j", WordMap(tags={"@ada": "@Ada", "#late": "lonely"}))[1][0]

    assert entry.people == ("Ada",)
    assert entry.felt_before == ("lonely",)
    assert entry.text == "Tea with @ada. #late"


@pytest.mark.skipif(shutil.which("jrnl") is None, reason="no jrnl here")
def test_what_jrnl_itself_writes_comes_in(tmp_path: Path) -> None:
    journal = tmp_path / "journal.txt"
    config = tmp_path / "jrnl.yaml"
    config.write_text(
        "colors: {body: none, date: none, tags: none, title: none}\ndefault_hour: 9\ndefault_minute: 0\n"
        f"editor: ''\nencrypt: false\nhighlight: false\nindent_character: '|'\n"
        f"journals: {{default: {{journal: {journal}}}}}\n"
        "linewrap: 79\ntagsymbols: '@#'\ntemplate: false\ntimeformat: '%F %I:%M:%S %p'\nversion: v4.0\n"
    )
    jrnl = ["jrnl", "--config-file", str(config)]
    for said in ("2026-03-02 19:40: Tea with @ada. We laughed.", "2026-03-03 08:00: Gone home *"):
        subprocess.run([*jrnl, said], check=True, capture_output=True, stdin=subprocess.DEVNULL, timeout=60)
    made = subprocess.run([*jrnl, "--format", "json"], check=True, capture_output=True, timeout=60).stdout
    (tmp_path / "export.json").write_bytes(made)

    for path, seen in ((journal, "a jrnl journal as text"), (tmp_path / "export.json", "a jrnl journal as JSON")):
        intake, entries = read(path)
        assert intake.seen == seen
        assert [(entry.when, " ".join(entry.text.split())) for entry in entries] == [
            ("2026-03-02T19:40:00+01:00", "Tea with @ada. We laughed."),
            ("2026-03-03T08:00:00+01:00", "Gone home"),
        ]
