"""Holding `count` against the slow oracle, number for number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from relational_journal.model import Person, Window, Word
from relational_journal.patterns.counting.count import count
from relational_journal.patterns.questions.detail import detail
from relational_journal.patterns.questions.repairs import repairs
from relational_journal.report.render.answers_json import repairs_json
from relational_journal.report.render.patterns_json import detail_json, patterns_json
from relational_journal.vocabulary.load import vocabulary
from tests.support import oracle
from tests.support.entries import from_record
from tests.support.journals import NOW
from tests.support.oracle import Oracle


def assert_agree(
    entries: Sequence[dict[str, Any]],
    people: Mapping[str, str | None],
    since: date,
    until: date,
    *,
    words: Sequence[Word] = (),
    safety: Mapping[str, str | None] | None = None,
) -> None:
    """Every number of `rj patterns --json` is the one the oracle counts."""
    slow = Oracle([in_place(entry, words) for entry in entries], people, since, until, NOW.date(), safety)

    patterns = count(
        [from_record(entry) for entry in entries],
        Window(since, until),
        now=NOW,
        vocabulary=vocabulary().with_words(words),
        people={
            name: Person(name, relationship, safety=(safety or {}).get(name)) for name, relationship in people.items()
        },
        judge=lambda contrasts: ["judged"] * len(contrasts),
    )
    ours = patterns_json(patterns)

    assert ours["moments"] == {
        "logged": len(slow.window),
        "counted": len([m for m in slow.window if slow.counts(m)]),
        "unsafe": len([m for m in slow.window if slow.unsafe(m)]),
        "story_only": len([m for m in slow.window if m["story_only"] and not slow.unsafe(m)]),
    }
    assert ours["ways"] == slow.ways()
    apart = [name for name in slow.apart if any(name in m["people"] for m in slow.window)]
    assert ours["held_apart"] == sorted(apart, key=str.casefold)
    mended = repairs_json(repairs(patterns))
    expected_repairs = slow.repairs()
    assert {name: mended[name] for name in expected_repairs} == expected_repairs
    assert [row["key"] for row in ours["patterns"]] == list(oracle.PATTERNS)
    for row in ours["patterns"]:
        expected = slow.row(row["key"])
        row["entries"] = {part: sorted(uids) for part, uids in row["entries"].items()}
        assert {name: row[name] for name in expected} == expected
    for key in oracle.PATTERNS:
        expected_sides = slow.comparisons(key)
        sides = {
            (each["by"], each["value"]): tuple((each[side]["shows"], each[side]["of"]) for side in ("with", "without"))
            for each in ours["comparisons"]
            if each["pattern"] == key
        }
        assert sides == expected_sides
        in_full = detail_json(detail(patterns, key))
        shown = {uid: slow.signs(key, slow.by_uid[uid]) for uid in in_full["pattern"]["entries"]["shows"]}
        if key not in ("repairing",):
            assert in_full["pattern"]["signs"] == shown
    for each in ours["comparisons"]:
        too_few = min(each["with"]["of"], each["without"]["of"]) < 5
        assert each["reading"] == ("too-few" if too_few else "judged")


def in_place(entry: dict[str, Any], words: Sequence[Word]) -> dict[str, Any]:
    """The entry with own words replaced by the key they count like."""
    like = {word.key: word.like for word in words if word.like}
    slots = ("first", "braced", "felt_before", "wishes", "moves", "urges", "after", "felt_after", "power", "treated")
    return {**entry, **{slot: list(dict.fromkeys(like.get(key, key) for key in entry[slot])) for slot in slots}}
