"""The lines of an export: their order, their keys, their signs."""

from __future__ import annotations

import io
import json
import tracemalloc

from hypothesis import given
from hypothesis import strategies as some

from relational_journal.exchange.jsonl import reader
from relational_journal.exchange.jsonl.reader import lines_of, to_line
from relational_journal.model import Entry, Hunch, Learned, Person, Word
from relational_journal.vocabulary.load import vocabulary


def test_people_words_hunches_readings_and_entries_stand_in_this_order_each_sorted() -> None:
    lines = list(
        lines_of(
            [Person("Zoë"), Person("Ada", "friend", "about-equal", ("A.",))],
            [Word("zz", "zz"), Word("aa", "aa", "D", "hurt")],
            [
                Hunch("b", "later", ("hurt",), ("went-silent",), None, "2026-11-09"),
                Hunch("a", "first", ("hurt",), ("went-silent",), "Ada", "2026-11-08", "2026-11-10", 12),
            ],
            [Learned("b", "hurt"), Learned("a", "sad", 1, 2)],
            [Entry("1998", uid="u", text="Tea.", written="w", changed="c")],
        )
    )

    assert "".join(lines) == (
        '{"kind": "person", "name": "Ada", "relationship": "friend", "power": "about-equal", "safety": null,'
        ' "also": ["A."]}\n'
        '{"kind": "person", "name": "Zoë", "relationship": null, "power": null, "safety": null, "also": []}\n'
        '{"kind": "word", "key": "aa", "label": "aa", "polarity": "D", "like": "hurt"}\n'
        '{"kind": "word", "key": "zz", "label": "zz", "polarity": "N", "like": null}\n'
        '{"kind": "hunch", "uid": "a", "text": "first", "when": ["hurt"], "then": ["went-silent"], "with": "Ada", '
        '"since": "2026-11-08", "ended": "2026-11-10", "read_at": 12}\n'
        '{"kind": "hunch", "uid": "b", "text": "later", "when": ["hurt"], "then": ["went-silent"], "with": null, '
        '"since": "2026-11-09", "ended": null, "read_at": 10}\n'
        '{"kind": "learned", "phrase": "a", "key": "sad", "kept": 1, "dropped": 2}\n'
        '{"kind": "learned", "phrase": "b", "key": "hurt", "kept": 0, "dropped": 0}\n'
        '{"uid": "u", "kind": "moment", "when": "1998", "written": "w", "changed": "c", "text": "Tea.", "tone": null, '
        '"people": [], "setting": null, "first": [], "braced": [], "felt_before": [], "wishes": [], "moves": [], '
        '"urges": [], "after": [], "felt_after": [], "good": {}, "power": [], "context": {}, "treated": [], '
        '"own": [], "break": null, "mended": null, "unsafe": false, "private": false, "share": false, '
        '"story_only": false, "links": [], "answers": {}}\n'
    )


def test_signs_stand_as_typed_and_control_characters_as_escapes() -> None:
    assert to_line({"text": "Mãe 😀 \u2028 \u202e „“"}) == '{"text": "Mãe 😀 \u2028 \u202e „“"}\n'
    assert to_line({"text": "a\nb\t\x00\x1b[31m\x7f\x85\x9b"}) == (
        '{"text": "a\\nb\\t\\u0000\\u001b[31m\\u007f\\u0085\\u009b"}\n'
    )


@given(some.text(some.characters(exclude_categories=("Cs",))))
def test_any_text_comes_back_from_its_line(text: str) -> None:
    line = to_line({"when": "2026-11-21", "text": text})

    assert json.loads(line)["text"] == text
    assert line.count("\n") == 1
    intake = reader.read(io.BytesIO(line.encode()), vocabulary=vocabulary())
    assert next(iter(intake.entries(lambda _: None))).moment.text == text


def test_reading_keeps_no_more_of_an_entry_than_its_uid() -> None:
    few, many = _peak(200), _peak(2_000)

    assert (many - few) / 1_800 < 250  # bytes; the entry itself takes more than a thousand


def _peak(count: int) -> int:
    """The most memory reading so many entries takes, twice over, beside the file itself."""
    line = to_line({"uid": "{:08}", "when": "2026-11-21", "text": "x" * 200, "moves": ["went-silent"]})
    before, after = line.split("{:08}")
    file = io.BytesIO("".join(f"{before}{number:08}{after}" for number in range(count)).encode())
    known = vocabulary()
    reader.read(io.BytesIO(b""), vocabulary=known)
    tracemalloc.start()
    try:
        intake = reader.read(file, vocabulary=known)
        assert sum(1 for _ in intake.entries(lambda _: None)) == count
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
