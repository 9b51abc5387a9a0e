"""The other questions, each in a journal that can be counted by hand, and their JSON."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from relational_journal.model import Entry, Link, Window, Word, replace
from relational_journal.patterns.counting.comparisons import compare_windows
from relational_journal.patterns.questions.bracing import bracing
from relational_journal.patterns.questions.echoes import echoes
from relational_journal.patterns.questions.experiments import experiments
from relational_journal.patterns.questions.growth import growth
from relational_journal.patterns.questions.repairs import repairs
from relational_journal.patterns.questions.theme import theme
from relational_journal.patterns.questions.therapist import with_therapist
from relational_journal.patterns.questions.unseen import unseen
from relational_journal.patterns.questions.weeks import Week, compare_with_connection, weeks
from relational_journal.report.render.answers_json import (
    bracing_json,
    changes_json,
    echoes_json,
    experiments_json,
    growth_json,
    repairs_json,
    theme_json,
    therapist_json,
    unseen_json,
    weeks_json,
)
from relational_journal.vocabulary.load import vocabulary
from relational_journal.vocabulary.safety import Safety
from tests.support.journals import EIGHT_WEEKS, NOW, PEOPLE, counted, journal


def as_json(value: Any) -> Any:
    return json.loads(json.dumps(value))


def test_repairs() -> None:
    table = """
        1 Oct  Sam  d  | snapped | break:mended mended:3 Oct:me
        2 Oct  Sam  d
        3 Oct  Sam  d  break:ended
        """

    assert as_json(repairs_json(repairs(counted(table)))) == {
        "breaks": 2,
        "open": 1,
        "partly": 0,
        "mended": 1,
        "let-go": 0,
        "went_on": 0,
        "seen": 0,
        "left_out": {"not-safe-to-mend": 0, "ended": 1},
        "within_7": {"count": 1, "of": 2},
        "within_30": {"count": 1, "of": 2},
        "median_days": 2,
        "first_move": {"me": 1, "them": 0, "both": 0},
        "entries": ["2", "1", "3"],
    }


def test_bracing_is_told_by_person_and_setting() -> None:
    table = """
        5 Oct  Sam      o  ?they-got-angry | reached-out | they-were-warm
        6 Oct  Sam,Ada  o  ?they-rejected-me | | they-missed-it               # Sam and Ada do not agree on a setting
        7 Oct  Ada      o  ?they-rejected-me they-were-busy
        8 Oct  Ada      o  ?they-were-warm | | they-were-warm                 # nothing away or against braced for
        9 Oct  Ada      o  ?they-got-angry | listened                         # says nothing of what happened
        10 Oct Sam      o  ?they-got-angry | | they-got-angry !unsafe
        """

    assert as_json(bracing_json(bracing(counted(table)))) == {
        "of": 3,
        "feared": 1,
        "better": 1,
        "cannot_say": 1,
        "people": [
            {"name": "Ada", "of": 2, "feared": 1, "better": 0, "cannot_say": 1},
            {"name": "Sam", "of": 2, "feared": 1, "better": 1, "cannot_say": 0},
        ],
        "settings": [
            {"name": "intimate", "of": 1, "feared": 0, "better": 1, "cannot_say": 0},
            {"name": "social", "of": 1, "feared": 0, "better": 0, "cannot_say": 1},
        ],
        "braced": {"they-got-angry": 1, "they-rejected-me": 2},
        "entries": ["3", "2", "1"],
    }


def test_echoes_are_counted_per_past_experience_and_mentioned_from_three_links_on() -> None:
    memories = [
        Entry(when="1998", uid="m1", kind="memory", answers={"title": "The long drive"}),
        Entry(when="2001-06", uid="m2", kind="memory", text="The kitchen.\nNobody spoke."),
        Entry(when="2003", uid="m3", kind="memory", text="Never linked", links=(Link("1", "fits"),)),
    ]
    table = """
        5 Oct  Sam  o  they-were-warm | pulled-back | echoes:m1
        6 Oct  Sam  o  they-were-warm | pulled-back | echoes:m1 echoes:m2
        7 Oct  Sam  o  | listened | echoes:m1
        8 Oct  Sam  o  | pulled-back | echoes:m1 !unsafe
        1 Jul  Sam  o  | pulled-back | echoes:m2
        9 Oct  Sam  o  | pulled-back | repairs:m3
        """

    assert as_json(echoes_json(echoes(counted(table), [*memories, *journal(table)]))) == [
        {
            "uid": "m1",
            "title": "The long drive",
            "moments": 3,
            "patterns": {"pushing-away": 2},
            "last": "2026-10-07",
            "mention": True,
            "entries": ["3", "2", "1"],
        },
        {
            "uid": "m2",
            "title": "The kitchen.",
            "moments": 1,
            "patterns": {"pushing-away": 1},
            "last": "2026-10-06",
            "mention": False,
            "entries": ["2"],
        },
    ]


def test_an_echo_may_be_linked_from_the_past_experience_too() -> None:
    memory = Entry(when="1998", uid="m1", kind="memory", text="x", links=(Link("1", "echoes"),))

    assert [echo.moments[0].uid for echo in echoes(counted("5 Oct Sam o | listened"), [memory])] == ["1"]


FULL = "they-criticised-me hurt to-be-heard | went-silent"


def test_the_theme_joins_the_most_frequent_wish_response_and_reply_over_full_moments() -> None:
    table = (
        "".join(f"{day} Oct Sam d {FULL}\n" for day in range(1, 9))
        + """
        9 Oct  Sam  c  they-were-warm to-be-close | listened | calm
        10 Oct Sam  c  ?they-criticised-me to-be-heard | | hurt               # braced for counts; a feeling is a reply
        11 Oct Sam  d  they-criticised-me hurt | went-silent                     # no wish: not full
        12 Oct Sam  d  to-be-heard | went-silent                                 # no response: not full
        13 Oct Sam  d  they-criticised-me to-be-heard                            # no reply: not full
        14 Oct Sam  d  they-criticised-me to-be-heard hurt | went-silent | !unsafe
        15 Oct myself d they-criticised-me to-be-heard hurt | went-silent
        """
    )

    found = theme(counted(table))

    assert as_json(theme_json(found)) == {
        "full": 10,
        "wish": {"key": "to-be-heard", "shows": 9, "of": 10, "also": []},
        "response": {"key": "they-criticised-me", "shows": 9, "of": 10, "also": []},
        "reply": {"key": "hurt", "shows": 9, "of": 10, "also": []},
        "together": 9,
    }


def test_below_ten_full_moments_there_is_no_theme() -> None:
    found = theme(counted("".join(f"{day} Oct Sam d {FULL}\n" for day in range(1, 10))))

    assert tuple(found) == (9, None, None, None, None)


def test_parts_that_meet_in_fewer_than_three_moments_are_no_theme() -> None:
    wishes = ["to-be-heard"] * 3 + ["to-matter"] * 7
    table = ""
    for day, wish in enumerate(wishes, 1):
        rest = "they-were-busy | listened" if wish == "to-matter" and day > 5 else "they-criticised-me | went-silent"
        table += f"{day} Oct Sam d {wish} {rest}\n"

    found = theme(counted(table))  # to-matter 7; the two replies 5 and 5: the first in order; never together

    assert (found.full, found.together) == (10, 0)
    assert (found.wish, found.response, found.reply) == (None, None, None)
    assert theme_json(found)["together"] == 0


def test_growth_is_told_per_person_with_five_answered_moments() -> None:
    table = "".join(f"{day} Oct Ada c | reached-out | +zest =worth -clarity\n" for day in range(1, 6))
    table += "6 Oct Ada d\n7 Oct Ada - +zest\n8 Oct Ada c +zest +worth +clarity !story\n"
    table += "".join(f"{day} Oct Sam c +zest +worth +clarity\n" for day in range(9, 13))
    moments = journal(table)
    moments[0] = replace(moments[0], answers={"mattered-to-them": "yes", "let-them-matter": "yes"})
    moments[1] = replace(moments[1], answers={"mattered-to-them": "yes", "let-them-matter": "no"})
    moments[2] = replace(moments[2], answers={"mattered-to-them": "yes"})

    assert as_json(growth_json(growth(counted(moments)))) == [
        {
            "name": "Ada",
            "of": 5,
            "good": {
                "zest": {"more": 5, "same": 0, "less": 0},
                "action": {"more": 0, "same": 0, "less": 0},
                "clarity": {"more": 0, "same": 0, "less": 5},
                "worth": {"more": 0, "same": 5, "less": 0},
                "more-connection": {"more": 0, "same": 0, "less": 0},
            },
            "both_ways": {"shows": 1, "of": 2},
            "tones": {"connection": 5, "mixed": 0, "ordinary": 0, "disconnection": 1, "unmarked": 1},
            "entries": ["5", "4", "3", "2", "1"],
        }
    ]


def test_the_therapist_is_found_by_relationship_and_by_setting() -> None:
    table = """
        5 Oct  Thea  m  they-made-amends hurt | went-silent said-what-i-felt
        6 Oct  Thea  d  they-missed-it | went-silent
        7 Oct  -     o  they-missed-it | said-what-i-felt | setting:therapy
        8 Oct  Sam   d  they-missed-it | went-silent
        """

    found = with_therapist(
        journal(table), EIGHT_WEEKS, now=NOW, vocabulary=vocabulary(), people={person.name: person for person in PEOPLE}
    )

    record = as_json(therapist_json(found))
    assert list(record) == ["patterns", "repairs", "otherwise"]
    assert [len(record["patterns"]), record["repairs"]["breaks"], record["otherwise"]] == [19, 1, ["3", "1"]]
    assert found.patterns.row("going-silent").of == 3


def test_experiments_of_the_window_are_told_as_predicted_and_as_they_came() -> None:
    def experiment(uid: str, when: str, **answers: str) -> Entry:
        return Entry(when=when, uid=uid, kind="experiment", text="x", answers=answers)

    entries = [
        experiment("a", "2026-10-01", state="tried", predicted="angry", outcome="better", learned="short"),
        experiment("b", "2026-10-02"),
        experiment("c", "2026-10-03", state="changed-my-mind"),
        experiment("d", "2026-10-04", outcome="as-feared"),
        experiment("e", "2026-01-01", state="tried"),
        Entry(when="2026-10-01", uid="f", text="x"),
    ]

    found = experiments(entries, EIGHT_WEEKS, safety=Safety.read(entries, PEOPLE, {}))

    assert found.states == {"tried": 2, "not-yet": 1, "changed-my-mind": 1}
    assert found.outcomes == {"worse": 0, "as-feared": 1, "mixed": 0, "better": 1}
    assert as_json(experiments_json(found))[-1] == {
        "uid": "a",
        "state": "tried",
        "predicted": "angry",
        "outcome": "better",
        "learned": "short",
    }
    assert [entry.uid for entry in found.entries] == ["d", "c", "b", "a"]


def test_weeks_stand_from_the_first_that_holds_anything_to_the_last() -> None:
    look_backs = [
        Entry(when="2026-11-08", uid="x", kind="lookback", answers={"stressed": "very", "energy": "hardly"}),
        Entry(
            when="2026-11-08T21:00:00+01:00", uid="y", kind="lookback", answers={"stressed": "fairly", "good": "tea"}
        ),
        Entry(when="2026-01-04", uid="z", kind="lookback", answers={"stressed": "very"}),
    ]
    patterns = counted("26 Oct Sam c\n28 Oct Sam d\n28 Oct Sam d !unsafe\n9 Nov Ada m\n15 Nov Ada -")

    found = weeks(patterns, look_backs)

    empty = {"connection": 0, "disconnection": 0, "mixed": 0, "ordinary": 0}
    assert as_json(weeks_json(found)) == [
        {"week": "2026-W44", "from": "2026-10-26", **empty, "connection": 1, "disconnection": 1, "checkin": {}},
        {"week": "2026-W45", "from": "2026-11-02", **empty, "checkin": {"stressed": "fairly", "energy": "hardly"}},
        {"week": "2026-W46", "from": "2026-11-09", **empty, "mixed": 1, "checkin": {}},
    ]
    assert weeks(counted(""), []) == ()


def some_weeks(n: int, *, linked: bool) -> list[Week]:
    """Stressed every other week; connection outnumbered in just these, or in the first half."""
    found = []
    for number in range(n):
        stressed = number % 2 == 0
        near = (not stressed) if linked else number < n // 2
        tones = {"connection": 2 if near else 1, "disconnection": 1 if near else 2, "mixed": 0, "ordinary": 0}
        check_in = {"stressed": "very" if stressed else "hardly"}
        found.append(Week(date.fromordinal(739_000 + 7 * number), tones, check_in))
    return found


def test_below_eight_weeks_nothing_is_said_of_what_goes_together() -> None:
    assert compare_with_connection(some_weeks(7, linked=True)) == {}


def test_what_goes_together_is_claimed_by_the_same_test_as_everything_else() -> None:
    linked, unlinked = (
        compare_with_connection(some_weeks(24, linked=True))["stressed"],
        compare_with_connection(some_weeks(24, linked=False))["stressed"],
    )

    assert (linked.go_together, tuple(linked.much), tuple(linked.little)) == (True, (0, 12), (12, 12))
    assert (unlinked.go_together, tuple(unlinked.much)) == (False, (6, 12))


def test_what_the_journal_does_not_see() -> None:
    table = """
        5 Oct  Sam         c  they-were-warm | listened
        5 Oct  Ada         -  | listened | calm
        6 Oct  Sam,myself  d
        7 Oct  Kim         o  !unsafe
        Oct 2026 -         o  | listened
        """
    moments = journal(table)
    moments[0] = replace(moments[0], written="2026-10-05T20:00:00+02:00")
    moments[1] = replace(moments[1], written="2026-10-06T09:00:00+02:00")
    moments[2] = replace(moments[2], written="")

    record = as_json(unseen_json(unseen(counted(moments))))

    assert (record["days"], record["of_days"], record["people"]) == (2, 56, 2)
    assert unseen(counted(moments)).days_logged == 3
    assert record["tones"] == {"connection": 1, "mixed": 0, "ordinary": 1, "disconnection": 1, "unmarked": 1}
    assert record["empty"] | {"braced": 4} == {
        "people": 1,
        "tone": 1,
        "setting": 2,  # Sam with myself do not agree; the last has nobody
        "first": 3,
        "braced": 4,
        "felt_before": 4,
        "wishes": 4,
        "moves": 1,
        "urges": 4,
        "after": 4,
        "felt_after": 3,
        "good": 4,
        "power": 4,
        "context": 4,
        "treated": 4,
    }
    assert record["same_day"] == {"shows": 1, "of": 2}


def test_changes_are_one_a_row_and_name_the_window_they_compare_with() -> None:
    table = "".join(f"{day} Oct Sam d they-were-warm | pulled-back\n" for day in range(1, 7))
    table += "".join(f"{day} Sep Sam d they-were-warm | listened\n" for day in range(1, 7))

    patterns = counted(table, judge=lambda contrasts: ["may-be-chance"] * len(contrasts))
    record = as_json(changes_json(compare_windows(patterns), patterns))

    assert [each["pattern"] for each in record] == [row.key for row in patterns.rows]
    assert record[0] == {
        "pattern": "pushing-away",
        "now": {"shows": 6, "of": 6},
        "before": {"shows": 0, "of": 6},
        "before_window": {"since": "2026-08-03", "until": "2026-09-27"},
        "reading": "may-be-chance",
        "steps": [
            {"from": "2026-08-03", "shows": 0, "of": 0},
            {"from": "2026-08-31", "shows": 0, "of": 6},
            {"from": "2026-09-28", "shows": 6, "of": 6},
            {"from": "2026-10-26", "shows": 0, "of": 0},
        ],
    }


@pytest.mark.parametrize("mark", ["!unsafe", "!story"])
def test_moments_set_apart_stay_out_of_every_question(mark: str) -> None:
    table = "".join(
        f"{day} Oct Sam d ?they-got-angry {FULL} | they-were-warm +zest +worth -clarity\n" for day in range(1, 12)
    )
    apart = table + f"12 Oct Ada c ?they-got-angry {FULL} | they-got-angry +zest +worth +clarity {mark}\n"
    words = [Word("gloomy", "gloomy", "N", None)]

    def as_recorded(text: str) -> Any:
        patterns = counted(text, words=words)
        return as_json(
            [
                repairs_json(repairs(patterns)),
                bracing_json(bracing(patterns)),
                theme_json(theme(patterns)),
                growth_json(growth(patterns)),
                unseen_json(unseen(patterns)),
                changes_json(compare_windows(patterns), patterns),
                weeks_json(weeks(patterns, ())),
            ]
        )

    assert as_recorded(apart) == as_recorded(table)


def test_an_empty_journal_answers_every_question() -> None:
    patterns = counted("", Window(date(2026, 11, 1), date(2026, 11, 22)))

    assert repairs_json(repairs(patterns))["median_days"] is None
    assert bracing_json(bracing(patterns))["of"] == 0
    assert (echoes(patterns, ()), growth(patterns), theme(patterns).full) == ((), (), 0)
    assert unseen_json(unseen(patterns))["of_days"] == 22
