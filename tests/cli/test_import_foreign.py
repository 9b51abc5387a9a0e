"""`rj import` of other programs' files: told first, all of it or nothing, once only, taken back by one undo."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.foreign import a_bomb, daylio_backup, dayone, zipped

JRNL = "[2026-03-02 19:40] Tea with @ada.\nWe laughed.\n\n[2026-03-03 08:00] Gone. #late\n"
DAYLIO = (
    "full_date,date,weekday,time,mood,activities,note\n"
    "2026-03-02,x,y,19:40,good,ada | tea,Long talk\n2026-03-01,x,y,08:00,meh,tea,\n"
)


@pytest.fixture
def jrnl(tmp_path: Path) -> Path:
    (tmp_path / "journal.txt").write_text(JRNL)
    return tmp_path / "journal.txt"


@pytest.fixture
def daylio(tmp_path: Path) -> Path:
    (tmp_path / "daylio.csv").write_text(DAYLIO, encoding="utf-8-sig")
    return tmp_path / "daylio.csv"


def test_a_dry_run_tells_how_many_from_when_to_when_and_where_each_field_goes(rj, daylio) -> None:
    said = rj("import", str(daylio), "--dry-run")

    first, seen, *fields = said.out.splitlines()
    assert "2 of 2 entries would be added, from 2026-03-01 to 2026-03-02." in first
    assert seen == "It looks like a Daylio CSV export."
    assert {line.split()[0] for line in fields} == set(DAYLIO.splitlines()[0].split(","))
    assert "Moods kept as words, without a tone: good, meh." in said.err
    assert "some may be people: tea, ada." in said.err
    assert not rj.journal.exists()


def test_a_dry_run_into_a_journal_stores_nothing_either(rj, jrnl) -> None:
    rj("log", "Tea.")

    assert "would be added" in rj("import", str(jrnl), "--dry-run").out
    assert len(rj("list", "--json").json()) == 1


def test_a_name_in_a_text_is_offered_and_never_taken_though_its_person_is_known(rj, jrnl) -> None:
    rj("people", "add", "Ada")

    assert "May be people; kept as words: @ada." in rj("import", str(jrnl)).err
    assert [entry["people"] for entry in rj("list", "--json").json()] == [[], []]


def test_an_import_says_in_json_what_it_saw_and_what_is_open(rj, daylio) -> None:
    said = rj("import", str(daylio), "--json").json()

    assert (said["format"], said["read"], said["added"]) == ("daylio", 2, 2)
    assert (said["since"], said["until"]) == ("2026-03-01T08:00:00+01:00", "2026-03-02T19:40:00+01:00")
    assert said["moods"] == {"good": {"count": 1, "tone": None}, "meh": {"count": 1, "tone": None}}
    assert said["tags"]["tea"] == {"count": 2, "becomes": None}


def test_the_dry_run_writes_a_map_that_the_import_reads(rj, daylio, tmp_path) -> None:
    rj("log", "Rang @Ada.")
    words = tmp_path / "words.toml"

    rj("import", str(daylio), "--dry-run", "--map", str(words))
    written = words.read_text(encoding="utf-8")
    assert '"ada" = "@Ada"' in written  # the journal knows her; it is filled in, and hers to take out
    words.write_text(written.replace('"good" = ""', '"good" = "connection"').replace('"tea" = ""', '"tea" = "-"'))
    rj("import", str(daylio), "--map", str(words))

    last = next(entry for entry in rj("list", "--json").json() if entry["text"] == "Long talk")
    assert (last["tone"], last["people"], last["answers"]) == ("connection", ["Ada"], {"mood": "good"})


def test_a_map_that_nothing_was_changed_in_changes_nothing(rj, tmp_path) -> None:
    (tmp_path / "d.csv").write_text("date,text,tags\n2026-03-02,Tea,hurt | walk\n")
    path, words = str(tmp_path / "d.csv"), str(tmp_path / "words.toml")

    said = rj("import", path, "--dry-run", "--map", words)

    assert "Tags kept as words; some may be people: walk." in said.err
    assert rj("import", path, "--map", words, "--json").json()["tags"]["hurt"] == {"count": 1, "becomes": "hurt"}
    (entry,) = rj("list", "--json").json()
    assert (entry["felt_before"], entry["answers"]) == (["hurt"], {"tags": "walk"})


def test_the_dry_run_writes_a_map_for_columns_it_does_not_know(rj, tmp_path) -> None:
    (tmp_path / "d.csv").write_text("Wann,Was\n2026-03-02,Tee\n")
    path, words = str(tmp_path / "d.csv"), tmp_path / "words.toml"
    assert "--dry-run --map NEW-FILE writes a map" in rj("import", path, code=1).err

    said = rj("import", path, "--dry-run", "--map", str(words), code=1)

    assert f"Say in {words} what each column holds" in said.err
    written = words.read_text().replace('"Wann" = "-"', '"Wann" = "when"').replace('"Was" = "-"', '"Was" = "text"')
    words.write_text(written)
    assert rj("import", path, "--map", str(words), "--json").json()["added"] == 1


def test_a_map_comes_too_late_for_what_is_here_and_that_is_said(rj, daylio, tmp_path) -> None:
    assert "After rj undo, the same command with --dry-run --map NEW-FILE" in rj("import", str(daylio)).err
    (tmp_path / "words.toml").write_text('[tags]\nada = "@Ada"\n[moods]\ngood = "connection"\nmeh = ""\n')

    late = rj("import", str(daylio), "--map", str(tmp_path / "words.toml"))

    assert "A map changes nothing in what is here already; rj undo takes an import back" in late.err
    assert "New here" not in late.err
    assert rj("people", "--json").json() == []
    assert "importing 2 entries" in rj("undo").out
    again = rj("import", str(daylio), "--map", str(tmp_path / "words.toml"))
    assert "New here: Ada." in again.err
    assert [person["name"] for person in rj("people", "--json").json()] == ["Ada"]


def test_rows_that_say_nothing_are_told_from_entries_that_are_here(rj, tmp_path) -> None:
    (tmp_path / "d.csv").write_text("date,text\n2026-03-02,Tea\n2026-03-03,\n")
    path = str(tmp_path / "d.csv")

    assert "1 of 1 entry added, 1 left out, of 2026-03-02." in rj("import", path).out
    assert "0 of 1 entry added, 1 left as it is, 1 left out, of 2026-03-02." in rj("import", path).out


def test_an_empty_file_is_called_empty(rj, tmp_path) -> None:
    (tmp_path / "j.txt").write_text("")

    assert "It looks like an empty file." in rj("import", str(tmp_path / "j.txt"), "--dry-run").out


def test_a_map_that_is_there_is_never_written_over(rj, daylio, tmp_path) -> None:
    words = tmp_path / "words.toml"
    words.write_text('[moods]\n"good" = "closer"\n')

    rj("import", str(daylio), "--dry-run", "--map", str(words))

    assert words.read_text() == '[moods]\n"good" = "closer"\n'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[moods", "does not read as TOML"),
        ('[moods]\n"good" = "splendid"', 'makes the mood "good" a "splendid"'),
        ('[tags]\n"tea" = "no-such-key"', "which is no key"),
        ("weather = 1", "has a weather"),
        ('encoding = "klingon"', "has a encoding"),
    ],
)
def test_a_map_that_cannot_be_read_stores_nothing(rj, daylio, tmp_path, content, said) -> None:
    (tmp_path / "words.toml").write_text(content)

    result = rj("import", str(daylio), "--map", str(tmp_path / "words.toml"), code=1)

    assert said in result.err
    assert len(result.err.splitlines()) == 2
    assert not rj.journal.exists()


def test_a_map_that_is_not_there_is_named(rj, daylio) -> None:
    assert "there is no map nowhere.toml" in rj("import", str(daylio), "--map", "nowhere.toml", code=1).err


def test_twice_is_once_and_leaves_nothing_to_undo(rj, jrnl) -> None:
    rj("import", str(jrnl))
    again = rj("import", str(jrnl), "--json").json()

    assert (again["added"], [row["why"] for row in again["skipped"]]) == (0, ["it is here already"] * 2)
    assert "importing 2 entries" in rj("undo").out
    assert rj("list", "--json").json() == []


def test_json_and_text_of_one_journal_are_the_same_entries(rj, jrnl, tmp_path) -> None:
    entries = [
        {"title": "Tea with @ada.", "body": "We laughed.", "date": "2026-03-02", "time": "19:40"},
        {"title": "Gone. #late", "body": "", "date": "2026-03-03", "time": "08:00"},
    ]
    (tmp_path / "j.json").write_text(json.dumps({"tags": {}, "entries": entries}))
    rj("import", str(jrnl))

    assert rj("import", str(tmp_path / "j.json"), "--json").json()["added"] == 0


def test_an_entry_that_is_here_from_elsewhere_is_left_alone(rj, tmp_path) -> None:
    rj("import", "-", "--from", "jsonl", stdin='{"when": "2026-03-02T19:40:00+01:00", "text": "Tea."}\n')
    (tmp_path / "d.csv").write_text("date,time,text\n2026-03-02,19:40,Tea.\n2026-03-02,19:40,Talk.\n")

    assert rj("import", str(tmp_path / "d.csv"), "--json").json()["added"] == 1


@pytest.mark.parametrize("order", [1, -1])
def test_both_exports_of_daylio_are_the_same_entries(rj, tmp_path, order) -> None:
    csv = "full_date,date,weekday,time,mood,activities,note_title,note\n2026-03-02,x,y,19:40,good,tea,,Long talk\n"
    (tmp_path / "d.csv").write_text(csv + "2026-03-03,x,y,19:40,meh,,,\n2026-03-04,x,y,19:40,meh,,,\n")
    entry = {"mood": 3, "datetime": 1772476823907, "timeZoneOffset": 3600000, "tags": []}
    entries = [
        {**entry, "id": 1, "mood": 2, "note": "Long talk", "tags": [1]},
        {**entry, "id": 2, "datetime": 1772476823907 + 86_400_000},
        {**entry, "id": 3, "datetime": 1772476823907 + 2 * 86_400_000, "mood": 4},
    ]
    moods = [{"id": number, "custom_name": "", "predefined_name_id": number} for number in (2, 3, 4)]
    backup = {"dayEntries": entries, "customMoods": moods, "tags": [{"id": 1, "name": "tea"}]}
    files = [str(tmp_path / "d.csv"), str(daylio_backup(tmp_path / "b.daylio", backup))][::order]

    assert [rj("import", file, "--json").json()["added"] for file in files] == [3, 1]
    assert [rj("import", file, "--json").json()["added"] for file in files] == [0, 0]


def test_replace_takes_time_and_text_and_keeps_what_was_added_here(rj, tmp_path) -> None:
    entry = {"uuid": "A", "creationDate": "2026-03-02T18:40:00Z", "timeZone": "Europe/Berlin", "text": "Tea."}
    path = zipped(tmp_path / "e.zip", {"J.json": dayone(entry)})
    rj("import", str(path))
    rj("tag", "1", "+hurt")
    zipped(path, {"J.json": dayone({**entry, "text": "Tea, and talk."})})

    left = rj("import", str(path), "--json").json()
    assert "says something else there" in left["skipped"][0]["why"]
    assert rj("import", str(path), "--replace", "--json").json()["replaced"] == 1

    shown = rj("show", "1", "--json").json()
    assert (shown["text"], shown["felt_before"]) == ("Tea, and talk.", ["hurt"])
    assert shown["changed"] >= "2026-11-"


def test_several_files_are_one_change(rj, jrnl, daylio) -> None:
    assert rj("import", str(jrnl), str(daylio), "--json").json()["added"] == 4

    rj("undo")
    assert rj("list", "--json").json() == []


def test_of_several_files_each_line_says_which_it_is_of(rj, jrnl, daylio, tmp_path) -> None:
    (tmp_path / "o.csv").write_text("date,text\n2026-03-05,Walk\n2026-03-06,\n")
    files = [str(jrnl), str(daylio), str(tmp_path / "o.csv")]
    first = rj("import", *files, "--json").json()

    assert first["skipped"] == [{"line": 3, "why": f"it holds a date and nothing else ({files[2]})"}]
    assert first["fields"]["date"] == "when, if there is no full date; when"
    again = rj("import", *files, "--json").json()
    assert {(row["line"], row["why"]) for row in again["skipped"]} == {
        (1, f"it is here already ({files[0]})"),
        (4, f"it is here already ({files[0]})"),
        (2, f"it is here already ({files[1]})"),
        (3, f"it is here already ({files[1]})"),
        (2, f"it is here already ({files[2]})"),
        (3, f"it holds a date and nothing else ({files[2]})"),
    }


def test_of_files_that_count_lines_and_entries_both_are_said(rj, daylio, tmp_path) -> None:
    path = zipped(tmp_path / "e.zip", {"J.json": dayone({"uuid": "A", "creationDate": "2026-03-02T18:40:00Z"})})
    rj("import", str(daylio), str(path))

    assert f"line or entry 2: it is here already ({daylio})" in rj("import", str(daylio), str(path)).err


def test_one_odd_entry_stores_nothing_of_any_file(rj, jrnl, tmp_path) -> None:
    (tmp_path / "d.csv").write_text("date,text\n2026-03-02,Tea\n2026-02-30,Odd\n")

    said = rj("import", str(jrnl), str(tmp_path / "d.csv"), code=1)

    assert f'error: {tmp_path / "d.csv"}: line 3 has "2026-02-30" as its date' in said.err
    assert not rj.journal.exists()


def _as_is(name: str, content: bytes):  # type: ignore[no-untyped-def]
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return make


def _folder(folder: Path) -> Path:
    (folder / "pictures").mkdir()
    (folder / "pictures" / "a.jpg").write_bytes(b"x")
    return folder / "pictures"


HOSTILE = {
    "a name out of the archive": (lambda at: zipped(at / "x.zip", {"../J.json": dayone()}), "leads out of the archive"),
    "an absolute name": (lambda at: zipped(at / "x.zip", {"/etc/J.json": dayone()}), "leads out of the archive"),
    "a zip of something else": (
        lambda at: zipped(at / "x.zip", {"a.jpg": b"x"}),
        "a zip archive without a diary (1 .jpg)",
    ),
    "a Word document": (lambda at: zipped(at / "x.docx", {"word/document.xml": "<w/>"}), "is a Word document"),
    "a zip cut off": (
        lambda at: _as_is("x.zip", zipped(at / "y.zip", {"J.json": dayone()}).read_bytes()[:40])(at),
        "damaged or cut off",
    ),
    "JSON cut off": (
        _as_is("j.json", b'{"tags": {}, "entries": [{"title": "Tea", "body": "", "date": "2026-03-02", "ti'),
        "is not whole JSON",
    ),
    "a folder of pictures": (_folder, "is a folder without a diary (1 .jpg)"),
    "a PDF": (_as_is("x.pdf", b"%PDF-1.7 ..."), "is a PDF, not an export"),
    "nested too deeply": (
        _as_is("j.jsonl", b'{"when": "2026-03-02", "text": "a", "answers": ' + b"[" * 100_000),
        "nested too deeply",
    ),
    "JSON of something else nested too deeply": (
        _as_is("j.json", b'{"entries": [{"title": "a", "body": ' + b"[" * 100_000),
        "is JSON in no format that is known",
    ),
    "JSON of something else on many lines": (
        _as_is("j.json", b'{\n  "segments": [\n    {"start": "2026-03-02"}\n  ]\n}\n'),
        "is JSON in no format that is known",
    ),
    "JSON of something else on one line": (
        _as_is("j.json", b'{"segments": []}\n'),
        "is JSON in no format that is known",
    ),
    "our own export in UTF-16": (_as_is("j", '{"when": "2026-03-02"}'.encode("utf-16")), "line 1 is in UTF-16"),
    "our own export with CR alone": (
        _as_is("j", b'{"when": "2026-03-02", "text": "a"}\r{"when": "2026-03-03", "text": "b"}\r'),
        "line 1 ends in CR alone",
    ),
    "an encrypted jrnl journal": (_as_is("j", b"JRNLv3.0\0\x81"), "is a jrnl journal that is encrypted"),
    "a plain text": (_as_is("x.txt", b"Dear diary, it rained.\n"), "in no format that is known"),
    "random bytes": (_as_is("x", bytes(range(128, 256)) * 40), "in no format that is known"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_read_is_named_in_two_lines_and_stores_nothing(rj, tmp_path, name) -> None:
    make, said = HOSTILE[name]
    path = make(tmp_path)

    result = rj("import", str(path), code=1)

    assert said in result.err.splitlines()[0]
    assert len(result.err.splitlines()) == 2
    assert not rj.journal.exists()
    assert not [found for found in tmp_path.rglob("*") if found.name in ("J.json", "etc")]


@pytest.mark.parametrize("name", ["Journal.json", "2026/daylio.csv", "Export.ZIP"])
def test_an_export_in_a_folder_is_imported_by_its_name(rj, tmp_path, name) -> None:
    (tmp_path / "export" / "2026").mkdir(parents=True)
    (tmp_path / "export" / name).write_text("x")
    (tmp_path / "export" / "photo.jpeg").write_bytes(b"x")

    said = rj("import", str(tmp_path / "export"), code=1)

    assert f"imported by their names: rj import {tmp_path / 'export' / name}" in said.err


def test_a_bomb_is_refused_before_it_is_unpacked(rj, tmp_path) -> None:
    path = a_bomb(tmp_path / "x.zip", "J.json", 80)

    said = rj("import", str(path), "--from", "dayone", code=1)

    assert "unpacks to 80 MB from next to nothing" in said.err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="no /proc here")
def test_a_large_file_takes_no_memory_of_its_size(tmp_path) -> None:
    small, large = tmp_path / "small.csv", tmp_path / "large.csv"
    for path, rows in ((small, 1), (large, 400)):
        with path.open("w") as file:
            file.write("date,text\n")
            for number in range(rows):
                file.write(f"2026-03-02,{number} {'word ' * 20_000}\n")

    assert _grows_by(small, large) < large.stat().st_size / 2**20 / 3


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="no /proc here")
def test_neither_does_json_on_one_line(tmp_path) -> None:
    small, large = tmp_path / "small.json", tmp_path / "large.json"
    entry = {"title": "Tea", "body": "word " * 20_000, "date": "2026-03-02", "time": "19:40", "tags": []}
    for path, count in ((small, 1), (large, 400)):
        path.write_text(json.dumps({"tags": {}, "entries": [entry] * count}))

    assert _grows_by(small, large) < large.stat().st_size / 2**20 / 3


def _grows_by(small: Path, large: Path) -> int:
    """How many megabytes more a large file takes to read than a small one."""
    assert large.stat().st_size > 35 * 2**20
    return _megabytes_to_read(large) - _megabytes_to_read(small)


def _megabytes_to_read(path: Path) -> int:
    """The most memory a process takes that reads a file without storing it."""
    code = (
        "import resource\nfrom relational_journal.cli.app import run\n"
        f"assert run(['import', {str(path)!r}, '--dry-run']) == 0\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return int(done.stdout.split()[-1])
