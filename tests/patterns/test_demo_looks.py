"""Questions 7 to 16 over the demo journal: what `rj look TOPIC --json` says, worked out once more from its export."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from relational_journal.model import Word
from tests.support.agreement import in_place
from tests.support.demo_journal import copied
from tests.support.oracle import AGAINST, AWAY, FEELINGS, GOOD, PATTERNS, RESPONSES, SETTINGS, WISHES, Oracle, day, some

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.program import Program

SINCE, UNTIL = date(2026, 6, 1), date(2026, 11, 22)
TONES = ("connection", "disconnection", "mixed", "ordinary")
TOPICS = ("repairs", "bracing", "echoes", "theme", "growth", "therapist", "experiments", "weeks", "unseen", "changes")


class Answers(NamedTuple):
    """What the command says by topic, the entries it was asked of, and the slow counter of these."""

    look: dict[str, Any]
    entries: list[dict[str, Any]]
    slow: Oracle
    moves: list[str]


_KEPT: list[Answers] = []


@pytest.fixture
def answers(rj: Program, demo_kept: Path) -> Answers:
    """Asked once for all tests here."""
    if not _KEPT:
        copied(demo_kept, rj.journal.parent)
        _KEPT.append(_ask(rj))
    return _KEPT[0]


def _ask(rj: Program) -> Answers:
    from relational_journal.vocabulary.load import vocabulary

    records = [json.loads(line) for line in rj("export").out.splitlines()]
    window = ("--since", SINCE.isoformat(), "--until", UNTIL.isoformat(), "--json")
    look = {topic: rj("look", topic, *window).json() for topic in TOPICS}
    people = {record["name"]: record["relationship"] for record in records if record["kind"] == "person"}
    words = [
        Word(*(record[name] for name in ("key", "label", "polarity", "like")))
        for record in records
        if record["kind"] == "word"
    ]
    entries = [in_place(record, words) for record in records if "uid" in record and "moves" in record]
    slow = Oracle(entries, people, SINCE, UNTIL, UNTIL)
    return Answers(look, entries, slow, [term.key for term in vocabulary().list_of("moves")])


def _counted(answers: Answers) -> list[dict[str, Any]]:
    return [m for m in answers.slow.window if answers.slow.counts(m)]


def _shared(answers: Answers) -> list[dict[str, Any]]:
    """Counted, and not with oneself alone."""
    return [m for m in answers.slow.window if answers.slow.may_stand_in_a_base(m)]


def test_repairs_question_7(answers: Answers) -> None:
    slow, found = answers.slow, answers.look["repairs"]
    breaks = [(m, slow.break_status(m)) for m in _shared(answers) if slow.break_status(m)]
    inside = [(m, status) for m, status in breaks if status not in ("ended", "not-safe-to-mend")]
    days = {m["uid"]: (slow.repair(m)[0] - day(m)).days for m, _ in inside if slow.repair(m)}
    repaired = [m for m, status in inside if status in ("mended", "partly") and m["uid"] in days]

    assert found["breaks"] == len(inside)
    for status in ("open", "partly", "mended", "let-go"):
        assert found[status] == len([each for _, each in inside if each == status])
    assert sum(found["left_out"].values()) == len(breaks) - len(inside)
    for within in (7, 30):
        old = [m for m, _ in inside if (UNTIL - day(m)).days >= within]
        soon = [m for m in old if m in repaired and days[m["uid"]] <= within]
        assert found[f"within_{within}"] == {"count": len(soon), "of": len(old)}
    assert found["median_days"] == median(
        days[m["uid"]] for m, status in inside if status == "mended" and m["uid"] in days
    )
    assert found["open"] > 0
    movers = Counter(slow.repair(m)[1] for m in repaired)
    assert found["first_move"] == {who: movers[who] for who in ("me", "them", "both")}
    assert sorted(found["entries"]) == sorted(m["uid"] for m, _ in breaks)


def test_bracing_question_9(answers: Answers) -> None:
    slow, found = answers.slow, answers.look["bracing"]
    feared = [m for m in _shared(answers) if some(m["braced"], AWAY + AGAINST) and (m["after"] or m["first"])]

    def ledger(moments: list[dict[str, Any]]) -> dict[str, int]:
        counts = slow.ledger([m["uid"] for m in moments])
        return {
            "of": len(moments),
            "feared": counts["as_feared"],
            "better": counts["better"],
            "cannot_say": counts["cannot_say"],
        }

    assert {name: found[name] for name in ("of", "feared", "better", "cannot_say")} == ledger(feared)
    names = sorted({name for m in feared for name in m["people"]}, key=str.casefold)
    assert found["people"] == [{"name": n, **ledger([m for m in feared if n in m["people"]])} for n in names]
    places = [place for place in SETTINGS if place in {slow.setting(m) for m in feared}]
    assert found["settings"] == [
        {"name": place, **ledger([m for m in feared if slow.setting(m) == place])} for place in places
    ]
    assert sorted(found["entries"]) == sorted(m["uid"] for m in feared)


def test_echoes_question_10(answers: Answers) -> None:
    memories = {entry["uid"]: entry for entry in answers.entries if entry["kind"] == "memory"}
    tied: dict[str, Any] = {uid: [] for uid in memories}
    for m in _counted(answers):
        for link in m["links"]:
            if link["as"] == "echoes" and link["to"] in memories:
                tied[link["to"]].append(m)
    expected = {uid: moments for uid, moments in tied.items() if moments}

    assert {each["uid"] for each in answers.look["echoes"]} == expected.keys()
    for each in answers.look["echoes"]:
        moments = expected[each["uid"]]
        assert (each["moments"], each["mention"]) == (len(moments), len(moments) >= 3)
        assert each["last"] == max(day(m) for m in moments).isoformat()
        showing = {key: {*answers.slow.row(key)["entries"]["shows"]} & {m["uid"] for m in moments} for key in PATTERNS}
        assert each["patterns"] == {key: len(uids) for key, uids in showing.items() if uids}


def test_theme_question_11(answers: Answers) -> None:
    full = [
        m
        for m in _shared(answers)
        if m["wishes"] and (m["first"] or m["braced"]) and (m["moves"] or m["felt_before"] or m["felt_after"])
    ]
    found = answers.look["theme"]
    assert found["full"] == len(full) >= 10

    parts = {
        "wish": (WISHES, ("wishes",)),
        "response": (RESPONSES, ("first", "braced")),
        "reply": (answers.moves + FEELINGS, ("moves", "felt_before", "felt_after")),
    }
    first_of: dict[str, str] = {}
    for part, (keys, fields) in parts.items():
        held = Counter(key for m in full for key in {key for field in fields for key in m[field]} & {*keys})
        most = max(held.values())
        first_of[part] = next(key for key in keys if held[key] == most)
        if found[part] is not None:
            assert found[part]["shows"] == most == held[found[part]["key"]]
            assert {found[part]["key"], *found[part]["also"]} == {key for key, n in held.items() if n == most}
            assert found[part]["of"] == len(full)
    together = [
        m
        for m in full
        if all(
            some([key for field in fields for key in m[field]], [first_of[part]]) for part, (_, fields) in parts.items()
        )
    ]
    assert found["together"] == len(together)
    assert [found[part] is None for part in parts] == [len(together) < 3] * 3


def test_growth_question_12(answers: Answers) -> None:
    shared = _shared(answers)
    expected = []
    for name in sorted({name for m in shared for name in m["people"]}, key=str.casefold):
        theirs = [m for m in shared if name in m["people"]]
        answered = [m for m in theirs if len(m["good"]) >= 3]
        if len(answered) < 5:
            continue
        pairs = [(m["answers"].get("mattered-to-them"), m["answers"].get("let-them-matter")) for m in theirs]
        pairs = [pair for pair in pairs if all(pair)]
        expected.append(
            {
                "name": name,
                "of": len(answered),
                "good": {
                    key: {
                        how: len([m for m in answered if m["good"].get(key) == how]) for how in ("more", "same", "less")
                    }
                    for key in GOOD
                },
                "both_ways": {"shows": pairs.count(("yes", "yes")), "of": len(pairs)},
            }
        )

    assert [{name: each[name] for name in expected[0]} for each in answers.look["growth"]] == expected
    for each in answers.look["growth"]:
        theirs = [m for m in shared if each["name"] in m["people"]]
        assert {tone: each["tones"][tone] for tone in TONES} == {
            tone: len([m for m in theirs if m["tone"] == tone]) for tone in TONES
        }


def test_therapist_question_13(answers: Answers) -> None:
    slow, found = answers.slow, answers.look["therapist"]
    theirs = [
        m
        for m in slow.moments
        if slow.setting(m) == "therapy" or any(slow.people.get(name) == "therapist" for name in m["people"])
    ]
    apart = Oracle(theirs, slow.people, SINCE, UNTIL, UNTIL)
    apart.moments = slow.moments  # what repaired a break may lie anywhere
    ways_of_staying_safe = [*PATTERNS][:12]
    otherwise = {
        uid
        for key in ways_of_staying_safe
        for part in ("otherwise", "turned")
        for uid in apart.row(key)["entries"][part]
    }

    assert theirs
    for row in found["patterns"]:
        expected = apart.row(row["key"])
        assert {part: row[part] for part in ("of", "shows", "otherwise", "neither")} == {
            part: expected[part] for part in ("of", "shows", "otherwise", "neither")
        }
    assert {*found["otherwise"]} == otherwise
    assert found["repairs"]["breaks"] == len([m for m in apart.window if apart.counts(m) and apart.break_status(m)])


def test_experiments_question_14(answers: Answers) -> None:
    experiments = [e for e in answers.entries if e["kind"] == "experiment" and SINCE <= day(e) <= UNTIL]
    by_uid = {each["uid"]: each for each in answers.look["experiments"]}

    assert by_uid.keys() == {e["uid"] for e in experiments}
    for e in experiments:
        said = {name: by_uid[e["uid"]][name] for name in ("predicted", "outcome", "learned")}
        assert said == {name: e["answers"].get(name) for name in ("predicted", "outcome", "learned")}
        assert by_uid[e["uid"]]["state"] == e["answers"].get("state", "not-yet")


def test_weeks_question_15(answers: Answers) -> None:
    look_backs = [e for e in answers.entries if e["kind"] == "lookback"]
    for week in answers.look["weeks"]:
        monday = date.fromisoformat(week["from"])
        assert monday.weekday() == 0
        inside = [m for m in _counted(answers) if monday <= day(m) < monday + timedelta(7)]
        assert {tone: week[tone] for tone in TONES} == {
            tone: len([m for m in inside if m["tone"] == tone]) for tone in TONES
        }
        asked = [e for e in look_backs if monday <= day(e) < monday + timedelta(7)]
        assert bool(week["checkin"]) == any("stressed" in e["answers"] for e in asked)
    assert sum(week[tone] for week in answers.look["weeks"] for tone in TONES) == len(
        [m for m in _counted(answers) if m["tone"]]
    )


def test_unseen_question_16(answers: Answers) -> None:
    counted, found = _counted(answers), answers.look["unseen"]
    dated = [m for m in counted if len(m["when"]) >= 10]

    assert (found["days"], found["of_days"]) == (len({day(m) for m in dated}), (UNTIL - SINCE).days + 1)
    others = {name for m in counted for name in m["people"]} - {"myself"}
    assert found["people"] == len({name for name in others if answers.slow.people.get(name) != "myself"})
    assert {tone: found["tones"][tone] for tone in TONES} == {
        tone: len([m for m in counted if m["tone"] == tone]) for tone in TONES
    }
    for field, empty in found["empty"].items():
        lacking = [m for m in counted if not (answers.slow.setting(m) if field == "setting" else m[field])]
        assert empty == len(lacking), field
    same = [m for m in dated if m["written"][:10] == m["when"][:10]]
    assert found["same_day"] == {"shows": len(same), "of": len(dated)}


def test_changes_question_8(answers: Answers) -> None:
    days = (UNTIL - SINCE).days + 1
    for each in answers.look["changes"]:
        if each["pattern"] not in ("going-silent", "bracing", "repairing"):
            continue  # the oracle is slow, and all of them are held to it on a shorter window
        with_, without = answers.slow.comparisons(each["pattern"])["change", None]
        assert (each["now"], each["before"]) == (
            {"shows": with_[0], "of": with_[1]},
            {"shows": without[0], "of": without[1]},
        )
        last = date.fromisoformat(each["before_window"]["until"])
        first = date.fromisoformat(each["before_window"]["since"])
        assert last == SINCE - timedelta(1)
        assert first <= SINCE - timedelta(days)
    assert [each["pattern"] for each in answers.look["changes"]] == [*PATTERNS]


def test_no_moment_about_keeping_safe_is_in_any_answer(answers: Answers) -> None:
    unsafe = {m["uid"] for m in answers.slow.moments if answers.slow.unsafe(m)}

    assert unsafe
    assert not [uid for uid in unsafe if uid in json.dumps(answers.look)]
