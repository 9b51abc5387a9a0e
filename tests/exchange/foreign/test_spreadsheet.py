"""CSV with a header comes in by the names of its columns or by a map."""

from __future__ import annotations

from pathlib import Path

import pytest

from relational_journal.errors import UnreadableImport
from relational_journal.exchange.foreign.mapping import WordMap
from tests.support.foreign import read


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_separator_and_encoding_gives_the_same_entry(tmp_path: Path, sign: str, encoding: str) -> None:
    rows = [
        ["Date", "Time", "Entry", "With", "Tags", "Tone"],
        ["2026-03-02", "7:40 PM", "Zoë rang", "Ada", "hurt", "mixed"],
    ]
    (tmp_path / "d.csv").write_bytes("\r\n".join(sign.join(row) for row in rows).encode(encoding))

    intake, (entry,) = read(tmp_path / "d.csv")

    assert intake.format == "csv"
    assert (entry.when, entry.text) == ("2026-03-02T19:40:00+01:00", "Zoë rang")
    assert (entry.people, entry.tone, entry.felt_before) == (("Ada",), "mixed", ("hurt",))


def test_cells_with_line_feeds_and_files_with_cr_alone_are_read(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_bytes(b'date,text\r2026-03-02,"one\rtwo"\r2026-03-03,three\r')

    assert [entry.text for entry in read(tmp_path / "d.csv")[1]] == ["one\rtwo", "three"]


def test_what_is_no_name_stays_with_the_entry_as_words(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("date,text,people\n2026-03-01,Long talk,Ada; 3rd floor; -\n")
    _, (entry,) = read(tmp_path / "d.csv")

    assert entry.people == ("Ada",)
    assert entry.answers["with"] == "3rd floor | -"


def test_title_people_and_tags_have_their_place_and_other_columns_are_told(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text(
        "when,title,text,people,tags,weather,mood\n2026-03,Tea,Long talk,Ada; Ben,hurt|gardening,rain,fine\n"
    )

    intake, (entry,) = read(tmp_path / "d.csv")

    assert (entry.when, entry.text, entry.people) == ("2026-03", "Tea\nLong talk", ("Ada", "Ben"))
    assert entry.felt_before == ("hurt",)
    assert dict(entry.answers) == {"mood": "fine", "tags": "gardening"}
    assert intake.fields["weather"] == "left out"


def test_a_map_says_what_columns_hold(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("Wann,Was,Wetter\n2026-03-02,Tee,Regen\n")
    words = WordMap(columns={"Wann": "when", "Was": "text", "Wetter": "keep"})

    entry = read(tmp_path / "d.csv", words)[1][0]

    assert (entry.when, entry.text, dict(entry.answers)) == ("2026-03-02", "Tee", {"Wetter": "Regen"})


def test_a_file_without_a_known_column_says_which_it_has(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("Wann,Was\n2026-03-02,Tee\n")

    with pytest.raises(UnreadableImport) as error:
        read(tmp_path / "d.csv")
    assert "is CSV" in error.value.sentence
    assert "Wann, Was" in error.value.sentence
    assert "[columns]" in error.value.next_step


@pytest.mark.parametrize("first", ["2026-03-02,Tea with someone", "02/03/2026;Tea with someone"])
def test_a_first_line_that_is_an_entry_is_named_and_never_quoted(tmp_path: Path, first: str) -> None:
    (tmp_path / "d.csv").write_text(f"{first}\n")

    with pytest.raises(UnreadableImport, match="without a header: its first line is an entry") as error:
        read(tmp_path / "d.csv")
    assert "Tea" not in error.value.sentence + error.value.next_step


@pytest.mark.parametrize(
    ("header", "between"),
    [("date,text", ""), ("full_date,date,weekday,time,mood,activities,note", "x,y,19:40,good,,")],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_file_cut_off_inside_a_cell_is_refused_with_its_line(
    tmp_path: Path, header: str, between: str, end: str
) -> None:
    rows = [header, f"2026-03-02,{between}Tea.", f'2026-03-03,{between}"Long', 'and ""longer']
    (tmp_path / "d.csv").write_bytes(end.join(rows).encode())

    with pytest.raises(UnreadableImport, match="a quote of the row on line 3 is never closed"):
        read(tmp_path / "d.csv")

    (tmp_path / "d.csv").write_bytes((end.join(rows) + '"').encode())
    assert read(tmp_path / "d.csv")[1][-1].text == f'Long{end}and "longer'


def test_latin_1_is_read_only_when_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_bytes("date,text\n2026-03-02,Zoë\n".encode("latin-1"))

    with pytest.raises(UnreadableImport, match="UTF-8"):
        read(tmp_path / "d.csv")
    assert read(tmp_path / "d.csv", WordMap(encoding="latin-1"))[1][0].text == "Zoë"


def test_the_file_shows_the_order_of_day_and_month_or_it_is_asked(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("date,text\n02/03/2026,Tea\n13/03/2026,Talk\n")
    assert [entry.when for entry in read(tmp_path / "d.csv")[1]] == ["2026-03-02", "2026-03-13"]

    (tmp_path / "d.csv").write_text("date,text\n02/03/2026,Tea\n")
    with pytest.raises(UnreadableImport, match=r'^the date "02/03/2026" on line 2 can be two days'):
        read(tmp_path / "d.csv")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2026-02-30,Tea", 'line 2 has "2026-02-30" as its date'),
        (",Tea", "line 2 has no date"),
        ("2026-03-02,Tea,splendid", 'line 2 has "splendid" as its tone'),
        ("2026-03-02 25:10,Tea", "does not read"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_by_its_line(tmp_path: Path, row: str, said: str) -> None:
    (tmp_path / "d.csv").write_text(f"date,text,tone\n{row}\n")

    with pytest.raises(UnreadableImport) as error:
        read(tmp_path / "d.csv")
    assert said in error.value.sentence


def test_what_our_own_export_guards_comes_back_without_its_guard(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text(
        "when,kind,text,uid,moves\n2026-03-02,moment,'=1+1,0198-a,went-silent | pulled-back\n"
    )

    entry = read(tmp_path / "d.csv")[1][0]

    assert (entry.text, entry.uid, entry.moves) == ("=1+1", "0198-a", ("went-silent", "pulled-back"))
