"""What is read of a journal for a window gives the same numbers as all of it would."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from relational_journal import Journal, Window
from relational_journal.model import Entry, Link, Query
from relational_journal.patterns.counting.count import count
from relational_journal.patterns.questions.repairs import repairs
from relational_journal.report.render.answers_json import repairs_json
from relational_journal.report.render.patterns_json import patterns_json
from tests.patterns.test_against_oracle import PEOPLE, chance_journal
from tests.support.journals import NOW
from tests.support.program import Program


@pytest.mark.parametrize("seed", range(6))
def test_a_window_is_counted_from_what_it_needs_as_from_the_whole_journal(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [json.dumps({"kind": "person", "name": name, "relationship": kind}) for name, kind in PEOPLE.items()]
    lines += [json.dumps(entry) for part in range(4) for entry in _shifted(chance_journal(seed * 4 + part), part)]
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")

    monkeypatch.setenv("RJ_JOURNAL", str(tmp_path / "j.db"))
    Program(tmp_path / "j.db")("import", str(file))
    with Journal.open(tmp_path / "j.db", now=lambda: NOW) as journal:
        everything = list(journal.entries(Query(kinds=("moment",))))
        people = {person.name: person for person in journal.people.all()}
        for since, until in ((date(2026, 10, 12), date(2026, 11, 22)), (date(2026, 6, 1), date(2026, 7, 20))):
            narrow = journal.patterns(Window(since, until))
            whole = count(
                everything,
                Window(since, until),
                now=NOW,
                vocabulary=journal.vocabulary,
                people=people,
                judge=lambda contrasts: ["read"] * len(contrasts),
            )
            read, expected = patterns_json(narrow), patterns_json(whole)
            for each in (read, expected):
                for comparison in each["comparisons"]:
                    del comparison["reading"]

            assert narrow.before_window == whole.before_window
            assert read == expected
            assert repairs_json(repairs(narrow)) == repairs_json(repairs(whole))


def _shifted(entries: list[dict], part: int) -> list[dict]:
    """The same journal so many months earlier, under other uids, so that several make a year."""
    months = {f"2026-{month:02}": f"2026-{max(1, month - 2 * part):02}" for month in range(1, 13)}
    shifted = []
    for entry in entries:
        when = months.get(entry["when"][:7], entry["when"][:7]) + entry["when"][7:]
        when = when if when[8:10] <= "28" else when[:8] + "28" + when[10:]
        mended = entry["mended"] and {**entry["mended"], "when": months["2026-11"] + "-20"}
        links = [{"to": f"{part}{link['to']}-uid", "as": link["as"]} for link in entry["links"]]
        uid = f"{part}{entry['uid']}-uid"
        changed = {"uid": uid, "when": when, "mended": mended, "links": links, "text": "x"}
        shifted.append({**entry, **changed, "power": entry["power"][:1]})
    return shifted


def test_a_repair_noted_with_its_year_alone_is_read_and_the_rest_of_the_journal_is_not(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "j.db", now=lambda: NOW) as journal:
        for day in range(1, 10):
            journal.add(f"2024-03-0{day}: Long ago. @Sam +o +listened")
            journal.add(f"2026-09-0{day}: Before. @Sam +o +listened")
        broken = journal.add("2026-10-15: A quarrel. @Sam +d")
        journal.add(Entry("2026", people=("Sam",), moves=("repaired",), links=(Link(broken.uid, "repairs"),)))
        patterns = journal.patterns(Window(date(2026, 9, 28), date(2026, 11, 22)))

    assert len(patterns.row("repairing").shows) == 1
    assert len(patterns.study.all_moments) == 11
