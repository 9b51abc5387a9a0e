"""`rj patterns KEY` as a report: one screen that says the same numbers as the whole page behind it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from relational_journal.model import Entry
from relational_journal.patterns.questions.detail import detail
from relational_journal.patterns.questions.steps import steps
from relational_journal.report.document.document import Dots, Report, Section, Text, counts_drawn, line
from relational_journal.report.render.to_markdown import to_markdown
from relational_journal.report.render.to_text import to_text
from relational_journal.report.views.one_pattern import one_pattern
from relational_journal.report.views.one_screen import fullest_that_fits
from relational_journal.report.views.overview import overview
from relational_journal.report.views.pattern_screen import pattern_screen
from relational_journal.text.width import LETTERS, SIGNS
from relational_journal.vocabulary.load import Vocabulary, vocabulary
from relational_journal.vocabulary.pattern_names import row_keys
from relational_journal.vocabulary.patterns import patterns as rules
from tests.support.eight_weeks import MOMENTS, CountOf, entry

TODAY = date(2026, 11, 22)
SCREEN = 40
KEYS = [*(rule.key for rule in rules()), "the chase"]
Golden = Callable[[str, str], str]


def _screen(counted: CountOf, key: str, moments: tuple[Entry, ...] = MOMENTS) -> Report:
    patterns = counted(moments)
    return pattern_screen([detail(patterns, each) for each in row_keys(key)], patterns, today=TODAY)


def _overfull() -> tuple[Entry, ...]:
    """Sixty moments, each with every tag there is."""
    words = vocabulary()
    keys = {name: tuple(term.key for term in words.list_of(name)) for name in ("moves", "responses", "feelings")}
    return tuple(
        entry(
            n,
            f"{10 + n // 28}-{n % 28 + 1:02}",
            "d",
            "Jonas, Mum, Ada",
            first=keys["responses"],
            braced=keys["responses"],
            felt_before=keys["feelings"],
            wishes=tuple(term.key for term in words.list_of("wishes")),
            moves=keys["moves"],
            urges=keys["moves"],
            after=tuple(key for key in keys["responses"] if key not in ("they-threatened-me", "they-crossed-a-line")),
        )
        for n in range(1, 50)
    )


@pytest.mark.parametrize("key", ["pushing-away", "repairing", "growth-moments", "shutting-down-under-power"])
def test_the_screen_of_a_pattern_is_the_golden_one(counted: CountOf, golden: Golden, key: str) -> None:
    drawn = to_text(_screen(counted, key), width=80)

    assert drawn == golden(f"screen-{key}.txt", drawn)


def test_the_screen_of_the_chase_shows_both_roles_and_asks_once(counted: CountOf, golden: Golden) -> None:
    drawn = to_text(_screen(counted, "the chase"), width=80)

    assert drawn == golden("screen-the-chase.txt", drawn)
    assert drawn.count("To ask, if you like") == 1
    assert drawn.count("what the others held") == 1


@pytest.mark.parametrize("key", KEYS)
def test_every_pattern_is_one_screen_with_its_guard_its_power_and_its_questions(counted: CountOf, key: str) -> None:
    drawn = to_text(_screen(counted, key), width=80).splitlines()
    said = " ".join(" ".join(drawn).split())

    assert len(drawn) < SCREEN
    for row in row_keys(key):
        rule = next(rule for rule in rules() if rule.key == row)
        assert rule.guard_full in said
        assert all(question in said for question in rule.questions)
        if counted().row(row).of >= 5:
            assert "Power " in said
    assert "--full" in said


@pytest.mark.parametrize("key", KEYS)
def test_moments_with_every_tag_there_is_still_leave_one_screen(counted: CountOf, key: str) -> None:
    drawn = to_text(_screen(counted, key, _overfull()), width=80).splitlines()

    assert len(drawn) < SCREEN, "\n".join(drawn)


@pytest.mark.parametrize("key", [rule.key for rule in rules()])
def test_two_moments_each_way_are_shown_and_the_number_of_all(counted: CountOf, key: str) -> None:
    patterns = counted()
    row = patterns.row(key)
    report = _screen(counted, key)
    for section, those in ((report.section("otherwise"), row.otherwise), (report.section("shows"), row.shows)):
        assert (section is None) == (not those)
        if section is not None:
            assert [block.uids[0] for block in section.blocks] == [moment.uid for moment in those[:2]]  # type: ignore[union-attr]
            assert section.aside == (f"{len(those)}, the newest 2" if len(those) > 2 else str(len(those)))


@pytest.mark.parametrize("key", [rule.key for rule in rules()])
def test_the_screen_and_the_whole_page_say_the_same_counts(counted: CountOf, key: str) -> None:
    patterns = counted()
    found = detail(patterns, key)
    whole, screen = one_pattern(found, patterns, today=TODAY), pattern_screen([found], patterns, today=TODAY)

    assert [dots for dots in counts_drawn(screen) if dots.of > 1] == [
        dots for dots in counts_drawn(whole) if dots.of > 1
    ]
    assert to_text(whole, width=200).splitlines()[3:4] == to_text(screen, width=200).splitlines()[3:4]


def test_the_steps_of_the_window_add_up_to_its_count(counted: CountOf) -> None:
    patterns = counted()
    found = steps(patterns, "going-silent")[-2:]

    assert sum(step.of for step in found) == patterns.row("going-silent").of
    said = " ".join(to_text(_screen(counted, "going-silent"), width=80).split())
    assert f"from 28 Sep {found[0].shows} of {found[0].of} · from 26 Oct {found[1].shows} of {found[1].of}" in said


def test_who_had_more_power_says_of_which_moments_where_it_is_not_the_base(counted: CountOf, words: Vocabulary) -> None:
    patterns = counted()
    whole = one_pattern(detail(patterns, "shutting-down-under-power"), patterns, today=TODAY)

    assert "(of all moments that say what you did)" in to_text(_screen(counted, "shutting-down"), width=200)
    assert "(of all moments that say what you did)" in to_text(whole, width=200)
    assert "(of all moments)" in to_text(overview(patterns, words, every=True), width=200)
    assert "of all moments" not in to_text(_screen(counted, "going-quiet"), width=200)


def test_too_few_moments_are_not_divided_into_steps_or_by_power(counted: CountOf) -> None:
    drawn = to_text(_screen(counted, "going-silent", MOMENTS[:6]), width=80)

    assert "Too few moments to say (" in drawn
    assert "Power" not in drawn
    assert "By four weeks" not in drawn


@pytest.mark.parametrize("signs", [SIGNS, LETTERS])
@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_nothing_is_wider_than_the_screen(counted: CountOf, width: int, signs: object) -> None:
    for key in KEYS:
        drawn = to_text(_screen(counted, key), width=width, signs=signs)  # type: ignore[arg-type]

        assert max(map(len, drawn.splitlines())) <= width


def test_above_twenty_moments_a_bar_stands_for_the_dots_and_is_explained(counted: CountOf, words: Vocabulary) -> None:
    drawn = to_text(overview(counted(), words), width=80)
    row = next(each for each in drawn.splitlines() if "Reaching out" in each)

    assert row.count("█") + row.count("▒") + row.count("░") == 20
    assert "● █ shows" in drawn
    assert "▓" not in drawn  # nothing turned above twenty moments, so nothing explains it


def test_the_legend_names_only_the_marks_that_are_there() -> None:
    def drawn(*counts: Dots) -> str:
        section = Section("", "COUNTS", tuple(line(Text(f"{dots.shows} "), dots) for dots in counts), legend=True)
        return to_text(Report("Title", sections=(section,)), width=80).splitlines()[2]

    assert drawn(Dots(2, 0, 0, 1)).split(None, 1)[1] == "● shows · neither"
    assert drawn(Dots(2, 1, 3, 1)).split(None, 1)[1] == "● shows ◐ turned ○ otherwise · neither"
    assert drawn(Dots(2, 0, 3, 0), Dots(30, 5, 0, 0)).split(None, 1)[1] == "● █ shows ▓ turned ○ otherwise"


def test_markdown_explains_its_marks_too(counted: CountOf, words: Vocabulary) -> None:
    assert "● █ shows" in to_markdown(overview(counted(), words))
    assert "● shows" in to_markdown(_screen(counted, "going-quiet"))


def test_a_report_that_never_fits_is_the_shortest_there_is() -> None:
    long = [Report("Long", sections=(Section("", "", tuple(line(str(n)) for n in range(size))),)) for size in (90, 50)]

    assert fullest_that_fits(long) is long[-1]
    assert fullest_that_fits([*long, Report("Short")]).title == "Short"
