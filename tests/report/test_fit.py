"""One sheet always: what stands aside is said, is as little as it takes, and the person can choose otherwise."""

from __future__ import annotations

import subprocess
import sys

import pytest

from relational_journal.model import Entry
from relational_journal.report.document.document import Row
from relational_journal.report.document.items import items
from relational_journal.report.page_fit import SIZES, items_to_drop, lines_of
from relational_journal.report.page_fit import format_items as said_aside
from relational_journal.report.render.to_pdf import to_pdf
from relational_journal.report.session_page.page import Page
from tests.support.eight_weeks import MOMENTS, PageOf, entry, others


def much_chosen(page_of: PageOf, count: int) -> Page:
    """A page on which that many long moments were chosen word for word."""
    chosen: list[Entry] = [
        entry(
            900 + at,
            f"11-{10 + at % 12} 18:00",
            "m",
            "Lena",
            f"{at} " + "slowly and then all at once " * 18,
            share=True,
        )
        for at in range(count)
    ]
    return page_of((*MOMENTS, *others(), *chosen))


def test_a_page_that_fits_leaves_nothing_out(page_of: PageOf) -> None:
    assert items_to_drop(page_of()) == frozenset()


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
@pytest.mark.parametrize("count", [0, 3, 8, 60])
def test_whatever_was_chosen_the_sheet_is_one_side_of_either_paper(page_of: PageOf, count: int, paper: str) -> None:
    page = much_chosen(page_of, count)

    assert to_pdf(page.without(items_to_drop(page)), paper=paper).of_sheet == 1


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
def test_very_long_words_of_ones_own_leave_one_side(page_of: PageOf, paper: str) -> None:
    long = "slowly and then all at once " * 60_000
    moments = [entry(900 + at, f"11-{10 + at} 18:00", "c", "Ada", long, share=True) for at in range(4)]
    wanted = entry(99, "11-24", "", "", long, kind="session", power=(), answers={"state": "prepared", "want": long})
    page = page_of((*MOMENTS, *others(), *moments, wanted))

    assert to_pdf(page.without(items_to_drop(page)), paper=paper).of_sheet == 1


def test_as_little_as_it_takes_stands_aside(page_of: PageOf) -> None:
    page = much_chosen(page_of, 20)
    over = items_to_drop(page)

    assert lines_of(page.report) > SIZES["tiny"] >= lines_of(page.without(over).report)
    # Of the short ones a line could come back, if the last long one left more room than it took.
    assert max(lines_of(page.without(over - {number}).report) for number in over) > SIZES["tiny"]


def test_the_further_reading_takes_no_room_from_the_sheet(page_of: PageOf) -> None:
    assert items_to_drop(page_of(full=True, worksheet=True)) == items_to_drop(page_of())
    assert to_pdf(page_of(full=True)).pages > 1


def test_chosen_moments_go_before_patterns_and_breaks(page_of: PageOf) -> None:
    page = much_chosen(page_of, 60)
    kept = page.without(items_to_drop(page)).report

    for key in ("patterns", "otherwise", "breaks"):
        assert kept.section(key) is not None


def test_of_many_chosen_moments_the_newest_keep_their_words(page_of: PageOf) -> None:
    short = [entry(900 + at, f"11-{10 + at % 12} 18:00", "m", "Lena", f"{at} slowly", share=True) for at in range(90)]
    page = page_of((*MOMENTS, others()[0], *short))
    kept = page.without(items_to_drop(page)).report.section("today")
    assert kept is not None
    rows = [block for block in kept.blocks if isinstance(block, Row)]

    assert 5 <= len(rows) < 90
    assert all(row.own for row in rows)


def test_many_ranges_of_lines_are_told_by_the_first_and_the_last(page_of: PageOf) -> None:
    page = much_chosen(page_of, 20)
    told_of = said_aside(page.report, set(range(4, 42, 2)))

    assert "(4, 6, 8 … 40)" in told_of


def test_what_the_page_is_and_does_not_see_never_stands_aside(page_of: PageOf) -> None:
    page = much_chosen(page_of, 60)
    kept = page.without(items_to_drop(page)).report

    assert kept.section("about") == page.report.section("about")
    assert kept.section("unseen") == page.report.section("unseen")
    assert kept.sections[0].blocks[0] == page.report.sections[0].blocks[0]


def test_lines_the_person_leaves_out_make_room(page_of: PageOf) -> None:
    page = much_chosen(page_of, 20)
    over = items_to_drop(page)

    assert items_to_drop(page, over) == frozenset()


def test_it_says_what_stands_aside_by_heading_and_number(page_of: PageOf) -> None:
    page = page_of()
    numbered = dict(items(page.report))
    last = max(numbered)
    heading = page.report.sections[-1].heading

    assert said_aside(page.report, {last}) == f"1 line of {heading} ({last})"
    assert said_aside(page.report, {1, 2}) == "2 lines of What I want from today (1-2)"


def test_html_and_what_fits_need_no_typesetter() -> None:
    code = (
        "import sys, datetime\n"
        "from relational_journal import Journal\n"
        "from relational_journal.cli.sessions.save_page import in_form\n"
        "from relational_journal.report.page_fit import items_to_drop\n"
        "with Journal.open(sys.argv[1]) as journal:\n"
        "    items_to_drop(journal.summary()); in_form(journal.summary(), 'html')\n"
        "print('typst' in sys.modules)"
    )
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", code, f"{folder}/journal.db"], capture_output=True, text=True, check=True
        )

    assert done.stdout.strip() == "False"
