"""The demo journal, every number counted once more from the rules of the domain."""

from __future__ import annotations

import json
from datetime import date

import pytest
from agreement import assert_agree

from relational_journal.demo.load import FILE
from relational_journal.model import Word


@pytest.mark.parametrize("since", [date(2026, 9, 28), date(2026, 5, 1), date(2026, 11, 9)])
def test_every_number_of_the_demo_journal_is_the_one_the_domain_asks_for(since: date) -> None:
    records = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    people = {record["name"]: record["relationship"] for record in records if record["kind"] == "person"}
    words = [
        Word(*(record[name] for name in ("key", "label", "polarity", "like")))
        for record in records
        if record["kind"] == "word"
    ]
    entries = [record for record in records if "uid" in record and "moves" in record]

    assert_agree(entries, people, since, date(2026, 11, 22), words=words)
