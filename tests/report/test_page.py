"""The page for the session: each section with what must and what must not stand on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from relational_journal.model import Link, Mended, Moment, Person, Window, replace
from relational_journal.report.document.document import plain
from relational_journal.report.render.to_json import to_json
from relational_journal.report.render.to_markdown import to_markdown
from relational_journal.report.render.to_text import to_text
from relational_journal.report.session_page.page import SECTIONS, Page, new_window
from relational_journal.vocabulary.load import Vocabulary
from tests.support.eight_weeks import MOMENTS, PEOPLE, WINDOW, PageOf, others, told, uid

Golden = Callable[[str, str], str]


def said(page: Page, key: str) -> list[str]:
    """The lines of a section; an empty list where it is not on the page."""
    section = page.report.section(key)
    return [] if section is None else [each for block in section.blocks for each in plain(block)]


def whole(page: Page) -> str:
    return "\n".join([page.report.title, *(each for s in page.report.sections for each in said(page, s.key))])


def changed(number: int, **fields: object) -> tuple[Moment, ...]:
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


def test_sections_stand_in_the_order_of_the_domain(page_of: PageOf) -> None:
    keys = [section.key for section in page_of().report.sections]

    assert keys == [key for key in SECTIONS if key in keys]
    assert keys[:4] == ["today", "about", "connection", "patterns"]
    assert keys[-2:] == ["questions", "unseen"]


@pytest.mark.parametrize("key", SECTIONS)
def test_each_section_can_be_left_off_and_the_others_stay(page_of: PageOf, key: str) -> None:
    full, less = page_of(), page_of(leave=(key,))

    assert less.report.section(key) is None
    assert {section.key for section in full.report.sections} - {key} <= {s.key for s in less.report.sections}


def test_what_is_said_about_the_page_is_its_two_totals(page_of: PageOf) -> None:
    page = page_of(include=("therapist",))

    assert said(page, "about") == [
        "11 moments I noted since 9 Nov; patterns over the 34 since 28 Sep.",
        "Self-noted, selected, not an assessment.",
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


def test_the_forms_say_the_same_line_for_line(page_of: PageOf) -> None:
    page = page_of(include=("therapist", "safe"))
    markdown = " ".join(to_markdown(page.report).replace("\\", "").replace("**", "").split())
    drawn = " ".join(to_text(page.report, width=4000).split())
    for section in to_json(page)["sections"]:
        for each in section["lines"]:
            words = each.replace(" · ", " ").replace(":", "")

            assert words in markdown.replace(" · ", " ").replace(":", "")
            assert all(word in drawn.replace(":", "") for word in words.split())


def test_an_empty_journal_makes_a_page_that_says_so(page_of: PageOf) -> None:
    page = page_of(())

    assert "Too few moments to say (0 so far)." in said(page, "about")
    assert [section.key for section in page.report.sections] == ["about", "unseen"]


def test_one_moment_makes_a_page_without_counts(page_of: PageOf) -> None:
    page = page_of(MOMENTS[-1:])

    assert said(page, "patterns") == []
    assert said(page, "connection") == [
        "22 Nov · a close friend: met them when they asked → they were warm; more worth"
    ]


def test_what_stands_under_what_i_want_from_today_is_told_apart(page_of: PageOf) -> None:
    wanted = said(page_of(shared=(uid(30),)), "today")
    without = page_of(MOMENTS, shared=(uid(30),))
    brought = ["17 Nov · my partner: met them when they asked", '"Shopping list, bad jokes, coffee."']

    assert wanted[-3:] == ["Moments I bring:", *brought]
    assert said(without, "today") == brought
    assert without.report.sections[0].heading == "What I bring today"


def test_a_chosen_moment_of_connection_stands_among_them_however_many_came_later(page_of: PageOf) -> None:
    more = [told(600 + at, f"11-{10 + at} 12:00", "c", "Ada", f"{at} again.", moves="listened") for at in range(11)]
    page = page_of((*MOMENTS, *others(), *more), shared=(uid(600),))

    assert '"0 again."' in said(page, "connection")


# The windows


def test_days_of_another_year_name_it_everywhere_on_the_page(page_of: PageOf) -> None:
    window = Window(date(2010, 1, 1), date(2026, 11, 22))
    old = told(80, "11-20", "c", "Ada", "Long ago.", moves="listened", share=True)
    entries = (*(replace(m, when=m.when.replace("2026", "2010")) for m in MOMENTS), replace(old, when="2011-03-02"))
    page = page_of(entries, window=window)

    assert (
        re.findall(r"\b\d{1,2} (?:Jan|Feb|Mar|Sep|Oct|Nov|Dec)\b(?! 20)", whole(page).replace("since 9 Nov", "")) == []
    )
    assert "since 1 Jan 2010" in whole(page)


def test_days_of_this_year_do_not_name_it(page_of: PageOf) -> None:
    assert "2026" not in whole(page_of()).replace("23 November 2026", "")


def test_news_begin_with_the_last_session_and_without_one_two_weeks_back() -> None:
    session = others()[0]

    assert new_window(WINDOW, session, chosen=False) == Window(date(2026, 11, 9), date(2026, 11, 22))
    assert new_window(WINDOW, None, chosen=False) == Window(date(2026, 11, 9), date(2026, 11, 22))
    assert new_window(WINDOW, None, chosen=True) == WINDOW


def test_what_the_sessions_day_held_before_it_is_no_news_but_counts_in_the_patterns(page_of: PageOf) -> None:
    early = told(90, "11-09 09:00", "c", "Ada", moves="reached-out")
    late = told(91, "11-09 12:00", "c", "Ada", moves="reached-out")
    day = told(92, "11-09", "c", "Ada", moves="reached-out")
    base = page_of()
    page = page_of((*MOMENTS, *others(), early, late, day))

    assert page.new_moments == base.new_moments + 2
    assert page.pattern_moments == base.pattern_moments + 3


def test_a_session_on_the_first_day_of_the_patterns_cuts_them_too(page_of: PageOf) -> None:
    session = told(41, "09-28 20:00", "", "Vera Winter", kind="session", power=(), answers={"state": "held"})
    page = page_of((*MOMENTS, session))

    assert page.pattern_moments == 32
    assert page.new_moments == 32


# 1 today


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

    assert said(page_of((*MOMENTS, others()[0], held)), "today") == []


def test_the_words_of_a_preparation_are_shown_where_no_question_was_answered(page_of: PageOf) -> None:
    plain_one = replace(others()[1], text="Only @Mum.\nAnd @Jonas", answers={"state": "prepared"})

    assert said(page_of((*MOMENTS, others()[0], plain_one)), "today") == ['"Only my mother."', '"And my partner"']


def test_the_title_is_the_day_of_the_session(page_of: PageOf) -> None:
    assert page_of().report.title == "For our session, 23 November 2026"
    assert page_of(MOMENTS).report.title == "For our session, 22 November 2026"


# 3 connection


def test_connection_tells_only_moments_of_connection_since_the_session(page_of: PageOf) -> None:
    lines = said(page_of(), "connection")

    assert [each[:6] for each in lines] == ["12 Nov", "14 Nov", "17 Nov", "21 Nov", "22 Nov"]
    assert lines[2] == "17 Nov · my manager: set a limit → they respected my limit; more worth"


def test_a_long_time_shows_the_latest_moments_and_says_how_many_more(page_of: PageOf) -> None:
    many = [told(100 + n, f"11-{10 + n % 12:02} 08:{n:02}", "c", "Ada", moves="listened") for n in range(20)]

    assert said(page_of(many), "connection")[-1] == "and 12 earlier ones"


# 4 patterns


def test_a_pattern_never_stands_without_its_base_its_otherwise_and_its_guard(page_of: PageOf) -> None:
    page = page_of()
    lines = said(page, "patterns")

    assert lines[0] == "Pushing people away: 5 of 17"
    assert lines[1].startswith(
        "Showed up in 5 of the 17 moments when someone came closer or I wished for closeness; in 1 of these contact "
        "came after all. In 12 it went otherwise; in 1 of those the pull was there. They had more power 1 of 1, too "
        "few to say; about equal 4 of 16."
    )
    assert lines[2] == "It may have protected from being left or hurt first."
    for at in range(1, 60):
        left = "\n".join(said(page.without({at}), "patterns"))
        for name, guard in (("Pushing people away", "being left or hurt first"), ("Going quiet", "from anger or loss")):
            assert (name in left) == (guard in left)


def test_two_patterns_at_most_and_those_resting_on_ten_moments_first(page_of: PageOf) -> None:
    section = page_of().report.section("patterns")

    assert section is not None
    assert [block.key for block in section.blocks] == ["pushing-away", "going-silent"]  # type: ignore[union-attr]


def test_a_hidden_pattern_is_not_on_the_page(page_of: PageOf) -> None:
    page = page_of(hidden=("going-silent",))

    assert "going quiet" not in whole(page).lower()
    assert "silent" not in whole(page)


def test_what_leads_to_what_is_said_once_however_much_stands_out(page_of: PageOf) -> None:
    days = [(month, day) for month in (10, 11) for day in range(1, 22)]
    moments = tuple(
        told(
            100 + n,
            f"{month:02}-{day:02}",
            "m",
            "Mum" if n % 2 else "Ada",
            first="they-criticised-me" if n % 2 else "they-dismissed-me",
            moves="went-silent" if n % 2 else "said-what-i-felt",
        )
        for n, (month, day) in enumerate(days)
    )
    section = page_of(moments).report.section("patterns")

    assert section is not None
    claims = [sum(each.startswith("Stands out: ") for each in plain(block)) for block in section.blocks]
    causes = [sum("what leads to what, we cannot tell" in each for each in plain(block)) for block in section.blocks]
    assert max(claims) > 1
    assert causes == [min(number, 1) for number in claims]


# 5 otherwise


def test_otherwise_is_told_since_the_session_where_that_holds_ten_moments(page_of: PageOf) -> None:
    assert said(page_of(), "otherwise") == [
        "Pushing away: 4 times since 9 Nov. All 4 say what they did; in all 4 they came toward me. "
        "Once it turned in the same moment (20 Nov).",
        "Going quiet: once since 9 Nov (20 Nov). It says what they did; they came toward me.",
        "Easier moments may also be the ones where it went otherwise.",
    ]


def test_with_few_moments_since_the_session_otherwise_is_counted_over_the_patterns_window_and_says_so(
    page_of: PageOf,
) -> None:
    session = told(41, "11-19 20:00", "", "", kind="session", power=(), answers={"state": "held"})
    lines = said(page_of((*MOMENTS, session)), "otherwise")

    assert lines[0] == "Counted since 28 Sep, as there are 3 moments since 19 Nov."
    assert lines[1].startswith("Pushing away: 12 times since 28 Sep.")


# 6 breaks


def test_breaks_are_told_by_status_and_open_ones_are_not_dropped(page_of: PageOf) -> None:
    assert said(page_of(), "breaks") == [
        "2 mended (after 2 and 2 days)",
        "1 looks mended, from what was noted afterwards",
        "1 partly mended: my partner, 20 Nov",
        "7 open, the latest: my mother, 19 Nov; my mother, 15 Nov; a friend, Le., 13 Nov",
        "Who moved first: me 2, them 2.",
    ]


def test_a_break_let_go_and_one_that_ended_are_named_and_one_not_safe_to_mend_is_not(page_of: PageOf) -> None:
    entries = changed(33, break_status="let-go")
    entries = tuple(replace(m, break_status="ended") if m.id == 29 else m for m in entries)
    entries = tuple(replace(m, break_status="not-safe-to-mend") if m.id == 26 else m for m in entries)
    lines = said(page_of(entries), "breaks")

    assert "1 let go: my mother, 19 Nov" in lines
    assert "1 ended: my mother, 15 Nov" in lines
    assert not [each for each in lines if "13 Nov" in each or "not safe" in each]


def test_a_break_mended_without_a_moment_counts_its_days(page_of: PageOf) -> None:
    entries = changed(33, break_status="mended", mended=Mended("2026-11-20", "them"))

    assert said(page_of(entries), "breaks")[0] == "3 mended (after 1, 2 and 2 days)"


# 7 power


def test_power_is_counted_over_the_moments_that_say_it(page_of: PageOf) -> None:
    entries = changed(7, power=())

    assert said(page_of(entries), "power") == [
        "They had more power in 9 of the 32 moments that say: in the family 4, at work 5.",
        "In the room, on the side with less power: body, size or looks in 1.",
        "I was talked down to in 1.",
    ]


# 8 echoes


def _memory(**fields: object) -> Moment:
    return told(60, "1998", "", "", kind="memory", power=(), answers={"title": "The stairs, with Mum"}, **fields)  # type: ignore[arg-type]


def _echoing(memory: Moment, numbers: tuple[int, ...]) -> tuple[Moment, ...]:
    tie = (Link(memory.uid, "echoes"),)
    return tuple(replace(m, links=(*m.links, *tie)) if m.id in numbers else m for m in (*MOMENTS, *others()))


def test_a_past_experience_echoes_from_three_moments_on(page_of: PageOf) -> None:
    memory = replace(_memory(), when="1998")
    two = page_of((*_echoing(memory, (3, 11)), memory))
    three = page_of((*_echoing(memory, (3, 11, 33)), memory))
    chosen = page_of((*_echoing(memory, (3, 11, 33)), replace(memory, share=True)))

    assert said(two, "echoes") == []
    assert said(three, "echoes") == [
        "A past experience echoes in 3 moments, the last on 19 Nov; pushing away in 2, going quiet in 2, "
        "repairing in 2 of these."
    ]
    assert said(chosen, "echoes")[0].startswith('"The stairs, with my mother" echoes in 3 moments')


def test_a_picture_old_and_new_stands_there_only_if_chosen(page_of: PageOf) -> None:
    answers = {"old": "If I ask, Mum leaves.", "new": "Some stay.", "believe-old": "half"}
    picture = told(61, "11-01", "", "", kind="picture", power=(), answers=answers)

    assert said(page_of((*MOMENTS, picture)), "echoes") == []
    assert said(page_of((*MOMENTS, replace(picture, share=True))), "echoes") == [
        'The old picture: "If I ask, my mother leaves." (believed today: half)',
        'A roomier one: "Some stay."',
    ]


# 9 experiment


def test_an_experiment_is_told_in_its_words_only_if_chosen(page_of: PageOf) -> None:
    quiet = tuple(replace(e, share=False) if e.kind == "experiment" else e for e in (*MOMENTS, *others()))

    assert said(page_of(), "experiment") == [
        'Tried: "one no to my manager". Predicted: "she will be angry". Happened, better than predicted: '
        '"she moved the shift". Learned: "A no can be short."'
    ]
    assert said(page_of(quiet), "experiment") == ["10 Nov, with my manager: tried; it went better than predicted."]


def test_an_older_experiment_is_told_when_it_was_tried_since_the_session(page_of: PageOf) -> None:
    old = replace(next(e for e in others() if e.kind == "experiment"), when="2026-10-01")
    tried = tuple(replace(m, links=(Link(old.uid, "tries"),)) if m.id == 31 else m for m in MOMENTS)

    assert said(page_of((*MOMENTS, others()[0], old)), "experiment") == []
    assert len(said(page_of((*tried, others()[0], old)), "experiment")) == 1


# 10 check-in


def test_the_check_in_is_told_week_by_week_in_its_listed_words_alone(page_of: PageOf) -> None:
    assert said(page_of(), "checkin") == [
        "Weeks of 9 Nov and 16 Nov, in this order:",
        "stressed: fairly · a little",
        "I mattered to someone: a little · not said",
        "energy: not said · fairly",
    ]
    assert "the soup" not in whole(page_of())


def test_a_check_in_of_many_weeks_takes_no_more_lines_and_says_once_what_was_the_same(page_of: PageOf) -> None:
    weeks = [
        told(500 + at, f"{day} 20:00", "", "", "", kind="lookback", power=(),
             answers={"stressed": "fairly", "energy": "very" if at % 2 else "a-little"})
        for at, day in enumerate(("10-04", "10-11", "10-18", "10-25", "11-01", "11-08"))
    ]  # fmt: skip

    assert said(page_of((*MOMENTS, *weeks)), "checkin") == [
        "Weeks of 28 Sep, 5 Oct, 12 Oct, 19 Oct, 26 Oct and 2 Nov, in this order:",
        "stressed: fairly, each week",
        "energy: a little · very · a little · very · a little · very",
    ]


def test_two_look_backs_of_one_week_are_one(page_of: PageOf) -> None:
    twice = [
        told(500, "11-10", "", "", "", kind="lookback", power=(), answers={"stressed": "very", "energy": "hardly"}),
        told(501, "11-12", "", "", "", kind="lookback", power=(), answers={"stressed": "fairly"}),
    ]

    assert said(page_of((*MOMENTS, *twice)), "checkin") == ["Week of 9 Nov:", "stressed: fairly", "energy: hardly"]


# 11 questions, 12 unseen


def test_the_questions_are_those_of_the_patterns_on_the_page(page_of: PageOf) -> None:
    assert said(page_of(), "questions") == [
        "What came just before I stepped back?",
        "What was the sentence I did not say?",
    ]


def test_the_foot_says_what_the_journal_does_not_see(page_of: PageOf) -> None:
    assert said(page_of(), "unseen") == [
        "32 of 56 days have a moment; 6 moments are ordinary. 4 say nothing of what came before. 33 of 33 were noted "
        "the same day. Noticing more can look like doing more. Nothing compared stands out."
    ]


def test_of_many_moments_that_turned_the_latest_day_is_named_and_no_choice_of_days(page_of: PageOf) -> None:
    turned = [
        told(700 + at, f"11-{10 + at} 12:00", "d", "Jonas", "", first="they-asked-about-me",
             moves="pulled-back turned-toward")
        for at in range(6)
    ]  # fmt: skip
    page = page_of((*MOMENTS, *others(), *turned))

    assert "it turned in the same moment (the latest 20 Nov)." in " ".join(said(page, "otherwise"))


# Own words


def test_no_sentence_of_the_persons_stands_there_unless_it_was_chosen(page_of: PageOf) -> None:
    page = whole(page_of())

    for moment in MOMENTS:
        assert (moment.text[:12] in page or "said he missed me" in page) if moment.share else moment.text not in page


@pytest.mark.parametrize(
    ("number", "section", "line"),
    [
        (36, "connection", '"a close friend rang. We laughed for an hour about nothing."'),
        (33, "patterns", 'My own line, 19 Nov: "my mother said I only ring when I need something. I laughed it off."'),
        (26, "patterns", 'My own line, 13 Nov: "He cancelled. I said fine."'),
        (9, "breaks", '14 Oct, my partner: "Keys, dishes, the whole list."'),
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
    old = told(80, "03-01", "d", "Mum", "A long time ago with Mum.", moves="went-silent")

    assert said(page_of((*MOMENTS, old), shared=(old.uid,)), "today") == [
        "1 Mar · my mother: went quiet",
        '"A long time ago with my mother."',
    ]


def test_tags_and_marks_are_not_part_of_the_words_shown(page_of: PageOf) -> None:
    entries = changed(36, text="@Ada rang, +reached-out really. +c @jonas +warm")

    assert '"a close friend rang, reached-out really."' in said(page_of(entries, shared=(uid(36),)), "connection")


def test_a_very_long_text_is_cut_and_says_so(page_of: PageOf) -> None:
    entries = changed(36, text="word " * 1_000_000)
    line = said(page_of(entries, shared=(uid(36),)), "connection")[-1]

    assert 2_000 < len(line) < 2_500
    assert line.endswith('…"')


def test_a_text_of_half_a_page_is_not_cut(page_of: PageOf) -> None:
    text = "slowly and then all at once " * 60

    assert f'"{text.strip()}"' in said(page_of(changed(36, text=text), shared=(uid(36),)), "connection")


# What is never on it


def test_moments_with_the_therapist_are_neither_named_nor_counted_unless_included(page_of: PageOf) -> None:
    apart, included = page_of(), page_of(include=("therapist",))

    assert "therap" not in whole(apart)
    assert apart.pattern_moments + 1 == included.pattern_moments
    assert "in therapy" in whole(included)


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

    assert "Only with my partner." in said(page, "about")
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

    assert "12 Nov · someone: asked for help" in whole(page_of(people=people))
