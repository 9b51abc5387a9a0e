"""`rj summary` as a person runs it: forms, files, choices kept, errors."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.made_once import MadeOnce
    from tests.support.program import Program


def _some_days(rj: Program) -> None:
    rj("people", "add", "Jonas", "--relationship", "partner", "--also", "Jojo")
    rj("people", "add", "Mum", "--relationship", "parent")
    for n in range(6):
        rj.log(
            f"2026-11-{10 + n}: Mum said @Mum things and I left. +d +criticised-me +hurt +went-silent +they-had-more"
        )
    rj.log("2026-11-20: Jojo laughed with Jonas's friend. @Jonas +c +they-were-warm +accepted-care +warm +more-worth")


@pytest.fixture
def full(made_once: MadeOnce) -> Program:
    """A journal with some days in it."""
    return made_once(_some_days)


def test_the_page_is_text_unless_said_otherwise(full: Program) -> None:
    result = full("summary")

    assert result.out.startswith("For our session, 22 November 2026\n")
    assert "Noted and chosen by me." in " ".join(result.out.split())
    assert result.err == ""


def test_names_are_roles_unless_chosen_and_the_choice_may_be_a_setting(full: Program) -> None:
    assert "my partner" in full("summary").out
    assert "Jonas" in full("summary", "--names", "nickname").out
    assert "J." in full("summary", "--names", "initials").out
    full("settings", "names", "initials")
    assert "my partner" not in full("summary").out


def test_markdown_and_json_are_other_forms_of_it(full: Program) -> None:
    assert full("summary", "--format", "md").out.startswith("# For our session, 22 November 2026\n")
    assert full("summary", "--json").out == full("summary", "--format", "json").out
    assert list(full("summary", "--json").json()) == ["title", "window", "moments", "sections"]


def test_forms_that_do_not_exist_are_refused(full: Program) -> None:
    result = full("summary", "--format", "docx", code=2)

    assert result.out == ""
    assert "text, md" in result.err
    full("summary", "--json", "--format", "md", code=2)


def test_a_sentence_stands_there_only_once_it_was_chosen_and_the_choice_is_kept(full: Program) -> None:
    assert "laughed" not in full("summary").out
    chosen = full("summary", "--share", "7").out
    kept = full("summary").out

    assert '"my partner laughed with my partner\'s friend."' in chosen
    assert kept == chosen
    assert full("show", "7", "--json").json()["share"] is True
    full("undo")
    assert "laughed" not in full("summary").out


def test_sharing_a_private_entry_is_refused_and_one_that_is_not_there_too(full: Program) -> None:
    full("edit", "7", "--private")
    refused = full("summary", "--share", "7", code=1)

    assert refused.out == ""
    assert "private" in refused.err
    full("summary", "--share", "99", code=1)


def test_private_moments_are_in_no_word_and_no_number(full: Program) -> None:
    before = full("summary").out
    full.log("2026-11-21: secret @Zed +c +reached-out +more-worth", "--private")
    full.log("2026-11-21: kept safe @Mum +d +kept-myself-safe", "--unsafe")

    assert full("summary").out == before


def test_lines_are_left_out_by_their_numbers(full: Program) -> None:
    before = full("summary").out
    after = full("summary", "--leave-out", "1").out

    assert len(after) < len(before)
    assert "In one sentence" not in after
    assert full("summary", "--leave-out", "99", code=2).out == ""


def test_sections_are_on_or_off(full: Program) -> None:
    assert "Breaks and repairs" not in full("summary", "--without", "breaks").out
    result = full("summary", "--without", "brakes", code=2)

    assert "There are today, about" in result.err


def test_a_file_is_written_for_its_owner_never_over_another_and_warned_of_once(full: Program, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    first = full("summary", "--output", str(page))
    again = full("summary", "--output", str(page), code=1)
    forced = full("summary", "--output", str(page), "--force")

    assert first.out == f"Written to {page}.\n"
    assert page.read_text(encoding="utf-8").startswith("# For our session")
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert "readable" in first.err
    assert "--force" in again.err
    assert "readable" not in forced.err


def test_a_folder_that_is_not_there_is_said_and_leaves_nothing(full: Program, tmp_path: Path) -> None:
    result = full("summary", "--output", str(tmp_path / "nowhere" / "page.txt"), code=1)

    assert "could not be written" in result.err
    assert not (tmp_path / "nowhere").exists()


def test_the_text_of_a_file_is_wrapped_and_that_of_a_pipe_is_not(full: Program, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    full("summary", "--output", str(page))

    assert max(map(len, page.read_text(encoding="utf-8").splitlines())) <= 80
    assert max(map(len, full("summary").out.splitlines())) > 80


def test_filters_and_since_narrow_both_windows(full: Program) -> None:
    answer = full("summary", "--since", "2026-11-12", "--until", "2026-11-14", "--json").json()

    assert answer["window"] == {"since": "2026-11-12", "until": "2026-11-14", "patterns_since": "2026-11-12"}
    assert answer["moments"] == {"new": 3, "patterns": 3}
    assert full("summary", "--with", "Jonas", "--json").json()["moments"] == {"new": 1, "patterns": 1}
    assert "Only with my partner." in full("summary", "--with", "Jonas").out


def test_an_empty_journal_makes_a_page_and_no_file(rj: Program, tmp_path: Path) -> None:
    result = rj("summary")
    rj("summary", "--output", str(tmp_path / "page.txt"))

    assert "Too few moments to say (0 so far)." in result.out
    assert not rj.journal.exists()


def test_from_python_the_same_page(full: Program) -> None:
    from relational_journal import Journal
    from relational_journal.report.render.to_json import to_json

    with Journal.open(full.journal) as journal:
        page = journal.summary()

    assert to_json(page) == full("summary", "--json").json()


@pytest.mark.parametrize("option", ["--format", "--output", "--names"])
def test_an_option_left_empty_is_said_and_nothing_is_written(full: Program, option: str) -> None:
    result = full("summary", option, "", code=2)

    assert result.out == ""
    assert result.err.startswith(f"error: {option} is empty\n")


def test_where_it_was_written_is_the_answer_as_json_where_json_was_asked(full: Program, tmp_path: Path) -> None:
    target = tmp_path / "page.json"

    assert full("summary", "--json", "--output", str(target)).json() == {"format": "json", "file": str(target)}
    assert target.read_text(encoding="utf-8").startswith("{")
    assert full("summary", "--format", "md", "--output", "-").out.startswith("# For our session")


def test_show_calls_the_side_one_was_on_as_the_page_does(full: Program) -> None:
    full.log("2026-11-21: Looks again. @Mum +went-silent +gender:subordinate")

    assert "gender (on the side with less power)" in full("show").out
    assert "on the side with less power" in full("summary", "--full").out


def test_a_file_name_that_ends_in_no_form_is_refused(rj, tmp_path) -> None:
    refused = rj("summary", "--output", str(tmp_path / "page.docx"), code=2)

    assert '".docx"' in refused.err
    assert not (tmp_path / "page.docx").exists()


def test_what_was_prepared_in_the_second_of_the_last_session_stands_on_the_page(rj) -> None:
    rj("session", "before", "want A")
    rj("session", "after", "held")
    rj("session", "before", "want B")

    assert "want B" in rj("summary").out


def test_a_pattern_is_named_as_it_is_shown_and_stands_in_place_of_the_chosen_one(full: Program) -> None:
    keys = [each["key"] for each in _patterns(full, "--pattern", "pushing-away")]
    by_name = [each["key"] for each in _patterns(full, "--pattern", "going quiet", "--pattern", "limits-in-touch")]

    assert keys[0] == "pushing-away"
    assert by_name == ["going-silent", "boundaries-with-contact"]


def _patterns(rj: Program, *options: str) -> list[dict[str, object]]:
    sections = rj("summary", "--json", *options).json()["sections"]
    return next(section["patterns"] for section in sections if section["key"] == "patterns")  # type: ignore[no-any-return]


def test_a_pattern_that_is_not_there_or_one_too_many_is_refused(full: Program) -> None:
    assert "no pattern" in full("summary", "--pattern", "nonsense", code=1).err
    three = ("--pattern", "testing", "--pattern", "bracing", "--pattern", "going-silent")
    assert full("summary", *three, code=2).err.startswith(
        "error: the sheet has room for 2 patterns, and 3 were named\n"
    )


def test_the_further_reading_and_the_worksheet_come_on_request_in_every_form(full: Program) -> None:
    for form in ("text", "md", "html", "json"):
        plain, more = (
            full("summary", "--format", form).out,
            full("summary", "--full", "--worksheet", "--format", form).out,
        )

        assert "How to read this" not in plain
        assert "How to read this" in more
        assert "What I take home" in more


def test_people_stand_in_the_further_reading_only_if_included(full: Program) -> None:
    assert "Who is around me" not in full("summary", "--full").out
    assert "Who is around me" in full("summary", "--full", "--include", "people").out
