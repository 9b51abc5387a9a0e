"""`rj export` and `rj import`: the whole journal out and in again, all of it or nothing."""

from __future__ import annotations

import json
import os
import re
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

DEMO = Path(__file__).parents[2] / "relational_journal" / "demo" / "journal.jsonl"
SAM = '{"kind": "person", "name": "Sam", "relationship": "partner", "power": null, "also": []}\n'
ENTRY: dict[str, Any] = {"uid": "0198-tea", "when": "2026-11-21", "text": "Tea with Sam.", "people": ["Sam"]}


def lines(*records: dict[str, Any]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Turns to another journal that is not there yet."""

    def turn() -> None:
        monkeypatch.setenv("RJ_JOURNAL", str(tmp_path / "elsewhere" / "journal.db"))

    return turn


def test_a_journal_of_every_kind_of_thing_comes_back_byte_for_byte(rj, elsewhere) -> None:  # type: ignore[no-untyped-def]
    rj("import", str(DEMO))
    rj("log", "3 days ago 9:15: back-dated, with @Tess and +a-word-of-mine +hurt \u2028 \u202eabc 😀 [bold] \x1b[31m")
    rj("log", "last week: this one is edited")
    rj("edit", "--text", "edited, and @myself too")
    number = rj.log("this one is deleted")["id"]
    rj("delete", str(number), "--yes")
    first = rj("export").out

    elsewhere()
    rj("import", "-", stdin=first)

    assert rj("export").out == first
    assert "this one is deleted" not in first
    assert '"name": "myself"' in first
    assert '"kind": "hunch"' in first
    assert '"kind": "learned"' in first


def test_myself_is_exported_only_when_used(rj) -> None:  # type: ignore[no-untyped-def]
    rj("log", "Tea with @Sam.")
    assert '"name": "myself"' not in rj("export").out

    rj("log", "A quiet hour with @myself.")
    assert '"name": "myself"' in rj("export").out


def test_an_export_of_no_journal_is_empty_and_makes_none(rj) -> None:  # type: ignore[no-untyped-def]
    assert rj("export").out == ""
    assert rj("export", "--json").json() == []
    assert not rj.journal.parent.exists()


def test_a_reader_who_goes_away_is_no_failure(rj) -> None:  # type: ignore[no-untyped-def]
    import subprocess

    rj("import", str(DEMO))
    command = [sys.executable, "-m", "relational_journal", "export"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert run.stdout is not None
    assert run.stderr is not None
    assert run.stdout.readline().startswith(b'{"kind": "person"')
    run.stdout.close()

    assert (run.wait(), b"rror" in run.stderr.read()) == (0, False)
    run.stderr.close()


def test_an_export_in_json_is_one_document_of_the_same_objects(rj) -> None:  # type: ignore[no-untyped-def]
    rj("import", "-", stdin=SAM + lines(ENTRY))

    assert rj("export", "--json").json() == [json.loads(line) for line in rj("export").out.splitlines()]


def test_a_filtered_export_holds_the_chosen_entries_with_their_people_and_words_alone(rj) -> None:  # type: ignore[no-untyped-def]
    rj("import", str(DEMO))

    chosen = [json.loads(line) for line in rj("export", "--with", "Graça", "--tone", "connection").out.splitlines()]

    entries = [record for record in chosen if "uid" in record]
    assert all("Graça" in entry["people"] and entry["tone"] == "connection" for entry in entries)
    assert entries == sorted(entries, key=lambda entry: entry["when"][:19])
    assert {record["name"] for record in chosen if record["kind"] == "person"} == {
        name for entry in entries for name in entry["people"]
    }
    assert {record["kind"] for record in chosen} == {"person", "word", "moment"}


def test_an_export_file_is_the_owners_alone_and_replaces_none(rj, tmp_path) -> None:  # type: ignore[no-untyped-def]
    rj("import", "-", stdin=SAM + lines(ENTRY))
    target = tmp_path / "out.jsonl"

    said = rj("export", "--output", str(target))

    assert "1 entry written" in said.out
    assert "readable" in said.err
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert target.read_text(encoding="utf-8") == rj("export").out
    refused = rj("export", "--output", str(target), code=1)
    assert "is there already" in refused.err
    assert rj("export", "--output", str(target), "--force", "--json").json()["entries"] == 1


def test_that_an_export_is_readable_is_said_once(rj) -> None:  # type: ignore[no-untyped-def]
    rj("log", "Tea.")

    assert "readable" in rj("export").err
    assert "readable" not in rj("export").err
    assert "logging" in rj("undo").out


def test_a_half_written_export_leaves_nothing(rj, tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    rj("log", "Tea.")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    said = rj("export", "--output", str(tmp_path / "out.jsonl"), code=1)

    assert "no space left" in said.err.lower()
    assert not [path for path in tmp_path.iterdir() if "out" in path.name or path.name.startswith(".rj")]


@pytest.mark.parametrize(
    "words", [["export", "--to", "xlsx"], ["import", "x", "--from", "evernote"], ["export", "--tone", "x"]]
)
def test_a_format_or_filter_that_is_not_there_is_an_error_of_the_command_line(rj, tmp_path, words) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "x").write_text(lines(ENTRY))
    words = [str(tmp_path / "x") if word == "x" and "import" in words else word for word in words]
    said = rj(*words, code=2)

    assert said.err.startswith("error: ")
    assert said.out == ""


def test_an_import_says_what_it_did_as_json(rj) -> None:  # type: ignore[no-untyped-def]
    given = SAM + lines({**ENTRY, "id": 7, "mood": 3}, {"when": "1998", "text": "Long ago.", "people": ["Ada"]})

    imported = rj("import", "-", "--json", stdin=given).json()

    assert imported == {
        "format": "jsonl",
        "read": 2,
        "added": 2,
        "replaced": 0,
        "skipped": [],
        "people": ["Sam", "Ada"],
        "fields": {
            **{f"person.{name}": f"person.{name}" for name in ("kind", "name", "relationship", "power", "also")},
            **{name: name for name in ("uid", "when", "text", "people")},
            "id": "left out",
            "mood": "left out",
        },
        "dry_run": False,
        "seen": "JSON Lines as rj export writes them",
        "since": "1998",
        "until": "2026-11-21",
        "moods": {},
        "tags": {},
        "notes": [],
    }


def test_an_entry_without_uid_is_always_new_and_without_kind_a_moment(rj) -> None:  # type: ignore[no-untyped-def]
    given = lines({"when": "2026-11-20", "text": "Tea."})
    rj("import", "-", stdin=given)
    rj("import", "-", stdin=given)

    first, second = rj("list", "--json").json()
    assert first["uid"] != second["uid"]
    assert first["kind"] == "moment"
    assert first["written"] == first["changed"] == "2026-11-22T18:40:00+01:00"


def test_the_same_entry_again_is_skipped_and_leaves_nothing_to_undo(rj) -> None:  # type: ignore[no-untyped-def]
    rj("import", "-", stdin=SAM + lines(ENTRY))

    again = rj("import", "-", "--json", stdin=SAM + "\n" + lines(ENTRY)).json()

    assert again["added"] == 0
    assert again["skipped"] == [{"line": 3, "why": "it is here already"}]
    assert "importing" in rj("undo").out
    assert rj("list", "--json").json() == []
    assert rj("undo", code=1).out == ""


def test_an_entry_that_says_something_else_is_a_conflict_and_nothing_of_the_file_is_stored(rj) -> None:  # type: ignore[no-untyped-def]
    rj("import", "-", stdin=lines(ENTRY))
    given = lines({"when": "2026-11-20", "text": "New."}, {**ENTRY, "text": "Coffee with Sam."})

    said = rj("import", "-", stdin=given, code=1)

    assert "line 2" in said.err
    assert "--replace" in said.err
    assert "Coffee" not in said.err
    assert [entry["text"] for entry in rj("list", "--json").json()] == ["Tea with Sam."]

    assert rj("import", "-", "--replace", "--json", stdin=given).json()["replaced"] == 1
    assert {entry["text"] for entry in rj("list", "--json").json()} == {"New.", "Coffee with Sam."}
    rj("undo")
    assert [entry["text"] for entry in rj("list", "--json").json()] == ["Tea with Sam."]


def test_an_entry_logged_here_is_known_again_when_its_own_export_comes_back(rj) -> None:  # type: ignore[no-untyped-def]
    rj("log", "Tea with @Sam +fine, and @ann-marie too +knackered")
    given = rj("export").out

    imported = rj("import", "-", "--json", stdin=given).json()

    assert imported["added"] == 0
    assert imported["people"] == []


def test_a_dry_run_says_the_same_and_stores_nothing(rj) -> None:  # type: ignore[no-untyped-def]
    given = SAM + lines(ENTRY)
    before_there_is_a_journal = rj("import", "-", "--dry-run", "--json", stdin=given).json()
    assert before_there_is_a_journal["added"] == 1
    assert not rj.journal.parent.exists()

    rj("log", "Coffee.")
    tried = rj("import", "-", "--dry-run", "--json", stdin=given).json()
    assert rj("export").out.count("\n") == 1
    done = rj("import", "-", "--json", stdin=given).json()

    assert tried == {**done, "dry_run": True} == before_there_is_a_journal
    assert "would be added" in rj("import", "-", "--dry-run", stdin=given.replace("tea", "new")).out


def test_a_dry_run_finds_the_conflict_too(rj) -> None:  # type: ignore[no-untyped-def]
    rj("import", "-", stdin=lines(ENTRY))

    assert "line 1" in rj("import", "-", "--dry-run", stdin=lines({**ENTRY, "tone": "mixed"}), code=1).err


def test_one_bad_line_among_ten_thousand_stores_nothing(rj) -> None:  # type: ignore[no-untyped-def]
    good = lines({"when": "2026-11-20", "text": "Tea."}) * 9_000

    said = rj("import", "-", stdin=good + '{"when": "2026-11-20", "tone": "fine"}\n' + good[:1000], code=1)

    assert said.err.splitlines()[0] == 'error: line 9001 has "fine" as "tone"'
    assert said.err.splitlines()[1] == "Use connection, mixed, ordinary or disconnection, or null."
    assert said.out == ""
    assert not rj.journal.exists()


def test_a_link_to_an_entry_that_is_nowhere_is_kept(rj) -> None:  # type: ignore[no-untyped-def]
    rj("import", "-", stdin=lines({**ENTRY, "links": [{"to": "nowhere-at-all", "as": "repairs"}]}))

    assert '"links": [{"to": "nowhere-at-all", "as": "repairs"}]' in rj("export").out
    assert "an entry that is not here" in rj("show").out


def test_tags_are_never_read_out_of_a_text(rj) -> None:  # type: ignore[no-untyped-def]
    rj("import", "-", stdin=lines({"when": "2026-11-20", "text": "yesterday: @Ben let me down +hurt +quiet"}))

    (entry,) = rj("list", "--json").json()
    assert entry["text"] == "yesterday: @Ben let me down +hurt +quiet"
    assert entry["people"] == entry["moves"] == entry["felt_before"] == []


def test_a_word_that_comes_to_count_like_a_key_moves_in_earlier_entries_too(rj) -> None:  # type: ignore[no-untyped-def]
    rj("log", "Tea with Sam +knackered")
    given = lines(
        {"kind": "word", "key": "knackered", "label": "knackered", "polarity": "N", "like": "drained"},
        {**ENTRY, "own": ["knackered"]},
    )

    rj("import", "-", stdin=given)

    assert [entry["felt_before"] for entry in rj("list", "--json").json()] == [["knackered"], ["knackered"]]
    rj("undo")
    (entry,) = rj("list", "--json").json()
    assert entry["own"] == ["knackered"]


def test_an_entry_of_the_future_is_kept_and_said(rj) -> None:  # type: ignore[no-untyped-def]
    said = rj("import", "-", stdin=lines({**ENTRY, "when": "2027-01-01"}))

    assert "2027-01-01, which has not come yet" in said.err


def test_control_characters_of_a_file_reach_no_terminal(rj) -> None:  # type: ignore[no-untyped-def]
    evil = "\x1b[31m\x9b\x07"
    imported = rj("import", "-", stdin=lines({**ENTRY, evil: 1, "people": ["Sam"]}))
    refused = rj("import", "-", stdin=lines({**ENTRY, "tone": evil}), code=1)

    for text in (imported.out, imported.err, refused.err):
        assert not {"\x1b", "\x9b", "\x07"} & set(text)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.mkdir(), "is a folder"),
        (lambda path: path.write_bytes(b"SQLite format 3\0" + b"x" * 100), "is a journal or another database"),
        (lambda path: path.write_bytes(b"PK\x03\x04" + b"x" * 100), "zip"),
        (lambda path: path.write_bytes(b"\x1f\x8b" + b"x" * 100), "gzip"),
        (lambda path: path.write_text("Dear diary,\nit rained.\n"), "in no format that is known"),
        (lambda path: path.write_text("[]"), "in no format that is known"),
        (lambda path: None, "there is no file"),
    ],
)
def test_what_is_no_export_is_refused_with_a_next_step(rj, tmp_path, make, said) -> None:  # type: ignore[no-untyped-def]
    make(tmp_path / "given")

    result = rj("import", str(tmp_path / "given"), code=1)

    assert said in result.err.splitlines()[0]
    assert len(result.err.splitlines()) == 2
    assert not rj.journal.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_read_like_a_file(rj, tmp_path) -> None:  # type: ignore[no-untyped-def]
    from threading import Thread

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = Thread(target=lambda: pipe.write_text(SAM + lines(ENTRY)))
    writer.start()

    assert rj("import", str(pipe), "--json").json()["added"] == 1
    writer.join()


def test_what_flows_by_lies_nowhere_with_a_name(rj, tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    rj("log", "Tea.")
    monkeypatch.setattr("relational_journal.exchange.input_file.IN_MEMORY", 10)
    seen: list[str] = []
    real = sys.modules["relational_journal.exchange.jsonl.reader"].read

    def read(*args: Any, **options: Any) -> Any:
        seen.extend(path.name for path in rj.journal.parent.iterdir())
        return real(*args, **options)

    monkeypatch.setattr("relational_journal.exchange.jsonl.reader.read", read)
    rj("import", "-", stdin=SAM + lines(ENTRY))

    assert not [name for name in seen if "journal" not in name and name not in ("backups", "drafts")], seen
    assert not [path for path in rj.journal.parent.iterdir() if path.name.startswith("tmp")]


def test_a_file_with_a_word_it_explains_later_is_read_whole(rj) -> None:  # type: ignore[no-untyped-def]
    given = lines(
        {**ENTRY, "moves": ["tiptoed"]},
        {"kind": "word", "key": "tiptoed", "label": "I tiptoed", "polarity": "D", "like": "went-silent"},
    )
    rj("import", "-", stdin=given)

    assert rj("list", "--json", "--tag", "tiptoed").json()[0]["moves"] == ["tiptoed"]
    assert "line 1" in rj("import", "-", stdin=given.splitlines()[0].replace("tiptoed", "waltzed"), code=1).err


def test_two_imports_at_once_store_each_entry_once(rj) -> None:  # type: ignore[no-untyped-def]
    import subprocess

    rj("log", "Tea.")
    command = [sys.executable, "-m", "relational_journal", "import", str(DEMO)]
    both = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(2)]

    assert [one.wait() for one in both] == [0, 0]
    assert len(rj("list", "-n", "0", "--json").json()) == 1 + DEMO.read_text(encoding="utf-8").count('"written"')


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are not of this platform")
def test_at_a_terminal_a_bar_shows_how_far_it_is_in_no_colour_and_elsewhere_there_is_none(rj) -> None:  # type: ignore[no-untyped-def]
    from tests.support.at_terminal import AtTerminal

    rj("log", "Tea.")

    run = AtTerminal("import", str(DEMO)).sees("checking").sees("storing").sees("entries added")

    assert "%" in run.seen()
    assert not re.search(r"\x1b\[[0-9;]*[349][0-9]", run.child.before)
    assert run.ends()[0] == 0
    assert "checking" not in rj("import", str(DEMO)).err


@pytest.mark.parametrize("option", ["--since", "--until"])
def test_a_day_left_empty_is_an_error_and_not_the_whole_journal(rj, option: str) -> None:
    rj.log("Tea.")
    result = rj("export", option, "", code=2)

    assert (result.out, result.err.splitlines()[0]) == ("", f"error: {option} holds no day")


def test_taking_back_an_import_says_one_entry_where_it_was_one(rj, tmp_path) -> None:
    (tmp_path / "one.jsonl").write_text('{"when": "2026-11-20", "text": "Tea."}\n', encoding="utf-8")
    rj("import", str(tmp_path / "one.jsonl"))

    assert rj("undo").out == "Took back: importing 1 entry.\n"
