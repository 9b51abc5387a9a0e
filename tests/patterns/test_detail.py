"""One pattern in full: what came before, what followed, and the JSON."""

from __future__ import annotations

import json

from relational_journal.patterns.counting.listed import listed
from relational_journal.patterns.counting.result import Comparison, Share
from relational_journal.patterns.questions.before import conditions_before, difference
from relational_journal.patterns.questions.detail import detail
from relational_journal.report.render.patterns_json import detail_json, patterns_json
from tests.support.journals import counted

JOURNAL = """
5 Oct  Sam  d  they-criticised-me anxious they-had-more | went-silent | they-pulled-away lonely -worth
6 Oct  Sam  d  they-criticised-me anxious | went-silent | they-were-warm they-helped lonely sad
7 Oct  Sam  m  they-criticised-me | went-silent said-what-i-felt | calm +worth +zest
8 Oct  Ada  c  they-let-me-down calm | said-what-i-felt | they-understood +zest
9 Oct  Ada  c  they-let-me-down | disagreed-openly
10 Oct Ada  o  hurt to-be-close | listened ~went-silent | they-were-busy -zest =worth
11 Oct Ada  c  they-were-warm | listened | outcome-of:1 accepted +action
"""


def fields_and_values(comparisons: tuple[Comparison, ...]) -> list[tuple[str, str | None]]:
    return [(each.by, each.value) for each in comparisons]


def test_before_names_the_three_conditions_with_the_largest_difference() -> None:
    # In voice, away and against cues, anger, sadness and four wishes are dropped: each alone opens it. Left are
    #   anxious        2/2 against 0/2 (calm, hurt)    3/4 - 1/4 =  .50
    #   they-had-more  1/1 against 0/0                 2/3 - 1/2 =  .17
    #   to-be-close    0/1 against 0/0                 1/3 - 1/2 = -.17
    #   calm           0/1 against 2/3                 1/3 - 3/5 = -.27
    found = conditions_before(counted(JOURNAL), "going-silent")

    assert fields_and_values(found) == [("felt-before", "anxious"), ("power", "they-had-more"), ("wish", "to-be-close")]
    assert [round(difference(each), 2) for each in found] == [0.5, 0.17, -0.17]


def test_before_never_names_what_alone_opens_the_base() -> None:
    found = conditions_before(counted(JOURNAL), "going-silent", most=100)

    assert ("cue", "they-criticised-me") not in fields_and_values(found)
    assert ("felt-before", "hurt") not in fields_and_values(found)


def test_at_most_three_are_named() -> None:
    assert len(conditions_before(counted(JOURNAL), "reaching-out")) == 3


def test_after_counts_only_moments_that_say_what_came_after() -> None:
    row = counted(JOURNAL).row("going-silent")

    assert tuple(row.after_shows) == (1, 2)  # the third says nothing of it
    assert tuple(row.after_otherwise) == (1, 2)


def test_what_followed_is_told_for_moments_that_show_and_for_those_that_went_otherwise() -> None:
    found = detail(counted(JOURNAL), "going-silent")

    assert found.after.responses == {"toward": 2, "ask": 0, "unclear": 0, "away": 1, "against": 0}
    assert found.after.feelings == {"calm": 1, "sad": 1, "lonely": 2}
    assert found.after.good["worth"] == {"less": 1, "same": 0, "more": 1}
    assert found.after.good_sum == 1
    assert found.otherwise.responses == {"toward": 1, "ask": 0, "unclear": 1, "away": 0, "against": 0}
    assert found.otherwise.good_sum == 0


def test_a_later_day_is_told_apart() -> None:
    found = detail(counted(JOURNAL), "going-silent")

    assert found.after_later.responses["toward"] == 1
    assert found.after_later.feelings == {"accepted": 1}
    assert found.after_later.good["action"]["more"] == 1
    assert found.otherwise_later.good_sum == 0


def test_an_outcome_of_the_same_day_or_about_keeping_safe_is_no_later_one() -> None:
    same_day = detail(counted("5 Oct Sam d | reached-out\n5 Oct Sam c they-were-warm | | outcome-of:1"), "reaching-out")
    unsafe = detail(
        counted("5 Oct Sam d | reached-out\n6 Oct Sam c they-were-warm | | outcome-of:1 !unsafe"), "reaching-out"
    )

    assert same_day.after_later.responses["toward"] == unsafe.after_later.responses["toward"] == 0


CRITICISED = "Sam d they-criticised-me they-asked-something"


def keys_listed(table: str, polarity: str = "D") -> list[str]:
    patterns = counted(table)
    return [row.key for row in listed(patterns, patterns.rows, polarity).rows]


def test_rows_are_listed_by_how_many_show_then_by_share_then_by_the_later_last_moment() -> None:
    table = "".join(
        f"{day} Oct {CRITICISED} | {moves}\n"
        for day, moves in enumerate(
            ["snapped", "snapped", "people-pleased", "people-pleased", "people-pleased", "went-silent", "over-gave"], 1
        )
    )

    # Pleasing 3; striking 2 of 7; going quiet and giving more than I have once each: no pattern to tell.
    assert keys_listed(table) == ["keeping-the-peace", "striking-first"]
    # Going quiet twice too, later, but of 8 chances: a smaller share.
    sad = "8 Oct Sam d they-asked-something hurt | made-a-joke-of-it\n"
    assert keys_listed(table + sad) == ["keeping-the-peace", "striking-first", "going-silent"]
    # Of 8 chances each the one whose last moment is later comes first.
    angry = "9 Oct Sam d they-got-angry | listened\n"
    assert keys_listed(table + sad.replace("hurt", "angry") + angry)[1:] == ["going-silent", "striking-first"]


def test_a_row_that_rests_on_the_same_move_is_folded_into_the_one_above_and_frees_its_place() -> None:
    quiet = "".join(f"{day} Oct {CRITICISED} they-had-more | went-silent\n" for day in range(1, 6))
    others = "6 Oct Sam d they-criticised-me | snapped\n7 Oct Sam d they-criticised-me | snapped\n"
    patterns = counted(quiet + others + "8 Oct Sam o they-had-more | went-numb\n")

    found = listed(patterns, patterns.rows, "D")

    # Shutting down shows 6 times; going quiet and retreating 5 times each, all by the same move.
    assert [row.key for row in found.rows] == ["shutting-down-under-power", "striking-first"]
    assert [(fold.row.key, fold.into, fold.moments) for fold in found.folds] == [
        ("going-silent", "shutting-down-under-power", 5),
        ("pursue-withdraw:retreater", "shutting-down-under-power", 5),
    ]


def test_half_of_its_moments_fold_no_row_and_another_move_of_the_same_moment_neither() -> None:
    half = "".join(f"{day} Oct {CRITICISED} | went-silent\n" for day in (1, 2))
    half += "".join(f"{day} Oct {CRITICISED} | made-a-joke-of-it pulled-back\n" for day in (3, 4))
    half += "5 Oct Sam d they-criticised-me | listened\n"

    # Both show in all four moments; in two by the same move, in two by one each.
    assert keys_listed(half) == ["going-silent", "pursue-withdraw:retreater"]


def test_breaks_and_what_showed_once_are_not_listed() -> None:
    table = "".join(f"{day} Oct Sam d they-criticised-me | snapped apologised\n" for day in range(1, 7))

    assert keys_listed(table, "C") == []
    assert keys_listed("1 Oct Sam d they-criticised-me | snapped\n") == []


# What scripts rely on, key by key


def test_the_json_of_all_patterns_has_the_promised_shape() -> None:
    record = json.loads(json.dumps(patterns_json(counted(JOURNAL))))

    assert list(record) == ["window", "moments", "held_apart", "ways", "tones", "patterns", "comparisons"]
    assert record["window"] == {"since": "2026-09-28", "until": "2026-11-22"}
    assert record["moments"] == {"logged": 7, "counted": 7, "unsafe": 0, "story_only": 0}
    assert record["tones"] == {"connection": 3, "mixed": 1, "ordinary": 1, "disconnection": 2, "unmarked": 0}
    assert [row["key"] for row in record["patterns"]] == [
        "pushing-away",
        "going-silent",
        "keeping-the-peace",
        "hiding-parts",
        "striking-first",
        "pursue-withdraw:chaser",
        "pursue-withdraw:retreater",
        "testing",
        "over-giving",
        "bracing",
        "shutting-down-under-power",
        "going-it-alone",
        "reaching-out",
        "repairing",
        "saying-whats-true",
        "boundaries-with-contact",
        "letting-in",
        "growth-moments",
        "being-there",
    ]
    assert record["patterns"][1] == {
        "key": "going-silent",
        "name": "Going quiet",
        "polarity": "D",
        "base": "voice",
        "of": 6,
        "elsewhere": 0,
        "shows": 3,
        "turned": 1,
        "otherwise": 3,
        "held": 1,
        "neither": 0,
        "low": 0.2213,
        "high": 0.7787,
        "reading": "early",
        "not_noted_before": 0,
        "after": {"shows": {"toward": 1, "of": 2}, "otherwise": {"toward": 1, "of": 2}},
        "entries": {
            "shows": ["3", "2", "1"],
            "turned": ["3"],
            "otherwise": ["6", "5", "4"],
            "held": ["6"],
            "neither": [],
            "elsewhere": [],
        },
        "people": [],
        "by_power": {
            "they-had-more": {"shows": 1, "of": 1},
            "about-equal": {"shows": 0, "of": 0},
            "i-had-more": {"shows": 0, "of": 0},
        },
    }
    assert {key for row in record["patterns"] for key in row} - set(record["patterns"][1]) == {"mirror", "ledger"}
    assert record["comparisons"][0] == {
        "pattern": "pushing-away",
        "by": "person",
        "value": "Ada",
        "with": {"shows": 0, "of": 2},
        "without": {"shows": 0, "of": 0},
        "reading": "too-few",
    }


def test_the_json_of_one_pattern_has_the_promised_shape() -> None:
    record = json.loads(json.dumps(detail_json(detail(counted(JOURNAL), "going-silent"))))

    assert list(record) == ["window", "pattern", "before", "after", "otherwise", "guards", "questions", "comparisons"]
    assert record["pattern"]["signs"] == {"3": 1, "2": 1, "1": 1}
    assert set(record["before"][0]) == {"pattern", "by", "value", "with", "without", "reading"}
    assert set(record["after"]) >= {"responses", "feelings", "good"}
    assert set(record["otherwise"]) == set(record["after"])
    assert record["guards"] == "from anger, ridicule or loss where speaking cost too much"
    assert len(record["questions"]) == 3
    assert {each["pattern"] for each in record["comparisons"]} == {"going-silent"}


def test_bracing_has_its_ledger_and_growth_its_mirror() -> None:
    patterns = counted(
        """
        5 Oct Sam o ?they-got-angry | reached-out | they-were-warm   # better
        6 Oct Sam o ?they-got-angry they-got-angry | | they-were-warm   # after wins over first: better
        7 Oct Sam o ?they-got-angry they-were-warm | |   # first, where after is empty
        8 Oct Sam o ?they-got-angry | | they-were-warm they-missed-it   # any away or against: as feared
        9 Oct Sam o ?they-got-angry they-were-busy   # cannot say
        10 Oct Sam o ?they-got-angry | listened   # neither noted: not in it
        11 Oct Sam o ?they-were-warm | | they-got-angry   # does not show: not in it
        12 Oct Sam o | | -zest -worth -clarity
        """
    )
    rows = {row["key"]: row for row in patterns_json(patterns)["patterns"]}

    assert rows["bracing"]["ledger"] == {"better": 3, "as_feared": 1, "cannot_say": 1}
    assert rows["growth-moments"]["mirror"] == 1


def test_the_power_split_of_shutting_down_is_counted_over_any() -> None:
    row = counted(
        """
        5 Oct Ruth o they-had-more | went-silent
        6 Oct Ruth o they-had-more | listened
        7 Oct Sam o about-equal | went-numb
        8 Oct Sam o about-equal | listened
        9 Oct Sam o i-had-more | listened
        10 Oct Ruth o talked-over | listened
        11 Oct Ruth o talked-down-to | listened
        12 Oct Ruth o not-believed | listened
        """
    ).row("shutting-down-under-power")

    assert (row.base, row.of, len(row.shows)) == ("power", 5, 1)
    assert row.by_power == {
        "they-had-more": Share(1, 2),
        "about-equal": Share(1, 2),
        "i-had-more": Share(0, 1),
    }


def test_the_interval_is_the_promised_one() -> None:
    nine = "".join(
        f"{day} Oct Sam d they-were-warm | {'pulled-back' if day < 6 else 'listened'}\n" for day in range(1, 10)
    )

    row = counted(nine).row("pushing-away")

    assert (len(row.shows), row.of, row.low, row.high, row.reading) == (5, 9, 0.3035, 0.782, "early")
