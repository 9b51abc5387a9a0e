"""What an import takes and what it refuses, and how it says so: by line, what is wrong, what to do."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from relational_journal.errors import UnreadableImport
from relational_journal.exchange.jsonl import reader
from relational_journal.exchange.parsed_file import Intake
from relational_journal.model import Entry, Hunch, Learned, Link, Person, Word
from relational_journal.vocabulary.load import vocabulary

SMALL = {"when": "2026-11-21", "text": "Coffee with Sam."}


def read(*lines: Any, raw: bytes | None = None) -> Intake:
    """These objects (or raw lines) as a file, read."""
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    return reader.read(io.BytesIO(text.encode() if raw is None else raw), vocabulary=vocabulary())


def entries(intake: Intake) -> list[Entry]:
    return [item.moment for item in intake.entries(lambda _: None)]


def refused(*lines: Any, raw: bytes | None = None) -> str:
    """What is said of a file that is refused: the sentence and the next step."""
    with pytest.raises(UnreadableImport) as error:
        read(*lines, raw=raw)
    assert error.value.next_step
    return f"{error.value.sentence}. {error.value.next_step}"


def test_an_entry_needs_its_day_and_one_of_text_moves_tone() -> None:
    assert entries(read(SMALL)) == [Entry(when="2026-11-21", text="Coffee with Sam.")]
    assert entries(read({"when": "2026-11", "moves": ["reached-out"]}))[0].moves == ("reached-out",)
    assert entries(read({"when": "1998", "tone": "mixed"}))[0].tone == "mixed"
    assert 'line 1 has no "when"' in refused({"text": "x"})
    assert 'neither "text" nor "moves" nor "tone"' in refused({"when": "2026-11-21", "people": ["Sam"]})


def test_the_documented_example_is_read_in_every_field() -> None:
    example = {
        "uid": "0198-a", "id": 42, "kind": "moment", "when": "2026-11-21T18:00:00+01:00",
        "written": "2026-11-21T21:12:09+01:00", "changed": "2026-11-21T21:12:09+01:00", "text": "…",
        "tone": "disconnection", "people": ["Sam"], "setting": None, "first": ["they-let-me-down"], "braced": [],
        "felt_before": ["hurt"], "wishes": ["to-matter"], "moves": ["went-silent"], "urges": [], "after": [],
        "felt_after": ["lonely"], "good": {"worth": "less"}, "power": ["about-equal"], "context": {"gender": None},
        "treated": [], "own": ["my-word"], "break": "open", "mended": None, "unsafe": False, "private": False,
        "share": False, "story_only": False, "links": [{"to": "0197", "as": "repairs"}], "answers": {},
    }  # fmt: skip

    intake = read(example)

    assert entries(intake) == [
        Entry(
            uid="0198-a", when="2026-11-21T18:00:00+01:00", written="2026-11-21T21:12:09+01:00",
            changed="2026-11-21T21:12:09+01:00", text="…", tone="disconnection", people=("Sam",),
            first=("they-let-me-down",), felt_before=("hurt",), wishes=("to-matter",), moves=("went-silent",),
            felt_after=("lonely",), good={"worth": "less"}, power=("about-equal",), context={"gender": None},
            own=("my-word",), break_status="open", links=(Link("0197", "repairs"),),
        )
    ]  # fmt: skip
    assert intake.own == {"my-word": 1}
    assert intake.names == {"sam": ("Sam", 1)}
    assert intake.fields["id"] == "left out"
    assert intake.fields["text"] == "text"


def test_people_words_hunches_and_readings_are_read_wherever_they_stand() -> None:
    intake = read(
        {**SMALL, "moves": ["danced"]},
        {"kind": "hunch", "uid": "h", "text": "t", "when": ["hurt", "gender:dominant"], "then": ["danced"],
         "with": "Sam", "since": "2026-11-09", "ended": None, "read_at": 12},
        {"kind": "learned", "phrase": "waltzed", "key": "danced", "kept": 2, "dropped": 0},
        {"kind": "word", "key": "danced", "label": "I danced", "polarity": "C", "like": "turned-toward"},
        {"kind": "person", "name": "Sam", "relationship": "partner", "power": "about-equal", "also": ["Samuel"]},
    )  # fmt: skip

    assert intake.read == 1
    assert intake.people == ((5, Person("Sam", "partner", "about-equal", ("Samuel",))),)
    assert intake.words == ((4, Word("danced", "I danced", "C", "turned-toward")),)
    assert intake.hunches == (
        (2, Hunch("h", "t", ("hurt", "gender:dominant"), ("danced",), "Sam", "2026-11-09", None, 12)),
    )
    assert intake.learned == ((3, Learned("waltzed", "danced", 2, 0)),)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("1998", "1998"),
        ("2026-11", "2026-11"),
        ("2026-11-21", "2026-11-21"),
        ("2026-11-21T18:00:00+01:00", "2026-11-21T18:00:00+01:00"),
        ("2026-11-21T18:00+01:00", "2026-11-21T18:00:00+01:00"),
        ("2026-11-21 18:00:05Z", "2026-11-21T18:00:05+00:00"),
        ("2026-07-01T18:00", "2026-07-01T18:00:00+02:00"),
        ("0900-01-01", "0900-01-01"),
    ],
)
def test_a_date_keeps_its_precision_and_one_without_offset_is_of_this_place(given: str, kept: str) -> None:
    assert entries(read({**SMALL, "when": given}))[0].when == kept


WRONG = [1, 1.5, True, "x y", ["x"], {"a": 1}]


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("when", [1, True, [], {}, "yesterday", "2026-13", "2026-02-30", "20261121", "2026-W47-6", "2026-11-21T25:00",
                  "0000", "2026-11-21T18", "99999", "2026-1-1", "٢٠٢٦"]),
        ("written", [1, [], "2026-11-21", "1998", "soon"]),
        ("changed", [1, [], "2026-11-21", "soon"]),
        ("text", [1, True, [], {}]),
        ("uid", [1, [], "two words", "a\nb", "\u0000", "x" * 201]),
        ("kind", [1, True, [], {}, "entry"]),
        ("tone", [1, True, [], {}, "happy", "Connection"]),
        ("people", [1, "Sam", {}, [1], [""], [None], ["a\nb"], [" Sam"], ["x" * 201], [["Sam"]]]),
        ("setting", [1, [], "office"]),
        *((slot, [1, "hurt", {}, [1], [""], ["no-such-word"], ["zest"], [["hurt"]]])
          for slot in ("first", "braced", "felt_before", "wishes", "moves", "urges", "after", "felt_after", "treated")),
        ("power", [1, ["hurt"], ["they-had-more", "about-equal"]]),
        ("good", [1, [], {"worth": "much"}, {"worth": None}, {"hurt": "less"}, {"worth": 1}]),
        ("context", [1, [], {"gender": "x"}, {"gender": 1}, {"weather": None}]),
        ("own", [1, "x", [1], ["hurt"], ["two words"]]),
        ("break", [1, [], "broken"]),
        ("mended", [1, "yesterday", [], {}, {"when": "2026"}, {"when": "2026-11-21", "by": "us"}]),
        *((flag, [1, 0, "true", [], {}]) for flag in ("unsafe", "private", "share", "story_only")),
        ("links", [1, {}, "x", [1], [{}], [{"to": "x"}], [{"to": "x", "as": "like"}], [{"to": 1, "as": "echoes"}]]),
        ("answers", [1, [], "x", {"closer": "nearer"}, {"camera": 1}, {"camera": None}, {"met": "Yes"}]),
    ],
)  # fmt: skip
def test_a_field_that_cannot_be_taken_is_named_with_its_line(field: str, values: list[Any]) -> None:
    for value in values:
        said = refused(SMALL, {**SMALL, "tone": "mixed", field: value})

        assert said.startswith("line 2 has "), said
        assert "nothing" not in said.split(". ")[0]


@pytest.mark.parametrize(
    "line",
    [
        {"kind": "person"},
        {"kind": "person", "name": " "},
        {"kind": "person", "name": ["Sam"]},
        {"kind": "person", "name": "Sam", "relationship": "boss"},
        {"kind": "person", "name": "Sam", "power": "much"},
        {"kind": "person", "name": "Sam", "also": "Samuel"},
        {"kind": "person", "name": "S\u0007am"},
        {"kind": "word"},
        {"kind": "word", "key": "hurt"},
        {"kind": "word", "key": "two words"},
        {"kind": "word", "key": "x", "polarity": "good"},
        {"kind": "word", "key": "x", "like": "no-such-key"},
        {"kind": "word", "key": "x", "label": 7},
        {"kind": "hunch", "when": ["hurt"], "then": ["went-silent"]},
        {"kind": "hunch", "when": [], "then": ["went-silent"], "since": "2026-11-09"},
        {"kind": "hunch", "when": ["hurt"], "then": ["no-such-key"], "since": "2026-11-09"},
        {"kind": "hunch", "when": ["hurt"], "then": ["went-silent"], "since": "2026-11"},
        {"kind": "hunch", "when": ["hurt"], "then": ["went-silent"], "since": "2026-11-09", "read_at": 0},
        {"kind": "hunch", "when": ["hurt"], "then": ["went-silent"], "since": "2026-11-09", "read_at": True},
        {"kind": "learned", "phrase": "x"},
        {"kind": "learned", "phrase": "x", "key": "hurt", "kept": -1},
        {"kind": "learned", "phrase": "x", "key": "hurt", "kept": 1.5},
        {"kind": "learned", "phrase": "x", "key": "no-such-key"},
    ],
)
def test_other_lines_are_checked_as_well(line: dict[str, Any]) -> None:
    assert refused(SMALL, "", line).startswith("line 3 has ")


def test_an_unknown_word_gets_its_near_ones_and_a_known_one_its_place() -> None:
    assert "Near: went-silent" in refused({**SMALL, "moves": ["went-silnt"]})
    assert '"hurt" in "moves", which is a feeling and not a move' in refused({**SMALL, "moves": ["hurt"]})


def test_listed_answers_are_checked_for_their_own_kind_only() -> None:
    kept = {"state": "in between", "anything-else": "free words", "closer": "same"}
    assert entries(read({**SMALL, "answers": kept}))[0].answers == kept
    assert 'as the answer to "state"' in refused({**SMALL, "kind": "experiment", "answers": {"state": "done"}})
    assert 'as the answer to "energy"' in refused({**SMALL, "kind": "lookback", "answers": {"energy": "high"}})


def test_missing_and_null_mean_not_said() -> None:
    bare = {"when": "2026-11-21", "text": "x"}
    nulls = dict.fromkeys(
        ("uid", "kind", "written", "tone", "people", "first", "good", "context", "break", "mended", "unsafe", "links",
         "answers", "own", "power")
    )  # fmt: skip
    assert entries(read({**nulls, **bare})) == entries(read(bare))


def test_a_mark_at_the_start_windows_line_ends_and_blank_lines_are_taken_as_they_come() -> None:
    raw = b'\xef\xbb\xbf{"when": "2026-11-21", "text": "a"}\r\n\r\n   \r\n{"when": "2026-11-22", "text": "b"}'

    intake = read(raw=raw)

    assert [(item.line, item.moment.text) for item in intake.entries(lambda _: None)] == [(1, "a"), (4, "b")]


def test_an_empty_file_is_the_export_of_an_empty_journal() -> None:
    assert read(raw=b"").read == 0


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b'{"when": "2026-11-21", "text": "caf\xe9"}', "is not UTF-8"),
        ('{"when": "2026-11-21", "text": "x"}'.encode("utf-16"), "UTF-16"),
        (b'{"when": "2026-11-21", "text": "x"', "not one whole JSON object"),
        (b'{"when": "2026-11-21", "text": "x"} {}', "not one whole JSON object"),
        (b"not json", "not one whole JSON object"),
        (b'["when"]', "not one object"),
        (b"7", "not one object"),
        (b"null", "not one object"),
        (b'{"when": NaN, "text": "x"}', "NaN"),
        (b'{"when": "2026-11-21", "text": "x", "y": -Infinity}', "-Infinity"),
        (b'{"when": "2026-11-21", "text": "x", "text": "y"}', 'the field "text" twice'),
        (b'{"when": "2026-11-21", "text": "x", "good": {"worth": "less", "worth": "more"}}', '"worth" twice'),
        (b'{"when": "2026-11-21", "text": "half: \\ud800"}', "half a character"),
        (b'{"when": "2026-11-21", "text": "x", "\\udc00": 1}', "half a character"),
        (b'{"when": "2026-11-21", "text": "x", "a": ' + b"[" * 100_000, "nested too deeply"),
        (b'{"when": "2026-11-21", "text": "x", "a": ' + b'{"a": ' * 100_000, "nested too deeply"),
        (b'{"when": "2026-11-21", "text": "x", "a": ' + b"9" * 5000 + b"}", "number that is too long"),
    ],
)
def test_what_is_no_json_object_in_utf8_is_refused_in_our_own_words(raw: bytes, said: str) -> None:
    assert f"line 1 {said}" in (sentence := refused(raw=raw)) or said in sentence
    assert sentence.startswith("line 1 ")


def test_a_whole_character_written_in_two_halves_is_one_character() -> None:
    assert entries(read(raw=b'{"when": "2026-11-21", "text": "\\ud83d\\ude00"}'))[0].text == "😀"


def test_a_text_of_ten_megabytes_is_an_entry_like_any_other() -> None:
    text = "ä" * 5_000_000
    assert entries(read({"when": "2026-11-21", "text": text}))[0].text == text


def test_a_line_without_end_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("relational_journal.exchange.jsonl.lines.LONGEST_LINE", 1024 * 1024)
    assert "longer than" in refused(raw=b'{"when": "' + b"x" * 5_000_000)


def test_a_uid_that_stands_twice_is_named_with_both_lines() -> None:
    said = refused({**SMALL, "uid": "abcd"}, SMALL, "", {**SMALL, "uid": "abcd", "text": "other"})

    assert "line 4 has the same uid as line 1" in said


def test_a_hunch_and_an_entry_may_not_share_a_uid() -> None:
    hunch = {"kind": "hunch", "uid": "abcd", "when": ["hurt"], "then": ["went-silent"], "since": "2026-11-09"}
    assert "same uid" in refused(hunch, {**SMALL, "uid": "abcd"})


def test_unknown_fields_are_left_out_and_said() -> None:
    intake = read({**SMALL, "mood": 7, "deep": {"a": [1]}}, {"kind": "person", "name": "Sam", "age": 40})

    assert {name for name, where in intake.fields.items() if where == "left out"} == {"mood", "deep", "person.age"}
    assert intake.fields["when"] == "when"


def test_the_words_at_fault_are_shown_and_no_more_of_them() -> None:
    said = refused({**SMALL, "tone": "a secret that goes on and on and is nobody's business at all"})

    assert "business" not in said


def test_a_file_of_a_new_field_on_every_line_does_not_fill_the_memory() -> None:
    intake = read(*({**SMALL, f"f{number}": 1} for number in range(1000)))

    assert len(intake.fields) <= 200


def test_thousands_of_unknown_words_end_the_patience() -> None:
    assert "unknown words" in refused(*({**SMALL, "moves": [f"word-{number}"]} for number in range(3000)))


def test_a_line_that_changes_between_checking_and_storing_is_checked_again() -> None:
    file = io.BytesIO(b'{"when": "2026-11-20", "text": "One."}\n{"when": "2026-11-21", "text": "Two."}\n')
    intake = reader.read(file, vocabulary=vocabulary())
    file.getbuffer()[:] = file.getvalue().replace(b"2026-11-21", b"2026-13-21").replace(b"One", b"Six")

    found = intake.entries(lambda _: None)

    assert next(found).moment == Entry(when="2026-11-20", text="Six.")
    with pytest.raises(UnreadableImport, match='line 2 has "2026-13-21" as "when"'):
        next(found)


def test_a_line_that_comes_after_checking_is_checked_too() -> None:
    file = io.BytesIO(b'{"when": "2026-11-20", "text": "One."}\n')
    intake = reader.read(file, vocabulary=vocabulary())
    file.seek(0, io.SEEK_END)
    file.write(b'{"when": "2026-11-21"}\n')

    with pytest.raises(UnreadableImport, match="line 2 has neither"):
        entries(intake)
