"""`rj patterns` and `rj patterns KEY` as reports: what stands beside a number, and what does not stand there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from relational_journal.model import Entry, Window, replace
from relational_journal.patterns.counting.result import Comparison, Patterns
from relational_journal.patterns.questions.detail import detail
from relational_journal.report.document.document import Report, Tally
from relational_journal.report.document.mirrored_claims import Claim, fold_mirrored
from relational_journal.report.render.patterns_json import patterns_json
from relational_journal.report.render.to_markdown import to_markdown
from relational_journal.report.render.to_text import to_text
from relational_journal.report.views.footer import without_note
from relational_journal.report.views.one_pattern import one_pattern
from relational_journal.report.views.overview import overview
from relational_journal.text.width import LETTERS
from relational_journal.vocabulary.load import Vocabulary
from relational_journal.vocabulary.patterns import patterns as rules
from tests.support.eight_weeks import MOMENTS, WINDOW, CountOf, entry, uid
from tests.support.journals import counted as count_table

TODAY = date(2026, 11, 22)
Golden = Callable[[str, str], str]


def _view(counted: CountOf, words: Vocabulary, moments: tuple[Entry, ...] = MOMENTS, **options: object) -> str:
    return to_text(overview(counted(moments), words, **options), width=80)  # type: ignore[arg-type]


def _full(counted: CountOf, key: str, moments: tuple[Entry, ...] = MOMENTS, **options: object) -> Report:
    patterns = counted(moments)
    return one_pattern(detail(patterns, key), patterns, today=TODAY, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_overview_is_the_golden_one(counted: CountOf, words: Vocabulary, golden: Golden, width: int) -> None:
    drawn = to_text(overview(counted(), words, columns=width), width=width)

    assert drawn == golden(f"patterns-{width}.txt", drawn)


def test_the_overview_in_ascii_is_the_golden_one(counted: CountOf, words: Vocabulary, golden: Golden) -> None:
    drawn = to_text(overview(counted(), words, every=True, ranges=True), width=80, signs=LETTERS)

    assert drawn.isascii()
    assert drawn == golden("patterns-ascii.txt", drawn)


@pytest.mark.parametrize("key", ["pushing-away", "bracing", "repairing", "growth-moments", "going-it-alone"])
def test_a_pattern_in_full_is_the_golden_one(counted: CountOf, golden: Golden, key: str) -> None:
    drawn, marked = to_text(_full(counted, key), width=80), to_markdown(_full(counted, key)).rstrip()

    assert drawn == golden(f"pattern-{key}.txt", drawn)
    assert marked == golden(f"pattern-{key}.md", marked)


def test_connection_comes_first_and_at_most_three_of_each_stand_in_full(counted: CountOf, words: Vocabulary) -> None:
    report = overview(counted(), words)

    assert [section.key for section in report.sections][:3] == ["ways", "connection", "safe"]
    assert [len(section.blocks) for section in report.sections][1:3] == [3, 2]  # a third of staying safe has no room


def test_every_way_of_staying_safe_shows_its_guard_its_power_and_what_went_otherwise(
    counted: CountOf, words: Vocabulary
) -> None:
    report = overview(counted(), words, every=True)
    section = report.section("safe")
    assert section is not None
    for tally in section.blocks:
        assert isinstance(tally, Tally)
        said = "\n".join("".join(getattr(part, "text", "") for part in each.parts) for each in tally.lines)

        assert "may have protected: " in said
        assert "power" in said
        assert "otherwise" in said or "went better" in said


def test_all_patterns_stand_somewhere(counted: CountOf, words: Vocabulary) -> None:
    drawn = " ".join(_view(counted, words).split())

    for rule in rules():
        assert rule.name in drawn or rule.row in drawn


def test_a_hidden_pattern_stands_nowhere_but_in_the_line_that_says_so(counted: CountOf, words: Vocabulary) -> None:
    drawn = _view(counted, words, hidden={"going-silent"})

    assert "going quiet" not in drawn.lower()
    assert "Hidden by you: going-silent." in drawn


def test_under_five_moments_nothing_is_counted(counted: CountOf, words: Vocabulary) -> None:
    drawn = _view(counted, words, MOMENTS[:3])

    assert "Too few moments to say (3 so far). Ordinary ones count too." in drawn
    assert " of " not in drawn
    assert "rj log notes one." in drawn


def test_an_empty_journal_says_so(counted: CountOf, words: Vocabulary) -> None:
    assert "Too few moments to say (0 so far)" in _view(counted, words, ())


def test_moments_about_keeping_safe_are_named_in_one_line_and_counted_nowhere(
    counted: CountOf, words: Vocabulary
) -> None:
    unsafe = tuple(replace(moment, unsafe=True) for moment in MOMENTS)
    drawn = _view(counted, words, unsafe)

    assert "36 were about keeping safe or with someone held apart and are not counted." in drawn
    assert "0 moments counted" in drawn


def test_percent_and_range_are_shown_only_on_request(counted: CountOf, words: Vocabulary) -> None:
    assert "%" not in _view(counted, words)
    assert "in ten" not in _view(counted, words)
    drawn = _view(counted, words, every=True, ranges=True)

    assert "24 %; roughly 1 to 4 in ten, if these moments are typical" in drawn
    assert "8 of 18  Letting someone in" in drawn
    assert drawn.count("%") < drawn.count("in ten")


def test_what_the_filters_let_through_is_said(counted: CountOf, words: Vocabulary) -> None:
    assert "Only with Ada." in _view(counted, words, only="with Ada")
    assert "Only with Ada." in to_text(_full(counted, "pushing-away", only="with Ada"))


def _same_story(days: int, shows: Callable[[int], bool], who: Callable[[int], str]) -> tuple[Entry, ...]:
    moves = {True: "went-silent", False: "said-what-i-felt"}
    return tuple(
        entry(
            100 + n,
            f"{9 if n < 28 else 10:02}-{n % 28 + 1:02}",
            "m",
            who(n),
            first="they-criticised-me",
            moves=moves[shows(n)],
        )
        for n in range(days)
    )


def test_what_stands_out_is_said_with_both_sides_and_no_cause(counted: CountOf, words: Vocabulary) -> None:
    moments = _same_story(56, lambda n: n % 2 == 0, lambda n: "Mum" if n % 2 == 0 else "Ada")
    patterns = counted(moments, Window(date(2026, 9, 1), date(2026, 10, 31)))
    drawn = to_text(overview(patterns, words), width=80)
    full = to_text(one_pattern(detail(patterns, "going-silent"), patterns, today=TODAY), width=80)

    assert "STANDS OUT" in drawn
    assert "Going quiet: with Ada, 0 of 28; with Mum, 28 of 28" in drawn
    assert "what leads to what, we cannot tell" in drawn
    assert "Nothing compared here stands out" not in drawn
    assert "Stands out: with Ada, 0 of 28; with Mum, 28 of 28." in " ".join(full.split())


def _claims(moments: tuple[Entry, ...], counted: CountOf) -> tuple[Patterns, list[Comparison]]:
    """The comparisons of going quiet by person, all called claims, so that what is folded does not hang on a test."""
    patterns = counted(moments, Window(date(2026, 9, 1), date(2026, 10, 31)))
    found = [each for each in patterns.comparisons if each.pattern == "going-silent" and each.by == "person"]
    return patterns, [each._replace(reading="stands-out") for each in found]


def test_a_claim_and_its_mirror_image_are_one_line_and_stay_two_in_the_json(
    counted: CountOf, words: Vocabulary
) -> None:
    moments = _same_story(56, lambda n: n % 2 == 0, lambda n: "Mum" if n % 2 == 0 else "Ada")
    patterns = counted(moments, Window(date(2026, 9, 1), date(2026, 10, 31)))
    drawn = to_text(overview(patterns, words), width=120)

    assert drawn.count("Going quiet: with") == 1
    assert "Going quiet: with Ada, 0 of 28; with Mum, 28 of 28\n" in drawn
    assert "with others" not in drawn
    claimed = [each for each in patterns_json(patterns)["comparisons"] if each["reading"] == "stands-out"]
    by_person = [each for each in claimed if each["pattern"] == "going-silent" and each["by"] == "person"]
    assert [each["value"] for each in by_person] == ["Ada", "Mum"]


def test_equal_counts_alone_make_no_mirror_image(counted: CountOf) -> None:
    """Two moments with both and two with Kim alone: the counts are swapped, the moments are not."""

    def who(n: int) -> str:
        return ("Mum" if n % 2 == 0 else "Ada") if n >= 4 else ("Mum, Ada" if n < 2 else "Kim")

    patterns, claims = _claims(_same_story(56, lambda n: n % 2 == 0, who), counted)
    by_name = {each.value: each for each in claims}

    assert (by_name["Ada"].with_, by_name["Ada"].without) == (by_name["Mum"].without, by_name["Mum"].with_)
    assert [claim.other for claim in fold_mirrored(claims, patterns)] == [None] * len(claims)


def test_only_two_readings_of_one_kind_fold(counted: CountOf) -> None:
    moments = _same_story(56, lambda n: n % 2 == 0, lambda n: "Mum" if n % 2 == 0 else "Ada")
    patterns, (ada, mum) = _claims(moments, counted)

    assert fold_mirrored([ada, mum], patterns) == (Claim(ada, mum),)
    assert fold_mirrored([ada, mum._replace(reading="may-be-chance")], patterns) == (
        Claim(ada),
        Claim(mum._replace(reading="may-be-chance")),
    )


def test_comparisons_say_why_their_numbers_lie_below_the_counts(counted: CountOf, words: Vocabulary) -> None:
    once = _same_story(56, lambda n: n % 2 == 0, lambda n: "Mum" if n % 2 == 0 else "Ada")
    again = entry(300, "09-01", "m", "Mum", first="they-criticised-me", moves="went-silent")
    window = Window(date(2026, 9, 1), date(2026, 10, 31))

    def views(moments: tuple[Entry, ...]) -> tuple[str, str]:
        patterns = counted(moments, window)
        full = one_pattern(detail(patterns, "going-silent"), patterns, today=TODAY)
        return to_text(overview(patterns, words)), to_text(full)

    for drawn in views(once):
        assert "what leads to what, we cannot tell" in " ".join(drawn.split())
        assert "counts once" not in drawn
    for drawn in views((*once, again)):
        assert "In a comparison what was noted of one day with one person counts once." in " ".join(drawn.split())


def test_what_was_braced_for_is_a_note_on_what_came_before(counted: CountOf) -> None:
    silent = entry(101, "11-20", "m", "Mum", moves="went-silent")
    braced = entry(102, "11-21", "m", "Mum", braced="they-got-angry", moves="went-silent")

    assert [moment.id for moment in without_note(counted((silent, braced)))] == [101]


def test_every_entry_of_a_pattern_is_listed_with_all(counted: CountOf) -> None:
    drawn = to_text(_full(counted, "pushing-away", every=True), width=120)
    row = counted().row("pushing-away")

    for moment in (*row.shows, *row.otherwise):
        assert f"{moment.id}  " in drawn


def test_without_all_the_entries_not_listed_are_numbered(counted: CountOf) -> None:
    words = to_text(_full(counted, "pushing-away"), width=120).split()
    row = counted().row("pushing-away")

    assert {str(moment.id) for moment in (*row.shows, *row.otherwise, *row.neither)} <= set(words)


def test_exceptions_come_before_examples_for_a_way_of_staying_safe_and_after_them_for_a_way_into_contact(
    counted: CountOf,
) -> None:
    safe = [section.key for section in _full(counted, "pushing-away").sections]
    contact = [section.key for section in _full(counted, "letting-in").sections]

    assert safe == ["count", "otherwise", "shows", "beside", "guard"]
    assert contact == ["count", "shows", "otherwise", "beside", "guard"]


def test_a_count_of_fewer_than_five_says_too_few_and_nothing_of_shares(counted: CountOf) -> None:
    ten = tuple(replace(moment, braced=()) for moment in MOMENTS[:20])
    drawn = to_text(_full(counted, "bracing", ten))

    assert "Too few moments to say (0 so far)." in drawn


def test_it_ends_on_questions_and_not_on_a_number(counted: CountOf) -> None:
    drawn = " ".join(to_text(_full(counted, "going-silent"), width=80).split())

    assert "What was the sentence I did not say?" in drawn
    assert drawn.index("To ask, if you like") > drawn.index("BESIDE IT")


def test_a_breaks_own_words_are_mended_and_days(counted: CountOf) -> None:
    drawn = to_text(_full(counted, "repairing"), width=120)

    assert "→ mended after 2 days" in drawn
    assert "3 of the 9 breaks at least 7 days old" in " ".join(drawn.split())


def test_the_chase_has_two_reports(counted: CountOf) -> None:
    titles = {_full(counted, f"pursue-withdraw:{role}").title for role in ("chaser", "retreater")}

    assert titles == {"The chase, pressing", "The chase, retreating"}


def test_every_pattern_can_be_told_in_full_at_every_width(counted: CountOf) -> None:
    for rule in rules():
        for width in (60, 80, 120):
            drawn = to_text(_full(counted, rule.key, ranges=True, every=True), width=width)

            assert rule.what.split()[0] in drawn
            assert all(len(each) <= width for each in drawn.splitlines())


def test_a_name_or_own_word_full_of_markup_is_shown_harmlessly(counted: CountOf) -> None:
    odd = "\x1b[31m[bold]*Sam*\u202e"
    moments = tuple(replace(moment, people=(odd,)) if moment.people == ("Ada",) else moment for moment in MOMENTS)
    drawn = to_text(_full(counted, "pushing-away", moments), width=120)

    assert "\x1b" not in drawn
    assert "\u202e" not in drawn
    assert "[bold]*Sam*" in drawn


def test_the_window_of_the_report_is_the_one_counted(counted: CountOf) -> None:
    assert _full(counted, "pushing-away").aside == "28 Sep – 22 Nov 2026"
    assert WINDOW.days == 56
    assert uid(1) in {moment.uid for moment in MOMENTS}


def test_kinds_of_feelings_that_are_as_frequent_stand_in_the_order_they_were_noted() -> None:
    felt = "ashamed lonely angry afraid joyful numb"
    patterns = count_table("\n".join(f"{day} Oct Sam d they-let-me-down | snapped | {felt}" for day in range(5, 10)))

    drawn = to_text(one_pattern(detail(patterns, "striking-first"), patterns, today=TODAY), width=400)

    kinds = drawn.partition("By kind: ")[2].partition(".")[0]
    assert kinds == (
        "ashamed or guilty in 5, sad or hurt in 5, angry or resentful in 5, afraid or on guard in 5,"
        " glad or alive in 5, shut down or drained in 5"
    )
