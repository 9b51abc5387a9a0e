"""Export, import into an empty journal, export: the same bytes, whatever was written, changed and deleted before."""

from __future__ import annotations

import io
import tempfile
import tracemalloc
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from relational_journal import Journal
from relational_journal.exchange.export import export_lines
from relational_journal.exchange.import_file import bring_in
from relational_journal.exchange.jsonl import reader
from relational_journal.model import (
    AMOUNTS,
    BREAKS,
    KINDS,
    LINKS,
    MYSELF,
    SIDES,
    TONES,
    Entry,
    Hunch,
    Learned,
    Link,
    Mended,
    Person,
    Word,
)
from relational_journal.vocabulary.load import vocabulary

NOW = datetime.fromisoformat("2026-11-22T18:40:00+01:00")
OWN = (Word("fed-me", "they fed me", "C", "they-helped"), Word("blue", "blué", "D", "sad"), Word("saudade", "saudade"))
PEOPLE = (Person("Sam", "partner", "about-equal", ("Samuel", "S.")), Person("Aunt May", None, None), Person("Łukasz"))

texts = some.text(some.characters(exclude_categories=("Cs",)), max_size=60) | some.sampled_from(
    [
        "\x00",
        "a\nb\r\n\tc",
        "\x1b[31m\x9b",
        "\u2028\u2029\x85",
        "\u202eabc",
        "[bold]",
        "'; DROP",
        '"* NEAR(',
        "😀",
        "\ufeff",
    ]
)
days = some.dates(min_value=datetime(1900, 1, 1).date()).map(str)
clock_times = some.datetimes(min_value=datetime(1900, 1, 1)).flatmap(
    lambda moment: some.sampled_from(["+00:00", "+01:00", "-09:30", "+05:45"]).map(
        lambda offset: moment.replace(microsecond=0).isoformat() + offset
    )
)
whens = days | clock_times | days.map(lambda day: day[:7]) | days.map(lambda day: day[:4])


def keys(*lists: str) -> some.SearchStrategy[tuple[str, ...]]:
    known = vocabulary().with_words(OWN)
    words = sorted(term.key for name in lists for term in known.list_of(name))
    return some.lists(some.sampled_from(words), max_size=3, unique=True).map(tuple)


moments = some.builds(
    Entry,
    when=whens,
    text=texts,
    kind=some.sampled_from(KINDS),
    uid=some.uuids().map(str),
    written=clock_times | some.just(""),
    changed=clock_times | some.just(""),
    tone=some.none() | some.sampled_from(TONES),
    people=some.lists(some.sampled_from(["Sam", "Aunt May", "Łukasz", MYSELF, "new one"]), unique=True, max_size=3).map(
        tuple
    ),
    setting=some.none() | some.sampled_from(["family", "self", "manager"]),
    first=keys("responses"),
    braced=keys("responses"),
    felt_before=keys("feelings"),
    wishes=keys("wishes"),
    moves=keys("moves"),
    urges=keys("moves"),
    after=keys("responses"),
    felt_after=keys("feelings"),
    good=some.dictionaries(
        some.sampled_from(["zest", "action", "clarity", "worth", "more-connection"]), some.sampled_from(AMOUNTS)
    ),
    power=some.sampled_from(
        [(), ("about-equal",), ("they-had-more", "power-over-me"), ("power-with", "power-not-sure")]
    ),
    context=some.dictionaries(some.sampled_from(["gender", "class-money"]), some.none() | some.sampled_from(SIDES)),
    treated=keys("treated"),
    own=some.sampled_from([(), ("saudade",)]),
    break_status=some.none() | some.sampled_from(BREAKS),
    mended=some.none()
    | some.builds(Mended, when=days | clock_times, by=some.sampled_from(["me", "them", "both", None])),
    unsafe=some.booleans(),
    private=some.booleans(),
    share=some.booleans(),
    story_only=some.booleans(),
    links=some.lists(
        some.builds(Link, to=some.uuids().map(str), as_=some.sampled_from(LINKS)), max_size=2, unique=True
    ).map(tuple),
    answers=some.dictionaries(some.sampled_from(["camera", "title", "anything else", "\x00"]), texts, max_size=2),
)
hunches = some.builds(
    Hunch,
    uid=some.uuids().map(str),
    text=texts,
    when=some.just(("they-criticised-me", "gender:dominant")),
    then=some.just(("went-silent", "blue")),
    with_=some.none() | some.sampled_from(["Sam", MYSELF]),
    since=days,
    ended=some.none() | days,
    read_at=some.integers(1, 100),
)
readings = some.builds(
    Learned,
    phrase=texts.filter(str.strip),
    key=some.sampled_from(["went-silent", "blue"]),
    kept=some.integers(0, 9),
    dropped=some.integers(0, 9),
)


def exported(journal: Journal) -> str:
    return "".join(export_lines(journal))


def brought_in(text: str, folder: str) -> str:
    """The export of an empty journal after this was brought in."""
    with Journal.open(Path(folder) / "other.db", now=lambda: NOW) as journal:
        bring_in(reader.read(io.BytesIO(text.encode()), vocabulary=journal.vocabulary), journal)
        return exported(journal)


@given(
    entries=some.lists(moments, max_size=5, unique_by=lambda moment: moment.uid),
    stated=some.lists(hunches, max_size=2, unique_by=lambda hunch: hunch.uid),
    learned=some.lists(readings, max_size=2, unique_by=lambda reading: (reading.phrase, reading.key)),
    data=some.data(),
)
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_two_exports_are_equal_byte_for_byte(entries, stated, learned, data) -> None:  # type: ignore[no-untyped-def]
    with tempfile.TemporaryDirectory() as folder:
        with Journal.open(Path(folder) / "one.db", now=lambda: NOW) as journal:
            journal.import_all(PEOPLE, OWN, stated, learned, iter(entries))
            for entry in entries:
                do = data.draw(some.sampled_from(["keep", "edit", "delete", "delete and undo"]))
                if do == "edit":
                    journal.replace(entry._replace(text=data.draw(texts)))
                elif do.startswith("delete"):
                    journal.delete(entry.uid)
                    if do == "delete and undo":
                        journal.undo()
            first = exported(journal)
        second = brought_in(first, folder)

    assert second == first
    assert "\x1b" not in first


def test_an_import_keeps_no_more_of_an_entry_than_its_uid(tmp_path: Path) -> None:
    few, many = _peak(tmp_path, 1_100), _peak(tmp_path, 2_200)  # stored by the thousand

    assert (many - few) / 1_100 < 250  # bytes; the entry itself takes more than a thousand


def test_an_export_needs_no_more_memory_for_ten_times_the_entries(tmp_path: Path) -> None:
    few, many = _peak(tmp_path, 200, out=True), _peak(tmp_path, 2_000, out=True)

    assert many < 1.2 * few + 20_000  # both are some forty thousand bytes


def _peak(folder: Path, count: int, *, out: bool = False) -> int:
    """The most memory Python takes for an import, or with `out` for the export after it, of so many entries."""
    file = folder / f"{count}.jsonl"
    line = reader.to_line({"uid": "@", "when": "2026-11-21", "text": "word " * 40, "moves": ["went-silent"]})
    file.write_text("".join(line.replace("@", f"uid-{number}") for number in range(count)), encoding="utf-8")
    with Journal.open(folder / f"{count}-{out}.db", now=lambda: NOW) as journal, file.open("rb") as stream:
        if out:
            bring_in(reader.read(stream, vocabulary=journal.vocabulary), journal)
        tracemalloc.start()
        try:
            if out:
                assert sum(1 for _ in export_lines(journal)) == count
            else:
                intake = reader.read(stream, vocabulary=journal.vocabulary)
                assert bring_in(intake, journal).added == count
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()


def test_an_entry_of_ten_megabytes_goes_in_and_out(tmp_path: Path) -> None:
    text = "ä😀 words " * 800_000
    line = reader.to_line({"uid": "big", "when": "2026-11-21", "text": text})

    assert text in brought_in(line, str(tmp_path))


@pytest.mark.parametrize("count", [1, 3])
def test_an_import_that_is_brought_in_again_changes_nothing(tmp_path: Path, count: int) -> None:
    demo = Path(reader.__file__).parents[2] / "demo" / "journal.jsonl"
    with Journal.open(tmp_path / "one.db", now=lambda: NOW) as journal:
        for _ in range(count):
            with demo.open("rb") as stream:
                bring_in(reader.read(stream, vocabulary=journal.vocabulary), journal)

        assert exported(journal) == demo.read_text(encoding="utf-8")
