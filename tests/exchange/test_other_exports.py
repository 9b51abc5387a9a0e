"""Exports as CSV, Markdown and the JSON of jrnl, and the way back from each."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from relational_journal.exchange.csv_cells import from_cell, joined, parted, to_cell
from relational_journal.exchange.csv_export import csv_lines
from relational_journal.exchange.foreign.mapping import WordMap
from relational_journal.exchange.formats import format_of
from relational_journal.exchange.input_file import opened
from relational_journal.exchange.jrnl_export import jrnl_lines
from relational_journal.exchange.markdown_export import markdown_files, markdown_lines
from relational_journal.exchange.markdown_marks import escape, unescape
from relational_journal.model import Entry
from relational_journal.vocabulary.load import vocabulary
from tests.exchange.test_round_trip import OWN, moments

# What Markdown and jrnl keep of a text: no line ends but LF, no blank lines at its ends.
plain_texts = some.text(some.characters(exclude_categories=("Cs", "Cc")) | some.just("\n"), max_size=60).map(str.strip)
in_order = some.lists(moments, max_size=4, unique_by=lambda moment: moment.uid).map(
    lambda entries: sorted(entries, key=lambda entry: entry.when)
)
quick = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
STORY = Entry(
    when="2026-03-02T19:40:00+01:00",
    text="# Not a heading\n- not a list, [[no link]] and #no-tag",
    tone="disconnection",
    people=("Sam", "Aunt May"),
    setting="family",
    first=("they-let-me-down",),
    braced=("they-rejected-me",),
    felt_before=("hurt",),
    wishes=("to-matter",),
    moves=("went-silent",),
    urges=("pulled-back",),
    after=("they-let-me-down",),
    felt_after=("lonely",),
    good={"worth": "less", "more-connection": "same"},
    power=("about-equal",),
    context={"gender": "subordinate"},
    own=("saudade",),
    break_status="open",
    private=True,
    uid="0198-a",
    answers={"camera": "two people,\n**one** table"},
)


def read_back(path: Path) -> list[Entry]:
    with opened(str(path), folder=None) as source:
        known = vocabulary().with_words(OWN)
        intake = format_of(source).read(vocabulary=known, words=WordMap())
        return [item.moment for item in intake.entries(lambda _: None)]


def through(lines: Iterable[str], name: str) -> list[Entry]:
    """What comes back from a file of these lines."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text("".join(lines), encoding="utf-8", newline="")
        return read_back(path)


@given(in_order)
@quick
def test_every_field_comes_back_from_csv(entries: list[Entry]) -> None:
    assert through(csv_lines(entries), "d.csv") == [entry._replace(id=None) for entry in entries]


@given(some.text())
def test_no_cell_is_a_formula_and_each_is_what_it_was(text: str) -> None:
    cell = to_cell(text)

    assert not cell.lstrip().startswith(("=", "+", "-", "@", "|", "%"))
    assert from_cell(cell) == text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1", "%0", "|x"])
def test_what_a_spreadsheet_would_compute_is_marked(text: str) -> None:
    row = "".join(csv_lines([Entry(when="2026-03-02", text=text)]))

    assert next(csv.DictReader(io.StringIO(row, newline="")))["text"] == "'" + text


def test_csv_has_a_row_an_entry_and_names_for_columns() -> None:
    rows = list(csv.DictReader(io.StringIO("".join(csv_lines([STORY, STORY])), newline="")))

    assert len(rows) == 2
    assert (rows[0]["people"], rows[0]["moves"], rows[0]["private"]) == ("Sam | Aunt May", "went-silent", "yes")


@given(some.lists(some.text("ab |·\\,:'#", min_size=1, max_size=9).map(str.strip).filter(bool), unique=True))
@example(["A · B", "Ann | Bea", "| |"])
@quick
def test_every_name_comes_back(names: list[str]) -> None:
    entry = Entry(when="2026-03-02", text="Tea.", people=tuple(" ".join(name.split()) for name in names))
    entry = entry._replace(people=tuple(dict.fromkeys(entry.people)))

    assert through(csv_lines([entry._replace(uid="a")]), "d.csv")[0].people == entry.people
    assert through(markdown_lines([entry]), "d.md")[0].people == entry.people


@pytest.mark.parametrize("items", [["Ann | Bea", "x"], ["|", "x |", "| x"], ["a \\| b"], ["a \\", "| b"], ["a|b"]])
def test_a_bar_in_an_item_parts_nothing(items: list[str]) -> None:
    assert parted(joined(items)) == items


@given(some.text())
def test_escaped_text_is_what_it_was(text: str) -> None:
    assert unescape(escape(text)) == text


@pytest.mark.parametrize("name", ["one file", "a folder"])
def test_a_story_comes_back_from_markdown(tmp_path: Path, name: str) -> None:
    if name == "one file":
        (tmp_path / "d.md").write_text("".join(markdown_lines([STORY])), encoding="utf-8")
    else:
        for file, text in markdown_files([STORY]):
            (tmp_path / file).write_text(text, encoding="utf-8")

    (back,) = read_back(tmp_path / "d.md" if name == "one file" else tmp_path)

    assert back == STORY._replace(uid="")


@given(in_order, plain_texts)
@quick
def test_times_texts_people_and_tones_come_back_from_markdown(entries: list[Entry], text: str) -> None:
    entries = [
        entry._replace(text=text, answers={}, people=tuple(name for name in entry.people if name != "myself"))
        for entry in entries
    ]

    back = through(markdown_lines(entries), "d.md")

    for name in (
        "when",
        "kind",
        "text",
        "tone",
        "people",
        "private",
        "unsafe",
        "break_status",
        "moves",
        "urges",
        "own",
    ):
        assert [getattr(entry, name) for entry in back] == [getattr(entry, name) for entry in entries]


def test_a_day_has_one_file_with_front_matter() -> None:
    later = STORY._replace(when="2026-03-02T21:00:00+01:00", people=("Ada",))
    month = STORY._replace(when="2026-04")

    files = dict(markdown_files([STORY, later, month]))

    assert list(files) == ["2026-03-02.md", "2026-04.md"]
    front = files["2026-03-02.md"].split("---\n")[1]
    assert "date: 2026-03-02\n" in front
    assert 'people: ["Sam", "Aunt May", "Ada"]\n' in front
    assert '"urge/pulled-back"' in front
    assert "\n## 19:40\n" in files["2026-03-02.md"]
    assert "\n## 21:00\n" in files["2026-03-02.md"]


@given(in_order, plain_texts)
@quick
def test_times_and_texts_come_back_from_the_json_of_jrnl(entries: list[Entry], text: str) -> None:
    entries = [entry._replace(when=entry.when[:10], text=f"x{text}") for entry in entries if len(entry.when) >= 10]

    document = "".join(jrnl_lines(lambda: entries))

    assert [record["date"] for record in json.loads(document)["entries"]] == [entry.when for entry in entries]
    back = through([document], "j.json")
    assert [(entry.when[:10], entry.text) for entry in back] == [(entry.when, entry.text) for entry in entries]


def test_jrnl_gets_people_and_tags_with_their_signs() -> None:
    document = json.loads("".join(jrnl_lines(lambda: [STORY])))

    (record,) = document["entries"]
    assert {"@Sam", "@Aunt-May", "#went-silent"} <= set(record["tags"])
    assert document["tags"]["@Sam"] == 1
    assert (record["date"], record["time"], record["starred"]) == ("2026-03-02", "19:40", False)
