"""The fictional journal: whole, rich, true to the rules, and recent whenever it is shown."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from relational_journal import Journal, Window
from relational_journal.demo.load import END, FILE, ONE_MOMENT, lines, weeks_to
from relational_journal.exchange.export import export_lines
from relational_journal.patterns.questions.detail import detail
from relational_journal.report.render.to_text import to_text
from relational_journal.report.views.overview import overview
from relational_journal.report.views.pattern_screen import pattern_screen
from relational_journal.vocabulary.load import vocabulary
from relational_journal.vocabulary.pattern_names import row_keys
from tests.support.demo_journal import NOW


@pytest.fixture(scope="module")
def records() -> list[dict[str, Any]]:
    return [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def moments(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [record for record in records if record["kind"] == "moment"]


@pytest.fixture
def journal(demo_of_mine: Path):  # type: ignore[no-untyped-def]
    with Journal.open(demo_of_mine, now=lambda: NOW) as journal:
        yield journal


def test_the_file_is_an_export_to_the_byte(journal) -> None:  # type: ignore[no-untyped-def]
    assert "".join(export_lines(journal)) == FILE.read_text(encoding="utf-8")


def test_it_is_half_a_year_of_some_hundred_and_fifty_moments(moments) -> None:  # type: ignore[no-untyped-def]
    days = sorted(moment["when"][:10] for moment in moments)

    assert 140 <= len(moments) <= 180
    assert (
        timedelta(days=170) < datetime.fromisoformat(days[-1]) - datetime.fromisoformat(days[0]) < timedelta(days=185)
    )


def test_connection_comes_first_in_number_and_ordinary_days_are_there(moments) -> None:  # type: ignore[no-untyped-def]
    tones = Counter(moment["tone"] for moment in moments)

    assert tones["connection"] > tones["disconnection"] > tones["mixed"] > tones["ordinary"] >= 15


def test_every_kind_of_relationship_the_theory_speaks_of_is_in_it(records) -> None:  # type: ignore[no-untyped-def]
    relationships = {record["relationship"] for record in records if record["kind"] == "person"}

    assert relationships >= {
        "partner", "parent", "sibling", "manager", "colleague", "someone-i-lead", "close-friend", "friend",
        "therapist", "group-or-faith", "official-or-service", "stranger", "neighbour", "in-law", "ex-partner",
    }  # fmt: skip


def test_power_and_culture_are_in_the_room_on_both_sides(moments) -> None:  # type: ignore[no-untyped-def]
    contexts = Counter(f"{key}:{side}" for moment in moments for key, side in moment["context"].items())
    positions = Counter(key for moment in moments for key in moment["power"])
    treated = Counter(key for moment in moments for key in moment["treated"])

    for key in ("race-ethnicity", "class-money", "gender", "religion", "immigration-language", "sexuality"):
        assert contexts[f"{key}:subordinate"] >= 3, key
    assert contexts["class-money:dominant"] >= 2
    assert contexts["education:dominant"] >= 2
    assert positions["they-had-more"] > 30
    assert positions["i-had-more"] > 10
    assert positions["power-over-them"] >= 1
    assert treated["stood-with-me"] >= 5


def test_breaks_end_in_every_way_a_break_can_end(moments, records) -> None:  # type: ignore[no-untyped-def]
    assert {moment["break"] for moment in moments} == {
        None, "open", "partly", "mended", "let-go", "not-safe-to-mend", "ended"
    }  # fmt: skip
    repaired = {link["to"] for moment in moments for link in moment["links"] if link["as"] == "repairs"}
    for moment in moments:
        if moment["break"] == "mended":
            assert moment["uid"] in repaired or moment["mended"], moment["text"]
    assert any(moment["mended"] for moment in moments)


def test_every_tie_leads_somewhere_and_every_kind_of_tie_is_there(records) -> None:  # type: ignore[no-untyped-def]
    kinds = {record["uid"]: record["kind"] for record in records if "uid" in record}
    ties = [(kinds[link["to"]], link["as"]) for record in records for link in record.get("links", ())]

    assert {as_ for _, as_ in ties} == {"repairs", "echoes", "fits", "does-not-fit", "tries", "outcome-of"}
    assert all(kind == "memory" for kind, as_ in ties if as_ == "echoes")
    assert all(kind == "picture" for kind, as_ in ties if as_ in ("fits", "does-not-fit", "tries"))
    assert max(Counter(kind for kind, as_ in ties if as_ == "echoes").values()) >= 3


def test_care_is_given_gladly_a_friend_fades_and_a_repair_is_there_to_be_seen(moments) -> None:  # type: ignore[no-untyped-def]
    care = {"helped-them", "comforted-them", "kept-them-company"}
    gladly = [m for m in moments if care & set(m["moves"]) and "they-thanked-me" in m["after"]]
    assert len(gladly) >= 2
    assert all(m["tone"] == "connection" for m in gladly)

    days = sorted(datetime.fromisoformat(m["when"][:10]) for m in moments if "Kofi" in m["people"])
    gaps = sorted((after - before).days for before, after in pairwise(days) if after > before)
    assert len(days) >= 5
    assert (NOW.replace(tzinfo=None) - days[-1]).days > 2 * gaps[len(gaps) // 2]

    tied = {link["to"] for m in moments for link in m["links"] if link["as"] == "repairs"}
    (broken,) = (m for m in moments if m["when"][:10] == "2026-10-31")
    (seen,) = (m for m in moments if m["when"][:10] == "2026-11-02")
    assert (broken["tone"], broken["break"], broken["mended"]) == ("disconnection", None, None)
    assert broken["uid"] not in tied
    assert broken["people"] == seen["people"]
    assert {"repaired", "apologised"} <= set(seen["moves"])
    assert not seen["links"]


def test_the_words_it_uses_are_of_every_way_a_move_can_go(moments) -> None:  # type: ignore[no-untyped-def]
    used = Counter(vocabulary().group(key) for moment in moments for key in moment["moves"])

    assert all(used[way] >= 3 for way in ("contact", "away", "against", "appeasing", "pressing", "none")), used


def test_all_that_stands_beside_moments_is_in_it(records, moments) -> None:  # type: ignore[no-untyped-def]
    kinds = Counter(record["kind"] for record in records)
    states = [record["answers"].get("state") for record in records if record["kind"] == "experiment"]
    sessions = [record["answers"]["state"] for record in records if record["kind"] == "session"]

    assert kinds["memory"] == 3
    assert kinds["picture"] == 1
    assert {"tried", "not-yet"} <= set(states)
    assert kinds["lookback"] >= 12
    assert sessions.count("held") >= 9
    assert sessions[-1] == "prepared"
    assert kinds["hunch"] == 2
    assert kinds["learned"] >= 3
    assert kinds["word"] >= 3
    assert any(record["like"] for record in records if record["kind"] == "word")
    assert sum(len(moment["good"]) >= 3 for moment in moments) > 60
    assert sum(moment["private"] for moment in moments) >= 3
    assert sum(moment["story_only"] for moment in moments) == 1
    assert 1 <= sum(moment["unsafe"] for moment in moments) <= 5
    assert any(moment["urges"] for moment in moments)
    assert any(moment["when"].count("-") == 2 for moment in moments)


def test_texts_are_short_and_each_its_own(moments) -> None:  # type: ignore[no-untyped-def]
    texts = [moment["text"] for moment in moments]

    assert len(set(texts)) == len(texts)
    assert all(10 < len(text) < 320 for text in texts)


def test_nothing_in_it_belongs_to_a_season_so_that_it_may_be_any_half_year(records) -> None:  # type: ignore[no-untyped-def]
    said = " ".join(
        " ".join([record.get("text") or "", *record.get("answers", {}).values()]) for record in records
    ).lower()
    months = "january|february|april|june|july|august|september|october|november|december"

    assert not re.search(rf"\b({months}|christmas|easter|summer|winter|autumn|snow)\b", said)


def test_pushing_away_and_going_quiet_ease_and_saying_what_is_true_grows(journal) -> None:  # type: ignore[no-untyped-def]
    def share(key: str, since: str, until: str) -> float:
        window = Window(datetime.fromisoformat(since).date(), datetime.fromisoformat(until).date())
        row = next(row for row in journal.patterns(window).rows if row.key == key)
        assert row.of >= 10
        return len(row.shows) / row.of

    thirds = (("2026-05-25", "2026-08-02"), ("2026-08-03", "2026-09-27"), ("2026-09-28", "2026-11-22"))
    for key in ("pushing-away", "going-silent", "shutting-down-under-power"):
        first, second, third = (share(key, *days) for days in thirds)
        assert first > second > third > 0, key
    first, second, third = (share("saying-whats-true", *days) for days in thirds)
    assert first < second < third


def test_the_last_weeks_give_each_pattern_something_to_say(journal) -> None:  # type: ignore[no-untyped-def]
    counted = journal.patterns()
    rows = {row.key: row for row in counted.rows}

    assert counted.window == Window(datetime(2026, 9, 28).date(), datetime(2026, 11, 22).date())
    assert counted.unsafe == 1
    assert sum(row.reading != "too-few" for row in counted.rows) >= 16
    for key in ("pushing-away", "going-silent", "bracing", "repairing", "growth-moments", "letting-in"):
        assert rows[key].shows, key
    assert rows["pushing-away"].turned
    assert rows["pushing-away"].held
    assert rows["bracing"].otherwise
    assert rows["bracing"].ledger.better
    assert rows["bracing"].ledger.as_feared


def test_no_claim_is_made_that_chance_would_make(journal) -> None:  # type: ignore[no-untyped-def]
    assert {comparison.reading for comparison in journal.patterns().comparisons} >= {"too-few", "no-clear-difference"}


def test_the_page_keeps_every_name_private_and_unsafe_moment_off(journal, moments) -> None:  # type: ignore[no-untyped-def]
    from relational_journal.report.render.to_text import to_text

    page = to_text(journal.summary().report)

    for name in ("Jude", "Mãe", "Marta", "Helen", "Graça", "Ruben", "Tess"):
        assert not re.search(rf"\b{name}\b", page), name
    assert "wiper" not in page
    assert "stranger on" not in page


@pytest.mark.parametrize(
    "now",
    [
        "2026-11-22T19:30:00+01:00",
        "2026-11-22T19:29:59+01:00",
        "2026-11-28T23:59:00+01:00",
        "2027-03-31T08:00:00+02:00",
        "2031-07-04T12:00:00+02:00",
        "2024-02-29T00:00:00+01:00",
    ],
)
def test_it_ends_in_the_week_before_now_and_keeps_every_weekday(records, now: str) -> None:  # type: ignore[no-untyped-def]
    at = datetime.fromisoformat(now)
    moved = [json.loads(line) for line in lines(at)]

    ends = max(datetime.fromisoformat(record["written"]) for record in moved if "written" in record)
    assert timedelta(0) <= at - ends < timedelta(days=7, hours=1)
    for before, after in zip(records, moved, strict=True):
        if isinstance(before.get("when"), str) and len(before["when"]) >= 10:
            first, second = (datetime.fromisoformat(record["when"][:19]) for record in (before, after))
            assert second - first == weeks_to(at)
            assert (second - first) % timedelta(weeks=1) == timedelta(0)
            assert after["when"][11:16] == before["when"][11:16]
        elif isinstance(before.get("when"), str):
            assert after["when"] == before["when"]
        assert before.get("text") == after.get("text")


def test_times_have_the_offset_of_this_place_on_their_own_day(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    moved = [json.loads(line) for line in lines(datetime.fromisoformat("2027-03-30T12:00:00+02:00"))]
    offsets = {record["when"][:7]: record["when"][19:] for record in moved if len(str(record.get("when"))) == 25}

    assert offsets["2027-02"] == "+01:00"
    assert offsets["2026-10"] in ("+01:00", "+02:00")
    assert {record["when"][19:] for record in moved if str(record.get("when")).startswith("2027-03-28T")} <= {"+02:00"}


def test_the_same_present_gives_the_same_journal() -> None:
    assert list(lines(NOW)) == list(lines(NOW))
    assert NOW.replace(tzinfo=None) > END


def test_the_moment_shown_in_full_is_there_with_before_turn_and_after(moments) -> None:  # type: ignore[no-untyped-def]
    (shown,) = (moment for moment in moments if moment["uid"] == ONE_MOMENT)

    assert all(shown[field] for field in ("first", "felt_before", "wishes", "urges", "moves", "after", "good", "power"))
    assert not shown["private"]


def test_the_patterns_of_the_demo_and_each_of_them_stand_on_one_screen_whatever_the_day(journal) -> None:  # type: ignore[no-untyped-def]
    for weeks in range(0, 24, 4):
        until = NOW.date() - timedelta(weeks=weeks)
        counted = journal.patterns(Window(until - timedelta(days=55), until))
        for columns in (60, 80, 120):
            drawn = to_text(overview(counted, journal.vocabulary, columns=columns), width=columns).splitlines()

            assert len(drawn) < 40, "\n".join(drawn)
            assert all(len(each) <= columns for each in drawn)
        reports = []
        for keys in [*((row.key,) for row in counted.rows), row_keys("the chase")]:
            reports.append(pattern_screen([detail(counted, key) for key in keys], counted, today=until))
        for report in reports:
            drawn = to_text(report, width=80).splitlines()

            assert len(drawn) < 40, "\n".join(drawn)
            assert all(len(each) <= 80 for each in drawn)
