"""Two pages at most: what stands aside is said, is as little as it takes, and the person can choose otherwise."""

from __future__ import annotations

import subprocess
import sys

from relational_journal.model import Moment
from relational_journal.report.document.document import items
from relational_journal.report.page_fit import aside
from relational_journal.report.page_fit import told as said_aside
from relational_journal.report.render.to_pdf import to_pdf
from relational_journal.report.session_page.page import Page
from tests.support.eight_weeks import MOMENTS, PageOf, others, told


def much_chosen(page_of: PageOf, count: int) -> Page:
    """A page on which that many long moments were chosen word for word."""
    chosen: list[Moment] = [
        told(
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
    assert aside(page_of()) == frozenset()


def test_a_page_that_does_not_fit_leaves_out_as_little_as_it_takes(page_of: PageOf) -> None:
    page = much_chosen(page_of, 20)
    over = aside(page)

    assert to_pdf(page).pages > 2
    assert over
    assert to_pdf(page.without(over)).pages == 2
    for one in over:
        if "Own" in repr(dict(items(page.report))[one]):
            assert to_pdf(page.without(over - {one})).pages > 2
            break


def test_what_went_first_comes_back_where_a_long_text_that_went_left_room(page_of: PageOf) -> None:
    long = [
        told(900 + at, f"11-{10 + at} 18:00", "m", "Lena", f"{at} " + "slowly and then all at once " * 80, share=True)
        for at in range(4)
    ]
    page = page_of((*MOMENTS, *others(), *long))
    kept = page.without(aside(page))

    assert to_pdf(page).pages > 2
    assert to_pdf(kept).pages == 2
    assert kept.report.section("power") == page.report.section("power")


def test_chosen_moments_go_before_patterns_and_breaks(page_of: PageOf) -> None:
    page = much_chosen(page_of, 60)
    kept = page.without(aside(page)).report

    for key in ("patterns", "otherwise", "breaks"):
        assert kept.section(key) is not None


def test_it_fits_the_smaller_paper_too(page_of: PageOf) -> None:
    page = much_chosen(page_of, 20)

    assert to_pdf(page.without(aside(page, paper="us-letter")), paper="us-letter").pages == 2


def test_what_the_page_is_and_does_not_see_never_stands_aside(page_of: PageOf) -> None:
    page = much_chosen(page_of, 60)
    kept = page.without(aside(page)).report

    assert to_pdf(page.without(aside(page))).pages == 2
    assert kept.section("about") == page.report.section("about")
    assert kept.section("unseen") == page.report.section("unseen")
    assert kept.sections[0].blocks[0] == page.report.sections[0].blocks[0]


def test_lines_the_person_leaves_out_make_room(page_of: PageOf) -> None:
    page = much_chosen(page_of, 20)
    over = aside(page)

    assert aside(page, over) == frozenset()


def test_it_says_what_stands_aside_by_heading_and_number(page_of: PageOf) -> None:
    page = page_of()
    numbered = dict(items(page.report))
    first, second = sorted(numbered)[-2:]
    heading = page.report.sections[-1].heading

    assert said_aside(page.report, {second}) == f"1 line of {heading} ({second})"
    assert f"({first}" in said_aside(page.report, {first, second})


def test_a_short_page_is_not_typeset_to_know_that_it_fits() -> None:
    code = (
        "import sys, datetime\n"
        "from relational_journal import Journal\n"
        "from relational_journal.report.page_fit import aside\n"
        "with Journal.open(sys.argv[1]) as journal: aside(journal.summary())\n"
        "print('typst' in sys.modules)"
    )
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", code, f"{folder}/journal.db"], capture_output=True, text=True, check=True
        )

    assert done.stdout.strip() == "False"
