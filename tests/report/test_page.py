"""The sheet for the session: each part with what must and what must not stand on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from relational_journal.model import Entry, Link, Person, Window, replace
from relational_journal.report.document.bare_lines import plain
from relational_journal.report.document.document import Tally
from relational_journal.report.document.length import counts, words
from relational_journal.report.render.to_json import to_json
from relational_journal.report.render.to_markdown import to_markdown
from relational_journal.report.render.to_text import to_text
from relational_journal.report.session_page.page import FURTHER, MOST_WORDS, SECTIONS, Page, new_window
from relational_journal.vocabulary.load import Vocabulary
from tests.support.eight_weeks import MOMENTS, PEOPLE, WINDOW, PageOf, entry, others, uid

Golden = Callable[[str, str], str]
HELP = "Nobody reads this between sessions. Help sooner: the emergency number, or findahelpline.com."
OPEN = "Nothing is suggested; I can decide when we start."
LONG = ("today", "patterns", "breaks", "experiment")  # without these parts the sheet is short, and tells all it can


def said(page: Page, key: str) -> list[str]:
    """The lines of a section; an empty list where it is not on the page."""
    section = page.report.section(key)
    return [] if section is None else [each for block in section.blocks for each in plain(block)]


def whole(page: Page) -> str:
    return "\n".join([page.report.title, *(each for s in page.report.sections for each in said(page, s.key))])


def changed(number: int, **fields: object) -> tuple[Entry, ...]:
    """The eight weeks with one moment told otherwise."""
    return tuple(replace(m, **fields) if m.id == number else m for m in (*MOMENTS, *others()))  # type: ignore[arg-type]


# The whole page


@pytest.mark.parametrize("names", ["roles", "initials", "nickname"])
def test_the_page_is_the_golden_one(page_of: PageOf, golden: Golden, names: str) -> None:
    drawn = to_text(page_of(names=names).report)

    assert drawn == golden(f"summary-{names}.txt", drawn)


def test_the_page_with_the_therapist_and_keeping_safe_is_the_golden_one(page_of: PageOf, golden: Golden) -> None:
    drawn = to_markdown(page_of(include=("therapist", "safe")).report).rstrip()

    assert drawn == golden("summary-included.md", drawn)


def test_the_parts_stand_in_their_order(page_of: PageOf) -> None:
    keys = [section.key for section in page_of().report.sections]

    assert keys == [key for key in SECTIONS if key in keys]
    assert keys[:5] == ["today", "about", "ways", "connection", "patterns"]
    assert keys[-3:] == ["changes", "experiment", "unseen"]


@pytest.mark.parametrize("key", SECTIONS)
def test_each_section_can_be_left_off_and_the_others_stay(page_of: PageOf, key: str) -> None:
    full, less = page_of(), page_of(leave=(key,))

    assert less.report.section(key) is None
    assert {section.key for section in full.report.sections} - {key} <= {s.key for s in less.report.sections}


def test_what_is_said_about_the_page_is_its_two_totals(page_of: PageOf) -> None:
    page = page_of(include=("therapist",), leave=LONG)

    assert said(page, "about") == [
        "11 moments since last session, 9 Nov; 34 in eight weeks (since 28 Sep).",
        "Noted and chosen by me.",
    ]
    assert (page.new_moments, page.pattern_moments) == (11, 34)


def test_the_json_holds_title_windows_totals_and_sections(page_of: PageOf) -> None:
    told_ = to_json(page_of())

    assert list(told_) == ["title", "window", "moments", "sections"]
    assert told_["window"] == {"since": "2026-11-09", "until": "2026-11-22", "patterns_since": "2026-09-28"}
    assert told_["moments"] == {"new": 11, "patterns": 33}
    for section in told_["sections"]:
        assert list(section)[:3] == ["key", "heading", "lines"]
        assert all(isinstance(each, str) and each for each in section["lines"])


def test_an_empty_journal_makes_a_page_that_says_so(page_of: PageOf) -> None:
    page = page_of(())

    assert "Too few moments to say (0 so far)." in said(page, "about")[0]
    assert [section.key for section in page.report.sections] == ["about", "unseen"]


def test_one_moment_makes_a_page_without_counts(page_of: PageOf) -> None:
    page = page_of(MOMENTS[-1:])

    assert said(page, "patterns") == []
    assert said(page, "connection") == [
        "22 Nov · a close friend: I met them when they asked → they were warm; more worth"
    ]


def test_what_stands_under_what_i_want_from_today_is_told_apart(page_of: PageOf) -> None:
    wanted = said(page_of(shared=(uid(30),)), "today")
    without = page_of(MOMENTS, shared=(uid(30),))
    brought = ["17 Nov · my partner: I met them when they asked", '"Shopping list, bad jokes, coffee."']

    assert wanted[-3:] == ["Moments I bring:", *brought]
    assert said(without, "today") == brought
    assert without.report.sections[0].heading == "What I bring today"


def test_a_chosen_moment_of_connection_stands_among_them_however_many_came_later(page_of: PageOf) -> None:
    more = [entry(600 + at, f"11-{10 + at} 12:00", "c", "Ada", f"{at} again.", moves="listened") for at in range(11)]
    page = page_of((*MOMENTS, *others(), *more), shared=(uid(600),))

    assert '"0 again."' in said(page, "connection")


# The windows


def test_days_of_another_year_name_it_everywhere_on_the_page(page_of: PageOf) -> None:
    window = Window(date(2010, 1, 1), date(2026, 11, 22))
    entries = tuple(replace(m, when=m.when.replace("2026", "2010")) for m in MOMENTS)
    page = page_of(entries, window=window)

    this_year = whole(page).replace("since 9 Nov", "").replace("– 22 Nov", "")
    assert re.findall(r"\b\d{1,2} (?:Jan|Feb|Mar|Sep|Oct|Nov|Dec)\b(?! 20)", this_year) == []
    assert "since 1 Jan 2010" in whole(page)


def test_days_of_this_year_do_not_name_it(page_of: PageOf) -> None:
    assert "2026" not in whole(page_of()).replace("23 November 2026", "")


def test_news_begin_with_the_last_session_and_without_one_two_weeks_back() -> None:
    session = others()[0]

    assert new_window(WINDOW, session, chosen=False) == Window(date(2026, 11, 9), date(2026, 11, 22))
    assert new_window(WINDOW, None, chosen=False) == Window(date(2026, 11, 9), date(2026, 11, 22))
    assert new_window(WINDOW, None, chosen=True) == WINDOW


def test_what_the_sessions_day_held_before_it_is_no_news_but_counts_in_the_patterns(page_of: PageOf) -> None:
    early = entry(90, "11-09 09:00", "c", "Ada", moves="reached-out")
    late = entry(91, "11-09 12:00", "c", "Ada", moves="reached-out")
    day = entry(92, "11-09", "c", "Ada", moves="reached-out")
    base = page_of()
    page = page_of((*MOMENTS, *others(), early, late, day))

    assert page.new_moments == base.new_moments + 2
    assert page.pattern_moments == base.pattern_moments + 3


def test_a_session_on_the_first_day_of_the_patterns_cuts_them_too(page_of: PageOf) -> None:
    session = entry(41, "09-28 20:00", "", "Vera Winter", kind="session", power=(), answers={"state": "held"})
    page = page_of((*MOMENTS, session))

    assert page.pattern_moments == 32
    assert page.new_moments == 32


# Today


def test_today_is_what_the_preparation_says_in_the_persons_words(page_of: PageOf) -> None:
    assert said(page_of(), "today") == [
        '"Friday night, slowly. And Christmas at my mother\'s, before I say yes."',
        'Not to get lost: "I came back in."',
    ]


def test_what_was_held_back_from_the_therapist_goes_as_moments_with_them_go(page_of: PageOf) -> None:
    assert 'Between us: "I was cross last time."' not in said(page_of(), "today")
    assert 'Between us: "I was cross last time."' in said(page_of(include=("therapist",)), "today")


def test_a_preparation_that_a_session_used_up_is_not_shown_again(page_of: PageOf) -> None:
    held = replace(others()[1], answers={**others()[1].answers, "state": "held"})

    assert said(page_of((*MOMENTS, others()[0], held)), "today")[0] == "In one sentence:"


def test_the_words_of_a_preparation_are_shown_where_no_question_was_answered(page_of: PageOf) -> None:
    plain_one = replace(others()[1], text="Only @Mum.\nAnd @Jonas", answers={"state": "prepared"})

    assert said(page_of((*MOMENTS, others()[0], plain_one)), "today") == ['"Only my mother."', '"And my partner"']


def test_the_title_is_the_day_of_the_session(page_of: PageOf) -> None:
    assert page_of().report.title == "For our session, 23 November 2026"
    assert page_of(MOMENTS).report.title == "For our session, 22 November 2026"


# Connection


def test_connection_tells_three_moments_since_the_session_chosen_ones_and_those_that_grew_first(
    page_of: PageOf,
) -> None:
    lines = said(page_of(leave=LONG), "connection")
    chosen = said(page_of(leave=LONG, shared=(uid(35),)), "connection")

    assert [each[:6] for each in lines] == ["14 Nov", "17 Nov", "22 Nov"]
    assert lines[1] == "17 Nov · my manager: I set a limit → they respected my limit; more worth"
    assert [each[:6] for each in chosen if "·" in each] == ["17 Nov", "21 Nov", "22 Nov"]


# How it moved


def test_the_ways_are_told_with_the_number_of_moments_that_say_them(page_of: PageOf) -> None:
    assert said(page_of(), "ways") == [
        "28 Sep – 22 Nov: connection · mixed · ordinary · disconnection",
        "in contact 22 · away 9 · against 2 · appeasing 2 · pressing 1 (of 33 that say; some count twice)",
        "Change: in tone, no clear one since 26 Oct",
        "Power: they had more 9 (my manager 5, my mother 4); equal 24",
    ]


def test_the_ways_of_fewer_than_five_moments_are_too_few(page_of: PageOf) -> None:
    assert said(page_of(MOMENTS[:3]), "ways")[1] == "Which way I moved: too few moments to say (3 so far)."


def test_many_moments_are_drawn_by_how_high_each_tone_stands(page_of: PageOf) -> None:
    many = [entry(1000 + at, f"{10 + at % 2}-{1 + at % 20:02} 12:00", "cmod"[at % 4], "Ada") for at in range(400)]
    drawn = to_text(page_of(many).report)

    assert "◆◆" not in drawn
    assert re.search(r"◆ connection +[▁-█ ]+\n", drawn)


def test_a_way_is_told_by_its_name_and_by_one_sign_that_nothing_else_has(page_of: PageOf) -> None:
    appeasing = [entry(900 + at, f"11-{10 + at} 10:00", "o", "Ada", moves="people-pleased") for at in range(6)]
    all_ways, one_way = page_of(), page_of(appeasing)

    assert said(one_way, "ways")[1] == "appeasing 6 (of 6 that say)"
    assert re.search(r"^  away +9  ▬{9}$", to_text(all_ways.report), re.MULTILINE)
    assert re.search(r"^  appeasing  6  ▬{6}$", to_text(one_way.report), re.MULTILINE)
    assert next(s for s in to_json(one_way)["sections"] if s["key"] == "ways")["counts"] == {"appeasing": 6}


# Patterns


def test_a_pattern_never_stands_without_its_base_its_otherwise_and_its_guard(page_of: PageOf) -> None:
    page = page_of()
    lines = said(page, "patterns")

    assert lines[:4] == [
        "Bracing for rejection: 5 of 5, an early impression",
        "Of moments that say what I braced for. In 1, contact was tried all the same. 5 went better than "
        "braced for. In none it went otherwise.",
        "Power too few",
        "It may have protected: nobody is caught off guard who is on guard.",
    ]
    for at in range(1, 60):
        left = "\n".join(said(page.without({at}), "patterns"))
        for name, guard in (("Bracing for rejection", "caught off guard"), ("Growth on both sides", "to notice")):
            assert (name in left) == (guard in left)


def keys_of(page: Page) -> list[str]:
    section = page.report.section("patterns")
    return [block.key for block in section.blocks if isinstance(block, Tally)] if section else []


def seen(key: str, times: int, *, of: int, first: int = 0) -> list[Entry]:
    """Moments of a base, so many of them showing one pattern."""
    rows = {
        "pushing-away": {"first": "they-reached-out", "moves": ("pulled-back", "turned-toward")},
        "letting-in": {"first": "they-reached-out", "moves": ("let-them-see-me", "listened")},
        "going-silent": {"first": "they-dismissed-me", "moves": ("went-silent", "listened")},
        "hiding-parts": {"first": "they-asked-about-me", "moves": ("hid-part-of-me", "let-them-see-me")},
    }
    row = rows[key]
    return [
        entry(800 + first + at, f"11-{10 + at:02} 10:{first:02}", "m", "Ada", first=row["first"],
             moves=row["moves"][at >= times])
        for at in range(of)
    ]  # fmt: skip


def test_one_way_of_staying_safe_and_the_way_of_reaching_that_answers_it(page_of: PageOf) -> None:
    moments = [*seen("pushing-away", 4, of=7), *seen("letting-in", 3, of=5, first=20)]

    assert keys_of(page_of(moments)) == ["pushing-away", "letting-in"]


def test_without_a_way_of_staying_safe_that_shows_twice_two_ways_of_reaching_are_told(page_of: PageOf) -> None:
    keys = keys_of(page_of([*seen("pushing-away", 1, of=7), *seen("letting-in", 3, of=5, first=20)]))

    assert len(keys) == 2
    assert "pushing-away" not in keys


def test_with_someone_held_apart_no_way_of_staying_safe_is_told_unless_it_is_asked_for(page_of: PageOf) -> None:
    people = (*PEOPLE, Person("Mark", "partner", safety="not-safe"))
    moments = [*seen("pushing-away", 5, of=8), *seen("letting-in", 3, of=5, first=20)]

    assert "pushing-away" not in keys_of(page_of(moments, people=people))
    assert "Pushing" not in whole(page_of(moments, people=people))
    further = said(page_of(moments, people=people, full=True), "counts")
    assert any(each.startswith("pushing away · 5 of ") for each in further)
    assert "What someone controls at home can show with everyone else too." in further
    assert keys_of(page_of(moments, people=people, patterns=("pushing-away",)))[0] == "pushing-away"


def test_a_pattern_that_was_asked_for_is_told_with_the_other_kind_beside_it(page_of: PageOf) -> None:
    assert keys_of(page_of(patterns=("going-silent",))) == ["going-silent", "saying-whats-true"]
    assert keys_of(page_of(patterns=("letting-in",))) == ["bracing", "letting-in"]
    assert keys_of(page_of(patterns=("testing", "striking-first"))) == ["testing", "striking-first"]


def test_a_pattern_that_was_asked_for_and_has_too_few_moments_says_so(page_of: PageOf) -> None:
    lines = said(page_of(patterns=("going-it-alone",)), "patterns")

    assert "Too few moments to say (2 so far)" in lines[0]


def test_nothing_that_was_noted_often_enough_leaves_the_part_out(page_of: PageOf) -> None:
    assert page_of(MOMENTS[:4]).report.section("patterns") is None


def test_power_is_a_small_table_without_a_count_of_fewer_than_five(page_of: PageOf) -> None:
    assert said(page_of(patterns=("going-silent",)), "patterns")[2] == "Power: they more too few · equal 2 of 6"


def test_a_hidden_pattern_is_not_on_the_page(page_of: PageOf) -> None:
    page = page_of(hidden=("going-silent",))

    assert "going quiet" not in whole(page).lower()
    assert "silent" not in whole(page)


def test_the_sheet_has_at_most_twelve_counts(page_of: PageOf) -> None:
    for chosen in ((), ("pushing-away", "going-silent"), ("keeping-the-peace", "reaching-out")):
        page = page_of(patterns=chosen)
        found = re.findall(r"\b\d+ of \d+\b", whole(page))

        assert 0 < len(found) <= 12
        assert counts(page.report) == len(found)


def test_a_sheet_too_long_to_read_tells_of_fewer_moments_changes_and_questions(page_of: PageOf) -> None:
    long, short = page_of(), page_of(leave=LONG)

    assert words(short.report) <= MOST_WORDS < words(long.report) <= 255
    assert [len(said(short, key)) for key in ("connection", "changes", "questions")] == [3, 2, 2]
    assert [len(said(long, key)) for key in ("connection", "changes", "questions")] == [2, 1, 0]


def test_a_long_sheet_without_a_wish_keeps_one_question(page_of: PageOf) -> None:
    page = page_of(MOMENTS)

    assert words(page.report) > MOST_WORDS
    assert len(said(page, "questions")) == 1


def test_moments_whose_words_were_chosen_stay_on_a_long_sheet(page_of: PageOf) -> None:
    page = page_of(shared=(uid(36), uid(35), uid(31)))

    assert len([each for each in said(page, "connection") if each.startswith('"')]) == 3


def test_own_words_do_not_make_a_sheet_long(page_of: PageOf) -> None:
    wanted = entry(
        99, "11-24", "", "", "5 of 9 and so on " * 90, kind="session", power=(), answers={"state": "prepared"}
    )
    brief = replace(wanted, text="5 of 9")
    less = page_of((*MOMENTS, others()[0], brief))
    more = page_of((*MOMENTS, others()[0], wanted))

    assert words(more.report) == words(less.report)
    assert counts(more.report) == counts(less.report)


# Otherwise


def test_one_moment_that_went_otherwise_is_told_with_what_came_of_it(page_of: PageOf) -> None:
    assert said(page_of(patterns=("pushing-away",)), "otherwise") == [
        "20 Nov · my partner: I snapped … said what I felt → they were warm, drained",
    ]


def test_a_moment_told_among_those_of_connection_is_not_told_again_as_otherwise_if_there_is_another(
    page_of: PageOf,
) -> None:
    def opened_up(number: int, day: int) -> Entry:
        return entry(number, f"11-{day} 10:00", "c", "Ada", first="they-dismissed-me", moves="said-what-i-felt")

    rest = [entry(910 + at, f"10-{10 + at} 10:00", "c", "Ada", moves="listened") for at in range(6)]
    one = page_of([*rest, opened_up(901, 12)])
    two = page_of([*rest, opened_up(901, 12), replace(opened_up(902, 11), tone="mixed")])

    assert said(one, "otherwise") == ["12 Nov · a close friend: they brushed it off; I said what I felt"]
    assert said(two, "otherwise") == ["11 Nov · a close friend: they brushed it off; I said what I felt"]


def test_with_few_moments_since_the_session_it_is_looked_for_over_the_longer_window_and_says_so(
    page_of: PageOf,
) -> None:
    session = entry(41, "11-19 20:00", "", "", kind="session", power=(), answers={"state": "held"})
    longer, usual = page_of((*MOMENTS, session), patterns=("pushing-away",)), page_of(patterns=("pushing-away",))

    assert longer.report.section("otherwise").heading == "When it went otherwise: one example of 13 since 28 Sep"  # type: ignore[union-attr]
    assert usual.report.section("otherwise").heading == "When it went otherwise: one example of 5"  # type: ignore[union-attr]


# What changed


def test_a_change_is_told_against_the_rest_of_the_longer_window_with_both_counts(page_of: PageOf) -> None:
    assert said(page_of(leave=LONG), "changes") == [
        "Reaching out: no clear change, 3 of 10 since 9 Nov, 5 of 20 before.",
        "Letting someone in: no clear change, 3 of 5 since 9 Nov, 5 of 10 before.",
    ]


def test_what_stands_out_is_told_first_and_its_direction_is_not_called_better(page_of: PageOf) -> None:
    moments = [
        entry(
            900 + at,
            f"{'10' if at < 20 else '11'}-{1 + at % 20:02} 10:00",
            "m",
            "Ada",
            moves="reached-out" if at > 28 else "listened",
        )
        for at in range(40)
    ]
    lines = said(page_of(moments), "changes")

    assert re.match(r"Reaching out: more, \d+ of \d+ since 9 Nov, 0 of \d+ before\.", lines[0])
    assert lines[-1] == "Noticing more can look like doing more."


def test_of_too_few_moments_since_the_session_the_longer_window_is_compared_with_the_one_before(
    page_of: PageOf,
) -> None:
    session = entry(41, "11-21 20:00", "", "", kind="session", power=(), answers={"state": "held"})
    before = [entry(700 + at, f"09-{10 + at} 10:00", "m", "Ada", moves="reached-out") for at in range(12)]
    page = page_of((*MOMENTS, session, *before))

    lines = said(page, "changes")
    assert re.match(r"Reaching out: fewer, \d+ of \d+ since 28 Sep, 12 of 12 before\.", lines[0])
    assert lines[-1] == "Noting less can look like doing less."


def test_where_nothing_can_be_said_of_what_changed_the_part_vanishes(page_of: PageOf) -> None:
    assert page_of(MOMENTS[-8:]).report.section("changes") is None
    assert page_of(MOMENTS[-4:]).report.section("changes") is None


def test_of_fewer_than_ten_moments_no_direction_is_said_unless_it_stands_out(page_of: PageOf) -> None:
    def moments(now: int) -> list[Entry]:
        before = [entry(900 + at, f"09-{10 + at} 10:00", "m", "Ada", moves="reached-out") for at in range(2)]
        before += [entry(910 + at, f"09-{14 + at} 10:00", "m", "Ada", moves="listened") for at in range(4)]
        return [*before, *(entry(920 + at, f"10-{5 + at:02} 10:00", "m", "Ada", moves="listened") for at in range(now))]

    assert said(page_of(moments(6)), "changes") == []
    assert not [each for each in said(page_of(moments(9)), "changes") if "fewer" in each]


def test_a_turn_of_the_tones_is_told_in_words_with_both_halves_of_the_weeks(page_of: PageOf) -> None:
    def weeks(early: str, late: str) -> list[Entry]:
        first = [entry(700 + at, f"10-{1 + 2 * at:02} 10:00", tone, "Ada") for at, tone in enumerate(early)]
        return [*first, *(entry(750 + at, f"11-{1 + 2 * at:02} 10:00", tone, "Ada") for at, tone in enumerate(late))]

    assert change(page_of(weeks("dddddddmdd", "cocdccco"))) == "disconnection 9 of 10 until 25 Oct, 1 of 8 since"
    assert change(page_of(weeks("cccccmcc", "dmddoddd"))) == "disconnection 0 of 8 until 25 Oct, 6 of 8 since"
    assert (
        change(page_of(weeks("dddcddcd", "ccdccc"))) == "disconnection 6 of 8 until 25 Oct, 1 of 6 since; may be chance"
    )
    assert change(page_of(weeks("dcdcdcdcdc", "ddcdcdcd"))) == "in tone, no clear one since 26 Oct"
    assert change(page_of(weeks("dddd", "cccc"))) == "in tone, too little here to say"
    assert change(page_of(weeks("dddddddmdd", "cocdccco"), leave=("changes",))) == ""


def test_a_turn_is_sought_between_as_many_moments_if_one_half_of_the_days_holds_few_and_is_never_more_than_chance(
    page_of: PageOf,
) -> None:
    moments = [entry(700 + at, f"10-{1 + 2 * at:02} 10:00", tone, "Ada") for at, tone in enumerate("dddddcccccc")]

    assert change(page_of(moments)) == "disconnection 5 of 5 until 10 Oct, 0 of 6 since; may be chance"


def test_many_moments_of_one_day_with_the_same_person_are_no_turn(page_of: PageOf) -> None:
    early = [entry(700 + at, f"10-02 {10 + at}:00", "d", "Ada") for at in range(9)]
    late = [entry(750 + at, f"11-02 {10 + at}:00", "c", "Ada") for at in range(9)]

    assert change(page_of([*early, *late])) == "in tone, too little here to say"


def change(page: Page) -> str:
    """What the sheet says of the tones, or "" if it does not."""
    return next((each.removeprefix("Change: ") for each in said(page, "ways") if each.startswith("Change: ")), "")


def test_what_showed_neither_now_nor_before_did_not_change(page_of: PageOf) -> None:
    days = [f"{10 if at < 10 else 11}-{10 + at % 10} 10:00" for at in range(20)]
    page = page_of([entry(900 + at, day, "m", "Ada", moves="listened") for at, day in enumerate(days)])

    assert said(page, "changes") == []


# Breaks


def test_breaks_are_told_by_status_and_open_ones_are_not_dropped(page_of: PageOf) -> None:
    assert said(page_of(), "breaks") == [
        "2 mended",
        "1 looks mended",
        "partly: my partner 20 Nov",
        "no repair noted: my mother 19 Nov; a friend, Le. 13 Nov; a close friend 24 Oct; and 4 more",
    ]


def test_an_open_break_is_no_debt_where_connection_came_after_it(page_of: PageOf) -> None:
    broken = entry(701, "11-02 10:00", "d", "Ada", moves="went-silent")
    later = entry(702, "11-09 10:00", "c", "Ada", moves="listened")
    earlier = entry(703, "10-30 10:00", "c", "Ada", moves="listened")

    assert said(page_of([broken, later]), "breaks") == [
        "no repair noted (perhaps there was one): a close friend 2 Nov",
        "Connection since: a close friend 9 Nov.",
    ]
    assert said(page_of([earlier, broken]), "breaks") == [
        "no repair noted (perhaps there was one): a close friend 2 Nov"
    ]


def test_breaks_let_go_and_ended_are_in_the_further_reading_alone_and_one_not_safe_to_mend_nowhere(
    page_of: PageOf,
) -> None:
    entries = changed(33, break_status="let-go")
    entries = tuple(replace(m, break_status="ended") if m.id == 29 else m for m in entries)
    entries = tuple(replace(m, break_status="not-safe-to-mend") if m.id == 26 else m for m in entries)
    page = page_of(entries, full=True)

    assert not [each for each in said(page, "breaks") if "let go" in each or "ended" in each.split()]
    assert not [each for each in said(page, "breaks") if "13 Nov" in each]
    assert any("1 let go" in each and "1 ended" in each for each in said(page, "counts"))


# The further reading


def test_the_further_reading_stands_behind_the_sheet_only_if_it_is_asked_for(page_of: PageOf) -> None:
    assert not [section for section in page_of().report.sections if section.further]
    further = [section.key for section in page_of(full=True).report.sections if section.further]
    with_people = [s.key for s in page_of(full=True, include=("people",)).report.sections if s.further]

    assert further == ["counts", "power", "checkin", "reading"]
    assert with_people == ["counts", "power", "people", "checkin", "reading"]
    assert [key for key in FURTHER if key in with_people] == with_people


def test_every_row_is_on_a_line_with_what_showed_elsewhere(page_of: PageOf) -> None:
    lines = said(page_of(full=True), "counts")

    assert "going quiet · 5 of 10 · 2 · when there was something to say" in lines
    assert "reaching out · 8 of 33 · 3 · moments that say what I did" in lines
    assert sum(" of " in each or "too few" in each for each in lines if "·" in each) >= 19


def test_power_and_what_else_was_in_the_room_is_one_table(page_of: PageOf) -> None:
    lines = said(page_of(full=True), "power")

    assert "they had more power · 9 · my manager 5, my mother 4" in lines
    assert "body, size or looks · on the side with less power · 1 · my mother 1" in lines


def test_people_held_apart_are_in_no_table(page_of: PageOf) -> None:
    people = tuple(replace(p, safety="not-safe") if p.name == "Ruth" else p for p in PEOPLE)

    assert "my manager" not in whole(page_of(people=people, full=True, include=("people",)))


def test_the_moments_with_the_therapist_are_told_one_by_one_if_included(page_of: PageOf) -> None:
    assert said(page_of(full=True), "therapist") == []
    assert said(page_of(full=True, include=("therapist",)), "therapist") == [
        "8 Nov: I said what I felt → they understood; more of all 5"
    ]


def test_the_worksheet_has_room_under_each_question_and_for_one_moment_with_power_in_view(page_of: PageOf) -> None:
    page = page_of(worksheet=True)

    assert said(page, "worksheet-questions") == said(page, "questions")
    assert "Who could have stood with me?" in said(page, "worksheet-power")
    assert "What I take home" in to_text(page.report)
    assert to_text(page.report).count("_" * 40) > 10


# An old picture, and past experiences


def _memory(**fields: object) -> Entry:
    return entry(60, "1998", "", "", kind="memory", power=(), answers={"title": "The stairs, with Mum"}, **fields)  # type: ignore[arg-type]


def _echoing(memory: Entry, numbers: tuple[int, ...]) -> tuple[Entry, ...]:
    tie = (Link(memory.uid, "echoes"),)
    return tuple(replace(m, links=(*m.links, *tie)) if m.id in numbers else m for m in (*MOMENTS, *others()))


def test_a_past_experience_echoes_from_three_moments_on(page_of: PageOf) -> None:
    memory = replace(_memory(), when="1998")
    two = page_of((*_echoing(memory, (3, 11)), memory), full=True)
    three = page_of((*_echoing(memory, (3, 11, 33)), memory), full=True)
    chosen = page_of((*_echoing(memory, (3, 11, 33)), replace(memory, share=True)), full=True)

    assert said(two, "theme") == []
    assert said(three, "theme") == ["A past experience echoes in 3 moments, the last on 19 Nov."]
    assert said(chosen, "theme")[0].startswith('"The stairs, with my mother" echoes in 3 moments')


def test_a_picture_old_and_new_stands_there_only_if_chosen_with_belief_then_and_now_and_what_does_not_fit(
    page_of: PageOf,
) -> None:
    answers = {"old": "If I ask, Mum leaves.", "new": "Some stay.", "believe-old": "half", "believe-new": "a-little"}
    picture = entry(
        61, "11-01", "", "", kind="picture", power=(), answers=answers, links=(Link(uid(28), "does-not-fit"),)
    )
    before = entry(60, "10-01", "", "", kind="picture", power=(), answers={**answers, "believe-old": "mostly"})
    chosen = replace(picture, share=True)

    assert said(page_of((*MOMENTS, picture)), "echoes") == []
    assert said(page_of((*MOMENTS, chosen)), "echoes") == [
        '"If I ask, my mother leaves." → "Some stay."',
        "Believed: on 1 Nov half / a little (old / new). Did not fit: 14 Nov, a close friend.",
    ]
    assert (
        "Believed: then mostly / a little, on 1 Nov half / a little"
        in said(page_of((*MOMENTS, before, chosen)), "echoes")[1]
    )


# Tried


def test_an_experiment_is_told_in_its_words_only_if_chosen(page_of: PageOf) -> None:
    quiet = tuple(replace(e, share=False) if e.kind == "experiment" else e for e in (*MOMENTS, *others()))

    assert said(page_of(), "experiment") == [
        '"one no to my manager". Predicted: "she will be angry". Happened, better than predicted: '
        '"she moved the shift". Learned: "A no can be short."'
    ]
    assert said(page_of(quiet), "experiment") == ["10 Nov, with my manager: tried; it went better than predicted."]


def test_an_older_experiment_is_told_when_it_was_tried_since_the_session(page_of: PageOf) -> None:
    old = replace(next(e for e in others() if e.kind == "experiment"), when="2026-10-01")
    tried = tuple(replace(m, links=(Link(old.uid, "tries"),)) if m.id == 31 else m for m in MOMENTS)

    assert said(page_of((*MOMENTS, others()[0], old)), "experiment") == []
    assert len(said(page_of((*tried, others()[0], old)), "experiment")) == 1


# Check-in


def test_the_check_in_is_a_grid_of_weeks_in_its_listed_words_alone(page_of: PageOf) -> None:
    assert said(page_of(full=True), "checkin") == [
        "week of · 9 Nov · 16 Nov",
        "stressed · fairly · a little",
        "I mattered to someone · a little · –",
        "energy · – · fairly",
    ]
    assert "the soup" not in whole(page_of(full=True))


def test_two_look_backs_of_one_week_are_one(page_of: PageOf) -> None:
    twice = [
        entry(500, "11-10", "", "", "", kind="lookback", power=(), answers={"stressed": "very", "energy": "hardly"}),
        entry(501, "11-12", "", "", "", kind="lookback", power=(), answers={"stressed": "fairly"}),
    ]

    assert said(page_of((*MOMENTS, *twice), full=True), "checkin") == [
        "week of · 9 Nov",
        "stressed · fairly",
        "energy · hardly",
    ]


# Questions, and what is not seen


def test_the_questions_are_my_own_first_then_those_of_the_patterns_on_the_sheet(page_of: PageOf) -> None:
    own = replace(others()[1], answers={**others()[1].answers, "my-question": "Whose Christmas would it be, Mum?"})

    assert said(page_of(leave=LONG), "questions") == [
        "What told me it was coming?",
        "With whom, where, in what state was I?",
    ]
    assert said(page_of((*MOMENTS, others()[0], own)), "questions")[0] == '"Whose Christmas would it be, my mother?"'


def test_the_foot_says_what_this_does_not_see_and_where_help_is(page_of: PageOf) -> None:
    assert said(page_of(), "unseen") == ["This sheet sees 32 of 56 days.", HELP]


def test_the_foot_says_if_hardly_anything_is_noted_of_what_came_before(page_of: PageOf) -> None:
    bare = [replace(m, first=(), felt_before=(), wishes=(), braced=(), power=()) for m in MOMENTS]

    assert said(page_of(bare), "unseen")[0] == (
        "This sheet sees 32 of 56 days. 33 moments say nothing of what came before."
    )
    assert said(page_of(MOMENTS[:3]), "unseen")[0] == "This sheet sees 3 of 56 days."


def test_the_days_of_the_foot_are_those_of_the_sheet_and_do_not_say_who_is_held_apart(page_of: PageOf) -> None:
    people = tuple(replace(p, safety="not-safe") if p.name == "Mum" else p for p in PEOPLE)
    here = [m for m in MOMENTS if "Mum" not in m.people]
    apart, without = page_of(MOMENTS, people=people), page_of(here)

    assert said(apart, "unseen")[0] == said(without, "unseen")[0]
    assert said(apart, "about")[0].replace("moments", "") == said(without, "about")[0].replace("moments", "")


# Power


def test_a_line_says_what_is_known_of_power_and_with_whom_or_that_it_is_worth_asking(page_of: PageOf) -> None:
    some = [replace(m, power=()) if m.id > 12 else m for m in MOMENTS]
    none = [replace(m, power=()) for m in MOMENTS]
    people = (*PEOPLE, Person("Mark", "partner", safety="not-safe"))

    assert said(page_of(some), "ways")[-1] == (
        "Power: they had more 3 (my manager 2, my mother 1); equal 9; not noted 21"
    )
    assert said(page_of(none), "ways")[-1] == "Power: not noted here; worth asking"
    assert said(page_of(none, people=people), "ways")[-1] == "Power: not noted here; worth asking"


# Without a wish


def test_without_a_wish_there_is_a_line_to_fill_in_and_what_weighs_most(page_of: PageOf) -> None:
    moments = seen("pushing-away", 4, of=7)
    page = page_of(moments)

    assert said(page, "today") == [
        "In one sentence:",
        "Perhaps pushing away:",
        "13 Nov · a close friend: they reached out; I pulled back",
    ]
    assert re.search(r"^  In one sentence: _{30,}$", to_text(page.report), re.MULTILINE)


def test_what_weighs_is_the_way_then_an_open_break_then_a_disconnection(page_of: PageOf) -> None:
    left = [entry(700 + at, f"11-{10 + at} 10:00", "o", "Ada", moves="left-abruptly") for at in range(5)]
    broken = entry(720, "11-02 10:00", "d", "Ada", moves="listened")
    alone = entry(721, "11-03 10:00", "d", "", moves="listened")

    assert said(page_of([*left, broken]), "today")[1] == "Perhaps moving away:"
    assert said(page_of([*left, broken]), "ways")[-3] == "Away: most often: left or hung up 5"
    assert said(page_of([broken]), "today")[1] == "Perhaps a break with no repair noted:"
    assert said(page_of([alone]), "today")[1] == "Perhaps a disconnection:"
    assert said(page_of([replace(broken, tone="connection")]), "today") == ["In one sentence:", OPEN]


def test_a_contact_that_ended_in_these_weeks_or_before_them_is_named(page_of: PageOf) -> None:
    ended = entry(700, "09-14 10:00", "d", "Lena", first="they-rejected-me", moves="ended-contact")
    later = entry(701, "11-10 10:00", "c", "Ada", moves="listened")
    long_ago = replace(ended, when="2026-05-02")

    assert said(page_of([ended, later]), "today")[1:] == [
        "Perhaps a contact that ended:",
        "14 Sep · a friend: before these eight weeks: they rejected or left me; I ended contact",
    ]
    assert said(page_of([long_ago, later]), "today") == ["In one sentence:", OPEN]
    assert said(page_of([replace(ended, private=True), later]), "today") == ["In one sentence:", OPEN]


def test_with_someone_held_apart_nothing_is_said_to_weigh_most(page_of: PageOf) -> None:
    people = (*PEOPLE, Person("Mark", "partner", safety="not-safe"))
    left = [entry(700 + at, f"11-{10 + at} 10:00", "o", "Ada", moves="left-abruptly") for at in range(6)]

    assert said(page_of(left, people=people), "today") == ["In one sentence:", OPEN]
    assert not [each for each in said(page_of(left, people=people), "ways") if "most often" in each]


def test_a_hidden_pattern_is_not_told_by_its_moves_either(page_of: PageOf) -> None:
    quiet = [entry(700 + at, f"11-{10 + at} 10:00", "o", "Ada", moves="went-silent") for at in range(6)]

    assert "went quiet" in whole(page_of(quiet))
    assert "most often" not in whole(page_of(quiet, hidden=("going-silent",)))


def test_of_moments_that_name_nobody_it_is_asked_whether_anyone_was_there(page_of: PageOf) -> None:
    alone = [entry(700 + at, f"11-{10 + at} 10:00", "", "", moves="handled-it-alone") for at in range(4)]
    with_ada = [entry(720 + at, f"10-{10 + at} 10:00", "c", "Ada", moves="listened") for at in range(6)]

    assert "With whom: nobody is named in 4 of 10; was anyone there?" in said(page_of([*alone, *with_ada]), "ways")
    assert not [each for each in said(page_of([*alone[:2], *with_ada]), "ways") if "nobody" in each]


# Own words


def test_no_sentence_of_the_persons_stands_there_unless_it_was_chosen(page_of: PageOf) -> None:
    page = whole(page_of())

    for moment in MOMENTS:
        assert (moment.text[:12] in page or "said he missed me" in page) if moment.share else moment.text not in page


@pytest.mark.parametrize(
    ("number", "section", "line"),
    [
        (36, "connection", '"a close friend rang. We laughed for an hour about nothing."'),
        (31, "connection", '"Told my manager I can\'t take a fourth shift."'),
        (26, "today", '"He cancelled. I said fine."'),
        (9, "today", '"Keys, dishes, the whole list."'),
        (30, "today", '"Shopping list, bad jokes, coffee."'),
        (7, "today", '"Coffee in the yard."'),
        (27, "today", '"A grey morning."'),
    ],
)
def test_chosen_words_stand_beside_their_moment(page_of: PageOf, number: int, section: str, line: str) -> None:
    page = page_of(shared=(uid(number),))

    assert line in said(page, section)
    assert whole(page).count(line.split(": ")[-1].strip('"')) == 1


def test_words_chosen_for_an_earlier_page_do_not_come_back_when_their_moment_is_no_news(page_of: PageOf) -> None:
    entries = changed(9, share=True)

    assert "Keys, dishes" not in whole(page_of(entries))


def test_words_chosen_from_outside_both_windows_are_shown(page_of: PageOf) -> None:
    old = entry(80, "03-01", "d", "Mum", "A long time ago with Mum.", moves="went-silent")

    assert said(page_of((*MOMENTS, old), shared=(old.uid,)), "today") == [
        "1 Mar · my mother: I went quiet",
        '"A long time ago with my mother."',
    ]


def test_tags_and_marks_are_not_part_of_the_words_shown(page_of: PageOf) -> None:
    entries = changed(36, text="@Ada rang, +reached-out really. +c @jonas +warm")

    assert '"a close friend rang, reached-out really."' in said(page_of(entries, shared=(uid(36),)), "connection")


def test_a_very_long_text_is_cut_and_says_so(page_of: PageOf) -> None:
    entries = changed(36, text="word " * 1_000_000)
    line = said(page_of(entries, shared=(uid(36),)), "connection")[-1]

    assert 1_400 < len(line) < 1_700
    assert line.endswith('…"')


def test_a_text_of_a_third_of_the_sheet_is_not_cut(page_of: PageOf) -> None:
    text = "slowly and then all at once " * 55

    assert f'"{text.strip()}"' in said(page_of(changed(36, text=text), shared=(uid(36),)), "connection")


# What is never on it


def test_moments_with_the_therapist_are_neither_named_nor_counted_unless_included(page_of: PageOf) -> None:
    apart, included = page_of(), page_of(include=("therapist",))

    assert "therap" not in whole(apart)
    assert apart.pattern_moments + 1 == included.pattern_moments


def test_moments_about_keeping_safe_are_told_only_if_included_and_then_in_no_total(page_of: PageOf) -> None:
    apart, included = page_of(), page_of(include=("safe",))

    assert "safe" not in whole(apart)
    assert said(included, "safe") == ["1 moment about keeping safe, in no pattern and in no total: 18 Nov, a stranger"]
    assert (apart.new_moments, apart.pattern_moments) == (included.new_moments, included.pattern_moments)
    assert to_text(apart.report) == "\n\n".join(
        part for part in to_text(included.report).split("\n\n") if not part.startswith("Keeping safe")
    )


def test_words_of_blame_rank_or_forecast_are_nowhere(page_of: PageOf) -> None:
    page = whole(page_of(include=("therapist", "safe"))).lower()

    for word in ("disorder", "score", "risk", "%", "always", "never", "worse", "improv", "fail", "toxic", "trigger"):
        assert word not in page


# Filters


def test_filters_narrow_the_page_and_are_said(page_of: PageOf) -> None:
    page = page_of(chosen=lambda moment: "Jonas" in moment.people, only="with Jonas")

    assert "Only with my partner." in said(page, "about")[0]
    assert page.pattern_moments == sum("Jonas" in moment.people for moment in MOMENTS)
    assert said(page, "experiment") == []


# Names


def test_a_name_in_an_own_word_is_hidden(page_of: PageOf, words: Vocabulary) -> None:
    from relational_journal.model import Word

    own = words.with_words([Word("jonas-mood", "the Jonas mood", "D", "went-silent"), Word("ada-day", "Ada day")])
    entries = changed(36, moves=("jonas-mood",), felt_after=("unknown-adele-word",))
    page = page_of(entries, words_=own)

    assert "the my partner mood" in whole(page)
    assert "adele" not in whole(page).lower()


def test_two_with_the_same_role_get_an_initial_and_one_alone_gets_none(page_of: PageOf) -> None:
    both = whole(page_of())
    one = whole(page_of(tuple(m for m in (*MOMENTS, *others()) if "Lena" not in m.people)))

    assert "a friend, Le." in both
    assert "a friend" in one
    assert "a friend, " not in one.replace("a friend, 13", "")


def test_someone_without_a_relationship_is_someone(page_of: PageOf) -> None:
    people = tuple(Person(person.name) for person in PEOPLE)

    assert "17 Nov · someone: I set a limit" in whole(page_of(people=people))


# What a reader at first sight took for something else


def test_if_the_tones_changed_after_what_weighs_the_change_is_suggested(page_of: PageOf) -> None:
    away = [entry(700 + at, f"10-{1 + 2 * at:02} 10:00", "d", "Ada", moves="left-abruptly") for at in range(9)]
    since = [entry(750 + at, f"11-{1 + 2 * at:02} 10:00", "c", "Ada", moves="listened") for at in range(8)]
    calm = [entry(760 + at, f"10-{20 + at} 10:00", "o", "Ada", moves="listened") for at in range(2)]
    few = [entry(770 + at, f"11-{1 + 2 * at:02} 10:00", "oodcc"[at], "Ada", moves="listened") for at in range(5)]
    again = entry(799, "11-21 10:00", "d", "Ada", moves="left-abruptly")

    def suggested(*moments: Entry, **choices: object) -> str:
        return said(page_of(moments, **choices), "today")[1]

    assert suggested(*away, *since) == "Perhaps what changed after 25 Oct; from before, moving away:"
    assert suggested(*away[:5], *calm, *few) == (
        "Perhaps whether something changed after 25 Oct; from before, moving away:"
    )
    assert suggested(*away, *since, again) == "Perhaps moving away:"
    assert suggested(*away, *since, leave=("changes",)) == "Perhaps moving away:"


def test_a_moment_that_names_nobody_says_so_instead_of_leaving_a_hole(page_of: PageOf) -> None:
    alone = [entry(700 + at, f"11-{10 + at} 10:00", "c", "", moves="handled-it-alone") for at in range(3)]

    assert said(page_of(alone), "connection")[0].startswith("10 Nov · (nobody named): ")


def test_a_hollow_dot_is_otherwise_in_a_way_of_staying_safe_and_hard_in_a_way_of_reaching(page_of: PageOf) -> None:
    page = page_of([*seen("pushing-away", 3, of=8), *seen("letting-in", 3, of=6, first=20)])
    for text in (to_text(page.report), to_markdown(page.report)):
        safe, _, reaching = text.partition("Letting someone in")

        assert "○ otherwise" in safe and "○ it was hard" in reaching and "otherwise" not in reaching.split("asks")[0]


def test_what_could_out_someone_at_home_is_said_more_softly_on_the_sheet(page_of: PageOf) -> None:
    page = page_of(seen("hiding-parts", 4, of=8))

    assert "Keeping part of me back: 4 of 8" in whole(page)
    assert "I kept part of myself back" in whole(page)
    assert "who I am" not in whole(page) and "Hiding" not in whole(page)
    assert keys_of(page)[0] == "hiding-parts"


def test_it_is_said_once_how_many_people_someone_is(page_of: PageOf) -> None:
    moments = [
        entry(700 + at, f"11-{10 + at} 10:00", "d", name, moves="snapped") for at, name in enumerate(("Zed", "Zoe") * 2)
    ]
    people = (*PEOPLE, Person("Zed"), Person("Zoe"))
    two, one = page_of(moments, people=people), page_of(moments[::2], people=people)

    assert said(two, "unseen")[0].endswith(" Someone is 2 different people in these moments.")
    assert said(one, "unseen")[0].endswith(" Someone is one person in these moments.")
    assert "Someone is" not in whole(page_of(moments[:1], people=people))
    assert said(two, "breaks") == [
        "no repair noted (perhaps there was one): someone 13 Nov, and another 12 Nov; and 2 more"
    ]


def test_a_sheet_about_a_break_asks_about_it_and_not_what_made_contact_possible(page_of: PageOf) -> None:
    reached = [entry(700 + at, f"11-{2 + at:02} 10:00", "o", "Ada", moves="reached-out") for at in range(6)]
    broken = entry(720, "11-12 10:00", "d", "Ada", moves="listened")

    assert said(page_of(reached), "questions") == ["What made it possible to reach out?"]
    assert said(page_of([*reached, broken]), "questions") == ["What would I want understood about it?"]
