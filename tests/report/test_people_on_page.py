"""The people around the writer behind the sheet: a map and a table that say the same, by what the page calls them."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from relational_journal.model import Entry, Person, replace
from relational_journal.report.pictures.around_me import MOST_PEOPLE
from relational_journal.report.render.to_html import to_html
from relational_journal.report.render.to_json import to_json
from relational_journal.report.render.to_pdf import to_pdf
from relational_journal.report.render.to_text import to_text
from relational_journal.report.session_page.page import Page
from relational_journal.text.width import LETTERS, cells
from tests.report.pictures.test_people_map import far, spots
from tests.support.at_terminal import ENTER, AtTerminal
from tests.support.eight_weeks import MOMENTS, PEOPLE, PageOf, entry, others
from tests.support.pictures import Drawing, drawing, figures_of
from tests.support.program import Program
from tests.support.readers import Document, pdf, pdf_text

PRESENT = {"include": ("people",), "full": True}
TONES = ("connection", "mixed", "disconnection", "ordinary")


def maps(page: Page) -> list[Drawing]:
    """The drawings of the people on a page of HTML."""
    figure = re.search(r'<figure class="maps">(.*?)<figcaption>', to_html(page), re.DOTALL)
    return [Drawing(svg) for svg in re.findall(r"<svg.*?</svg>", figure[1], re.DOTALL)] if figure else []


def rows(page: Page) -> list[dict[str, str]]:
    """The table of people, each row by its heads."""
    (section,) = (each for each in to_json(page)["sections"] if each["key"] == "people")
    return [dict(zip(section["table"]["heads"], row, strict=True)) for row in section["table"]["rows"]]


def crowd(count: int) -> tuple[tuple[Entry, ...], tuple[Person, ...]]:
    """A moment with each of so many friends."""
    names = [f"Person {at:03}" for at in range(count)]
    entries = tuple(entry(500 + at, f"11-{at % 20 + 1:02}", "c", name) for at, name in enumerate(names))
    return entries, tuple(Person(name, "friend") for name in names)


def test_the_map_names_the_people_of_the_table_in_their_order_with_their_moments(page_of: PageOf) -> None:
    page = page_of(**PRESENT)
    (drawn,) = maps(page)

    assert len(rows(page)) > 4
    assert drawn.words == ["me", *(f"{row['who']} {row['moments']}" for row in rows(page))]


def test_the_json_holds_the_table_alone(page_of: PageOf) -> None:
    (section,) = (each for each in to_json(page_of(**PRESENT))["sections"] if each["key"] == "people")

    assert set(section) == {"key", "heading", "lines", "table"}
    assert set(section["table"]) == {"heads", "rows"}
    assert len(section["lines"]) == 1 + len(section["table"]["rows"])


def test_its_description_says_every_count_of_the_table_and_who_had_more_power(page_of: PageOf) -> None:
    page = page_of(**PRESENT)
    (drawn,) = maps(page)
    said = {each.partition(": ")[0]: each for each in drawn.description.split(". ")}

    assert drawn.title == "The people around me"
    for row in rows(page):
        here = said[row["who"]]
        assert f": {row['moments']} moment" in here
        assert row["how they were"] in here
        assert (f"who reached out: {row['who reached out']}" in here) == bool(row["who reached out"])
        assert (f"open breaks: {row['open breaks']}" in here) == bool(row["open breaks"])
    assert "more power, most often: they" in said["my manager"]
    assert "more power" not in said["my partner"]


def test_a_break_who_starts_and_who_had_more_power_are_drawn_and_explained(page_of: PageOf) -> None:
    page = page_of(**PRESENT)
    (drawn,) = maps(page)
    legend = Document(to_html(page)).text
    table = rows(page)

    assert drawn.count("path", **{"stroke-dasharray": "1.5 5"}) == sum(bool(row["open breaks"]) for row in table) > 0
    assert drawn.count("circle", r="9") == drawn.description.count("more power, most often: they") > 0
    for meaning in ("nearer: more of them connection", "a break is open", "points to who starts more often"):
        assert meaning in legend
    assert "they had more power, most often" in legend
    assert "I had more power, most often" not in legend


def test_it_is_the_map_of_rj_look_map(rj: Program) -> None:
    for day in range(1, 7):
        rj.log(f"2026-11-0{day}: A word. @Ada +c +they-reached-out")
        rj.log(f"2026-11-0{day}: A word. @Ben {'+c' if day < 4 else '+d'} +they-had-more")
    rj.log("2026-11-08: A word. @Dee +d +went-silent")
    looked = drawing(rj, "look", "map")
    html = rj("summary", "--full", "--include", "people", "--names", "nickname", "--format", "html").out
    figure = re.search(r'<figure class="maps">.*?(<svg.*?</svg>)', html, re.DOTALL)
    assert figure is not None
    on_page = Drawing(figure[1])

    assert spots(on_page) == spots(looked)
    assert far(spots(on_page)[0]) < far(spots(on_page)[1])
    assert on_page.words == [word for word in looked.words if word in ("me", "Ada 6", "Ben 6", "Dee 1")]


@pytest.mark.parametrize("form", ["roles", "initials"])
def test_nobody_is_called_by_name_on_it_unless_that_was_chosen(page_of: PageOf, form: str) -> None:
    names = {person.name for person in PEOPLE if person.relationship != "stranger"}
    page = page_of(names=form, **PRESENT)
    drawn = [*maps(page)[0].words, maps(page)[0].description, *figures_of(to_pdf(page).pdf), to_text(page.report)]

    assert not [name for name in names for said in drawn if re.search(rf"\b{name}\b", said)]
    assert maps(page_of(names="nickname", **PRESENT))[0].words[1].startswith("Ada ")


def test_who_is_held_apart_private_or_with_the_therapist_is_not_drawn(page_of: PageOf) -> None:
    held = tuple(replace(person, safety="not-safe") if person.name == "Ruth" else person for person in PEOPLE)
    private = tuple(replace(moment, private=True) if "Leo" in moment.people else moment for moment in MOMENTS)
    drawn = " ".join(maps(page_of((*private, *others()), people=held, **PRESENT))[0].words)

    assert "my manager" in " ".join(maps(page_of(**PRESENT))[0].words)
    assert "my manager" not in drawn
    assert "a friend, L" not in drawn
    assert "therapist" not in drawn


def test_two_people_whose_role_is_not_known_are_two_on_the_map(page_of: PageOf) -> None:
    entries = (entry(1, "11-20", "c", "Zoe"), entry(2, "11-21", "d", "Kit"), entry(3, "11-22", "d", "Kit"))
    page = page_of(entries, people=(), **PRESENT)

    assert maps(page)[0].words == ["me", "someone 1", "someone 2"]
    assert len(spots(maps(page)[0])) == 2


@pytest.mark.parametrize(("count", "on_each"), [(1, [1]), (10, [10]), (11, [5, 6]), (25, [8, 8, 9])])
def test_many_people_are_shared_out_over_as_few_maps_as_hold_them(
    page_of: PageOf, count: int, on_each: list[int]
) -> None:
    entries, people = crowd(count)
    page = page_of(entries, people=people, names="nickname", **PRESENT)
    drawn = maps(page)

    assert [len(spots(each)) for each in drawn] == on_each
    assert max(on_each) <= MOST_PEOPLE
    assert [word for each in drawn for word in each.words[1:]] == [
        f"{row['who']} {row['moments']}" for row in rows(page)
    ]
    assert len({each.title for each in drawn}) == len(drawn)


def test_the_pdf_draws_the_same_maps_each_with_its_alternative_text(page_of: PageOf) -> None:
    entries, people = crowd(11)
    page = page_of(entries, people=people, names="nickname", **PRESENT)
    made = to_pdf(page).pdf

    assert [alt for alt in figures_of(made) if alt.startswith("The people")] == [
        f"{each.title}: {each.description}" for each in maps(page)
    ]
    for each in maps(page):
        assert all(word in pdf_text(made) for word in each.words)


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
def test_however_many_people_there_are_no_map_leaves_the_paper(page_of: PageOf, paper: str) -> None:
    entries, people = crowd(120)
    made = to_pdf(page_of(entries, people=people, names="nickname", **PRESENT), paper=paper).pdf
    sides = [page.extract_text() for page in pdf(made).pages]
    maps_on = [len(re.findall(r"^me$", side, re.MULTILINE)) for side in sides]

    assert [count > 0 for count, side in zip(maps_on, sides, strict=True) if "Who is around me" in side] == [True]
    assert sum(maps_on) == 12
    assert max(maps_on) == 6  # three rows of two are as high as the paper allows
    assert len({name for side in sides for name in re.findall(r"Person \d{3} 1\b", side)}) == 120


def test_a_few_people_are_read_on_one_side_with_their_table_and_the_sheet_stays_on_its_own(page_of: PageOf) -> None:
    made = to_pdf(page_of(**PRESENT))
    sides = [page.extract_text() for page in pdf(made.pdf).pages]
    (side,) = [each for each in sides if "Who is around me" in each]

    assert made.of_sheet == 1
    assert side.count("who moments how they were") == 1
    assert all(row["how they were"] in side for row in rows(page_of(**PRESENT)))


@pytest.mark.parametrize("name", ['R&D <b> "x"', "🌻 Sun", "אב", "a\N{RIGHT-TO-LEFT OVERRIDE}b", "N" * 64])
def test_a_name_is_words_in_every_drawing_and_never_markup(page_of: PageOf, name: str) -> None:
    page = page_of((entry(1, "11-20", "c", name),), people=(Person(name, "friend"),), names="nickname", **PRESENT)
    (drawn,) = maps(page)
    made = to_pdf(page)

    assert ElementTree.fromstring(drawn.source).tag.endswith("svg")
    assert len(drawn.words) == 2
    assert drawn.words[1].endswith(" 1")
    assert rows(page)[0]["who"].startswith(drawn.words[1].removesuffix(" 1").removesuffix("…"))
    assert any(alt.startswith("The people around me: ") for alt in figures_of(made.pdf))


def test_in_characters_every_person_has_a_line_and_no_row_is_wider_than_the_page(page_of: PageOf) -> None:
    page = page_of(**PRESENT)
    for width in (40, 60, 80, 120):
        for signs, sign in ((None, "•"), (LETTERS, "*")):
            text = to_text(page.report, width=width, **({"signs": signs} if signs else {}))
            _, _, section = text.partition("Who is around me\n")
            shown = section.partition("\n\n")[0]

            assert all(cells(row) <= width for row in shown.splitlines())
            for row in rows(page):
                assert re.search(
                    rf"^  {re.escape(row['who'])} .*me.*{re.escape(sign)}.* {row['moments']}$", shown, re.M
                )


def test_read_aloud_the_people_are_told_in_words_and_not_drawn(rj: Program) -> None:
    rj.log("2026-11-20: A word. @Ada +c +they-had-more")
    command = ("summary", "--full", "--include", "people", "--names", "nickname", "--yes")

    assert "me ──" in rj(*command).out
    aloud = rj("--plain", *command).out
    assert "──" not in aloud
    assert "Ada: 1 moment; connection 1; more power, most often: they" in aloud


def test_the_chooser_shows_them_in_words_with_plain_and_one_number_leaves_out_map_and_table(
    rj: Program, tmp_path: Path
) -> None:
    rj.log("2026-11-20: A word. @Ada +c +they-had-more")
    target = tmp_path / "page.html"
    command = ("summary", "--full", "--include", "people", "--names", "nickname", "--format", "html")
    there = AtTerminal("--plain", *command, "--output", str(target)).sees("Ada: 1 moment; connection 1")
    number = re.findall(r"(\d+) +$", there.seen())[-1]
    there.sees("Leave out?").types(number, ENTER).sees("(left out)").sees("Leave out?").types(ENTER)
    there.ends()

    assert "How to read this" in target.read_text(encoding="utf-8")
    assert "The people around me" not in target.read_text(encoding="utf-8")
    assert "Who is around me" not in target.read_text(encoding="utf-8")


def test_a_table_that_is_never_to_be_shown_takes_the_map_along(page_of: PageOf) -> None:
    page = page_of(never=frozenset({"people:table"}), **PRESENT)

    assert page.report.section("people") is None
    assert maps(page) == []


def test_without_people_there_is_neither_map_nor_table(page_of: PageOf) -> None:
    page = page_of((entry(1, "11-20", "c", ""),), **PRESENT)

    assert page.report.section("people") is None
    assert maps(page) == []
